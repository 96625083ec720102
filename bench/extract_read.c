/* The bound: open, read, close, and nothing else. */
#include "contestant.h"

bool gj_bench_read_only(gj_bench_work *work, gj_str bytes)
{
	(void)bytes;
	work->document = NULL;
	return true;
}
