/* gj_make_testdata FOLDER: writes the made-up reports of testdata/. */
#include "testdata.h"

#include <stdio.h>

int main(int count, char **arguments)
{
	gj_err err;
	if (count != 2) {
		fprintf(stderr, "usage: %s FOLDER\n", arguments[0]);
		return 2;
	}
	if (gj_testdata_write(arguments[1], &err) != GJ_OK) {
		fprintf(stderr, "%s\n", err.message);
		return 4;
	}
	return 0;
}
