% figures.pl -- the job for SWI-Prolog, by rules with tabling.
% usage: swipl -q -g main -t halt figures.pl -- model.pl
% SPDX-License-Identifier: Apache-2.0
:- use_module(library(aggregate)).
:- set_prolog_flag(table_space, 17179869184).
:- set_prolog_flag(stack_limit, 17179869184).

% An asset is worth at least as much as everything that depends on it.
:- table worth(_, max).
worth(Asset, Value) :- asset(Asset, _, _, Value, _).
worth(Asset, Value) :- asset_dependency(Other, Asset), worth(Other, Value).

:- table needs/2.
needs(A, B) :- asset_dependency(A, B).
needs(A, C) :- asset_dependency(A, B), needs(B, C).

inherent(Risk, Score) :-
    risk(Risk, _, _, _, Likelihood, _, _, _, _),
    aggregate_all(max(Value), (risk_asset(Risk, Asset), worth(Asset, Value)), Worth),
    Score is Likelihood * Worth.
effect(Risk, Effect) :-
    aggregate_all(sum(E), (risk_control(Risk, Control), control(Control, _, implemented, E, _)), Effect).
residual(Risk, Inherent, Residual) :-
    inherent(Risk, Inherent), effect(Risk, Effect), Residual is Inherent * (100 - min(90, Effect)).

reason(Control, Risk) :- risk_control(Risk, Control).
reason(Control, Requirement) :- requirement_control(Requirement, Control).
:- table applicable/1.
applicable(Control) :- control(Control, _, _, _, _), once(reason(Control, _)).
:- table audited/1.
audited(Control) :-
    settings(_, _, _, Cutoff), audit_control(Audit, Control), audit(Audit, _, _, Performed), Performed >= Cutoff.

owner(Person) :- risk(_, _, _, _, _, _, _, Person, _).
owner(Person) :- asset(_, _, _, _, Person).

case('B-01') :-
    settings(_, Acceptance, _, _), risk(Risk, _, _, _, _, _, untreated, _, _),
    residual(Risk, _, Residual), Residual > Acceptance * 100.
case('B-02') :-
    risk(Risk, _, _, _, _, _, mitigate, _, _),
    \+ (risk_control(Risk, Control), control(Control, _, implemented, _, _)).
case('B-03') :- owner('').
case('B-04') :- owner(Person), person(Person, _, yes).
case('B-05') :- settings(_, _, Cutoff, _), evidence(_, _, _, Date), Date < Cutoff.
case('B-06') :- settings(Today, _, _, _), audit(_, _, Planned, 0), Planned < Today.
case('B-07') :- finding(Finding, _, _, _, _), \+ action(_, _, Finding, _, _, _).
case('B-08') :- settings(Today, _, _, _), action(_, _, _, _, Due, 0), Due < Today.
case('B-09') :- asset(Asset, _, _, _, _), \+ risk_asset(_, Asset), \+ asset_dependency(_, Asset).
case('B-10') :- asset(Asset, _, _, _, _), once(needs(Asset, Asset)).
case('B-11') :- applicable(Control), \+ audited(Control).
case('B-12') :- settings(Today, _, _, _), risk(_, _, _, _, _, _, _, _, Review), Review < Today.
case(applicable) :- applicable(_).
case('not-applicable') :- control(Control, _, _, _, _), \+ applicable(Control).
case(reasons) :- reason(_, _).
case('excluded-but-needed') :- control(Control, _, excluded, _, _), applicable(Control).
case('not-implemented') :-
    control(Control, _, Status, _, _), Status \== excluded, Status \== implemented, applicable(Control).

main :-
    current_prolog_flag(argv, [File|_]),
    load_files(File, [silent(true)]),
    aggregate_all(sum(Value), (asset(Asset, _, _, _, _), worth(Asset, Value)), Values),
    aggregate_all(r(sum(I), sum(R)), residual(_, I, R), r(Inherent, Residual)),
    format("asset-values ~d~ninherent ~d~nresidual ~d~n", [Values, Inherent, Residual]),
    forall(clause(case(Name), _), (aggregate_all(count, case(Name), Count), format("~w ~d~n", [Name, Count]))).
