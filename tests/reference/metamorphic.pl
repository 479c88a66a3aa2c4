% metamorphic.pl -- random models, said in other words: isms must find the same.
% SPDX-License-Identifier: Apache-2.0
%
% usage: swipl metamorphic.pl -- ISMS FOLDER COUNT SEED     (started by metamorphic)
:- module(metamorphic, []).
:- use_module(chance).
:- use_module(generate).
:- use_module(print).
:- use_module(json).
:- use_module(program).

:- initialization(main, main).

% Which new id stands for which old one; ids of all models differ.
:- dynamic new_name/2.

per_project(50).

main :-
    current_prolog_flag(argv, [Isms, Folder, CountText, SeedText]),
    atom_number(CountText, Count),
    atom_number(SeedText, Seed),
    nb_setval(isms, Isms),
    nb_setval(folder, Folder),
    Last is Seed + Count - 1,
    per_project(Most),
    forall(( between(Seed, Last, From), (From - Seed) mod Most =:= 0, To is min(Last, From + Most - 1), subject(Subject) ),
           same_in_other_words(Subject, From-To)),
    format("~d models from seed ~d, all the same in other words~n", [Count, Seed]).

% ---- what is said in other words ----

% subject(subject(Features, Which, Words)): models with these features, of which those are taken
% whose results depend on nothing that the words change.
subject(subject([relations, recursion, waivers, adjust], any, [reversed, shuffled, dealt, formatted, strays])).
subject(subject([relations, recursion, waivers, adjust, unnamed], any, [renamed_in_order])).
subject(subject([relations, recursion, waivers, adjust, unnamed], unordered, [renamed])).

same_in_other_words(subject(Features, Which, Words), From-To) :-
    findall(Name-Model,
            ( between(From, To, Seed),
              once(model(Seed, Features, Model)),
              taken(Which, Model),
              format(atom(Name), "m~d", [Seed]) ), Models),
    answer(plain, Models, plain, Expected),
    forall(member(Word, Words),
           ( answer(Word, Models, other, Found),
             ( same(Word, Expected, Found) -> true ; tell(Word, From-To, Expected, Found), halt(1) ) )).

taken(any, _).
taken(unordered, Model) :- \+ sees_order(Model).

% The first of a list of objects, the smallest ids on a way.
sees_order(Model) :- sub_term(call(builtin, F, _), Model), memberchk(F, [first, path]), !.

sub_term(T, Term) :- T = Term.
sub_term(T, Term) :- compound(Term), arg(_, Term, Part), sub_term(T, Part).

% ---- the other words ----

% texts(Word, Name, Model, Files): each file is a list of paragraphs.
texts(Word, Name, Model, Files) :-
    with_output_to(string(Text), print_model(Name, Model)),
    paragraphs(Text, Paragraphs),
    files(Word, Name, Paragraphs, Files).

paragraphs(Text, [First | Rest]) :-
    sub_string(Text, Before, 2, After, "\n\n"), !,
    sub_string(Text, 0, Before, _, First),
    sub_string(Text, _, After, 0, Others),
    paragraphs(Others, Rest).
paragraphs(Text, [Text]).

files(reversed, _, Paragraphs, [Reversed]) :- !, reverse(Paragraphs, Reversed).
files(shuffled, _, Paragraphs, [Shuffled]) :- !, shuffled(Paragraphs, Shuffled).
files(dealt, _, [Namespace | Paragraphs], Files) :- !,
    shuffled(Paragraphs, Shuffled),
    findall([Namespace | Dealt],
            ( member(File, [0, 1, 2]),
              findall(P, (nth0(I, Shuffled, P), I mod 3 =:= File), Dealt) ), Files).
files(strays, _, Paragraphs, [Mixed]) :- !,
    findall(P, stray(P), Strays),
    append(Paragraphs, Strays, All),
    shuffled(All, Mixed).
files(_, _, Paragraphs, [Paragraphs]).

% Nothing refers to them, and all is well with them.
stray("kind stray\n  near: stray*, inverse: nearby\n  weight: number, default: count(near)").
stray("kind stray-child extends stray").
stray("stray A-stray \"A stray\"\n  near: B.1, C-stray").
stray("stray-child B.1\n  weight: 7").
stray("stray-child C-stray\n  near: A-stray, B.1").
stray("let strays = count(stray)").
stray("relation strays-to (a: stray, b: stray)\n  when: b in a.near\n  when: some c in a.near where strays-to(c, b)").
stray("rule stray-1 \"Strays weigh something\"\n  for: s in stray where strays-to(s, B.1)\n  require: s.weight >= 1 and strays == 3").
stray("rule a-stray-2 \"Strays are few\"\n  forbid: some s in stray where count(s.near*) > 3").

in_words(renamed_in_order, _, Model, Renamed) :- !,
    renamed(Model, [Old, New]>>atom_concat(qq, Old, New), Renamed).
