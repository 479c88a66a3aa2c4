/* short_hash.h -- a hash of short texts that nobody can predict without its key. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_BASE_SHORT_HASH_H
#define ISMS_BASE_SHORT_HASH_H

#include <stdint.h>

#include "base/short_text.h"
#include "base/siphash.h"

/*
 * For tables of millions of names, a third as dear as SipHash. Multilinear hashing: each of the
 * three words of a text times a secret one, added up, of which the highest bits are kept (Carter
 * and Wegman, "Universal classes of hash functions", 1979; without a prime: Dietzfelbinger 1996;
 * Lemire and Kaser, "Strongly universal string hashing is fast", 2014). Any two texts that were
 * written without knowing the key have the same hash with a probability of 2^-32, and no hash has
 * less.
 *
 * Unlike those of SipHash these hashes betray the key: they are for places in tables and for nobody
 * to see.
 */
struct short_hash_key {
    uint64_t start, factors[3];
};

/* All four of one secret. */
struct short_hash_key short_hash_key_of(const struct siphash_key *secret);

/* Not of a long text, of which the numbers say nothing. */
static inline uint32_t short_hash(const struct short_hash_key *key, struct short_text text)
{
    uint64_t sum = key->start + key->factors[0] * (uint32_t)text.low +
                   key->factors[1] * (text.low >> 32) + key->factors[2] * text.high;
    uint32_t hash = (uint32_t)(sum >> 32);

    /* Each hash becomes another one: names that are counted up would lie in patterns. */
    hash = (hash ^ hash >> 16) * UINT32_C(0x7feb352d);
    return hash ^ hash >> 15;
}

#endif
