/* siphash.c -- a hash that nobody can predict without its key. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/siphash.h"

#include <endian.h>
#include <string.h>

enum { WORD_BYTES = 8, ROUNDS_AT_END = 3 };

struct state {
    uint64_t a, b, c, d;
};

static inline uint64_t rotate(uint64_t word, unsigned bits)
{
    return word << bits | word >> (64 - bits);
}

static inline void mix(struct state *state)
{
    state->a += state->b;
    state->c += state->d;
    state->b = rotate(state->b, 13) ^ state->a;
    state->d = rotate(state->d, 16) ^ state->c;
    state->a = rotate(state->a, 32);
    state->c += state->b;
    state->a += state->d;
    state->b = rotate(state->b, 17) ^ state->c;
    state->d = rotate(state->d, 21) ^ state->a;
    state->c = rotate(state->c, 32);
}

static inline void absorb(struct state *state, uint64_t word)
{
    state->d ^= word;
    mix(state);
    state->a ^= word;
}

static inline uint64_t read_word(const unsigned char *bytes)
{
    uint64_t word;
    memcpy(&word, bytes, WORD_BYTES);
    return le64toh(word);
}

/* What is left over, with the length of the whole text in the highest byte. */
static inline uint64_t last_word(const unsigned char *rest, size_t len)
{
    uint64_t word = (uint64_t)len << 56;
    for (size_t i = 0; i < len % WORD_BYTES; i++)
        word |= (uint64_t)rest[i] << (8 * i);
    return word;
}

static inline struct state begin(const struct siphash_key *key)
{
    return (struct state){
        .a = key->low ^ 0x736f6d6570736575,
        .b = key->high ^ 0x646f72616e646f6d,
        .c = key->low ^ 0x6c7967656e657261,
        .d = key->high ^ 0x7465646279746573,
    };
}

static inline uint64_t finish(struct state *state)
{
    state->c ^= 0xff;
    for (unsigned round = 0; round < ROUNDS_AT_END; round++)
        mix(state);
    return state->a ^ state->b ^ state->c ^ state->d;
}

uint64_t siphash(const struct siphash_key *key, const void *bytes, size_t len)
{
    struct state state = begin(key);
    const unsigned char *next = bytes;
    for (size_t words = len / WORD_BYTES; words > 0; words--) {
        absorb(&state, read_word(next));
        next += WORD_BYTES;
    }
    absorb(&state, last_word(next, len));
    return finish(&state);
}

uint64_t siphash_words(const struct siphash_key *key, uint64_t first, uint64_t second)
{
    struct state state = begin(key);
    absorb(&state, first);
    absorb(&state, second);
    return finish(&state);
}
