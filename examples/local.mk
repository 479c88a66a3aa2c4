# examples/local.mk -- complete organisations, installed beside the manual.
# SPDX-License-Identifier: Apache-2.0
include examples/files.mk

nobase_dist_doc_DATA = $(EXAMPLE_FILES)
