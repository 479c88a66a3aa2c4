# engine.mk -- the tests of engine/. SPDX-License-Identifier: Apache-2.0
if HAVE_CMOCKA
check_LIBRARIES += tests/unit/libenginecase.a
tests_unit_libenginecase_a_SOURCES = \
	tests/unit/engine_case.c \
	tests/unit/engine_case.h \
	tests/unit/engine_values.c \
	tests/unit/engine_values.h \
	tests/unit/random_formula.c \
	tests/unit/random_formula.h \
	tests/unit/random_model.c \
	tests/unit/random_model.h \
	tests/unit/test.h
tests_unit_libenginecase_a_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)

ENGINE_TESTS = \
	tests/unit/test_cells \
	tests/unit/test_values \
	tests/unit/test_set_members \
	tests/unit/test_sets \
	tests/unit/test_names \
	tests/unit/test_plans \
	tests/unit/test_definitions \
	tests/unit/test_objects \
	tests/unit/test_damage \
	tests/unit/test_damaged_models \
	tests/unit/test_blocks \
	tests/unit/test_closures \
	tests/unit/test_library_types \
	tests/unit/test_links \
	tests/unit/test_numbering \
	tests/unit/test_indexes \
	tests/unit/test_reach \
	tests/unit/test_recursion \
	tests/unit/test_relations \
	tests/unit/test_reports \
	tests/unit/test_cross_tables \
	tests/unit/test_results \
	tests/unit/test_tests \
	tests/unit/test_fields \
	tests/unit/test_fill \
	tests/unit/test_formulas \
	tests/unit/test_limits \
	tests/unit/test_modules \
	tests/unit/test_uses \
	tests/unit/test_properties \
	tests/unit/test_query \
	tests/unit/test_show \
	tests/unit/test_view_rows \
	tests/unit/test_waivers
check_PROGRAMS += $(ENGINE_TESTS)
TESTS += $(ENGINE_TESTS)
ENGINE_TEST_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
ENGINE_TEST_LDADD = tests/unit/libenginecase.a engine/libengine.a engine/views/libviews.a \
	lang/liblang.a base/libbase.a $(CMOCKA_LIBS)

tests_unit_test_cells_SOURCES = tests/unit/test_cells.c
tests_unit_test_cells_CFLAGS = $(ENGINE_TEST_CFLAGS)
tests_unit_test_cells_LDADD = $(ENGINE_TEST_LDADD)
tests_unit_test_values_SOURCES = tests/unit/test_values.c
tests_unit_test_values_CFLAGS = $(ENGINE_TEST_CFLAGS)
tests_unit_test_values_LDADD = $(ENGINE_TEST_LDADD)

tests_unit_test_set_members_SOURCES = tests/unit/test_set_members.c
tests_unit_test_set_members_CFLAGS = $(ENGINE_TEST_CFLAGS)
tests_unit_test_set_members_LDADD = $(ENGINE_TEST_LDADD)
tests_unit_test_sets_SOURCES = tests/unit/test_sets.c
tests_unit_test_sets_CFLAGS = $(ENGINE_TEST_CFLAGS)
tests_unit_test_sets_LDADD = $(ENGINE_TEST_LDADD)

tests_unit_test_names_SOURCES = tests/unit/test_names.c
tests_unit_test_names_CFLAGS = $(ENGINE_TEST_CFLAGS)
tests_unit_test_names_LDADD = $(ENGINE_TEST_LDADD)

tests_unit_test_plans_SOURCES = tests/unit/test_plans.c
tests_unit_test_plans_CFLAGS = $(ENGINE_TEST_CFLAGS)
tests_unit_test_plans_LDADD = $(ENGINE_TEST_LDADD)

tests_unit_test_definitions_SOURCES = tests/unit/test_definitions.c
tests_unit_test_definitions_CFLAGS = $(ENGINE_TEST_CFLAGS)
tests_unit_test_definitions_LDADD = $(ENGINE_TEST_LDADD)

tests_unit_test_objects_SOURCES = tests/unit/test_objects.c
tests_unit_test_objects_CFLAGS = $(ENGINE_TEST_CFLAGS)
tests_unit_test_objects_LDADD = $(ENGINE_TEST_LDADD)

tests_unit_test_damage_SOURCES = tests/unit/test_damage.c
tests_unit_test_damage_CFLAGS = $(ENGINE_TEST_CFLAGS)
tests_unit_test_damage_LDADD = $(ENGINE_TEST_LDADD)

tests_unit_test_numbering_SOURCES = tests/unit/test_numbering.c
tests_unit_test_numbering_CFLAGS = $(ENGINE_TEST_CFLAGS)
tests_unit_test_numbering_LDADD = $(ENGINE_TEST_LDADD)
tests_unit_test_library_types_SOURCES = tests/unit/test_library_types.c
tests_unit_test_library_types_CFLAGS = $(ENGINE_TEST_CFLAGS)
tests_unit_test_library_types_LDADD = stdlib/libstdlib.a $(ENGINE_TEST_LDADD)

tests_unit_test_links_SOURCES = tests/unit/test_links.c
tests_unit_test_links_CFLAGS = $(ENGINE_TEST_CFLAGS)
tests_unit_test_links_LDADD = $(ENGINE_TEST_LDADD)
tests_unit_test_blocks_SOURCES = tests/unit/test_blocks.c
tests_unit_test_blocks_CFLAGS = $(ENGINE_TEST_CFLAGS)
tests_unit_test_blocks_LDADD = $(ENGINE_TEST_LDADD)
tests_unit_test_closures_SOURCES = tests/unit/test_closures.c
tests_unit_test_closures_CFLAGS = $(ENGINE_TEST_CFLAGS)
tests_unit_test_closures_LDADD = $(ENGINE_TEST_LDADD)

