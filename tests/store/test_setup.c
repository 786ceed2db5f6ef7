/* A cluster, units and people from one workbook, on both engines: the sample is taken as it is, every fault is told by its
 * cell, nothing is taken by halves. */
#include <string.h>

#include "jobs/setup_file.h"
#include "store/store_token.h"
#include "store/store_upload.h"
#include "store/store_file.h"
#include "store/store_year.h"
#include "tests/lib/fixture.h"

#define TX(name) static td_rc name(struct tx *t, void *ctx)

struct place {
	enum setup_kind kind;
	str name, bytes;
	struct setup_plan plan;
	struct user user;
	grant_list grants;
	struct cluster_year year;
	membership_list members;
	season_step_list steps;
	i64 n;
};

TX(read)
{
	struct place *p = ctx;
	return setup_read(t, p->kind, p->name, p->bytes, &p->plan);
}

TX(take)
{
	struct place *p = ctx;
	td_rc rc = setup_read(t, p->kind, p->name, p->bytes, &p->plan);
	for (size_t i = 0; i < p->plan.people.n; i++)
		p->plan.people.at[i].password_hash = S("$argon2id$test");
	return rc == TD_OK ? act_setup(t, &p->plan) : rc;
}

TX(look)
{
	struct place *p = ctx;
	td_rc rc = store_user_by_login(t, S("nguyen-van-a"), &p->user);
	if (rc == TD_OK)
		rc = store_grants_of(t, p->user.id, &p->grants);
	if (rc == TD_OK)
		rc = store_cluster_year_find(t, S("khoi-thi-dua-cac-so-tong-hop"), 2026, &p->year);
	if (rc == TD_OK)
		rc = store_membership_list(t, p->year.id, &p->members);
	return rc == TD_OK ? store_season_step_list(t, p->year.id, &p->steps) : rc;
}

static bool faulty(const struct place *p, const char *where)
{
	for (size_t i = 0; i < p->plan.faults.n; i++)
		if (str_eq(p->plan.faults.at[i].where, str_c(where)))
			return true;
	return false;
}

CASE_DB(the_sample_founds_a_cluster_in_one_go)
{
	struct place p = {.kind = SETUP_CLUSTER, .name = S("mau.xlsx")};
	CHECK_INT(setup_sample(f->a, SETUP_CLUSTER, (struct day){2026, 11, 21}, &f->e, &p.bytes), TD_OK);
	CHECK_INT(fixture_read(f, read, &p), TD_OK);
	CHECK_INT(p.plan.faults.n, 0);
	CHECK_INT(setup_new_people(&p.plan), 3);
	CHECK_INT(fixture_read(f, look, &p), TD_NOT_FOUND); /* nothing was taken by reading */
	CHECK_INT(fixture_write(f, take, &p), TD_OK);
	CHECK_INT(fixture_read(f, look, &p), TD_OK);
	CHECK(p.user.must_change);
	CHECK_INT(p.members.n, 3);
	CHECK_STR(p.members.at[0].leader_name, "Nguyễn Văn A");
	CHECK_INT(p.members.at[1].women_pct_c.v, 5250);
	CHECK(p.year.scheme.set);
	size_t n_due = 0, n_off = 0;
	for (size_t i = 0; i < p.steps.n; i++)
		n_due += p.steps.at[i].due_on.n > 0, n_off += !p.steps.at[i].enabled;
	CHECK_INT(n_due, 5);
	CHECK_INT(n_off, 1);
	bool leads = false;
	for (size_t i = 0; i < p.grants.n; i++)
		leads |=
		    p.grants.at[i].right.role == AUTHZ_LEADER && p.grants.at[i].right.scope == SCOPE_UNIT;
	CHECK(leads);
	/* the same file again: the year is there, the people are known */
	CHECK_INT(fixture_read(f, read, &p), TD_OK);
	CHECK(faulty(&p, "Cụm và năm!B9"));
	CHECK_INT(setup_new_people(&p.plan), 0);
	CHECK_INT(fixture_write(f, take, &p), TD_CONFLICT);
}

