% formulas.pl -- random formulas that are well typed by construction.
% SPDX-License-Identifier: Apache-2.0
:- module(formulas, [forget/0, learn/1, known/1, known_kind_is/2, formula/5, condition/3,
                     source/4, path/4, only_comparable/1, narrowed/4, literal/3, sub_term/2]).
:- use_module(chance).

% What formulas may use: scale(S, Symbols), matrix(M, Scales, Result), kind(K, Parent),
% field(K, F, Type, Card), let(Name, Params, Type, Card), relation(R, Params), object(K, Id).
% Card is `req` (always there), `opt` (may be missing) or `many`.
:- dynamic known/1.

forget :- retractall(known(_)).

learn(Fact) :- assertz(known(Fact)).

known_kind_is(K, K).
known_kind_is(K, Ancestor) :-
    known(kind(K, Parent)),
    Parent \== none,
    known_kind_is(Parent, Ancestor).

% env(Vars, Narrowed, Expected): Vars are Formula-Type, variables in scope; Narrowed are
% Formula-Type, paths that were tested; Expected says whether the place asks for a scale, so that
% its symbols may stand bare.

% formula(Type, Card, Env, Depth, E): with Card `opt` it may be missing, need not.
formula(Type, Card, Env, Depth, E) :-
    Depth > 0,
    findall(A, alternative(Type, Card, A), Alternatives),
    shuffled(Alternatives, Shuffled),
    member(A, Shuffled),
    Less is Depth - 1,
    make(A, Type, Card, Env, Less, E), !.
formula(Type, Card, Env, _, E) :-
    shuffled([path, path, path, tested, tested, variable, small, literal], Shuffled),
    append(Shuffled, [last_resort], All),
    member(A, All),
    make(A, Type, Card, Env, 0, E), !.

condition(Env, Depth, C) :- formula(bool, req, Env, Depth, C).

expecting(Expected, env(Vars, Narrowed, _), env(Vars, Narrowed, Expected)).

bound(X, Type, env(Vars, Narrowed, Expected), env([var(X)-Type | Vars], Narrowed, Expected)).

% ---- what may stand for a type ----

alternative(_, Card, A) :- member(A, [path, path, path]), memberchk(Card, [req, opt, many]).
alternative(Type, Card, A) :- Card \== many, common(Type, A).
alternative(_, opt, A) :- member(A, [path, first]).
alternative(Type, many, A) :- list_alternative(Type, A).
alternative(Type, Card, A) :- Card \== many, of_type(Type, A).
alternative(Type, opt, extreme) :- orders(Type).

common(_, A) :- member(A, [tested, variable, if, if_tested, call, deep]).
common(Type, otherwise) :- Type \= enum(_).

orders(Type) :- memberchk(Type, [num, int, date, money, percent, days]).
orders(scale(_)).

of_type(num, A) :- member(A, [ratio, share, share, literal, plus, plus, minus, times, divide, sum, integer, number_of, abs, round]).
of_type(int, A) :- member(A, [literal, plus, minus, count_list, count_of, count_of, days, year, length]).
of_type(date, A) :- member(A, [literal, today, date_plus, date_minus]).
of_type(money, A) :- member(A, [literal, plus, minus, money_times, money_divide, sum, abs]).
of_type(percent, A) :- member(A, [literal, plus, minus, sum, abs]).
of_type(days, A) :- member(A, [literal, plus, minus, between, sum]).
of_type(text, A) :- member(A, [literal, id, joined, way, plus_text, lower, trim]).
of_type(scale(_), A) :- member(A, [literal, move, matrix, matrix, matrix]).
of_type(enum(_), literal).
of_type(obj(_), A) :- member(A, [literal, variable, variable]).
of_type(bool, A) :-
    member(A, [compare, compare, compare, same_object, words, and, or, not, implies, quantifier, quantifier,
               quantifier, and_tested, or_tested, implies_tested, both_tested, not_tested, is_set, is_empty, member, member_of_kind,
               reaches, reaches, relation, relation, same_list, contains, literal]).

list_alternative(obj(_), A) :- member(A, [closure, closure, closure, filtered, filtered, union, except, listed, kind]).
list_alternative(Type, A) :- Type \= obj(_), member(A, [each, each, listed, union, except]).
list_alternative(_, deep).

% ---- leaves ----

make(literal, Type, Card, env(_, _, Expected), _, E) :-
    Card \== many,
    ( Type == bool -> percent(10) ; true ),
    literal(Type, Expected, E).
