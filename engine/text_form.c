/* text_form.c -- what a text must look like to be an email address, a URL or a hash. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/text_form.h"

#include <string.h>

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool has_blank(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.ptr[i] <= ' ')
            return true;
    return false;
}

/* A name before the dot, something behind it: `example.org`. */
static bool is_domain(struct str text)
{
    size_t dot = str_find(text, '.');

    return dot > 0 && dot < text.len && text.ptr[text.len - 1] != '.' &&
           str_find(text, '@') == text.len;
}

static bool is_email(struct str text)
{
    size_t at = str_find(text, '@');

    return at > 0 && at < text.len && !has_blank(text) &&
           is_domain(str_slice(text, at + 1, text.len));
}

static bool is_url(struct str text)
{
    size_t colon = str_find(text, ':');

    if (colon == 0 || !is_letter(text.ptr[0]) || has_blank(text))
        return false;
    for (size_t i = 1; i < colon; i++)
        if (!is_letter(text.ptr[i]) && !is_digit(text.ptr[i]) && !strchr("+-.", text.ptr[i]))
            return false;
    return str_starts_with(str_slice(text, colon, text.len), STR("://")) &&
           text.len > colon + strlen("://");
}

static bool is_hash(struct str text)
{
    static const struct {
        const char *name;
        size_t digits;
    } HASHES[] = { { "sha1:", 40 }, { "sha256:", 64 }, { "sha384:", 96 }, { "sha512:", 128 } };
    bool is_known = false;

    for (size_t i = 0; i < sizeof(HASHES) / sizeof(HASHES[0]) && !is_known; i++) {
        if (str_starts_with(text, str_from(HASHES[i].name)))
            text = str_slice(text, strlen(HASHES[i].name), text.len);
        else if (str_find(text, ':') < text.len)
            continue;
        is_known = text.len == HASHES[i].digits;
    }
    for (size_t i = 0; i < text.len && is_known; i++)
        is_known = is_digit(text.ptr[i]) || (text.ptr[i] >= 'a' && text.ptr[i] <= 'f') ||
                   (text.ptr[i] >= 'A' && text.ptr[i] <= 'F');
    return is_known;
}

struct text_form_fault text_form_check(enum type_base base, struct str text)
{
    static const struct text_form_fault EMAIL = { "an email address",
                                                  "it looks like ada@example.org" },
                                        URL = { "a URL", "it looks like https://example.org/page" },
                                        HASH = { "a hash",
                                                 "it is 40, 64, 96 or 128 hexadecimal digits, as "
                                                 "`sha256sum FILE` prints them" };

    if (base == TYPE_EMAIL && !is_email(text))
        return EMAIL;
    if (base == TYPE_URL && !is_url(text))
        return URL;
    if (base == TYPE_HASH && !is_hash(text))
        return HASH;
    return (struct text_form_fault){ NULL, NULL };
}
