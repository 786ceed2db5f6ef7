#include "jobs/act_signing.h"

#include "jobs/act_evidence.h"
#include "jobs/act_journal.h"
#include "jobs/act_setting.h"
#include "jobs/pact_paper.h"
#include "store/store_user.h"

enum { TOKEN_BYTES = 32, TOKEN_CHARS = 43, MINUTE_MS = 60 * 1000 };

/* Whose file it is, in sentences of the journal. */
static td_rc owner_of(struct tx *t, const struct signing_request *s, str *name)
{
	struct unit u;
	struct cluster_year y;
	bool paper = s->subject == SIGNING_PAPER;
	td_rc rc = paper ? store_cluster_year_get(t, s->year, &y) : store_unit_get(t, s->unit, &u);
	if (rc == TD_OK)
		*name = paper ? y.cluster_name : u.name;
	return rc;
}

static td_rc log_it(struct tx *t, const char *act, const struct signing_request *s, str why)
{
	str owner;
	td_rc rc = owner_of(t, s, &owner);
	if (rc != TD_OK)
		return rc;
	struct value *after = value_map(t->a);
	value_put_text(t->a, after, "file", s->file_name);
	value_put_text(t->a, after, "unit", owner);
	if (why.n)
		value_put_text(t->a, after, "why", why);
	return act_log(t, s->year.v, act, "signing_request", s->id, NULL, after, STR_NULL);
}

/* ---- making ---- */

static td_rc new_token(struct tx *t, str *token, struct sha256 *hash)
{
	u8 bytes[TOKEN_BYTES];
	t->env->random(t->env, bytes, sizeof bytes);
	*token = base64url_of(t->a, bytes, sizeof bytes);
	return sha256_of(*token, hash);
}

static td_rc make(struct tx *t, struct signing_made *m)
{
	struct sha256 fetch, send;
	i64 n = 0, minutes = 0;
	td_rc rc = store_signing_open(t, t->actor.user_id, &n);
	if (rc == TD_OK && n >= SIGNING_OPEN_MAX)
		return err_add(
		    t->e, TD_CONFLICT, S(""),
		    N_("Bạn đang có %lld địa chỉ ký số chưa dùng; hãy dùng hoặc đợi chúng hết hạn."),
		    (long long)n);
	if (rc == TD_OK)
		rc = setting_int(t, "sign.minutes", &minutes);
	if (rc == TD_OK)
		rc = new_token(t, &m->fetch, &fetch);
	if (rc == TD_OK)
		rc = new_token(t, &m->send, &send);
	m->request.made_by = t->actor.user_id;
	m->request.made_at_ms = t->now_ms;
	m->request.expires_at_ms = t->now_ms + minutes * MINUTE_MS;
	if (rc == TD_OK)
		rc = store_signing_add(t, &m->request, &fetch, &send);
	return rc == TD_OK ? log_it(t, "signing.make", &m->request, STR_NULL) : rc;
}

static td_rc must_be_pdf(struct tx *t, struct opt_i64 file)
{
	str chunk = S("");
	td_rc rc = file.set ? store_file_chunk(t, (file_id){file.v}, 0, &chunk) : TD_OK;
	if (rc == TD_OK && !str_has_prefix(chunk, S("%PDF-")))
		return err_add(t->e, TD_CONFLICT, S(""),
			       N_("Chỉ ký số được tệp PDF; hãy thay tệp của văn bản bằng bản PDF."));
	return rc;
}

td_rc act_signing_evidence(struct tx *t, cluster_year_id year, unit_id unit, evidence_id id,
			   struct signing_made *out)
{
	struct evidence v;
	td_rc rc = store_evidence_get(t, id, &v);
	if (rc == TD_OK && v.unit.v != unit.v)
		rc = TD_NOT_FOUND;
	if (rc != TD_OK)
		return rc;
	if (v.withdrawn_at_ms.set)
		return err_add(t->e, TD_CONFLICT, S(""), N_("Văn bản này đã thu hồi nên không ký được nữa."));
	rc = must_be_pdf(t, v.file);
	if (rc != TD_OK)
		return rc;
	*out = (struct signing_made){.request = {.subject = SIGNING_EVIDENCE,
						 .subject_id = id.v,
						 .year = year,
						 .unit = unit,
						 .file = {v.file.v},
						 .file_name = v.file_name}};
	return make(t, out);
}

