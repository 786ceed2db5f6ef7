/* Two languages. Vietnamese is the source text; other languages come from po/ files compiled in by tools/po2c.py.
 * Official documents are always Vietnamese. */
#ifndef BASE_I18N_H
#define BASE_I18N_H

#include "base/str.h"

enum lang { LANG_VI, LANG_EN, LANG_PSEUDO, LANG__N };

/* Marks a literal for the PO tools without translating it here. */
#define N_(text) text

struct i18n_entry {
	const char *vi, *other;
};

/* Sets the catalogue of a language, sorted by strcmp() of vi. Called once at the start of the program. */
void i18n_set(enum lang lang, const struct i18n_entry *entries, size_t n);

/* The text in that language, or vi itself when there is no translation. LANG_PSEUDO brackets what passes through
 * here («…»), so that tests find text that does not. The result lives as long as the program. Any thread. */
const char *i18n_tr(enum lang lang, const char *vi) __attribute__((format_arg(2)));

#endif
