% compare.pl -- random models, evaluated twice: by evaluate.pl and by isms.
% SPDX-License-Identifier: Apache-2.0
%
% usage: swipl compare.pl -- ISMS FOLDER COUNT SEED [FEATURE...]     (started by run)
:- module(compare, []).
:- use_module(generate).
:- use_module(print).
:- use_module(evaluate).
:- use_module(calendar).
:- use_module(json).
:- use_module(program).

:- initialization(main, main).

per_project(50).
as_of(d(20605)). % 2026-06-01

main :-
    current_prolog_flag(argv, [Isms, Folder, CountText, SeedText | Features]),
    atom_number(CountText, Count),
    atom_number(SeedText, Seed),
    nb_setval(isms, Isms),
    nb_setval(folder, Folder),
    nb_setval(features, Features),
    Last is Seed + Count - 1,
    findall(S, ( batch(Seed, Last, Batch), different(Batch, S) ), Different), % each leaves nothing behind
    length(Different, N),
    format("~d models from seed ~d, ~d different~n", [Count, Seed, N]),
    ( Different = [First | _] -> keep_smallest(First), halt(1) ; halt(0) ).

batch(Seed, Last, From-To) :-
    per_project(Most),
    between(Seed, Last, From),
    (From - Seed) mod Most =:= 0,
    To is min(Last, From + Most - 1).

different(From-To, Seed) :-
    findall(S, between(From, To, S), Seeds),
    maplist(seed_model, Seeds, Models),
    once(judge(Models, Verdicts)),
    member(Seed-V, Verdicts),
    V \== same,
    say(Seed, V).

seed_model(Seed, Seed-Model) :-
    nb_getval(features, Features),
    ( model(Seed, Features, Model) -> true ; throw(no_model(Seed)) ).

say(Seed, different(Missing, Extra)) :-
    format("seed ~d:~n", [Seed]),
    forall(member(M, Missing), format("  reference: ~q~n", [M])),
    forall(member(E, Extra), format("  isms:      ~q~n", [E])).
say(Seed, refused(Code)) :- format("seed ~d: refused: ~w~n", [Seed, Code]).

% judge(Models, Verdicts): Models are Seed-Model. One that isms refuses would spoil its whole
% project, so then each is judged alone.
judge(Models, Verdicts) :-
    maplist(number_to_name, Models, Named),
    run(Named, Answer),
    ( Answer = refused(Code), Models = [Seed-_] -> Verdicts = [Seed-refused(Code)]
    ; Answer = refused(_) -> findall(V, (member(M, Models), judge([M], [V])), Verdicts)
    ; Answer = tables(Tables), maplist(verdict(Tables), Named, Verdicts) ).

number_to_name(Seed-Model, model(Seed, Name, Model)) :- format(atom(Name), "m~d", [Seed]).

verdict(Tables, model(Seed, Name, Model), Seed-Verdict) :-
    as_of(Day),
    ( catch(results(Model, Day, Results), Error, (print_message(error, Error), fail)) -> true
    ; throw(no_results(Seed)) ),
    exclude(of_records(Model), Results, Visible),
    maplist(shown(Model), Visible, Unsorted),
    msort(Unsorted, Expected),
    found(Name, Model, Tables, Found),
    without(Expected, Found, Missing),
    without(Found, Expected, Extra),
    ( Missing == [], Extra == [] -> Verdict = same ; Verdict = different(Missing, Extra) ).

% Each member of one list is taken away once for each in the other.
without([], _, []).
without([X | Xs], Others, Rest) :-
    ( selectchk(X, Others, Fewer) -> without(Xs, Fewer, Rest)
    ; Rest = [X | More], without(Xs, Others, More) ).

% ---- results as isms shows them ----

% Records have no name to be compared by.
of_records(_, value(record(_, _, _), _, _)).
of_records(Model, value(_, F, _)) :- member(field(_, F, obj(L), _, _, _), Model), is_link(L, Model), !.
of_records(Model, value(_, F, _)) :- member(field(L, _, _, _, _, F), Model), is_link(L, Model), !.

is_link(L, Model) :- memberchk(field(L, _, _, _, head, _), Model).

