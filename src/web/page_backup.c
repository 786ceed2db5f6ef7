/* A copy is made on the request's own thread: a province takes a second or two, and writers go on meanwhile. It is sent
 * only when it is whole and the journal knows of it. */
#include "web/page_backup.h"

#include "jobs/act_backup.h"
#include "web/app.h"
#include "web/auth.h"
#include "web/http.h"
#include "web/views.h"

enum { SHOWN = 10 };

struct backup_form {
	str password;
};
static const struct field fields[] = {
    FIELD(SECRET, struct backup_form, password, N_("Mật khẩu"), .required = true, .max = 256),
};
const struct form_def page_backup_form = FORM(struct backup_form, fields);

/* The new database is of the engine that serves now. */
static void put_lines(struct req *r, struct backup_vm *vm)
{
	const char *to = db_is_postgres(r->tx->db) ? "postgresql://may/ten-moi" : "sqlite:moi.db";
	vm->check_line = S("thidua db check --db sqlite:ban-sao.db");
	vm->restore_line = arena_fmt(r->a, "thidua db restore ban-sao.db --db %s", to);
	vm->serve_line = arena_fmt(r->a, "thidua serve --db %s", to);
}

td_rc page_backup(struct req *r)
{
	struct backup_vm *vm = NEW(r->a, struct backup_vm);
	backup_taken_list taken = {0};
	td_rc rc = page_begin(r, page_tr(r, N_("Sao lưu")), "he-thong");
	if (rc == TD_OK)
		rc = backup_list(r->tx, SHOWN, &taken);
	if (rc != TD_OK)
		return rc;
	page_crumb(r, S("/he-thong"), page_tr(r, N_("Hệ thống")));
	for (size_t i = 0; i < taken.n; i++) {
		const struct backup_taken *b = &taken.at[i];
		struct sb rows = sb_new(r->a, 32);
		num_put_grouped(&rows, b->n_rows);
		VEC_PUSH(r->a, &vm->lines) = (struct backup_line){.at = b->at_ms,
								  .who = b->who,
								  .name = b->name,
								  .size = page_size(r->a, b->size),
								  .rows = sb_str(&rows),
								  .hash = str_upto(b->hash, SHA256_LEN),
								  .hash_end = str_from(b->hash, SHA256_LEN)};
	}
	put_lines(r, vm);
	vm->page = r->page;
	view_backup(&r->html, vm);
	return TD_OK;
}

/* ---- one copy ---- */

struct copy {
	struct req *r;
	str back;
	struct backup b;
	struct http_stream stream;
};

/* Until the last byte is sent, since the copy needs its room on the disk until then. */
static td_rc take_turn(struct req *r)
{
	if (app_take_turn(r, &r->app->copying))
		return TD_OK;
	return err_add(r->e, TD_CONFLICT, STR_NULL,
		       N_("Đang có một bản sao lưu được lập hoặc tải về. Xin thử lại khi bản đó xong."));
}

static td_rc ask_again(struct req *r, str password)
{
	struct user u = {0};
	td_rc rc = auth_again(r, password, &u);
	if (rc == TD_DENIED)
		return err_add(r->e, TD_INVALID, S("password"),
			       N_("Mật khẩu không đúng nên chưa lập bản sao lưu."));
	return rc;
}

static td_rc write_taken(struct tx *t, void *ctx)
{
	struct copy *c = ctx;
	c->r->location = c->back;
	return act_backup_take(t, &c->b);
}

static i64 read_copy(void *ctx, i64 pos, char *p, size_t n)
{
	const struct copy *c = ctx;
	return backup_read(&c->b, pos, p, n);
}

static td_rc send(struct req *r)
{
	const struct copy *c = r->shown;
	r->stream = &c->stream;
	r->type = S("application/vnd.sqlite3");
	r->download = c->b.name;
	return TD_OK;
}

td_rc page_backup_send(struct req *r, str password, i64 away, str back)
{
	struct copy *c = NEW(r->a, struct copy);
	const char *dir = r->app->cfg.temp_dir ? r->app->cfg.temp_dir : "/tmp";
	c->r = r;
	c->back = back;
	td_rc rc = ask_again(r, password);
	if (rc == TD_OK)
		rc = take_turn(r);
	if (rc == TD_OK)
		rc = backup_make(r->app->cfg.db, r->a, r->e, dir, r->now_ms, away, &c->b);
	if (rc != TD_OK)
		return rc;
	c->stream = (struct http_stream){c->b.size, read_copy, c};
	r->shown = c;
	return app_write_shown(r, write_taken, c, send);
}

td_rc page_backup_post(struct req *r)
{
	const struct backup_form *f = form_value(r->form);
	return page_backup_send(r, f->password, 0, S("/he-thong/sao-luu"));
}
