% generate.pl -- a random small model from a seed.
% SPDX-License-Identifier: Apache-2.0
:- module(generate, [model/3]).
:- use_module(chance).
:- use_module(formulas).

% model(Seed, Features, Model): Features may hold `relations`, `recursion`, `waivers`, `adjust`, and
% `unnamed`: then no formula sees an id.
model(Seed, Features, Model) :-
    seed(Seed),
    forget,
    ( memberchk(unnamed, Features) -> learn(unnamed) ; true ),
    scales(Scales),
    matrices(Matrices),
    kinds(Named),
    links(Links, Heads),
    append(Named, Links, Kinds),
    objects(Objects),
    given_fields(Given),
    chains(Features, Chains),
    append([Heads, Given, Chains], Fields),
    derived(Features, Derived),
    values(Fields, Derived, Records, Values),
    rules(Rules),
    waivers(Features, Rules, Waivers),
    adjustments(Features, Rules, Adjustments),
    append([Scales, Matrices, Kinds, Objects, Records, Values, Fields, Derived, Rules, Waivers, Adjustments], Model).

numbered(Prefix, N, Name) :- format(atom(Name), "~w~w", [Prefix, N]).

many(Low, High, Goal, List) :-
    within(Low, High, N),
    findall(X, (between(1, N, I), once(call(Goal, I, X))), List).

% ---- scales and matrices ----

scales(Scales) :- many(1, 3, scale, Scales).

% Scales share symbols: which is meant follows from the place.
scale(I, scale(Name, Symbols)) :-
    numbered('s-', I, Name),
    within(2, 4, Take),
    length(Names, Take),
    shuffled([low, mid, high, top, zero], Shuffled),
    append(Names, _, Shuffled),
    within(-2, 3, First),
    rising(Names, First, Symbols),
    learn(scale(Name, Symbols)).

rising([], _, []).
rising([X | Xs], N, [X-N | Rest]) :-
    pick([1, 1, 2, 1r2], Step),
    M is N + Step,
    rising(Xs, M, Rest).

matrices(Matrices) :- many(1, 2, matrix, Matrices).

matrix(I, matrix(Name, Axes, Result, Rows)) :-
    numbered('m-', I, Name),
    findall(S-Symbols, known(scale(S, Symbols)), Scales),
    pick(Scales, First-FirstSymbols),
    pick(Scales, Second-SecondSymbols),
    pick(Scales, Result-ResultSymbols),
    ( percent(25) -> Axes = [First], Columns = [only] ; Axes = [First, Second], Columns = SecondSymbols ),
    shuffled(FirstSymbols, RowOrder),
    findall(X-Cells, ( member(X-_, RowOrder),
                       findall(C, (member(_, Columns), pick(ResultSymbols, C-_)), Cells) ), Rows),
    learn(matrix(Name, Axes, Result)).

% ---- kinds, objects, fields that are written down ----

kinds(Kinds) :- many(1, 4, kind, Kinds).

kind(I, kind(Name, Parent)) :-
    numbered('k-', I, Name),
    findall(K, known(kind(K, _)), Before),
    ( Before \== [], percent(45) -> pick(Before, Parent) ; Parent = none ),
    learn(kind(Name, Parent)).

% Kinds of records: references that carry more than their target.
links([], []) :- percent(50), !.
links([kind(link, none)], [field(link, to, obj(Target), req, head, none)]) :-
    random_kind(Target),
    learn(kind(link, none)),
    learn(field(link, to, obj(Target), req)),
    learn(head(link, Target)).

objects(Objects) :- many(2, 10, object, Objects).

object(I, object(K, Id)) :-
    named_kind(K),
    pick(['O-', 'o', 'A.', 'z-'], Prefix),
    N is I + 6,
    numbered(Prefix, N, Id),
    learn(object(K, Id)).

given_fields(Fields) :- many(3, 10, given_field, Fields).

given_field(I, field(K, F, Type, Card, given, Inverse)) :-
    numbered(f, I, F),
    reference(I, K, Type, Card),
    learn(field(K, F, Type, Card)),
    inverse(K, F, Type, Inverse).

% References that do not go round: to objects that were made before.
chains(Features, [field(K, chain, obj(K), many, acyclic, 'chain-of')]) :-
    memberchk(recursion, Features), !,
    named_kind(K),
    learn(field(K, chain, obj(K), many)),
    learn(field(K, 'chain-of', obj(K), many)),
    learn(chain(K)).
