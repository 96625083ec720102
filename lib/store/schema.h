/* The tables of the store, and how older ones become like them. Only for lib/store. */
#ifndef GJ_STORE_SCHEMA_H
#define GJ_STORE_SCHEMA_H

#include "store/query.h"

/* "gjDB", in the header of the file: what `file` and SQLite know a store by. */
enum { GJ_STORE_APPLICATION = 0x676A4442 };
/* Of the tables; one more with every change. */
enum { GJ_STORE_SCHEMA = 2 };

/* Makes the tables of an empty store, or brings those of an older one forward, in one
 * transaction. GJ_E_USAGE for a file of another program, or of a newer gouji. */
gj_code gj_schema_ready(gj_store *store, gj_err *err);

#endif
