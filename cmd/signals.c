#include "signals.h"

#include <signal.h>
#include <stdbool.h>

static atomic_bool stop;
static volatile sig_atomic_t came;

static void note(int number)
{
	came = number;
	atomic_store(&stop, true);
}

const atomic_bool *signals_watch(void)
{
	/* A second signal does not wait. */
	struct sigaction action = { .sa_handler = note, .sa_flags = (int)SA_RESETHAND };
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
	/* A server that hangs up must not end the run. */
	signal(SIGPIPE, SIG_IGN);
	/* A file that may not grow is a failed write, told as one. */
	signal(SIGXFSZ, SIG_IGN);
	return &stop;
}

int signals_came(void)
{
	return came;
}

void signals_obey(void)
{
	if (!came)
		return;
	signal(came, SIG_DFL);
	raise(came);
}
