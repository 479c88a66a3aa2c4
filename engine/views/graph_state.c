/* graph_state.c -- the states of nodes: their order and their words. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/views/graph_state.h"

#include <stddef.h>

static const struct {
    struct str word, glyph;
    uint32_t badness;
} states[NODE_STATE_COUNT] = {
    [STATE_NONE] = { .badness = 0 },
    [STATE_OK] = { { "ok", 2 }, { "\xe2\x9c\x93", 3 }, 1 },
    [STATE_ACCEPTED] = { { "accepted", 8 }, { "~", 1 }, 2 },
    [STATE_PLANNED] = { { "planned", 7 }, { "\xe2\x97\x8b", 3 }, 3 },
    [STATE_OVERDUE] = { { "overdue", 7 }, { "\xe2\x96\xb2", 3 }, 4 },
    [STATE_GAP] = { { "gap", 3 }, { "\xe2\x9c\x97", 3 }, 5 },
};

bool node_state_is_worse(enum node_state state, enum node_state than)
{
    return states[state].badness > states[than].badness;
}

struct str node_state_word(enum node_state state)
{
    return states[state].word;
}

struct str node_state_glyph(enum node_state state)
{
    return states[state].glyph;
}

/* Okabe-Ito where the name has one, so that the usual kinds of colour blindness can tell them
 * apart. */
static const struct {
    const char *name;
    uint32_t rgb;
} colors[] = {
    { "blue", 0x0072b2 },   { "green", 0x009e73 }, { "grey", 0x9aa3ab },
    { "orange", 0xe69f00 }, { "red", 0xd55e00 },   { "yellow", 0xf0e442 },
};

static bool hex_digit(char c, uint32_t *ret_value)
{
    if (c >= '0' && c <= '9')
        *ret_value = (uint32_t)(c - '0');
    else if (c >= 'a' && c <= 'f')
        *ret_value = (uint32_t)(c - 'a') + 10;
    else if (c >= 'A' && c <= 'F')
        *ret_value = (uint32_t)(c - 'A') + 10;
    else
        return false;
    return true;
}

bool color_parse(struct str text, uint32_t *ret_rgb)
{
    for (size_t i = 0; i < sizeof(colors) / sizeof(colors[0]); i++) {
        if (str_equal(text, str_from(colors[i].name))) {
            *ret_rgb = colors[i].rgb;
            return true;
        }
    }
    if (text.len != 7 || text.ptr[0] != '#')
        return false;
    uint32_t rgb = 0;
    for (size_t i = 1; i < 7; i++) {
        uint32_t digit;
        if (!hex_digit(text.ptr[i], &digit))
            return false;
        rgb = rgb << 4 | digit;
    }
    *ret_rgb = rgb;
    return true;
}
