# tests/files.mk -- written by tools/dev/lists; do not edit.
GOLDEN_CASES = \
    tests/golden/cli/faults/cmd \
    tests/golden/cli/larkspur/cmd \
    tests/golden/cli/small/cmd \
    tests/golden/cli/usage/cmd
FUZZ_TARGETS = \
    tests/fuzz/fuzz_check \
    tests/fuzz/fuzz_parse
SCRIPT_TESTS = \
    tests/cli/bad_input.sh \
    tests/cli/messages.sh \
    tests/cli/promises.sh \
    tests/oracles/saas-startup/mutations.sh \
    tests/oracles/saas-startup/run.sh \
    tests/docs/complete \
    tests/docs/run
TEST_FILES = \
    base/README.md \
    engine/README.md \
    engine/views/README.md \
    lang/README.md \
    stdlib/README.md \
    tests/README.md \
    tests/bench/README.md \
    tests/bench/agree.sh \
    tests/bench/kinds.isms \
    tests/bench/project.isms \
    tests/bench/rules.isms \
    tests/bench/run.sh \
    tests/cli/bad_input.sh \
    tests/cli/messages.sh \
    tests/cli/promises.sh \
    tests/defects/sample.isms \
    tests/docs/complete \
    tests/docs/run \
    tests/fuzz/fuzz_check.c \
    tests/fuzz/fuzz_parse.c \
    tests/fuzz/memory_project.h \
    tests/golden/cli/faults/cmd \
    tests/golden/cli/faults/expected \
    tests/golden/cli/faults/project.isms \
    tests/golden/cli/larkspur/cmd \
    tests/golden/cli/larkspur/expected \
    tests/golden/cli/small/cmd \
    tests/golden/cli/small/expected \
    tests/golden/cli/small/project.isms \
    tests/golden/cli/usage/cmd \
    tests/golden/cli/usage/expected \
    tests/golden/cli/usage/project.isms \
    tests/golden/graph/trace.dot \
    tests/golden/graph/trace.plain \
    tests/golden/graph/trace.svg \
    tests/golden/parse/damaged.isms \
    tests/golden/parse/damaged.tree \
    tests/golden/parse/declarations.isms \
    tests/golden/parse/declarations.tree \
    tests/golden/parse/expressions.isms \
    tests/golden/parse/expressions.tree \
    tests/golden/parse/layout.isms \
    tests/golden/parse/layout.tree \
    tests/golden/parse/values.isms \
    tests/golden/parse/values.tree \
    tests/golden/parse/word-processor.isms \
    tests/golden/parse/word-processor.tree \
    tests/golden/run \
    tests/golden/table/empty.json \
    tests/golden/table/nothing.json \
    tests/golden/table/payloads.html \
    tests/golden/table/payloads.json \
    tests/golden/table/payloads.md \
    tests/golden/table/sample-40.txt \
    tests/golden/table/sample-72.txt \
    tests/golden/table/sample-piped.txt \
    tests/golden/table/sample.csv \
    tests/golden/table/sample.html \
    tests/golden/table/sample.json \
    tests/golden/table/sample.md \
    tests/oracles/csv.awk \
    tests/oracles/saas-startup/README.md \
    tests/oracles/saas-startup/assets.tsv \
    tests/oracles/saas-startup/mutations.sh \
    tests/oracles/saas-startup/mutations.tsv \
    tests/oracles/saas-startup/risks.tsv \
    tests/oracles/saas-startup/run.sh \
    tests/oracles/saas-startup/soa.tsv \
    tools/isms-draw/README.md \
    tools/isms/README.md
