/* Signing through one-time addresses, on both engines: what is taken back and what is not. */
#include "jobs/act_evidence.h"
#include "jobs/act_signing.h"
#include "tests/lib/fixture.h"
#include "tests/sign/pdf_make.h"

struct place {
	struct fixture *f;
	struct fixture_year y;
	struct pki *k;
	struct evidence doc;
	struct signing_made made;
	struct signing_request pass;
	str back; /* what the program sends */
	i64 n_refused;
	paper_id paper;
};

#define WRITES(name) static td_rc name(struct tx *t, void *ctx)

static str plain(void)
{
	return pdf_plain(check_arena(), FILE_CLASSIC);
}

static str signed_by(struct pki *k, enum person who, str file, u32 n)
{
	return pdf_sign(k, FILE_CLASSIC, file, n, &(struct signing){.who = who});
}

static td_rc from_str(void *ctx, i64 at, char *p, size_t n)
{
	const str *s = ctx;
	if ((size_t)at + n > s->n)
		return TD_IO;
	memcpy(p, s->p + at, n);
	return TD_OK;
}

WRITES(bring)
{
	struct place *p = ctx;
	const struct act_pointer at = {S("I.1"), S("")};
	file_id file;
	td_rc rc = store_file_put(t, plain(), S("application/pdf"), &file);
	p->doc = (struct evidence){.year = p->y.year.id,
				   .unit = p->y.units[0].id,
				   .title = S("Báo cáo"),
				   .file = OPT(file.v),
				   .file_name = S("bao-cao.pdf")};
	return rc == TD_OK ? act_evidence_add(t, &p->doc, &at, 1, NULL) : rc;
}

WRITES(make)
{
	struct place *p = ctx;
	t->actor.user_id = p->y.user.id.v;
	td_rc rc = act_signing_evidence(t, p->y.year.id, p->doc.unit, p->doc.id, &p->made);
	p->made.fetch = arena_str(check_arena(), p->made.fetch);
	p->made.send = arena_str(check_arena(), p->made.send);
	return rc;
}

WRITES(fetch)
{
	struct place *p = ctx;
	struct signing_request s = {0};
	td_rc rc = signing_pass(t, p->made.fetch, false, &s);
	return rc == TD_OK ? act_signing_fetched(t, &s) : rc;
}

/* As the page does: who may, what it is, what it is worth, and then it is taken. */
WRITES(send)
{
	struct place *p = ctx;
	struct signing_request s = {0};
	const struct file_source from = {(i64)p->back.n, from_str, &p->back};
	struct signature_seen seen = {0};
	file_id file;
	td_rc rc = signing_pass(t, p->made.send, true, &s);
	if (rc == TD_OK)
		rc = signing_continues(t, &s, &from);
	if (rc == TD_OK)
		rc = store_file_put(t, p->back, S("application/pdf"), &file);
	if (rc == TD_OK)
		rc = signature_look_stored(t, file, &seen);
	if (rc == TD_OK)
		rc = signing_judge(t->e, &seen);
	return rc == TD_OK ? act_signing_receive(t, &s, &from, &seen) : rc;
}

static td_rc send_bytes(struct place *p, str back)
{
	p->back = back;
	p->f->e.n_total = 0;
	return fixture_write(p->f, send, p);
}

WRITES(refuse)
{
	struct place *p = ctx;
	struct signing_request s = {0};
	td_rc rc = signing_pass(t, p->made.send, true, &s);
	return rc == TD_OK ? act_signing_refuse(t, &s, S("Tệp khác.")) : rc;
}

WRITES(see_received)
{
	struct place *p = ctx;
	struct signing_request s = {0};
	struct evidence v = {0};
	verdict_list rows = {0};
	CHECK_INT(store_signing_of(t, SIGNING_EVIDENCE, p->doc.id.v, STR_NULL, p->y.year.id, &s), TD_OK);
	CHECK_INT(signing_state_of(&s, t->now_ms), SIGNING_RECEIVED);
	CHECK_INT(store_evidence_get(t, p->doc.id, &v), TD_OK);
	CHECK(s.signed_file.set && v.file.set && v.file.v == s.signed_file.v);
	CHECK_STR(v.mark.state, "inconclusive"); /* nobody is trusted; frozen all the same */
	CHECK_INT(store_verdict_of_evidence(t, p->doc.id.v, &rows), TD_OK);
	CHECK_INT(rows.n, 1);
	return TD_OK;
}

WRITES(see_refused)
{
	struct place *p = ctx;
	struct signing_request s = {0};
	CHECK_INT(store_signing_of(t, SIGNING_EVIDENCE, p->doc.id.v, STR_NULL, p->y.year.id, &s), TD_OK);
	CHECK_INT(signing_state_of(&s, t->now_ms),
		  p->n_refused < SIGNING_REFUSED_MAX ? SIGNING_REFUSED : SIGNING_EXPIRED);
	CHECK_STR(s.refusal, "Tệp khác.");
	CHECK_INT(s.n_refused, p->n_refused);
	return TD_OK;
}