/* TD_NOT_FOUND: no such member. */
static td_rc part_of(struct tx *t, cluster_year_id year, unit_id unit, enum pact_part part,
		     struct pact_of_year *y, const struct pact_unit **out)
{
	td_rc rc = act_pact_load(t, year, false, y);
	*out = NULL;
	for (size_t i = 0; rc == TD_OK && i < y->units.n; i++)
		if (y->units.at[i].member.unit.v == unit.v)
			*out = &y->units.at[i];
	if (rc != TD_OK || *out == NULL)
		return rc != TD_OK ? rc : TD_NOT_FOUND;
	if ((*out)->state[part] == PACT_NOT_READY || (*out)->state[part] == PACT_SIGNED)
		return err_add(t->e, TD_CONFLICT, S(""),
			       (*out)->state[part] == PACT_SIGNED
				   ? N_("Đơn vị đã ký phần này của giao ước.")
				   : N_("Phần này của giao ước chưa có để ký."));
	return TD_OK;
}

td_rc signing_draft(struct tx *t, cluster_year_id year, unit_id unit, struct signing_draft *d)
{
	struct pact_of_year y = {0};
	const struct pact_unit *u;
	td_rc rc = part_of(t, year, unit, d->part, &y, &u);
	if (rc != TD_OK)
		return rc;
	d->text = d->part == PACT_COMMON ? y.common : u->annex;
	d->name =
	    arena_fmt(t->a, "%s-%.*s-%lld.pdf", d->part == PACT_COMMON ? "giao-uoc" : "phu-luc-giao-uoc",
		      STRF(u->member.unit_code), (long long)y.year);
	return d->part == PACT_COMMON ? pact_paper(t, year, false, &d->docx)
				      : pact_paper_annex(t, year, unit, &d->docx);
}

td_rc act_signing_pact(struct tx *t, cluster_year_id year, unit_id unit, const struct signing_draft *d,
		       struct signing_made *out)
{
	file_id file;
	td_rc rc = store_file_put(t, d->pdf, S("application/pdf"), &file);
	if (rc != TD_OK)
		return rc;
	*out = (struct signing_made){.request = {.subject = SIGNING_PACT,
						 .subject_id = unit.v,
						 .part = str_c(pact_part_code(d->part)),
						 .year = year,
						 .unit = unit,
						 .file = file,
						 .file_name = d->name,
						 .has_text = true,
						 .text = d->text}};
	return make(t, out);
}

/* The file that is the paper now: the newest that came back signed, else the one that was drawn. */
static td_rc paper_now(struct tx *t, const struct paper *p, struct opt_i64 *file)
{
	struct paper_signed s;
	td_rc rc = store_paper_signed_last(t, p->id, &s);
	if (rc == TD_OK)
		*file = OPT(s.row.file);
	else if (rc == TD_NOT_FOUND)
		*file = p->pdf;
	return rc == TD_NOT_FOUND ? TD_OK : rc;
}

td_rc act_signing_paper(struct tx *t, cluster_year_id year, paper_id id, struct signing_made *out)
{
	struct paper p;
	struct opt_i64 file = OPT_NONE;
	td_rc rc = store_paper_get(t, id, &p);
	if (rc == TD_OK && p.year.v != year.v)
		rc = TD_NOT_FOUND;
	if (rc == TD_OK)
		rc = paper_now(t, &p, &file);
	if (rc != TD_OK)
		return rc;
	if (p.replaced_by.set)
		return err_add(t->e, TD_CONFLICT, S(""),
			       N_("Văn bản này đã có bản thay; hãy ký bản hiện hành."));
	if (!file.set)
		return err_add(t->e, TD_CONFLICT, S(""),
			       N_("Văn bản này chưa có bản PDF được lưu; hãy lập lại văn bản rồi ký."));
	*out = (struct signing_made){.request = {.subject = SIGNING_PAPER,
						 .subject_id = id.v,
						 .year = year,
						 .file = {file.v},
						 .file_name = papers_pdf_name(t->a, p.file_name)}};
	return make(t, out);
}

/* ---- using ---- */

enum signing_state signing_state_of(const struct signing_request *s, i64 now_ms)
{
	const struct signing_times times = {s->expires_at_ms, s->fetched_at_ms.set, s->signed_file.set,
					    s->n_refused};
	return signing_state(&times, now_ms);
}

