/* test_diag.c -- the registry of messages and the sink. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/diag.h"

#include "tests/unit/test.h"

struct world {
    struct arena arena;
    struct source_map map;
    struct diag_sink sink;
};

static void world_open(struct world *world)
{
    *world = (struct world){ 0 };
    world->map.arena = &world->arena;
    world->sink.arena = &world->arena;
}

static void world_close(struct world *world)
{
    diag_sink_release(&world->sink);
    source_map_release(&world->map);
    arena_release(&world->arena);
}

static const struct span nowhere;

static void every_message_is_found_by_its_code(void **state)
{
    (void)state;
    for (unsigned i = MSG_NONE + 1; i < MSG_COUNT; i++) {
        const struct message_info *info = message_info((enum message)i);
        assert_int_equal(message_find(str_from(info->code)), i);
        assert_int_equal(strlen(info->code), 5);
        assert_true(info->title[0] != '\0');
        assert_null(strchr(info->title, '.'));
    }
    assert_int_equal(message_find(STR("E0201")), MSG_E0201);
    assert_int_equal(message_find(STR("E9999")), MSG_NONE);
    assert_int_equal(message_find(STR("E020")), MSG_NONE);
    assert_int_equal(message_find(STR("")), MSG_NONE);
}

/*
 * Errors always change the exit status, warnings never do; the letter says which is which. What does
 * not hold in a test (E07) is like a gap: the status is 1.
 */
static void severity_and_exit_status_agree_with_the_code(void **state)
{
    (void)state;
    for (unsigned i = MSG_NONE + 1; i < MSG_COUNT; i++) {
        const struct message_info *info = message_info((enum message)i);
        switch (info->severity) {
        case SEVERITY_ERROR:
            assert_int_equal(info->code[0], 'E');
            assert_true(info->exit_status >= (info->code[2] == '7' ? 1 : 2));
            assert_true(info->exit_status <= 5);
            break;
        case SEVERITY_WARNING:
            assert_int_equal(info->code[0], 'W');
            assert_int_equal(info->exit_status, 0);
            break;
        case SEVERITY_INFO:
            assert_int_equal(info->code[0], 'I');
            assert_int_equal(info->exit_status, 0);
            break;
        }
    }
}

static void codes_ascend_within_a_letter(void **state)
{
    (void)state;
    for (unsigned i = MSG_NONE + 2; i < MSG_COUNT; i++) {
        const char *last = message_info((enum message)(i - 1))->code;
        const char *code = message_info((enum message)i)->code;
        assert_true(last[0] != code[0] || strcmp(last, code) < 0);
    }
}

static void a_diagnostic_keeps_what_it_was_given(void **state)
{
    (void)state;
    struct world world;
    world_open(&world);
    char replacement[] = "TRT-031";
    struct diag *diag = diag_add(&world.sink, MSG_E0201, (struct span){ 3, 7 }, "no `%s`", "x");
    diag_set_label(&world.sink, diag, "not %s", "declared");
    diag_label(&world.sink, diag, (struct span){ 1, 2 }, "first %d", 1);
    diag_label(&world.sink, diag, (struct span){ 8, 9 }, "second");
    diag_note(&world.sink, diag, "a note");
    diag_fix(&world.sink, diag, FIX_UNSAFE, (struct span){ 3, 7 }, str_from(replacement), "take %s",
             "it");
    diag_help(&world.sink, diag, "some help");
    memset(replacement, '#', sizeof replacement - 1);

    assert_int_equal(diag->message, MSG_E0201);
    assert_int_equal(diag->severity, SEVERITY_ERROR);
    assert_text(diag->code, "E0201");
    assert_text(diag->text, "no `x`");
    assert_int_equal(diag->span.lo, 3);
    assert_text(diag->label, "not declared");
    assert_text(diag->labels->text, "first 1");
    assert_text(diag->labels->next->text, "second");
    assert_ptr_equal(diag->labels->next, diag->last_label);
    assert_text(diag->notes->text, "a note");
    assert_false(diag->notes->is_after_fixes);
    assert_text(diag->last_note->text, "some help");
    assert_true(diag->last_note->is_after_fixes);
    assert_int_equal(diag->last_note->kind, NOTE_HELP);
    assert_text(diag->fixes->title, "take it");
    assert_text(diag->fixes->replacement, "TRT-031");
    assert_int_equal(diag->fixes->safety, FIX_UNSAFE);
    world_close(&world);
}

