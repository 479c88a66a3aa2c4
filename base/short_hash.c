/* short_hash.c -- a hash of short texts that nobody can predict without its key. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/short_hash.h"

/* Distinct from all that the same secret hashes elsewhere. */
static uint64_t secret_word(const struct siphash_key *secret, uint64_t number)
{
    return siphash_words(secret, UINT64_C(0x73686f7274206b65), number);
}

struct short_hash_key short_hash_key_of(const struct siphash_key *secret)
{
    struct short_hash_key key = { .start = secret_word(secret, 0) };

    for (unsigned i = 0; i < sizeof key.factors / sizeof key.factors[0]; i++)
        key.factors[i] = secret_word(secret, i + 1);
    return key;
}
