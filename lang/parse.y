/* parse.y -- the shapes of the language; what they build is in ast_build.h. */
/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Tokens come one by one from layout.c, which has already found the ends of lines, the bullets and
 * the brackets that were left open. Kinds (`asset`, `risk`) are plain names here: a new kind needs
 * no new rule. Values live in the tree, so no token needs a destructor. Every action is one call.
 */
%require "3.8"
%define api.prefix {isms_yy}
%define api.pure full
%define api.push-pull push
%define api.token.prefix {TOK_}
%define api.token.raw
%define api.value.type union
%define api.location.type {struct span}
%define parse.error custom
%define parse.lac full
%define parse.trace
%locations
%expect 0
%parse-param { struct parser *p }

%code requires {
#include "lang/ast_build.h"
#include "lang/parser.h"
}

%code top {
/* bison's own switch over all symbols names only some. */
#pragma GCC diagnostic ignored "-Wswitch-enum"
#include "config.h"
/* Tracing costs time at every step; -DISMS_YYDEBUG=1 compiles it in. */
#ifndef ISMS_YYDEBUG
#define ISMS_YYDEBUG 0
#endif
}

%code {
#include "lang/skeleton_memory.h"
#include "lang/syntax_error.h"

#define YYMALLOC skeleton_alloc
#define YYFREE skeleton_free
#define YYLLOC_DEFAULT(current, rhs, count)                                   \
    ((current).lo = (count) ? YYRHSLOC(rhs, 1).lo : YYRHSLOC(rhs, 0).hi,      \
     (current).hi = YYRHSLOC(rhs, count).hi)

/* A node of the tree: its operator, its place, and what else the shape has. */
#define NODE(name, place, ...) NODE_OF(EXPR_##name, place, __VA_ARGS__)
#define NODE_OF(operator, place, ...) \
    build(p, (struct expr){ .op = (operator), .span = (place), __VA_ARGS__ })
#define LITERAL(name, place, bits) NODE(name, place, .flags = (uint8_t)(bits))

/* Lists grow at their end; FIRST closes one. LINK hangs a third child on the first. */
#define ONLY(member) chain_add(p, NO_CHAIN, (member))
#define WITH(list, member) chain_add(p, (list), (member))
#define FIRST(list) chain_first(p, (list))
#define LINK(first, third) build_linked(p, (first), (third))

static void yyerror(const struct span *place, struct parser *p, const char *text);
}

%token <sym_id> NAME "name"
%token <uint32_t> STRING "text" TEXT "text block" NUMBER "number" PERCENT "percentage" /* flags */
%token <uint32_t> PERIOD "period" MOMENT "moment"
%token <int32_t> DATE "date" /* days */
%token NEWLINE "end of line" BULLET "- item" HOLE "hole" QUERY "query"
%token YES "yes" NO "no" NONE "none"
%token AND "and" OR "or" NOT "not" IN "in" NOT_IN "not in" IS "is" ON "on" WHERE "where" FOR "for"
%token SOME "some" EVERY "every" EXACTLY "exactly" AT_LEAST "at least" AT_MOST "at most"
%token SATISFIES "satisfies" IMPLIES "implies" OTHERWISE "otherwise" IF "if" THEN "then" ELSE "else"
%token UNION "union" EXCEPT "except" AS "as" BY "by" ONE_OF "one of" REACHES "reaches" VIA "via"
%token EQUAL "==" UNEQUAL "!=" LESS "<" LESS_EQUAL "<=" GREATER ">" GREATER_EQUAL ">="
%token ARROW "->" RANGE ".." ADD "+" SUBTRACT "-" MULTIPLY "*" DIVIDE "/"
%token CLOSURE_PLUS "name+" CLOSURE_STAR "name*" MAYBE "name?"
%token ASSIGN "=" COLON ":" COMMA "," DOT "."
%token LPAREN "(" RPAREN ")" LBRACKET "[" RBRACKET "]" LBRACE "{" RBRACE "}"

%type <sym_id> word
%type <uint8_t> counting
%type <struct chain> head params items args binds record
%type <expr_id> result path param shape labelled expr call_arg comprehension object_name

/* From low to high. The body of a quantifier extends as far to the right as possible. */
%precedence QUANTIFIER
%right "implies"
%left "or"
%left "and"
%precedence "not"
%nonassoc "==" "!=" "<" "<=" ">" ">=" "in" "not in" "on" "is" "reaches"
%left "union" "except" ".."
%left "+" "-"
%left "*" "/"
%right "otherwise"
%precedence NEGATION
%precedence "." "(" "name+" "name*" "name?"

