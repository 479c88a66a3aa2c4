/* test_sha256.c -- the examples of FIPS 180-4 and every length around a block's border. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tests/unit/test.h"

#include "base/sha256.h"

struct vector {
    const char *name;
    const char *piece;
    size_t times;
    const char *hex;
};

static const struct vector vectors[] = {
    { "the_empty_text", "", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
    { "three_letters", "abc", 1,
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
    { "fifty_six_bytes_need_a_second_block",
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
    { "two_full_blocks",
      "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
      "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
      1, "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1" },
    { "a_million_letters", "a", 1000000,
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0" },
};

static void hash_equals_the_published_one(void **state)
{
    const struct vector *vector = *state;
    struct sha256 hash;
    char hex[SHA256_HEX_CHARS];

    sha256_init(&hash);
    for (size_t i = 0; i < vector->times; i++)
        sha256_add(&hash, str_from(vector->piece));
    struct sha256_digest digest = sha256_digest(&hash);
    sha256_hex(&digest, hex);
    assert_memory_equal(hex, vector->hex, SHA256_HEX_CHARS);
}

static void pieces_do_not_change_the_hash(void **state)
{
    (void)state;
    char text[200];
    memset(text, 'x', sizeof(text));

    for (size_t len = 0; len <= sizeof(text); len++) {
        struct sha256_digest whole = sha256_of((struct str){ text, len });
        struct sha256 hash;
        sha256_init(&hash);
        sha256_add(&hash, (struct str){ text, len / 3 });
        sha256_add(&hash, (struct str){ text, len - len / 3 });
        struct sha256_digest pieces = sha256_digest(&hash);
        assert_memory_equal(whole.bytes, pieces.bytes, SHA256_BYTES);
    }
}

static void digest_does_not_end_the_text(void **state)
{
    (void)state;
    struct sha256 hash;

    sha256_init(&hash);
    sha256_add(&hash, STR("ab"));
    (void)sha256_digest(&hash);
    sha256_add(&hash, STR("c"));
    struct sha256_digest twice = sha256_digest(&hash);
    struct sha256_digest once = sha256_of(STR("abc"));
    assert_memory_equal(twice.bytes, once.bytes, SHA256_BYTES);
}

static void base64_is_padded_to_44_characters(void **state)
{
    (void)state;
    char text[SHA256_BASE64_CHARS];
    struct sha256_digest digest = sha256_of(STR("abc"));

    sha256_base64(&digest, text);
    assert_memory_equal(text, "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=", sizeof(text));
}

enum { VECTORS = sizeof(vectors) / sizeof(*vectors) };

int main(void)
{
    struct CMUnitTest tests[VECTORS + 3] = {
        [VECTORS] = cmocka_unit_test(pieces_do_not_change_the_hash),
        [VECTORS + 1] = cmocka_unit_test(digest_does_not_end_the_text),
        [VECTORS + 2] = cmocka_unit_test(base64_is_padded_to_44_characters),
    };
    struct vector rows[VECTORS];

    memcpy(rows, vectors, sizeof(vectors));
    for (size_t i = 0; i < VECTORS; i++)
        tests[i] = (struct CMUnitTest){ vectors[i].name, hash_equals_the_published_one, NULL, NULL,
                                        &rows[i] };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