shown(Model, value(Id, F, V), value(Id, F, S)) :- once(shown_value(V, Plain)), any_order(Model, F, Plain, S).
shown(_, gap(Rule, Ids, State, Severity), gap(Rule, Once, State, Severity)) :- list_to_set(Ids, Once).

% Tables sort computed lists of objects in their own way; what a list means does not depend on it.
any_order(Model, F, List, Sorted) :-
    is_list(List),
    ( member(field(_, F, obj(_), _, computed(_), _), Model) ; member(field(_, _, _, _, _, F), Model) ), !,
    msort(List, Sorted).
any_order(_, _, V, V).

shown_value(yes, true).
shown_value(no, false).
shown_value(none, null).
shown_value(o(Id), S) :- atom_string(Id, S).
shown_value(sym(_, X), S) :- atom_string(X, S).
shown_value(word(_, X), S) :- atom_string(X, S).
shown_value(d(N), S) :-
    day_number(date(Y, M, D), N),
    format(string(S), "~|~`0t~d~4+-~|~`0t~d~2+-~|~`0t~d~2+", [Y, M, D]).
shown_value(V, S) :- memberchk(V, [money(_), percent(_)]), value_text(V, T), atom_string(T, S).
shown_value(days(1), "1 day").
shown_value(days(N), S) :- format(string(S), "~d days", [N]).
shown_value(L, Ss) :- is_list(L), maplist([V, S]>>once(shown_value(V, S)), L, Ss).
shown_value(V, V).

% ---- running isms ----

run(Named, Answer) :-
    nb_getval(folder, Folder),
    atom_concat(Folder, '/project', Project),
    empty_folder(Project),
    write_file(Project, 'project.isms', compare:project_text),
    forall(member(model(_, Name, Model), Named),
           ( atom_concat(Name, '.isms', File), write_file(Project, File, print_model(Name, Model)) )),
    findall(View, (member(model(_, Name, Model), Named), member(kind(K, _), Model), \+ is_link(K, Model),
                   format(atom(View), "~w-~w", [Name, K])), Views),
    nb_getval(isms, Isms),
    append([report, '-C', Project, '--as-of', '2026-06-01', '-f', json, 'all-gaps'], Views, Arguments),
    program(Isms, Arguments, Codes, Status),
    ( Status == exit(0), phrase(json(Json), Codes) -> Answer = tables(Json)
    ; refusal(Project, Code), Answer = refused(Code) ).

project_text :-
    format("project random \"Random models\"~n  currency: EUR~n~nuse methods.iso27005-5x5~n~n"),
    format("person boss~n~n"),
    format("view all-gaps~n  from: g in gap~n  columns: g.rule.source as \"source\", g.rule.id as \"rule\", "),
    format("g.objects as \"objects\", g.state as \"state\", g.severity as \"severity\"~n").

% The first error says why.
refusal(Project, Code) :-
    nb_getval(isms, Isms),
    program(Isms, [check, '-q', '-f', concise, '-C', Project, '--as-of', '2026-06-01'], Codes, _),
    string_codes(Text, Codes),
    split_string(Text, "\n", "", Lines),
    ( member(Line, Lines), sub_string(Line, _, _, _, "error[E") -> Code = Line ; Code = "no error, but no result: a crash" ).

% ---- what isms found ----

found(Name, Model, json(Document), Sorted) :-
    memberchk("tables"-Tables, Document),
    findall(value(Id, F, V),
            ( member(kind(K, _), Model),
              \+ is_link(K, Model),
              format(string(View), "~w-~w", [Name, K]),
              table(View, Tables, Rows),
              member(json(["id"-IdText | Cells]), Rows),
              atom_string(Id, IdText),
              member(Key-Shown, Cells),
              atom_string(F, Key),
              any_order(Model, F, Shown, V) ), Values),
    table("all-gaps", Tables, GapRows),
    format(string(Prefix), "~w.isms:", [Name]),
    findall(gap(Rule, Ids, State, Severity),
            ( member(json(["source"-Source, "rule"-RuleText, "objects"-IdTexts, "state"-StateText,
                           "severity"-SeverityText]), GapRows),
              string_concat(Prefix, _, Source),
              atom_string(Rule, RuleText),
              maplist([T, A]>>atom_string(A, T), IdTexts, Ids),
              atom_string(State, StateText),
              atom_string(Severity, SeverityText) ), Gaps),
    append(Values, Gaps, All),
    msort(All, Sorted).

