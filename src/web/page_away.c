/* A year goes away and comes back by a file, which is uploaded twice: for what it would bring, and to merge it. Between the two
 * nothing of it is kept here. */
#include "web/page_away.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/caltime.h"
#include "base/vi.h"
#include "jobs/act_away.h"
#include "web/app.h"
#include "web/page_backup.h"
#include "web/views.h"

enum { SHOWN = 50, BLOCK = 64 * 1024 };

static const char here[] = "/he-thong/mang-di";

struct take_form {
	struct form_num year;
	str machine;
};
static const struct field take_fields[] = {
    FIELD(INT, struct take_form, year, N_("Năm"), .required = true),
    FIELD(TEXT, struct take_form, machine, N_("Tên máy"), .required = true, .max = AWAY_MACHINE_MAX),
};
const struct form_def page_away_form = FORM(struct take_form, take_fields);

struct copy_form {
	struct form_num year;
	str password;
};
static const struct field copy_fields[] = {
    FIELD(INT, struct copy_form, year, N_("Năm"), .required = true),
    FIELD(SECRET, struct copy_form, password, N_("Mật khẩu"), .required = true, .max = 256),
};
const struct form_def page_away_copy_form = FORM(struct copy_form, copy_fields);

struct cancel_form {
	struct form_num year;
	str reason, word;
};
static const struct field cancel_fields[] = {
    FIELD(INT, struct cancel_form, year, N_("Năm"), .required = true),
    FIELD(TEXT, struct cancel_form, reason, N_("Lý do"), .required = true, .max = 1000),
    FIELD(TEXT, struct cancel_form, word, N_("Chữ xác nhận"), .required = true, .max = 40),
};
const struct form_def page_away_cancel_form = FORM(struct cancel_form, cancel_fields);

struct merge_form {
	struct form_file file;
	str step;
};
static const struct field merge_fields[] = {
    FIELD(FILE, struct merge_form, file, N_("Tệp"), .required = true, .max = 64),
    FIELD(CODE, struct merge_form, step, N_("Việc cần làm"), .required = true, .max = 10),
};
const struct form_def page_away_merge_form = FORM(struct merge_form, merge_fields);

/* ---- the page ---- */

static struct away_line line_of(struct req *r, const struct away *w)
{
	struct away_line x = {
	    .id = w->year.v,
	    .at = w->taken_at_ms,
	    .place = arena_fmt(r->a, "%.*s · %lld", STRF(w->cluster_name), (long long)w->year_number),
	    .machine = w->machine,
	    .who = w->taken_by_name,
	    .end = S("")};
	if (w->ended_at_ms.set)
		x.end = arena_fmt(r->a, "%s: %.*s, %.*s",
				  req_tr(r, w->merged ? N_("Đã nhập về") : N_("Đã lấy lại")),
				  STRF(ms_vi(r->a, w->ended_at_ms.v)), STRF(w->ended_by_name));
	return x;
}

static td_rc put_lines(struct req *r, struct away_vm *vm)
{
	away_list list = {0};
	td_rc rc = store_away_list(r->tx, SHOWN, &list);
	for (size_t i = 0; rc == TD_OK && i < list.n; i++) {
		const struct away *w = &list.at[i];
		vm->here |= w->here;
		if (w->ended_at_ms.set)
			VEC_PUSH(r->a, &vm->past) = line_of(r, w);
		else if (!w->here)
			VEC_PUSH(r->a, &vm->open) = line_of(r, w);
	}
	return rc;
}

static bool is_away(const struct away_vm *vm, cluster_year_id year)
{
	for (size_t i = 0; i < vm->open.n; i++)
		if (vm->open.at[i].id == year.v)
			return true;
	return false;
}

static td_rc put_years(struct req *r, struct away_vm *vm, i64 chosen)
{
	cluster_year_list years = {0};
	td_rc rc = store_cluster_year_list(r->tx, &years);
	for (size_t i = 0; rc == TD_OK && i < years.n; i++) {
		const struct cluster_year *y = &years.at[i];
		if (str_eq(y->step, S("closed")) || is_away(vm, y->id))
			continue;
		VEC_PUSH(r->a, &vm->years) = (struct page_option){
		    arena_fmt(r->a, "%lld", (long long)y->id.v),
		    arena_fmt(r->a, "%.*s · %lld", STRF(y->cluster_name), (long long)y->year),
		    y->id.v == chosen};
	}
	return rc;
}

static void put_fact(struct req *r, struct away_vm *vm, str name, str value)
{
	VEC_PUSH(r->a, &vm->facts) = (struct away_fact){name, value};
}

