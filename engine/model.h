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
 * numbers; within a kind the order is namespace, then id by byte, then records in the order of
 * their owners: never the order of files or declarations (language.md 6.2). Records are anonymous
 * objects (section 10).
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

struct object {
    uint32_t kind : 30;
    uint32_t is_damaged : 1;
    sym_id namespace_;
    sym_id id;      /* none for records and gaps */
    decl_id decl;   /* of a record: its owner's */
    uint32_t owner; /* of a record: the object it stands in */
    expr_id expr;   /* of a record: its literal or the reference that stands for it */
};

struct model {
    struct arena *arena;
    VEC(struct draft) drafts; /* drafts.items[0] is a dummy */
    struct object *objects;   /* objects[0] is a dummy */
    uint32_t count;
    struct map record_of;      /* expression -> object number */
    struct map damaged_fields; /* (object, field) whose value could not be understood */
};

void model_init(struct model *model, struct arena *arena);
void model_release(struct model *model);

static inline const struct object *model_object(const struct model *model, uint32_t number)
{
    return &model->objects[number];
}

/* Is it that object, or a record inside of it? */
static inline bool object_belongs_to(const struct model *model, uint32_t object, uint32_t whole)
{
    while (object != 0 && object != whole)
        object = model->objects[object].owner;
    return object != 0;
}

#endif
