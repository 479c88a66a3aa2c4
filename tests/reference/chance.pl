% chance.pl -- random choices that depend on a seed alone, not on the version of Prolog.
% SPDX-License-Identifier: Apache-2.0
:- module(chance, [seed/1, below/2, within/3, percent/1, pick/2, shuffled/2, some_of/3, sublist_of/3]).

seed(Seed) :-
    State is (Seed * 0x9E3779B97F4A7C15 + 1) /\ 0xFFFFFFFFFFFFFFFF,
    nb_setval(chance_state, State),
    below(2, _),
    below(2, _).

below(N, R) :-
    nb_getval(chance_state, State),
    Next is (State * 6364136223846793005 + 1442695040888963407) /\ 0xFFFFFFFFFFFFFFFF,
    nb_setval(chance_state, Next),
    R is ((Next >> 32) * N) >> 32.

within(Low, High, R) :-
    Width is High - Low + 1,
    below(Width, Offset),
    R is Low + Offset.

percent(P) :-
    below(100, R),
    R < P.

pick(List, X) :-
    length(List, N),
    N > 0,
    below(N, I),
    nth0(I, List, X).

shuffled(List, Shuffled) :-
    findall(Key-X, (member(X, List), below(1000000, Key)), Keyed),
    keysort(Keyed, Sorted),
    findall(X, member(_-X, Sorted), Shuffled).

% Up to N members in random order.
some_of(N, List, Some) :-
    shuffled(List, Shuffled),
    length(Shuffled, Length),
    Take is min(N, Length),
    length(Some, Take),
    append(Some, _, Shuffled).

% Each member with a probability of P percent, in the order of the list.
sublist_of(P, List, Sublist) :-
    findall(X, (member(X, List), percent(P)), Sublist).