table(Name, Tables, Rows) :-
    member(json(Table), Tables),
    memberchk("name"-Name, Table), !,
    memberchk("rows"-Rows, Table).

% ---- the smallest model that still differs ----

keep_smallest(Seed) :-
    seed_model(Seed, Seed-Model),
    judge([Seed-Model], [_-Verdict]),
    ( Verdict == same
    -> format("seed ~d differs only together with the models around it~n", [Seed])
    ;  class(Verdict, Class),
       smaller(Model, Class, Smallest),
       judge([Seed-Smallest], [Seed-Last]),
       nb_getval(folder, Folder),
       format(atom(Keep), "mv '~w/project' '~w/smallest'", [Folder, Folder]),
       shell(Keep, 0),
       format("~nthe smallest model:~n", []),
       say(Seed, Last),
       print_model(smallest, Smallest) ).

class(different(_, _), different).
class(refused(Line), Code) :- sub_string(Line, B, _, _, "error[E"), !, sub_string(Line, B, 12, _, Code).
class(refused(Line), Line).

% Declarations are left out as long as the difference stays, from the last to the first.
smaller(Model, Class, Smallest) :-
    length(Model, N),
    once_through(N, Model, Class, Next),
    ( Next == Model -> Smallest = Next ; smaller(Next, Class, Smallest) ).

once_through(0, Model, _, Model) :- !.
once_through(I, Model, Class, Smallest) :-
    Less is I - 1,
    ( nth1(I, Model, D0, Left), with_parts(D0, Left, Without), still(Without, Class) -> Next = Without
    ; nth1(I, Model, D, Rest), simpler(D, D2), nth1(I, Simpler, D2, Rest), still(Simpler, Class) -> Next = Simpler
    ; Next = Model ),
    once_through(Less, Next, Class, Smallest).

% With a field go the records in it, with a member its record.
with_parts(value(Id, F, _), Model, Without) :- !, exclude(part(Id, F), Model, Without).
with_parts(_, Model, Model).

part(Id, F, object(_, record(Id, F, _))).
part(Id, F, value(record(Id, F, _), _, _)).

still(Model, Class) :-
    \+ strays(Model),
    catch(judge([0-Model], [_-Verdict]), _, fail),
    Verdict \== same,
    class(Verdict, Class).

% A record without the field that holds it has no text.
strays(Model) :-
    member(object(_, record(Id, F, I)), Model),
    \+ ( member(value(Id, F, V), Model), ( V == o(record(Id, F, I)) ; is_list(V), memberchk(o(record(Id, F, I)), V) ) ).
strays(Model) :-
    member(value(record(Id, F, I), _, _), Model),
    \+ memberchk(object(_, record(Id, F, I)), Model).
strays(Model) :-
    member(value(_, _, V), Model),
    ( is_list(V) -> member(o(R), V) ; V = o(R) ),
    \+ memberchk(object(_, R), Model).

% One formula of the declaration becomes one of its parts.
simpler(D, D2) :- D =.. [F | Args], nth1(I, Args, A, Others), simpler_in(A, A2), nth1(I, Args2, A2, Others), D2 =.. [F | Args2].

simpler_in(E, Part) :- compound(E), E = op(_, A, B), member(Part, [A, B]).
simpler_in(if(_, A, B), Part) :- member(Part, [A, B]).
simpler_in(not(C), C).
simpler_in(E, lit(yes)) :- condition_form(E).
simpler_in(E, E2) :- compound(E), E =.. [F | Args], nth1(I, Args, A, Others), simpler_in(A, A2), nth1(I, Args2, A2, Others), E2 =.. [F | Args2].

condition_form(is_set(_)).
condition_form(not_set(_)).
condition_form(is_empty(_)).
condition_form(not_empty(_)).
condition_form(quantifier(_, _, _, _)).
condition_form(reaches(_, _, _)).
condition_form(op(Op, _, _)) :- memberchk(Op, [==, '!=', <, <=, >, >=, in, 'not in', and, or, implies]).
