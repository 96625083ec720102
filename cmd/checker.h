/* Checking what a user names, and telling it: for check and baseline. */
#ifndef GOUJI_CHECKER_H
#define GOUJI_CHECKER_H

#include "docket/docket.h"
#include "policy.h"

/* Checks the operands and tells what is found to `output`, which stays the
 * caller's; *status is raised to the exit code of the findings and of operands
 * that cannot be read. */
gj_code check_operands_into(const settings *s, char **operands, size_t count, gj_policy *policy,
                            const gj_teller *teller, gj_output *output, int *status,
                            gj_err *err);

#endif
