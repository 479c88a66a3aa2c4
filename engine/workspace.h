/* workspace.h -- what the passes of one run share. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_WORKSPACE_H
#define ISMS_ENGINE_WORKSPACE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/diag.h"
#include "engine/closure.h"
#include "engine/definitions.h"
#include "engine/model.h"
#include "engine/observer.h"
#include "engine/recursion.h"
#include "engine/schema.h"
#include "engine/scopes.h"
#include "lang/lang.h"

/*
 * Data flows one way (engine.c lists the passes): the tree is read by all, the schema is complete
 * before the model is filled, the model before anything is evaluated. Passes add diagnostics and
 * leave out what could not be understood.
 */
enum word {
    WORD_NONE,
#define WORD(name, text) WORD_##name,
#include "engine/words.def"
#undef WORD
    WORD_COUNT
};

struct str word_text(enum word word);

struct missing_slot {
    sym_id name;
    struct span span; /* first use */
};

struct known_type;

struct workspace {
    struct arena *arena; /* lives as long as the run */
    struct lang *lang;
    const struct ast *ast; /* lang->ast */
    struct diag_sink *sink;
    sym_id words[WORD_COUNT];
    struct schema schema;
    struct known_type *known_types; /* by ast_type_number; see read_type_of */
    struct scopes scopes;
    struct model model;
    struct definitions definitions;
    struct closures closures;
    VEC(struct map) join_maps; /* of tables that lie in the arena (join_index.h) */
    VEC(struct recursion) recursions;
    VEC(struct missing_slot) missing_slots; /* names that the library needs and nobody provides */
    uint32_t objects_a_piece; /* of the work that threads share (fill_plain.c); 0: as is best */
    uint32_t first_given;     /* declarations from here on are what a test gives; 0: none are */
    bool leaves_out_project;  /* of the objects of the project only those that a test gives */
    /*
     * What the library defines is planned when something needs it: its fields, lets and relations;
     * its views, graphs and reports are not planned at all, but for those that will be shown. What
     * the project says always is.
     */
    bool leaves_out_unneeded;
    const decl_id *shown;
    uint32_t shown_count;
    decl_id project;                 /* none without a project declaration */
    int32_t today;                   /* the as-of date */
    const struct observer *observer; /* or NULL */
    uint32_t threads;                /* most at work at a time; 0 or 1: one */
};

void workspace_init(struct workspace *ws, struct lang *lang, struct arena *arena, int32_t today);
void workspace_release(struct workspace *ws);

static inline bool is_word(const struct workspace *ws, sym_id sym, enum word word)
{
    return sym_equal(sym, ws->words[word]);
}
/* That of the file that declares it; none for gaps. */
static inline sym_id object_namespace(const struct workspace *ws, const struct object *object)
{
    if (object->kind == ws->schema.gap_kind)
        return (sym_id){ 0 };
    return ws->scopes.files.items[ast_decl(ws->ast, object->decl)->source].namespace_;
}

static inline const struct expr *expr_of(const struct workspace *ws, expr_id id)
{
    return ast_expr(ws->ast, id);
}

/*
 * The library uses names that a method provides (language.md section 10, slots). A name that a
 * library file does not find is kept; report_missing_slots tells all of them in one E0208. Returns
 * false for files of the project.
 */
bool note_missing_slot(struct workspace *ws, uint32_t source, struct str name, struct span span);
void report_missing_slots(struct workspace *ws);

/*
 * leaves_out_unneeded: a file of the library, which has no faults of its own: its tests look for
 * them with --verbose.
 */
bool is_known_right(const struct workspace *ws, uint32_t source);
/* leaves_out_unneeded: a view, graph or report that stays unplanned. */
bool stays_unplanned(const struct workspace *ws, decl_id decl);
/*
 * leaves_out_unneeded: a definition of that file that is planned when something needs it. Once
 * there is an error all are planned, so that nothing is missing among the messages.
 */
bool waits_for_need(const struct workspace *ws, uint32_t source);
bool found_errors(const struct workspace *ws);

/* "a -> b -> c -> a"; of a long circle the first steps. */
struct str circle_text(struct arena *arena, const struct str *names, uint32_t count);

struct str name_text(const struct workspace *ws, sym_id sym);
/* Empty without. It is read from the text when somebody asks. */
struct str kind_title(const struct workspace *ws, const struct kind *kind);
/* The value of a STRING or TEXT node; empty for others. */
struct str string_of(const struct workspace *ws, expr_id id);
/* Head, value, fields: nothing of a declaration that is folded. Unfolding others moves them. */
static inline const struct decl_parts *parts_of(const struct workspace *ws, const struct decl *decl)
{
    return ast_parts(ws->ast, decl);
}
/* A declaration with its head and its fields: unfolded for good. */
const struct decl *whole_decl(const struct workspace *ws, decl_id id);
/* The first field of a declaration with that name, or none; unfolds it for good. */
field_id decl_field(const struct workspace *ws, const struct decl *decl, sym_id name);
/* Looking for similar names walks all of them: done for the first messages only. */
bool may_search_names(const struct workspace *ws);
/* "did you mean": the best of the names that were offered, as a fix; false when there is none. */
struct suggest;
bool offer_similar(struct workspace *ws, struct diag *diag, struct span span,
                   const struct suggest *suggest);
/* `name: value = formula` where no field is computed: told (E0101), true. */
bool refuse_formula(struct workspace *ws, const struct field *field);
/* "in this risk": the label that leads from a value to its declaration. */
void label_declaration(struct workspace *ws, struct diag *diag, decl_id decl);

#endif
