#include "office/signature.h"

#include "format/value_pack.h"
#include "office/worker_tasks.h"

enum { CHECKS_MAX = 64 };

bool signature_is_pdf(str file)
{
	return str_has_prefix(file, S("%PDF-"));
}

/* ---- the kept form ---- */

static struct value *checks_value(struct arena *a, const sign_checks *c)
{
	struct value *list = value_list(a);
	for (size_t i = 0; i < c->n; i++) {
		struct value *v = value_add(a, list, value_map(a));
		value_put_text(a, v, "code", str_c(sign_code_name(c->at[i].code)));
		value_put_text(a, v, "state", str_c(sign_state_code(c->at[i].state)));
		value_put_int(a, v, "why", c->at[i].why);
		if (c->at[i].detail.n)
			value_put_text(a, v, "detail", c->at[i].detail);
	}
	return list;
}

static void put_name(struct arena *a, struct value *v, const char *key, str text)
{
	if (text.n)
		value_put_text(a, v, key, text);
}

static struct value *one_value(struct arena *a, const struct sign_one *one)
{
	struct value *v = value_map(a);
	value_put_text(a, v, "state", str_c(sign_state_code(one->state)));
	put_name(a, v, "field", one->field);
	put_name(a, v, "signer", one->signer);
	put_name(a, v, "organisation", one->organisation);
	put_name(a, v, "issuer", one->issuer);
	put_name(a, v, "serial", one->serial);
	value_put_bool(a, v, "time_stamp", one->time_stamp);
	if (one->claimed)
		value_put_int(a, v, "claimed_ms", one->claimed_ms);
	if (one->proved)
		value_put_int(a, v, "proved_ms", one->proved_ms);
	value_put(a, v, S("checks"), checks_value(a, &one->checks));
	return v;
}

struct value *signature_to_value(struct arena *a, const struct sign_verdict *verdict)
{
	struct value *v = value_map(a);
	value_put_text(a, v, "state", str_c(sign_state_code(verdict->state)));
	value_put_bool(a, v, "none", verdict->none);
	value_put(a, v, S("checks"), checks_value(a, &verdict->checks));
	struct value *list = value_put(a, v, S("signatures"), value_list(a));
	for (size_t i = 0; i < verdict->signatures.n; i++)
		value_add(a, list, one_value(a, &verdict->signatures.at[i]));
	return v;
}

static str text_of(const struct value *v, const char *key)
{
	const struct value *t = value_get(v, str_c(key));
	return t && t->kind == VALUE_TEXT ? t->text : S("");
}

static bool number_of(const struct value *v, const char *key, i64 *out)
{
	const struct value *n = value_get(v, str_c(key));
	*out = n && n->kind == VALUE_INT ? n->i : 0;
	return n && n->kind == VALUE_INT;
}

static bool flag_of(const struct value *v, const char *key)
{
	const struct value *b = value_get(v, str_c(key));
	return b && b->kind == VALUE_BOOL && b->b;
}

static bool state_of(const struct value *v, enum sign_state *out)
{
	for (int s = 0; s < SIGN_STATE__N; s++)
		if (str_eq(text_of(v, "state"), str_c(sign_state_code((enum sign_state)s)))) {
			*out = (enum sign_state)s;
			return true;
		}
	return false;
}

static bool check_of(const struct value *v, struct sign_check *out)
{
	i64 why;
	if (!state_of(v, &out->state) || !number_of(v, "why", &why))
		return false;
	out->detail = text_of(v, "detail");
	for (int c = 0; c < SIGN_CODE__N; c++)
		if (str_eq(text_of(v, "code"), str_c(sign_code_name((enum sign_code)c)))) {
			out->code = (enum sign_code)c;
			out->why = (u8)why;
			return why >= 0 && why < (i64)sign_reasons(out->code);
		}
	return false;
}

