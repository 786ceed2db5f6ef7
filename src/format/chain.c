#include "format/chain.h"

#include "domain/check_code.h"
#include "format/fields.h"

enum { ENTRY_BYTES_MAX = 1 << 28 };

/* The hash before and every column, each text with its length, so that no two entries have the same bytes. */
static str hashed_bytes(struct arena *a, const struct chain_entry *x)
{
	const i64 numbers[] = {x->chain, x->seq, x->at_ms, x->actor_id, x->object_id};
	const str texts[] = {{(const char *)x->prev.b, SHA256_LEN},
			     x->actor_name,
			     x->action,
			     x->object_kind,
			     x->before_json,
			     x->after_json,
			     x->reason};
	struct sb b = sb_new(a, ENTRY_BYTES_MAX);
	SB_LIT(&b, "thidua-journal/1");
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		sb_fmt(&b, "|%lld", (long long)numbers[i]);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		sb_fmt(&b, "|%lld:", texts[i].p ? (long long)texts[i].n : -1);
		if (texts[i].p)
			sb_put(&b, texts[i]);
	}
	return sb_str(&b);
}

td_rc chain_hash(struct arena *a, const struct chain_entry *x, struct sha256 *out)
{
	struct arena_mark m = arena_mark(a);
	td_rc rc = sha256_of(hashed_bytes(a, x), out);
	arena_release(a, m);
	return rc;
}

/* As it stands in the file; hash in hex. NULL and an empty text are two things, also to the hash. */
struct carried {
	struct chain_entry x;
	bool before, after, reason;
	str hash;
};

static const struct field members[] = {
    {.key = "seq", .type = FIELD_INT, .at = offsetof(struct carried, x.seq), .required = true},
    {.key = "at", .type = FIELD_INT, .at = offsetof(struct carried, x.at_ms), .required = true},
    {.key = "actor", .type = FIELD_INT, .at = offsetof(struct carried, x.actor_id), .required = true},
    {.key = "name", .type = FIELD_TEXT, .at = offsetof(struct carried, x.actor_name), .required = true},
    {.key = "action", .type = FIELD_TEXT, .at = offsetof(struct carried, x.action), .required = true},
    {.key = "kind", .type = FIELD_TEXT, .at = offsetof(struct carried, x.object_kind), .required = true},
    {.key = "object", .type = FIELD_INT, .at = offsetof(struct carried, x.object_id), .required = true},
    {.key = "before",
     .type = FIELD_TEXT,
     .at = offsetof(struct carried, x.before_json),
     .flag = 1 + offsetof(struct carried, before)},
    {.key = "after",
     .type = FIELD_TEXT,
     .at = offsetof(struct carried, x.after_json),
     .flag = 1 + offsetof(struct carried, after)},
    {.key = "reason",
     .type = FIELD_TEXT,
     .at = offsetof(struct carried, x.reason),
     .flag = 1 + offsetof(struct carried, reason)},
    {.key = "hash", .type = FIELD_TEXT, .at = offsetof(struct carried, hash), .required = true},
    {0}};

struct value *chain_to_value(struct arena *a, const struct chain_entry *x)
{
	const struct carried c = {*x, x->before_json.p != NULL, x->after_json.p != NULL, x->reason.p != NULL,
				  hex_of(a, x->hash.b, SHA256_LEN)};
	struct value *v = value_map(a);
	fields_write(a, v, members, FIELD_ALL_KINDS, &c);
	return v;
}

static str said(bool is, str text)
{
	return !is ? STR_NULL : text.p ? text : S("");
}

td_rc chain_from_value(struct arena *a, const struct value *v, const struct value_path *at, struct err *e,
		       struct chain_entry *out)
{
	struct carried c = {0};
	str hash = STR_NULL;
	size_t before = e->n_total;
	struct fields f = fields_begin(a, e, at, v);
	fields_read(&f, members, FIELD_ALL_KINDS, &c);
	fields_end(&f);
	if (e->n_total == before && (hex_parse(a, c.hash, &hash) != TD_OK || hash.n != SHA256_LEN))
		(void)fields_fault(&f, "hash", N_("phải là 64 chữ số thập lục phân"));
	if (e->n_total != before)
		return TD_INVALID;
	memcpy(c.x.hash.b, hash.p, SHA256_LEN);
	c.x.before_json = said(c.before, c.x.before_json);
	c.x.after_json = said(c.after, c.x.after_json);
	c.x.reason = said(c.reason, c.x.reason);
	*out = c.x;
	return TD_OK;
}

str chain_code(struct arena *a, const struct sha256 *hash)
{
	return check_code_print(a, check_code_of(a, hash->b));
}
