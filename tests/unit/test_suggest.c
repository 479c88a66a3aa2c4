/* test_suggest.c -- which names are near enough to be meant. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/suggest.h"

#include "tests/unit/test.h"

struct row {
    const char *name;
    const char *wanted;
    const char *offered;
    int distance; /* -1: too far to be suggested */
};

static const struct row rows[] = {
    { "the_same_name_has_distance_zero", "owner", "owner", 0 },
    { "case_costs_nothing", "TRT-031", "trt-031", 0 },
    { "one_byte_more", "owner", "owners", 1 },
    { "one_byte_less", "owner", "owne", 1 },
    { "another_byte", "owner", "ownar", 1 },
    { "two_neighbours_swapped_are_one_step", "owner", "onwer", 1 },
    { "two_swaps", "treatment", "rteatmetn", 2 },
    { "a_third_of_the_length_is_near", "abcdef", "abxyef", 2 },
    { "more_than_a_third_is_far", "abcdef", "axyzef", -1 },
    { "one_letter_may_always_differ", "a", "b", 1 },
    { "two_letters_may_not", "ab", "xy", -1 },
    { "the_longer_name_sets_the_third", "abc", "abcdef", -1 },
    { "a_name_of_one_byte_is_near_to_nothing_written", "", "a", 1 },
    { "a_name_of_two_bytes_is_not", "", "ab", -1 },
    { "a_swapped_pair_is_not_edited_again", "ca", "abc", -1 }, /* unrestricted: 2 */
    { "a_prefix_is_no_typing_error", "risk", "risk-treatment-plan", -1 },
};

static void distance_is_as_expected(void **state)
{
    const struct row *row = *state;
    struct suggest suggest;
    suggest_start(&suggest, str_from(row->wanted));
    suggest_offer(&suggest, str_from(row->offered));

    assert_int_equal(suggest.count, row->distance < 0 ? 0 : 1);
    if (row->distance >= 0)
        assert_int_equal(suggest.distances[0], row->distance);
}

static void the_three_best_come_in_order(void **state)
{
    (void)state;
    struct suggest suggest;
    suggest_start(&suggest, STR("TRT-031"));
    suggest_offer(&suggest, STR("TRT-099"));
    suggest_offer(&suggest, STR("TRT-032"));
    suggest_offer(&suggest, STR("TRT-030"));
    suggest_offer(&suggest, STR("R-014"));
    suggest_offer(&suggest, STR("trt-031"));
    suggest_offer(&suggest, STR("TRT-039"));

    assert_int_equal(suggest.count, 3);
    assert_text(suggest.names[0], "trt-031");
    assert_text(suggest.names[1], "TRT-030");
    assert_text(suggest.names[2], "TRT-032");
}

static void offer_in_order(struct suggest *suggest, const struct str *names, const int order[4])
{
    suggest_start(suggest, STR("asset"));
    for (int i = 0; i < 4; i++)
        suggest_offer(suggest, names[order[i]]);
}

static void the_order_of_the_offers_does_not_matter(void **state)
{
    (void)state;
    const struct str names[] = { STR("assets"), STR("basset"), STR("asse"), STR("aset") };
    for (int a = 0; a < 24; a++) {
        int order[4] = { 0, 1, 2, 3 };
        for (int i = 3, rest = a; i > 0; i--) { /* the permutation with number a */
            int other = rest % (i + 1);
            int kept = order[i];
            order[i] = order[other];
            order[other] = kept;
            rest /= i + 1;
        }
        struct suggest suggest;
        offer_in_order(&suggest, names, order);
        assert_int_equal(suggest.count, 3);
        assert_text(suggest.names[0], "aset");
        assert_text(suggest.names[1], "asse");
        assert_text(suggest.names[2], "assets");
    }
}

static void a_name_offered_twice_counts_once(void **state)
{
    (void)state;
    struct suggest suggest;
    suggest_start(&suggest, STR("owne"));
    suggest_offer(&suggest, STR("owner"));
    suggest_offer(&suggest, STR("owner"));
    assert_int_equal(suggest.count, 1);
}

static void names_longer_than_64_bytes_are_ignored(void **state)
{
    (void)state;
    char name[65];
    memset(name, 'a', sizeof name);
    struct suggest suggest;

    suggest_start(&suggest, (struct str){ name, 64 });
    suggest_offer(&suggest, (struct str){ name, 63 });
    suggest_offer(&suggest, (struct str){ name, 65 });
    assert_int_equal(suggest.count, 1);
    assert_int_equal(suggest.distances[0], 1);

    suggest_start(&suggest, (struct str){ name, 65 });
    suggest_offer(&suggest, (struct str){ name, 64 });
    assert_int_equal(suggest.count, 0);
}

/* The definition, without rows and without a limit. */
static uint32_t reference_distance(const char *a, size_t na, const char *b, size_t nb)
{
    if (na == 0 || nb == 0)
        return (uint32_t)(na + nb);
    uint32_t best = reference_distance(a, na - 1, b, nb - 1) + (a[na - 1] == b[nb - 1] ? 0 : 1);
    uint32_t shorter_a = reference_distance(a, na - 1, b, nb) + 1;
    uint32_t shorter_b = reference_distance(a, na, b, nb - 1) + 1;
    best = shorter_a < best ? shorter_a : best;
    best = shorter_b < best ? shorter_b : best;
    if (na > 1 && nb > 1 && a[na - 1] == b[nb - 2] && a[na - 2] == b[nb - 1]) {
        uint32_t swapped = reference_distance(a, na - 2, b, nb - 2) + 1;
        best = swapped < best ? swapped : best;
    }
    return best;
}