static void a_gap_carries_the_id_of_its_rule(void **state)
{
    (void)state;
    struct world world;
    world_open(&world);
    struct diag *diag = diag_add_gap(&world.sink, STR("RT-01"), SEVERITY_WARNING,
                                     (struct span){ 1, 2 }, STR("100%s without an owner"));
    assert_int_equal(diag->message, MSG_NONE);
    assert_text(diag->code, "RT-01");
    assert_text(diag->text, "100%s without an owner");
    assert_int_equal(world.sink.counts[SEVERITY_WARNING], 1);
    assert_int_equal(world.sink.exit_status, 0);
    world_close(&world);
}

static void counts_stay_exact_past_the_limit(void **state)
{
    (void)state;
    struct world world;
    world_open(&world);
    world.sink.limit = 3;
    for (int i = 0; i < 10; i++) {
        struct diag *diag = diag_add(&world.sink, MSG_E0201, nowhere, "error %d", i);
        diag_set_label(&world.sink, diag, "label");
        diag_label(&world.sink, diag, nowhere, "label");
        diag_note(&world.sink, diag, "note");
        diag_help(&world.sink, diag, "help");
        diag_fix(&world.sink, diag, FIX_SAFE, nowhere, STR("x"), "fix");
    }
    diag_add(&world.sink, MSG_W0101, nowhere, "a warning has a share of its own");
    assert_int_equal(world.sink.counts[SEVERITY_ERROR], 10);
    assert_int_equal(world.sink.counts[SEVERITY_WARNING], 1);
    assert_int_equal(world.sink.counts[SEVERITY_INFO], 0);
    assert_int_equal(world.sink.diags.count, 4);
    assert_text(world.sink.diags.items[2]->text, "error 2");
    assert_non_null(world.sink.diags.items[2]->fixes);
    world_close(&world);
}

static void a_million_diagnostics_take_the_memory_of_a_thousand(void **state)
{
    (void)state;
    struct world world;
    world_open(&world);
    for (int i = 0; i < 1000000; i++) {
        struct diag *diag = diag_add(&world.sink, MSG_E0201, nowhere, "error %d", i);
        diag_note(&world.sink, diag, "note %d", i);
        diag_add_gap(&world.sink, STR("RT-01"), SEVERITY_INFO, nowhere, STR("a gap"));
    }
    assert_int_equal(world.sink.counts[SEVERITY_ERROR], 1000000);
    assert_int_equal(world.sink.counts[SEVERITY_INFO], 1000000);
    assert_int_equal(world.sink.diags.count, 2000);
    assert_true(world.arena.bytes < 2000 * 1024);
    world_close(&world);
}

/* Past the limit a diagnostic still decides: an error that is not shown is an error. */
static void exit_status_counts_past_the_limit(void **state)
{
    (void)state;
    struct world world;
    world_open(&world);
    world.sink.limit = 1;
    diag_add(&world.sink, MSG_E0201, nowhere, "source");
    diag_add(&world.sink, MSG_E0602, nowhere, "limit");
    assert_int_equal(world.sink.diags.count, 1);
    assert_int_equal(world.sink.exit_status, 5);
    world_close(&world);
}

struct status_row {
    const char *name;
    enum message messages[4];
    int exit_status;
};

static const struct status_row status_rows[] = {
    { "nothing said is exit status 0", { MSG_NONE }, 0 },
    { "a warning is exit status 0", { MSG_W0101 }, 0 },
    { "a configuration fault is exit status 2", { MSG_E0501, MSG_W0101 }, 2 },
    { "a source error is exit status 3", { MSG_E0201 }, 3 },
    { "source error over configuration", { MSG_E0201, MSG_E0501 }, 3 },
    { "environment over source error", { MSG_E0601, MSG_E0201 }, 4 },
    { "environment over source error in the other order", { MSG_E0201, MSG_E0601 }, 4 },
    { "a limit over everything", { MSG_E0602, MSG_E0601, MSG_E0201, MSG_E0501 }, 5 },
};

static void test_status(void **state)
{
    const struct status_row *row = *state;
    struct world world;
    world_open(&world);
    for (size_t i = 0; i < 4 && row->messages[i] != MSG_NONE; i++)
        diag_add(&world.sink, row->messages[i], nowhere, "x");
    assert_int_equal(world.sink.exit_status, row->exit_status);
    world_close(&world);
}