CASE_DB(people_are_read_with_every_fault_by_cell)
{
	struct fixture_year y;
	struct place p = {.kind = SETUP_PEOPLE, .name = S("nguoi.csv")};
	CHECK_INT(fixture_year(f, &y), TD_OK);
	p.bytes = S("Họ và tên;Tên đăng nhập;Thư điện tử;Vai trò;Phạm vi;Từ ngày;Đến ngày\n"
		    "Nguyễn Văn A;van.a;;cán bộ;b;;\n"
		    "Trần Thị B;;khong-phai-thu;thủ trưởng;a;;\n"
		    "Trần Thị C;van.a;;thư ký;10;;\n"
		    "Lê Văn D;D HOA;;quan tri kho;a;;\n"
		    "Lê Văn E;;;cán bộ;Đơn vị không có;31/12/2026;01/01/2026\n");
	CHECK_INT(fixture_read(f, read, &p), TD_OK);
	CHECK(faulty(&p, "nguoi.csv!C3")); /* mail */
	CHECK(faulty(&p, "nguoi.csv!B4")); /* somebody else's login */
	CHECK(faulty(&p, "nguoi.csv!B5")); /* not a login */
	CHECK(faulty(&p, "nguoi.csv!D5")); /* role */
	CHECK(faulty(&p, "nguoi.csv!E6")); /* no such unit */
	CHECK_INT(p.plan.faults.n, 5);
	CHECK_INT(fixture_write(f, take, &p), TD_CONFLICT);
	p.bytes = S("Họ và tên;Vai trò;Phạm vi;Từ ngày;Đến ngày\n"
		    "Nguyễn Văn B;cán bộ;b;01/12/2026;31/12/2026\n"
		    "Nguyễn Văn B;thư ký cụm, khối;10;;\n");
	CHECK_INT(fixture_write(f, take, &p), TD_OK);
	CHECK_INT(p.plan.people.n, 1);
	CHECK_INT(p.plan.roles.n, 2);
	CHECK_STR(p.plan.people.at[0].person.login, "nguyen-van-b");
	CHECK_INT(fixture_read(f, read, &p), TD_OK); /* all of it is there */
	CHECK_INT(p.plan.lines.n, 0);
}

CASE_DB(units_are_read_by_name_and_code)
{
	struct fixture_year y;
	struct place p = {.kind = SETUP_UNITS, .name = S("don-vi.csv")};
	CHECK_INT(fixture_year(f, &y), TD_OK);
	p.bytes = arena_fmt(f->a, "Tên đơn vị;Mã;Tỷ lệ nữ\n%.*s;;\nSở A;a;\nSở B;SO B;\nSở C;;101\nSở C;;\n",
			    STRF(y.units[1].name));
	CHECK_INT(fixture_read(f, read, &p), TD_OK);
	CHECK(faulty(&p, "don-vi.csv!A3")); /* the code is another's */
	CHECK(faulty(&p, "don-vi.csv!B4"));
	CHECK(faulty(&p, "don-vi.csv!C5"));
	CHECK(faulty(&p, "don-vi.csv!A6")); /* twice */
	p.bytes = S("Tên đơn vị;Mã\nSở Tư pháp;so-tu-phap\nSở Y tế;\n");
	CHECK_INT(fixture_write(f, take, &p), TD_OK);
	CHECK_INT(fixture_read(f, read, &p), TD_OK);
	CHECK_INT(p.plan.lines.n, 0);
}

TX(hold)
{
	struct place *p = ctx;
	struct site_upload u = {.kind = S("people"), .file_name = S("nguoi.csv")};
	td_rc rc = store_file_put(t, S("x"), S("text/csv"), &u.file);
	return rc == TD_OK ? store_upload_add(t, p->user.id, &u) : rc;
}

TX(open_upload)
{
	struct place *p = ctx;
	struct site_upload u;
	td_rc rc = store_upload_open(t, p->user.id, &u);
	p->n = u.id;
	return rc;
}

TX(close_upload)
{
	return store_upload_close(t, ((struct place *)ctx)->user.id, false);
}

TX(purge)
{
	return store_upload_purge(t, t->now_ms + 1, &((struct place *)ctx)->n);
}

CASE_DB(one_file_waits_at_a_time)
{
	struct fixture_year y;
	struct place p = {0};
	CHECK_INT(fixture_year(f, &y), TD_OK);
	p.user = y.user;
	CHECK_INT(fixture_read(f, open_upload, &p), TD_NOT_FOUND);
	CHECK_INT(fixture_write(f, hold, &p), TD_OK);
	CHECK_INT(fixture_write(f, hold, &p), TD_OK);
	CHECK_INT(fixture_read(f, open_upload, &p), TD_OK);
	CHECK_INT(p.n, 2);
	CHECK_INT(fixture_write(f, close_upload, &p), TD_OK);
	CHECK_INT(fixture_write(f, close_upload, &p), TD_NOT_FOUND);
	CHECK_INT(fixture_write(f, purge, &p), TD_OK);
	CHECK_INT(p.n, 2);
}
