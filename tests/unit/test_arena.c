/* test_arena.c -- memory by lifetime: zeroed, aligned, never NULL, released at once. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/arena.h"

#include "tests/unit/ending.h"
#include "tests/unit/test.h"

static void assert_zeroed(const unsigned char *bytes, size_t nbytes)
{
    for (size_t i = 0; i < nbytes; i++)
        assert_int_equal(bytes[i], 0);
}

static void fill(struct arena *arena, size_t pieces, size_t bytes)
{
    for (size_t i = 0; i < pieces; i++) {
        unsigned char *piece = arena_alloc(arena, bytes, 1);
        assert_zeroed(piece, bytes);
        memset(piece, 0xee, bytes);
    }
}

static void memory_comes_zeroed_also_after_a_reset(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    for (int round = 0; round < 3; round++) {
        fill(&arena, 5000, 13);
        fill(&arena, 3, 100000);
        arena_reset(&arena);
    }
    arena_release(&arena);
}

static void memory_is_aligned_as_asked(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    for (size_t align = 1; align <= 4096; align *= 2) {
        for (size_t bytes = 1; bytes < 20; bytes++) {
            void *memory = arena_alloc(&arena, bytes, align);
            assert_int_equal((uintptr_t)memory % align, 0);
            memset(memory, 0xff, bytes);
        }
    }
    arena_release(&arena);
}

static size_t held(const struct arena *arena, const struct arena *other)
{
    return arena->bytes + other->bytes;
}

/* Into an empty one, into one that has memory, and from an empty one. */
static void what_is_adopted_stays_where_it_is(void **state)
{
    (void)state;
    for (size_t own = 0; own < 3; own++) {
        for (size_t adopted = 0; adopted < 3; adopted++) {
            struct arena arena = { 0 }, other = { 0 };
            fill(&arena, own * 400, 13);
            fill(&other, adopted * 400, 17);
            const char *kept = arena_copy(&other, STR("kept")).ptr;
            size_t bytes = held(&arena, &other);
            arena_adopt(&arena, &other);
            assert_int_equal(arena.bytes, bytes);
            assert_int_equal(other.bytes, 0);
            fill(&arena, 5000, 13);
            fill(&other, 50, 13);
            assert_string_equal(kept, "kept");
            arena_release(&arena);
            arena_release(&other);
        }
    }
}

static void pieces_never_overlap(void **state)
{
    (void)state;
    enum { PIECES = 600 };
    struct arena arena = { 0 };
    unsigned char *pieces[PIECES];
    for (size_t i = 0; i < PIECES; i++) {
        pieces[i] = arena_alloc(&arena, i * 7 + 1, 1);
        memset(pieces[i], (int)(i % 255 + 1), i * 7 + 1);
    }
    for (size_t i = 0; i < PIECES; i++) {
        for (size_t j = 0; j < i * 7 + 1; j++)
            assert_int_equal(pieces[i][j], i % 255 + 1);
    }
    arena_release(&arena);
}

static void nothing_at_all_is_still_a_place(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    void *first = arena_alloc(&arena, 0, 8);
    void *second = ARENA_ARRAY(&arena, uint64_t, 0);
    assert_non_null(first);
    assert_non_null(second);
    assert_ptr_not_equal(first, second);
    arena_release(&arena);
}

static void a_large_piece_does_not_waste_the_current_block(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    char *before = arena_alloc(&arena, 8, 8);
    memset(arena_alloc(&arena, 1 << 22, 8), 1, 1 << 22);
    memset(arena_alloc(&arena, 600000, 8), 1, 600000); /* less than a block, more than half */
    char *after = arena_alloc(&arena, 8, 8);
    assert_in_range((uintptr_t)after, (uintptr_t)before, (uintptr_t)before + 64);
    arena_release(&arena);
}

