% program.pl -- folders of texts, and isms run on them.
% SPDX-License-Identifier: Apache-2.0
:- module(program, [empty_folder/1, write_file/3, program/4]).
:- use_module(library(process)).
:- meta_predicate write_file(+, +, 0).

empty_folder(Folder) :-
    format(atom(Clear), "rm -rf '~w' && mkdir -p '~w'", [Folder, Folder]),
    shell(Clear, 0).

% What the goal prints becomes the file.
write_file(Folder, Name, Goal) :-
    atomic_list_concat([Folder, /, Name], Path),
    setup_call_cleanup(open(Path, write, Stream), with_output_to_stream(Stream, Goal), close(Stream)).

with_output_to_stream(Stream, Goal) :-
    current_output(Before),
    set_output(Stream),
    call(Goal),
    set_output(Before).

% program(Isms, Arguments, Codes, Status): Codes is what it says; warnings are not looked at.
program(Isms, Arguments, Codes, Status) :-
    process_create(Isms, Arguments, [stdout(pipe(Out)), stderr(null), process(Process)]),
    read_stream_to_codes(Out, Codes),
    close(Out),
    process_wait(Process, Status).
