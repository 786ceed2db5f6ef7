#include "jobs/act_signature.h"

#include "jobs/act_journal.h"
#include "office/signature.h"

enum { SIGNED_FILE_MAX = 64 << 20 };

/* ---- the trust list ---- */

static td_rc log_item(struct tx *t, const char *act, const struct trust_item *i)
{
	struct value *v = value_map(t->a);
	value_put_text(t->a, v, "kind", str_c(trust_kind_name(i->kind)));
	value_put_text(t->a, v, "name", i->kind == TRUST_CRL ? i->issuer : i->subject);
	value_put_text(t->a, v, "sha256", hex_of(t->a, i->hash.b, SHA256_LEN));
	return act_log(t, JOURNAL_SYSTEM, act, "trust", i->id, NULL, v, STR_NULL);
}

static td_rc kind_of(struct tx *t, const struct sign_piece *p, bool stamps, enum trust_kind *out)
{
	if (p->kind == SIGN_CRL)
		*out = TRUST_CRL;
	else if (!p->is_ca)
		return err_add(
		    t->e, TD_INVALID, S("file"),
		    N_("«%.*s» là chứng thư của người hoặc máy, không phải của nơi cấp: danh sách tin cậy "
		       "chỉ nhận chứng thư gốc và trung gian."),
		    STRF(p->subject));
	else
		*out = !p->self_signed ? TRUST_INTERMEDIATE : stamps ? TRUST_STAMP_ROOT : TRUST_ROOT;
	return TD_OK;
}

static td_rc add_piece(struct tx *t, const struct sign_piece *p, bool stamps, i64 *n)
{
	enum trust_kind kind = TRUST_ROOT;
	td_rc rc = kind_of(t, p, stamps, &kind);
	if (rc != TD_OK)
		return rc;
	struct trust_item i = {.kind = kind,
			       .subject = p->subject,
			       .issuer = p->issuer,
			       .valid_from_ms = p->from_ms,
			       .valid_until_ms = p->until_ms,
			       .n_revoked = p->n_revoked,
			       .der = p->der};
	rc = store_trust_add(t, &i);
	if (rc == TD_CONFLICT)
		return TD_OK; /* it is there */
	++*n;
	return rc == TD_OK ? log_item(t, "trust.add", &i) : rc;
}

td_rc act_trust_add(struct tx *t, str bytes, bool stamps, i64 *n)
{
	sign_pieces all;
	*n = 0;
	td_rc rc = signature_pieces(t->a, bytes, t->e, &all);
	for (size_t i = 0; rc == TD_OK && i < all.n; i++)
		rc = add_piece(t, &all.at[i], stamps, n);
	if (rc == TD_OK && *n == 0)
		return err_add(t->e, TD_CONFLICT, S("file"),
			       N_("Mọi thứ trong tệp này đã có trong danh sách tin cậy."));
	return rc;
}

td_rc act_trust_remove(struct tx *t, i64 id)
{
	struct trust_item i;
	td_rc rc = store_trust_get(t, id, &i);
	if (rc == TD_OK)
		rc = store_trust_remove(t, id);
	return rc == TD_OK ? log_item(t, "trust.remove", &i) : rc;
}

static td_rc load(struct tx *t, struct sign_trust *out, i64 *version)
{
	trust_item_list all;
	*out = (struct sign_trust){.now_ms = t->now_ms};
	td_rc rc = store_trust_bytes(t, &all);
	if (rc == TD_OK)
		rc = store_trust_version(t, version);
	for (size_t i = 0; rc == TD_OK && i < all.n; i++)
		switch (all.at[i].kind) {
		case TRUST_ROOT:
			VEC_PUSH(t->a, &out->roots) = all.at[i].der;
			break;
		case TRUST_INTERMEDIATE:
			VEC_PUSH(t->a, &out->intermediates) = all.at[i].der;
			break;
		case TRUST_STAMP_ROOT:
			VEC_PUSH(t->a, &out->stamp_roots) = all.at[i].der;
			break;
		default:
			VEC_PUSH(t->a, &out->crls) = all.at[i].der;
		}
	return rc;
}