make(last_resort, obj(K), many, _, _, all(K)) :- !.
make(last_resort, Type, many, env(_, _, Expected), _, list([E])) :- !, literal(Type, Expected, E).
make(last_resort, Type, _, env(_, _, Expected), _, E) :- literal(Type, Expected, E).
make(small, bool, Card, Env, _, E) :- Card \== many, pick([compare, is_set, is_set, is_empty, member], A), make(A, bool, req, Env, 0, E).
make(small, text, Card, Env, _, E) :- make(id, text, Card, Env, 0, E).
make(small, obj(K), many, Env, _, E) :- make(closure, obj(K), many, Env, 0, E).
make(variable, Type, Card, env(Vars, _, _), _, E) :-
    Card \== many,
    findall(X, (member(X-T, Vars), ( fits(T, Type) ; Card == opt, T = optional(O), fits(O, Type) )), Xs),
    pick(Xs, E).
make(tested, Type, Card, env(_, Narrowed, _), _, E) :-
    Card \== many,
    findall(P, (member(P-T, Narrowed), fits(T, Type)), Ps),
    pick(Ps, E).
make(path, Type, Card, Env, _, E) :-
    between(1, 4, _),
    path(Env, E, T, C),
    fits(T, Type),
    suits(C, Card), !.

% ---- anything ----

make(otherwise, Type, Card, Env, D, op(otherwise, A, B)) :-
    expecting(no, Env, Plain),
    formula(Type, opt, Plain, D, A),
    may_be_missing(A),
    expecting(yes, Env, Env2),
    formula(Type, Card, Env2, D, B).
make(if, Type, Card, Env, D, if(C, A, B)) :-
    condition(Env, D, C),
    formula(Type, Card, Env, D, A),
    ( Card == opt, percent(30) -> B = missing ; formula(Type, Card, Env, D, B) ).
make(if_tested, Type, Card, Env, D, E) :-
    narrowed(Env, Path, _, Env2),
    formula(Type, Card, Env2, D, A),
    formula(Type, Card, Env, D, B),
    ( percent(60) -> E = if(is_set(Path), A, B) ; E = if(not_set(Path), B, A) ).
make(call, Type, Card, Env, D, E) :-
    findall(let(F, Params, C), (known(let(F, Params, T, C)), fits(T, Type), suits(C, Card)), Fs),
    pick(Fs, let(F, Params, _)),
    ( Params == [] -> E = constant(F)
    ; expecting(yes, Env, Env2),
      arguments(Params, Card, Env2, D, Es),
      E = call(let, F, Es) ).
make(first, Type, opt, Env, D, call(builtin, first, [L])) :-
    expecting(no, Env, Env2),
    formula(Type, many, Env2, D, L).
make(extreme, Type, opt, Env, D, call(builtin, F, [L])) :-
    pick([max, min], F),
    expecting(no, Env, Env2),
    aggregated(Type, Env2, D, L).

make(deep, Type, Card, Env, D, field(E, F)) :-
    D > 0,
    findall(K-F1-C, (known(field(K, F1, T, C)), fits(T, Type)), Fs),
    pick(Fs, K-F-C),
    pick([req, opt, many], Before),
    once(together(Before, C, Together)),
    suits(Together, Card),
    expecting(no, Env, Env2),
    formula(obj(K), Before, Env2, D, E),
    E \== self.

% ---- numbers ----

make(integer, num, Card, Env, D, E) :- formula(int, Card, Env, D, E).
make(plus, Type, Card, Env, D, op(+, A, B)) :- both(Type, Card, Env, D, A, B).
make(minus, Type, Card, Env, D, op(-, A, B)) :- both(Type, Card, Env, D, A, B).
make(times, num, Card, Env, D, op(*, A, lit(N))) :-
    pick([2, 3, 1r2, 1r4, -1, 1r1000, 33r100], N),
    formula(num, Card, Env, D, A).
make(divide, num, Card, Env, D, op(/, A, lit(N))) :-
    pick([2, 3, 7, -4, 1r2, 3r10], N),
    formula(num, Card, Env, D, A).
make(abs, Type, Card, Env, D, call(builtin, abs, [A])) :- formula(Type, Card, Env, D, A).
make(round, num, Card, Env, D, call(builtin, round, [A])) :- formula(num, Card, Env, D, A).
make(sum, Type, _, Env, D, call(sum(Type), sum, [L])) :- aggregated(Type, Env, D, L).
make(ratio, num, Card, Env, D, op(/, A, lit(money(N)))) :- pick([2, 1r2, 100], N), formula(money, Card, Env, D, A).
make(share, num, Card, Env, D, E) :-
    formula(percent, Card, Env, D, A),
    pick([op(*, A, lit(20)), op(*, lit(1r2), A), op(/, A, lit(3))], E).
