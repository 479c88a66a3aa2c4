/* test_plain.c -- plain lines mean the same with the grammar and without, folded and unfolded. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "lang/plain_walk.h"
#include "lang/read.h"
#include "tests/unit/defects.h"
#include "tests/unit/lang_case.h"

#include <dirent.h>
#include <sys/stat.h>

enum {
    SLACK_BYTES = 16,
    DEFECTS_PER_FILE = 12,
    RANDOM_TEXTS = 20000,
    TEXT_BYTES = 600,
    PIECE_BYTES_MOST = 32,
    LEFT_OUT_MOST = 12
};

/* ---- four ways ---- */

enum way { BY_GRAMMAR, BY_LINES, WITH_FOLDS, LOOKED_AHEAD, WAYS };

/*
 * By one thread or several, in pieces that end anywhere: which ones a text gets is its own affair.
 * A long text has larger pieces, since starting threads is what this costs.
 */
static void look_ahead(struct lang *lang, struct str text)
{
    static const uint32_t threads[] = { 1, 2, 1, 1, 1, 8, 1, 1 }, pieces[] = { 1, 7, 40, 64, 200 };

    lang->threads = threads[text.len % (sizeof threads / sizeof threads[0])];
    lang->piece_bytes = pieces[text.len % (sizeof pieces / sizeof pieces[0])];
    lang->piece_bytes += (uint32_t)(text.len / 256);
}

static void add_part(struct lang_case *c, struct str text)
{
    char *padded = arena_alloc(&c->arena, text.len + SLACK_BYTES, 1);

    if (text.len > 0)
        memcpy(padded, text.ptr, text.len);
    source_map_add(&c->sources, STR("test.isms"), (struct str){ padded, text.len }, false);
}

/* One to four files that end anywhere, so that a piece of the work holds parts of several. */
static void add_parts(struct lang_case *c, struct str text)
{
    enum { PARTS_MOST = 4 };
    size_t parts = 1 + text.len % PARTS_MOST, bytes = text.len / parts;

    for (size_t i = 0; i + 1 < parts; i++)
        add_part(c, str_slice(text, i * bytes, (i + 1) * bytes));
    add_part(c, str_slice(text, (parts - 1) * bytes, text.len));
}

static void parse_text(struct lang_case *c, struct str text, enum way way)
{
    uint32_t first = c->sources.sources.count;

    add_parts(c, text);
    c->lang.only_grammar = way == BY_GRAMMAR;
    if (way == LOOKED_AHEAD)
        look_ahead(&c->lang, text);
    if (way >= WITH_FOLDS)
        parse_sources(&c->lang, first);
    for (; way < WITH_FOLDS && first < c->sources.sources.count; first++)
        lang_parse(&c->lang, first);
}

static void assert_same_comments(const struct ast *one, const struct ast *other)
{
    assert_int_equal(one->comments.count, other->comments.count);
    for (uint32_t i = 0; i < one->comments.count; i++) {
        assert_int_equal(one->comments.items[i].span.lo, other->comments.items[i].span.lo);
        assert_int_equal(one->comments.items[i].span.hi, other->comments.items[i].span.hi);
        assert_int_equal(one->comments.items[i].is_doc, other->comments.items[i].is_doc);
    }
}

static void assert_same_span(struct span one, struct span other)
{
    assert_int_equal(one.lo, other.lo);
    assert_int_equal(one.hi, other.hi);
}

/* What ast_dump does not show. */
static void assert_same_declarations(const struct ast *one, const struct ast *other)
{
    assert_int_equal(one->decls.count, other->decls.count);
    for (uint32_t i = 0; i < one->decls.count; i++) {
        const struct decl *a = &one->decls.items[i], *b = &other->decls.items[i];
        assert_int_equal(ast_parts(one, a)->title.v != 0, ast_parts(other, b)->title.v != 0);
        assert_int_equal(a->source, b->source);
        assert_same_span(ast_word_span(one, a), ast_word_span(other, b));
        assert_same_span(ast_id_span(one, a), ast_id_span(other, b));
    }
}

/* Without folding, even the numbers of the nodes are the same. */
static void assert_same_nodes(const struct ast *one, const struct ast *other)
{
    assert_int_equal(one->exprs.count, other->exprs.count);
    for (uint32_t i = 0; i < one->exprs.count; i++) {
        assert_int_equal(one->exprs.items[i].op, other->exprs.items[i].op);
        assert_int_equal(one->exprs.items[i].depth, other->exprs.items[i].depth);
        assert_int_equal(one->exprs.items[i].next.v, other->exprs.items[i].next.v);
    }
    for (uint32_t i = 0; i < one->fields.count; i++)
        assert_int_equal(one->fields.items[i].last_item.v, other->fields.items[i].last_item.v);
}

