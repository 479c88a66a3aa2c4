% print.pl -- a model as the text of an .isms file, with views that list everything in it.
% SPDX-License-Identifier: Apache-2.0
:- module(print, [print_model/2, value_text/2]).
:- use_module(calendar).

% print_model(Namespace, Model): the text goes to the current output.
print_model(Namespace, Model) :-
    format("namespace ~w~n", [Namespace]),
    forall(member(D, Model), declaration(D, Model)),
    forall(( member(kind(K, _), Model), \+ is_link(K, Model) ), view(Namespace, K, Model)).

declaration(scale(S, Symbols), _) :-
    format("~nscale ~w~n", [S]),
    forall(member(X-N, Symbols), (format("  ~w: ", [X]), number_text(N, T), format("~w~n", [T]))).
declaration(matrix(M, Scales, Result, Rows), _) :-
    atomic_list_concat(Scales, ', ', Axes),
    format("~nmatrix ~w (~w) -> ~w~n", [M, Axes, Result]),
    forall(member(X-Cells, Rows),
           ( atomic_list_concat(Cells, ', ', Line), format("  ~w: ~w~n", [X, Line]) )).
declaration(kind(K, Parent), Model) :-
    format("~nkind ~w", [K]),
    ( Parent == none -> nl ; format(" extends ~w~n", [Parent]) ),
    forall(member(field(K, F, Type, Card, How, Inverse), Model), field(F, Type, Card, How, Inverse)).
declaration(field(_, _, _, _, _, _), _).
declaration(value(_, _, _), _).
declaration(let(Name, Params, Type, Annotated, E), _) :-
    format("~nlet ~w", [Name]),
    parameters(Params),
    ( Annotated == yes -> type_text(Type, T), format(" -> ~w", [T]) ; true ),
    text(E, 0, Text),
    format(" = ~w~n", [Text]).
declaration(relations(Relations), _) :-
    forall(member(relation(R, Params, Whens), Relations),
           ( format("~nrelation ~w", [R]),
             parameters(Params),
             nl,
             forall(member(When, Whens), (text(When, 0, T), format("  when: ~w~n", [T]))) )).
declaration(object(_, record(_, _, _)), _) :- !.
declaration(object(K, Id), Model) :-
    format("~n~w ~w~n", [K, Id]),
    forall(member(value(Id, F, Value), Model),
           ( given_text(Model, Value, Text), format("  ~w: ~w~n", [F, Text]) )).
declaration(rule(Rule, Bindings, Lets, How, Condition), _) :-
    format("~nrule ~w \"Rule ~w\"~n", [Rule, Rule]),
    ( Bindings == [] -> true
    ; maplist(binding_text, Bindings, Texts),
      atomic_list_concat(Texts, ', ', Line),
      format("  for: ~w~n", [Line]) ),
    forall(member(X-E, Lets), (text(E, 0, T), format("  let: ~w = ~w~n", [X, T]))),
    text(Condition, 0, Text),
    format("  ~w: ~w~n", [How, Text]).
declaration(waiver(W, Rule, On, By, ApprovedOn, Expires), _) :-
    format("~nwaiver ~w \"Waiver ~w\"~n  rule: ~w~n  reason: \"random\"~n", [W, W, Rule]),
    ( On == [] -> true ; atomic_list_concat(On, ', ', Objects), format("  on: ~w~n", [Objects]) ),
    approval(By, ApprovedOn),
    date_text(Expires, End),
    format("  expires: ~w~n", [End]).
declaration(adjust(Rule, Severity, Disabled, By, ApprovedOn), _) :-
    format("~nadjust ~w~n  reason: \"random\"~n", [Rule]),
    ( Severity == none -> true ; format("  severity: ~w~n", [Severity]) ),
    ( Disabled == none -> true ; format("  disabled: ~w~n", [Disabled]) ),
    approval(By, ApprovedOn).

approval(By, On) :-
    ( By == none -> true ; format("  approved-by: ~w~n", [By]) ),
    ( On == none -> true ; date_text(On, Approved), format("  approved-on: ~w~n", [Approved]) ).

view(Namespace, K, Model) :-
    findall(Column, column(K, Model, Column), Columns),
    atomic_list_concat(['x.id as "id"' | Columns], ', ', Line),
    format("~nview ~w-~w~n  from: x in ~w~n  columns: ~w~n", [Namespace, K, K, Line]).

% Each field once, in the view of the kind that declares it.
column(K, Model, Column) :-
    ( member(field(K, F, Type, _, _, _), Model), \+ ( Type = obj(L), is_link(L, Model) )
    ; member(field(Owner, _, obj(To), _, _, F), Model), F \== none, \+ is_link(Owner, Model), target(To, Model, K) ),
    format(atom(Column), "x.~w as \"~w\"", [F, F]).

is_link(K, Model) :- memberchk(field(K, _, _, _, head, _), Model).