static str counted(struct req *r, const struct away_count *n)
{
	return arena_fmt(r->a, req_tr(r, N_("%lld dòng mới, %lld dòng sửa, %lld dòng bỏ")),
			 (long long)n->n_added, (long long)n->n_changed, (long long)n->n_dropped);
}

static void put_merged(struct req *r, struct away_vm *vm, const struct away_merged *m)
{
	vm->merged = true;
	vm->merged_of = line_of(r, &m->away);
	if (m->already) {
		vm->merged_note = page_tr(r, N_("Tệp này đã nhập từ trước: nhập lại không thay đổi gì."));
		return;
	}
	vm->merged_note = page_tr(
	    r,
	    N_("Nhập được: nhật ký nối tiếp, gói dữ liệu của năm tính lại đều khớp. Chưa có gì được lưu."));
	put_fact(r, vm, page_tr(r, N_("Nhật ký")),
		 arena_fmt(r->a, req_tr(r, N_("%lld dòng mới")), (long long)m->n_lines));
	for (size_t i = 0; i < m->counts.n; i++)
		put_fact(r, vm, page_tr(r, m->counts.at[i].label), counted(r, &m->counts.at[i]));
	put_fact(r, vm, page_tr(r, N_("Tệp")),
		 arena_fmt(r->a, req_tr(r, N_("%lld tệp mới")), (long long)m->n_files));
	if (m->n_site_lines)
		put_fact(
		    r, vm, page_tr(r, N_("Ở lại máy họp")),
		    arena_fmt(r->a,
			      req_tr(r, N_("%lld dòng nhật ký hệ thống: tài khoản, đăng nhập, thiết đặt")),
			      (long long)m->n_site_lines));
	for (size_t i = 0; i < m->polls.n; i++)
		VEC_PUSH(r->a, &vm->polls) =
		    (struct away_fact){m->polls.at[i].question, m->polls.at[i].sentence};
}

td_rc page_away(struct req *r)
{
	struct away_vm *vm = NEW(r->a, struct away_vm);
	bool taking = r->form && r->form->def == &page_away_form;
	const struct take_form *tf = taking ? form_value(r->form) : NULL;
	td_rc rc = page_begin(r, page_tr(r, N_("Mang đi họp")), "he-thong");
	if (rc == TD_OK)
		rc = put_lines(r, vm);
	if (rc == TD_OK)
		rc = put_years(r, vm, tf ? tf->year.v : 0);
	if (rc != TD_OK)
		return rc;
	page_crumb(r, S("/he-thong"), page_tr(r, N_("Hệ thống")));
	if (tf)
		vm->machine = tf->machine;
	if (r->form && r->form->def == &page_away_cancel_form) {
		vm->reason = ((const struct cancel_form *)form_value(r->form))->reason;
		vm->word_error = err_at(r->e, S("word")) != NULL;
	}
	if (r->shown)
		put_merged(r, vm, r->shown);
	vm->page = r->page;
	view_away(&r->html, vm);
	return TD_OK;
}

/* ---- away, and given up ---- */

td_rc page_away_take(struct req *r)
{
	const struct take_form *f = form_value(r->form);
	struct away w;
	r->location = str_c(here);
	return act_away_take(r->tx, (cluster_year_id){f->year.v}, f->machine, &w);
}

td_rc page_away_cancel(struct req *r)
{
	const struct cancel_form *f = form_value(r->form);
	struct away w;
	r->location = S("/he-thong/mang-di?luu=1");
	if (!str_eq(vi_fold(r->a, str_trim(f->word)), S("lay lai")))
		return err_add(
		    r->e, TD_INVALID, S("word"),
		    N_("Gõ chữ LẤY LẠI để xác nhận: những gì đã ghi trên máy họp sẽ không nhập được nữa."));
	return act_away_cancel(r->tx, (cluster_year_id){f->year.v}, f->reason, &w);
}

/* ---- the copy ---- */

struct asked {
	cluster_year_id year;
	struct away away;
};

static td_rc find_away(struct tx *t, void *ctx)
{
	struct asked *k = ctx;
	td_rc rc = store_away_of_year(t, k->year, &k->away);
	if (rc == TD_NOT_FOUND || (rc == TD_OK && k->away.here))
		return err_add(t->e, TD_CONFLICT, STR_NULL, N_("Năm này không ở máy nào khác."));
	return rc;
}

td_rc page_away_copy(struct req *r)
{
	const struct copy_form *f = form_value(r->form);
	struct asked k = {.year = {f->year.v}};
	const struct actor nobody = {0};
	td_rc rc = db_read(r->app->cfg.db, r->a, r->e, &nobody, find_away, &k);
	return rc == TD_OK ? page_backup_send(r, f->password, k.away.id, str_c(here)) : rc;
}

