/* ast_build.h -- what the actions of the grammar call. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_LANG_AST_BUILD_H
#define ISMS_LANG_AST_BUILD_H

#include <stdint.h>

#include "base/intern.h"
#include "base/source.h"
#include "lang/ast.h"

struct parser;

/* A name and where it stands. */
struct word {
    sym_id sym;
    struct span span;
};

/*
 * Nodes under construction as a list: the last one; its `next` is the first. All values that the
 * grammar keeps have four bytes: wider ones, written in parts and moved as a whole, cost a third of
 * its time.
 */
struct chain {
    expr_id last;
};

#define WORD(symbol, place) ((struct word){ (symbol), (place) })
#define SPAN(from, to)      span_join((from), (to))
#define NO_EXPR             ((expr_id){ 0 })
#define NO_CHAIN            ((struct chain){ { 0 } })

enum { NO_DATE = INT32_MIN }; /* the days of a date that is none */

/* Adds a node above its children. Too deep: E0602 and a node ERROR in its place. */
expr_id build(struct parser *parser, struct expr node);
expr_id build_date(struct parser *parser, int32_t days, struct span span);
expr_id build_brackets(struct parser *parser, expr_id inner);
/* Hangs a third child on the `next` of the first. Returns the first. */
expr_id build_linked(struct parser *parser, expr_id first, expr_id third);
/* A NAME whose text is a number, for ids such as `clause 4.1`. */
expr_id build_number_name(struct parser *parser, struct span number);
struct chain chain_add(struct parser *parser, struct chain chain, expr_id member);
/* Ends a chain and returns its first member; none for an empty one. */
expr_id chain_first(struct parser *parser, struct chain chain);

sym_id build_dotted_word(struct parser *parser, sym_id before, sym_id name);

void build_declaration(struct parser *parser, struct word word, struct chain head, expr_id value);
/* A plain paragraph up to the last token, whose lines stay text. */
void build_folded(struct parser *parser, struct word word, struct word id);
/* Its nodes after all, when a line that is none of its own belongs to it. */
void build_unfolded(struct parser *parser);
/* A declaration without a name, for fields whose declaration line is missing or was lost. */
void build_anonymous(struct parser *parser, struct span span);
void build_field(struct parser *parser, struct word name, struct chain items);
void build_computed(struct parser *parser, struct word name, struct chain type, struct chain value);
void build_bullet(struct parser *parser, struct chain items);
void build_lost_line(struct parser *parser);
void build_hole(struct parser *parser, expr_id expr);
void build_query(struct parser *parser, struct chain items, struct chain binds, expr_id condition);

#endif