td_rc signing_pass(struct tx *t, str token, bool send, struct signing_request *out)
{
	struct sha256 hash;
	struct user u;
	td_rc rc = token.n == TOKEN_CHARS ? sha256_of(token, &hash) : TD_NOT_FOUND;
	if (rc == TD_OK)
		rc = store_signing_find(t, &hash, send, out);
	if (rc == TD_OK)
		rc = store_user_get(t, (user_id){out->made_by}, &u);
	if (rc != TD_OK)
		return rc;
	bool usable = signing_serves(signing_state_of(out, t->now_ms), out->fetched_at_ms.set, send);
	return usable && !u.disabled_at_ms.set && !u.blanked_at_ms.set ? TD_OK : TD_NOT_FOUND;
}

td_rc act_signing_fetched(struct tx *t, const struct signing_request *s)
{
	td_rc rc = store_signing_fetched(t, s->id);
	return rc == TD_OK ? log_it(t, "signing.fetch", s, STR_NULL) : rc;
}

static td_rc no(struct err *e, const char *why)
{
	return err_add(e, TD_CONFLICT, S("file"), "%s", i18n_tr(e->lang, why));
}

/* The part behind the version that was given out must hold a signature. */
static td_rc holds_signature(struct arena *a, struct err *e, const struct file_source *file, i64 from)
{
	const str mark = S("/ByteRange");
	char *room = arena_alloc(a, mark.n + FILE_CHUNK);
	size_t kept = 0;
	for (i64 at = from; at < file->size;) {
		size_t n = file->size - at < FILE_CHUNK ? (size_t)(file->size - at) : FILE_CHUNK;
		td_rc rc = file->read(file->ctx, at, room + kept, n);
		if (rc != TD_OK)
			return rc;
		str all = {room, kept + n};
		if (str_find(all, mark) < all.n)
			return TD_OK;
		kept = all.n < mark.n - 1 ? all.n : mark.n - 1;
		memmove(room, all.p + all.n - kept, kept);
		at += (i64)n;
	}
	return no(e, N_("Tệp gửi về chưa có chữ ký số mới nào so với bản đã giao ra."));
}

td_rc signing_continues(struct tx *t, const struct signing_request *s, const struct file_source *file)
{
	struct file_row old;
	char *room = arena_alloc(t->a, FILE_CHUNK);
	td_rc rc = store_file_get(t, s->file, &old);
	if (rc != TD_OK)
		return rc;
	if (file->size < old.size)
		return no(t->e, N_("Tệp gửi về không phải bản đã giao ra để ký: nó ngắn hơn."));
	struct arena_mark m = arena_mark(t->a);
	for (i64 at = 0; rc == TD_OK && at < old.size; at += FILE_CHUNK) {
		str chunk;
		rc = store_file_chunk(t, s->file, at / FILE_CHUNK, &chunk);
		if (rc == TD_OK)
			rc = file->read(file->ctx, at, room, chunk.n);
		if (rc == TD_OK && memcmp(room, chunk.p, chunk.n) != 0)
			return no(
			    t->e,
			    N_("Tệp gửi về không giữ nguyên bản đã giao ra để ký: nội dung đã bị sửa hoặc "
			       "là một tệp khác. Hãy ký đúng tệp đã tải, phần mềm ký phải ghi nối tiếp "
			       "(ký tăng dần)."));
		arena_release(t->a, m);
	}
	return rc == TD_OK ? holds_signature(t->a, t->e, file, old.size) : rc;
}

static td_rc first_wrong(struct err *e, const sign_checks *c)
{
	for (size_t i = 0; i < c->n; i++)
		if (c->at[i].state == SIGN_BAD)
			return err_add(e, TD_CONFLICT, S("file"), N_("Chữ ký không hợp lệ: %.*s"),
				       STRF(sign_check_text(e->a, e->lang, &c->at[i])));
	return TD_OK;
}

td_rc signing_judge(struct err *e, const struct signature_seen *seen)
{
	const struct sign_verdict *v = &seen->verdict;
	if (!seen->found || v->none)
		return no(e, N_("Tệp gửi về chưa có chữ ký số nào."));
	td_rc rc = first_wrong(e, &v->checks);
	for (size_t i = 0; rc == TD_OK && i < v->signatures.n; i++)
		rc = first_wrong(e, &v->signatures.at[i].checks);
	return rc;
}

/* ---- taking ---- */

