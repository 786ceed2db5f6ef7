/* Signed evidence through the acts, on both engines: the trust list, the verdict at receipt, later checks beside it. */
#include "jobs/act_evidence.h"
#include "jobs/act_signature.h"
#include "office/signature.h"
#include "tests/lib/fixture.h"
#include "tests/sign/pdf_make.h"

struct place {
	struct fixture_year y;
	struct pki *k;
	struct evidence doc;
	i64 n, root;
};

#define WRITES(name) static td_rc name(struct tx *t, void *ctx)

static str bytes_of(struct pki *k)
{
	return pdf_sign(k, FILE_CLASSIC, pdf_plain(check_arena(), FILE_CLASSIC), 0,
			&(struct signing){.who = P_SIGNER, .stamped = true});
}

WRITES(bring_document)
{
	struct place *p = ctx;
	const struct act_pointer at = {S("I.1"), S("")};
	file_id file;
	td_rc rc = store_file_put(t, bytes_of(p->k), S("application/pdf"), &file);
	if (rc != TD_OK)
		return rc;
	p->doc = (struct evidence){.year = p->y.year.id,
				   .unit = p->y.units[0].id,
				   .title = S("Báo cáo đã ký"),
				   .file = OPT(file.v),
				   .file_name = S("bao-cao.pdf")};
	return act_evidence_add(t, &p->doc, &at, 1, NULL);
}

static td_rc trust(struct tx *t, struct place *p, str bytes, bool stamps)
{
	sign_pieces all;
	td_rc rc = signature_pieces(t->a, bytes, t->e, &all);
	return rc == TD_OK ? act_trust_add(t, &all, stamps, &p->n) : rc;
}

WRITES(trust_root)
{
	struct place *p = ctx;
	return trust(t, p, pki_der(p->k, P_ROOT), false);
}

WRITES(trust_stamps)
{
	struct place *p = ctx;
	return trust(t, p, pki_der(p->k, P_ROOT), true);
}

WRITES(trust_between)
{
	struct place *p = ctx;
	return trust(t, p, pki_der(p->k, P_BETWEEN), false);
}

WRITES(trust_crl)
{
	struct place *p = ctx;
	return trust(t, p, pki_crl(p->k), false);
}

WRITES(trust_person)
{
	struct place *p = ctx;
	return trust(t, p, pki_der(p->k, P_SIGNER), false);
}

WRITES(drop_root)
{
	struct place *p = ctx;
	trust_item_list all;
	td_rc rc = store_trust_list(t, &all);
	for (size_t i = 0; rc == TD_OK && i < all.n; i++)
		if (all.at[i].kind == TRUST_ROOT)
			p->root = all.at[i].id;
	return rc == TD_OK ? act_trust_remove(t, p->root) : rc;
}

WRITES(check_again)
{
	struct place *p = ctx;
	return act_signature_again(t, p->y.year.id.v, p->doc.id.v, (file_id){p->doc.file.v}, p->doc.title,
				   NULL);
}

/* States of the verdicts that are kept of the document, the oldest first. */
static void kept_are(struct tx *t, const struct place *p, const enum sign_state *want, size_t n)
{
	verdict_list rows;
	signature_list all;
	CHECK_INT(store_verdict_of_evidence(t, p->doc.id.v, &rows), TD_OK);
	CHECK_INT(signature_read(t, &rows, &all), TD_OK);
	CHECK_INT(all.n, n);
	for (size_t i = 0; i < all.n && i < n; i++)
		CHECK_INT(all.at[i].verdict.state, want[i]);
}

WRITES(see_one)
{
	struct place *p = ctx;
	const enum sign_state want[] = {SIGN_UNKNOWN};
	kept_are(t, p, want, 1);
	return TD_OK;
}

WRITES(see_three)
{
	struct place *p = ctx;
	const enum sign_state want[] = {SIGN_UNKNOWN, SIGN_GOOD, SIGN_UNKNOWN};
	verdict_list rows;
	signature_list all;
	kept_are(t, p, want, 3);
	CHECK_INT(store_verdict_of_unit(t, p->y.year.id.v, p->y.units[0].id.v, &rows), TD_OK);
	CHECK_INT(signature_read(t, &rows, &all), TD_OK);
	CHECK_INT(all.n, 1); /* the list shows what was found at receipt */
	const struct signature_kept *k = signature_find(&all, p->doc.id.v);
	CHECK(k && k->verdict.state == SIGN_UNKNOWN);
	CHECK_STR(signature_people(check_arena(), &k->verdict), "Nguyễn Văn A");
	CHECK(signature_find(&all, p->doc.id.v + 1) == NULL);
	return TD_OK;
}