chains(_, []).

% The first fields are references that can be followed: without them a model says little.
reference(1, K, obj(K), many) :- !, named_kind(K).
reference(2, K, obj(link), many) :- known(head(link, K)), !.
reference(2, K, obj(Other), Card) :- !, named_kind(K), named_kind(Other), pick([many, opt], Card).
reference(_, K, Type, Card) :- random_kind(K), given_type(K, Type, Card).

named_kind(K) :- findall(K1, (known(kind(K1, _)), \+ known(head(K1, _))), Ks), pick(Ks, K).

random_kind(K) :- findall(K1, known(kind(K1, _)), Ks), pick(Ks, K).

given_type(K, Type, Card) :-
    ( percent(30), known(head(Link, _)) -> Other = Link ; random_kind(Other) ),
    findall(S, known(scale(S, _)), Scales),
    pick(Scales, Scale),
    pick([obj(K)-many, obj(K)-many, obj(K)-opt, obj(Other)-many, obj(Other)-opt, num-opt, num-opt, num-req,
          num-many, int-opt, bool-opt, bool-req, date-opt, date-req, money-opt, percent-opt, days-opt, days-req, money-many, text-opt, scale(Scale)-opt,
          scale(Scale)-req, scale(Scale)-many, enum([red, green, blue])-opt, enum([on1, off1])-req],
         Type-Card).

inverse(K, F, obj(Referred), Inverse) :-
    percent(60), !,
    ( known(head(Referred, Target)) -> true ; Target = Referred ),
    atom_concat(F, '-of', Inverse),
    learn(field(Target, Inverse, obj(K), many)).
inverse(_, _, _, none).

% What objects say about their fields: all that is required, some of the rest. A record is an object
% in a field of another; records do not hold records.
values(Fields, Derived, Records, Values) :-
    append(Fields, Derived, All),
    findall(Written,
            ( known(object(Own, Id)),
              member(field(K, F, Type, Card, How, _), All),
              known_kind_is(Own, K),
              ( How == acyclic -> made_before(Id, K, V) ; given(Type, Card, How, V) ),
              written(Type, All, Id, F, V, Written) ), Lists),
    append(Lists, Both),
    partition([object(_, _)]>>true, Both, Records, Values).

made_before(Id, K, Targets) :-
    findall(Own-O, known(object(Own, O)), All),
    append(Before, [_-Id | _], All),
    findall(o(O), (member(Own-O, Before), known_kind_is(Own, K), percent(60)), Targets),
    Targets \== [].

written(obj(Link), All, Id, F, Targets, [value(Id, F, Refs) | Written]) :-
    known(head(Link, _)), !,
    ( is_list(Targets) -> List = Targets ; List = [Targets] ),
    findall(o(record(Id, F, I))-Parts,
            ( nth1(I, List, Target), record(Link, record(Id, F, I), Target, All, Parts) ), Pairs),
    findall(Ref, member(Ref-_, Pairs), RefList),
    ( is_list(Targets) -> Refs = RefList ; RefList = [Refs] ),
    findall(Part, (member(_-Parts, Pairs), member(Part, Parts)), Written).
written(_, _, Id, F, V, [value(Id, F, V)]).

record(Link, Id, Target, All, [object(Link, Id), value(Id, to, Target) | Values]) :-
    findall(value(Id, F, V),
            ( member(field(Link, F, Type, Card, How, _), All),
              F \== to,
              \+ ( Type = obj(K), known(head(K, _)) ),
              given(Type, Card, How, V) ), Values).

given(_, _, computed(_), _) :- !, fail.
given(Type, req, How, V) :- !, ( How = default(_) -> percent(40) ; true ), given_value(Type, V).
given(Type, opt, _, V) :- percent(60), given_value(Type, V).
given(Type, many, _, Vs) :-
    percent(75),
    within(1, 3, N),
    findall(V, (between(1, N, _), given_value(Type, V)), Vs),
    Vs \== [].

given_value(obj(Link), V) :- known(head(Link, Target)), !, given_value(obj(Target), V).
given_value(Type, V) :-
    literal(Type, yes, E),
    ( E = lit(V) ; E = bare(V) ), !.

% ---- computed fields, defaults, constants, functions, relations ----