/* ---- verdicts ---- */

#define SIGN_MARK "/ByteRange"
enum { SIGN_MARK_LEN = sizeof SIGN_MARK - 1, ROOM = 512 << 20 };

/* A signed file, whole: in memory of its own, because a request's own is small. */
struct signed_file {
	struct arena *room;
	const struct sign_trust *trust;
	struct err *e;
	char *bytes;
	size_t n;
	struct sign_verdict *verdict;
};

static td_rc take_room(void *ctx)
{
	struct signed_file *f = ctx;
	f->bytes = arena_alloc(f->room, f->n + 1);
	return TD_OK;
}

static td_rc verify(void *ctx)
{
	struct signed_file *f = ctx;
	return signature_verify(f->room, (str){f->bytes, f->n}, f->trust, f->e, f->verdict);
}

static void free_room(void *f)
{
	arena_free(((struct signed_file *)f)->room);
}

/* Calls fn with each piece of the file, TD_OK at its end; what fn gives else ends it. */
static td_rc each_chunk(struct tx *t, file_id file, td_rc (*fn)(void *ctx, i64 at, str chunk), void *ctx)
{
	struct arena_mark m = arena_mark(t->a);
	td_rc rc = TD_OK;
	for (i64 i = 0; rc == TD_OK; i++) {
		str chunk;
		rc = store_file_chunk(t, file, i, &chunk);
		if (rc == TD_OK)
			rc = fn(ctx, i * FILE_CHUNK, chunk);
		else if (rc == TD_NOT_FOUND)
			return TD_OK;
		arena_release(t->a, m);
	}
	return rc;
}

struct seeking {
	char tail[SIGN_MARK_LEN - 1]; /* of the piece before */
	size_t n_tail;
	bool found;
};

/* TD_NOT_FOUND: it is no PDF. TD_CONFLICT: found, look no further. */
static td_rc seek(void *ctx, i64 at, str chunk)
{
	struct seeking *k = ctx;
	char seam[2 * (SIGN_MARK_LEN - 1)];
	size_t n_head = chunk.n < SIGN_MARK_LEN - 1 ? chunk.n : SIGN_MARK_LEN - 1;
	if (at == 0 && !signature_is_pdf(chunk))
		return TD_NOT_FOUND;
	memcpy(seam, k->tail, k->n_tail);
	memcpy(seam + k->n_tail, chunk.p, n_head);
	str both = {seam, k->n_tail + n_head};
	k->found = str_find(both, S(SIGN_MARK)) < both.n || str_find(chunk, S(SIGN_MARK)) < chunk.n;
	k->n_tail = n_head;
	memcpy(k->tail, chunk.p + chunk.n - n_head, n_head);
	return k->found ? TD_CONFLICT : TD_OK;
}

static td_rc copy(void *ctx, i64 at, str chunk)
{
	struct signed_file *f = ctx;
	if ((size_t)at > f->n || chunk.n > f->n - (size_t)at)
		return TD_CORRUPT;
	memcpy(f->bytes + at, chunk.p, chunk.n);
	return TD_OK;
}

static td_rc check_signed(struct tx *t, file_id file, i64 size, const struct sign_trust *trust,
			  struct sign_verdict *v)
{
	struct signed_file *f = NEW(t->a, struct signed_file);
	*f = (struct signed_file){.trust = trust, .e = t->e, .n = (size_t)size, .verdict = v};
	arena_defer(t->a, free_room, f);
	f->room = arena_new("signed file", ROOM);
	td_rc rc = f->room ? arena_run(f->room, take_room, f) : TD_LIMIT;
	if (rc == TD_OK)
		rc = each_chunk(t, file, copy, f);
	return rc == TD_OK ? arena_run(f->room, verify, f) : rc;
}

