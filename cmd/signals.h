/* SIGINT and SIGTERM end a long command cleanly: it is told to stop, tidies up,
 * and then the signal takes its usual effect. */
#ifndef GOUJI_SIGNALS_H
#define GOUJI_SIGNALS_H

#include <stdatomic.h>

/* Installs the handlers; the flag turns true when a signal came. */
const atomic_bool *signals_watch(void);
/* The signal that came, or 0. */
int signals_came(void);
/* Ends the process by the signal that came. */
void signals_obey(void);

#endif
