/* scopes.h -- which declaration a name means, and from where it can be seen. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_SCOPES_H
#define ISMS_ENGINE_SCOPES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/intern.h"
#include "base/map.h"
#include "base/source.h"
#include "base/str.h"
#include "base/vec.h"

/*
 * language.md sections 8 and 10. Names of one class are unique in a namespace; names of different
 * classes do not meet (a view and a graph may both be called `assets`). Looking up goes: own
 * namespace, enclosing namespaces, the root, opened modules, the core; from library files then
 * everything that the project uses (that is how a method fills the slots of the core).
 */
enum name_class {
    NAMES_OBJECTS,
    NAMES_TYPES,
    NAMES_VALUES,
    NAMES_RULES,
    NAMES_VIEWS,
    NAMES_GRAPHS,
    NAMES_REPORTS,
    NAMES_ADJUSTS /* the names of rules that are adjusted */
};
enum name_what {
    NAME_IS_OBJECT, /* index: the draft, once objects are numbered the object (model.h) */
    NAME_IS_KIND,
    NAME_IS_SCALE,
    NAME_IS_LET,
    NAME_IS_MATRIX,
    NAME_IS_RELATION,
    NAME_IS_RULE, /* index: as of objects */
    NAME_IS_VIEW,
    NAME_IS_GRAPH,
    NAME_IS_REPORT,
    NAME_IS_ADJUST /* index: as of objects; it is about the rule of that name */
};

struct name {
    sym_id sym;
    sym_id namespace_;
    uint8_t class_;     /* enum name_class */
    uint8_t what;       /* enum name_what */
    bool has_namesakes; /* the first of its symbol: others of another class or namespace exist */
    uint32_t index;
    struct span span;
};

/* What one file sees beyond its own namespace. */
struct file_scope {
    sym_id namespace_;
    bool is_library;
    uint32_t first_use, use_count; /* into local_uses */
};
struct scope_use {
    sym_id alias;      /* none: opened */
    sym_id namespace_; /* of the module */
};

struct scopes {
    VEC(struct name) names;       /* names.items[0] is a dummy */
    VEC(uint32_t) first_of;       /* by symbol: the name that was declared first, or 0 */
    struct map namesakes;         /* (class, namespace, symbol) -> names: those after the first */
    struct map next_namesake;     /* name -> another of its symbol; from the first on, all */
    VEC(struct file_scope) files; /* by source */
    VEC(struct scope_use) local_uses;
    VEC(struct scope_use) project_uses;
    struct map openings, aliases; /* of long lists of uses (uses.h) */
    struct file_scope everything; /* what all files of the project see together */
    sym_id core;                  /* the namespace */
    struct map namespaces;        /* name of a module or namespace -> namespace */
    struct map around;            /* namespace -> the one around it, plus 1 */
    struct map lost;              /* names on lines that could not be read */
    struct map
        told; /* slots that two provide: reported once, however often the library reads them */
};

struct lang;
struct workspace;

/* Reads modules and `use` lines, `namespace` declarations and damaged names. */
void scopes_init(struct workspace *ws);
void scopes_release(struct scopes *scopes);

/* A source that came later, a query: it stands at the root and sees what any file of the project
 * opens. */
void scopes_add_query(struct workspace *ws, uint32_t source);

/* Adds a name, or reports E0110 with both places and returns false. */
bool scopes_declare(struct workspace *ws, const struct name *name);

/* Where a lookup starts: a file and the namespace in force there. */
struct place_of_use {
    uint32_t source;
    sym_id namespace_;
};

/*
 * One name, not dotted; the most specific scope wins. NULL when there is none. Two candidates in
 * scopes of equal rank are reported (E0205) at `span`, and none of them is taken: what depends on
 * the name is not known. Without a span, for suggestions, the first is returned.
 */
const struct name *scopes_find(struct workspace *ws, struct place_of_use from,
                               enum name_class class_, sym_id sym, struct span span);
/* A dotted text, resolved as a whole: as one name, else the longest alias, module or namespace
 * first. */
const struct name *scopes_find_path(struct workspace *ws, struct place_of_use from,
                                    enum name_class class_, struct str path, struct span span);
/*
 * For readers that change and report nothing, such as threads. Plainly: what scopes_find finds, or
 * NULL where that would have to say something, or to search the namespaces around the own one.
 * Qualified: a dotted text of which nobody interned the whole.
 */
const struct name *scopes_find_plainly(const struct workspace *ws, struct place_of_use from,
                                       enum name_class class_, sym_id sym);
const struct name *scopes_find_qualified(const struct workspace *ws, struct place_of_use from,
                                         enum name_class class_, struct str path);
/* The namespace that a text names as alias, module or namespace; none if it names nothing. */
sym_id scopes_namespace(const struct workspace *ws, struct place_of_use from, struct str text);
/* False when something was said about the name already, so that one defect gives one message. */
bool scopes_tell_once(struct workspace *ws, enum name_class class_, sym_id sym);
/* A name that damaged text may have declared, or that means two things: no more messages about it.
 */
bool scopes_is_lost(const struct workspace *ws, sym_id sym);

/* One of the project's own files: neither the library nor a module below vendor/. */
bool scopes_is_of_project(const struct lang *lang, uint32_t source);

/* The names of a symbol, of all classes and namespaces: the first that was declared, then the
 * others in no order; 0 behind the last. */
static inline uint32_t scopes_first_of(const struct scopes *scopes, sym_id sym)
{
    return sym.v < scopes->first_of.count ? scopes->first_of.items[sym.v] : 0;
}
static inline uint32_t scopes_next_namesake(const struct scopes *scopes, uint32_t index)
{
    return map_get(&scopes->next_namesake, index);
}

/* What scopes_find_in finds when the first name of the symbol is another one. */
const struct name *scopes_find_namesake(const struct scopes *scopes, enum name_class class_,
                                        sym_id namespace_, sym_id sym);

/* Exactly that namespace. */
static inline const struct name *scopes_find_in(const struct scopes *scopes, enum name_class class_,
                                                sym_id namespace_, sym_id sym)
{
    uint32_t index = sym.v < scopes->first_of.count ? scopes->first_of.items[sym.v] : 0;
    const struct name *first = &scopes->names.items[index];

    if (index == 0)
        return NULL;
    if (first->class_ == class_ && sym_equal(first->namespace_, namespace_))
        return first;
    return first->has_namesakes ? scopes_find_namesake(scopes, class_, namespace_, sym) : NULL;
}

/* Both steps of scopes_find_in ahead of it: the place of the symbol, then the name found there. */
static inline void scopes_prefetch_first(const struct scopes *scopes, sym_id sym)
{
    if (sym.v < scopes->first_of.count)
        __builtin_prefetch(&scopes->first_of.items[sym.v]);
}
static inline void scopes_prefetch_name(const struct scopes *scopes, sym_id sym)
{
    if (sym.v < scopes->first_of.count)
        __builtin_prefetch(&scopes->names.items[scopes->first_of.items[sym.v]]);
}

#endif