% What a reference leads to, through the head of a record.
target(K, Model, Target) :- memberchk(field(K, _, obj(Target), _, head, _), Model), !.
target(K, _, K).

field(F, Type, Card, How, Inverse) :-
    card_text(Type, Card, T),
    format("  ~w: ~w", [F, T]),
    ( How = computed(E) -> text(E, 0, Text), format(" = ~w", [Text])
    ; How = default(E) -> text(E, 0, Text), format(", default: ~w", [Text])
    ; How == head -> format(", head: yes")
    ; How == acyclic -> format(", acyclic: yes")
    ; true ),
    ( Inverse == none -> nl ; format(", inverse: ~w~n", [Inverse]) ).

card_text(Type, Card, Text) :-
    type_text(Type, T),
    memberchk(Card-Mark, [req-'', opt-'?', many-'*']),
    ( Type = enum(_), Card \== req -> format(atom(Text), "(~w)~w", [T, Mark])
    ; atom_concat(T, Mark, Text) ).

type_text(num, number).
type_text(int, integer).
type_text(money, money).
type_text(percent, percent).
type_text(days, duration).
type_text(bool, 'yes-no').
type_text(date, date).
type_text(text, text).
type_text(scale(S), S).
type_text(obj(K), K).
type_text(enum(Words), T) :-
    atomic_list_concat(Words, ', ', Line),
    format(atom(T), "one of (~w)", [Line]).
type_text(optional(Type), T) :- card_text(Type, opt, T).
type_text(list(Type), T) :- card_text(Type, many, T).

parameters([]).
parameters([P | Ps]) :-
    findall(Text, (member(X-Type, [P | Ps]), type_text(Type, T), format(atom(Text), "~w: ~w", [X, T])), Texts),
    atomic_list_concat(Texts, ', ', Line),
    format(" (~w)", [Line]).

binding_text(for(X, Source, Where), Text) :-
    text(Source, 0, S),
    ( Where = lit(yes) -> format(atom(Text), "~w in ~w", [X, S])
    ; text(Where, 0, C), format(atom(Text), "~w in ~w where ~w", [X, S, C]) ).

% Values in fields of objects: symbols and words are bare there.
given_text(Model, Values, Text) :-
    is_list(Values), !,
    maplist(given_text(Model), Values, Texts),
    atomic_list_concat(Texts, ', ', Text).
given_text(_, sym(_, X), X) :- !.
given_text(Model, o(Id), Text) :-
    compound(Id), !,
    findall(F-T, (member(value(Id, F, V), Model), given_text(Model, V, T0), bracketed(V, T0, T)), Pairs),
    ( Pairs = [to-Text] -> true
    ; findall(P, (member(F-T, Pairs), format(atom(P), "~w: ~w", [F, T])), Ps),
      atomic_list_concat(Ps, ', ', Line),
      format(atom(Text), "{ ~w }", [Line]) ).
given_text(_, V, Text) :- value_text(V, Text).

bracketed(V, T0, T) :- ( is_list(V) -> format(atom(T), "[~w]", [T0]) ; T = T0 ).

value_text(yes, yes).
value_text(no, no).
value_text(o(Id), Id).
value_text(word(_, W), W).
value_text(sym(S, X), Text) :- format(atom(Text), "~w.~w", [S, X]).
value_text(d(N), Text) :- date_text(d(N), Text).
value_text(money(N), Text) :- number_text(N, T), format(atom(Text), "~w EUR", [T]).
value_text(percent(N), Text) :- number_text(N, T), format(atom(Text), "~w%", [T]).
value_text(days(N), Text) :- format(atom(Text), "~w days", [N]).
value_text(months(N), Text) :- format(atom(Text), "~w months", [N]).
value_text(S, Text) :- string(S), format(atom(Text), "\"~w\"", [S]).
value_text(N, Text) :- number(N), number_text(N, Text).

date_text(d(N), Text) :-
    day_number(date(Y, M, D), N),
    format(atom(Text), "~|~`0t~d~4+-~|~`0t~d~2+-~|~`0t~d~2+", [Y, M, D]).

% Decimals have at most six places.
number_text(N, Text) :-
    N < 0, !,
    Positive is -N,
    number_text(Positive, T),
    atom_concat(-, T, Text).
number_text(N, Text) :-
    Micro is round(N * 1000000),
    Whole is Micro // 1000000,
    Rest is Micro mod 1000000,
    ( Rest =:= 0 -> Text = Whole
    ; format(atom(Padded), "~|~`0t~d~6+", [Rest]),
      without_zeros(Padded, Places),
      format(atom(Text), "~w.~w", [Whole, Places]) ).

without_zeros(Padded, Places) :-
    ( atom_concat(Shorter, '0', Padded) -> without_zeros(Shorter, Places) ; Places = Padded ).

% ---- formulas ----