CASE_DB(a_verdict_is_frozen_at_receipt_and_later_checks_stand_beside_it)
{
	struct place p = {.k = pki_new(check_arena())};
	CHECK_INT(fixture_year(f, &p.y), TD_OK);
	f->clock.now = SEEN_AT_MS;
	CHECK_INT(fixture_write(f, bring_document, &p), TD_OK);
	CHECK_INT(fixture_write(f, see_one, &p), TD_OK);
	CHECK_INT(fixture_write(f, trust_root, &p), TD_OK);
	CHECK_INT(p.n, 1);
	CHECK_INT(fixture_write(f, trust_root, &p), TD_CONFLICT);
	CHECK_INT(fixture_write(f, trust_stamps, &p), TD_OK);
	CHECK_INT(fixture_write(f, trust_between, &p), TD_OK);
	CHECK_INT(fixture_write(f, trust_crl, &p), TD_OK);
	CHECK_INT(fixture_write(f, trust_person, &p), TD_INVALID);
	CHECK_INT(fixture_write(f, check_again, &p), TD_OK);
	CHECK_INT(fixture_write(f, drop_root, &p), TD_OK);
	CHECK_INT(fixture_write(f, drop_root, &p), TD_NOT_FOUND);
	CHECK_INT(fixture_write(f, check_again, &p), TD_OK);
	CHECK_INT(fixture_write(f, see_three, &p), TD_OK);
}

/* The list of evidence says the verdict at receipt and when it was signed, in its own statement. */
WRITES(see_mark)
{
	struct place *p = ctx;
	evidence_list docs;
	CHECK_INT(store_evidence_list(t, p->y.year.id, p->y.units[0].id, &docs), TD_OK);
	CHECK_INT(docs.n, 1);
	const struct signature_mark *m = &docs.at[0].mark;
	CHECK_STR(m->state, "valid");
	CHECK_STR(m->time, "proved");
	CHECK(m->proved_at_ms.set && m->proved_at_ms.v == MADE_AT_MS);
	CHECK_INT(signed_when(m, S("2026-05-01")), SIGNED_IN_TIME);
	CHECK_INT(signed_when(m, S("2026-04-30")), SIGNED_LATE);
	return TD_OK;
}

CASE_DB(lists_say_the_verdict_and_the_proved_time)
{
	struct place p = {.k = pki_new(check_arena())};
	CHECK_INT(fixture_year(f, &p.y), TD_OK);
	f->clock.now = SEEN_AT_MS;
	CHECK_INT(fixture_write(f, trust_root, &p), TD_OK);
	CHECK_INT(fixture_write(f, trust_stamps, &p), TD_OK);
	CHECK_INT(fixture_write(f, trust_between, &p), TD_OK);
	CHECK_INT(fixture_write(f, trust_crl, &p), TD_OK);
	CHECK_INT(fixture_write(f, bring_document, &p), TD_OK);
	CHECK_INT(fixture_write(f, see_mark, &p), TD_OK);
	CHECK_INT(fixture_write(f, drop_root, &p), TD_OK);
	CHECK_INT(fixture_write(f, check_again, &p), TD_OK);
	CHECK_INT(fixture_write(f, see_mark, &p), TD_OK); /* frozen */
}

WRITES(bring_scan)
{
	struct place *p = ctx;
	const struct act_pointer at = {S("I.1"), S("")};
	file_id file;
	td_rc rc = store_file_put(t, S("%PDF-1.4 bản quét"), S("application/pdf"), &file);
	p->doc = (struct evidence){.year = p->y.year.id,
				   .unit = p->y.units[0].id,
				   .title = S("Bản quét"),
				   .file = OPT(file.v),
				   .file_name = S("quet.pdf")};
	return rc == TD_OK ? act_evidence_add(t, &p->doc, &at, 1, NULL) : rc;
}

WRITES(see_none)
{
	struct place *p = ctx;
	kept_are(t, p, NULL, 0);
	CHECK_INT(
	    act_signature_again(t, p->y.year.id.v, p->doc.id.v, (file_id){p->doc.file.v}, p->doc.title, NULL),
	    TD_NOT_FOUND);
	return TD_OK;
}

CASE_DB(a_file_nobody_signed_has_no_verdict)
{
	struct place p = {0};
	CHECK_INT(fixture_year(f, &p.y), TD_OK);
	CHECK_INT(fixture_write(f, bring_scan, &p), TD_OK);
	CHECK_INT(fixture_write(f, see_none, &p), TD_OK);
}

CASE(a_verdict_travels_whole)
{
	struct arena *a = check_arena();
	struct pki *k = pki_new(a);
	struct sign_trust trust;
	struct sign_verdict v, back;
	struct err e = err_new(a, LANG_VI);
	pki_trust(k, &trust);
	CHECK_INT(signature_verify(a, bytes_of(k), &trust, &e, &v), TD_OK);
	str json = value_to_json(a, signature_to_value(a, &v), VALUE_CANONICAL);
	CHECK_INT(signature_from_json(a, json, &back), TD_OK);
	str again = value_to_json(a, signature_to_value(a, &back), VALUE_CANONICAL);
	CHECK(str_eq(json, again));
	CHECK_INT(back.state, SIGN_GOOD);
	CHECK_INT(signature_from_json(a, S("{\"state\":\"khác\"}"), &back), TD_CORRUPT);
	sign_pieces p;
	CHECK_INT(signature_pieces(a, pki_crl(k), &e, &p), TD_OK);
	CHECK(p.n == 1 && p.at[0].kind == SIGN_CRL);
	CHECK_INT(signature_pieces(a, S("chữ"), &e, &p), TD_INVALID);
}
