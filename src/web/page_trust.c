#include "web/page_trust.h"

#include "base/caltime.h"
#include "office/signature.h"
#include "web/app.h"
#include "web/views.h"

enum { FILE_MIB = 20 };

struct trust_form {
	struct form_file file;
	bool stamps;
};
static const struct field fields[] = {
    FIELD(FILE, struct trust_form, file, N_("Tệp chứng thư"), .required = true, .max = FILE_MIB),
    FIELD(CHECK, struct trust_form, stamps, N_("Gốc của nơi cấp dấu thời gian")),
};
const struct form_def page_trust_form = FORM(struct trust_form, fields);

struct drop_form {
	struct form_num id;
};
static const struct field drop_fields[] = {
    FIELD(INT, struct drop_form, id, N_("Mã"), .required = true),
};
const struct form_def page_trust_drop_form = FORM(struct drop_form, drop_fields);

static str day_text(struct req *r, i64 ms)
{
	return ms ? day_vi(r->a, day_of_ms(ms)) : S("–");
}

static void put_line(struct req *r, const struct trust_item *i, struct trust_line *l)
{
	str hash = hex_of(r->a, i->hash.b, SHA256_LEN);
	*l = (struct trust_line){.id = i->id,
				 .added_at = i->added_at_ms,
				 .kind = page_tr(r, trust_kind_name(i->kind)),
				 .subject = i->subject,
				 .issuer = i->issuer,
				 .from = day_text(r, i->valid_from_ms),
				 .until = day_text(r, i->valid_until_ms),
				 .hash = str_upto(hash, SHA256_LEN),
				 .hash_end = str_from(hash, SHA256_LEN),
				 .who = i->added_by_name,
				 .crl = i->kind == TRUST_CRL,
				 .over = i->valid_until_ms && i->valid_until_ms < r->now_ms,
				 .n_revoked = i->n_revoked};
}

td_rc page_trust(struct req *r)
{
	struct trust_vm *vm = NEW(r->a, struct trust_vm);
	trust_item_list all;
	td_rc rc = page_begin(r, page_tr(r, N_("Danh sách tin cậy")), "quan-tri/chu-ky-so");
	if (rc == TD_OK)
		rc = store_trust_list(r->tx, &all);
	if (rc != TD_OK)
		return rc;
	vm->empty_roots = true;
	for (size_t i = 0; i < all.n; i++) {
		put_line(r, &all.at[i], &VEC_PUSH(r->a, &vm->lines));
		vm->empty_roots = vm->empty_roots && all.at[i].kind != TRUST_ROOT;
	}
	vm->page = r->page;
	view_trust(&r->html, vm);
	return TD_OK;
}

/* A file on its way: read before the transaction. */
struct adding {
	struct req *r;
	sign_pieces all;
	bool stamps;
};

static td_rc add(struct tx *t, void *ctx)
{
	struct adding *k = ctx;
	i64 n;
	k->r->location = S("/quan-tri/chu-ky-so?luu=1");
	return act_trust_add(t, &k->all, k->stamps, &n);
}

td_rc page_trust_post(struct req *r)
{
	const struct trust_form *f = form_value(r->form);
	struct adding *k = NEW(r->a, struct adding);
	str bytes;
	*k = (struct adding){.r = r, .stamps = f->stamps};
	td_rc rc = page_read_upload(r, &f->file, &bytes);
	if (rc == TD_OK)
		rc = signature_pieces(r->a, bytes, r->e, &k->all);
	return rc == TD_OK ? app_write_once(r, add, k) : rc;
}

td_rc page_trust_drop(struct req *r)
{
	const struct drop_form *f = form_value(r->form);
	r->location = S("/quan-tri/chu-ky-so?luu=1");
	return act_trust_remove(r->tx, f->id.v);
}

/* ---- a verdict ---- */

static const struct {
	const char *css, *icon;
} looks[SIGN_STATE__N] = {
    [SIGN_GOOD] = {"ok", "check"},
    [SIGN_NOTE] = {"ok", "check"},
    [SIGN_UNKNOWN] = {"warn", "warn"},
    [SIGN_BAD] = {"bad", "stop"},
};

static struct page_tag state_tag(const struct req *r, enum sign_state s)
{
	static const char *const names[SIGN_STATE__N] = {
	    N_("Chữ ký số hợp lệ"), N_("Chữ ký số hợp lệ, có điểm cần biết"),
	    N_("Chữ ký số chưa kết luận được"), N_("Chữ ký số không hợp lệ")};
	return page_tag(r, looks[s].css, looks[s].icon, names[s]);
}

