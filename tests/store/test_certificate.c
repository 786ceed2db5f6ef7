/* Layouts of certificates through the acts, on both engines. */
#include "jobs/act_certificate.h"
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
