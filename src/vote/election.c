#include <openssl/evp.h>

#include "vote/election.h"
#include "vote/tree.h"

str election_digest(struct group *g, str bytes)
{
	enum { PADDED = 44 };
	struct sha256 h;
	group_must(g, sha256_of(bytes, &h) == TD_OK);
	char *text = NEW_N(g->a, char, PADDED + 1);
	EVP_EncodeBlock((u8 *)text, h.b, SHA256_LEN);
	return (str){text, PADDED - 1};
}

static bool read_question(struct arena *a, const struct value *v, struct question *q)
{
	const struct value *answers = value_get(v, S("answers")), *blank = value_get(v, S("blank"));
	if (answers == NULL || answers->kind != VALUE_LIST || answers->items.n == 0 ||
	    answers->items.n > ELECTION_MAX_ANSWERS || (blank != NULL && blank->kind != VALUE_BOOL))
		return false;
	q->n_answers = answers->items.n;
	q->answers = NEW_N(a, str, q->n_answers);
	for (size_t i = 0; i < q->n_answers; i++) {
		if (answers->items.at[i].value->kind != VALUE_TEXT)
			return false;
		q->answers[i] = answers->items.at[i].value->text;
	}
	q->blank = blank != NULL && blank->b;
	return tree_text(v, S("question"), &q->text) && tree_int(v, S("min"), &q->min) &&
	       tree_int(v, S("max"), &q->max) && 0 <= q->min && q->min <= q->max &&
	       q->max <= (i64)q->n_answers;
}

static bool uuid_valid(str uuid)
{
	if (uuid.n < ELECTION_UUID_MIN || uuid.n > ELECTION_UUID_MAX)
		return false;
	for (size_t i = 0; i < uuid.n; i++) {
		char c = uuid.p[i];
		if (!((c >= '1' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')) ||
		    c == 'O' || c == 'I' || c == 'l')
			return false;
	}
	return true;
}

static bool read_form(struct arena *a, const struct value *v, struct election *out)
{
	i64 version;
	const struct value *questions = value_get(v, S("questions"));
	if (!tree_int(v, S("version"), &version) || version != 1 || !tree_text(v, S("name"), &out->name) ||
	    !tree_text(v, S("description"), &out->description) || !tree_text(v, S("uuid"), &out->uuid) ||
	    !uuid_valid(out->uuid) || !tree_text(v, S("public_key"), &out->key_text) || questions == NULL ||
	    questions->kind != VALUE_LIST || questions->items.n == 0 ||
	    questions->items.n > ELECTION_MAX_QUESTIONS)
		return false;
	out->n_questions = questions->items.n;
	out->questions = NEW_N(a, struct question, out->n_questions);
	for (size_t i = 0; i < out->n_questions; i++)
		if (!read_question(a, questions->items.at[i].value, &out->questions[i]))
			return false;
	return true;
}

td_rc election_read(struct group *g, str json, struct finding *f, struct election *out)
{
	const struct value *v;
	str group;
	*out = (struct election){.g = g};
	if (json.n > ELECTION_MAX_BYTES || (v = tree_read(g->a, json)) == NULL || !read_form(g->a, v, out) ||
	    !tree_text(v, S("group"), &group))
		return finding_set(f, FINDING_ELECTION_FORM);
	out->key = group_elem(g);
	if (!str_eq(group, S(GROUP_NAME)) || group_parse(g, out->key_text, out->key) != TD_OK ||
	    !group_member(g, out->key))
		return finding_set(f, FINDING_ELECTION_GROUP);
	out->key_powers = powers_new(g, out->key);
	out->fingerprint = election_digest(g, json);
	return TD_OK;
}
