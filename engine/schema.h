/* schema.h -- what may be written: kinds with their fields, scales, matrices, lets, relations,
 * rules, views, graphs, reports. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_SCHEMA_H
#define ISMS_ENGINE_SCHEMA_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/intern.h"
#include "base/map.h"
#include "base/source.h"
#include "base/vec.h"
#include "engine/relation.h"
#include "engine/type.h"
#include "engine/value.h"
#include "lang/ast.h"

/*
 * Tables with handles; entry 0 of each is a dummy. Nothing here knows ISO: the kinds that C code
 * names are `object` (everything), `rule` and `gap` (results as data, language.md section 4), and
 * `waiver` and `adjust` (decisions about rules, section 5).
 */
struct node;
struct column;

struct symbol {
    sym_id name;
    int64_t number; /* decimal */
    struct str label, color, description;
    struct span span;
};

/* A scale, or an enumeration written `one of (...)` (then name is none). */
struct scale {
    sym_id name;
    sym_id namespace_;
    decl_id decl;
    struct span span;
    struct str title;
    struct symbol *symbols; /* symbol n of a value is symbols[n - 1] */
    uint32_t symbol_count;
};
enum { SCALE_SYMBOLS_MOST = 250 };

enum { MATRIX_AXES_MOST = 2 };
struct matrix {
    sym_id name;
    sym_id namespace_;
    decl_id decl;
    struct span span;
    uint32_t axes[MATRIX_AXES_MOST]; /* scales */
    uint32_t axis_count;
    uint32_t result;      /* scale */
    uint8_t *cells;       /* row-major over the axes; 0 = fault already reported */
    uint32_t first_cells; /* number of symbols of the last axis: the row length */
};

enum field_flag {
    FIELD_REQUIRED = 1,
    FIELD_NON_EMPTY = 2,
    FIELD_ACYCLIC = 4,
    FIELD_UNIQUE = 8,
    FIELD_COMPUTED = 32, /* has `= expr` */
    FIELD_INVERSE = 64,  /* derived: who refers to me by field `inverse_of` */
    FIELD_BUILTIN = 128, /* of a kind that the engine knows; it sees to it that there is a value */
    FIELD_HEAD = 256,    /* a bare reference to its target stands for a record (`head: yes`) */
    FIELD_MADE = 512,    /* by the tool: cannot be typed in */
    FIELD_RESULT = 1024, /* exists once rules have run */
    FIELD_OWNER = 2048,  /* the object that a record stands in (`owner: yes`) */
    FIELD_REPLACEABLE = 4096, /* `extend` may give it another formula */
    FIELD_REPLACED = 8192,    /* which somebody did */
};

/* What few fields say. */
struct field_texts {
    struct str pattern, unit, deprecated;
};

/* How a column keeps its values; chosen by the type (see column.h). */
struct field_def {
    sym_id name;
    uint32_t kind; /* the kind that declares it */
    struct type type;
    uint16_t flags;
    field_id ast;              /* none for built-in and inverse fields */
    struct span span;          /* of the name in its declaration */
    sym_id namespace_;         /* where names in its expressions are looked up */
    uint32_t source;           /* file of the declaration: its `use` lines count */
    expr_id computed;          /* `= expr` */
    expr_id default_expr;      /* `default: expr` */
    expr_id text;              /* what it is for; none without */
    uint32_t inverse_of;       /* for FIELD_INVERSE */
    struct field_texts *texts; /* NULL: none; see field_pattern */
    const struct node *plan;   /* of computed or default_expr, once checked */
    uint32_t plan_slots;       /* locals that the plan needs, `self` included */
    uint32_t definition;       /* node of the dependency graph, or 0 (definitions.h) */
    struct column *column;     /* its values, once filled */
    value *growing;  /* its sets while they are computed one by one (recursion.h), by row */
    bool is_damaged; /* some object's value of it could not be understood */
};

/* Empty without. */
static inline struct str field_pattern(const struct field_def *field)
{
    return field->texts ? field->texts->pattern : (struct str){ 0 };
}
static inline struct str field_unit(const struct field_def *field)
{
    return field->texts ? field->texts->unit : (struct str){ 0 };
}
static inline struct str field_deprecated(const struct field_def *field)
{
    return field->texts ? field->texts->deprecated : (struct str){ 0 };
}

struct kind {
    sym_id name;
    sym_id namespace_;
    decl_id decl;
    struct span span;
    struct str title;     /* of one that no text declares; see kind_title */
    uint32_t parent;      /* 0: none */
    VEC(uint32_t) fields; /* own fields, in the order of declaration */
    uint32_t alone;       /* the kind set of it alone, or 0: nobody asked for it yet */
    uint32_t head;        /* the field with `head: yes`, or 0 (records, language.md section 10) */
    uint32_t owner;       /* the field with `owner: yes`, or 0 */
    uint32_t order_first, order_end;   /* preorder of the kind tree: descendants are [first, end) */
    uint32_t first_entity, end_entity; /* its objects and those of its descendants */
};

