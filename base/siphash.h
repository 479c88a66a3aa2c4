/* siphash.h -- a hash that nobody can predict without its key. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_BASE_SIPHASH_H
#define ISMS_BASE_SIPHASH_H

#include <stddef.h>
#include <stdint.h>

/*
 * SipHash-1-3 (Aumasson and Bernstein, "SipHash: a fast short-input PRF"): whoever does not know
 * the key cannot write texts that collide. Not for signatures or passwords.
 */
struct siphash_key {
    uint64_t low, high;
};

/* The hash of two words, for keys that have no other form. */
uint64_t siphash_words(const struct siphash_key *key, uint64_t first, uint64_t second);
uint64_t siphash(const struct siphash_key *key, const void *bytes, size_t len);

#endif