static void assert_same(struct lang_case *one, struct lang_case *other)
{
    assert_text(lang_case_dump(one), lang_case_dump(other).ptr);
    assert_text(lang_case_messages(one), lang_case_messages(other).ptr);
    assert_int_equal(one->ast.has_errors, other->ast.has_errors);
    assert_same_comments(&one->ast, &other->ast);
    assert_same_declarations(&one->ast, &other->ast);
}

/* What a walk over the text gives, from the first node on. */
static void assert_same_values(const struct lang_case *c, struct plain_walk *walk, expr_id id)
{
    struct plain_item item;

    for (; id.v != 0; id = ast_expr(&c->ast, id)->next) {
        assert_true(plain_walk_value(walk, &item));
        assert_int_equal(item.op, ast_expr(&c->ast, id)->op);
        assert_true(
            str_equal(item.text, source_map_text(&c->sources, ast_expr(&c->ast, id)->span)));
    }
    assert_false(plain_walk_value(walk, &item));
}

enum { LEADS_MOST = 64 };

/* What stands before the values of each field, as far as there is room. */
static uint32_t find_leads(struct plain_walk walk, struct str leads[LEADS_MOST])
{
    const char *from = walk.at;
    struct plain_item item;
    struct str name;
    uint32_t count = 0;

    while (count < LEADS_MOST && plain_walk_field(&walk, &name)) {
        leads[count++] = (struct str){ from, (size_t)(walk.at - from) };
        while (plain_walk_value(&walk, &item))
            ;
        from = walk.at;
    }
    return count;
}

/* The field that a walk is before is followed to by the leads that equal its own, and no others. */
static void assert_follows(const struct plain_walk *walk, const struct str *leads, uint32_t count,
                           struct str own)
{
    for (uint32_t i = 0; i < count; i++) {
        struct plain_walk copy = *walk;
        bool is_same = own.len >= leads[i].len && memcmp(own.ptr, leads[i].ptr, leads[i].len) == 0;
        assert_int_equal(plain_walk_follow(&copy, leads[i]), is_same);
        assert_ptr_equal(copy.at, walk->at + (is_same ? leads[i].len : 0));
    }
}

/* Every second field is followed to, where all values were asked for. */
static void assert_same_walk(const struct lang_case *c, struct plain_walk *walk, decl_id id)
{
    const struct decl_parts *parts = ast_parts(&c->ast, ast_decl(&c->ast, id));
    struct str name, leads[LEADS_MOST];
    uint32_t count = find_leads(*walk, leads);
    bool is_behind_values = true;

    for (uint32_t i = 0; i < parts->field_count; i++) {
        const struct field *field = ast_field(&c->ast, (field_id){ parts->first_field.v + i });
        if (is_behind_values && i < count)
            assert_follows(walk, leads, count, leads[i]);
        if (i % 2 == 0 && is_behind_values && i < count) {
            assert_true(plain_walk_follow(walk, leads[i]));
        } else {
            assert_true(plain_walk_field(walk, &name));
            assert_true(str_equal(name, sym_text(c->lang.names, field->name)));
        }
        is_behind_values = i % 3 < 2; /* or nobody asks for them */
        if (is_behind_values)
            assert_same_values(c, walk, field->items);
    }
    assert_follows(walk, leads, is_behind_values ? count : 0, STR(""));
    assert_false(plain_walk_field(walk, &name));
}

/* Looks at each declaration for a moment, then unfolds every second for good, then the others. */
static void unfold_all(struct lang_case *c)
{
    struct tree_mark mark = lang_mark(&c->lang);

    for (uint32_t i = 1; i < c->ast.decls.count; i++) {
        struct str title = lang_title(&c->lang, &c->arena, (decl_id){ i });
        struct plain_walk walk;
        bool is_folded = plain_walk_start(&walk, &c->lang, (decl_id){ i });
        struct unfolded unfolded = lang_unfold_briefly(&c->lang, (decl_id){ i });
        assert_int_equal(is_folded, unfolded.decl.v != 0);
        if (is_folded)
            assert_same_walk(c, &walk, (decl_id){ i });
        assert_true(str_equal(title, lang_title(&c->lang, &c->arena, (decl_id){ i })));
        lang_fold_again(&c->lang, unfolded);
        assert_int_equal(c->ast.exprs.count, mark.exprs);
        assert_int_equal(c->ast.fields.count, mark.fields);
    }
    for (uint32_t i = 1; i < c->ast.decls.count; i += 2)
        lang_unfold(&c->lang, (decl_id){ i });
    lang_rewind(&c->lang, mark);
    for (uint32_t i = 2; i < c->ast.decls.count; i += 2)
        lang_unfold(&c->lang, (decl_id){ i });
    for (uint32_t i = 1; i < c->ast.decls.count; i += 2)
        lang_unfold(&c->lang, (decl_id){ i });
}

