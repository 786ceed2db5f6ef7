#include "domain/scheme.h"

i64 scheme_find(const struct scheme *s, str code)
{
	for (u32 i = 0; i < s->n_nodes; i++)
		if (str_eq(s->nodes[i].code, code))
			return i;
	return -1;
}
