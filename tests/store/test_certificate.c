/* Layouts of certificates through the acts, on both engines. */
#include "jobs/act_award.h"
#include "jobs/act_certificate.h"
#include "jobs/job_certificates.h"
#include "tests/lib/fixture.h"

struct place {
	struct fixture_year y;
	struct certificate_layout l;
	struct certificate_change c;
	certificate_found_list all;
	struct certificate_found one;
	str code;
	i64 id;
};

#define TX(name) static td_rc name(struct tx *t, void *ctx)

TX(save)
{
	struct place *p = ctx;
	p->c.layout = &p->l;
	return act_certificate_save(t, p->y.year.id, &p->c, &p->id);
}

TX(drop)
{
	struct place *p = ctx;
	return act_certificate_drop(t, p->y.year.id, &p->c);
}

TX(look)
{
	struct place *p = ctx;
	struct cluster_year y;
	td_rc rc = store_cluster_year_get(t, p->y.year.id, &y);
	if (rc == TD_OK)
		rc = certificate_all(t, &y, &p->all);
	return rc == TD_OK ? certificate_find(t, &y, p->code, &p->one) : rc;
}

static struct place begin(struct fixture *f)
{
	struct place p = {.code = S("phoi-a4-ngang")};
	CHECK_INT(fixture_year(f, &p.y), TD_OK);
	CHECK_INT(fixture_read(f, look, &p), TD_OK);
	p.l = p.one.layout;
	p.l.name = S("Phôi của tỉnh");
	return p;
}

CASE_DB(shipped_layouts_are_there_at_once_and_a_copy_is_saved)
{
	struct place p = begin(f);
	CHECK_INT(p.all.n, 2);
	CHECK_INT(fixture_write(f, save, &p), TD_OK);
	p.code = arena_fmt(f->a, "%lld", (long long)p.id);
	CHECK_INT(fixture_read(f, look, &p), TD_OK);
	CHECK_INT(p.all.n, 3);
	CHECK(str_eq(p.one.layout.name, S("Phôi của tỉnh")));
	CHECK_INT(p.one.layout.boxes.n, p.l.boxes.n);
	CHECK(p.one.saved.cluster.set);
}

CASE_DB(every_fault_of_a_layout_is_told_and_its_name_too)
{
	struct place p = begin(f);
	p.l.name = S("Giấy khen  a4 NGANG"); /* a shipped one has it */
	p.l.boxes.at[0].text = S("{{khong}}");
	p.l.boxes.at[1].x = 900000;
	CHECK_INT(fixture_write(f, save, &p), TD_INVALID);
	CHECK_INT(f->e.n_total, 3);
	CHECK(err_at(&f->e, S("name")) != NULL);
	CHECK(err_at(&f->e, S("x[2]")) != NULL);
}

CASE_DB(who_saw_an_older_one_is_told)
{
	struct place p = begin(f);
	CHECK_INT(fixture_write(f, save, &p), TD_OK);
	p.c.id = p.id;
	p.c.rev = 1;
	p.l.dx = 150;
	CHECK_INT(fixture_write(f, save, &p), TD_OK);
	CHECK_INT(fixture_write(f, save, &p), TD_STALE);
	CHECK_INT(fixture_write(f, drop, &p), TD_STALE);
	p.c.rev = 2;
	CHECK_INT(fixture_write(f, drop, &p), TD_OK);
	p.code = arena_fmt(f->a, "%lld", (long long)p.id);
	CHECK_INT(fixture_read(f, look, &p), TD_NOT_FOUND);
}

CASE_DB(what_the_whole_council_uses_is_not_a_clusters_to_change)
{
	struct place p = begin(f);
	p.c.everywhere = true;
	CHECK_INT(fixture_write(f, save, &p), TD_DENIED);
	p.c.may_council = true;
	CHECK_INT(fixture_write(f, save, &p), TD_OK);
	p.c = (struct certificate_change){.id = p.id, .rev = 1};
	CHECK_INT(fixture_write(f, save, &p), TD_DENIED);
	CHECK_INT(fixture_write(f, drop, &p), TD_DENIED);
}

/* ---- printed ---- */

struct printing {
	struct fixture_year y;
	struct certificates_wish w;
	struct certificate_run run, again;
	struct award_decision d;
	str zip;
	size_t n;
};

TX(decide)
{
	struct printing *p = ctx;
	return act_award_decide(t, p->y.year.id, &p->d, &p->n);
}

TX(ask)
{
	struct printing *p = ctx;
	return certificates_ask(t, p->y.year.id, &p->w, &p->run);
}

TX(ask_again)
{
	struct printing *p = ctx;
	return certificates_ask(t, p->y.year.id, &p->w, &p->again);
}

TX(take)
{
	struct printing *p = ctx;
	return certificates_zip(t, &p->run, &p->zip);
}

TX(revoke_first)
{
	struct printing *p = ctx;
	award_list_of all = {0};
	td_rc rc = store_award_list(t, p->y.cluster.id, &all);
	return rc == TD_OK ? act_award_revoke(t, p->y.year.id, all.at[0].id, all.at[0].rev, S("2020-02-01"),
					      S("09/QĐ-UBND"), S("Khai sai"))
			   : rc;
}

CASE_DB(certificates_of_a_decision_are_printed_once_into_one_zip_file)
{
	struct printing p = {.w = {.layout = S("giay-khen-a4-ngang"), .decision = S("0123/QĐ-UBND")}};
	struct job_report n;
	CHECK_INT(fixture_year(f, &p.y), TD_OK);
	p.d = (struct award_decision){.decision = S("0123/QĐ-UBND"),
				      .decided_on = S("2020-01-20"),
				      .decided_by = S("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH"),
				      .list = AWARD_TITLE,
				      .award_code = S("LDTT"),
				      .holders = S("Nguyễn Văn A; Phó phòng; a\nTrần Thị B; Cán bộ; b")};
	CHECK_INT(fixture_write(f, decide, &p), TD_OK);
	CHECK_INT(fixture_write(f, ask, &p), TD_OK);
	CHECK_INT(fixture_read(f, take, &p), TD_CONFLICT); /* not yet */
	CHECK_INT(job_pass(f->db, f->a, &f->e, 10, NULL, &n), TD_OK);
	CHECK_INT(n.n_done, 1);
	CHECK_INT(fixture_read(f, take, &p), TD_OK);
	CHECK(str_has_prefix(p.zip, S("PK\x03\x04")));
	CHECK(str_find(p.zip, S("so-vang-2_tran-thi-b")) < p.zip.n);
	CHECK_INT(fixture_write(f, ask_again, &p), TD_OK);
	CHECK_INT(p.again.id, p.run.id); /* the same data: what was made then */
	CHECK_INT(fixture_write(f, revoke_first, &p), TD_OK);
	CHECK_INT(fixture_write(f, ask_again, &p), TD_OK);
	CHECK_INT(p.again.n_awards, 1); /* only what stands */
	CHECK(p.again.id != p.run.id);
	p.w.decision = S("khong co");
	CHECK_INT(fixture_write(f, ask_again, &p), TD_INVALID);
}
