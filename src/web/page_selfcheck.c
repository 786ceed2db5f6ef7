/* The check reads one snapshot piece by piece on the request's own thread: a tenth of a second for a province's year, and
 * nobody waits for it. Its result stands in the journal, where the page and programs read it. */
#include "web/page_selfcheck.h"

#include "jobs/act_selfcheck.h"
#include "web/app.h"
#include "web/views.h"

enum { HEADS_SHOWN = 30, HASH_SHOWN = 6 };

/* ---- what was found ---- */

static str grouped(struct req *r, i64 n)
{
	struct sb b = sb_new(r->a, 32);
	num_put_grouped(&b, n);
	return sb_str(&b);
}

/* What a part without a fault says. */
static str good(struct req *r, enum maintain_part p, const struct maintain_report *m)
{
	str n = grouped(r, p == PART_JOURNAL ? m->n_entries : p == PART_FILES ? m->n_files : m->n_schemes);
	switch (p) {
	case PART_STRUCTURE:
		return page_tr(r, N_("Mọi trang của tệp đọc được và khớp nhau."));
	case PART_KEYS:
		return page_tr(r, N_("Không dòng nào trỏ tới dòng không có."));
	case PART_JOURNAL:
		return arena_fmt(
		    r->a,
		    req_tr(r, N_("%.*s dòng trong %lld sổ nối liền nhau, không dòng nào bị sửa hay "
				 "mất.")),
		    STRF(n), (long long)m->n_chains);
	case PART_FILES:
		return arena_fmt(r->a, req_tr(r, N_("%.*s tệp đúng như lúc tải lên.")), STRF(n));
	default:
		return arena_fmt(r->a, req_tr(r, N_("%.*s bảng đúng như lúc niêm phong.")), STRF(n));
	}
}

static void put_part(struct req *r, struct selfcheck_vm *vm, enum maintain_part p,
		     const struct maintain_report *m)
{
	struct selfcheck_line *x = &VEC_PUSH(r->a, &vm->lines);
	x->name = page_tr(r, selfcheck_part_name(p));
	if (!m->parts[p].done) {
		x->tag = page_tag(r, "", "stop", N_("Chưa kiểm tra"));
		x->sentence = p <= PART_KEYS ? page_tr(r, N_("PostgreSQL tự giữ việc này khi ghi."))
					     : page_tr(r, N_("Phần trước hỏng nên chưa đọc tới."));
	} else if (m->parts[p].n_faults > 0) {
		x->tag = page_tag(r, "bad", "warn", N_("Có lỗi"));
		x->sentence = arena_fmt(r->a, req_tr(r, N_("%lld lỗi, xem bên dưới.")),
					(long long)m->parts[p].n_faults);
	} else {
		x->tag = page_tag(r, "ok", "check", N_("Nguyên vẹn"));
		x->sentence = good(r, p, m);
	}
}

static void put_found(struct req *r, struct selfcheck_vm *vm, const struct selfcheck *s)
{
	vm->any = true;
	vm->at = s->at_ms;
	vm->who = s->who;
	vm->tag = s->found.n_faults ? page_tag(r, "bad", "warn", N_("Có lỗi"))
				    : page_tag(r, "ok", "check", N_("Nguyên vẹn"));
	for (int p = 0; p < MAINTAIN_PART__N; p++)
		put_part(r, vm, (enum maintain_part)p, &s->found);
	for (size_t i = 0; i < s->faults.n; i++)
		VEC_PUSH(r->a, &vm->faults) =
		    (struct selfcheck_place){s->faults.at[i].where, s->faults.at[i].text};
	if (s->found.n_faults > (i64)s->faults.n)
		vm->more = arena_fmt(r->a, req_tr(r, N_("Còn %lld lỗi nữa; lệnh “thidua db check” kể hết.")),
				     (long long)(s->found.n_faults - (i64)s->faults.n));
}

static td_rc put_heads(struct req *r, struct selfcheck_vm *vm)
{
	journal_head_list heads;
	td_rc rc = journal_heads(r->tx, HEADS_SHOWN, &heads);
	for (size_t i = 0; rc == TD_OK && i < heads.n; i++) {
		const struct journal_head_row *h = &heads.at[i];
		VEC_PUSH(r->a, &vm->heads) = (struct selfcheck_head){
		    .name = selfcheck_chain_name(r->a, r->page.lang, h->cluster, h->year),
		    .seq = grouped(r, h->seq),
		    .code = hex_of(r->a, h->hash.b, HASH_SHOWN),
		    .at = h->at_ms};
	}
	return rc;
}

td_rc page_selfcheck(struct req *r)
{
	struct selfcheck_vm *vm = NEW(r->a, struct selfcheck_vm);
	struct selfcheck last;
	td_rc rc = page_begin(r, page_tr(r, N_("Kiểm tra")), "he-thong");
	if (rc != TD_OK)
		return rc;
	page_crumb(r, S("/he-thong"), page_tr(r, N_("Hệ thống")));
	rc = selfcheck_last(r->tx, &last);
	if (rc == TD_OK)
		put_found(r, vm, &last);
	if (rc == TD_OK || rc == TD_NOT_FOUND)
		rc = put_heads(r, vm);
	if (rc != TD_OK)
		return rc;
	vm->page = r->page;
	view_selfcheck(&r->html, vm);
	return TD_OK;
}

/* ---- now ---- */

struct checking {
	struct req *r;
	struct maintain_report found;
	struct err faults;
};

static td_rc write_found(struct tx *t, void *ctx)
{
	struct checking *k = ctx;
	k->r->location = S("/he-thong/kiem-tra?luu=1");
	return act_selfcheck(t, &k->found, &k->faults);
}

/* Where nothing can be written any more the faults are still told. */
static td_rc told_only(struct req *r, const struct err *faults)
{
	for (size_t i = 0; i < faults->items.n && i < SELFCHECK_FAULTS; i++)
		err_add(r->e, TD_CONFLICT, STR_NULL, "%.*s: %.*s", STRF(faults->items.at[i].where),
			STRF(faults->items.at[i].text));
	return TD_CONFLICT;
}

td_rc page_selfcheck_post(struct req *r)
{
	struct checking *k = NEW(r->a, struct checking);
	*k = (struct checking){.r = r, .faults = err_new(r->a, LANG_VI)};
	if (!app_take_turn(r, &r->app->checking))
		return err_add(r->e, TD_CONFLICT, STR_NULL,
			       N_("Dữ liệu đang được kiểm tra. Xin mở lại trang này sau ít giây."));
	td_rc rc = maintain_check(r->app->cfg.db, r->a, &k->faults, &k->found);
	r->e->n_unsaid += k->faults.n_unsaid;
	if (rc != TD_OK && rc != TD_CORRUPT)
		return rc;
	td_rc wrote = app_write_once(r, write_found, k);
	return wrote != TD_OK && wrote != TD_LIMIT && rc == TD_CORRUPT ? told_only(r, &k->faults) : wrote;
}
