/* rule_choice.c -- --rules, --stage and --phase as the engine takes them. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tools/isms/rule_choice.h"

static struct str whole_word(struct tool *tool, const struct rule_request *request, struct str word)
{
    bool is_stage =
        str_equal(request->attribute, STR("stages")) || str_equal(request->attribute, STR("stage"));
    bool is_short = is_stage && word.len == 1 && word.ptr[0] >= '0' && word.ptr[0] <= '9';

    return is_short ? arena_format(&tool->arena, "stage-%.*s", STR_ARG(word)) : word;
}

/* `major,minor` as two words. */
static struct engine_choice read_choice(struct tool *tool, const struct rule_request *request)
{
    struct str *words = ARENA_ARRAY(&tool->arena, struct str, request->words.len + 1);
    struct engine_choice choice = { request->attribute, words, 0 };
    struct str rest = request->words;

    for (;;) {
        size_t comma = str_find(rest, ',');
        struct str word = str_trim(str_slice(rest, 0, comma));
        words[choice.word_count++] = whole_word(tool, request, word);
        if (comma == rest.len)
            return choice;
        rest = str_slice(rest, comma + 1, rest.len);
    }
}

const struct engine_choice *rule_choices(struct tool *tool, uint32_t *ret_count)
{
    uint32_t count = tool->arguments.rules.count;
    struct engine_choice *choices = ARENA_ARRAY(&tool->arena, struct engine_choice, count);

    for (uint32_t i = 0; i < count; i++)
        choices[i] = read_choice(tool, &tool->arguments.rules.items[i]);
    *ret_count = count;
    return choices;
}

struct str rule_choice_text(struct tool *tool)
{
    struct str text = { 0 };

    for (uint32_t i = 0; i < tool->arguments.rules.count; i++) {
        const struct rule_request *request = &tool->arguments.rules.items[i];
        struct str attribute = request->attribute;
        if (str_equal(attribute, STR("stages"))) /* as people say it: --stage 2 */
            attribute = STR("stage");
        text = arena_format(&tool->arena, "%.*s, only %.*s %.*s", STR_ARG(text), STR_ARG(attribute),
                            STR_ARG(request->words));
    }
    return text;
}
