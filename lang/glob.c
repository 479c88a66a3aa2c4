/* glob.c -- patterns for paths. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "lang/glob.h"

#include <stdint.h>

enum { GLOB_BYTES_MOST = 1024 };

/* The part before the first `/`; `*rest` moves behind it. False when nothing is left. */
static bool next_part(struct str *rest, struct str *ret_part)
{
    size_t end = str_find(*rest, '/');

    if (rest->ptr == NULL)
        return false;
    *ret_part = str_slice(*rest, 0, end);
    if (end == rest->len)
        *rest = (struct str){ 0 };
    else
        *rest = str_slice(*rest, end + 1, rest->len);
    return true;
}

/* `*` takes as little as it can; when the rest does not fit, the latest one takes a byte more. */
static bool match_name(struct str glob, struct str name)
{
    size_t g = 0, n = 0;
    size_t star = SIZE_MAX, taken = 0;

    while (n < name.len) {
        if (g < glob.len && glob.ptr[g] == '*') {
            star = g++;
            taken = n;
        } else if (g < glob.len && (glob.ptr[g] == '?' || glob.ptr[g] == name.ptr[n])) {
            g++;
            n++;
        } else if (star != SIZE_MAX) {
            g = star + 1;
            n = ++taken;
        } else {
            return false;
        }
    }
    while (g < glob.len && glob.ptr[g] == '*')
        g++;
    return g == glob.len;
}

bool glob_match(struct str glob, struct str path)
{
    struct str glob_after_stars = { 0 }, path_after_stars = { 0 };
    bool has_stars = false;

    for (;;) {
        struct str glob_rest = glob, path_rest = path;
        struct str pattern = { 0 }, name = { 0 };
        bool has_pattern = next_part(&glob_rest, &pattern);
        bool has_name = next_part(&path_rest, &name);

        if (has_pattern && str_equal(pattern, STR("**"))) {
            has_stars = true;
            glob = glob_after_stars = glob_rest;
            path_after_stars = path;
        } else if (has_pattern && has_name && match_name(pattern, name)) {
            glob = glob_rest;
            path = path_rest;
        } else if (!has_pattern && !has_name) {
            return true;
        } else if (has_stars && next_part(&path_after_stars, &name)) {
            glob = glob_after_stars;
            path = path_after_stars;
        } else {
            return false;
        }
    }
}

const char *glob_fault(struct str glob)
{
    struct str rest = glob, part;

    if (glob.len == 0)
        return "it is empty";
    if (glob.len > GLOB_BYTES_MOST)
        return "it is longer than 1024 bytes";
    if (glob.ptr[0] == '/')
        return "it begins with `/`; paths are relative to the folder of project.isms";
    while (next_part(&rest, &part)) {
        if (str_equal(part, STR("..")))
            return "it leaves the folder of project.isms";
    }
    return NULL;
}
