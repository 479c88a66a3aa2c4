% evaluate.pl -- what a model means: the values of all fields, and all gaps.
% SPDX-License-Identifier: Apache-2.0
%
% Written from docs/language.md, not from the program. Everything is computed from the bottom up,
% declaration by declaration in the order of the model, with plain lists and naive repetition: a
% definition stands behind all that it uses. README.md says how declarations and formulas look.
:- module(evaluate, [results/3, kind_is/2, objects_of/2]).
:- use_module(calendar).

:- dynamic declared/1, members/2, stored/3, holds/2, as_of/1.

% results(Model, AsOf, Results): a sorted list of value(Object, Field, Value) and
% gap(Rule, Objects, State, Severity).
results(Model, AsOf, Results) :-
    maplist(retractall, [declared(_), members(_, _), stored(_, _, _), holds(_, _), as_of(_)]),
    assertz(as_of(AsOf)),
    forall(member(D, Model), assertz(declared(D))),
    forall(member(kind(K, _), Model), (sorted_objects(K, Objects), assertz(members(K, Objects)))),
    forall(member(D, Model), compute(D)),
    findall(value(Id, F, V), stored(Id, F, V), Values),
    findall(Gap, gap(Gap), Gaps),
    append(Values, Gaps, Unsorted),
    msort(Unsorted, Results).

% ---- kinds and objects ----

kind_is(K, K).
kind_is(K, Ancestor) :-
    declared(kind(K, Parent)),
    Parent \== none,
    kind_is(Parent, Ancestor).

objects_of(K, Objects) :- members(K, Objects).

sorted_objects(K, Sorted) :-
    findall(o(Id), (declared(object(Own, Id)), kind_is(Own, K)), Objects),
    as_list(Objects, Sorted).

% ---- declarations ----

compute(field(K, F, Type, Card, How, Inverse)) :- !,
    objects_of(K, Objects),
    forall(( member(o(Id), Objects), \+ stored(Id, F, _) ), compute_field(Id, F, Card, How)),
    compute_inverse(Inverse, F, Type, Objects).
compute(relations(Relations)) :- !,
    fixpoint(Relations).
compute(_).

compute_field(Id, F, Card, How) :-
    once(effective(Id, F, Card, How, Value)),
    assertz(stored(Id, F, Value)).

% A value that is written down comes before a default.
effective(Id, _, _, computed(E), Value) :- eval(E, [self-o(Id)], Value).
effective(Id, F, many, _, Value) :- declared(value(Id, F, Given)), written(Given, Value).
effective(Id, F, _, _, Value) :- declared(value(Id, F, Value)).
effective(Id, _, _, default(E), Value) :- eval(E, [self-o(Id)], Value).
effective(_, _, many, _, []).
effective(_, _, opt, _, none).

compute_inverse(none, _, _, _).
compute_inverse(Inverse, F, obj(Referred), Owners) :-
    atom(Inverse), Inverse \== none,
    ( declared(field(Referred, _, obj(Target), _, head, _)) -> true ; Target = Referred ),
    objects_of(Target, Targets),
    forall(member(o(Id), Targets),
           ( findall(o(Owner), (member(o(Owner), Owners), refers(Owner, F, Id)), Back),
             as_list(Back, Value),
             assertz(stored(Id, Inverse, Value)) )).

refers(Owner, F, Id) :-
    steps([o(Owner)], F, Targets),
    memberchk(o(Id), Targets).

% ---- relations: the least fixpoint, round by round ----

fixpoint(Relations) :-
    findall(R-Objects, ( member(relation(R, Params, Whens), Relations),
                         bound_to(Params, Env, Objects),
                         \+ holds(R, Objects),
                         once(( member(When, Whens), holds_in(When, Env) )) ), New),
    ( New == [] -> true
    ; forall(member(R-Objects, New), assertz(holds(R, Objects))),
      fixpoint(Relations) ).

bound_to([], [], []).
bound_to([X-obj(K) | Params], [X-O | Env], [O | Objects]) :-
    objects_of(K, All),
    member(O, All),
    bound_to(Params, Env, Objects).

% ---- rules, waivers and adjustments ----

gap(gap(Rule, Ids, State, Severity)) :-
    declared(rule(Rule, Bindings, Lets, How, Condition)),
    \+ adjusted(Rule, _, yes),
    severity(Rule, Severity),
    bindings(Bindings, [], Env, Ids),
    lets(Lets, Env, Env2),
    eval(Condition, Env2, Outcome),
    defect(How, Outcome),
    ( waived(Rule, Ids) -> State = waived ; State = open ).