make(money_times, money, Card, Env, D, E) :-
    formula(money, Card, Env, D, A),
    pick([op(*, A, lit(3)), op(*, lit(1r4), A), op(*, A, lit(percent(5r2))), op(*, lit(percent(1r8)), A)], E).
make(money_divide, money, Card, Env, D, op(/, A, lit(N))) :- pick([3, 1r2, -7], N), formula(money, Card, Env, D, A).
make(between, days, Card, Env, D, op(-, A, B)) :- formula(date, Card, Env, D, A), formula(date, Card, Env, 0, B).
make(count_list, int, _, Env, D, call(builtin, count, [L])) :-
    member_type(Type),
    expecting(no, Env, Env2),
    formula(Type, many, Env2, D, L).
make(count_of, int, _, Env, D, count_of(X, L, C)) :- chosen(Env, D, X, L, C).
make(number_of, num, Card, Env, D, call(builtin, number, [A])) :-
    scale_of(S),
    expecting(no, Env, Env2),
    formula(scale(S), Card, Env2, D, A).
make(days, int, Card, Env, D, call(builtin, days, [op(-, A, B)])) :-
    formula(date, Card, Env, D, A),
    formula(date, Card, Env, 0, B).
make(year, int, Card, Env, D, call(builtin, year, [A])) :- formula(date, Card, Env, D, A).
make(length, int, Card, Env, D, call(builtin, length, [A])) :- formula(text, Card, Env, D, A).

% ---- dates, texts, symbols ----

make(today, date, _, _, _, today).
make(date_plus, date, Card, Env, D, op(+, A, lit(N))) :- duration(N), formula(date, Card, Env, D, A).
make(date_minus, date, Card, Env, D, op(-, A, lit(N))) :- duration(N), formula(date, Card, Env, D, A).
make(id, text, Card, Env, D, field(E, id)) :-
    \+ known(unnamed),
    kind_of(K),
    \+ known(head(K, _)),
    formula(obj(K), Card, Env, D, E),
    E \== self.
make(joined, text, _, Env, D, call(builtin, join, [field(L, id), lit("+")])) :-
    \+ known(unnamed),
    kind_of(K),
    \+ known(head(K, _)),
    source(obj(K), Env, D, L).
make(way, text, _, Env, D, call(builtin, join, [field(call(builtin, path, [A, B, var(F)]), id), lit(">")])) :-
    \+ known(unnamed),
    findall(K-G, loop_field(K, G), Loops),
    pick(Loops, K-F),
    \+ known(head(K, _)),
    formula(obj(K), req, Env, D, A),
    formula(obj(K), req, Env, D, B).
make(lower, text, Card, Env, D, call(builtin, lower, [A])) :- formula(text, Card, Env, D, A).
make(trim, text, Card, Env, D, call(builtin, trim, [A])) :- formula(text, Card, Env, D, A).
make(plus_text, text, Card, Env, D, op(+, A, B)) :- both(text, Card, Env, D, A, B).
make(move, scale(S), Card, Env, D, op(Op, A, lit(N))) :-
    pick([+, -], Op),
    within(0, 3, N),
    expecting(no, Env, Env2),
    formula(scale(S), Card, Env2, D, A).
make(matrix, scale(S), Card, Env, D, call(matrix, M, Es)) :-
    findall(m(M1, Axes), known(matrix(M1, Axes, S)), Ms),
    pick(Ms, m(M, Axes)),
    expecting(yes, Env, Env2),
    findall(x-scale(A), member(A, Axes), Params),
    arguments(Params, Card, Env2, D, Es).

% ---- conditions ----

make(compare, bool, Card, Env, D, op(Op, A, B)) :-
    scale_of(S),
    pick([num, int, date, text, money, percent, days, scale(S), scale(S), scale(S)], Type),
    pick([==, '!=', <, <=, >, >=], Op),
    expecting(no, Env, Plain),
    formula(Type, Card, Plain, D, A),
    expecting(yes, Env, Env2),
    formula(Type, Card, Env2, D, B).
make(same_object, bool, Card, Env, D, op(Op, A, B)) :-
    pick([==, '!='], Op),
    comparable_kind(K),
    formula(obj(K), Card, Env, D, A),
    formula(obj(K), Card, Env, D, B).
