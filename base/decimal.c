/* decimal.c -- exact numbers with six decimal places. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/decimal.h"

#include <stddef.h>

enum {
    DIGITS_MOST = 20,
    WHOLE_DIGITS_MOST = 12 /* without places: with six more they fit */
};

/* Twice as wide as a coefficient: products of two are exact. */
typedef __int128 wide;

/* The two numbers at the lower end belong to the engine. */
static bool fit(wide exact, decimal *ret_value)
{
    if (exact <= INT64_MIN + 1 || exact > INT64_MAX)
        return false;
    *ret_value = (decimal)exact;
    return true;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/*
 * Reads digits with single `_` between them and appends them to the coefficient. Returns how many
 * there were; 0 if none, or if the last one does not fit.
 */
static size_t take_digits(struct str text, size_t *at, decimal *coefficient)
{
    size_t digits = 0;
    while (*at < text.len && is_digit(text.ptr[*at])) {
        int digit = text.ptr[*at] - '0';
        if (__builtin_mul_overflow(*coefficient, 10, coefficient) ||
            __builtin_add_overflow(*coefficient, digit, coefficient))
            return 0;
        digits++;
        ++*at;
        if (*at + 1 < text.len && text.ptr[*at] == '_' && is_digit(text.ptr[*at + 1]))
            ++*at;
    }
    return digits;
}

/* A few digits and nothing else, as most numbers are written: nothing can overflow. */
static bool parse_whole(struct str text, decimal *ret_value)
{
    decimal whole = 0;
    if (text.len == 0 || text.len > WHOLE_DIGITS_MOST)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        if (!is_digit(text.ptr[i]))
            return false;
        whole = whole * 10 + (text.ptr[i] - '0');
    }
    *ret_value = whole * DECIMAL_ONE;
    return true;
}

bool decimal_parse(struct str text, decimal *ret_value)
{
    decimal coefficient = 0;
    size_t at = 0;
    size_t places = 0;
    if (parse_whole(text, ret_value))
        return true;
    if (take_digits(text, &at, &coefficient) == 0)
        return false;
    if (at < text.len && text.ptr[at] == '.') {
        at++;
        places = take_digits(text, &at, &coefficient);
        if (places == 0 || places > DECIMAL_PLACES)
            return false;
    }
    if (at < text.len)
        return false;

    wide exact = coefficient;
    for (; places < DECIMAL_PLACES; places++)
        exact *= 10;
    return fit(exact, ret_value);
}

bool decimal_from_integer(int64_t integer, decimal *ret_value)
{
    return fit((wide)integer * DECIMAL_ONE, ret_value);
}

bool decimal_is_integer(decimal value)
{
    return value % DECIMAL_ONE == 0;
}

static wide magnitude(wide number)
{
    return number < 0 ? -number : number;
}

/* Half away from zero. */
static wide rounded_quotient(wide dividend, wide divisor)
{
    wide quotient = dividend / divisor;
    wide remainder = dividend % divisor;
    if (magnitude(remainder) * 2 < magnitude(divisor))
        return quotient;
    return (dividend < 0) == (divisor < 0) ? quotient + 1 : quotient - 1;
}

static uint64_t short_magnitude(int64_t number)
{
    return number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
}

/* The same for numbers that are short enough to be divided in one step, as nearly all are. */
static int64_t rounded_short_quotient(int64_t dividend, int64_t divisor)
{
    int64_t quotient = dividend / divisor;
    int64_t remainder = dividend % divisor;
    if (short_magnitude(remainder) * 2 < short_magnitude(divisor))
        return quotient;
    return (dividend < 0) == (divisor < 0) ? quotient + 1 : quotient - 1;
}

bool decimal_multiply(decimal a, decimal b, decimal *ret_product)
{
    int64_t product;
    if (!__builtin_mul_overflow(a, b, &product)) {
        *ret_product = rounded_short_quotient(product, DECIMAL_ONE);
        return true;
    }
    return fit(rounded_quotient((wide)a * b, DECIMAL_ONE), ret_product);
}

bool decimal_divide(decimal a, decimal b, decimal *ret_quotient)
{
    int64_t dividend;
    if (b > 0 && !__builtin_mul_overflow(a, DECIMAL_ONE, &dividend))
        return fit(rounded_short_quotient(dividend, b), ret_quotient);
    return b != 0 && fit(rounded_quotient((wide)a * DECIMAL_ONE, b), ret_quotient);
}

bool decimal_floor(decimal value, decimal *ret_whole)
{
    decimal places = value % DECIMAL_ONE;

    return fit((wide)value - places - (places < 0 ? DECIMAL_ONE : 0), ret_whole);
}

bool decimal_ceil(decimal value, decimal *ret_whole)
{
    decimal places = value % DECIMAL_ONE;

    return fit((wide)value - places + (places > 0 ? DECIMAL_ONE : 0), ret_whole);
}

bool decimal_round(decimal value, decimal *ret_whole)
{
    return fit(rounded_quotient(value, DECIMAL_ONE) * DECIMAL_ONE, ret_whole);
}

/* Digit by digit, in base two: the root of n millionths is that of n * 1e6, in millionths. */
bool decimal_sqrt(decimal value, decimal *ret_root)
{
    wide rest = (wide)value * DECIMAL_ONE;
    wide root = 0;

    if (value < 0)
        return false;
    for (wide bit = (wide)1 << 84; bit > 0; bit >>= 2) { /* 4^42 is above any such n */
        bool fits = rest >= root + bit;
        rest -= fits ? root + bit : 0;
        root = (root >> 1) + (fits ? bit : 0);
    }
    return fit(rest > root ? root + 1 : root, ret_root); /* above the half step */
}

/* The places and the point, from the right, so that zeros at the end can be left out. */
static unsigned write_places(uint64_t *rest, char *reversed)
{
    unsigned count = 0;

    for (unsigned place = 0; place < DECIMAL_PLACES; place++) {
        if (*rest % 10 != 0 || count > 0)
            reversed[count++] = (char)('0' + *rest % 10);
        *rest /= 10;
    }
    reversed[count++] = '.';
    return count;
}

/* Digits from the right. */
unsigned decimal_write(decimal value, char text[DECIMAL_TEXT_BYTES])
{
    char reversed[DIGITS_MOST + 2];
    unsigned count = 0;
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;

    if (rest % DECIMAL_ONE == 0)
        rest /= DECIMAL_ONE;
    else
        count = write_places(&rest, reversed);
    do {
        reversed[count++] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (value < 0)
        reversed[count++] = '-';

    for (unsigned i = 0; i < count; i++)
        text[i] = reversed[count - 1 - i];
    text[count] = '\0';
    return count;
}