static struct sign_line line_of(const struct req *r, const struct sign_check *c)
{
	static const char *const css[SIGN_STATE__N] = {"ok", "", "warn", "bad"},
				 *const icons[SIGN_STATE__N] = {"check", "info", "warn", "stop"};
	return (struct sign_line){.title = page_tr(r, sign_code_title(c->code)),
				  .text = sign_check_text(r->a, r->e->lang, c),
				  .css = str_c(css[c->state]),
				  .icon = str_c(icons[c->state])};
}

static void put_block(struct req *r, const struct sign_one *one, struct sign_block *b)
{
	*b = (struct sign_block){.who = one->time_stamp ? page_tr(r, N_("Dấu thời gian của văn bản"))
							: one->signer,
				 .issuer = one->issuer,
				 .serial = one->serial,
				 .claimed = one->claimed ? ms_vi(r->a, one->claimed_ms) : STR_NULL,
				 .proved = one->proved ? ms_vi(r->a, one->proved_ms) : STR_NULL,
				 .tag = state_tag(r, one->state)};
	for (size_t i = 0; i < one->checks.n; i++)
		VEC_PUSH(r->a, &b->lines) = line_of(r, &one->checks.at[i]);
}

void page_sign_put(struct req *r, const struct signature_kept *kept, struct sign_vm *out)
{
	*out = (struct sign_vm){.set = kept != NULL};
	if (kept == NULL)
		return;
	const struct sign_verdict *v = &kept->verdict;
	out->tag = state_tag(r, v->state);
	out->people = signature_people(r->a, v);
	out->at = kept->row.checked_at_ms;
	out->version = kept->row.trust_version;
	out->by = kept->row.checked_by_name;
	for (size_t i = 0; i < v->checks.n; i++)
		if (v->checks.at[i].state >= SIGN_UNKNOWN)
			VEC_PUSH(r->a, &out->lines) = line_of(r, &v->checks.at[i]);
	for (size_t i = 0; i < v->signatures.n; i++) {
		const struct sign_one *one = &v->signatures.at[i];
		for (size_t k = 0; k < one->checks.n;
		     k++) /* what is wrong is seen without opening anything */
			if (one->checks.at[k].state >= SIGN_UNKNOWN)
				VEC_PUSH(r->a, &out->lines) = line_of(r, &one->checks.at[k]);
		put_block(r, one, &VEC_PUSH(r->a, &out->blocks));
	}
}

/* ---- the short tag ---- */

static bool may_be_signed(str name)
{
	size_t n = name.n;
	return n > 4 && name.p[n - 4] == '.' && (name.p[n - 3] | 32) == 'p' && (name.p[n - 2] | 32) == 'd' &&
	       (name.p[n - 1] | 32) == 'f';
}

static struct page_tag short_tag(const struct req *r, str state)
{
	static const char *const names[SIGN_STATE__N] = {N_("Đã ký số · hợp lệ"), N_("Ký số · có lưu ý"),
							 N_("Ký số · chưa kết luận được"),
							 N_("Chữ ký không hợp lệ")};
	for (int s = 0; s < SIGN_STATE__N; s++)
		if (str_eq(state, str_c(sign_state_code((enum sign_state)s))))
			return page_tag(r, looks[s].css, looks[s].icon, names[s]);
	return page_tag(r, "", "info", N_("Không có chữ ký số"));
}

void page_mark_put(const struct req *r, const struct signature_mark *m, str file_name, str due_on, str href,
		   struct sign_mark *out)
{
	static const struct {
		const char *css, *icon;
	} look[SIGNED_WHEN__N] = {[SIGNED_IN_TIME] = {"ok", "check"},
				  [SIGNED_LATE] = {"warn", "clock"},
				  [SIGNED_CLAIMED] = {"", "info"}};
	enum signed_when when = signed_when(m, due_on);
	*out = (struct sign_mark){.set = m->state.n > 0 || may_be_signed(file_name)};
	if (!out->set)
		return;
	out->tag = short_tag(r, m->state);
	out->href = m->state.n ? href : S("");
	if (when != SIGNED_UNTOLD)
		out->when = page_tag(r, look[when].css, look[when].icon, signed_when_name(when));
}
