/* engine.h -- the door of engine/: load, check, look at the results. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_ENGINE_H
#define ISMS_ENGINE_ENGINE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/source.h"
#include "engine/answer.h"
#include "engine/derivation.h"
#include "engine/graph.h"
#include "engine/observer.h"
#include "engine/report.h"
#include "engine/table.h"
#include "lang/lang.h"

/*
 * engine_open reads and parses; engine_check runs the passes (engine.c lists them) and leaves
 * diagnostics and gaps; views, graphs and reports are evaluated when asked for. Everything handed
 * out lives until engine_close. No function prints, reads a clock or the environment. Same input,
 * same as-of date: same results.
 */
struct engine;

struct engine_options {
    const struct file_reader *reader;
    const struct library *library;
    const struct limits *limits; /* NULL: limits_default */
    const struct str *files;     /* single files without a project; NULL: the project */
    uint32_t file_count;
    uint64_t seed_low, seed_high; /* of hash tables; changes no result */
    uint64_t steps;       /* of evaluation before E0606; 0: 1 billion, 1000 more each object */
    uint64_t bytes;       /* of values and results, likewise; 0: 1 GiB, 1 KiB more each object */
    uint32_t threads;     /* most at work at a time; 0 or 1: one. Changes no result. */
    uint32_t block_least; /* kinds of so many objects are evaluated in blocks (block.h); 0: as is
                             best. For tests, since it changes no result. */
    uint32_t objects_a_piece; /* of the work that threads share; the same */
    bool only_grammar;        /* no shortcut for plain paragraphs; the same */
    /*
     * Nobody will ask for more than the check: views, graphs and reports of the library are not
     * looked at, and are not there, and neither are its fields, functions and relations that
     * nothing needs. What the project defines is, because its errors have to be told; and once
     * there is an error, so are the library's definitions.
     */
    bool only_checks;
    /*
     * The same, but these views will be asked for as well. Where one of the names is that of a
     * report, or of nothing, or where there is an error, nothing is left out. Borrowed.
     */
    const struct str *views;
    uint32_t view_count;
    bool ignores_waivers; /* every gap is open; what waivers say is still judged by rules */
    const struct engine_choice *choices; /* of rules, whose results alone are looked at */
    uint32_t choice_count;
    const struct observer *observer; /* told what begins and ends; NULL: nobody */
};

/* Rules that have one of the words in a field of theirs, as it prints: stage-1 in `stage`. */
struct engine_choice {
    struct str attribute;
    const struct str *words;
    uint32_t word_count;
};

struct engine *engine_open(const struct engine_options *options);
void engine_close(struct engine *engine);

/* What `timezone:` of the project says; empty without. The caller knows which day it is there. */
struct str engine_timezone(const struct engine *engine);
void engine_check(struct engine *engine, int32_t as_of);
/* Why a choice means nothing here, after the check: no rule has such a field or word; or empty. */
struct str engine_choice_fault(const struct engine *engine);

/* ---- results ---- */

struct diag_sink *engine_sink(struct engine *engine); /* sorted; gaps are not in it */
struct source_map *engine_sources(struct engine *engine);

struct engine_counts {
    uint32_t project_files, library_files;
    uint32_t objects, library_objects; /* records not counted */
    uint32_t rules, rules_failed, rules_vacuous, rules_disabled;
    uint32_t rules_chosen;             /* 0: no choice was made */
    uint32_t gaps[SEVERITY_ERROR + 1]; /* open ones, by severity */
    uint32_t waived;                   /* gaps that a waiver lets stand */
    uint32_t assessed, not_assessed;   /* combinations of rule and objects */
};
struct engine_counts engine_counts(const struct engine *engine);
/* The same figures of it, without counting the objects. */
uint32_t engine_open_gaps(const struct engine *engine, enum severity severity);
uint32_t engine_not_assessed(const struct engine *engine);

/*
 * The gaps, open and waived, as diagnostics: in the order of rules and objects, those about waivers
 * and adjustments last. One lives until the next is asked for, so that a million of them take the
 * room of one. A sentence is code, severity, text and place; all else is left out.
 */
enum gap_detail { GAP_SENTENCE, GAP_WHOLE };
uint32_t engine_gap_count(const struct engine *engine);
const struct diag *engine_gap(struct engine *engine, uint32_t index, enum gap_detail detail);

/* NULL when there is no such view or graph, or it has errors. ret_not_assessed counts damaged rows.
 */
const struct table *engine_view(struct engine *engine, struct str name, uint32_t *ret_not_assessed);
struct graph *engine_graph(struct engine *engine, struct str name);
/*
 * NULL when there is no such report, or it has errors. A view, graph or matrix with errors leaves a
 * sentence in its place; ret_not_assessed counts those, damaged texts, and damaged rows.
 */
const struct report *engine_report(struct engine *engine, struct str name,
                                   uint32_t *ret_not_assessed);
/* All names, for help and suggestions; sorted. */
const struct str *engine_view_names(struct engine *engine, uint32_t *ret_count);
const struct str *engine_graph_names(struct engine *engine, uint32_t *ret_count);
const struct str *engine_report_names(struct engine *engine, uint32_t *ret_count);

/* An object or rule by id, as written by people (`A.5.1`, `R14`, `iso.6.1.3-d5`); 0 when there is
 * none. */
