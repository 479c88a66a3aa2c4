/* check_template.c -- texts with holes. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/check.h"

/*
 * language.md section 10: only messages, hints, suggestions and report texts have holes; `{{` is a
 * brace. A hole is parsed where it stands in the source, so that its errors point at it. Texts with
 * escapes keep their positions because the raw bytes are cut, not the decoded ones.
 */
struct template
{
    struct checker *checker;
    struct span span; /* between the quotes; of a block, without its first and last line end */
    struct str raw;
    size_t indentation; /* of a block: what all its lines have in common on the left */
    VEC(const struct node *) parts;
};

/* The text lies in a source or in the arena, and stays there. */
static void add_text(struct template *template, struct str text)
{
    struct workspace *ws = template->checker->ws;
    struct str *own;

    if (text.len == 0)
        return;
    own = ARENA_NEW(ws->arena, struct str);
    *own = text;
    VEC_PUSH(&template->parts, constant_node(template->checker, type_of(TYPE_TEXT),
                                             value_of_text(own), template->span));
}

static size_t blanks_at(struct str text, size_t at)
{
    size_t from = at;

    while (at < text.len && (text.ptr[at] == ' ' || text.ptr[at] == '\t'))
        at++;
    return at - from;
}

static bool has(struct str text, char byte)
{
    return str_find(text, byte) < text.len;
}

/* Whether a run of raw bytes says what it says without a change. */
static bool is_plain(const struct template *template, struct str run)
{
    return template->indentation == 0 && !has(run, '\\') && !has(run, '{') && !has(run, '}') &&
           !has(run, '\r');
}

/* What a run of raw bytes says: escapes resolved, doubled braces single, lines of a block moved
 * left. */
static struct str decoded_text(struct template *template, size_t from, size_t to)
{
    struct str raw = str_slice(template->raw, 0, to);
    char *bytes = ARENA_ARRAY(template->checker->ws->arena, char, to - from + 1);
    size_t len = 0;

    for (size_t i = from; i < to; i++) {
        if (template->indentation > 0 && (i == 0 || raw.ptr[i - 1] == '\n')) {
            size_t blanks = blanks_at(raw, i);
            i += blanks < template->indentation ? blanks : template->indentation;
            if (i >= to)
                break;
        }
        char c = raw.ptr[i];
        bool is_pair = i + 1 < to && raw.ptr[i + 1] == c;
        if ((c == '{' || c == '}') && is_pair) {
            i++;
        } else if (c == '\\' && i + 1 < to) {
            c = raw.ptr[++i];
            c = (char)(c == 'n' ? '\n' : c == 't' ? '\t' : c);
        } else if (c == '\r') {
            continue;
        }
        bytes[len++] = c;
    }
    return (struct str){ bytes, len };
}

static struct str plain_text(struct template *template, size_t from, size_t to)
{
    struct str run = str_slice(template->raw, from, to);

    return is_plain(template, run) ? run : decoded_text(template, from, to);
}

/* The least indentation of the lines of a block that are not blank. */
static size_t block_indentation(struct str raw)
{
    size_t least = SIZE_MAX;

    for (size_t at = 0; at < raw.len; at += str_find(str_slice(raw, at, raw.len), '\n') + 1) {
        size_t blanks = blanks_at(raw, at);
        bool is_blank =
            at + blanks == raw.len || raw.ptr[at + blanks] == '\n' || raw.ptr[at + blanks] == '\r';
        if (!is_blank && blanks < least)
            least = blanks;
    }
    return least == SIZE_MAX ? 0 : least;
}

/* The line of the opening quotes and that of the closing ones count only if there is text on them.
 */