static void begin(struct place *p, struct fixture *f)
{
	*p = (struct place){.f = f, .k = pki_new(check_arena())};
	CHECK_INT(fixture_year(f, &p->y), TD_OK);
	f->clock.now = SEEN_AT_MS;
	CHECK_INT(fixture_write(f, bring, p), TD_OK);
	CHECK_INT(fixture_write(f, make, p), TD_OK);
}

CASE_DB(a_document_comes_back_signed_once)
{
	struct place p;
	begin(&p, f);
	CHECK_INT(fixture_write(f, fetch, &p), TD_OK);
	CHECK_INT(fixture_write(f, fetch, &p), TD_NOT_FOUND); /* one use */
	CHECK_INT(send_bytes(&p, signed_by(p.k, P_SIGNER, plain(), 0)), TD_OK);
	CHECK_INT(fixture_write(f, see_received, &p), TD_OK);
	CHECK_INT(send_bytes(&p, signed_by(p.k, P_SIGNER, plain(), 0)), TD_NOT_FOUND);
}

CASE_DB(what_does_not_continue_the_document_is_refused)
{
	struct place p;
	begin(&p, f);
	str good = signed_by(p.k, P_SIGNER, plain(), 0);
	char *other = NEW_N(check_arena(), char, good.n);
	memcpy(other, good.p, good.n);
	other[40] ^= 1; /* inside the old version */
	CHECK_INT(send_bytes(&p, (str){other, good.n}), TD_CONFLICT);
	CHECK_INT(send_bytes(&p, str_upto(good, 100)), TD_CONFLICT); /* shorter */
	CHECK_INT(send_bytes(&p, plain()), TD_CONFLICT);             /* nobody signed */
	CHECK_INT(send_bytes(&p, pdf_edit(check_arena(), FILE_CLASSIC, good, 1)), TD_CONFLICT);
	CHECK_INT(send_bytes(&p, signed_by(p.k, P_IMPOSTOR, plain(), 0)), TD_CONFLICT);
	CHECK_INT(send_bytes(&p, good), TD_OK);
}

CASE_DB(an_address_ends_after_its_minutes)
{
	struct place p;
	begin(&p, f);
	f->clock.now += 15 * 60000 - 1;
	CHECK_INT(fixture_write(f, fetch, &p), TD_OK);
	f->clock.now++;
	CHECK_INT(send_bytes(&p, signed_by(p.k, P_SIGNER, plain(), 0)), TD_NOT_FOUND);
	CHECK_INT(fixture_write(f, make, &p), TD_OK); /* a new one serves */
	CHECK_INT(send_bytes(&p, signed_by(p.k, P_SIGNER, plain(), 0)), TD_OK);
}

CASE_DB(a_wrong_or_swapped_token_opens_nothing)
{
	struct place p;
	begin(&p, f);
	str fetch_token = p.made.fetch;
	p.made.fetch = p.made.send;
	CHECK_INT(fixture_write(f, fetch, &p), TD_NOT_FOUND);
	p.made.send = fetch_token;
	CHECK_INT(send_bytes(&p, signed_by(p.k, P_SIGNER, plain(), 0)), TD_NOT_FOUND);
	p.made.send = S("ngắn");
	CHECK_INT(send_bytes(&p, signed_by(p.k, P_SIGNER, plain(), 0)), TD_NOT_FOUND);
}

WRITES(change_file)
{
	struct place *p = ctx;
	struct evidence v;
	file_id file;
	td_rc rc = store_evidence_get(t, p->doc.id, &v);
	if (rc == TD_OK)
		rc = store_file_put(t, S("%PDF-1.4 khác"), S("application/pdf"), &file);
	v.file = OPT(file.v);
	return rc == TD_OK ? act_evidence_change(t, p->y.year.id, &v, NULL) : rc;
}

CASE_DB(a_document_that_changed_meanwhile_is_not_overwritten)
{
	struct place p;
	begin(&p, f);
	CHECK_INT(fixture_write(f, change_file, &p), TD_OK);
	CHECK_INT(send_bytes(&p, signed_by(p.k, P_SIGNER, plain(), 0)), TD_CONFLICT);
}

CASE_DB(an_address_serves_on_after_a_wrong_file_a_few_times)
{
	struct place p;
	begin(&p, f);
	CHECK_INT(fixture_write(f, refuse, &p), TD_OK);
	p.n_refused = 1;
	CHECK_INT(fixture_write(f, see_refused, &p), TD_OK);
	CHECK_INT(send_bytes(&p, signed_by(p.k, P_SIGNER, plain(), 0)), TD_OK);
	CHECK_INT(fixture_write(f, refuse, &p), TD_NOT_FOUND); /* it brought a signed file */
	CHECK_INT(fixture_write(f, bring, &p), TD_OK);
	CHECK_INT(fixture_write(f, make, &p), TD_OK);
	for (p.n_refused = 0; p.n_refused < SIGNING_REFUSED_MAX; p.n_refused++)
		CHECK_INT(fixture_write(f, refuse, &p), TD_OK);
	CHECK_INT(fixture_write(f, see_refused, &p), TD_OK);
	CHECK_INT(fixture_write(f, refuse, &p), TD_NOT_FOUND);
	CHECK_INT(send_bytes(&p, signed_by(p.k, P_SIGNER, plain(), 0)), TD_NOT_FOUND);
}

