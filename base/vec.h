/* vec.h -- growing arrays of plain values. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_BASE_VEC_H
#define ISMS_BASE_VEC_H

#include <stddef.h>
#include <stdint.h>

/*
 * VEC(struct thing) things = { 0 };   the zero value is empty
 * VEC_PUSH(&things, thing);           appends a copy
 * things.items[i], things.count       read freely; no pointer into items survives a push
 * VEC_BYTES(&things)                  what it holds of the memory
 * VEC_RELEASE(&things);               gives the memory back, leaves an empty vector
 *
 * Growth doubles; running out of memory or past UINT32_MAX items ends the process (see oom.h).
 */
#define VEC(type)                                                                                  \
    struct {                                                                                       \
        type *items;                                                                               \
        uint32_t count;                                                                            \
        uint32_t capacity;                                                                         \
    }

#define VEC_RESERVE(vec, wanted)                                                                   \
    ((wanted) <= (vec)->capacity                                                                   \
         ? (void)0                                                                                 \
         : (void)((vec)->items =                                                                   \
                      vec_grow((vec)->items, &(vec)->capacity, (wanted), sizeof(*(vec)->items))))
#define VEC_PUSH(vec, ...)                                                                         \
    (VEC_RESERVE((vec), (size_t)(vec)->count + 1), (vec)->items[(vec)->count++] = (__VA_ARGS__))
#define VEC_BYTES(vec) ((size_t)(vec)->capacity * sizeof(*(vec)->items))
#define VEC_LAST(vec)  (&(vec)->items[(vec)->count - 1])
#define VEC_CLEAR(vec) ((vec)->count = 0)
#define VEC_RELEASE(vec)                                                                           \
    (vec_free((vec)->items), (vec)->items = NULL, (vec)->count = 0, (vec)->capacity = 0)

/* Returns the moved array with room for at least `wanted` items and updates `capacity`. */
void *vec_grow(void *items, uint32_t *capacity, size_t wanted, size_t item_bytes);
void vec_free(void *items);

#endif
