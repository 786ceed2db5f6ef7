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

td_rc act_trust_add(struct tx *t, const sign_pieces *all, bool stamps, i64 *n)
{
	td_rc rc = TD_OK;
	*n = 0;
	for (size_t i = 0; rc == TD_OK && i < all->n; i++)
		rc = add_piece(t, &all->at[i], stamps, n);
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

td_rc signature_trust(struct tx *t, struct sign_trust *out, i64 *version)
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

/* Does a file say that it is a PDF with a signature? Read piece by piece. */
static td_rc seek(struct arena *a, const struct file_source *file, bool *found)
{
	enum { LAP = SIGN_MARK_LEN - 1 };
	char *room = arena_alloc(a, LAP + FILE_CHUNK);
	size_t kept = 0;
	*found = false;
	for (i64 at = 0; at < file->size && !*found;) {
		size_t n = file->size - at < FILE_CHUNK ? (size_t)(file->size - at) : FILE_CHUNK;
		td_rc rc = file->read(file->ctx, at, room + kept, n);
		if (rc != TD_OK)
			return rc;
		str all = {room, kept + n};
		if (at == 0 && !signature_is_pdf(all))
			return TD_OK;
		*found = str_find(all, S(SIGN_MARK)) < all.n;
		kept = all.n < LAP ? all.n : LAP;
		memmove(room, all.p + all.n - kept, kept);
		at += (i64)n;
	}
	return TD_OK;
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

static td_rc check_signed(struct arena *a, struct err *e, const struct file_source *file,
			  const struct sign_trust *trust, struct signature_seen *out)
{
	struct signed_file *f = NEW(a, struct signed_file);
	*f = (struct signed_file){.trust = trust, .e = e, .n = (size_t)file->size, .verdict = &out->verdict};
	arena_defer(a, free_room, f);
	f->room = arena_new("signed file", ROOM);
	td_rc rc = f->room ? arena_run(f->room, take_room, f) : TD_LIMIT;
	for (i64 at = 0; rc == TD_OK && at < file->size; at += FILE_CHUNK)
		rc = file->read(file->ctx, at, f->bytes + at,
				file->size - at < FILE_CHUNK ? (size_t)(file->size - at) : FILE_CHUNK);
	if (rc == TD_OK)
		rc = arena_run(f->room, verify, f);
	if (rc != TD_OK)
		return rc;
	out->found = true;
	out->mark = mark_of(&out->verdict);
	out->body = value_to_json(a, signature_to_value(a, &out->verdict), VALUE_CANONICAL);
	return TD_OK;
}

struct trusting {
	struct sign_trust trust;
	i64 version;
};

static td_rc in_read(struct tx *t, void *ctx)
{
	struct trusting *k = ctx;
	return signature_trust(t, &k->trust, &k->version);
}

static td_rc cannot_read(struct err *e, td_rc rc)
{
	if (rc == TD_IO && !e->n_total)
		return err_add(e, rc, S("file"), N_("Không đọc được tệp vừa tải lên; hãy thử lại."));
	return rc;
}

td_rc signature_look(struct db *db, struct arena *a, struct err *e, const struct actor *who,
		     const struct file_source *file, struct signature_seen *out)
{
	struct trusting *k = NEW(a, struct trusting);
	bool found = false;
	*out = (struct signature_seen){0};
	td_rc rc = file->size > SIGNED_FILE_MAX ? TD_OK : seek(a, file, &found);
	if (rc != TD_OK || !found)
		return cannot_read(e, rc);
	rc = db_read(db, a, e, who, in_read, k);
	out->version = k->version;
	return rc == TD_OK ? cannot_read(e, check_signed(a, e, file, &k->trust, out)) : rc;
}

/* ---- a file that is stored ---- */

struct stored {
	struct tx *t;
	file_id file;
};

/* Reads begin where chunks do. */
static td_rc read_stored(void *ctx, i64 at, char *p, size_t n)
{
	struct stored *s = ctx;
	struct arena_mark m = arena_mark(s->t->a);
	str chunk;
	td_rc rc = store_file_chunk(s->t, s->file, at / FILE_CHUNK, &chunk);
	if (rc == TD_OK && chunk.n == n)
		memcpy(p, chunk.p, n);
	else if (rc == TD_OK || rc == TD_NOT_FOUND)
		rc = TD_CORRUPT;
	arena_release(s->t->a, m);
	return rc;
}

td_rc signature_look_stored(struct tx *t, file_id file, struct signature_seen *out)
{
	struct file_row f;
	struct stored s = {t, file};
	struct sign_trust trust;
	bool found = false;
	*out = (struct signature_seen){0};
	td_rc rc = store_file_get(t, file, &f);
	if (rc != TD_OK || f.size > SIGNED_FILE_MAX)
		return rc;
	const struct file_source from = {f.size, read_stored, &s};
	rc = seek(t->a, &from, &found);
	if (rc == TD_OK && found)
		rc = signature_trust(t, &trust, &out->version);
	return rc == TD_OK && found ? check_signed(t->a, t->e, &from, &trust, out) : rc;
}

static td_rc keep(struct tx *t, enum signature_subject what, i64 subject, file_id file,
		  const struct signature_seen *seen)
{
	return store_verdict_add(t, what, subject, file, seen->version, &seen->mark, seen->body);
}

td_rc act_signature_keep(struct tx *t, enum signature_subject what, i64 subject, file_id file,
			 const struct signature_seen *seen)
{
	struct signature_seen now;
	td_rc rc = seen ? TD_OK : signature_look_stored(t, file, &now);
	seen = seen ? seen : &now;
	return rc == TD_OK && seen->found ? keep(t, what, subject, file, seen) : rc;
}

td_rc act_signature_again(struct tx *t, i64 year, i64 evidence, file_id file, str title,
			  const struct signature_seen *seen)
{
	struct signature_seen now;
	td_rc rc = seen ? TD_OK : signature_look_stored(t, file, &now);
	seen = seen ? seen : &now;
	if (rc == TD_OK && !seen->found)
		rc = TD_NOT_FOUND;
	if (rc == TD_OK)
		rc = keep(t, SIGNATURE_EVIDENCE, evidence, file, seen);
	if (rc != TD_OK)
		return rc;
	struct value *after = value_map(t->a);
	value_put_text(t->a, after, "title", title);
	value_put_text(t->a, after, "result", str_c(sign_state_name(seen->verdict.state)));
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
