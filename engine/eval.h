/* eval.h -- running checked expressions. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_EVAL_H
#define ISMS_ENGINE_EVAL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/map.h"
#include "engine/check.h"
#include "engine/node.h"
#include "engine/value.h"
#include "engine/workspace.h"

/*
 * Evaluation is a pure function of the model and the as-of date. The depth of nodes is bounded by
 * the checker (NODE_DEPTH_LIMIT), so recursion over them is too; loops over objects count steps
 * (reliability.md section 2: fuel, not time). What went wrong in one evaluation is kept in two
 * flags that the caller clears: is_damaged (some input could not be understood: the outcome must
 * not be trusted) and is_exhausted.
 */
#define STEPS_LEAST       UINT64_C(1000000000) /* unless the caller says otherwise */
#define STEPS_EACH_OBJECT UINT64_C(1000)       /* more, likewise */
#define BYTES_LEAST       (UINT64_C(1) << 30)  /* for values and results */
#define BYTES_EACH_OBJECT UINT64_C(1024)       /* more */
enum { MEMBERS_MOST = 50000000 };              /* of one list, likewise */
enum { BLOCK_LEAST = 48 }; /* objects that are worth a block (block.h), likewise */

struct exercise;

struct evaluator {
    struct workspace *ws;
    struct arena *kept;     /* where results go: the arena of the run, or of a slice (slices.h) */
    struct arena scratch;   /* values of the evaluation under way; callers rewind it */
    struct arena collected; /* members of lists under way (eval_set.c) */
    struct arena vectors;   /* values of many objects (block.h) */
    uint32_t block_least;   /* kinds with fewer objects are not worth a block */
    enum soundness { SOUNDNESS_UNKNOWN, SOUND, UNSOUND } soundness; /* of all objects */
    value *slots; /* the frame of the plan under way */
    uint64_t steps, steps_most;
    uint64_t steps_look;        /* from here on, take_steps looks at what is left */
    uint64_t steps_block;       /* when the block under way began */
    uint64_t steps_aside;       /* taken by the block under way, in which each row counts its own */
    uint64_t bytes_most;        /* in the arenas of the run and of the evaluator; 0: any number */
    uint64_t bytes_beside;      /* of results, outside of the arenas (take_result) */
    uint64_t pairs, pairs_most; /* of relations that are kept (relation.h) */
    uint32_t stage;             /* of the newest pair of a relation (relation.h) */
    uint32_t stages_below;   /* only pairs found before it count: while something is proved; or 0 */
    uint32_t proved;         /* the relation that it is about */
    uint32_t relation_depth; /* of the relations being asked (relation.h) */
    uint32_t members_most;
    struct span under_way; /* the name of the definition being evaluated */
    bool is_damaged;
    bool is_exhausted;
    bool is_tentative; /* in a block: what goes wrong is not told, only is_damaged is set */
    bool is_beside;    /* others are at work: nothing that they read is made (slices.h) */
    uint32_t slices_taken, slices_dropped; /* what threads did counted, or was done again */
    struct exercise *exercise;             /* where it is noted what tests try; or NULL */
    struct map reported;                   /* expressions whose failure was told */
    uint32_t *visited;                     /* by object: the walk that saw it last (closure.c) */
    uint32_t walk;
};

void evaluator_init(struct evaluator *evaluator, struct workspace *ws);
void evaluator_release(struct evaluator *evaluator);

/* Finds out once whether all objects are sound: they stay as they are while something is evaluated,
 * and gaps, which come later, are sound. Until then each one is looked at. */
void evaluator_look_for_damage(struct evaluator *evaluator);

/* A frame for a plan; the old one is returned and must be put back. */
value *evaluator_enter(struct evaluator *evaluator, uint32_t slot_count);
void evaluator_leave(struct evaluator *evaluator, value *frame);

value evaluate(struct evaluator *evaluator, const struct node *node);
/* A condition; what it allocates is forgotten. */
bool evaluate_condition(struct evaluator *evaluator, const struct node *condition);

/*
 * Calls `visit` for each combination of the generators' values that passes their filters, in
 * canonical order, until it returns false.
 */