uint32_t engine_find(struct engine *engine, struct str id);
/* Ids that are nearly the same, best first, at most three. */
uint32_t engine_similar_ids(struct engine *engine, struct str id, struct str *ret_ids);
/* All about one object: its fields, who refers to it, its gaps; room for ENGINE_SHOW_TABLES. */
enum { ENGINE_SHOW_TABLES = 3 };
void engine_show(struct engine *engine, uint32_t object, const struct table **ret_tables,
                 uint32_t *ret_count);
/* What each variable of a rule walks over (walks.h); NULL when the object is no rule. */
const struct table *engine_walks(struct engine *engine, uint32_t rule);
const struct table *engine_references(struct engine *engine, uint32_t object);
/* What may be written about objects of that kind, also in spite of errors; NULL: no such kind. */
const struct table *engine_describe_kind(struct engine *engine, struct str name);
/* Kinds of nearly that name, best first, at most three. */
uint32_t engine_similar_kinds(struct engine *engine, struct str name, struct str *ret_names);

/* ---- why (derivation.h) ---- */

bool engine_is_rule(const struct engine *engine, uint32_t object);
/*
 * A chain of lines, each with what it follows from; NULL when there is nothing to derive. Why the
 * rule reports gaps in which all these objects are bound (any, when there are none); why it reports
 * none; why the object's field has its value.
 */
const struct derivation *engine_why(struct engine *engine, uint32_t rule, const uint32_t *objects,
                                    uint32_t count);
/*
 * The gap of that identity (`own-1/SHOP`, as other outputs call it) and its rule; 0 when there is
 * none, or when it is the id of a rule alone.
 */
uint32_t engine_find_gap(const struct engine *engine, struct str identity, uint32_t *ret_rule);
/* Why there is this gap. */
const struct derivation *engine_why_gap(struct engine *engine, uint32_t gap);
/* All gaps about the object. */
const struct derivation *engine_why_about(struct engine *engine, uint32_t object);
const struct derivation *engine_why_not(struct engine *engine, uint32_t rule,
                                        const uint32_t *objects, uint32_t count);
const struct derivation *engine_why_value(struct engine *engine, uint32_t object, struct str field);

/* ---- tests (test.h) ---- */

struct engine_test {
    struct str title;
    struct span span;
};
uint32_t engine_test_count(const struct engine *engine);
struct engine_test engine_test(const struct engine *engine, uint32_t index);
/*
 * Runs one. What does not hold, with the values that led to it, and what is wrong in the test; the
 * sink lives until engine_close, its vector must be released. The test passed when ret_failed is 0.
 */
struct diag_sink *engine_run_test(struct engine *engine, uint32_t index, uint32_t *ret_failed);
/*
 * Any expression of the language, columns by `for`, or the name of a view; seen from the root of
 * the project with everything that its files use. Diagnostics of the text go to `sink` and point
 * into a source `<query>`; an error leaves no trace in later queries. Each has all steps to itself.
 */
struct answer engine_query(struct engine *engine, struct str text, struct diag_sink *sink);
/* In words, "a level that may be missing"; of columns a line each. Empty after an error. */
struct str engine_query_type(struct engine *engine, struct str text, struct diag_sink *sink);
/* What a name at the end of a query under way, `R-0` or `risk.ow`, can become; sorted. */
const struct str *engine_completions(struct engine *engine, struct str word, uint32_t *ret_count);
/* Of ids only, as engine_find takes them, rules included; behind the last dot also of fields. */
const struct str *engine_id_completions(struct engine *engine, struct str word,
                                        uint32_t *ret_count);

/* What the tests run so far try of the rules (exercise.h). */
struct engine_rule_trial {
    struct str id;
    struct span span;
    bool is_library;
    bool has_gap, has_pass; /* met by an expectation that asks for the rule by name */
};
struct engine_untried {
    struct str rule;
    struct span span;
    struct str text;
};
struct engine_coverage {
    bool has_library; /* asked: the rules of the library too, not only those of the project */
    const struct engine_rule_trial *rules; /* all that were counted */
    uint32_t rule_count, rules_tried;      /* those with a gap and a pass */
    uint32_t sides, sides_tried;           /* of each `or` in them */
    const struct engine_untried *untried;
    uint32_t untried_count;
};
void engine_coverage(struct engine *engine, struct engine_coverage *coverage);

/* ---- what it cost (observer.h) ---- */

/* `own-1`, `hazard.residual`, `acceptance`, `reaches`; none of a phase. Lives until engine_close.
 */
struct str engine_activity_name(struct engine *engine, struct activity activity);

/* What there was to do in it, after the check; of a phase nothing is counted. */
struct engine_work {
    uint64_t steps; /* of a rule: combinations of objects that were looked at */
    uint32_t
        assessed;  /* of a rule: combinations judged; of a field: objects; of a relation: pairs */
    uint32_t gaps; /* of a rule: open and waived ones */
};
struct engine_work engine_work(const struct engine *engine, struct activity activity);

/* What the large structures hold now, in bytes. */
struct engine_memory {
    uint64_t texts;   /* of the project, as they were read; part of the arena */
    uint64_t tree;    /* declarations, fields, expressions, comments */
    uint64_t names;   /* the table of symbols, with their texts */
    uint64_t drafts;  /* objects before they are numbered */
    uint64_t arena;   /* all that lives as long as the run: texts, columns, plans, results */
    uint64_t scratch; /* of the evaluation */
};
struct engine_memory engine_memory(const struct engine *engine);

/* Organisation, project and as-of date; the caller adds the tool and the commit. */
struct title_block engine_title_block(const struct engine *engine);

#endif
