#include "web/po.h"

#include <stddef.h>

#include "base/i18n.h"

extern const struct i18n_entry po_en[];
extern const size_t po_en_n;

void po_load(void)
{
	i18n_set(LANG_EN, po_en, po_en_n);
}
