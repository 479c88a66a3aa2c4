/* test_defects.c -- how many messages one slip of the fingers costs. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tests/unit/lang_case.h"

/*
 * The look of the language was chosen by measuring: random defects in one sample, six kinds of
 * them, and the syntax errors that each raises. A prototype had 0.43 errors per defect and 6 at
 * worst; this test holds the product to no more. ISMS_DEFECTS=N tries N of each kind,
 * ISMS_DEFECTS_SHOW=N prints every defect with N errors or more.
 */
enum { DEFECTS_EACH = 700, ERRORS_WORST = 6 };
static const double errors_mean_most = 0.43;

struct random {
    uint64_t state;
};

/* xorshift64*: the same defects on every machine. */
static uint32_t random_below(struct random *random, size_t limit)
{
    random->state ^= random->state >> 12;
    random->state ^= random->state << 25;
    random->state ^= random->state >> 27;
    return (uint32_t)((random->state * 2685821657736338717ULL >> 32) % limit);
}

/* What can be damaged: characters, tokens and lines outside of comments. */
struct spots {
    struct str text;
    VEC(struct span) characters, tokens, lines; /* offsets */
};

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.' || c == '%' || c == '-';
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Where the comment of a line begins: a # that no text surrounds. */
static uint32_t code_end(struct str text, uint32_t from, uint32_t to)
{
    bool is_quoted = false;

    for (uint32_t i = from; i < to; i++) {
        if (text.ptr[i] == '"')
            is_quoted = !is_quoted;
        else if (text.ptr[i] == '#' && !is_quoted)
            return i;
    }
    return to;
}

static uint32_t token_end(struct str text, uint32_t from, uint32_t to)
{
    uint32_t end = from + 1;

    if (to - from >= 3 && memcmp(text.ptr + from, "\"\"\"", 3) == 0)
        return from + 3;
    if (text.ptr[from] == '"') {
        while (end < to && text.ptr[end] != '"')
            end++;
        return end < to ? end + 1 : from + 1;
    }
    while (is_word(text.ptr[from]) && end < to && is_word(text.ptr[end]))
        end++;
    return end;
}

static void find_spots_of_line(struct spots *spots, uint32_t from, uint32_t to)
{
    uint32_t end = code_end(spots->text, from, to);
    bool is_blank = true;

    for (uint32_t i = from; i < end; i++) {
        if (is_space(spots->text.ptr[i]))
            continue;
        is_blank = false;
        VEC_PUSH(&spots->characters, (struct span){ i, i + 1 });
    }
    for (uint32_t i = from; i < end; i++) {
        uint32_t next;
        if (is_space(spots->text.ptr[i]))
            continue;
        next = token_end(spots->text, i, end);
        VEC_PUSH(&spots->tokens, (struct span){ i, next });
        i = next - 1;
    }
    if (!is_blank)
        VEC_PUSH(&spots->lines, (struct span){ from, to + 1 });
}

static void find_spots(struct spots *spots)
{
    uint32_t from = 0;

    while (from < spots->text.len) {
        struct str rest = str_slice(spots->text, from, spots->text.len);
        uint32_t to = from + (uint32_t)str_find(rest, '\n');
        find_spots_of_line(spots, from, to);
        from = to + 1;
    }
}

/* ---- defects ---- */

enum kind { DELETE_CHARACTER, DELETE_TOKEN, INSERT_CHARACTER, DELETE_LINE, SWAP, HALF_LINE, KINDS };

static const char *const kind_names[] = { "delete char", "delete token", "insert char",
                                          "delete line", "swap chars",   "half-typed line" };

/* A damaged copy: [0, cut) + inserted + [resume, end). */
struct defect {
    uint32_t cut, resume;
    char inserted[3];
};

static struct defect choose(const struct spots *spots, enum kind kind, struct random *random)
{
    static const char signs[] = "\"(){}[]:,=-.xA1 #";
    uint32_t character =
        spots->characters.items[random_below(random, spots->characters.count - 1)].lo;
    struct span token = spots->tokens.items[random_below(random, spots->tokens.count)];
    struct span line = spots->lines.items[random_below(random, spots->lines.count)];

    switch (kind) {
    case DELETE_CHARACTER:
        return (struct defect){ character, character + 1, "" };
    case DELETE_TOKEN:
        return (struct defect){ token.lo, token.hi, "" };
    case INSERT_CHARACTER:
        return (struct defect){ character,
                                character,
                                { signs[random_below(random, sizeof signs - 1)] } };
    case DELETE_LINE:
        return (struct defect){ line.lo, line.hi, "" };
    case SWAP:
        return (struct defect){ character,
                                character + 2,
                                { spots->text.ptr[character + 1], spots->text.ptr[character] } };
    case HALF_LINE:
        return (struct defect){ line.lo + random_below(random, line.hi - line.lo), line.hi - 1,
                                "" };
    case KINDS:
        break;
    }
    return (struct defect){ 0 };
}

