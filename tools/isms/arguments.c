/* arguments.c -- what the user asked for on the command line. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tools/isms/arguments.h"

#include "base/parallel.h"
#include "base/suggest.h"

#include <assert.h>
#include <stddef.h>

static const struct option_info options[OPTION_COUNT] = {
#define OPTION(name, letter, long_name, value, help)                                               \
    [OPTION_##name] = { letter, long_name, value, help },
#include "tools/isms/options.def"
#undef OPTION
};

_Static_assert(OPTION_COUNT <= 64, "option_set has a bit for each option");

const struct option_info *option_info(enum option option)
{
    return &options[option];
}

static bool takes_value(enum option option)
{
    return options[option].value[0] != '\0';
}

/* ---- values ---- */

/* One option as it was written, with the value that belongs to it. */
struct given {
    enum option option;
    struct str spelling; /* "--as-of", for messages */
    struct str value;
    bool is_negated;
};

struct parser {
    struct arguments *arguments;
    struct arena *arena;
    char *const *next;
    struct str fault;
};

static bool refuse_value(struct parser *parser, const struct given *given, const char *expected)
{
    parser->fault = arena_format(parser->arena, "`%.*s` cannot be `%.*s`: it takes %s",
                                 STR_ARG(given->spelling), STR_ARG(given->value), expected);
    return false;
}

/* The index of the value in a NULL-terminated list of words, or -1. */
static int find_word(struct str value, const char *const *words)
{
    for (int i = 0; words[i] != NULL; i++)
        if (str_equal(value, str_from(words[i])))
            return i;
    return -1;
}

enum { NUMBER_MOST = 1000000 };

static bool read_number(struct str value, uint32_t *ret_number)
{
    uint32_t number = 0;

    for (size_t i = 0; i < value.len; i++) {
        if (value.ptr[i] < '0' || value.ptr[i] > '9')
            return false;
        number = number * 10 + (uint32_t)(value.ptr[i] - '0');
        if (number > NUMBER_MOST)
            return false;
    }
    if (value.len == 0)
        return false;
    *ret_number = number;
    return true;
}

static bool read_width(struct parser *parser, const struct given *given)
{
    if (read_number(given->value, &parser->arguments->width))
        return true;
    return refuse_value(parser, given, "a number of columns, or 0 for no limit");
}

static bool read_budget(struct parser *parser, const struct given *given)
{
    if (read_number(given->value, &parser->arguments->budget) && parser->arguments->budget > 0)
        return true;
    return refuse_value(parser, given, "a number of boxes from 1");
}

static bool read_runs(struct parser *parser, const struct given *given)
{
    if (read_number(given->value, &parser->arguments->runs) && parser->arguments->runs > 0)
        return true;
    return refuse_value(parser, given, "a number of runs from 1");
}

static bool read_jobs(struct parser *parser, const struct given *given)
{
    uint32_t *jobs = &parser->arguments->jobs;

    if (read_number(given->value, jobs) && *jobs > 0 && *jobs <= THREADS_MOST)
        return true;
    parser->fault = arena_format(
        parser->arena, "`%.*s` cannot be `%.*s`: it takes a number of threads from 1 to %d",
        STR_ARG(given->spelling), STR_ARG(given->value), THREADS_MOST);
    return false;
}

/* There is no telling how many a large project needs, so any number of digits that fits. */
static bool read_fuel(struct parser *parser, const struct given *given)
{
    uint64_t steps = 0;

    for (size_t i = 0; i < given->value.len; i++) {
        char digit = given->value.ptr[i];
        if (digit < '0' || digit > '9' || steps > (UINT64_MAX - 9) / 10)
            return refuse_value(parser, given, "a number of steps from 1");
        steps = steps * 10 + (uint64_t)(digit - '0');
    }
    parser->arguments->steps = steps;
    return steps > 0 || refuse_value(parser, given, "a number of steps from 1");
}