struct parameter {
    sym_id name;
    struct type type;
};

struct let_def {
    sym_id name;
    sym_id namespace_;
    decl_id decl;
    struct span span;
    struct parameter *parameters;
    uint32_t parameter_count; /* 0: a constant */
    bool has_result_type;
    struct type type;
    decl_id replaced_by_module, replaced_by_project; /* `extend NAME = value`, or none */
    uint32_t naming; /* 0: nobody has looked at it; else see check_let.c */
    const struct node *plan;
    uint32_t slots; /* locals its body needs */
    uint32_t definition;
    bool is_evaluated;
    bool is_damaged; /* its value rests on text that could not be understood */
    value constant;  /* of a parameterless let, once evaluated */
};

/* What stands in its place: the project has the last word. None: it is as declared. */
static inline decl_id let_replacement(const struct let_def *def)
{
    return def->replaced_by_project.v != 0 ? def->replaced_by_project : def->replaced_by_module;
}

/* A declaration whose body other passes read: a rule, a view, a graph, a test, a report. */
struct declared {
    sym_id name;
    sym_id namespace_;
    decl_id decl;
    struct span span;
};

/* The kind sets of union types, each a sorted list without descendants of a member. */
struct kind_set {
    uint32_t *kinds;
    uint32_t count;
};

struct schema {
    struct arena *arena;
    struct interner *names;
    VEC(struct scale) scales;
    VEC(struct matrix) matrices;
    VEC(struct kind) kinds;
    VEC(struct field_def) fields;
    VEC(struct let_def) lets;
    VEC(struct relation) relations;
    VEC(struct declared) rules;
    VEC(struct declared) views;
    VEC(struct declared) graphs;
    VEC(struct declared) tests;
    VEC(struct declared) reports;
    VEC(struct kind_set) kind_sets;
    sym_id type_names[TYPE_BASES]; /* of those that the language knows */
    uint64_t type_bits;            /* a bit for each, by its number: other names mostly have none */
    struct map field_index;        /* (kind, name) -> field, inherited ones included */
    uint32_t rule_kind, gap_kind, waiver_kind, adjust_kind;
    sym_id currency; /* of the project; none = EUR was not said */
};

void schema_init(struct schema *schema, struct arena *arena, struct interner *names);
void schema_release(struct schema *schema);

static inline struct kind *schema_kind(const struct schema *schema, uint32_t kind)
{
    return &schema->kinds.items[kind];
}
static inline bool kind_has_objects(const struct schema *schema, uint32_t kind)
{
    return schema_kind(schema, kind)->end_entity > schema_kind(schema, kind)->first_entity;
}
static inline struct field_def *schema_field(const struct schema *schema, uint32_t field)
{
    return &schema->fields.items[field];
}
static inline const struct scale *schema_scale(const struct schema *schema, uint32_t scale)
{
    return &schema->scales.items[scale];
}

/* The type of the language with that name, or TYPE_WRONG: a kind, a scale, nothing at all. */
enum type_base schema_type_named(const struct schema *schema, sym_id name);
/* The field of that name that objects of the kind have (own or inherited), or 0. */
uint32_t schema_find_field(const struct schema *schema, uint32_t kind, sym_id name);
bool schema_is_a(const struct schema *schema, uint32_t kind, uint32_t ancestor);
/* Position on the scale from 1, or 0. */
uint32_t scale_find(const struct scale *scale, sym_id name);
uint32_t schema_kind_set(struct schema *schema, const uint32_t *kinds, uint32_t count);
/* The one kind of an object type, or 0 for unions and for any object. */
uint32_t type_single_kind(const struct schema *schema, struct type type);
/* Does the object type admit objects of the kind? */
bool type_admits_kind(const struct schema *schema, struct type type, uint32_t kind);
/* The same for a numbered object, without looking at it: kinds have consecutive numbers. */
bool type_admits_object(const struct schema *schema, struct type type, uint32_t number);
/* Adds a field to a kind and to the index of the kind (not of its descendants:
 * schema_index_fields). */
uint32_t schema_add_field(struct schema *schema, const struct field_def *field);
/* Makes room for so many more. */
void schema_reserve_fields(struct schema *schema, uint32_t count);
/* Fills the index for inherited fields; call after every change of kinds or fields. */
void schema_index_fields(struct schema *schema);
/* The anonymous enumeration with these words, or a new one. */
uint32_t schema_enumeration(struct schema *schema, const sym_id *words, uint32_t count,
                            struct span span);
struct str schema_text(const struct schema *schema, sym_id name);

#endif