/* ---- back ---- */

/* A folder that only this process may enter: SQLite may have files beside the one it reads. */
struct workplace {
	char *folder;
	const char *file;
	bool made;
};

static void leave(void *arg)
{
	static const char *const names[] = {"nam.db", "nam.db-wal", "nam.db-shm"};
	const struct workplace *w = arg;
	if (!w->made)
		return;
	int dir = open(w->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	for (size_t i = 0; dir >= 0 && i < sizeof names / sizeof *names; i++)
		unlinkat(dir, names[i], 0);
	if (dir >= 0)
		close(dir);
	rmdir(w->folder);
}

static struct workplace *enter(struct req *r)
{
	struct workplace *w = NEW(r->a, struct workplace);
	const char *dir = r->app->cfg.temp_dir ? r->app->cfg.temp_dir : "/tmp";
	str folder = arena_fmt(r->a, "%s/thidua-nhap-ve-XXXXXX", dir);
	w->folder = memcpy(arena_alloc(r->a, folder.n + 1), folder.p, folder.n + 1);
	arena_defer(r->a, leave, w);
	w->made = mkdtemp(w->folder) != NULL;
	w->file = arena_fmt(r->a, "%s/nam.db", w->folder).p;
	return w;
}

static bool copy_bytes(const struct form_file *f, int to, char *block)
{
	i64 at = 0;
	while (at < f->size) {
		ssize_t n = pread(f->fd, block, BLOCK, (off_t)at);
		if (n <= 0 || write(to, block, (size_t)n) != n)
			return false;
		at += n;
	}
	return true;
}

static td_rc put_down(struct req *r, const struct form_file *f, const struct workplace *w)
{
	char *block = arena_alloc(r->a, BLOCK);
	int fd = w->made ? open(w->file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600) : -1;
	bool ok = fd >= 0 && copy_bytes(f, fd, block);
	if (fd >= 0)
		ok &= close(fd) == 0;
	return ok ? TD_OK
		  : err_add(r->e, TD_CONFLICT, S("file"),
			    N_("Không ghi được tệp vào thư mục tạm của máy chủ: xin dọn chỗ rồi thử lại."));
}

/* Everything that is in the way is told as one list; the fault is the file's, not the site's. */
static td_rc say(struct req *r, td_rc rc, const struct err *inner)
{
	r->e->n_unsaid += inner->n_unsaid;
	if (rc == TD_OK || rc == TD_LIMIT || inner->items.n == 0)
		return rc;
	for (size_t i = 0; i < inner->items.n; i++) {
		const struct err_item *x = &inner->items.at[i];
		bool plain = x->where.n == 0 || str_eq(x->where, S("db"));
		err_add(r->e, TD_CONFLICT, STR_NULL, "%.*s%s%.*s", STRF(plain ? S("") : x->where),
			plain ? "" : ": ", STRF(x->text));
	}
	return TD_CONFLICT;
}

struct coming {
	struct req *r;
	struct away_merged merged;
};

static td_rc note_done(struct tx *t, void *ctx)
{
	struct coming *k = ctx;
	(void)t;
	k->r->location = S("/he-thong/mang-di?luu=1");
	return TD_OK;
}

static td_rc note_seen(struct tx *t, void *ctx)
{
	struct coming *k = ctx;
	(void)t;
	k->r->location = str_c(here);
	return TD_OK;
}

td_rc page_away_merge(struct req *r)
{
	const struct merge_form *f = form_value(r->form);
	struct coming *k = NEW(r->a, struct coming);
	struct err inner = err_new(r->a, r->e->lang);
	const struct actor who = {r->user.id.v, r->user.name};
	bool keep = str_eq(f->step, S("nhap"));
	k->r = r;
	if (!app_take_turn(r, &r->app->checking))
		return err_add(r->e, TD_CONFLICT, STR_NULL,
			       N_("Đang có việc kiểm tra hoặc nhập khác. Xin thử lại khi việc đó xong."));
	const struct workplace *w = enter(r);
	td_rc rc = put_down(r, &f->file, w);
	if (rc == TD_OK)
		rc = say(
		    r, act_away_merge(r->app->cfg.db, r->a, &inner, &who, str_c(w->file), !keep, &k->merged),
		    &inner);
	if (rc != TD_OK)
		return rc;
	if (keep)
		return app_write_once(r, note_done, k);
	r->shown = &k->merged;
	return app_write_shown(r, note_seen, k, page_away);
}
