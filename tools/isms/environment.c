/* environment.c -- the variables that the program listens to, read once. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tools/isms/environment.h"

#include <stdlib.h>

enum { COLUMNS_DIGITS_MOST = 5 };

static struct str variable(const char *name)
{
    const char *value = getenv(name);

    return value != NULL ? str_from(value) : (struct str){ 0 };
}

static bool is_on(const char *name)
{
    struct str value = variable(name);

    return value.len > 0 && !str_equal(value, STR("0"));
}

static uint32_t read_columns(void)
{
    struct str value = variable("COLUMNS");
    uint32_t columns = 0;

    if (value.len > COLUMNS_DIGITS_MOST)
        return 0;
    for (size_t i = 0; i < value.len; i++) {
        if (value.ptr[i] < '0' || value.ptr[i] > '9')
            return 0;
        columns = columns * 10 + (uint32_t)(value.ptr[i] - '0');
    }
    return columns;
}

struct environment environment_read(void)
{
    return (struct environment){
        .project = variable("ISMS_PROJECT"),
        .as_of = variable("ISMS_AS_OF"),
        .drawer = variable("ISMS_DRAW"),
        .home = variable("HOME"),
        .state_home = variable("XDG_STATE_HOME"),
        .zone = variable("TZ"),
        .build_epoch = variable("SOURCE_DATE_EPOCH"),
        .columns = read_columns(),
        .is_color_off = variable("NO_COLOR").len > 0 || str_equal(variable("TERM"), STR("dumb")) ||
                        str_equal(variable("CLICOLOR"), STR("0")),
        .is_color_forced = is_on("CLICOLOR_FORCE") || is_on("FORCE_COLOR"),
    };
}
