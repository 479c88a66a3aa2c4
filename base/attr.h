/* attr.h -- compiler attributes under names of our own. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_BASE_ATTR_H
#define ISMS_BASE_ATTR_H

#define ISMS_NODISCARD __attribute__((warn_unused_result))
#define ISMS_PRINTF(format_index, first_argument)                                                  \
    __attribute__((format(printf, format_index, first_argument)))
#define ISMS_FALLTHROUGH __attribute__((fallthrough))
#define ISMS_NORETURN    __attribute__((noreturn))
#define ISMS_UNUSED      __attribute__((unused))
/* For the inside of a loop over all text, where a call costs as much as the work. */
#define ISMS_INLINE      inline __attribute__((always_inline))

#endif
