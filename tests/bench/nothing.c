/* nothing.c -- what each run of a program costs, whatever it does: the floor of tests/bench. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

int main(void)
{
    return 0;
}