typedef bool visit_fn(struct evaluator *evaluator, void *self);
bool run_generators(struct evaluator *evaluator, const struct generator *generators, uint32_t count,
                    visit_fn *visit, void *self);

/* The same; what a visit allocates is forgotten. */
void run_and_forget(struct evaluator *evaluator, const struct generator *generators, uint32_t count,
                    visit_fn *visit, void *self);

/* The same for a rule or view, which want to know what became of everything. */
struct coverage {
    uint64_t visited;   /* combinations */
    uint32_t skipped;   /* combinations left out because of damaged input */
    uint32_t unreached; /* values of the first variable that are in no combination */
};
bool run_outermost(struct evaluator *evaluator, const struct generators *generators,
                   visit_fn *visit, void *self, struct coverage *coverage);

/* The same for some of the objects that the first variable runs over: it is one over a kind. */
struct objects {
    uint32_t first, end;
};
bool run_outermost_over(struct evaluator *evaluator, const struct generators *generators,
                        struct objects objects, visit_fn *visit, void *self,
                        struct coverage *coverage);

/* Does it bind all objects of a kind one after another? */
static inline bool generator_runs_over_kind(const struct generator *generator)
{
    return !generator->members && !generator->index_key && generator->domain->op == NODE_EXTENT &&
           generator->domain->extra == 0;
}

/* A field's value: computed, defaulted, inverse or declared. Its definition must be ready. */
value read_field(struct evaluator *evaluator, uint32_t field, uint32_t object);

/* Evaluates what the definition needs and has not been evaluated yet, in order. */
void prepare_definition(struct evaluator *evaluator, uint32_t definition);
/* Of what was asked for (definitions_need), evaluates what can be needed by this definition. */
void prepare_until(struct evaluator *evaluator, uint32_t definition);

/* Order of two present values of one type: negative, 0, positive. */
int compare_values(struct evaluator *evaluator, struct type type, value a, value b,
                   struct span span);
bool equal_values(struct evaluator *evaluator, struct type type, value a, value b);
/* Binary search in ascending sets, else a scan that counts its steps. */
bool set_contains(struct evaluator *evaluator, const struct set *set, struct type type, value v);
/* The set, or an ascending copy of it when it is narrow, long and in another order. */
const struct set *set_in_order(struct evaluator *evaluator, const struct set *set,
                               struct type element);
/* Of wide sets: in the order in which the members come first, each once. */
value set_union(struct evaluator *evaluator, struct type type, const struct set *a,
                const struct set *b);

/* ---- what operations do once their operands are known, and present unless it says so ---- */
value compare_operands(struct evaluator *evaluator, const struct node *node, value a, value b);
value calculate_operands(struct evaluator *evaluator, const struct node *node, value a, value b);
/* Of those that evaluate_function takes itself; b is VALUE_NONE without a second argument. */
value apply_function(struct evaluator *evaluator, const struct node *node, value a, value b);
value matrix_cell(struct evaluator *evaluator, const struct node *node, value row, value column);
value read_field_of(struct evaluator *evaluator, const struct node *node, uint32_t object);
/* Of a node that looks up a table; the object may be missing. */
value closure_value(struct evaluator *evaluator, const struct node *node, value object);
/* How many members that count (exceptions of `every`) settle a quantifier, and what so many mean.
 */
uint64_t quantifier_enough(const struct node *node);
bool quantifier_holds(const struct node *node, uint64_t found);
/* An aggregate under way. */
struct fold {
    const struct node *node;
    struct type type; /* of an element */
    value result;
    bool has_failed;
};
struct fold fold_start(const struct node *node);
void fold_value(struct evaluator *evaluator, struct fold *fold, value v);
/* May the field of the object have another value than it seems to? */
bool is_damaged_cell(const struct workspace *ws, uint32_t field, uint32_t object);