static void trim_block(struct template *template)
{
    struct str raw = template->raw;
    size_t start = blanks_at(raw, 0);
    size_t end = raw.len;

    if (start < raw.len && raw.ptr[start] == '\r')
        start++;
    start = start < raw.len && raw.ptr[start] == '\n' ? start + 1 : 0;
    while (end > start && (raw.ptr[end - 1] == ' ' || raw.ptr[end - 1] == '\t'))
        end--;
    if (end > start && raw.ptr[end - 1] == '\n')
        end--;
    else
        end = raw.len;
    template->span.lo += (uint32_t)start;
    template->span.hi = template->span.lo + (uint32_t)(end - start);
    template->raw = str_slice(raw, start, end);
    template->indentation = block_indentation(template->raw);
}

static void add_hole(struct template *template, size_t from, size_t to)
{
    struct workspace *ws = template->checker->ws;
    struct span span = { template->span.lo + (uint32_t)from, template->span.lo + (uint32_t)to };
    const struct node *node;
    expr_id hole;

    hole = lang_parse_hole(ws->lang, span);
    template->checker->is_template = true;
    node = check_expr(template->checker, hole, NO_EXPECTATION);
    template->checker->is_template = false;
    if (node->type.is_optional) {
        struct str text = source_map_text(ws->lang->sources, span);
        struct diag *diag = diag_add(ws->sink, MSG_E0302, span,
                                     "`%.*s` may be missing, but the text needs it", STR_ARG(text));
        diag_help(ws->sink, diag, "say what to print then: `{%.*s otherwise \"...\"}`",
                  STR_ARG(text));
        template->checker->errors++;
    }
    VEC_PUSH(&template->parts, node);
}

static void report_unclosed(struct template *template, size_t at)
{
    struct span span = { template->span.lo + (uint32_t)at, template->span.lo + (uint32_t)at + 1 };
    struct diag *diag = diag_add(template->checker->ws->sink, MSG_E0105, span,
                                 "this `{` opens a hole that is not closed");

    diag_help(template->checker->ws->sink, diag, "write `{{` for the sign itself");
    template->checker->errors++;
}

static void cut_holes(struct template *template)
{
    struct str raw = template->raw;
    struct hole_place hole;
    size_t start = 0;

    while (lang_next_hole(raw, start, &hole)) {
        if (hole.close == raw.len) {
            report_unclosed(template, hole.open);
            return;
        }
        add_text(template, plain_text(template, start, hole.open));
        add_hole(template, hole.open + 1, hole.close);
        start = hole.close + 1;
    }
    add_text(template, plain_text(template, start, raw.len));
}

const struct node *check_template(struct checker *checker, expr_id id)
{
    struct workspace *ws = checker->ws;
    const struct expr *expr = expr_of(ws, id);
    struct span span = expr->span;
    uint8_t op = expr->op;
    uint32_t quotes = op == EXPR_TEXT ? 3 : 1;
    struct template template = { .checker = checker };

    if (op != EXPR_STRING && op != EXPR_TEXT) {
        if (op != EXPR_ERROR)
            diag_add(ws->sink, MSG_E0301, span, "this needs a text in double quotes");
        return wrong_node(checker, span);
    }
    if (expr->flags & EXPR_DAMAGED)
        return wrong_node(checker, span);
    template.span = (struct span){ span.lo + quotes, span.hi - quotes };
    template.raw = source_map_text(ws->lang->sources, template.span);
    if (op == EXPR_TEXT)
        trim_block(&template);
    cut_holes(&template);

    struct node *node = new_node(checker, NODE_TEMPLATE, type_of(TYPE_TEXT), span);
    const struct node **parts = ARENA_ARRAY(ws->arena, const struct node *, template.parts.count);
    for (uint32_t i = 0; i < template.parts.count; i++)
        parts[i] = template.parts.items[i];
    node->arguments = parts;
    node->argument_count = (uint8_t) template.parts.count;
    bool is_too_long = template.parts.count > UINT8_MAX;
    VEC_RELEASE(&template.parts);
    if (is_too_long) {
        diag_add(ws->sink, MSG_E0605, span, "a text has at most %d parts", UINT8_MAX);
        return wrong_node(checker, span);
    }
    return with_children(checker, node);
}