/* Names have the same numbers, and the same paragraphs are folded. */
static void assert_same_folds(const struct ast *one, const struct ast *other)
{
    assert_int_equal(one->decls.count, other->decls.count);
    for (uint32_t i = 0; i < one->decls.count; i++) {
        const struct decl *a = &one->decls.items[i], *b = &other->decls.items[i];
        assert_int_equal(a->word.v, b->word.v);
        assert_int_equal(a->id.v, b->id.v);
        assert_int_equal(a->fold, b->fold);
    }
}

static void compare_ways(struct str text)
{
    struct lang_case cases[WAYS];

    for (enum way way = BY_GRAMMAR; way < WAYS; way++) {
        lang_case_open(&cases[way]);
        parse_text(&cases[way], text, way);
    }
    assert_same_folds(&cases[LOOKED_AHEAD].ast, &cases[WITH_FOLDS].ast);
    unfold_all(&cases[WITH_FOLDS]);
    unfold_all(&cases[LOOKED_AHEAD]);
    assert_same(&cases[BY_LINES], &cases[BY_GRAMMAR]);
    assert_same_nodes(&cases[BY_LINES].ast, &cases[BY_GRAMMAR].ast);
    assert_same(&cases[WITH_FOLDS], &cases[BY_GRAMMAR]);
    assert_same(&cases[LOOKED_AHEAD], &cases[BY_GRAMMAR]);
    for (enum way way = BY_GRAMMAR; way < WAYS; way++)
        lang_case_close(&cases[way]);
}

/* ---- pieces that matter to the shortcut ---- */

static const char *const lines[] = {
    "risk R-1 \"a title\"\n",
    "risk R-2\n",
    "  a: b\n",
    "  a: b, c.d.e, 5\n",
    "\n",
    "  on: 2026-01-02\n",
    "  t:\n",
    "  - item\n",
    "  x: \"text\"\n",
    "# c\n",
    "  y: yes, no, none\n",
    "  ## doc\n",
    "## doc\n",
    "  z: 5%, 2.5\n",
    "  a: b,\n",
    "  and c\n",
    "    or d\n",
    "  where e\n",
    "asset A.5.31 \"\"\n",
};

static const char *const pieces[] = {
    "\n",
    "\n",
    "\n  ",
    "\n  ",
    " ",
    ":",
    ": ",
    ", ",
    ",",
    ".",
    "..",
    "-",
    "name",
    "x-1",
    "A.5.31",
    "a.b",
    "one",
    "of ",
    "at",
    "least ",
    "most(",
    "\"t\"",
    "\"\"",
    "\"\"\"",
    "\"",
    "\\",
    "5",
    "12_0",
    "2.5",
    "5.",
    "5%",
    "1.2.3",
    "2026",
    "-01-02",
    "-02-30",
    "T10:00",
    "2026-01-02",
    " 9:00",
    "-Q1",
    "1234567890123",
    "\t",
    "\r\n",
    "\r",
    "(",
    ")",
    "[",
    "{",
    "}",
    "= ",
    "+",
    "*",
    "?",
    "#",
    "## d",
    "- ",
    "\n- ",
    "and",
    "or",
    "not",
    "in",
    "is",
    "on",
    "where",
    "for",
    "some",
    "every",
    "no",
    "yes",
    "none",
    "exactly",
    "satisfies",
    "implies",
    "otherwise",
    "if",
    "then",
    "else",
    "union",
    "except",
    "as",
    "by",
    "reaches",
    "via",
    "\xC2\xA0",
    "ü",
    "–",
    "“",
    "\x01",
    "\xE2\x80\x8B",
    ";",
    "\"a {b} c\"",
    "risk ",
    "\nrisk ",
    "\n\n",
    "'q'",
    "fifteen-letters",
    "seventeen-letters",
};