derived(Features, Derived) :-
    within(4, 12, N),
    findall(D, (between(1, N, I), derivation(I, Features, D0), shown_as_well(I, D0, D)), Derived).

% What a relation holds for is made a field, so that every pair is compared.
shown_as_well(_, D, D).
shown_as_well(I, relations(Relations), field(K, F, Type, Card, computed(E), none)) :-
    nth1(J, Relations, relation(R, [_-obj(K) | Params], _)),
    format(atom(F), "e~d-~d", [I, J]),
    shown_pairs(Params, R, Type, Card, E),
    learn(field(K, F, Type, Card)).

shown_pairs([], R, bool, req, call(relation, R, [self])).
shown_pairs([_-obj(K)], R, obj(K), many, each(var(y), [y-all(K)], call(relation, R, [self, var(y)]))).
shown_pairs([_-obj(K), _-obj(L)], R, obj(K), many,
            each(var(y), [y-all(K), z-all(L)], call(relation, R, [self, var(y), var(z)]))).

derivation(I, Features, D) :-
    pick([computed, computed, computed, computed, recursive, recursive, defaulted, constant, function, relations, relations],
         What),
    once(derivation(What, I, Features, D)).

derivation(computed, I, _, field(K, F, Type, Card, computed(E), Inverse)) :-
    numbered(c, I, F),
    field_formula(K, Type, Card, E),
    learn(field(K, F, Type, Card)),
    inverse(K, F, Type, Inverse).
derivation(recursive, I, Features, field(K, F, Type, Card, computed(E), Inverse)) :-
    memberchk(recursion, Features),
    known(chain(K)),
    numbered(c, I, F),
    Env = env([self-obj(K)], [], no),
    ahead(K, Ahead),
    recursive(Type, Card, F, Ahead, Env, E),
    learn(field(K, F, Type, Card)),
    inverse(K, F, Type, Inverse).
derivation(defaulted, I, _, field(K, F, Type, Card, default(E), none)) :-
    numbered(d, I, F),
    random_kind(K),
    result(Type, Card, _),
    formula(Type, Card, env([self-obj(K)], [], yes), 2, E),
    learn(field(K, F, Type, Card)).
derivation(constant, I, _, let(Name, [], Type, Annotated, E)) :-
    numbered('c-', I, Name),
    result(T, Card, Type),
    annotated(Card, Annotated),
    formula(T, Card, env([], [], Annotated), 3, E),
    learn(let(Name, [], T, Card)).
derivation(function, I, _, let(Name, Params, Type, Annotated, E)) :-
    numbered('f-', I, Name),
    result(T, Card, Type),
    annotated(Card, Annotated),
    within(1, 2, N),
    findall(P-PT, (between(1, N, J), numbered(p, J, P), parameter(PT)), Params),
    findall(var(P)-PT, member(P-PT, Params), Vars),
    formula(T, Card, env(Vars, [], Annotated), 3, E),
    learn(let(Name, Params, T, Card)).
derivation(relations, I, Features, relations(Relations)) :-
    memberchk(relations, Features),
    within(1, 2, N),
    findall(relation(R, Params, _), (between(1, N, J), signature(I, J, R, Params)), Relations),
    maplist(relation_whens(Relations), Relations),
    forall(member(relation(R, Params, _), Relations), learn(relation(R, Params))).

% Objects in one direction of the chain, perhaps some of them.
ahead(K, Ahead) :-
    pick([field(self, chain), field(self, 'chain-of')], All),
    ( percent(60) -> Ahead = All
    ; condition(env([var(z)-obj(K), self-obj(K)], [], no), 1, C),
      Ahead = each(var(z), [z-All], C) ).

% A formula that reads the field F of those ahead.
recursive(int, opt, F, Ahead, Env, op(otherwise, call(builtin, Extreme, [each(E, [v-Ahead], C)]), Base)) :-
    inside(int, F, Env, Inner),
    pick([max, min], Extreme),
    pick([field(var(v), F), op(+, field(var(v), F), lit(1))], Plain),
    ( percent(50) -> E = Plain ; formula(int, opt, Inner, 2, Other), E = op(otherwise, Plain, Other) ),
    condition(Inner, 1, C),
    formula(int, opt, Env, 1, Base).
recursive(bool, req, F, Ahead, Env, quantifier(Q, v, Ahead, C)) :-
    inside(bool, F, Env, Inner),
    pick([some, every, no, exactly(1), at_least(2)], Q),
    condition(Inner, 3, C).