tests_unit_test_indexes_SOURCES = tests/unit/test_indexes.c
tests_unit_test_indexes_CFLAGS = $(ENGINE_TEST_CFLAGS)
tests_unit_test_indexes_LDADD = $(ENGINE_TEST_LDADD)

tests_unit_test_damaged_models_SOURCES = tests/unit/test_damaged_models.c
tests_unit_test_damaged_models_CFLAGS = $(ENGINE_TEST_CFLAGS)
tests_unit_test_damaged_models_LDADD = $(ENGINE_TEST_LDADD)

tests_unit_test_reach_SOURCES = tests/unit/test_reach.c
tests_unit_test_reach_CFLAGS = $(ENGINE_TEST_CFLAGS)
tests_unit_test_reach_LDADD = $(ENGINE_TEST_LDADD)

tests_unit_test_recursion_SOURCES = tests/unit/test_recursion.c
tests_unit_test_recursion_CFLAGS = $(ENGINE_TEST_CFLAGS)
tests_unit_test_recursion_LDADD = $(ENGINE_TEST_LDADD)
tests_unit_test_relations_SOURCES = tests/unit/test_relations.c
tests_unit_test_relations_CFLAGS = $(ENGINE_TEST_CFLAGS)
tests_unit_test_relations_LDADD = $(ENGINE_TEST_LDADD)

tests_unit_test_tests_SOURCES = tests/unit/test_tests.c
tests_unit_test_tests_CFLAGS = $(ENGINE_TEST_CFLAGS)
tests_unit_test_tests_LDADD = $(ENGINE_TEST_LDADD)

tests_unit_test_reports_SOURCES = tests/unit/test_reports.c
tests_unit_test_reports_CFLAGS = $(ENGINE_TEST_CFLAGS)
tests_unit_test_reports_LDADD = $(ENGINE_TEST_LDADD)

tests_unit_test_cross_tables_SOURCES = tests/unit/test_cross_tables.c
tests_unit_test_cross_tables_CFLAGS = $(ENGINE_TEST_CFLAGS)
tests_unit_test_cross_tables_LDADD = $(ENGINE_TEST_LDADD)
tests_unit_test_results_SOURCES = tests/unit/test_results.c
tests_unit_test_results_CFLAGS = $(ENGINE_TEST_CFLAGS)
tests_unit_test_results_LDADD = $(ENGINE_TEST_LDADD)

tests_unit_test_fill_SOURCES = tests/unit/test_fill.c
tests_unit_test_fill_CFLAGS = $(ENGINE_TEST_CFLAGS)
tests_unit_test_fill_LDADD = $(ENGINE_TEST_LDADD)

tests_unit_test_fields_SOURCES = tests/unit/test_fields.c
tests_unit_test_fields_CFLAGS = $(ENGINE_TEST_CFLAGS)
tests_unit_test_fields_LDADD = $(ENGINE_TEST_LDADD)

tests_unit_test_formulas_SOURCES = tests/unit/test_formulas.c
tests_unit_test_formulas_CFLAGS = $(ENGINE_TEST_CFLAGS)
tests_unit_test_formulas_LDADD = $(ENGINE_TEST_LDADD)

tests_unit_test_limits_SOURCES = tests/unit/test_limits.c
tests_unit_test_limits_CFLAGS = $(ENGINE_TEST_CFLAGS)
tests_unit_test_limits_LDADD = $(ENGINE_TEST_LDADD)

tests_unit_test_uses_SOURCES = tests/unit/test_uses.c
tests_unit_test_uses_CFLAGS = $(ENGINE_TEST_CFLAGS)
tests_unit_test_uses_LDADD = $(ENGINE_TEST_LDADD)
tests_unit_test_modules_SOURCES = tests/unit/test_modules.c
tests_unit_test_modules_CFLAGS = $(ENGINE_TEST_CFLAGS)
tests_unit_test_modules_LDADD = $(ENGINE_TEST_LDADD)

tests_unit_test_properties_SOURCES = tests/unit/test_properties.c
tests_unit_test_properties_CFLAGS = $(ENGINE_TEST_CFLAGS)
tests_unit_test_properties_LDADD = $(ENGINE_TEST_LDADD)

tests_unit_test_query_SOURCES = tests/unit/test_query.c
tests_unit_test_query_CFLAGS = $(ENGINE_TEST_CFLAGS)
tests_unit_test_query_LDADD = $(ENGINE_TEST_LDADD)

tests_unit_test_show_SOURCES = tests/unit/test_show.c
tests_unit_test_show_CFLAGS = $(ENGINE_TEST_CFLAGS)
tests_unit_test_show_LDADD = $(ENGINE_TEST_LDADD)

tests_unit_test_view_rows_SOURCES = tests/unit/test_view_rows.c
tests_unit_test_view_rows_CFLAGS = $(ENGINE_TEST_CFLAGS)
tests_unit_test_view_rows_LDADD = $(ENGINE_TEST_LDADD)
tests_unit_test_waivers_SOURCES = tests/unit/test_waivers.c
tests_unit_test_waivers_CFLAGS = $(ENGINE_TEST_CFLAGS)
tests_unit_test_waivers_LDADD = $(ENGINE_TEST_LDADD)
endif