%%

text
  : lines
  | HOLE expr                             { build_hole(p, $expr); }
  | QUERY items                           { build_query(p, $items, NO_CHAIN, NO_EXPR); }
  | QUERY items binds                     { build_query(p, $items, $binds, NO_EXPR); }
  | QUERY items binds "where" expr        { build_query(p, $items, $binds, $expr); }
  ;

/* One rule and not two (`lines: lines line`), which saves a reduction for every line. */
lines
  : %empty
  | lines NEWLINE
  | lines word head NEWLINE
        { build_declaration(p, WORD($word, @word), $head, NO_EXPR); }
  | lines word head "=" expr NEWLINE
        { build_declaration(p, WORD($word, @word), $head, $expr); }
  | lines NAME ":" NEWLINE                { build_field(p, WORD($NAME, @NAME), NO_CHAIN); }
  | lines NAME ":" items NEWLINE          { build_field(p, WORD($NAME, @NAME), $items); }
  | lines NAME ":" "=" items NEWLINE
        { build_computed(p, WORD($NAME, @NAME), NO_CHAIN, $items); }
  | lines NAME ":" items[type] "=" items[value] NEWLINE
        { build_computed(p, WORD($NAME, @NAME), $type, $value); }
  | lines BULLET items NEWLINE            { build_bullet(p, $items); }
  | lines error NEWLINE                   { build_lost_line(p); yyerrok; }
  ;

word
  : NAME                                  { $$ = $NAME; }
  | word[before] "." NAME                 { $$ = build_dotted_word(p, $before, $NAME); }
  ;

head
  : %empty                                { $$ = NO_CHAIN; }
  | head[h] path                          { $$ = WITH($h, $path); }
  | head[h] STRING                        { $$ = WITH($h, LITERAL(STRING, @STRING, $STRING)); }
  | head[h] NUMBER                        { $$ = WITH($h, LITERAL(NUMBER, @NUMBER, $NUMBER)); }
  | head[h] "(" params ")"
        { $$ = WITH($h, NODE(HEAD_PARAMETERS, SPAN(@2, @4), .a = FIRST($params))); }
  | head[h] "->" result
        { $$ = WITH($h, NODE(HEAD_ARROW, SPAN(@2, @result), .a = $result)); }
  | head[h] "as" NAME
        { $$ = WITH($h, NODE(HEAD_AS, SPAN(@2, @NAME), .sym = $NAME)); }
  ;

result
  : path
  | path "name?"                          { $$ = NODE(MAYBE, @$, .a = $path); }
  | path "name*"                          { $$ = NODE(STAR, @$, .a = $path); }
  ;

params
  : param                                 { $$ = ONLY($param); }
  | params[before] "," param              { $$ = WITH($before, $param); }
  ;

param
  : path
  | NAME ":" expr                         { $$ = NODE(ITEM_NAMED, @$, .sym = $NAME, .a = $expr); }
  ;

path
  : NAME                                  { $$ = NODE(NAME, @$, .sym = $NAME); }
  | path[before] "." NAME                 { $$ = NODE(SELECT, @$, .a = $before, .sym = $NAME); }
  ;

/* Plain values stand here and not in `shape`, which saves a reduction for nearly every field. */
items
  : expr                                  { $$ = ONLY($expr); }
  | shape                                 { $$ = ONLY($shape); }
  | items[before] "," expr                { $$ = WITH($before, $expr); }
  | items[before] "," shape               { $$ = WITH($before, $shape); }
  ;

shape
  : expr[value] "where" expr[condition]
        { $$ = NODE(ITEM_WHERE, @$, .a = $value, .b = $condition); }
  | labelled
  | expr[value] "by" path                 { $$ = NODE(ITEM_BY, @$, .a = $value, .b = $path); }
  | NAME ":" expr[value]                  { $$ = NODE(ITEM_NAMED, @$, .sym = $NAME, .a = $value); }
  | NAME ":" labelled                     { $$ = NODE(ITEM_NAMED, @$, .sym = $NAME, .a = $labelled); }
  ;

labelled
  : expr[value] "as" STRING
        { $$ = NODE(ITEM_AS, @$, .a = $value, .b = LITERAL(STRING, @STRING, $STRING)); }
  ;