recursive(obj(K), many, F, Ahead, Env, op(union, Base, each(var(w), [v-Ahead, w-field(var(v), F)], C))) :-
    Env = env([self-obj(K)], _, _),
    formula(obj(K), many, Env, 1, Base),
    condition(env([var(w)-obj(K), var(v)-obj(K), self-obj(K)], [], no), 1, C).

inside(Type, F, env(Vars, Narrowed, Expected), env([field(var(v), F)-Of, var(v)-obj(K) | Vars], Narrowed, Expected)) :-
    memberchk(self-obj(K), Vars),
    ( Type == int -> Of = optional(int) ; Of = Type ).

field_formula(K, Type, Card, E) :-
    random_kind(K),
    result(Type, Card, _),
    within(1, 4, Depth),
    formula(Type, Card, env([self-obj(K)], [], yes), Depth, E).

result(Type, Card, Written) :-
    random_kind(K),
    findall(S, known(scale(S, _)), Scales),
    pick(Scales, Scale),
    pick([num, num, int, int, bool, bool, bool, date, text, money, percent, days, scale(Scale), scale(Scale), scale(Scale),
          obj(K), obj(K)], Type),
    pick([req, opt, many], Card0),
    ( Type = obj(_), Card0 == req -> Card = many ; Card = Card0 ),
    ( Type == bool, Card == many -> fail ; true ),
    ( Card == opt -> Written = optional(Type) ; Card == many -> Written = list(Type) ; Written = Type ).

annotated(opt, yes) :- !.
annotated(_, Annotated) :- pick([yes, no], Annotated).

parameter(Type) :-
    random_kind(K),
    findall(S, known(scale(S, _)), Scales),
    pick(Scales, Scale),
    pick([obj(K), obj(K), num, scale(Scale), date, optional(num), optional(obj(K))], Type).

signature(I, J, R, Params) :-
    format(atom(R), "r-~w-~w", [I, J]),
    random_kind(K1),
    random_kind(K2),
    random_kind(K3),
    pick([[a-obj(K1)], [a-obj(K1), b-obj(K2)], [a-obj(K1), b-obj(K1)], [a-obj(K1), b-obj(K1)],
          [a-obj(K1), b-obj(K2), c-obj(K3)]], Params).

% The relations of a group may use each other, but never under a `not`, a `no` or an aggregate.
relation_whens(Group, relation(_, Params, [Base | Whens])) :-
    findall(var(P)-T, member(P-T, Params), Vars),
    Env = env(Vars, [], no),
    ( percent(70), link(Env, Base) -> true ; condition(Env, 2, Base) ),
    within(0, 2, N),
    findall(When, (between(1, N, _), once(positive(Group, Env, 3, When))), Whens).

% b in a.refs
link(Env, op(in, var(X), List)) :-
    Env = env(Vars, _, _),
    findall(Y-K, member(var(Y)-obj(K), Vars), Ys),
    pick(Ys, X-Kind),
    only_comparable(Kind),
    between(1, 6, _),
    path(Env, List, obj(Of), many),
    known_kind_is(Of, Kind),
    once(( sub_term(var(Z), List), Z \== X )).

positive(Group, Env, D, C) :-
    pick([plain, step, step, call, some, some, and, and, join, or], What),
    Less is D - 1,
    ( D > 0, once(positive(What, Group, Env, Less, C)) -> true ; condition(Env, 1, C) ).

positive(plain, _, Env, D, C) :- condition(Env, D, C).
positive(call, Group, Env, _, call(relation, R, Args)) :-
    pick(Group, relation(R, Params, _)),
    related(Params, Env, Args).
positive(step, Group, Env, D, quantifier(some, X, L, C)) :-
    one_more(Env, X, K, L, Env2),
    pick(Group, relation(R, Params, _)),
    variables(Params, Env2, Args),
    memberchk(var(X), Args),
    Call = call(relation, R, Args),
    ( percent(70) -> C = Call ; percent(50), K \== none, positive(Group, Env2, D, B), C = op(and, Call, B) -> true
    ; C = op(and, A, Call), condition(Env2, 1, A) ).
positive(some, Group, Env, D, quantifier(some, X, L, C)) :-
    one_more(Env, X, _, L, Env2),
    positive(Group, Env2, D, C).
