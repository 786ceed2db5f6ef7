#include "web/page_system.h"

#include <stdatomic.h>

#include "store/journal.h"
#include "store/store_user.h"
#include "web/app.h"
#include "web/views.h"

static void fact(struct req *r, struct system_section *s, const char *name, str value)
{
	VEC_PUSH(r->a, &s->facts) = (struct system_fact){page_tr(r, name), value};
}

static void number(struct req *r, struct system_section *s, const char *name, u64 v)
{
	struct sb b = sb_new(r->a, 32);
	num_put_grouped(&b, (i64)v);
	fact(r, s, name, sb_str(&b));
}

static struct system_section *section(struct req *r, struct system_vm *vm, const char *title)
{
	struct system_section *s = &VEC_PUSH(r->a, &vm->sections);
	s->title = page_tr(r, title);
	return s;
}

static void put_database(struct req *r, struct system_vm *vm)
{
	struct db_stats st;
	db_stats(r->tx->db, &st);
	vm->engine = str_c(st.engine);
	struct system_section *s = section(r, vm, N_("Cơ sở dữ liệu"));
	fact(r, s, N_("Loại"), str_c(st.engine));
	number(r, s, N_("Lượt đọc"), st.n_reads);
	number(r, s, N_("Lượt ghi"), st.n_writes);
	number(r, s, N_("Lần lưu xuống đĩa"), st.n_commits);
	number(r, s, N_("Số lệnh nhiều nhất trong một lần lưu"), st.max_group);
	number(r, s, N_("Lượt chạy lại"), st.n_reruns);
	number(r, s, N_("Lượt từ chối vì bận"), st.n_refused);
	number(r, s, N_("Kết nối"), st.n_conns);
}

static td_rc put_data(struct req *r, struct system_vm *vm)
{
	user_list users = {0};
	struct user_filter none = {.text = S("")};
	i64 n_users = 0;
	cluster_year_list years = {0};
	struct sha256 head;
	i64 seq = 0;
	struct system_section *s = section(r, vm, N_("Dữ liệu"));
	td_rc rc = store_user_page(r->tx, &none, &users, &n_users);
	if (rc == TD_OK)
		rc = store_cluster_year_list(r->tx, &years);
	if (rc != TD_OK)
		return rc;
	number(r, s, N_("Tài khoản"), (u64)n_users);
	number(r, s, N_("Năm thi đua của các cụm"), years.n);
	rc = journal_head(r->tx, JOURNAL_SYSTEM, &seq, &head);
	if (rc == TD_OK)
		number(r, s, N_("Dòng nhật ký hệ thống"), (u64)seq);
	return rc == TD_NOT_FOUND ? TD_OK : rc;
}

static void put_refusals(struct req *r, struct system_vm *vm)
{
	struct system_section *s = section(r, vm, N_("Yêu cầu bị từ chối, theo từng bước kiểm tra"));
	for (size_t i = 0; i < n_app_checks && i < 16; i++) {
		struct sb b = sb_new(r->a, 32);
		num_put_grouped(&b, (i64)atomic_load(&r->app->n_refused[i]));
		VEC_PUSH(r->a, &s->facts) = (struct system_fact){page_tr(r, app_checks[i].title), sb_str(&b)};
	}
}

td_rc page_system_load(struct req *r, struct system_vm *vm)
{
	vm->version = S(THIDUA_VERSION);
	put_database(r, vm);
	td_rc rc = put_data(r, vm);
	if (rc == TD_OK)
		put_refusals(r, vm);
	return rc;
}

td_rc page_system(struct req *r)
{
	struct system_vm *vm = NEW(r->a, struct system_vm);
	td_rc rc = page_begin(r, page_tr(r, N_("Hệ thống")), "he-thong");
	if (rc == TD_OK)
		rc = page_system_load(r, vm);
	if (rc != TD_OK)
		return rc;
	vm->page = r->page;
	view_system(&r->html, vm);
	return TD_OK;
}
