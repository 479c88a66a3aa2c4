/* test_stopwatch.c -- who gets which nanosecond; medians; figures as people read them. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tests/unit/test.h"

#include <errno.h>

#include "tools/isms/figures.h"
#include "tools/isms/series.h"
#include "tools/isms/stopwatch.h"

/* A clock that stands still until somebody moves it. */
static uint64_t now_of(void *self)
{
    const uint64_t *now = self;

    return *now;
}

static const struct activity reading = { ACTIVITY_PHASE, PHASE_READ };
static const struct activity parsing = { ACTIVITY_PHASE, PHASE_PARSE };
static const struct activity ruling = { ACTIVITY_PHASE, PHASE_RULES };
static const struct activity computing = { ACTIVITY_PHASE, PHASE_COMPUTE };
static const struct activity rule = { ACTIVITY_RULE, 7 };
static const struct activity relation = { ACTIVITY_RELATION, 3 };
static const struct activity field = { ACTIVITY_FIELD, 5 };

struct fixture {
    uint64_t now;
    struct stopwatch watch;
};

static void begin_after(struct fixture *fixture, uint64_t ns, struct activity activity)
{
    fixture->now += ns;
    observe_begin(&fixture->watch.observer, activity.kind, activity.index);
}

static void end_after(struct fixture *fixture, uint64_t ns, struct activity activity)
{
    fixture->now += ns;
    observe_end(&fixture->watch.observer, activity.kind, activity.index);
}

static void start(struct fixture *fixture)
{
    fixture->now = 1000;
    stopwatch_start(&fixture->watch, (struct clock_source){ &fixture->now, now_of });
}

static void a_phase_inside_of_another_takes_its_time_away(void **state)
{
    struct fixture fixture;
    (void)state;

    start(&fixture);
    begin_after(&fixture, 5, parsing);
    begin_after(&fixture, 10, reading);
    end_after(&fixture, 100, reading);
    end_after(&fixture, 20, parsing);
    fixture.now += 3;
    stopwatch_stop(&fixture.watch);
    assert_int_equal(fixture.watch.phases[PHASE_PARSE], 30);
    assert_int_equal(fixture.watch.phases[PHASE_READ], 100);
    assert_int_equal(fixture.watch.phases[PHASE_OTHER], 8);
    assert_int_equal(stopwatch_ns(&fixture.watch), 138);
    stopwatch_release(&fixture.watch);
}

/* The rule asks for a relation, and that for a field, which has a phase of its own. */
static void a_rule_does_not_pay_for_what_it_asks_for(void **state)
{
    struct fixture fixture;
    (void)state;

    start(&fixture);
    begin_after(&fixture, 0, ruling);
    begin_after(&fixture, 1, rule);
    begin_after(&fixture, 10, relation);
    begin_after(&fixture, 100, computing);
    begin_after(&fixture, 0, field);
    end_after(&fixture, 1000, field);
    end_after(&fixture, 4, computing);
    end_after(&fixture, 200, relation);
    end_after(&fixture, 20, rule);
    end_after(&fixture, 2, ruling);
    stopwatch_stop(&fixture.watch);

    assert_int_equal(fixture.watch.items.count, 3);
    assert_int_equal(fixture.watch.items.items[0].activity.kind, ACTIVITY_FIELD);
    assert_int_equal(fixture.watch.items.items[0].ns, 1000);
    assert_int_equal(fixture.watch.items.items[1].activity.kind, ACTIVITY_RELATION);
    assert_int_equal(fixture.watch.items.items[1].ns, 300);
    assert_int_equal(fixture.watch.items.items[2].activity.index, 7);
    assert_int_equal(fixture.watch.items.items[2].ns, 30);
    assert_int_equal(fixture.watch.phases[PHASE_COMPUTE], 1004);
    assert_int_equal(fixture.watch.phases[PHASE_RULES], 333);
    assert_int_equal(stopwatch_ns(&fixture.watch), 1337);
    stopwatch_release(&fixture.watch);
}

static int slow_read(void *self, struct str path, struct arena *arena, struct str *ret_text)
{
    uint64_t *now = self;
    (void)arena;

    *now += path.len;
    *ret_text = path;
    return -ENOENT;
}

static void a_reader_is_timed_and_says_the_same(void **state)
{
    struct fixture fixture;
    struct file_reader slow = { .self = &fixture.now, .read = slow_read };
    struct file_reader timed;
    struct str text = STR("");
    (void)state;

    start(&fixture);
    timed = stopwatch_reader(&fixture.watch, &slow);
    assert_int_equal(timed.read(timed.self, STR("a.isms"), NULL, &text), -ENOENT);
    assert_text(text, "a.isms");
    stopwatch_stop(&fixture.watch);
    assert_int_equal(fixture.watch.phases[PHASE_READ], 6);
    stopwatch_release(&fixture.watch);
}

static void every_phase_has_its_place_and_a_word(void **state)
{
    bool seen[TIMED_PHASES] = { false };
    (void)state;

    for (uint32_t i = 0; i < TIMED_PHASES; i++) {
        assert_true(timed_phase_word(i).len > 0);
        assert_false(seen[timed_phase_at(i)]);
        seen[timed_phase_at(i)] = true;
    }
}

static void the_median_of_five_is_the_third(void **state)
{
    struct series series = { .figures = { 0 } };
    struct spread_of_series spread = series_spread(&series);
    (void)state;

    assert_int_equal(spread.median, 0);
    series_add(&series, 50);
    series_add(&series, 10);
    series_add(&series, 90);
    series_add(&series, 40);
    series_add(&series, 41);
    spread = series_spread(&series);
    assert_int_equal(spread.least, 10);
    assert_int_equal(spread.median, 41);
    assert_int_equal(spread.most, 90);
    assert_int_equal(spread.deviation, 9); /* of 1, 0, 9, 31, 49 */
    series_add(&series, 45);
    assert_int_equal(series_spread(&series).median, 41); /* the lower of the two in the middle */
    series_release(&series);
}

static void assert_figure(struct out *out, const char *expected)
{
    assert_text(out_memory(out), expected);
    out->len = 0;
}

static void figures_have_commas_and_units(void **state)
{
    struct out out;
    (void)state;

    out_open_memory(&out);
    figure_count(&out, 999);
    assert_figure(&out, "999");
    figure_count(&out, 1005213);
    assert_figure(&out, "1,005,213");
    figure_milliseconds(&out, 1234567890);
    assert_figure(&out, "1,234.57 ms");
    figure_milliseconds(&out, 4999);
    assert_figure(&out, "0.00 ms");
    figure_bytes(&out, 999);
    assert_figure(&out, "999 bytes");
    figure_bytes(&out, 1999);
    assert_figure(&out, "1.9 kB");
    figure_bytes(&out, 1234567890);
    assert_figure(&out, "1,234.5 MB");
    figure_share(&out, 1, 3);
    assert_figure(&out, "33.3 %");
    figure_share(&out, 0, 0);
    assert_figure(&out, "0.0 %");
    figure_speed(&out, 3000000, 10000000); /* 3 MB in 10 ms */
    assert_figure(&out, "300.0 MB/s");
    figure_speed(&out, 1, 0);
    assert_figure(&out, "0.0 MB/s");
    out_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_phase_inside_of_another_takes_its_time_away),
        cmocka_unit_test(a_rule_does_not_pay_for_what_it_asks_for),
        cmocka_unit_test(a_reader_is_timed_and_says_the_same),
        cmocka_unit_test(every_phase_has_its_place_and_a_word),
        cmocka_unit_test(the_median_of_five_is_the_third),
        cmocka_unit_test(figures_have_commas_and_units),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