static size_t apply(struct str text, const struct defect *defect, char *to)
{
    size_t inserted = strlen(defect->inserted);
    size_t rest = text.len - defect->resume;

    memcpy(to, text.ptr, defect->cut);
    memcpy(to + defect->cut, defect->inserted, inserted);
    memcpy(to + defect->cut + inserted, text.ptr + defect->resume, rest);
    return defect->cut + inserted + rest;
}

static uint32_t count_errors(struct str text, uint32_t show_from)
{
    struct lang_case c;
    uint32_t errors;

    lang_case_open(&c);
    lang_case_parse(&c, text);
    errors = c.sink.counts[SEVERITY_ERROR];
    assert_int_equal(c.ast.has_errors, errors > 0);
    if (errors >= show_from)
        print_message("%.*s\n", STR_ARG(lang_case_messages(&c)));
    lang_case_close(&c);
    return errors;
}

static uint32_t setting(const char *name, uint32_t otherwise)
{
    const char *value = getenv(name);

    return value != NULL ? (uint32_t)strtoul(value, NULL, 10) : otherwise;
}

/* ---- the measurement ---- */

struct tally {
    uint32_t defects, errors, worst;
};

static void try_defect(const struct spots *spots, const struct defect *defect, struct tally *tally)
{
    char *copy = malloc(spots->text.len + sizeof defect->inserted);
    uint32_t show_from = setting("ISMS_DEFECTS_SHOW", UINT32_MAX);
    uint32_t errors;

    assert_non_null(copy);
    errors = count_errors((struct str){ copy, apply(spots->text, defect, copy) }, show_from);
    free(copy);
    if (errors >= show_from)
        print_message("-- %u for [%.*s] -> [%s] in: %.*s\n", errors,
                      (int)(defect->resume - defect->cut), spots->text.ptr + defect->cut,
                      defect->inserted, 40,
                      spots->text.ptr + (defect->cut > 20 ? defect->cut - 20 : 0));
    tally->defects++;
    tally->errors += errors;
    tally->worst = errors > tally->worst ? errors : tally->worst;
}

static struct tally measure(const struct spots *spots, uint32_t each)
{
    struct random random = { 20260102 };
    struct tally total = { 0 };

    for (enum kind kind = 0; kind < KINDS; kind++) {
        struct tally tally = { 0 };
        for (uint32_t i = 0; i < each; i++) {
            struct defect defect = choose(spots, kind, &random);
            try_defect(spots, &defect, &tally);
        }
        print_message("%-16s %5u defects %6.3f errors each, worst %u\n", kind_names[kind],
                      tally.defects, (double)tally.errors / tally.defects, tally.worst);
        total.defects += tally.defects;
        total.errors += tally.errors;
        total.worst = tally.worst > total.worst ? tally.worst : total.worst;
    }
    return total;
}

static void one_defect_costs_less_than_half_an_error(void **state)
{
    struct spots spots = { 0 };
    struct tally total;
    double mean;

    (void)state;
    spots.text.ptr = lang_case_read("tests/defects/sample.isms", &spots.text.len);
    find_spots(&spots);
    assert_int_equal(count_errors(spots.text, UINT32_MAX), 0);
    total = measure(&spots, setting("ISMS_DEFECTS", DEFECTS_EACH));
    mean = (double)total.errors / total.defects;
    print_message("all %u: %.3f errors each, worst %u\n", total.defects, mean, total.worst);
    assert_true(mean <= errors_mean_most);
    assert_in_range(total.worst, 0, ERRORS_WORST);
    VEC_RELEASE(&spots.characters);
    VEC_RELEASE(&spots.tokens);
    VEC_RELEASE(&spots.lines);
    free((void *)(uintptr_t)spots.text.ptr);
}

/* A file that is still being written, or was cut off. */
static void every_beginning_of_the_sample_is_parsed(void **state)
{
    size_t bytes;
    char *text = lang_case_read("tests/defects/sample.isms", &bytes);

    (void)state;
    for (size_t end = 0; end < bytes; end += 1 + end % 7) {
        char *copy = malloc(end + 1); /* exactly: sanitizers see a byte too far */
        assert_non_null(copy);
        memcpy(copy, text, end);
        assert_in_range(count_errors((struct str){ copy, end }, UINT32_MAX), 0, 1);
        free(copy);
    }
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_defect_costs_less_than_half_an_error),
        cmocka_unit_test(every_beginning_of_the_sample_is_parsed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