static const char *choose(const char *const *texts, size_t count, struct random *random)
{
    return texts[random_below(random, count)];
}

/* ---- texts of this project, whole and damaged ---- */

/* Some bytes less, a piece more, or both. Returns the length. */
static size_t damage(struct str text, struct random *random, char *to)
{
    const char *piece = choose(pieces, sizeof pieces / sizeof pieces[0], random);
    size_t cut = random_below(random, text.len);
    size_t left_out = random_below(random, 3) == 0 ? 0 : random_below(random, LEFT_OUT_MOST);
    size_t inserted = random_below(random, 3) == 0 ? 0 : strlen(piece);

    if (left_out > text.len - cut)
        left_out = text.len - cut;
    memcpy(to, text.ptr, cut);
    memcpy(to + cut, piece, inserted);
    memcpy(to + cut + inserted, text.ptr + cut + left_out, text.len - cut - left_out);
    return text.len + inserted - left_out;
}

static void compare_damaged(struct str text, struct random *random)
{
    char *copy = malloc(text.len + PIECE_BYTES_MOST);

    assert_non_null(copy);
    for (uint32_t i = 0; i < DEFECTS_PER_FILE && text.len > 0; i++)
        compare_ways((struct str){ copy, damage(text, random, copy) });
    free(copy);
}

static uint32_t compare_folder(const char *folder, struct random *random);

static uint32_t compare_entry(const char *path, struct random *random)
{
    size_t bytes = strlen(path);
    char *text;

    if (bytes < 5 || strcmp(path + bytes - 5, ".isms") != 0)
        return strchr(strrchr(path, '/'), '.') == NULL ? compare_folder(path, random) : 0;
    text = lang_case_read(path, &bytes);
    compare_ways((struct str){ text, bytes });
    compare_damaged((struct str){ text, bytes }, random);
    free(text);
    return 1;
}

/* Below the source tree, without hidden folders. Returns how many texts there were. */
static uint32_t compare_folder(const char *folder, struct random *random)
{
    const char *root = getenv("top_srcdir");
    char path[1024];
    const struct dirent *entry;
    uint32_t count = 0;
    DIR *open;

    snprintf(path, sizeof path, "%s/%s", root != NULL ? root : ".", folder);
    open = opendir(path);
    for (entry = open ? readdir(open) : NULL; entry != NULL; entry = readdir(open)) {
        if (entry->d_name[0] == '.')
            continue;
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        count += compare_entry(path, random);
    }
    if (open)
        closedir(open);
    return count;
}

static void every_text_of_this_project_is_the_same(void **state)
{
    struct random random = { 20261122 };

    (void)state;
    assert_in_range(compare_folder("examples", &random), 20, 10000);
    assert_in_range(compare_folder("stdlib", &random), 20, 10000);
    assert_in_range(compare_folder("tests", &random), 50, 10000);
}

/* ---- texts made of pieces ---- */

/* Lines that are plain, and now and then a piece between or within them. */
static size_t make_text(struct random *random, char *text)
{
    size_t bytes = 0;
    uint32_t wild = 1 + random_below(random, 12);

    while (bytes < TEXT_BYTES / 2 && random_below(random, 24) > 0) {
        const char *more = choose(lines, sizeof lines / sizeof lines[0], random);
        size_t length = strlen(more);
        if (random_below(random, wild) == 0)
            length = random_below(random, length);
        memcpy(text + bytes, more, length);
        bytes += length;
        if (random_below(random, wild) > 0)
            continue;
        more = choose(pieces, sizeof pieces / sizeof pieces[0], random);
        memcpy(text + bytes, more, strlen(more));
        bytes += strlen(more);
    }
    return bytes;
}

static void random_texts_are_the_same(void **state)
{
    struct random random = { 42 };
    char text[TEXT_BYTES];

    (void)state;
    for (uint32_t i = 0; i < RANDOM_TEXTS; i++)
        compare_ways((struct str){ text, make_text(&random, text) });
}

/* Each `$` becomes the piece. */
static size_t fill_place(const char *place, const char *piece, char *to)
{
    size_t bytes = 0;

    for (; *place != '\0'; place++) {
        size_t length = *place == '$' ? strlen(piece) : 1;
        memcpy(to + bytes, *place == '$' ? piece : place, length);
        bytes += length;
    }
    return bytes;
}