% text(Formula, Least, Text): in brackets unless the formula binds at least as strongly as Least.
% The levels follow the table of docs/language.md.
text(E, Least, Text) :-
    once(form(E, Level, Plain)),
    ( Level >= Least -> Text = Plain ; format(atom(Text), "(~w)", [Plain]) ).

level(implies, 1).
level(or, 2).
level(and, 3).
level(not, 4).
level(compare, 5).
level(union, 6).
level(except, 6).
level(+, 7).
level(-, 7).
level(*, 8).
level(/, 8).
level(otherwise, 9).
level(minus, 10).
level(Op, 5) :- memberchk(Op, [==, '!=', <, <=, >, >=, in, 'not in']).

form(lit(V), Level, Text) :-
    value_text(V, Text),
    ( number(V), V < 0 -> Level = 10 ; Level = 11 ).
form(bare(sym(_, X)), 11, X).
form(bare(word(_, X)), 11, X).
form(missing, 11, none).
form(today, 11, today).
form(var(X), 11, X).
form(self, 11, self).
form(own(F), 11, F).
form(all(K), 11, K).
form(constant(Name), 11, Name).
form(field(E, F), 11, Text) :- text(E, 11, T), format(atom(Text), "~w.~w", [T, F]).
form(closure(E, F, Mark), 11, Text) :-
    text(E, 11, T),
    ( Mark == plus -> M = + ; M = * ),
    format(atom(Text), "~w.~w~w", [T, F, M]).
form(list(Es), 11, Text) :-
    texts(Es, Line),
    format(atom(Text), "[~w]", [Line]).
form(each(E, Fors, Where), 11, Text) :-
    each_text(E, Fors, Where, T),
    format(atom(Text), "[~w]", [T]).
form(count_of(X, L, Where), 11, Text) :-
    binding_text(for(X, L, Where), T),
    format(atom(Text), "count(~w)", [T]).
form(call(_, F, [each(E, Fors, Where)]), 11, Text) :-
    each_text(E, Fors, Where, T),
    format(atom(Text), "~w(~w)", [F, T]).
form(call(_, F, Es), 11, Text) :-
    texts(Es, Line),
    format(atom(Text), "~w(~w)", [F, Line]).
form(op(Op, A, B), Level, Text) :-
    level(Op, Level),
    sides(Op, Level, Left, Right),
    text(A, Left, TA),
    text(B, Right, TB),
    format(atom(Text), "~w ~w ~w", [TA, Op, TB]).
form(not(C), 4, Text) :- text(C, 4, T), format(atom(Text), "not ~w", [T]).
form(is_set(E), 5, Text) :- text(E, 6, T), format(atom(Text), "~w is set", [T]).
form(not_set(E), 5, Text) :- text(E, 6, T), format(atom(Text), "~w is not set", [T]).
form(is_empty(E), 5, Text) :- text(E, 6, T), format(atom(Text), "~w is empty", [T]).
form(not_empty(E), 5, Text) :- text(E, 6, T), format(atom(Text), "~w is not empty", [T]).
form(reaches(A, B, F), 5, Text) :-
    text(A, 6, TA),
    text(B, 6, TB),
    format(atom(Text), "~w reaches ~w via ~w", [TA, TB, F]).
form(if(C, A, B), 0, Text) :-
    text(C, 1, TC),
    text(A, 1, TA),
    text(B, 0, TB),
    format(atom(Text), "if ~w then ~w else ~w", [TC, TA, TB]).
form(quantifier(Q, X, L, C), 0, Text) :-
    ( Q = exactly(N) -> format(atom(Word), "exactly ~w", [N])
    ; Q = at_least(N) -> format(atom(Word), "at least ~w", [N])
    ; Q = at_most(N) -> format(atom(Word), "at most ~w", [N])
    ; Word = Q ),
    ( Q == every -> Then = satisfies ; Then = where ),
    text(L, 1, TL),
    text(C, 0, TC),
    format(atom(Text), "~w ~w in ~w ~w ~w", [Word, X, TL, Then, TC]).

% Same level to the left where operators group from the left; none for comparisons, and brackets
% where the manual does not say how an operator groups.
sides(Op, Level, Level, Right) :-
    memberchk(Op, [and, or, union, except, +, -, *, /]), !,
    Right is Level + 1.
sides(_, Level, Above, Above) :- Above is Level + 1.

texts(Es, Line) :-
    findall(T, (member(E, Es), text(E, 0, T)), Texts),
    atomic_list_concat(Texts, ', ', Line).

each_text(E, Fors, Where, Text) :-
    text(E, 1, TE),
    findall(T, (member(X-L, Fors), text(L, 1, TL), format(atom(T), " for ~w in ~w", [X, TL])), Texts),
    atomic_list_concat(Texts, Line),
    ( Where = lit(yes) -> W = ''
    ; text(Where, 0, TC), atom_concat(' where ', TC, W) ),
    format(atom(Text), "~w~w~w", [TE, Line, W]).