static td_rc take_evidence(struct tx *t, const struct signing_request *s, file_id file,
			   const struct signature_seen *seen)
{
	struct evidence v;
	td_rc rc = store_evidence_get(t, (evidence_id){s->subject_id}, &v);
	if (rc == TD_NOT_FOUND || (rc == TD_OK && (!v.file.set || v.file.v != s->file.v)))
		return no(t->e,
			  N_("Tệp của văn bản đã được thay trong lúc ký; hãy tạo địa chỉ mới cho tệp mới."));
	v.file = OPT(file.v);
	return rc == TD_OK ? act_evidence_change(t, s->year, &v, seen) : rc;
}

/* Whoever signed last is named; without a name, the leader of the list of members. */
static str signer_of(const struct sign_verdict *v)
{
	str name = S("");
	for (size_t i = 0; i < v->signatures.n; i++)
		if (!v->signatures.at[i].time_stamp && v->signatures.at[i].signer.n)
			name = v->signatures.at[i].signer;
	return name;
}

static td_rc take_pact(struct tx *t, const struct signing_request *s, file_id file,
		       const struct signature_seen *seen)
{
	struct pact_of_year y = {0};
	const struct pact_unit *u;
	struct act_signature how = {.method = PACT_BY_FILE,
				    .name = signer_of(&seen->verdict),
				    .file = OPT(file.v),
				    .file_name = s->file_name,
				    .seen = seen};
	td_rc rc = pact_part_parse(s->part, &how.part);
	if (rc == TD_OK)
		rc = part_of(t, s->year, s->unit, how.part, &y, &u);
	if (rc != TD_OK)
		return rc;
	const struct sha256 *now = how.part == PACT_COMMON ? &y.common : &u->annex;
	if (memcmp(now->b, s->text.b, SHA256_LEN) != 0)
		return no(t->e, N_("Giao ước đã sửa trong lúc ký; hãy tạo địa chỉ mới để ký lời văn mới."));
	return act_pact_sign(t, s->year, false, s->unit, &how);
}

static td_rc take_paper(struct tx *t, const struct signing_request *s, file_id file,
			const struct signature_seen *seen)
{
	struct paper p;
	struct opt_i64 now = OPT_NONE;
	const struct paper_signed kept = {
	    .row = {.file = file.v, .trust_version = seen->version, .body = seen->body}, .mark = seen->mark};
	td_rc rc = store_paper_get(t, (paper_id){s->subject_id}, &p);
	if (rc == TD_OK)
		rc = paper_now(t, &p, &now);
	if (rc == TD_NOT_FOUND || (rc == TD_OK && (p.replaced_by.set || !now.set || now.v != s->file.v)))
		return no(
		    t->e,
		    N_("Văn bản đã được lập lại hoặc đã có người ký trong lúc ký; hãy tạo địa chỉ mới để ký "
		       "bản hiện hành."));
	return rc == TD_OK ? store_paper_signed_add(t, &p, &kept) : rc;
}

static td_rc take_it(struct tx *t, const struct signing_request *s, file_id file,
		     const struct signature_seen *seen)
{
	switch (s->subject) {
	case SIGNING_PACT:
		return take_pact(t, s, file, seen);
	case SIGNING_PAPER:
		return take_paper(t, s, file, seen);
	default:
		return take_evidence(t, s, file, seen);
	}
}

td_rc act_signing_receive(struct tx *t, const struct signing_request *asked, const struct file_source *bytes,
			  const struct signature_seen *seen)
{
	struct signing_request s;
	file_id file;
	td_rc rc = store_signing_get(t, asked->id, &s);
	if (rc == TD_OK && (s.sent_at_ms.set || t->now_ms >= s.expires_at_ms))
		rc = TD_NOT_FOUND;
	if (rc == TD_OK)
		rc = store_file_take(t, bytes, S("application/pdf"), &file);
	if (rc == TD_OK)
		rc = take_it(t, &s, file, seen);
	if (rc == TD_OK)
		rc = store_signing_received(t, &s, file);
	return rc == TD_OK ? log_it(t, "signing.receive", &s, STR_NULL) : rc;
}

td_rc act_signing_refuse(struct tx *t, const struct signing_request *s, str why)
{
	td_rc rc = store_signing_refused(t, s, why);
	return rc == TD_OK ? log_it(t, "signing.refuse", s, why) : rc;
}
