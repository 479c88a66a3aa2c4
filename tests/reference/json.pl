% json.pl -- JSON as terms: objects are json(Pairs), numbers are exact.
% SPDX-License-Identifier: Apache-2.0
:- module(json, [json//1]).

json(V) --> blanks, value(V), blanks.

blanks --> [C], { memberchk(C, `\s\t\n\r`) }, !, blanks.
blanks --> [].

value(json(Pairs)) --> "{", !, blanks, pairs(Pairs).
value(List) --> "[", !, blanks, values(List).
value(S) --> "\"", !, characters(Cs), { string_codes(S, Cs) }.
value(true) --> "true", !.
value(false) --> "false", !.
value(null) --> "null", !.
value(N) --> number_codes(Cs), { exact(Cs, N) }.

pairs([]) --> "}", !.
pairs([K-V | Rest]) --> "\"", characters(Cs), { string_codes(K, Cs) }, blanks, ":", json(V), more_pairs(Rest).

more_pairs(Rest) --> ",", !, blanks, pairs(Rest).
more_pairs([]) --> "}".

values([]) --> "]", !.
values([V | Rest]) --> json(V), more_values(Rest).

more_values(Rest) --> ",", !, blanks, values(Rest).
more_values([]) --> "]".

characters([]) --> "\"", !.
characters([C | Cs]) --> "\\", !, [C], characters(Cs).
characters([C | Cs]) --> [C], characters(Cs).

number_codes([C | Cs]) --> [C], { memberchk(C, `-.0123456789`) }, !, number_codes(Cs).
number_codes([]) --> [].

exact([0'- | Cs], N) :- !, exact(Cs, P), N is -P.
exact(Cs, N) :-
    append(Whole, [0'. | Places], Cs), !,
    append(Whole, Places, Digits),
    number_codes(Coefficient, Digits),
    length(Places, Length),
    N is Coefficient rdiv 10 ** Length.
exact(Cs, N) :- number_codes(N, Cs).