static bool read_threshold(struct parser *parser, const struct given *given)
{
    if (read_number(given->value, &parser->arguments->threshold) &&
        parser->arguments->threshold <= 100)
        return true;
    return refuse_value(parser, given, "a percentage from 0 to 100");
}

static bool read_steps(struct parser *parser, const struct given *given, uint32_t *ret_steps)
{
    if (str_equal(given->value, STR("all"))) {
        *ret_steps = UINT32_MAX;
        return true;
    }
    return read_number(given->value, ret_steps) ||
           refuse_value(parser, given, "a number of steps, or `all`");
}

static bool read_fail_on(struct parser *parser, const struct given *given)
{
    static const char *const words[] = { "never", "info", "warning", "error", NULL };
    int found = find_word(given->value, words);

    if (found < 0)
        return refuse_value(parser, given, "error, warning, info or never");
    parser->arguments->fail_on = (enum severity)found; /* words are in the order of severities */
    return true;
}

static bool read_color(struct parser *parser, const struct given *given)
{
    static const char *const words[] = {
        [COLOR_AUTO] = "auto", [COLOR_ALWAYS] = "always", [COLOR_NEVER] = "never", NULL
    };
    int found = find_word(given->value, words);

    if (found < 0)
        return refuse_value(parser, given, "auto, always or never");
    parser->arguments->color = (enum color_choice)found;
    return true;
}

static bool read_error_style(struct parser *parser, const struct given *given)
{
    static const char *const words[] = {
        [ERRORS_PRETTY] = "pretty", [ERRORS_ASCII] = "ascii", [ERRORS_PLAIN] = "plain", NULL
    };
    int found = find_word(given->value, words);

    if (found < 0)
        return refuse_value(parser, given, "pretty, ascii or plain");
    parser->arguments->error_style = (enum error_style)found;
    return true;
}

static bool read_text(struct parser *parser, const struct given *given, struct str *ret_text)
{
    if (given->value.len == 0) {
        parser->fault =
            arena_format(parser->arena, "`%.*s` has an empty value", STR_ARG(given->spelling));
        return false;
    }
    *ret_text = given->value;
    return true;
}

static bool read_format(struct parser *parser, const struct given *given)
{
    size_t equals = str_find(given->value, '=');
    struct format_request request = {
        .format = str_slice(given->value, 0, equals),
        .path = str_slice(given->value, equals + 1, given->value.len),
        .has_path = equals < given->value.len,
    };

    if (request.format.len == 0)
        return refuse_value(parser, given, "a format, like csv or csv=FILE");
    if (request.has_path && request.path.len == 0)
        return refuse_value(parser, given, "a file name after the `=`");
    VEC_PUSH(&parser->arguments->formats, request);
    return true;
}

static bool read_words(struct parser *parser, const struct given *given, const char *attribute)
{
    struct rule_request request = { .attribute = str_from(attribute) };

    if (!read_text(parser, given, &request.words))
        return false;
    VEC_PUSH(&parser->arguments->rules, request);
    return true;
}

static bool read_rules(struct parser *parser, const struct given *given)
{
    size_t equals = str_find(given->value, '=');
    struct rule_request request = { str_slice(given->value, 0, equals),
                                    str_slice(given->value, equals + 1, given->value.len) };

    if (request.attribute.len == 0 || request.words.len == 0)
        return refuse_value(parser, given, "a field of rules and a word, like grade=major");
    VEC_PUSH(&parser->arguments->rules, request);
    return true;
}