/* Every piece as a word, an id, a field name, a value and the start of a next line. */
static void every_piece_in_every_place_is_the_same(void **state)
{
    static const char *const places[] = {
        "$ R-1 \"t\"\n  a: b\n",
        "risk $ \"t\"\n  a: b\n",
        "risk R-1$\"t\"\n  a: b\n",
        "risk R-1 \"t\"$\n  a: b\n",
        "risk R-1\n  $: b\n",
        "risk R-1\n  a$: b\n",
        "risk R-1\n  a:$b\n",
        "risk R-1\n  a: $\n",
        "risk R-1\n  a: $, c\n",
        "risk R-1\n  a: c, $\n  d: e\n",
        "risk R-1\n  a: b.$\n",
        "risk R-1\n  a: b$\n",
        "risk R-1\n  a: b\n  $ c\n",
        "risk R-1\n  a: b\n$ c\n",
        "risk R-1\n  a: b\n  # c\n $ c\n",
        "risk R-1\n $\n  a: b\n",
        "risk R-1\n  a: 5$\n",
        "risk R-1\n  a: 2026-01-02$\n",
        "risk R-1\n  a: b\n$",
        "risk R-1 \"t\"\n$: b\n",
        "risk $-1\n\n$: b\n",
        "risk R-1\n  a:\n    $\n",
        "risk R-1\n  a: b\n\n  $: c\n",
        "$ of \"t\"\n  a: b\n",
        "at $\"t\"\n  a: b\n",
        "risk.$ R-1\n  a: \"t\"$\n",
    };
    char text[TEXT_BYTES];

    (void)state;
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        for (size_t place = 0; place < sizeof places / sizeof places[0]; place++) {
            compare_ways((struct str){ text, fill_place(places[place], pieces[i], text) });
        }
    }
}

/* ---- heads that are too long to be kept without parts ---- */

static char *add_run(char *to, char what, uint32_t count)
{
    memset(to, what, count);
    return to + count;
}

static void heads_of_every_length_are_the_same(void **state)
{
    static const uint32_t LENGTHS[] = { 1, 2, 126, 127, 253, 254, 255, 256, 300 };
    enum { LENGTH_COUNT = sizeof(LENGTHS) / sizeof(LENGTHS[0]) };

    (void)state;
    for (int i = 0; i < LENGTH_COUNT * LENGTH_COUNT * LENGTH_COUNT; i++) {
        char text[2048];
        char *end = text;
        for (int doc = 0; doc < 2; doc++) {
            end += snprintf(end, 32, "%s", doc == 1 ? "## what it is\n" : "k a\n");
            end = add_run(end, 'w', LENGTHS[i % LENGTH_COUNT]);
            end = add_run(end, ' ', LENGTHS[i / LENGTH_COUNT % LENGTH_COUNT]);
            end = add_run(end, 'i', LENGTHS[i / LENGTH_COUNT / LENGTH_COUNT]);
            end += snprintf(end, 32, " \"title\"\n  f: 1, 2\n");
        }
        compare_ways((struct str){ text, (size_t)(end - text) });
    }
}

/* ---- names ---- */

static bool is_word(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
}

/* As plain.h says it, a byte at a time. */
static const char *end_of_name(const char *at)
{
    for (at++; is_word(*at) || *at == '-' || *at == '.'; at++) {
        if (*at == '-' && !is_word(at[1]))
            break;
        if (*at == '.' && (at[1] < '0' || at[1] > '9'))
            break;
    }
    return at;
}

/* Mostly what names consist of, so that they end anywhere in a block and behind it. */
static void names_end_where_they_end(void **state)
{
    static const char likely[] = "azAZ09_-.-.";
    struct random random = { 23 };

    (void)state;
    for (uint32_t round = 0; round < RANDOM_TEXTS; round++) {
        char text[80 + SLACK_BYTES] = "n";
        uint32_t odd = random_below(&random, 20);
        for (uint32_t i = 1; i < 80; i++)
            text[i] = random_below(&random, 100) < odd
                          ? (char)random_below(&random, 256)
                          : likely[random_below(&random, sizeof likely - 1)];
        for (const char *at = text; *at != '\0' && at < text + 80; at++)
            assert_ptr_equal(plain_name_end(at), end_of_name(at));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_text_of_this_project_is_the_same),
        cmocka_unit_test(random_texts_are_the_same),
        cmocka_unit_test(every_piece_in_every_place_is_the_same),
        cmocka_unit_test(heads_of_every_length_are_the_same),
        cmocka_unit_test(names_end_where_they_end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