args
  : call_arg                              { $$ = ONLY($call_arg); }
  | args[before] "," call_arg             { $$ = WITH($before, $call_arg); }
  | args ","
  ;

call_arg
  : expr
  | shape
  | comprehension
  ;

comprehension
  : expr[element] binds
        { $$ = NODE(COMPREHENSION, @$, .a = $element, .b = FIRST($binds)); }
  | expr[element] binds "where" expr[condition]
        { $$ = NODE(COMPREHENSION, @$, .a = LINK($element, $condition), .b = FIRST($binds)); }
  ;

binds
  : "for" NAME "in" expr
        { $$ = ONLY(NODE(BIND, SPAN(@NAME, @expr), .sym = $NAME, .a = $expr)); }
  | binds[before] "for" NAME "in" expr
        { $$ = WITH($before, NODE(BIND, SPAN(@NAME, @expr), .sym = $NAME, .a = $expr)); }
  ;

expr
  : NAME                                  { $$ = NODE(NAME, @$, .sym = $NAME); }
  | STRING                                { $$ = LITERAL(STRING, @$, $STRING); }
  | TEXT                                  { $$ = LITERAL(TEXT, @$, $TEXT); }
  | NUMBER                                { $$ = LITERAL(NUMBER, @$, $NUMBER); }
  | PERCENT                               { $$ = LITERAL(PERCENT, @$, $PERCENT); }
  | DATE                                  { $$ = build_date(p, $DATE, @$); }
  | PERIOD                                { $$ = LITERAL(PERIOD, @$, $PERIOD); }
  | MOMENT                                { $$ = LITERAL(MOMENT, @$, $MOMENT); }
  | "yes"                                 { $$ = NODE(YES, @$); }
  | "no"                                  { $$ = NODE(NO, @$); }
  | "none"                                { $$ = NODE(NONE, @$); }
  | NUMBER NAME[unit]
        { $$ = NODE(UNIT, @$, .sym = $unit, .a = LITERAL(NUMBER, @NUMBER, $NUMBER)); }
  | "(" expr[inner] ")"                   { $$ = build_brackets(p, $inner); }
  | "one of" "(" args ")"                 { $$ = NODE(ONE_OF, @$, .a = FIRST($args)); }
  | "[" "]"                               { $$ = NODE(LIST, @$); }
  | "[" args "]"                          { $$ = NODE(LIST, @$, .a = FIRST($args)); }
  | record                                { $$ = NODE(RECORD, @$, .a = FIRST($record)); }
  | object_name record
        { $$ = NODE(OBJECT, @$, .a = $object_name, .b = FIRST($record)); }
  | expr[object] "." NAME[field]          { $$ = NODE(SELECT, @$, .a = $object, .sym = $field); }
  | expr[called] "(" ")"                  { $$ = NODE(CALL, @$, .a = $called); }
  | expr[called] "(" args ")"             { $$ = NODE(CALL, @$, .a = $called, .b = FIRST($args)); }
  | expr[a] "name+"                       { $$ = NODE(PLUS, @$, .a = $a); }
  | expr[a] "name*"                       { $$ = NODE(STAR, @$, .a = $a); }
  | expr[a] "name?"                       { $$ = NODE(MAYBE, @$, .a = $a); }
  | "-" expr[a] %prec NEGATION            { $$ = NODE(NEGATE, @$, .a = $a); }
  | "not" expr[a]                         { $$ = NODE(NOT, @$, .a = $a); }
  | expr[a] "implies" expr[b]             { $$ = NODE(IMPLIES, @$, .a = $a, .b = $b); }
  | expr[a] "or" expr[b]                  { $$ = NODE(OR, @$, .a = $a, .b = $b); }
  | expr[a] "and" expr[b]                 { $$ = NODE(AND, @$, .a = $a, .b = $b); }
  | expr[a] "==" expr[b]                  { $$ = NODE(EQUAL, @$, .a = $a, .b = $b); }
  | expr[a] "!=" expr[b]                  { $$ = NODE(UNEQUAL, @$, .a = $a, .b = $b); }
  | expr[a] "<" expr[b]                   { $$ = NODE(LESS, @$, .a = $a, .b = $b); }
  | expr[a] "<=" expr[b]                  { $$ = NODE(LESS_EQUAL, @$, .a = $a, .b = $b); }
  | expr[a] ">" expr[b]                   { $$ = NODE(GREATER, @$, .a = $a, .b = $b); }
  | expr[a] ">=" expr[b]                  { $$ = NODE(GREATER_EQUAL, @$, .a = $a, .b = $b); }
  | expr[a] "in" expr[b]                  { $$ = NODE(IN, @$, .a = $a, .b = $b); }
  | expr[a] "not in" expr[b]              { $$ = NODE(NOT_IN, @$, .a = $a, .b = $b); }
  | expr[a] "on" expr[b]                  { $$ = NODE(ON, @$, .a = $a, .b = $b); }
  | expr[a] "union" expr[b]               { $$ = NODE(UNION, @$, .a = $a, .b = $b); }
  | expr[a] "except" expr[b]              { $$ = NODE(EXCEPT, @$, .a = $a, .b = $b); }
  | expr[a] ".." expr[b]                  { $$ = NODE(RANGE, @$, .a = $a, .b = $b); }
  | expr[a] "+" expr[b]                   { $$ = NODE(ADD, @$, .a = $a, .b = $b); }
  | expr[a] "-" expr[b]                   { $$ = NODE(SUBTRACT, @$, .a = $a, .b = $b); }
  | expr[a] "*" expr[b]                   { $$ = NODE(MULTIPLY, @$, .a = $a, .b = $b); }
  | expr[a] "/" expr[b]                   { $$ = NODE(DIVIDE, @$, .a = $a, .b = $b); }
  | expr[a] "otherwise" expr[b]           { $$ = NODE(OTHERWISE, @$, .a = $a, .b = $b); }
  | expr[a] "is" NAME                     { $$ = NODE(IS, @$, .a = $a, .sym = $NAME); }
  | expr[a] "is" "not" NAME %prec "is"
        { $$ = NODE(IS, @$, .a = $a, .sym = $NAME, .flags = EXPR_NEGATED); }
  | expr[a] "reaches" expr[b] "via" path %prec "reaches"
        { $$ = NODE(REACHES, @$, .a = LINK($a, $path), .b = $b); }
  | "if" expr[condition] "then" expr[yes] "else" expr[no] %prec QUANTIFIER
        { $$ = NODE(IF, @$, .a = LINK($condition, $yes), .b = $no); }
  | "some" NAME "in" expr[set] "where" expr[test] %prec QUANTIFIER
        { $$ = NODE(SOME, @$, .sym = $NAME, .a = $set, .b = $test); }
  | "no" NAME "in" expr[set] "where" expr[test] %prec QUANTIFIER
        { $$ = NODE(NO_SUCH, @$, .sym = $NAME, .a = $set, .b = $test); }
  | "every" NAME "in" expr[set] "satisfies" expr[test] %prec QUANTIFIER
        { $$ = NODE(EVERY, @$, .sym = $NAME, .a = $set, .b = $test); }
  | counting NUMBER NAME "in" expr[set] "where" expr[test] %prec QUANTIFIER
        {
            $$ = NODE_OF($counting, @$, .sym = $NAME, .a = LINK($set, NODE(NUMBER, @NUMBER)),
                         .b = $test);
        }
  ;