/* Where a switch is kept. */
static const size_t switches[OPTION_COUNT] = {
    [OPTION_COVERAGE] = offsetof(struct arguments, wants_coverage),
    [OPTION_LIBRARY] = offsetof(struct arguments, wants_library),
    [OPTION_NO_WAIVERS] = offsetof(struct arguments, ignores_waivers),
    [OPTION_SHOW_WAIVED] = offsetof(struct arguments, shows_waived),
    [OPTION_TIMINGS] = offsetof(struct arguments, wants_timings),
    [OPTION_CHECK] = offsetof(struct arguments, is_check),
    [OPTION_DIFF] = offsetof(struct arguments, is_diff),
    [OPTION_PARTIAL] = offsetof(struct arguments, is_partial),
    [OPTION_QUIET] = offsetof(struct arguments, is_quiet),
    [OPTION_VERBOSE] = offsetof(struct arguments, is_verbose),
    [OPTION_HELP] = offsetof(struct arguments, wants_help),
    [OPTION_VERSION] = offsetof(struct arguments, wants_version),
};

static bool flip(struct arguments *arguments, const struct given *given)
{
    bool *place = (bool *)((char *)arguments + switches[given->option]);

    assert(switches[given->option] > 0); /* operands come first */
    *place = !given->is_negated;
    return true;
}

static bool accept(struct parser *parser, const struct given *given)
{
    struct arguments *arguments = parser->arguments;

    arguments->given |= (option_set)1 << given->option;
    if (!takes_value(given->option))
        return flip(arguments, given);
    switch (given->option) {
    case OPTION_DIRECTORY:
        return read_text(parser, given, &arguments->directory);
    case OPTION_PROJECT:
        return read_text(parser, given, &arguments->project);
    case OPTION_AS_OF:
        return read_text(parser, given, &arguments->as_of);
    case OPTION_RUN:
        return read_text(parser, given, &arguments->run);
    case OPTION_OUTPUT:
        return read_text(parser, given, &arguments->output);
    case OPTION_FORMAT:
        return read_format(parser, given);
    case OPTION_STAGE:
        return read_words(parser, given, "stages");
    case OPTION_PHASE:
        return read_words(parser, given, "phase");
    case OPTION_RULES:
        return read_rules(parser, given);
    case OPTION_FAIL_ON:
        return read_fail_on(parser, given);
    case OPTION_UP:
        return read_steps(parser, given, &arguments->up);
    case OPTION_DOWN:
        return read_steps(parser, given, &arguments->down);
    case OPTION_BUDGET:
        return read_budget(parser, given);
    case OPTION_COLOR:
        return read_color(parser, given);
    case OPTION_ERROR_STYLE:
        return read_error_style(parser, given);
    case OPTION_WIDTH:
        return read_width(parser, given);
    case OPTION_THRESHOLD:
        return read_threshold(parser, given);
    case OPTION_RUNS:
        return read_runs(parser, given);
    case OPTION_JOBS:
        return read_jobs(parser, given);
    case OPTION_STEPS:
        return read_fuel(parser, given);
    case OPTION_COVERAGE:
    case OPTION_LIBRARY:
    case OPTION_NO_WAIVERS:
    case OPTION_SHOW_WAIVED:
    case OPTION_TIMINGS:
    case OPTION_CHECK:
    case OPTION_DIFF:
    case OPTION_PARTIAL:
    case OPTION_QUIET:
    case OPTION_VERBOSE:
    case OPTION_HELP:
    case OPTION_VERSION:
    case OPTION_COUNT:
        break;
    }
    return false;
}

/* ---- spellings ---- */

static bool refuse_unknown(struct parser *parser, struct str spelling)
{
    struct suggest suggest;

    suggest_start(&suggest, spelling);
    for (int i = 0; i < OPTION_COUNT; i++)
        if (options[i].long_name[0] != '\0')
            suggest_offer(&suggest, arena_format(parser->arena, "--%s", options[i].long_name));
    if (suggest.count > 0)
        parser->fault = arena_format(parser->arena, "unknown option `%.*s`; did you mean `%.*s`?",
                                     STR_ARG(spelling), STR_ARG(suggest.names[0]));
    else
        parser->fault = arena_format(parser->arena, "unknown option `%.*s`", STR_ARG(spelling));
    return false;
}

