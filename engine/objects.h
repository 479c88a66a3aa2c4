/* objects.h -- from declarations to numbered objects, and their declared values to columns. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_OBJECTS_H
#define ISMS_ENGINE_OBJECTS_H

#include <stdint.h>

#include "base/source.h"
#include "base/str.h"
#include "lang/ast.h"

struct arena;
struct workspace;
struct place_of_use;
struct field_def;
struct set;

/*
 * Gives every object and every record its number (model.h tells the order). A literal in braces is
 * a record, and so is a bare reference where a record is expected whose head takes it (language.md
 * section 10).
 */
void number_objects(struct workspace *ws);

/* Tells of ids in one namespace that differ only in case (E0209); before objects have numbers. */
void check_id_case(struct workspace *ws);

/* Reads the fields of all objects into columns; checks required fields, patterns, uniqueness. */
void fill_objects(struct workspace *ws);
/* Required fields, once columns are sealed; who is damaged makes references to others uncertain. */
void check_objects(struct workspace *ws);

/* A field of rules that is no attribute: `for`, `require`, `message` ... */
bool is_rule_body(const struct workspace *ws, sym_id name);

/* An object whose value is not known passes the damage on (language.md 3.1, rule 8). */
void mark_damaged(struct workspace *ws, uint32_t field, uint32_t object);
/* Pattern, uniqueness, at least one value: of a column that is complete. */
void check_values(struct workspace *ws, const struct field_def *def);

/* The object of that id, seen from the project; 0 and no message when there is none. */
uint32_t find_object(struct workspace *ws, struct str id);
/* What messages and cells call an object: its id, or its owner's with the field for a record. */
struct str object_text(const struct workspace *ws, uint32_t number);
/* The same; what has to be put together lies in this arena instead of the run's. */
struct str object_text_in(const struct workspace *ws, struct arena *arena, uint32_t number);
/*
 * The numbers around that of the object, from `first` up to `end`, that are in the order in which
 * people read the names; none where that is not known, as with records.
 */
struct numbers {
    uint32_t first, end;
};
struct numbers numbers_in_order(const struct workspace *ws, uint32_t number);
static inline bool is_in_numbers(struct numbers numbers, uint32_t number)
{
    return number >= numbers.first && number < numbers.end;
}
/* The order in which people read these names; 0 for those of one name. */
int compare_object_names(const struct workspace *ws, uint32_t left, uint32_t right);
/* The same; those of one name in canonical order. */
int compare_objects(const struct workspace *ws, uint32_t left, uint32_t right);
/* The title as declared; of a gap its message; empty for records. */
struct str object_title(const struct workspace *ws, uint32_t number);
/*
 * The members of a set of objects in the order that people expect, A.5.2 before A.5.10: the set's
 * own where that is so already, else in the arena.
 */
const uint32_t *objects_in_natural_order(const struct workspace *ws, struct arena *arena,
                                         const struct set *set);
/* Where it is declared. */
struct span object_span(const struct workspace *ws, uint32_t number);

/*
 * The object that a name or path refers to, or 0; reports nothing. As all names of objects: its
 * draft until number_objects, then its number.
 */
uint32_t find_named(struct workspace *ws, uint32_t source, expr_id id);
/* The same, but a name that means two objects is reported (E0205). */
uint32_t find_one_named(struct workspace *ws, uint32_t source, expr_id id);
/* The rule that the text names (find_rule.c), or 0; two of that id are E0205 at `span`. */
uint32_t find_named_rule(struct workspace *ws, struct place_of_use from, struct str text,
                         struct span span);
/* E0201 with similar names. */
void report_unknown_rule(struct workspace *ws, struct span span, struct str text);

#endif