make(words, bool, Card, Env, D, op(Op, A, B)) :-
    findall(Words, known(field(_, _, enum(Words), _)), Enums),
    pick(Enums, Words),
    pick([==, '!=', <, >=], Op),
    make(path, enum(Words), Card, Env, D, A),
    pick(Words, W),
    B = bare(word(Words, W)).
make(and, bool, Card, Env, D, op(and, A, B)) :- Card == req, condition(Env, D, A), condition(Env, D, B).
make(or, bool, Card, Env, D, op(or, A, B)) :- Card == req, condition(Env, D, A), condition(Env, D, B).
make(implies, bool, Card, Env, D, op(implies, A, B)) :- Card == req, condition(Env, D, A), condition(Env, D, B).
make(not, bool, _, Env, D, not(A)) :- condition(Env, D, A).
make(and_tested, bool, req, Env, D, op(and, is_set(P), C)) :- narrowed(Env, P, _, Env2), condition(Env2, D, C).
make(or_tested, bool, req, Env, D, op(or, not_set(P), C)) :- narrowed(Env, P, _, Env2), condition(Env2, D, C).
make(implies_tested, bool, req, Env, D, op(implies, is_set(P), C)) :-
    narrowed(Env, P, _, Env2),
    condition(Env2, D, C).
make(both_tested, bool, req, Env, D, E) :-
    narrowed(Env, P, _, Env1),
    narrowed(Env1, Q, _, Env2),
    condition(Env2, D, C),
    pick([op(and, op(and, is_set(P), is_set(Q)), C), op(and, is_set(P), op(and, is_set(Q), C)),
          op(or, op(or, not_set(P), not_set(Q)), C), op(implies, op(and, is_set(P), is_set(Q)), C)], E).
make(not_tested, bool, req, Env, D, E) :-
    narrowed(Env, P, _, Env2),
    condition(Env2, D, C),
    pick([op(and, not(not_set(P)), C), op(or, not(is_set(P)), C), not(op(and, is_set(P), C)),
          op(implies, not(not_set(P)), C)], E).
make(is_set, bool, _, Env, D, E) :-
    member_type(Type),
    expecting(no, Env, Env2),
    formula(Type, opt, Env2, D, A),
    may_be_missing(A),
    pick([is_set(A), not_set(A)], E).
make(is_empty, bool, _, Env, D, E) :-
    member_type(Type),
    expecting(no, Env, Env2),
    formula(Type, many, Env2, D, L),
    pick([is_empty(L), not_empty(L)], E).
make(member, bool, Card, Env, D, op(Op, A, L)) :-
    pick([in, 'not in'], Op),
    member_type(Type),
    ( Type = obj(K) -> only_comparable(K) ; true ),
    expecting(no, Env, Plain),
    formula(Type, Card, Plain, D, A),
    formula(Type, many, Plain, D, L).
make(member_of_kind, bool, Card, Env, D, op(in, A, all(K))) :-
    comparable_kind(Ancestor),
    sub_kind(Ancestor, K),
    formula(obj(Ancestor), Card, Env, D, A).
make(reaches, bool, req, Env, D, reaches(A, B, F)) :-
    findall(K-G, loop_field(K, G), Loops),
    pick(Loops, K-F),
    formula(obj(K), req, Env, D, A),
    formula(obj(K), req, Env, D, B).
make(relation, bool, req, Env, D, call(relation, R, Es)) :-
    findall(R1-Ps, known(relation(R1, Ps)), Relations),
    pick(Relations, R-Params),
    arguments(Params, req, Env, D, Es).
make(same_list, bool, _, Env, D, op(Op, A, B)) :-
    percent(30), !,
    pick([==, '!='], Op),
    pick([num, date, text], Type),
    formula(Type, many, Env, D, A),
    formula(Type, many, Env, D, B).
make(same_list, bool, _, Env, D, op(Op, A, B)) :-
    pick([==, '!='], Op),
    comparable_kind(K),
    formula(obj(K), many, Env, D, A),
    formula(obj(K), many, Env, D, B).
make(contains, bool, Card, Env, D, call(builtin, F, [A, B])) :-
    pick([contains, 'starts-with', 'ends-with'], F),
    formula(text, Card, Env, D, A),
    formula(text, req, Env, 0, B).
make(quantifier, bool, _, Env, D, quantifier(Q, X, L, C)) :-
    pick([some, some, no, every, every, exactly(1), exactly(2), at_least(2), at_most(1)], Q),
    chosen(Env, D, X, L, C).