static bool checks_of(struct arena *a, const struct value *v, sign_checks *out)
{
	const struct value *list = value_get(v, S("checks"));
	if (list == NULL || list->kind != VALUE_LIST || list->items.n > CHECKS_MAX)
		return false;
	for (size_t i = 0; i < list->items.n; i++)
		if (!check_of(list->items.at[i].value, &VEC_PUSH(a, out)))
			return false;
	return true;
}

static bool one_of(struct arena *a, const struct value *v, struct sign_one *one)
{
	one->field = text_of(v, "field");
	one->signer = text_of(v, "signer");
	one->organisation = text_of(v, "organisation");
	one->issuer = text_of(v, "issuer");
	one->serial = text_of(v, "serial");
	one->time_stamp = flag_of(v, "time_stamp");
	one->claimed = number_of(v, "claimed_ms", &one->claimed_ms);
	one->proved = number_of(v, "proved_ms", &one->proved_ms);
	return state_of(v, &one->state) && checks_of(a, v, &one->checks);
}

td_rc signature_from_value(struct arena *a, const struct value *v, struct sign_verdict *out)
{
	const struct value *list = value_get(v, S("signatures"));
	*out = (struct sign_verdict){.none = flag_of(v, "none")};
	if (!state_of(v, &out->state) || !checks_of(a, v, &out->checks) || list == NULL ||
	    list->kind != VALUE_LIST || list->items.n > SIGN_MAX_SIGNATURES)
		return TD_CORRUPT;
	for (size_t i = 0; i < list->items.n; i++)
		if (!one_of(a, list->items.at[i].value, &VEC_PUSH(a, &out->signatures)))
			return TD_CORRUPT;
	return TD_OK;
}

td_rc signature_from_json(struct arena *a, str json, struct sign_verdict *out)
{
	const struct value *v = NULL;
	struct err quiet = err_new(a, LANG_VI);
	td_rc rc = value_from_json(a, json, &quiet, &v);
	return rc == TD_OK ? signature_from_value(a, v, out) : rc == TD_INVALID ? TD_CORRUPT : rc;
}

/* ---- in a worker ---- */

static void put_ders(struct arena *a, struct value *v, const char *key, const str *at, size_t n)
{
	struct value *list = value_put(a, v, str_c(key), value_list(a));
	for (size_t i = 0; i < n; i++)
		value_add(a, list, value_text(a, at[i]));
}

/* Bytes travel as texts: value_pack() does not look into them. */
static str input_of(struct arena *a, str file, const struct sign_trust *t)
{
	struct value *v = value_map(a);
	value_put_int(a, v, "now_ms", t->now_ms);
	put_ders(a, v, "roots", t->roots.at, t->roots.n);
	put_ders(a, v, "intermediates", t->intermediates.at, t->intermediates.n);
	put_ders(a, v, "stamp_roots", t->stamp_roots.at, t->stamp_roots.n);
	put_ders(a, v, "crls", t->crls.at, t->crls.n);
	value_put_text(a, v, "file", file);
	return value_pack(a, v);
}

#define TAKE_DERS(a, v, key, to)                                                                     \
	do {                                                                                         \
		const struct value *list_ = value_get((v), S(key));                                  \
		for (size_t i_ = 0; list_ && list_->kind == VALUE_LIST && i_ < list_->items.n; i_++) \
			if (list_->items.at[i_].value->kind == VALUE_TEXT)                           \
				VEC_PUSH((a), (to)) = list_->items.at[i_].value->text;               \
	} while (0)

td_rc worker_signatures(struct worker_job *j)
{
	const struct value *v;
	struct sign_trust t = {0};
	struct sign_verdict verdict;
	td_rc rc = value_unpack(j->a, j->input, &v);
	if (rc != TD_OK)
		return rc;
	number_of(v, "now_ms", &t.now_ms);
	TAKE_DERS(j->a, v, "roots", &t.roots);
	TAKE_DERS(j->a, v, "intermediates", &t.intermediates);
	TAKE_DERS(j->a, v, "stamp_roots", &t.stamp_roots);
	TAKE_DERS(j->a, v, "crls", &t.crls);
	rc = sign_verify(j->a, text_of(v, "file"), &t, &verdict);
	if (rc == TD_OK)
		j->out = value_to_json(j->a, signature_to_value(j->a, &verdict), VALUE_CANONICAL);
	return rc;
}