/* All texts of up to six letters a and b: the limit may cut rows short, never a result. */
static void every_short_distance_equals_the_definition(void **state)
{
    (void)state;
    for (unsigned a = 1; a < 128; a++) {
        for (unsigned b = 1; b < 128; b++) {
            char bytes[2][8];
            size_t len[2] = { 0, 0 };
            for (unsigned rest = a; rest > 1; rest /= 2)
                bytes[0][len[0]++] = rest % 2 == 0 ? 'a' : 'b';
            for (unsigned rest = b; rest > 1; rest /= 2)
                bytes[1][len[1]++] = rest % 2 == 0 ? 'a' : 'b';

            uint32_t expected = reference_distance(bytes[0], len[0], bytes[1], len[1]);
            size_t longer = len[0] > len[1] ? len[0] : len[1];
            struct suggest suggest;
            suggest_start(&suggest, (struct str){ bytes[0], len[0] });
            suggest_offer(&suggest, (struct str){ bytes[1], len[1] });
            assert_int_equal(suggest.count, expected <= (longer < 3 ? 1 : longer / 3));
            if (suggest.count == 1)
                assert_int_equal(suggest.distances[0], expected);
        }
    }
}

/* ---- the best three of many ---- */

enum { LETTERS_MOST = 5, TEXTS = 363, WANTED_EACH = 7 };

struct texts {
    char bytes[TEXTS][LETTERS_MOST];
    struct str all[TEXTS];
};

/* All texts of one to five letters a, b and c. */
static void make_texts(struct texts *texts)
{
    for (uint32_t t = 0; t < TEXTS; t++) {
        uint32_t len = 0;
        for (uint32_t rest = t + 1; rest > 0; rest = (rest - 1) / 3)
            texts->bytes[t][len++] = (char)('a' + (rest - 1) % 3);
        texts->all[t] = (struct str){ texts->bytes[t], len };
    }
}

/* By the definition: each in turn the nearest, then the smallest, of those not taken yet. */
static void best_three(struct suggest *best, struct str wanted, const struct str *all)
{
    bool is_taken[TEXTS] = { false };

    suggest_start(best, wanted);
    while (best->count < SUGGEST_MOST) {
        uint32_t nearest = TEXTS, least = UINT32_MAX;
        for (uint32_t t = 0; t < TEXTS; t++) {
            size_t longer = all[t].len > wanted.len ? all[t].len : wanted.len;
            uint32_t distance = reference_distance(wanted.ptr, wanted.len, all[t].ptr, all[t].len);
            if (is_taken[t] || distance > (longer < 3 ? 1 : longer / 3) || distance > least ||
                (distance == least && str_compare(all[t], all[nearest]) > 0))
                continue;
            nearest = t;
            least = distance;
        }
        if (nearest == TEXTS)
            return;
        is_taken[nearest] = true;
        best->names[best->count] = all[nearest];
        best->distances[best->count++] = least;
    }
}

/* What is offered first sets how near the later ones have to be: it must not change who wins. */
static void the_three_best_of_many_are_those_of_the_definition(void **state)
{
    static struct texts texts;

    (void)state;
    make_texts(&texts);
    for (uint32_t w = 0; w < TEXTS; w += WANTED_EACH) {
        struct suggest suggest, expected;
        struct str wanted = texts.all[w];
        suggest_start(&suggest, wanted);
        for (uint32_t t = 0; t < TEXTS; t++)
            suggest_offer(&suggest, texts.all[(t * 125 + w) % TEXTS]);
        best_three(&expected, wanted, texts.all);
        assert_int_equal(suggest.count, expected.count);
        for (uint32_t i = 0; i < expected.count; i++) {
            assert_true(str_equal(suggest.names[i], expected.names[i]));
            assert_int_equal(suggest.distances[i], expected.distances[i]);
        }
    }
}

enum { ROWS = sizeof rows / sizeof rows[0] };

int main(void)
{
    struct CMUnitTest tests[ROWS + 6] = {
        [ROWS] = cmocka_unit_test(the_three_best_come_in_order),
        [ROWS + 1] = cmocka_unit_test(the_order_of_the_offers_does_not_matter),
        [ROWS + 2] = cmocka_unit_test(a_name_offered_twice_counts_once),
        [ROWS + 3] = cmocka_unit_test(names_longer_than_64_bytes_are_ignored),
        [ROWS + 4] = cmocka_unit_test(every_short_distance_equals_the_definition),
        [ROWS + 5] = cmocka_unit_test(the_three_best_of_many_are_those_of_the_definition),
    };
    for (size_t i = 0; i < ROWS; i++)
        tests[i] = (struct CMUnitTest){ rows[i].name, distance_is_as_expected, NULL, NULL,
                                        (void *)(uintptr_t)&rows[i] };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