defect(require, no).
defect(forbid, yes).

bindings([], Env, Env, []).
bindings([for(X, Source, Where) | Rest], Env, Env3, [Id | Ids]) :-
    eval(Source, Env, Objects),
    member(o(Id), Objects),
    Env2 = [X-o(Id) | Env],
    holds_in(Where, Env2),
    bindings(Rest, Env2, Env3, Ids).

lets([], Env, Env).
lets([X-E | Rest], Env, Env2) :-
    eval(E, Env, V),
    lets(Rest, [X-V | Env], Env2).

waived(Rule, Ids) :-
    declared(waiver(_, Rule, On, By, ApprovedOn, d(Expires))),
    approved(By, ApprovedOn),
    as_of(d(Today)),
    Today =< Expires,
    about(On, Ids), !.

approved(By, d(On)) :-
    By \== none,
    as_of(d(Today)),
    On =< Today.

adjusted(Rule, Severity, Disabled) :-
    declared(adjust(Rule, Severity, Disabled, By, ApprovedOn)),
    approved(By, ApprovedOn).

severity(Rule, Severity) :- adjusted(Rule, Severity, _), Severity \== none, !.
severity(_, error).

% A rule about the whole model has gaps without objects.
about([], []).
about(On, Ids) :- member(Id, On), memberchk(Id, Ids).

% ---- formulas ----

% Missing members fall out of lists; lists of objects, symbols and words are sets.
as_list(Values, List) :-
    exclude(==(none), Values, Present),
    ( set_member(Present) -> in_order(Present, List) ; List = Present ).

% A list that is written down keeps its order.
written(Values, List) :- ( set_member(Values) -> list_to_set(Values, List) ; List = Values ).

set_member([o(_) | _]).
set_member([sym(_, _) | _]).
set_member([word(_, _) | _]).

in_order(Members, Sorted) :-
    findall(Key-M, (member(M, Members), place(M, Key)), Keyed),
    sort(Keyed, InOrder),
    findall(M, member(_-M, InOrder), Sorted).

place(o(record(Owner, F, N)), K-[Place, Line, N]) :- !,
    declared(object(K, record(Owner, F, N))),
    place(o(Owner), Place),
    findall(G, declared(value(Owner, G, _)), Gs),
    once(nth1(Line, Gs, F)).
place(o(Id), K-(Parts-Id)) :- !,
    declared(object(K, Id)),
    atom_codes(Id, Codes),
    parts(Codes, Parts).
place(V, N) :- rank(V, N).

