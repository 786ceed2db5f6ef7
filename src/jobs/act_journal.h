/* The journal's lines of acts: written as small JSON maps, read back as whole Vietnamese sentences. */
#ifndef JOBS_ACT_JOURNAL_H
#define JOBS_ACT_JOURNAL_H

#include "format/value.h"
#include "store/journal.h"

/* journal_add() with value trees; before and after may be NULL. */
MUST_CHECK td_rc act_log(struct tx *t, i64 chain, const char *action, const char *object_kind, i64 object_id,
			 const struct value *before, const struct value *after, str reason);

/* «Nguyễn Văn A sửa điểm I.1 của Cục Thuế (Thẩm tra): 8,00 → 9,00. Lý do: …» in the language; an action it does not know is
 * told by its object, never by its internal code. */
str act_sentence(struct arena *a, enum lang lang, const struct journal_entry *j);
/* With the name of the account it is about, which the journal does not keep; empty: told by its number. */
str act_sentence_about(struct arena *a, enum lang lang, const struct journal_entry *j, str object);

/* What an entry says that was after it; NULL: nothing, or nothing that can be read. */
const struct value *act_journal_after(struct arena *a, const struct journal_entry *j);

/* Another text with words in braces, filled in from such an entry. */
str act_tell(struct arena *a, enum lang lang, const char *text, const struct journal_entry *j);

#endif