static void a_reset_keeps_one_block_and_a_release_none(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    arena_reset(&arena); /* of nothing */
    fill(&arena, 100000, 64);
    size_t full = arena.bytes;
    arena_reset(&arena);
    assert_true(arena.bytes > 0 && arena.bytes < full / 2);
    arena_release(&arena);
    assert_int_equal(arena.bytes, 0);
    assert_null(arena.blocks);
    arena_release(&arena);
}

static void a_copy_is_its_own_and_ends_in_nul(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    char original[] = "R-014 and more";
    struct str copy = arena_copy(&arena, (struct str){ original, 5 });
    original[0] = 'X';
    assert_text(copy, "R-014");
    assert_int_equal(copy.ptr[5], '\0');

    struct str empty = arena_copy(&arena, (struct str){ 0 });
    assert_int_equal(empty.len, 0);
    assert_int_equal(empty.ptr[0], '\0');
    arena_release(&arena);
}

static void a_formatted_text_may_have_any_length(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    assert_text(arena_format(&arena, "%s-%03d", "R", 14), "R-014");
    assert_text(arena_format(&arena, "%s", ""), "");
    for (int len = 250; len < 260; len++) {
        struct str text = arena_format(&arena, "%*d", len, 7);
        assert_int_equal(text.len, len);
        assert_int_equal(text.ptr[len - 1], '7');
        assert_int_equal(text.ptr[len], '\0');
    }
    assert_int_equal(arena_format(&arena, "%*d", 1000000, 7).len, 1000000);
    arena_release(&arena);
}

static void joined_texts_stand_one_behind_the_other(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    const struct str parts[] = { STR("R"), { 0 }, STR("-"), STR("14") };
    assert_text(arena_join(&arena, parts, 4), "R-14");
    assert_int_equal(arena_join(&arena, parts, 4).ptr[4], '\0');
    assert_text(arena_join(&arena, parts, 0), "");
    arena_release(&arena);
}

static void what_is_overwritten_is_not_cleared(void **state)
{
    (void)state;
    for (int is_overwritten = 0; is_overwritten < 2; is_overwritten++) {
        struct arena arena = { .is_overwritten = is_overwritten };
        struct arena_mark mark;
        *ARENA_NEW(&arena, int) = 1;
        mark = arena_mark(&arena);
        *ARENA_NEW(&arena, int) = 7;
        arena_rewind(&arena, mark);
        assert_int_equal(*ARENA_NEW(&arena, int), is_overwritten ? 7 : 0);
        arena_release(&arena);
    }
}

static void ask_for_an_array_past_counting(void)
{
    struct arena arena = { 0 };
    if (arena_alloc_array(&arena, SIZE_MAX / 2, 3, 1) == NULL)
        _exit(1);
}

static void ask_for_all_memory(void)
{
    struct arena arena = { 0 };
    if (arena_alloc(&arena, SIZE_MAX - 1, 8) == NULL)
        _exit(1);
}

static void sizes_past_counting_end_the_process_with_70(void **state)
{
    (void)state;
    struct ending array = ending_of(ask_for_an_array_past_counting);
    assert_int_equal(array.status, 70);
    assert_non_null(strstr(array.message, "isms: out of memory"));
    assert_int_equal(ending_of(ask_for_all_memory).status, 70);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_comes_zeroed_also_after_a_reset),
        cmocka_unit_test(memory_is_aligned_as_asked),
        cmocka_unit_test(what_is_adopted_stays_where_it_is),
        cmocka_unit_test(pieces_never_overlap),
        cmocka_unit_test(nothing_at_all_is_still_a_place),
        cmocka_unit_test(a_large_piece_does_not_waste_the_current_block),
        cmocka_unit_test(a_reset_keeps_one_block_and_a_release_none),
        cmocka_unit_test(a_copy_is_its_own_and_ends_in_nul),
        cmocka_unit_test(a_formatted_text_may_have_any_length),
        cmocka_unit_test(joined_texts_stand_one_behind_the_other),
        cmocka_unit_test(what_is_overwritten_is_not_cleared),
        cmocka_unit_test(sizes_past_counting_end_the_process_with_70),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