% What people read in a name: characters, and numbers, which stand where their digits would.
parts([], []).
parts([C | Codes], [0'0-N | Parts]) :- digit(C), !,
    digits([C | Codes], Digits, Rest),
    number_codes(N, Digits),
    parts(Rest, Parts).
parts([C | Codes], [C-0 | Parts]) :- parts(Codes, Parts).

digit(C) :- between(0'0, 0'9, C).

digits([C | Codes], [C | Digits], Rest) :- digit(C), !, digits(Codes, Digits, Rest).
digits(Rest, [], Rest).

eval(lit(V), _, V).
eval(bare(V), _, V).
eval(missing, _, none).
eval(today, _, V) :- as_of(V).
eval(var(X), Env, V) :- memberchk(X-V, Env).
eval(self, Env, V) :- memberchk(self-V, Env).
eval(own(F), Env, V) :- memberchk(self-o(Id), Env), of_object(Id, F, V).
eval(field(E, F), Env, V) :- eval(E, Env, From), of(From, F, V).
eval(all(K), _, V) :- objects_of(K, V).
eval(constant(Name), _, V) :- declared(let(Name, [], _, _, E)), eval(E, [], V).
eval(list(Es), Env, V) :- evals(Es, Env, Vs), as_list(Vs, V).
eval(each(E, Fors, Where), Env, V) :-
    findall(M, (fors(Fors, Env, Env2), holds_in(Where, Env2), eval(E, Env2, M)), Ms),
    as_list(Ms, V).
eval(count_of(X, L, Where), Env, V) :- matching(X, L, Where, Env, V).
eval(quantifier(Q, X, L, C), Env, V) :- quantified(Q, X, L, C, Env, V).
eval(closure(E, F, Mark), Env, V) :-
    eval(E, Env, From),
    starts(From, Start),
    ( Mark == plus -> steps(Start, F, First) ; First = Start ),
    closed(First, F, V).
eval(reaches(A, B, F), Env, V) :-
    eval(closure(A, F, plus), Env, Reached),
    eval(op(in, B, lit(Reached)), Env, V).
eval(if(C, A, B), Env, V) :-
    eval(C, Env, Holds),
    ( Holds == yes -> eval(A, Env, V) ; eval(B, Env, V) ).
eval(op(Op, A, B), Env, V) :- operation(Op, A, B, Env, V).
eval(not(C), Env, V) :- eval(C, Env, Holds), opposite(Holds, V).
eval(is_set(E), Env, V) :- eval(E, Env, X), claim(X \== none, V).
eval(not_set(E), Env, V) :- eval(E, Env, X), claim(X == none, V).
eval(is_empty(E), Env, V) :- eval(E, Env, X), claim(X == [], V).
eval(not_empty(E), Env, V) :- eval(E, Env, X), claim(X \== [], V).
eval(call(builtin, path, [A, B, var(F)]), Env, Way) :- !,
    eval(A, Env, From),
    eval(B, Env, To),
    ( way([[From]], [], To, F, Backwards) -> reverse(Backwards, Way) ; Way = [] ).
eval(call(Kind, Name, Es), Env, V) :-
    evals(Es, Env, Vs),
    once(call_value(Kind, Name, Vs, V)).

% A result is worked out first and looked at then: bound too early it would choose among clauses.
holds_in(C, Env) :- eval(C, Env, V), V == yes.

evals([], _, []).
evals([E | Es], Env, [V | Vs]) :- eval(E, Env, V), evals(Es, Env, Vs).

claim(Goal, V) :- ( call(Goal) -> V = yes ; V = no ).

opposite(yes, no).
opposite(no, yes).
opposite(none, none).

of(none, F, V) :- !, ( is_list_field(F) -> V = [] ; V = none ).
of(o(Id), F, V) :- !, of_object(Id, F, V).
of(List, F, V) :-
    findall(M, (member(o(Id), List), of_object(Id, F, W), (is_list(W) -> member(M, W) ; M = W)), Ms),
    as_list(Ms, V).

% Lists are never missing, only empty. Names of fields are unique in a model.
is_list_field(F) :- declared(field(_, F, _, many, _, _)), !.
is_list_field(F) :- declared(field(_, _, _, _, _, F)), !.

of_object(Id, id, Text) :- !, atom_string(Id, Text).
of_object(Id, F, V) :- stored(Id, F, V), !.
% A field that uses itself asks for that of another object first.
of_object(Id, F, V) :-
    declared(field(K, F, _, Card, computed(E), _)),
    declared(object(Own, Id)),
    kind_is(Own, K),
    compute_field(Id, F, Card, computed(E)),
    stored(Id, F, V).

fors([], Env, Env).
fors([X-L | Rest], Env, Env2) :-
    eval(L, Env, Members),
    member(M, Members),
    fors(Rest, [X-M | Env], Env2).

matching(X, L, C, Env, Count) :-
    eval(L, Env, Members),
    aggregate_all(count, (member(M, Members), holds_in(C, [X-M | Env])), Count).

quantified(every, X, L, C, Env, V) :- !,
    matching(X, L, not(C), Env, N),
    claim(N =:= 0, V).
quantified(Q, X, L, C, Env, V) :-
    matching(X, L, C, Env, N),
    claim(enough(Q, N), V).

enough(some, N) :- N > 0.
enough(no, 0).
enough(exactly(N), N).
enough(at_least(M), N) :- N >= M.
enough(at_most(M), N) :- N =< M.

% ---- closures ----

starts(none, []) :- !.
starts(o(Id), [o(Id)]) :- !.
starts(List, List).

% Steps lead through the heads of records.
steps(Objects, F, Next) :-
    of(Objects, F, Referred),
    maplist(head, Referred, Heads),
    as_list(Heads, Next).

head(o(Id), Head) :-
    declared(object(K, Id)),
    declared(field(K, F, _, _, head, _)), !,
    stored(Id, F, Head).
head(O, O).

closed(Members, F, Closed) :-
    as_list(Members, Reached),
    steps(Reached, F, Next),
    append(Reached, Next, Both),
    as_list(Both, More),
    ( More == Reached -> Closed = Reached ; closed(More, F, Closed) ).

% The shortest way of at least one step, the smallest of several; Ways are all of one length,
% backwards.
way(Ways, Seen, To, F, Way) :-
    Ways \== [],
    findall([Next, O | Before], (member([O | Before], Ways), steps([O], F, All), member(Next, All)), Longer),
    ( member(Way, Longer), Way = [To | _] -> true
    ; shortest(Longer, Seen, New, Seen2), way(New, Seen2, To, F, Way) ).

% Only the first way to each object is followed further.
shortest([], Seen, [], Seen).
shortest([[O | _] | Ways], Seen, New, Seen2) :- memberchk(O, Seen), !, shortest(Ways, Seen, New, Seen2).
shortest([[O | Way] | Ways], Seen, [[O | Way] | New], Seen2) :- shortest(Ways, [O | Seen], New, Seen2).

% ---- operators ----

operation(and, A, B, Env, V) :- !,
    eval(A, Env, X),
    ( X == yes -> eval(B, Env, V) ; V = no ).
operation(or, A, B, Env, V) :- !,
    eval(A, Env, X),
    ( X == no -> eval(B, Env, V) ; V = yes ).
operation(implies, A, B, Env, V) :- !,
    eval(A, Env, X),
    ( X == yes -> eval(B, Env, V) ; V = yes ).
operation(otherwise, A, B, Env, V) :- !,
    eval(A, Env, X),
    ( X == none -> eval(B, Env, V) ; V = X ).
operation(Op, A, B, Env, V) :-
    eval(A, Env, X),
    eval(B, Env, Y),
    ( ( X == none ; Y == none ) -> V = none ; once(binary(Op, X, Y, V)) ).

binary(+, d(X), days(Y), d(Z)) :- Z is X + Y.
binary(+, d(X), months(Y), d(Z)) :- day_after_months(X, Y, Z).
binary(-, d(X), days(Y), d(Z)) :- Z is X - Y.
binary(-, d(X), months(Y), d(Z)) :- Back is -Y, day_after_months(X, Back, Z).
binary(-, d(X), d(Y), days(Z)) :- Z is X - Y.
binary(+, sym(S, X), N, V) :- moved(S, X, N, V).
binary(-, sym(S, X), N, V) :- Back is -N, moved(S, X, Back, V).
binary(Op, money(X), money(Y), V) :- memberchk(Op, [+, -, /]), money(Op, X, Y, V).
binary(Op, money(X), Y, money(Z)) :- memberchk(Op, [*, /]), plain(Y, N), binary(Op, X, N, Z).
binary(*, X, money(Y), money(Z)) :- plain(X, N), binary(*, N, Y, Z).
binary(Op, percent(X), percent(Y), percent(Z)) :- memberchk(Op, [+, -]), binary(Op, X, Y, Z).
binary(*, X, Y, Z) :- ( X = percent(_) ; Y = percent(_) ), plain(X, M), plain(Y, N), binary(*, M, N, Z).
binary(/, percent(X), Y, Z) :- plain(percent(X), M), binary(/, M, Y, Z).
binary(Op, days(X), days(Y), days(Z)) :- memberchk(Op, [+, -]), binary(Op, X, Y, Z).
binary(+, X, Y, V) :- string(X), string_concat(X, Y, V).
binary(+, X, Y, V) :- V is X + Y.
binary(-, X, Y, V) :- V is X - Y.
binary(*, X, Y, V) :- Product is X * Y, six_places(Product, V).
binary(/, X, Y, V) :- Quotient is X rdiv Y, six_places(Quotient, V).
binary(==, X, Y, V) :- is_list(X), sort(X, S), claim(sort(Y, S), V).
binary('!=', X, Y, V) :- is_list(X), sort(X, S), claim(\+ sort(Y, S), V).
binary(==, X, Y, V) :- claim(same(X, Y), V).
binary('!=', X, Y, V) :- claim(\+ same(X, Y), V).
binary(<, X, Y, V) :- claim(before(X, Y), V).
binary(>, X, Y, V) :- claim(before(Y, X), V).
binary(<=, X, Y, V) :- claim(\+ before(Y, X), V).
binary(>=, X, Y, V) :- claim(\+ before(X, Y), V).
binary(in, X, List, V) :- claim((member(Y, List), same(X, Y)), V).
binary('not in', X, List, V) :- claim(\+ (member(Y, List), same(X, Y)), V).
binary(union, X, Y, V) :- append(X, Y, Both), list_to_set(Both, Once), as_list(Once, V).
binary(except, X, Y, V) :- subtract(X, Y, Left), as_list(Left, V).

money(+, X, Y, money(Z)) :- Z is X + Y.
money(-, X, Y, money(Z)) :- Z is X - Y.
money(/, X, Y, Z) :- binary(/, X, Y, Z).

% 7.5% is 0.075.
plain(percent(X), N) :- !, N is X rdiv 100.
plain(N, N) :- number(N).

same(X, Y) :- ( number(X) -> X =:= Y ; X == Y ).

before(X, Y) :-
    rank(X, A),
    rank(Y, B),
    ( number(A) -> A < B ; A @< B ).

rank(sym(S, X), N) :- !, declared(scale(S, Symbols)), nth1(N, Symbols, X-_).
rank(word(Words, X), N) :- !, nth1(N, Words, X).
rank(d(X), X) :- !.
rank(days(X), X) :- !.
rank(money(X), X) :- !.
rank(percent(X), X) :- !.
rank(X, X).

% Moving stops at the ends of the scale.
moved(S, X, N, sym(S, Y)) :-
    declared(scale(S, Symbols)),
    nth1(I, Symbols, X-_),
    length(Symbols, Last),
    J is max(1, min(Last, I + N)),
    nth1(J, Symbols, Y-_).

% The nearest number with six decimal places, halves away from zero.
six_places(X, Y) :- Y is round(X * 1000000) rdiv 1000000.

% ---- functions ----

call_value(relation, R, Objects, V) :- claim(holds(R, Objects), V).
call_value(let, F, Vs, V) :-
    declared(let(F, Params, _, _, E)),
    ( nothing_given(Params, Vs) -> V = none
    ; pairs_of(Params, Vs, Env), eval(E, Env, V) ).
call_value(_, _, Vs, none) :- memberchk(none, Vs).
call_value(matrix, M, [sym(_, X)], sym(Result, Y)) :-
    declared(matrix(M, [_], Result, Rows)),
    memberchk(X-[Y], Rows).
call_value(matrix, M, [sym(_, X), sym(S2, Y)], sym(Result, Z)) :-
    declared(matrix(M, _, Result, Rows)),
    memberchk(X-Cells, Rows),
    rank(sym(S2, Y), Column),
    nth1(Column, Cells, Z).
call_value(sum(Type), sum, [List], Sum) :-
    nothing(Type, Zero),
    foldl([X, S, T]>>once(binary(+, S, X, T)), List, Zero, Sum).
call_value(builtin, F, Vs, V) :- builtin(F, Vs, V).

% The sum of no values still has a unit.
nothing(money, money(0)).
nothing(percent, percent(0)).
nothing(days, days(0)).
nothing(num, 0).

% An argument is missing whose parameter is not optional.
nothing_given([_-Type | Params], [V | Vs]) :-
    ( V == none, Type \= optional(_) -> true ; nothing_given(Params, Vs) ).

pairs_of([], [], []).
pairs_of([X-_ | Params], [V | Vs], [X-V | Env]) :- pairs_of(Params, Vs, Env).

builtin(count, [List], N) :- length(List, N).
builtin(max, [List], V) :- best(List, before, V).
builtin(min, [List], V) :- best(List, after, V).
builtin(first, [[X | _]], X).
builtin(first, [[]], none).
builtin(abs, [money(X)], money(V)) :- V is abs(X).
builtin(abs, [percent(X)], percent(V)) :- V is abs(X).
builtin(abs, [X], V) :- V is abs(X).
builtin(round, [X], V) :- V is round(X).
builtin(number, [sym(S, X)], N) :- declared(scale(S, Symbols)), memberchk(X-N, Symbols).
builtin(days, [days(N)], N).
builtin(year, [d(N)], Y) :- day_number(date(Y, _, _), N).
builtin(length, [Text], N) :- string_length(Text, N).
builtin(contains, [Text, Part], V) :- claim(sub_string(Text, _, _, _, Part), V).
builtin('starts-with', [Text, Part], V) :- claim(sub_string(Text, 0, _, _, Part), V).
builtin('ends-with', [Text, Part], V) :- claim(sub_string(Text, _, _, 0, Part), V).
builtin(lower, [Text], V) :- string_lower(Text, V).
builtin(trim, [Text], V) :- split_string(Text, "", " ", [V]).
builtin(join, [List, Separator], V) :- atomic_list_concat(List, Separator, A), atom_string(A, V).

best([], _, none).
best([X | Xs], Order, V) :- foldl(better(Order), Xs, X, V).

better(before, X, Best, V) :- ( before(Best, X) -> V = X ; V = Best ).
better(after, X, Best, V) :- ( before(X, Best) -> V = X ; V = Best ).
