/* ast.h -- the tree: what a text says, before anybody asks what it means. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_LANG_AST_H
#define ISMS_LANG_AST_H

#include <stdbool.h>
#include <stdint.h>

#include "base/intern.h"
#include "base/source.h"
#include "base/str.h"
#include "base/vec.h"

/*
 * Flat tables linked by handles; handle 0 = none (index 0 of each table is a dummy). One tree holds
 * all files of a run: positions are global (see source.h). A declaration's fields are one
 * contiguous run. Children and list members are chained by `next`, so that no node has a variable
 * size. Handles with FIXED_HANDLE lead into constant tables, which trees share: those of texts that
 * were parsed when the program was built (imprint.h).
 */
#define FIXED_HANDLE UINT32_C(0x80000000)
typedef struct {
    uint32_t v;
} expr_id;
typedef struct {
    uint32_t v;
} field_id;
typedef struct {
    uint32_t v;
} decl_id;

enum expr_op {
#define EXPR(name, spelling) EXPR_##name,
#include "lang/expr.def"
#undef EXPR
    EXPR_COUNT
};

enum expr_flag {
    EXPR_NEGATED = 1,  /* `is not` */
    EXPR_ESCAPES = 2,  /* a STRING with backslashes */
    EXPR_BRACKETS = 4, /* stood in parentheses */
    EXPR_DAMAGED = 8,  /* a DATE or text that raised an error of its own */
};

enum { EXPR_DEPTH_LIMIT = 256 };

struct expr {
    uint8_t op; /* enum expr_op */
    uint8_t flags;
    uint16_t depth; /* of the tree below; never over EXPR_DEPTH_LIMIT */
    struct span span;
    sym_id sym;   /* NAME, SELECT, BIND, UNIT ...: see expr.def */
    expr_id a, b; /* children; for DATE a.v holds the value */
    expr_id next; /* next in the list that this node is a member of */
};

struct field {
    sym_id name;
    struct span name_span;
    expr_id items, last_item; /* the list after the colon and its bullets; none when empty */
    expr_id computed; /* the expression after `=`; none without. Options after it: in items */
    struct span doc;  /* the `##` lines above, or none */
    uint8_t has_bullets;
    uint8_t is_damaged;     /* a line of it could not be parsed */
    uint8_t computed_first; /* items that stand before `=` are counted: `name: type, opt = expr` */
};

/* What of a declaration is still text; see lang_unfold. */
enum decl_fold {
    UNFOLDED,
    FOLDED,      /* its head and its fields */
    FOLDED_HEAD, /* its fields are there for a moment */
};

/* Of a folded declaration without parts: where its head names things, as bytes. */
struct decl_head {
    uint8_t word_bytes;
    uint8_t id_from; /* the start of the declaration */
    uint8_t id_bytes;
};

/* There are never as many (source.h). */
#define SOURCE_BITS UINT32_C(0x0fffffff)

/* A project has hundreds of thousands of these and nearly all are folded, so there is little. */
struct decl {
    sym_id
        word;  /* `risk`, `kind`, ...; a dotted word is one symbol with its dots; none: anonymous */
    sym_id id; /* first head argument when it is a path or a number, as one symbol; none without */
    struct span span;
    union {
        uint32_t parts; /* index into ast.parts, or a fixed one: see ast_parts */
        struct decl_head head;
    };
    uint32_t source : 28;    /* index into source_map.sources */
    uint32_t fold : 2;       /* enum decl_fold */
    uint32_t is_damaged : 1; /* some line of the paragraph could not be parsed */
    uint32_t has_parts : 1;
};

/* What a declaration says beyond its name. */
struct decl_parts {
    expr_id title; /* first STRING of the head */
    expr_id head;  /* all head arguments, chained by next */
    expr_id value; /* `let x = value` */
    struct span word_span, id_span;
    struct span doc;
    field_id first_field;
    uint32_t field_count;
};

struct comment {
    struct span span; /* from # to the end of the line */
    bool is_doc;
};

/* Row n has the handle FIXED_HANDLE | n; there are no dummies. */
struct fixed_tables {
    const struct expr *exprs;
    const struct field *fields;
    const struct decl_parts *parts;
    const uint16_t *types; /* by field: see ast_type_number */
    uint32_t type_count;
};

/*
 * `runs` lets whoever looks for some words pass all others over: it holds the first of declarations
 * that follow one another in one source and have the same word. A million objects make few runs.
 */
struct ast {
    VEC(struct decl) decls; /* added by ast_add_decl, forgotten by ast_cut_decls */
    VEC(decl_id) runs;
    VEC(struct decl_parts) parts;
    VEC(struct field) fields;
    VEC(struct expr) exprs;
    const struct fixed_tables *fixed; /* NULL: no handle leads there */
    VEC(struct comment) comments;
    VEC(decl_id) unfolded; /* in the order of their nodes */
    VEC(sym_id)
    damaged_names; /* names on lines that were lost; references to them raise no error */
    bool has_errors;
};