static void add_at(struct world *world, uint32_t lo, enum message message, const char *text)
{
    diag_add(&world->sink, message, (struct span){ lo, lo + 1 }, "%s", text);
}

static void diagnostics_are_sorted_by_file_position_code_and_text(void **state)
{
    (void)state;
    struct world world;
    world_open(&world);
    source_map_add(&world.map, STR("std://a.isms"), STR("library"), true); /* 1 to 8 */
    source_map_add(&world.map, STR("z.isms"), STR("text"), false);         /* 9 to 13 */
    source_map_add(&world.map, STR("B.isms"), STR("text"), false);         /* 14 to 18 */
    source_map_add(&world.map, STR("a.isms"), STR("text"), false);         /* 19 to 23 */
    static const char *const expected[] = {
        "nowhere one",   "nowhere two",   "B", "a early",     "a late code",
        "a late text 1", "a late text 2", "z", "library two", "library six",
    };
    add_at(&world, 6, MSG_E0201, "library six");
    add_at(&world, 2, MSG_E0201, "library two");
    add_at(&world, 9, MSG_E0201, "z");
    add_at(&world, 21, MSG_E0201, "a late text 2");
    add_at(&world, 21, MSG_E0201, "a late text 1");
    add_at(&world, 0, MSG_E0601, "nowhere two");
    add_at(&world, 21, MSG_E0105, "a late code");
    add_at(&world, 0, MSG_E0501, "nowhere one");
    add_at(&world, 20, MSG_E0602, "a early");
    add_at(&world, 18, MSG_E0201, "B");
    diag_sort(&world.sink, &world.map);
    assert_int_equal(world.sink.diags.count, sizeof expected / sizeof expected[0]);
    for (uint32_t i = 0; i < world.sink.diags.count; i++)
        assert_text(world.sink.diags.items[i]->text, expected[i]);
    world_close(&world);
}

static void equal_diagnostics_keep_their_order(void **state)
{
    (void)state;
    enum { EQUAL = 100 };
    struct world world;
    struct diag *added[EQUAL];
    world_open(&world);
    source_map_add(&world.map, STR("a"), STR("text"), false);
    for (unsigned i = 0; i < EQUAL; i++)
        added[i] = diag_add(&world.sink, MSG_E0201, (struct span){ 1 + i % 2, 3 }, "same");
    diag_sort(&world.sink, &world.map);
    for (unsigned i = 0; i < EQUAL / 2; i++) {
        assert_ptr_equal(world.sink.diags.items[i], added[i * 2]);
        assert_ptr_equal(world.sink.diags.items[EQUAL / 2 + i], added[i * 2 + 1]);
    }
    world_close(&world);
}

static void an_empty_sink_can_be_sorted(void **state)
{
    (void)state;
    struct world world;
    world_open(&world);
    diag_sort(&world.sink, &world.map);
    assert_int_equal(world.sink.diags.count, 0);
    world_close(&world);
}

enum { STATUS_ROWS = sizeof status_rows / sizeof status_rows[0], OTHERS = 11 };

int main(void)
{
    struct CMUnitTest tests[STATUS_ROWS + OTHERS] = {
        cmocka_unit_test(every_message_is_found_by_its_code),
        cmocka_unit_test(severity_and_exit_status_agree_with_the_code),
        cmocka_unit_test(codes_ascend_within_a_letter),
        cmocka_unit_test(a_diagnostic_keeps_what_it_was_given),
        cmocka_unit_test(a_gap_carries_the_id_of_its_rule),
        cmocka_unit_test(counts_stay_exact_past_the_limit),
        cmocka_unit_test(a_million_diagnostics_take_the_memory_of_a_thousand),
        cmocka_unit_test(exit_status_counts_past_the_limit),
        cmocka_unit_test(diagnostics_are_sorted_by_file_position_code_and_text),
        cmocka_unit_test(equal_diagnostics_keep_their_order),
        cmocka_unit_test(an_empty_sink_can_be_sorted),
    };
    for (size_t i = 0; i < STATUS_ROWS; i++) {
        union {
            const struct status_row *row;
            void *state;
        } initial = { &status_rows[i] };
        tests[OTHERS + i] = (struct CMUnitTest){
            .name = status_rows[i].name,
            .test_func = test_status,
            .initial_state = initial.state,
        };
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
