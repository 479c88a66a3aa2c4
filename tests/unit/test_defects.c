/* test_defects.c -- how many messages one slip of the fingers costs. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tests/unit/defects.h"
#include "tests/unit/lang_case.h"

/*
 * The look of the language was chosen by measuring: random defects in one sample, six kinds of
 * them, and the syntax errors that each raises. A prototype had 0.43 errors per defect and 6 at
 * worst; this test holds the product to no more. ISMS_DEFECTS=N tries N of each kind,
 * ISMS_DEFECTS_SHOW=N prints every defect with N errors or more.
 */
enum { DEFECTS_EACH = 700, ERRORS_WORST = 6 };
static const double errors_mean_most = 0.43;

static const char *const kind_names[] = { "delete char", "delete token", "insert char",
                                          "delete line", "swap chars",   "half-typed line" };

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
    errors = count_errors((struct str){ copy, apply_defect(spots->text, defect, copy) }, show_from);
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

    for (enum defect_kind kind = 0; kind < DEFECT_KINDS; kind++) {
        struct tally tally = { 0 };
        for (uint32_t i = 0; i < each; i++) {
            struct defect defect = choose_defect(spots, kind, &random);
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
    release_spots(&spots);
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