/* Takes the next argument as the value of an option that needs one. */
static bool take_value(struct parser *parser, struct given *given)
{
    if (*parser->next == NULL) {
        parser->fault = arena_format(parser->arena, "`%.*s` needs a value: %s",
                                     STR_ARG(given->spelling), options[given->option].value);
        return false;
    }
    given->value = str_from(*parser->next++);
    return true;
}

static int find_long(struct str name)
{
    for (int i = 0; i < OPTION_COUNT; i++)
        if (name.len > 0 && str_equal(name, str_from(options[i].long_name)))
            return i;
    return -1;
}

/* `--no-quiet` and `--waivers` undo `--quiet` and `--no-waivers`, but there is no `--no-format`. */
static int find_negated(struct parser *parser, struct str name)
{
    int found = str_starts_with(name, STR("no-"))
                    ? find_long(str_slice(name, 3, name.len))
                    : find_long(arena_format(parser->arena, "no-%.*s", STR_ARG(name)));

    return found >= 0 && takes_value((enum option)found) ? -1 : found;
}

static bool read_long(struct parser *parser, struct str word)
{
    size_t equals = str_find(word, '=');
    struct str name = str_slice(word, 2, equals);
    struct given given = { .spelling = str_slice(word, 0, equals),
                           .value = str_slice(word, equals + 1, word.len) };
    int found = find_long(name);

    if (found < 0) {
        found = find_negated(parser, name);
        given.is_negated = true;
    }
    if (found < 0)
        return refuse_unknown(parser, given.spelling);
    given.option = (enum option)found;
    if (!takes_value(given.option) && equals < word.len) {
        parser->fault =
            arena_format(parser->arena, "`%.*s` takes no value", STR_ARG(given.spelling));
        return false;
    }
    if (takes_value(given.option) && equals == word.len && !take_value(parser, &given))
        return false;
    return accept(parser, &given);
}

static int find_letter(char letter)
{
    for (int i = 0; i < OPTION_COUNT; i++)
        if (options[i].letter != 0 && options[i].letter == letter)
            return i;
    return -1;
}

/* `-q`, `-qv`, `-f csv`, `-fcsv`. */
static bool read_letters(struct parser *parser, struct str word)
{
    for (size_t i = 1; i < word.len; i++) {
        int found = find_letter(word.ptr[i]);
        struct given given = { .spelling = arena_format(parser->arena, "-%c", word.ptr[i]) };
        if (found < 0)
            return refuse_unknown(parser, i == 1 ? word : given.spelling);
        given.option = (enum option)found;
        if (takes_value(given.option)) {
            given.value = str_slice(word, i + 1, word.len);
            return (given.value.len > 0 || take_value(parser, &given)) && accept(parser, &given);
        }
        if (!accept(parser, &given))
            return false;
    }
    return true;
}

static bool read_word(struct parser *parser, struct str word, bool *options_ended)
{
    if (!*options_ended && str_equal(word, STR("--"))) {
        *options_ended = true;
        return true;
    }
    if (*options_ended || word.len < 2 || word.ptr[0] != '-') {
        VEC_PUSH(&parser->arguments->operands, word);
        return true;
    }
    return word.ptr[1] == '-' ? read_long(parser, word) : read_letters(parser, word);
}

bool arguments_parse(struct arguments *arguments, struct arena *arena, char *const *argv,
                     struct str *ret_fault)
{
    struct parser parser = { .arguments = arguments, .arena = arena, .next = argv };
    bool options_ended = false;

    *arguments =
        (struct arguments){ .fail_on = SEVERITY_ERROR, .up = UINT32_MAX, .down = UINT32_MAX };
    while (*parser.next != NULL) {
        struct str word = str_from(*parser.next++);
        if (!read_word(&parser, word, &options_ended)) {
            *ret_fault = parser.fault;
            return false;
        }
    }
    return true;
}

void arguments_release(struct arguments *arguments)
{
    VEC_RELEASE(&arguments->operands);
    VEC_RELEASE(&arguments->formats);
    VEC_RELEASE(&arguments->rules);
}