td_rc signature_verify(struct arena *a, str file, const struct sign_trust *trust, struct err *e,
		       struct sign_verdict *out)
{
	struct err said = err_new(a, LANG_VI);
	str json;
	td_rc rc = worker_run(a, "signatures", input_of(a, file, trust), &said, &json);
	if (rc == TD_IO)
		return err_add(e, rc, S(""), "%.*s", STRF(err_first(&said)));
	if (said.n_unsaid > 0)
		return TD_LIMIT; /* want of memory is no verdict */
	if (rc == TD_OK)
		rc = signature_from_json(a, json, out);
	if (rc == TD_OK || rc == TD_LIMIT)
		return rc;
	*out = (struct sign_verdict){.state = SIGN_UNKNOWN};
	VEC_PUSH(a, &out->checks) = (struct sign_check){SIGN_READ, SIGN_UNKNOWN, 5, err_first(&said)};
	return TD_OK;
}

/* ---- the trust list ---- */

static struct value *piece_value(struct arena *a, const struct sign_piece *p)
{
	struct value *v = value_map(a);
	value_put_bool(a, v, "crl", p->kind == SIGN_CRL);
	value_put_text(a, v, "der", p->der);
	value_put_text(a, v, "subject", p->subject);
	value_put_text(a, v, "issuer", p->issuer);
	value_put_int(a, v, "from_ms", p->from_ms);
	value_put_int(a, v, "until_ms", p->until_ms);
	value_put_bool(a, v, "is_ca", p->is_ca);
	value_put_bool(a, v, "self_signed", p->self_signed);
	value_put_bool(a, v, "for_stamps", p->for_stamps);
	value_put_int(a, v, "n_revoked", p->n_revoked);
	return v;
}

td_rc worker_pieces(struct worker_job *j)
{
	sign_pieces all;
	struct value *list = value_list(j->a);
	if (sign_read_pieces(j->a, j->input, &all) != TD_OK)
		return err_add(j->e, TD_INVALID, S("file"),
			       N_("Tệp không chứa chứng thư hay danh sách thu hồi (CRL) nào đọc được: hãy "
				  "chọn tệp .pem, "
				  ".crt, .cer, .der hoặc .crl."));
	for (size_t i = 0; i < all.n; i++)
		value_add(j->a, list, piece_value(j->a, &all.at[i]));
	j->out = value_pack(j->a, list);
	return TD_OK;
}

td_rc signature_pieces(struct arena *a, str bytes, struct err *e, sign_pieces *out)
{
	str packed;
	const struct value *list;
	*out = (sign_pieces){0};
	td_rc rc = worker_run(a, "certificates", bytes, e, &packed);
	if (rc == TD_OK)
		rc = value_unpack(a, packed, &list);
	for (size_t i = 0; rc == TD_OK && list->kind == VALUE_LIST && i < list->items.n; i++) {
		const struct value *v = list->items.at[i].value;
		i64 n;
		struct sign_piece *p = &VEC_PUSH(a, out);
		*p = (struct sign_piece){.kind = flag_of(v, "crl") ? SIGN_CRL : SIGN_CERTIFICATE,
					 .der = text_of(v, "der"),
					 .subject = text_of(v, "subject"),
					 .issuer = text_of(v, "issuer"),
					 .is_ca = flag_of(v, "is_ca"),
					 .self_signed = flag_of(v, "self_signed"),
					 .for_stamps = flag_of(v, "for_stamps")};
		number_of(v, "from_ms", &p->from_ms);
		number_of(v, "until_ms", &p->until_ms);
		number_of(v, "n_revoked", &n);
		p->n_revoked = (u32)n;
	}
	return rc;
}
