/* test_pages.c -- memory that is so large that its pages matter. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "base/pages.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "tests/unit/test.h"

/* realloc moves pages rather than bytes when the system sees one mapping. */
static void memory_in_large_pages_can_grow_without_being_copied(void **state)
{
    (void)state;
#if defined __GLIBC__ && defined MREMAP_MAYMOVE
    const char *instrumentation = getenv("INSTRUMENTATION");
    if (instrumentation && strcmp(instrumentation, "none") != 0)
        skip(); /* sanitizers have a malloc of their own */

    size_t page = (size_t)sysconf(_SC_PAGESIZE), bytes = 8 << 20;
    mallopt(M_MMAP_THRESHOLD, 1 << 20);
    for (size_t more = 0; more < 3 * page; more += page / 4 + 3) {
        char *memory = malloc(bytes + more);
        assert_non_null(memory);
        pages_prefer_large(memory, bytes + more);
        char *start = memory - (uintptr_t)memory % page;
        size_t mapped = (size_t)(memory - start) + malloc_usable_size(memory);
        assert_int_equal(mapped % page, 0); /* it is a mapping of its own */
        void *moved = mremap(start, mapped, 2 * mapped, MREMAP_MAYMOVE);
        assert_ptr_not_equal(moved, MAP_FAILED);
        assert_int_equal(munmap(moved, 2 * mapped), 0);
    }
#else
    skip();
#endif
}

static void mapped_memory_is_zeroed_and_goes_back(void **state)
{
    (void)state;
    for (size_t more = 0; more < 5 << 20; more += 700001) {
        size_t bytes = PAGES_MAPPED_LEAST + more;
        char *memory = pages_map(bytes);
        assert_non_null(memory);
        assert_int_equal((uintptr_t)memory % (2 << 20), 0);
        assert_int_equal(memory[0] + memory[bytes / 2] + memory[bytes - 1], 0);
        memset(memory, 'x', bytes);
        pages_unmap(memory, bytes);
    }
    assert_null(pages_map(SIZE_MAX - 1));
    assert_null(pages_map(SIZE_MAX / 2 - 1));
}

static void little_memory_is_left_alone(void **state)
{
    (void)state;
    char *memory = malloc(100);
    assert_non_null(memory);
    memset(memory, 'x', 100);
    pages_prefer_large(memory, 100);
    pages_prefer_large(NULL, 0);
    assert_int_equal(memory[99], 'x');
    free(memory);
}

static void the_heap_works_on_when_it_has_settled(void **state)
{
    (void)state;
    char *before = malloc(1000);
    assert_non_null(before);
    memset(before, 'a', 1000);
    pages_settle_heap();
    char *after = calloc(100000, 30);
    assert_non_null(after);
    assert_int_equal(after[0] + after[2999999], 0);
    before = realloc(before, 100000);
    assert_non_null(before);
    assert_int_equal(before[999], 'a');
    free(before);
    free(after);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_in_large_pages_can_grow_without_being_copied),
        cmocka_unit_test(mapped_memory_is_zeroed_and_goes_back),
        cmocka_unit_test(little_memory_is_left_alone),
        cmocka_unit_test(the_heap_works_on_when_it_has_settled),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
