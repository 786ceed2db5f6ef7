/* A number that may be missing: SQL NULL, an empty cell, a key that JSON does not have. */
#ifndef BASE_OPT_H
#define BASE_OPT_H

#include <stdbool.h>

#include "base/rc.h"

struct opt_i64 {
	bool set;
	i64 v;
};

#define OPT(value) ((struct opt_i64){true, (value)})
#define OPT_NONE   ((struct opt_i64){false, 0})

#endif