% ---- lists ----

make(kind, obj(K), many, _, _, all(Sub)) :- sub_kind(K, Sub).
make(closure, obj(K), many, Env, D, closure(Start, F, Mark)) :-
    findall(Of-G, (loop_field(Of, G), once((known_kind_is(Of, K)))), Loops),
    pick(Loops, Of-F),
    pick([plus, star], Mark),
    pick([req, req, req, opt, many], Card),
    ( Card == many -> make(path, obj(Of), many, Env, D, Start)
    ; formula(obj(Of), Card, Env, 0, Start) ).
make(filtered, obj(K), many, Env, D, each(E, [X-L], C)) :-
    fresh(Env, X),
    source(obj(From), Env, D, L),
    bound(X, obj(From), Env, Inner),
    where(Inner, D, C, Env2),
    formula(obj(K), opt, Env2, D, E),
    uses(E, X).
make(union, Type, many, Env, D, op(union, A, B)) :- both(Type, many, Env, D, A, B).
make(except, Type, many, Env, D, op(except, A, B)) :- both(Type, many, Env, D, A, B).
make(listed, Type, many, Env, D, list(Es)) :-
    within(1, 3, N),
    length(Es, N),
    expecting(no, Env, Env2),
    pick([req, req, opt], Card),
    maplist(formula(Type, Card, Env2, D), Es).
make(each, Type, many, Env, D, each(E, Fors, C)) :- each(Type, Env, D, each(E, Fors, C)).

% ---- parts ----

both(Type, Card, Env, D, A, B) :- formula(Type, Card, Env, D, A), formula(Type, Card, Env, D, B).

arguments([], _, _, _, []).
arguments([_-Type | Params], Card, Env, D, [E | Es]) :-
    ( Type = optional(T) -> pick([req, opt], C) ; T = Type, C = Card ),
    formula(T, C, Env, D, E),
    arguments(Params, Card, Env, D, Es).

% The argument of sum, max, min.
aggregated(Type, Env, D, L) :-
    ( percent(70) -> each(Type, Env, D, L) ; formula(Type, many, Env, D, L) ).

each(Type, Env, D, each(E, Fors, C)) :-
    fresh(Env, X),
    any_source(Of, Env, D, L),
    bound(X, Of, Env, Inner),
    ( percent(20)
    -> fresh(Inner, Y),
       source(obj(K2), Inner, 1, L2),
       bound(Y, obj(K2), Inner, Inner2),
       Fors = [X-L, Y-L2]
    ;  Inner2 = Inner, Fors = [X-L] ),
    where(Inner2, D, C, Env2),
    expecting(no, Env2, Env3),
    formula(Type, opt, Env3, D, E).

% A variable, the list it runs through, and a condition on it.
chosen(Env, D, X, L, C) :-
    fresh(Env, X),
    any_source(Type, Env, D, L),
    bound(X, Type, Env, Env2),
    condition(Env2, D, C).

% What a `where` has tested holds in the formula before it.
where(Env, _, lit(yes), Env) :- percent(40), !.
where(Env, _, is_set(P), Env2) :- percent(40), narrowed(Env, P, _, Env2), !.
where(Env, D, C, Env) :- condition(Env, D, C).

% Mostly lists of objects.
any_source(Type, Env, D, L) :-
    percent(15), !,
    expecting(no, Env, Env2),
    member_type(Type),
    formula(Type, many, Env2, D, L).
any_source(Type, Env, D, L) :- source(Type, Env, D, L).

% source(Type, Env, Depth, L): a list to run through.
source(obj(K), Env, D, L) :-
    ( var(K) -> kind_of(K) ; true ),
    ( percent(25) -> sub_kind(K, Sub), L = all(Sub)
    ; percent(50), make(closure, obj(K), many, Env, D, L) -> true
    ; make(path, obj(K), many, Env, D, L) -> true
    ; D > 0, percent(40) -> Less is D - 1, formula(obj(K), many, Env, Less, L)
    ; L = all(K) ).

% A path that may be missing, and the environment in which it is there.
narrowed(Env, Path, Type, env(Vars, [Path-Type | Narrowed], Expected)) :-
    Env = env(Vars, Narrowed, Expected),
    between(1, 4, _),
    ( percent(40), findall(X-T, member(X-optional(T), Vars), Optional), pick(Optional, Path-Type) -> true
    ; path(Env, Path, Type, opt) ),
    \+ memberchk(Path-_, Narrowed), !.

