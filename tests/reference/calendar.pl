% calendar.pl -- days as numbers, 1970-01-01 being 0.
% SPDX-License-Identifier: Apache-2.0
:- module(calendar, [day_number/2, day_after_months/3]).

leap(Y) :- Y mod 4 =:= 0, Y mod 100 =\= 0.
leap(Y) :- Y mod 400 =:= 0.

month_days(Y, 2, 29) :- leap(Y), !.
month_days(_, M, Days) :- nth1(M, [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], Days).

year_days(Y, Days) :- ( leap(Y) -> Days = 366 ; Days = 365 ).

% day_number(date(Year, Month, Day), Number): one of both is known. Counted one year and one month
% at a time: slow, and hard to get wrong.
day_number(date(Y, M, D), Number) :-
    nonvar(Y), !,
    days_before_year(Y, Years),
    Before is M - 1,
    findall(Days, (between(1, Before, E), month_days(Y, E, Days)), Months),
    sum_list([Years, D | Months], Sum),
    Number is Sum - 1.
day_number(Date, Number) :- find_year(1970, Number, Date).

days_before_year(Y, Days) :-
    Y >= 1970, !,
    Last is Y - 1,
    findall(N, (between(1970, Last, E), year_days(E, N)), Ns),
    sum_list(Ns, Days).
days_before_year(Y, Days) :-
    findall(N, (between(Y, 1969, E), year_days(E, N)), Ns),
    sum_list(Ns, Sum),
    Days is -Sum.

find_year(Y, Rest, Date) :-
    Rest < 0, !,
    Before is Y - 1,
    year_days(Before, Days),
    More is Rest + Days,
    find_year(Before, More, Date).
find_year(Y, Rest, Date) :-
    year_days(Y, Days),
    Rest >= Days, !,
    Less is Rest - Days,
    Next is Y + 1,
    find_year(Next, Less, Date).
find_year(Y, Rest, Date) :- find_month(Y, 1, Rest, Date).

find_month(Y, M, Rest, Date) :-
    month_days(Y, M, Days),
    Rest >= Days, !,
    Less is Rest - Days,
    Next is M + 1,
    find_month(Y, Next, Less, Date).
find_month(Y, M, Rest, date(Y, M, D)) :- D is Rest + 1.

% A month later is the same day of the next month, or its last day where it has none.
day_after_months(Number, Months, After) :-
    day_number(date(Y, M, D), Number),
    Count is Y * 12 + M - 1 + Months,
    Y2 is Count div 12,
    M2 is Count mod 12 + 1,
    month_days(Y2, M2, Last),
    D2 is min(D, Last),
    day_number(date(Y2, M2, D2), After).
