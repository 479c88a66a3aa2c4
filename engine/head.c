/* head.c -- what may stand on the first line of a declaration, and below it. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/declare.h"
#include "engine/workspace.h"

enum part {
    PART_TITLE = 1,
    PART_PARENT = 2,     /* `extends KIND` */
    PART_PARAMETERS = 4, /* `(a: asset)` */
    PART_RESULT = 8,     /* `-> level` */
    PART_ALIAS = 16,     /* `as iso` */
    PART_VALUE = 32,     /* `= 3` */
    PART_FIELDS = 64,
};

static const struct {
    enum word word;
    unsigned parts;
    const char *form;
} HEADS[] = {
    { WORD_project, PART_TITLE | PART_FIELDS, "project NAME \"title\"" },
    { WORD_use, PART_ALIAS, "use MODULE as NAME" },
    { WORD_namespace, 0, "namespace NAME" },
    { WORD_scale, PART_TITLE | PART_FIELDS, "scale NAME \"title\"" },
    { WORD_matrix, PART_TITLE | PART_PARAMETERS | PART_RESULT | PART_FIELDS,
      "matrix NAME (rows, columns) -> result" },
    { WORD_kind, PART_TITLE | PART_PARENT | PART_FIELDS, "kind NAME \"title\" extends PARENT" },
    { WORD_extend, PART_PARAMETERS | PART_VALUE | PART_FIELDS, "extend KIND" },
    { WORD_let, PART_PARAMETERS | PART_RESULT | PART_VALUE, "let NAME = value" },
    { WORD_relation, PART_TITLE | PART_PARAMETERS | PART_FIELDS,
      "relation NAME (a: KIND, b: KIND)" },
    { WORD_view, PART_TITLE | PART_FIELDS, "view NAME \"title\"" },
    { WORD_graph, PART_TITLE | PART_FIELDS, "graph NAME \"title\"" },
    { WORD_test, PART_TITLE | PART_FIELDS, "test \"what is expected\"" },
    { WORD_report, PART_TITLE | PART_FIELDS, "report NAME \"title\"" },
    { WORD_rule, PART_TITLE | PART_FIELDS, "rule NAME \"title\"" },
};
enum { HEAD_COUNT = sizeof(HEADS) / sizeof(HEADS[0]) };

/* What is left of the parts that may come, as the head is read. */
struct head_reader {
    const struct workspace *ws;
    unsigned parts;
    bool has_id;
};

static bool take_part(struct head_reader *reader, enum part part)
{
    bool is_free = (reader->parts & part) != 0;

    reader->parts &= ~(unsigned)part;
    return is_free;
}

static bool take_name(struct head_reader *reader, const struct expr *head)
{
    bool is_first = !reader->has_id;

    reader->has_id = true;
    if (is_first)
        return true;
    /* The name behind `extends` belongs to it. */
    return is_word(reader->ws, head->sym, WORD_extends) && take_part(reader, PART_PARENT);
}

static bool take(struct head_reader *reader, const struct expr *head)
{
    switch (head->op) {
    case EXPR_NAME:
        return take_name(reader, head);
    case EXPR_SELECT:
    case EXPR_NUMBER:
        return !reader->has_id && take_name(reader, head);
    case EXPR_STRING:
        return take_part(reader, PART_TITLE);
    case EXPR_HEAD_PARAMETERS:
        return take_part(reader, PART_PARAMETERS);
    case EXPR_HEAD_ARROW:
        return take_part(reader, PART_RESULT);
    case EXPR_HEAD_AS:
        return take_part(reader, PART_ALIAS);
    default:
        return true; /* damaged, and told */
    }
}

static void refuse(struct workspace *ws, const struct decl *decl, struct span span,
                   const char *form)
{
    struct diag *diag =
        diag_add(ws->sink, MSG_E0101, span, "this does not belong on the line of `%.*s`",
                 STR_ARG(name_text(ws, decl->word)));

    if (form)
        diag_help(ws->sink, diag, "it is written `%s`", form);
    else
        diag_help(ws->sink, diag, "it is written `%.*s NAME \"title\"`",
                  STR_ARG(name_text(ws, decl->word)));
}

static void check_line(struct workspace *ws, const struct decl *decl, unsigned parts,
                       const char *form)
{
    struct head_reader reader = { ws, parts, false };

    for (expr_id id = parts_of(ws, decl)->head; id.v != 0; id = expr_of(ws, id)->next) {
        const struct expr *head = expr_of(ws, id);
        bool had_parent = (reader.parts & PART_PARENT) != 0;
        if (!take(&reader, head)) {
            refuse(ws, decl, head->span, form);
            return;
        }
        if (had_parent && (reader.parts & PART_PARENT) == 0 && head->next.v != 0)
            id = head->next;
    }
    if (parts_of(ws, decl)->value.v != 0 && !take_part(&reader, PART_VALUE))
        refuse(ws, decl, expr_of(ws, parts_of(ws, decl)->value)->span, form);
}

void check_head(struct workspace *ws, const struct decl *decl)
{
    unsigned parts = PART_TITLE | PART_FIELDS;
    const char *form = NULL;
    int i = 0;

    if (decl->is_damaged || decl->fold != UNFOLDED) /* `kind ID "title"`, and no definition */
        return;
    while (i < HEAD_COUNT && !is_word(ws, decl->word, HEADS[i].word))
        i++;
    if (i < HEAD_COUNT) {
        parts = HEADS[i].parts;
        form = HEADS[i].form;
    }
    check_line(ws, decl, parts, form);
    if (parts_of(ws, decl)->field_count > 0 && !(parts & PART_FIELDS))
        diag_add(ws->sink, MSG_E0203,
                 ast_field(ws->ast, parts_of(ws, decl)->first_field)->name_span,
                 "`%.*s` has no fields", STR_ARG(name_text(ws, decl->word)));
}