path(Env, E, Type, Card) :-
    Env = env(Vars, Narrowed, _),
    findall(B-K, (member(B-obj(K), Vars) ; member(B-obj(K), Narrowed)), Bases),
    pick(Bases, Base-K),
    step(Base, K, req, E1, T1, C1),
    ( T1 = obj(K1), percent(50) -> step(E1, K1, C1, E, Type, Card)
    ; E = E1, Type = T1, Card = C1 ).

step(E, K, Before, E2, Type, Card) :-
    findall(f(F1, T1, C1), (known_kind_is(K, Of), known(field(Of, F1, T1, C1))), Fs),
    pick(Fs, f(F, Type, C)),
    once(together(Before, C, Together)),
    Card = Together,
    ( E == self, percent(60) -> E2 = own(F) ; E2 = field(E, F) ).

together(many, _, many).
together(_, many, many).
together(req, req, req).
together(_, _, opt).

% A reference that can be followed again from where it leads.
loop_field(K, F) :-
    known(field(K, F, obj(Referred), _)),
    ( known(head(Referred, Target)) -> true ; Target = Referred ),
    known_kind_is(Target, K).

fits(int, num) :- !.
fits(obj(K), obj(Wanted)) :- !, known_kind_is(K, Wanted), !.
fits(T, T).

suits(req, req).
suits(req, opt).
suits(opt, opt).
suits(many, many).

kind_of(K) :- findall(K1, known(kind(K1, _)), Ks), pick(Ks, K).

% Objects of two kinds can be compared when one kind is the other or extends it, so no two kinds
% below may be strangers.
comparable_kind(K) :- findall(K1, (known(kind(K1, _)), only_comparable(K1)), Ks), pick(Ks, K).

only_comparable(K) :-
    \+ ( known(kind(A, _)), known_kind_is(A, K), known(kind(B, _)), known_kind_is(B, K),
         \+ known_kind_is(A, B), \+ known_kind_is(B, A) ).

sub_kind(K, Sub) :-
    findall(S, (known(kind(S, _)), known_kind_is(S, K)), Subs),
    pick(Subs, Sub).

scale_of(S) :- findall(S1, known(scale(S1, _)), Ss), pick(Ss, S).

member_type(Type) :-
    kind_of(K),
    scale_of(S),
    ( percent(80), findall(T, (known(field(_, _, T, _)), T \= enum(_), T \== bool), Ts), pick(Ts, Type) -> true
    ; pick([obj(K), obj(K), num, scale(S), date, money, percent, days, text], Type) ).

fresh(env(Vars, _, _), X) :-
    length(Vars, N),
    format(atom(X), "x~w", [N]).

% Where nothing can be missing, asking for it is not worth a formula.
may_be_missing(E) :-
    \+ memberchk(E, [lit(_), bare(_), today, var(_), self]).

uses(E, X) :- sub_term(var(Y), E), Y == X, !.
sub_term(T, T).
sub_term(T, E) :- compound(E), arg(_, E, A), sub_term(T, A).

literal(num, _, lit(N)) :- within(-3, 12, Whole), pick([0, 0, 0, 1r2, 1r4, 1r8, 1r1000000], Part), N is Whole + Part.
literal(int, _, lit(N)) :- within(-2, 9, N).
literal(bool, _, lit(V)) :- pick([yes, no], V).
literal(money, _, lit(money(N))) :- within(1, 1000, M), pick([1, 10, 100], By), N is M rdiv By.
literal(percent, _, lit(percent(N))) :- within(1, 1000, M), N is M rdiv 10.
literal(days, _, lit(days(N))) :- within(1, 400, N).
literal(date, _, lit(d(N))) :- within(20300, 20800, N).
literal(text, _, lit(S)) :- pick(["", "a", "ab", "b c", "o", " Ab", "O-1"], S).
literal(scale(S), Expected, E) :-
    known(scale(S, Symbols)),
    pick(Symbols, X-_),
    ( Expected == yes, percent(70) -> E = bare(sym(S, X)) ; E = lit(sym(S, X)) ).
literal(enum(Words), yes, bare(word(Words, W))) :- pick(Words, W).
literal(obj(K), _, lit(o(Id))) :-
    findall(Id1, (known(object(Own, Id1)), known_kind_is(Own, K)), Ids),
    pick(Ids, Id).

duration(N) :- pick([days(1), days(30), days(90), months(1), months(6), months(12)], N).