CASE_DB(nobody_keeps_many_addresses_open)
{
	struct place p;
	begin(&p, f);
	for (int i = 1; i < SIGNING_OPEN_MAX; i++)
		CHECK_INT(fixture_write(f, make, &p), TD_OK);
	CHECK_INT(fixture_write(f, make, &p), TD_CONFLICT);
	f->clock.now += 15 * 60000;
	CHECK_INT(fixture_write(f, make, &p), TD_OK);
}

/* ---- papers ---- */

WRITES(make_paper)
{
	struct place *p = ctx;
	t->actor.user_id = p->y.user.id.v;
	td_rc rc = act_signing_paper(t, p->y.year.id, p->paper, &p->made);
	p->made.fetch = arena_str(check_arena(), p->made.fetch);
	p->made.send = arena_str(check_arena(), p->made.send);
	return rc;
}

WRITES(bring_paper)
{
	struct place *p = ctx;
	struct paper w = {.year = p->y.year.id,
			  .kind = S("minutes"),
			  .subject = S(""),
			  .title = S("Biên bản"),
			  .file_name = S("bien-ban.docx")};
	file_id pdf;
	td_rc rc = store_file_put(t, S("docx"), S("application/zip"), &w.file);
	if (rc == TD_OK)
		rc = store_paper_add(t, &w, p->paper);
	CHECK_INT(rc == TD_OK && !p->paper.v ? (p->paper = w.id, make_paper(t, p)) : TD_CONFLICT,
		  TD_CONFLICT);
	if (rc == TD_OK)
		rc = store_file_put(t, plain(), S("application/pdf"), &pdf);
	w.pdf = OPT(pdf.v);
	w.pdf_pages = OPT(1);
	w.pdf_maker = S("thidua");
	return rc == TD_OK ? store_paper_pdf(t, &w) : rc;
}

WRITES(see_paper)
{
	struct place *p = ctx;
	struct paper_signed s = {0};
	paper_signed_list all = {0};
	str bytes;
	CHECK_INT(store_paper_signed_last(t, p->paper, &s), TD_OK);
	CHECK_STR(s.mark.state, "inconclusive");
	CHECK_INT(store_file_read(t, (file_id){s.row.file}, &bytes), TD_OK);
	CHECK(str_eq(bytes, p->back));
	CHECK_INT(store_paper_signed_of_year(t, p->y.year.id, &all), TD_OK);
	CHECK_INT(all.n, 1);
	CHECK_INT(all.at[0].row.subject, p->paper.v);
	return TD_OK;
}

/* The second signs what the first signed; who was given the first version comes too late. */
CASE_DB(a_paper_is_signed_by_one_after_the_other)
{
	struct place p;
	begin(&p, f);
	CHECK_INT(fixture_write(f, bring_paper, &p), TD_OK);
	CHECK_INT(fixture_write(f, make_paper, &p), TD_OK);
	str late = p.made.send, first = signed_by(p.k, P_SIGNER, plain(), 0);
	CHECK_INT(fixture_write(f, make_paper, &p), TD_OK);
	CHECK_INT(send_bytes(&p, first), TD_OK);
	CHECK_INT(fixture_write(f, see_paper, &p), TD_OK);
	CHECK_INT(fixture_write(f, make_paper, &p), TD_OK);
	CHECK_INT(send_bytes(&p, signed_by(p.k, P_SIGNER, plain(), 0)), TD_CONFLICT);
	CHECK_INT(send_bytes(&p, signed_by(p.k, P_SIGNER, first, 1)), TD_OK);
	CHECK_INT(fixture_write(f, see_paper, &p), TD_OK);
	p.made.send = late;
	CHECK_INT(send_bytes(&p, first), TD_CONFLICT);
}

CASE_DB(a_paper_that_was_replaced_is_not_signed)
{
	struct place p;
	begin(&p, f);
	CHECK_INT(fixture_write(f, bring_paper, &p), TD_OK);
	CHECK_INT(fixture_write(f, make_paper, &p), TD_OK);
	CHECK_INT(fixture_write(f, bring_paper, &p), TD_OK); /* in its place */
	CHECK_INT(fixture_write(f, make_paper, &p), TD_CONFLICT);
	CHECK_INT(send_bytes(&p, signed_by(p.k, P_SIGNER, plain(), 0)), TD_CONFLICT);
}
