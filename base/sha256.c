/* sha256.c -- see sha256.h; names follow FIPS 180-4, sections 4.1.2, 5.1.1 and 6.2. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/sha256.h"

#include <string.h>

/* The first 32 bits of the fractional parts of the cube roots of the first 64 primes. */
static const uint32_t round_constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static uint32_t rotate_right(uint32_t word, unsigned bits)
{
    return word >> bits | word << (32 - bits);
}

static uint32_t read_big_endian(const uint8_t *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 |
           (uint32_t)bytes[3];
}

static void write_big_endian(uint8_t *bytes, uint32_t word)
{
    for (unsigned i = 0; i < 4; i++)
        bytes[i] = (uint8_t)(word >> (24 - 8 * i));
}

static void fill_schedule(uint32_t schedule[64], const uint8_t *block)
{
    for (unsigned t = 0; t < 16; t++)
        schedule[t] = read_big_endian(block + (size_t)4 * t);
    for (unsigned t = 16; t < 64; t++) {
        uint32_t w15 = schedule[t - 15];
        uint32_t w2 = schedule[t - 2];
        uint32_t sigma0 = rotate_right(w15, 7) ^ rotate_right(w15, 18) ^ w15 >> 3;
        uint32_t sigma1 = rotate_right(w2, 17) ^ rotate_right(w2, 19) ^ w2 >> 10;
        schedule[t] = sigma1 + schedule[t - 7] + sigma0 + schedule[t - 16];
    }
}

static void compress_block(uint32_t state[8], const uint8_t *block)
{
    uint32_t schedule[64] = { 0 };
    fill_schedule(schedule, block);

    uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
    uint32_t e = state[4], f = state[5], g = state[6], h = state[7];
    for (unsigned t = 0; t < 64; t++) {
        uint32_t sum1 = rotate_right(e, 6) ^ rotate_right(e, 11) ^ rotate_right(e, 25);
        uint32_t choose = (e & f) ^ (~e & g);
        uint32_t t1 = h + sum1 + choose + round_constants[t] + schedule[t];
        uint32_t sum0 = rotate_right(a, 2) ^ rotate_right(a, 13) ^ rotate_right(a, 22);
        uint32_t majority = (a & b) ^ (a & c) ^ (b & c);
        uint32_t t2 = sum0 + majority;
        h = g, g = f, f = e, e = d + t1;
        d = c, c = b, b = a, a = t1 + t2;
    }
    state[0] += a, state[1] += b, state[2] += c, state[3] += d;
    state[4] += e, state[5] += f, state[6] += g, state[7] += h;
}

void sha256_init(struct sha256 *hash)
{
    /* The first 32 bits of the fractional parts of the square roots of the first 8 primes. */
    *hash = (struct sha256){ .state = { 0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f,
                                        0x9b05688c, 0x1f83d9ab, 0x5be0cd19 } };
}

void sha256_add(struct sha256 *hash, struct str text)
{
    const uint8_t *next = (const uint8_t *)text.ptr;
    size_t left = text.len;

    while (left > 0) {
        size_t filled = (size_t)(hash->bytes % SHA256_BLOCK_BYTES);
        size_t taken = SHA256_BLOCK_BYTES - filled;
        if (taken > left)
            taken = left;
        memcpy(hash->block + filled, next, taken);
        hash->bytes += taken;
        next += taken;
        left -= taken;
        if (filled + taken == SHA256_BLOCK_BYTES)
            compress_block(hash->state, hash->block);
    }
}

/* A one bit, zeros, and the length in bits as the last eight bytes of a block. */
static void add_padding(struct sha256 *hash)
{
    static const char padding[SHA256_BLOCK_BYTES] = { (char)0x80 };
    uint64_t bits = hash->bytes * 8;
    size_t filled = (size_t)(hash->bytes % SHA256_BLOCK_BYTES);
    size_t zeros_end =
        filled < SHA256_BLOCK_BYTES - 8 ? SHA256_BLOCK_BYTES - 8 : 2 * SHA256_BLOCK_BYTES - 8;
    uint8_t length[8];

    write_big_endian(length, (uint32_t)(bits >> 32));
    write_big_endian(length + 4, (uint32_t)bits);
    sha256_add(hash, (struct str){ padding, zeros_end - filled });
    sha256_add(hash, (struct str){ (const char *)length, sizeof(length) });
}

struct sha256_digest sha256_digest(const struct sha256 *hash)
{
    struct sha256 last = *hash;
    struct sha256_digest digest = { 0 };

    add_padding(&last);
    for (unsigned i = 0; i < 8; i++)
        write_big_endian(digest.bytes + (size_t)4 * i, last.state[i]);
    return digest;
}

struct sha256_digest sha256_of(struct str text)
{
    struct sha256 hash;

    sha256_init(&hash);
    sha256_add(&hash, text);
    return sha256_digest(&hash);
}

void sha256_hex(const struct sha256_digest *digest, char ret_text[SHA256_HEX_CHARS])
{
    static const char digits[] = "0123456789abcdef";

    for (size_t i = 0; i < SHA256_BYTES; i++) {
        ret_text[2 * i] = digits[digest->bytes[i] >> 4];
        ret_text[2 * i + 1] = digits[digest->bytes[i] & 15];
    }
}

/* RFC 4648, section 4: 32 bytes are ten groups of three and one of two, so one `=` ends the text.
 */
void sha256_base64(const struct sha256_digest *digest, char ret_text[SHA256_BASE64_CHARS])
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    uint8_t bytes[SHA256_BYTES + 1] = { 0 };
    char *next = ret_text;

    memcpy(bytes, digest->bytes, SHA256_BYTES);
    for (size_t i = 0; i < sizeof(bytes); i += 3) {
        *next++ = digits[bytes[i] >> 2];
        *next++ = digits[(bytes[i] & 3) << 4 | bytes[i + 1] >> 4];
        *next++ = digits[(bytes[i + 1] & 15) << 2 | bytes[i + 2] >> 6];
        *next++ = digits[bytes[i + 2] & 63];
    }
    ret_text[SHA256_BASE64_CHARS - 1] = '=';
}