/* ---- parts of the evaluator ---- */
value evaluate_single_field(struct evaluator *evaluator, const struct node *node);
value evaluate_field_each(struct evaluator *evaluator, const struct node *node);
value evaluate_builtin_each(struct evaluator *evaluator, const struct node *node);
value evaluate_extent(struct evaluator *evaluator, const struct node *node);
value evaluate_gap_on(struct evaluator *evaluator, const struct node *node);
value evaluate_relation(struct evaluator *evaluator, const struct node *node);
value evaluate_is_a(struct evaluator *evaluator, const struct node *node);
value evaluate_quantifier(struct evaluator *evaluator, const struct node *node);
value evaluate_function(struct evaluator *evaluator, const struct node *node);
/* The text of a NODE_TEMPLATE, put together in the arena; without bytes when they cost too much. */
struct str fill_template(struct evaluator *evaluator, const struct node *node, struct arena *arena);
value evaluate_digest(struct evaluator *evaluator, const struct node *node);
value evaluate_distribution(struct evaluator *evaluator, const struct node *node);
value evaluate_arithmetic(struct evaluator *evaluator, const struct node *node);
/* Is it in the closure? The members are not listed. */
bool evaluate_closure_member(struct evaluator *evaluator, const struct node *closure, value member);
value evaluate_aggregate(struct evaluator *evaluator, const struct node *node);
value evaluate_set(struct evaluator *evaluator, const struct node *node);
value evaluate_builtin(struct evaluator *evaluator, enum builtin_field field, uint32_t object);
/* Says once per expression why it has no value, marks the evaluation as damaged, returns
 * VALUE_NONE. */
value evaluation_fails(struct evaluator *evaluator, const struct node *node, enum message message,
                       const char *format, ...) ISMS_PRINTF(4, 5);
/* ---- fuel.c ---- */
/* What a project of so many objects may take, when nobody says more. */
uint64_t fuel_steps_for(uint32_t objects);
/* Says how much there may be, 0 for as much as is usual; of memory, from here on. */
struct fuel {
    uint64_t steps, bytes;
};
void fuel_fill(struct evaluator *evaluator, struct fuel fuel);
/* Is there so much left? */
bool fuel_suffices(const struct evaluator *evaluator, struct fuel more);
/* Has as much been used as was looked at last? Then more, or too much. */
bool take_more_steps(struct evaluator *evaluator);
/*
 * In a block: steps that are not counted yet, since it may give up. It does when there are very
 * many. The first one takes back those since `before`, and says how many they are.
 */
uint64_t put_steps_aside(struct evaluator *evaluator, uint64_t before);
void note_steps_aside(struct evaluator *evaluator, uint64_t count);
/* Counts work done. False when there was too much: told once (E0606), all after it is damaged. */
static inline bool take_steps(struct evaluator *evaluator, uint64_t count)
{
    evaluator->steps += count;
    return (evaluator->steps <= evaluator->steps_look && !evaluator->is_exhausted) ||
           take_more_steps(evaluator);
}
/* The same for members that are looked at, or bytes of texts, without evaluating anything. */
bool take_scan(struct evaluator *evaluator, uint64_t members);
bool take_text(struct evaluator *evaluator, uint64_t bytes);
/*
 * A result stays, so it takes memory, too: so many bytes outside of the arenas. False when there
 * is no more, whether or not steps are left.
 */
bool take_result(struct evaluator *evaluator, uint64_t bytes);
/* The same for a list of that many members. */
bool take_members(struct evaluator *evaluator, uint32_t count);
/* The sum of two amounts of the node's type; where it fails, the node is named. */
value add_amounts(struct evaluator *evaluator, const struct node *node, value a, value b);
value text_value(struct evaluator *evaluator, struct str text);
/* A single value whose text or distribution lies in the scratch arena moves to the run's arena. */
value keep_value(struct workspace *ws, struct type type, value v);
/* What an expression of the type yields when it has no value: sets are empty, never missing. */
value no_value(struct evaluator *evaluator, struct type type);

/* A set under construction, in the scratch arena unless `arena` is set to another. */
struct set_builder {
    struct evaluator *evaluator;
    struct arena *arena;
    bool is_narrow;
    uint32_t count, capacity;
    uint32_t *narrow;
    value *wide;
};
void builder_init(struct set_builder *builder, struct evaluator *evaluator, struct type type);
void builder_add(struct set_builder *builder, value v); /* VALUE_NONE is dropped */
value builder_finish(struct set_builder *builder); /* narrow ones ascending, each member once */

#endif