in_words(renamed, Name, Model, Renamed) :- !,
    findall(Id, ( member(object(_, Id), Model), atom(Id) ), Ids),
    reverse(Ids, Others),
    maplist({Name}/[Id, Other, Id-New]>>( format(atom(New), "q~w-~w", [Name, Other]) ), Ids, Others, Pairs),
    forall(member(Id-New, Pairs), assertz(new_name(Id, New))),
    renamed(Model, {Pairs}/[Old, New]>>( memberchk(Old-To, Pairs) -> New = To ; New = Old ), Renamed).
in_words(_, _, Model, Model).

% Names that the generator makes have a number behind.
renamed(Term, Rename, Renamed) :- atom(Term), named(Term), !, call(Rename, Term, Renamed).
renamed(Term, Rename, Renamed) :- compound(Term), !,
    Term =.. [F | Parts],
    maplist([Part, New]>>renamed(Part, Rename, New), Parts, News),
    Renamed =.. [F | News].
renamed(Term, _, Term).

named(Atom) :- atom_codes(Atom, Codes), last(Codes, Last), code_type(Last, digit).

% ---- asking isms ----

% answer(Word, Models, Name, Codes): what isms says about the models in these words.
answer(Word, Models, Name, Codes) :-
    nb_getval(folder, Folder),
    nb_getval(isms, Isms),
    atomic_list_concat([Folder, /, Name], Project),
    empty_folder(Project),
    retractall(new_name(_, _)),
    write_file(Project, 'project.isms', project_text),
    findall(Views, ( member(Name1-Model, Models), written(Project, Word, Name1-Model, Views) ), Lists),
    append([[all-gaps, all-rules] | Lists], Views0),
    maplist([V, A]>>( V = N-K -> format(atom(A), "~w-~w", [N, K]) ; A = V ), Views0, Views),
    ( Word == formatted -> program(Isms, [fmt, '-q', '-C', Project], _, _) ; true ),
    program(Isms, [report, '-C', Project, '--as-of', '2026-06-01', '-f', json | Views], Codes, Status),
    ( Status == exit(0) -> true
    ; format("~w: isms refuses what it accepted in other words~n", [Word]), halt(1) ).

written(Project, Word, Name-Model, Views) :-
    in_words(Word, Name, Model, Model2),
    texts(Word, Name, Model2, Files),
    forall(nth1(I, Files, Paragraphs),
           ( format(atom(File), "~w-~d.isms", [Name, I]),
             write_file(Project, File, forall(member(P, Paragraphs), format("~s~n~n", [P]))) )),
    findall(Name-K, ( member(kind(K, _), Model2), \+ member(field(K, _, _, _, head, _), Model2) ), Views).

project_text :-
    format("project random \"Random models\"~n  currency: EUR~n~nuse methods.iso27005-5x5~n~n"),
    format("person boss~n~n"),
    format("view all-gaps~n  from: g in gap~n  columns: g.rule, g.objects, g.state, g.waiver, g.severity, g.message~n~n"),
    format("view all-rules~n  from: k in rule where not contains(k.id, \"stray\")~n"),
    format("  columns: k.id, k.passed, k.failed, k.waived, k.not-assessed, k.not-applicable, k.disabled~n").

% ---- the same ----

same(renamed_in_order, Expected, Found) :- !,
    atom_codes(New, Found),
    atomic_list_concat(Parts, qq, New),
    atomic_list_concat(Parts, Old),
    atom_codes(Old, Expected).
same(renamed, Expected, Found) :- !,
    phrase(json(Before), Expected),
    phrase(json(After), Found),
    findall(New-Old, ( new_name(O, N), atom_string(O, Old), atom_string(N, New) ), Pairs),
    list_to_assoc(Pairs, Names),
    without_order(Before, empty, Same),
    without_order(After, names(Names), Same).
same(_, Same, Same).

without_order(json(Pairs), Names, json(News)) :- !,
    maplist({Names}/[K-V, K-W]>>without_order(V, Names, W), Pairs, News).
without_order(List, Names, Sorted) :- is_list(List), !,
    maplist({Names}/[V, W]>>without_order(V, Names, W), List, News),
    msort(News, Sorted).
without_order(New, names(Names), Old) :- get_assoc(New, Names, Old), !.
without_order(V, _, V).

tell(Word, From-To, Expected, Found) :-
    maplist([Codes, Lines]>>( string_codes(Text, Codes), split_string(Text, "\n", "", Lines) ), [Expected, Found], [Before, After]),
    format("models ~d to ~d, ~w: results differ; in other words isms finds~n", [From, To, Word]),
    forall(( nth1(I, Before, Old), nth1(I, After, New), Old \== New ), format("- ~s~n+ ~s~n", [Old, New])).