record
  : "{" "}"                               { $$ = NO_CHAIN; }
  | "{" args "}"                          { $$ = $args; }
  ;

object_name
  : NAME[kind] NAME[id]
        { $$ = LINK(NODE(NAME, @kind, .sym = $kind), NODE(NAME, @id, .sym = $id)); }
  | NAME[kind] NUMBER[id]
        { $$ = LINK(NODE(NAME, @kind, .sym = $kind), build_number_name(p, @id)); }
  ;

counting
  : "exactly"                             { $$ = EXPR_EXACTLY; }
  | "at least"                            { $$ = EXPR_AT_LEAST; }
  | "at most"                             { $$ = EXPR_AT_MOST; }
  ;

%%

/* Symbols and token codes are the same numbers (api.token.raw). */
static int yyreport_syntax_error(const yypcontext_t *context, struct parser *p)
{
    yysymbol_kind_t symbols[YYNTOKENS];
    int count = yypcontext_expected_tokens(context, symbols, YYNTOKENS);
    struct syntax_error error = { .token = yypcontext_token(context),
                                  .span = *yypcontext_location(context) };

    for (int i = 0; i < count; i++)
        error.expected[symbols[i]] = true;
    syntax_error_report(p, &error);
    return 0;
}

/* Called only when the parser's own stack is full. */
static void yyerror(const struct span *place, struct parser *p, const char *text)
{
    (void)text;
    syntax_error_too_deep(p, *place);
}
