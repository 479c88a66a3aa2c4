/* sha256.h -- the hash of a text: names content in pages, reports and evidence. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_BASE_SHA256_H
#define ISMS_BASE_SHA256_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/*
 * SHA-256 after FIPS 180-4, for texts of any length in any number of pieces:
 *
 *     struct sha256 hash;
 *     sha256_init(&hash);
 *     sha256_add(&hash, text);
 *     struct sha256_digest digest = sha256_digest(&hash);
 *
 * It proves that bytes are unchanged; it is no protection for passwords and knows no keys.
 */
enum {
    SHA256_BYTES = 32,
    SHA256_BLOCK_BYTES = 64,
    SHA256_HEX_CHARS = 64,
    SHA256_BASE64_CHARS = 44
};

struct sha256 {
    uint32_t state[8];
    uint64_t bytes; /* seen so far */
    uint8_t block[SHA256_BLOCK_BYTES];
};

struct sha256_digest {
    uint8_t bytes[SHA256_BYTES];
};

void sha256_init(struct sha256 *hash);
void sha256_add(struct sha256 *hash, struct str text);
struct sha256_digest sha256_digest(const struct sha256 *hash); /* of all so far; adding may go on */

struct sha256_digest sha256_of(struct str text);

/* Both write exactly that many characters and no terminator. Hexadecimal digits are lower case. */
void sha256_hex(const struct sha256_digest *digest, char ret_text[SHA256_HEX_CHARS]);
void sha256_base64(const struct sha256_digest *digest, char ret_text[SHA256_BASE64_CHARS]);

#endif
