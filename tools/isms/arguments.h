/* arguments.h -- what the user asked for on the command line. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_TOOLS_ISMS_ARGUMENTS_H
#define ISMS_TOOLS_ISMS_ARGUMENTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/diag.h"
#include "base/str.h"
#include "base/vec.h"

/*
 * Options stand anywhere; `--` ends them. `--name=value` and `--name value`, `-f csv` and `-fcsv`,
 * `-qv`; `--no-name` for switches; names are never abbreviated, so that scripts survive new
 * options. A value is checked here as far as it can be without a project.
 */
enum option {
#define OPTION(name, letter, long_name, value, help) OPTION_##name,
#include "tools/isms/options.def"
#undef OPTION
    OPTION_COUNT
};

struct option_info {
    char letter;           /* 0: none */
    const char *long_name; /* "": none */
    const char *value;     /* "": a switch */
    const char *help;
};
const struct option_info *option_info(enum option option);

/* A set of options, to say which ones a command knows. */
typedef uint64_t option_set;
#define OPTION_BIT(name) ((option_set)1 << OPTION_##name)

enum color_choice { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };
enum error_style { ERRORS_PRETTY, ERRORS_ASCII, ERRORS_PLAIN };

/* One `-f FORMAT[=FILE]`. */
struct format_request {
    struct str format;
    struct str path;
    bool has_path;
};

/* One `--rules FIELD=WORD,...`; `--stage` and `--phase` are short for it. */
struct rule_request {
    struct str attribute, words;
};

struct arguments {
    VEC(struct str) operands; /* the command is the first one */
    option_set given;
    struct str directory, project, as_of, output, run; /* empty: not given */
    VEC(struct format_request) formats;
    VEC(struct rule_request) rules;
    enum severity fail_on; /* 0: never */
    uint32_t up, down;     /* UINT32_MAX: all */
    uint32_t budget;       /* 0: not given */
    uint32_t width;
    uint32_t threshold; /* percent */
    uint32_t runs;      /* 0: not given */
    uint32_t jobs;      /* 0: not given */
    uint64_t steps;     /* 0: not given */
    bool wants_coverage, wants_library;
    bool ignores_waivers, shows_waived, is_check, is_diff, is_partial;
    bool is_quiet, is_verbose, wants_timings, wants_help, wants_version;
    enum color_choice color;
    enum error_style error_style;
};

/*
 * `argv` is without the program's name and ends with NULL; its texts are borrowed. Returns whether
 * all of it is understood; if not, *ret_fault says what is wrong, from the arena.
 */
bool arguments_parse(struct arguments *arguments, struct arena *arena, char *const *argv,
                     struct str *ret_fault) ISMS_NODISCARD;
void arguments_release(struct arguments *arguments);

static inline bool arguments_have(const struct arguments *arguments, enum option option)
{
    return (arguments->given >> option & 1) != 0;
}

#endif