void ast_init(struct ast *ast); /* adds the dummies */
void ast_release(struct ast *ast);
decl_id ast_add_decl(struct ast *ast, const struct decl *decl); /* a copy, as the last one */
/* Likewise, for one that has another fate than its neighbours: it goes on with no run. */
decl_id ast_begin_run(struct ast *ast, const struct decl *decl);
void ast_cut_decls(struct ast *ast, uint32_t count); /* so many stay */

static inline const struct expr *ast_expr(const struct ast *ast, expr_id id)
{
    if (id.v & FIXED_HANDLE)
        return &ast->fixed->exprs[id.v & ~FIXED_HANDLE];
    return &ast->exprs.items[id.v];
}
/*
 * Fields of kinds in fixed texts whose types are spelled alike have the same number, from 1 to
 * type_count; 0: nothing is known of the field.
 */
static inline uint32_t ast_type_number(const struct ast *ast, field_id id)
{
    return id.v & FIXED_HANDLE ? ast->fixed->types[id.v & ~FIXED_HANDLE] : 0;
}
static inline const struct field *ast_field(const struct ast *ast, field_id id)
{
    if (id.v & FIXED_HANDLE)
        return &ast->fixed->fields[id.v & ~FIXED_HANDLE];
    return &ast->fields.items[id.v];
}
/* Of the fields of one declaration. */
static inline const struct field *ast_field_of(const struct ast *ast,
                                               const struct decl_parts *parts, uint32_t index)
{
    return ast_field(ast, (field_id){ parts->first_field.v + index });
}
/* Those of a folded declaration are empty but for its doc comment. */
static inline const struct decl_parts *ast_parts(const struct ast *ast, const struct decl *decl)
{
    uint32_t parts = decl->has_parts ? decl->parts : 0;

    if (parts & FIXED_HANDLE)
        return &ast->fixed->parts[parts & ~FIXED_HANDLE];
    return &ast->parts.items[parts];
}
/* A head without parts, whose word begins the declaration; false when it is too long for that. */
static inline bool decl_set_head(struct decl *decl, struct span word, struct span id)
{
    uint32_t word_bytes = word.hi - decl->span.lo, id_from = id.lo - decl->span.lo,
             id_bytes = id.hi - id.lo;

    decl->head = (struct decl_head){ (uint8_t)word_bytes, (uint8_t)id_from, (uint8_t)id_bytes };
    return (word_bytes | id_from | id_bytes) <= UINT8_MAX;
}
/* Where its word and its id stand. */
static inline struct span ast_word_span(const struct ast *ast, const struct decl *decl)
{
    if (decl->has_parts)
        return ast_parts(ast, decl)->word_span;
    return (struct span){ decl->span.lo, decl->span.lo + decl->head.word_bytes };
}
static inline struct span ast_id_span(const struct ast *ast, const struct decl *decl)
{
    uint32_t from = decl->span.lo + decl->head.id_from;

    if (decl->has_parts)
        return ast_parts(ast, decl)->id_span;
    return (struct span){ from, from + decl->head.id_bytes };
}
static inline const struct decl *ast_decl(const struct ast *ast, decl_id id)
{
    return &ast->decls.items[id.v];
}
/* One past the last declaration of a run. */
static inline uint32_t ast_run_end(const struct ast *ast, uint32_t run)
{
    return run + 1 < ast->runs.count ? ast->runs.items[run + 1].v : ast->decls.count;
}

/*
 * Walks over the declarations with one word, from the first of a run on. Declarations may be added
 * on the way, and are met.
 */
struct word_walk {
    sym_id word;
    uint32_t run;
    decl_id decl; /* where the walk is; none before the first step */
};
bool ast_walk_words(const struct ast *ast, struct word_walk *walk); /* a step; false at the end */

/* The value of a STRING or TEXT: escapes resolved, text blocks without their indentation. */
struct str ast_string(const struct ast *ast, const struct source_map *sources, struct arena *arena,
                      expr_id id);
/* A NAME, or SELECTs down to a NAME, as one dotted text (`iso.A.5.15`); false for anything else. */
bool ast_path(const struct ast *ast, const struct interner *names, struct arena *arena, expr_id id,
              struct str *ret_path);
/* The span of the field name of a SELECT: the last bytes of its span. */
struct span ast_select_span(const struct ast *ast, const struct interner *names, expr_id id);
/* The texts of the `##` lines in a doc span, without marks, joined by spaces; empty for none. */
struct str ast_doc(const struct source_map *sources, struct arena *arena, struct span doc);
const char *expr_spelling(enum expr_op op);

/* One line per declaration, field and node with spans: for tests and `--dump=tree`. */
struct out;
void ast_dump(const struct ast *ast, const struct interner *names, struct source_map *sources,
              struct out *out);

#endif
