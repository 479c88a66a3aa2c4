/* model.h -- the objects: numbered, typed, immutable once filled. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_MODEL_H
#define ISMS_ENGINE_MODEL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/intern.h"
#include "base/map.h"
#include "base/source.h"
#include "base/vec.h"
#include "engine/column.h"
#include "lang/ast.h"

/*
 * Objects have numbers 1 .. count. All objects of a kind and its descendants have consecutive
 * numbers; within a kind the order is namespace, then id as people read it (A.5.2 before A.5.10),
 * then records in the order of their owners: never the order of files or declarations (language.md
 * 6.2). Records are anonymous objects (section 10).
 */
struct draft { /* a declared object before it has its number; forgotten then */
    uint32_t kind : 30;
    uint32_t is_folded : 1; /* its declaration (lang/lang.h) */
    uint32_t is_damaged : 1;
    sym_id namespace_;
    sym_id id;
    decl_id decl;
    uint32_t number;
};

/* There are never as many kinds: each takes a declaration of its own, and texts end at 4 GiB. */
#define KIND_BITS UINT32_C(0x3fffffff)

/* The namespace is that of the file: object_namespace (workspace.h). */
struct object {
    uint32_t kind : 30;
    uint32_t is_damaged : 1;
    uint32_t is_record : 1;
    uint32_t name_or_owner; /* object_id, of a record object_owner */
    decl_id decl;           /* of a record: its owner's; of a gap: of what it is about */
    expr_id expr;           /* of a record: its literal or the reference that stands for it */
};

/* Objects of one kind from that number on, up to where the next range begins. */
struct number_range {
    uint32_t first;
    bool is_in_order; /* of one namespace and named: numbers follow the order of names */
};

struct model {
    struct arena *arena;
    VEC(struct draft) drafts; /* drafts.items[0] is a dummy */
    struct object *objects;   /* objects[0] is a dummy */
    uint32_t count;
    VEC(struct number_range) ranges; /* from number 0 on; the last one is not in order */
    struct map record_of;            /* expression -> object number */
    struct map damaged_fields;       /* (object, field) whose value could not be understood */
};

void model_init(struct model *model, struct arena *arena);
void model_release(struct model *model);

static inline const struct object *model_object(const struct model *model, uint32_t number)
{
    return &model->objects[number];
}

/* None for records. */
static inline sym_id object_id(const struct object *object)
{
    return (sym_id){ object->is_record ? 0 : object->name_or_owner };
}
/* The object that a record stands in; 0 for all others. */
static inline uint32_t object_owner(const struct object *object)
{
    return object->is_record ? object->name_or_owner : 0;
}

/* Is it that object, or a record inside of it? */
static inline bool object_belongs_to(const struct model *model, uint32_t object, uint32_t whole)
{
    while (object != 0 && object != whole)
        object = object_owner(&model->objects[object]);
    return object != 0;
}

#endif
