/* What the site makes carries its seal, on both engines; a key that cannot be used loses no paper. */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "jobs/act_award.h"
#include "jobs/act_plan.h"
#include "jobs/act_setting.h"
#include "jobs/job_certificates.h"
#include "jobs/job_papers.h"
#include "jobs/site_seal.h"
#include "tests/lib/fixture.h"
#include "tests/sign/pdf_make.h"

struct place {
	struct fixture *f;
	struct fixture_year y;
	struct pki *k;
	str key, password;
	const char *theme;
	i64 rev;
	struct job job;
	struct paper paper;
	str pdf, zip;
	struct seal_state state;
	struct certificate_run run;
	certificate_loose loose;
};

#define TX(name) static td_rc name(struct tx *t, void *ctx)

static str put(struct fixture *f, const char *name, str bytes, mode_t mode)
{
	str path = arena_fmt(f->a, "%s/%s", f->dir, name);
	int fd = open(path.p, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	CHECK(fd >= 0 && write(fd, bytes.p, bytes.n) == (ssize_t)bytes.n && fchmod(fd, mode) == 0);
	close(fd);
	return path;
}

TX(set)
{
	struct place *p = ctx;
	td_rc rc = act_setting_put(t, S("seal.file"), p->key, STR_NULL, S("a"));
	return rc == TD_OK ? act_setting_put(t, S("seal.password_file"), p->password, STR_NULL, S("b")) : rc;
}

TX(plan)
{
	struct place *p = ctx;
	struct plan text = {.text = {S("Mục đích"), str_c(p->theme), S("Nội dung"), S("Biện pháp")}};
	td_rc rc = act_plan_save(t, p->y.year.id, &text, STR_NULL, p->rev);
	return rc == TD_OK ? job_papers_one(t, p->y.year.id, PAPER_PLAN, S(""), &p->job) : rc;
}

TX(take)
{
	struct place *p = ctx;
	td_rc rc = store_paper_standing(t, p->y.year.id, S("plan"), S(""), &p->paper);
	return rc == TD_OK ? store_file_read(t, (file_id){p->paper.pdf.v}, &p->pdf) : rc;
}

TX(look)
{
	struct place *p = ctx;
	struct site_seal s;
	td_rc rc = site_seal_of(t, &s);
	return rc == TD_OK ? site_seal_look(t->a, &s, LANG_VI, t->now_ms, &p->state) : rc;
}

static void begin(struct place *p, struct fixture *f)
{
	*p = (struct place){.f = f, .k = pki_new(check_arena()), .key = S(""), .password = S("")};
	CHECK_INT(fixture_year(f, &p->y), TD_OK);
	f->clock.now = SEEN_AT_MS;
}

static void make_plan(struct place *p, const char *theme)
{
	struct job_report n;
	p->theme = theme;
	CHECK_INT(fixture_write(p->f, set, p), TD_OK);
	CHECK_INT(fixture_write(p->f, plan, p), TD_OK);
	p->rev++;
	CHECK_INT(job_pass(p->f->db, p->f->a, &p->f->e, 10, NULL, &n), TD_OK);
	CHECK_STR(err_first(&p->f->e), "");
	CHECK_INT(fixture_read(p->f, take, p), TD_OK);
}

CASE_DB(a_paper_carries_the_seal_of_the_time_it_was_made)
{
	struct place p;
	struct sign_trust trust;
	struct sign_verdict v;
	begin(&p, f);
	p.key = put(f, "dau.p12", pki_p12(p.k, P_SIGNER, "mật khẩu"), 0600);
	p.password = put(f, "mat-khau", S("mật khẩu\r\n"), 0640);
	make_plan(&p, "Chủ đề");
	CHECK(str_find(p.pdf, S("/ETSI.CAdES.detached")) < p.pdf.n);
	pki_trust(p.k, &trust);
	CHECK_INT(sign_verify(f->a, p.pdf, &trust, &v), TD_OK);
	CHECK_INT(v.signatures.n, 1);
	CHECK_INT(v.state, SIGN_NOTE); /* the time is the machine's word */
	CHECK_INT(v.signatures.at[0].claimed_ms / 1000, SEEN_AT_MS / 1000);
	CHECK(p.paper.pdf_notes.n == 0);
}

CASE_DB(without_a_seal_a_paper_is_as_it_was)
{
	struct place p;
	begin(&p, f);
	make_plan(&p, "Chủ đề");
	CHECK(str_find(p.pdf, S("/ByteRange")) == p.pdf.n);
	CHECK(p.paper.pdf_notes.n == 0);
	CHECK_INT(fixture_read(f, look, &p), TD_OK);
	CHECK(!p.state.set && !p.state.fit);
}

CASE_DB(a_key_that_cannot_be_used_loses_no_paper)
{
	struct place p;
	begin(&p, f);
	p.key = arena_fmt(f->a, "%s/khong-co.p12", f->dir);
	make_plan(&p, "Một");
	CHECK(str_find(p.pdf, S("/ByteRange")) == p.pdf.n);
	CHECK(str_find(p.paper.pdf_notes, S("Bản PDF chưa có dấu số của hệ thống: Không có tệp")) <
	      p.paper.pdf_notes.n);
	p.key = put(f, "dau.pem", pki_pem(p.k, P_EXPIRED, P_EXPIRED, NULL), 0600);
	make_plan(&p, "Hai");
	CHECK(str_find(p.paper.pdf_notes, S("đã hết hạn ngày 01/01/2021")) < p.paper.pdf_notes.n);
	CHECK_INT(fixture_read(f, look, &p), TD_OK);
	CHECK(p.state.set && !p.state.fit && !p.state.soon);
	CHECK_STR(p.state.about.name, "Lê Văn C"); /* whose it is, all the same */
	p.key = put(f, "mo.pem", pki_pem(p.k, P_SIGNER, P_SIGNER, NULL), 0644);
	make_plan(&p, "Ba");
	CHECK(str_find(p.paper.pdf_notes, S("hãy đặt quyền của tệp là 600 hoặc 640")) < p.paper.pdf_notes.n);
}

CASE_DB(thirty_days_before_the_end_it_says_so)
{
	struct place p;
	begin(&p, f);
	p.key = put(f, "dau.pem", pki_pem(p.k, P_SIGNER, P_SIGNER, NULL), 0600);
	CHECK_INT(fixture_write(f, set, &p), TD_OK);
	CHECK_INT(fixture_read(f, look, &p), TD_OK);
	CHECK(p.state.fit && !p.state.soon);
	f->clock.now = p.state.about.until_ms - (i64)SEAL_WARN_DAYS * 86400000;
	CHECK_INT(fixture_read(f, look, &p), TD_OK);
	CHECK(p.state.fit && !p.state.soon && p.state.days == SEAL_WARN_DAYS);
	f->clock.now++;
	CHECK_INT(fixture_read(f, look, &p), TD_OK);
	CHECK(p.state.fit && p.state.soon && p.state.days == SEAL_WARN_DAYS - 1);
}

TX(wrong_path)
{
	struct place *p = ctx;
	(void)p;
	return act_setting_put(t, S("seal.file"), S("dau.p12"), STR_NULL, S("v[seal.file]"));
}

CASE_DB(a_path_is_a_whole_one)
{
	struct place p;
	begin(&p, f);
	CHECK_INT(fixture_write(f, wrong_path, &p), TD_INVALID);
	CHECK(err_at(&f->e, S("v[seal.file]")) != NULL);
}

/* ---- certificates ---- */

TX(ask)
{
	struct place *p = ctx;
	size_t n;
	const struct award_decision d = {.decision = S("0123/QĐ-UBND"),
					 .decided_on = S("2020-01-20"),
					 .decided_by = S("CHỦ TỊCH"),
					 .list = AWARD_TITLE,
					 .award_code = S("LDTT"),
					 .holders = S("Nguyễn Văn A; Phó phòng; a\nTrần Thị B; Cán bộ; b")};
	const struct certificates_wish w = {.layout = S("giay-khen-a4-ngang"), .decision = S("0123/QĐ-UBND")};
	td_rc rc = act_award_decide(t, p->y.year.id, &d, &n);
	return rc == TD_OK ? certificates_ask(t, p->y.year.id, &w, &p->run) : rc;
}

TX(take_zip)
{
	struct place *p = ctx;
	certificate_piece_list pieces = {0};
	td_rc rc = store_certificate_piece_list(t, p->run.id, &pieces);
	p->loose.n = 0;
	certificates_loose(t->a, &pieces, &p->loose);
	return rc == TD_OK ? certificates_zip(t, &p->run, &p->zip) : rc;
}

static void print(struct place *p)
{
	struct job_report n;
	CHECK_INT(fixture_write(p->f, set, p), TD_OK);
	CHECK_INT(fixture_write(p->f, ask, p), TD_OK);
	CHECK_INT(job_pass(p->f->db, p->f->a, &p->f->e, 10, NULL, &n), TD_OK);
	CHECK_INT(fixture_read(p->f, take_zip, p), TD_OK);
}

CASE_DB(certificates_carry_it_too)
{
	struct place p;
	begin(&p, f);
	p.key = put(f, "dau.pem", pki_pem(p.k, P_SIGNER, P_SIGNER, NULL), 0600);
	print(&p);
	size_t at = str_find(p.zip, S("/ETSI.CAdES.detached"));
	CHECK(at < p.zip.n &&
	      str_find(str_from(p.zip, at + 1), S("/ETSI.CAdES.detached")) < p.zip.n - at - 1);
	CHECK_INT(p.loose.n, 0);
}

CASE_DB(certificates_without_a_usable_key_say_so_once)
{
	struct place p;
	begin(&p, f);
	p.key = arena_fmt(f->a, "%s/khong-co.p12", f->dir);
	print(&p);
	CHECK(str_find(p.zip, S("/ByteRange")) == p.zip.n);
	CHECK_INT(p.loose.n, 1);
	CHECK(str_has_prefix(p.loose.at[0], S("Chưa có dấu số của hệ thống: Không có tệp")));
}
