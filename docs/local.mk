# docs/local.mk -- the manual.
# SPDX-License-Identifier: Apache-2.0
include docs/files.mk

nobase_dist_doc_DATA += $(DOC_FILES)
dist_man_MANS += $(MAN_PAGES)