/* When the people signed: proved when all of them have a time stamp. */
static struct signature_mark mark_of(const struct sign_verdict *v)
{
	struct signature_mark m = {.state = str_c(sign_state_code(v->state))};
	for (size_t i = 0; i < v->signatures.n; i++) {
		const struct sign_one *one = &v->signatures.at[i];
		if (one->time_stamp)
			continue;
		bool claimed = !one->proved || str_eq(m.time, S("claimed"));
		m.time = claimed ? S("claimed") : S("proved");
		if (!claimed && (!m.proved_at_ms.set || one->proved_ms > m.proved_at_ms.v))
			m.proved_at_ms = OPT(one->proved_ms);
	}
	if (str_eq(m.time, S("claimed")))
		m.proved_at_ms = OPT_NONE;
	return m;
}

/* TD_NOT_FOUND: it is no PDF, or nobody signed it. */
static td_rc check(struct tx *t, enum signature_subject what, i64 subject, file_id file,
		   struct sign_verdict *v)
{
	struct file_row f;
	struct sign_trust trust;
	struct seeking k = {0};
	i64 version = 0;
	td_rc rc = store_file_get(t, file, &f);
	if (rc == TD_OK && f.size > SIGNED_FILE_MAX)
		return TD_NOT_FOUND;
	if (rc == TD_OK)
		rc = each_chunk(t, file, seek, &k);
	if (rc == TD_OK && !k.found)
		return TD_NOT_FOUND;
	if (rc == TD_CONFLICT)
		rc = load(t, &trust, &version);
	if (rc == TD_OK)
		rc = check_signed(t, file, f.size, &trust, v);
	if (rc != TD_OK)
		return rc;
	str body = value_to_json(t->a, signature_to_value(t->a, v), VALUE_CANONICAL);
	const struct signature_mark mark = mark_of(v);
	return store_verdict_add(t, what, subject, file, version, &mark, body);
}

td_rc act_signature_keep(struct tx *t, enum signature_subject what, i64 subject, file_id file)
{
	struct sign_verdict v;
	td_rc rc = check(t, what, subject, file, &v);
	return rc == TD_NOT_FOUND ? TD_OK : rc;
}

td_rc act_signature_again(struct tx *t, i64 year, i64 evidence, file_id file, str title)
{
	struct sign_verdict v;
	td_rc rc = check(t, SIGNATURE_EVIDENCE, evidence, file, &v);
	if (rc != TD_OK)
		return rc;
	struct value *after = value_map(t->a);
	value_put_text(t->a, after, "title", title);
	value_put_text(t->a, after, "result", str_c(sign_state_name(v.state)));
	return act_log(t, year, "evidence.signature", "evidence", evidence, NULL, after, STR_NULL);
}

td_rc signature_read(struct tx *t, const verdict_list *rows, signature_list *out)
{
	*out = (signature_list){0};
	for (size_t i = 0; i < rows->n; i++) {
		struct signature_kept *k = &VEC_PUSH(t->a, out);
		k->row = rows->at[i];
		td_rc rc = signature_from_json(t->a, k->row.body, &k->verdict);
		if (rc != TD_OK)
			return rc;
	}
	return TD_OK;
}

const struct signature_kept *signature_find(const signature_list *all, i64 subject)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->at[i].row.subject == subject)
			return &all->at[i];
	return NULL;
}

str signature_people(struct arena *a, const struct sign_verdict *v)
{
	struct sb b = sb_new(a, 1 << 16);
	for (size_t i = 0; i < v->signatures.n; i++) {
		if (v->signatures.at[i].signer.n == 0)
			continue;
		if (b.n)
			SB_LIT(&b, ", ");
		sb_put(&b, v->signatures.at[i].signer);
	}
	return sb_str(&b);
}