positive(join, Group, Env, D, op(and, A, B)) :- positive(Group, Env, D, A), positive(Group, Env, D, B).
positive(and, Group, Env, D, op(and, A, B)) :- condition(Env, 1, A), positive(Group, Env, D, B).
positive(or, Group, Env, D, op(or, A, B)) :- positive(Group, Env, D, A), positive(Group, Env, D, B).

one_more(env(Vars, Narrowed, Expected), X, K, L, env([var(X)-obj(K) | Vars], Narrowed, Expected)) :-
    length(Vars, N),
    numbered(y, N, X),
    source(obj(K), env(Vars, Narrowed, Expected), 1, L).

related([], _, []).
related([_-Type | Params], Env, [E | Es]) :-
    formula(Type, req, Env, 0, E),
    related(Params, Env, Es).

% Variables only, as in most relations that people write.
variables([], _, []).
variables([_-obj(K) | Params], Env, [X | Xs]) :-
    Env = env(Vars, _, _),
    findall(V, (member(V-obj(Of), Vars), known_kind_is(Of, K)), Fitting),
    pick(Fitting, X),
    variables(Params, Env, Xs).

% ---- rules, waivers and adjustments ----

rules(Rules) :- many(1, 4, rule, Rules).

rule(I, rule(Id, Bindings, Lets, How, C)) :-
    numbered('R-', I, Id),
    pick([0, 1, 1, 2, 2, 3], N),
    rule_bindings(N, env([], [], no), Env, Bindings),
    pick([0, 0, 1, 2], Named),
    rule_lets(Named, Env, Env2, Lets),
    pick([require, forbid], How),
    condition(Env2, 3, C).

rule_lets(0, Env, Env, []) :- !.
rule_lets(N, Env, Env3, [X-E | Lets]) :-
    Env = env(Vars, Narrowed, Expected),
    numbered(l, N, X),
    pick([num, date, text, bool], Type),
    formula(Type, req, Env, 2, E),
    Less is N - 1,
    rule_lets(Less, env([var(X)-Type | Vars], Narrowed, Expected), Env3, Lets).

rule_bindings(0, Env, Env, []) :- !.
rule_bindings(N, Env, Env3, [for(X, Source, Where) | Rest]) :-
    Env = env(Vars, Narrowed, Expected),
    length(Vars, Count),
    numbered(v, Count, X),
    source(obj(K), Env, 1, Source),
    \+ known(head(K, _)), !,
    Env1 = env([var(X)-obj(K) | Vars], Narrowed, Expected),
    binding_where(Env1, Where, Env2),
    Less is N - 1,
    rule_bindings(Less, Env2, Env3, Rest).

binding_where(Env, lit(yes), Env) :- percent(30), !.
binding_where(Env, is_set(P), Env2) :- percent(50), narrowed(Env, P, _, Env2), !.
binding_where(Env, C, Env) :- condition(Env, 2, C).

waivers(Features, Rules, Waivers) :-
    memberchk(waivers, Features),
    findall(Id, known(object(_, Id)), Ids),
    Ids \== [], !,
    within(0, 3, N),
    findall(W, (between(1, N, I), waiver(I, Rules, Ids, W)), Waivers).
waivers(_, _, []).

waiver(I, Rules, Ids, waiver(W, Rule, On, By, Approved, d(Expires))) :-
    numbered('W-', I, W),
    pick(Rules, rule(Rule, _, _, _, _)),
    pick([0, 1, 2, 3, 4], N),
    some_of(N, Ids, On),
    approval(By, Approved),
    within(20603, 20620, Expires).

% Mostly one that has come.
approval(By, On) :-
    pick([none, boss, boss, boss, boss, boss], By),
    within(20590, 20607, Day),
    pick([none, d(Day), d(Day), d(Day), d(Day), d(20605)], On).

adjustments(Features, Rules, Adjustments) :-
    memberchk(adjust, Features), !,
    findall(A, (member(rule(Rule, _, _, _, _), Rules), percent(25), adjustment(Rule, A)), Adjustments).
adjustments(_, _, []).

adjustment(Rule, adjust(Rule, Severity, Disabled, By, Approved)) :-
    pick([none-no, none-yes, none-yes, error-none, warning-none, info-none, info-no, warning-yes], Severity-Disabled),
    approval(By, Approved).
