#include "web/page_tasks.h"

#include "jobs/act_explain.h"
#include "jobs/act_report.h"
#include "store/store_check.h"
#include "store/store_difficulty.h"
#include "store/store_plan.h"
#include "store/store_score.h"
#include "web/page_home.h"
#include "web/page_next.h"
#include "web/views.h"

struct desk {
	struct req *r;
	struct tasks_vm *vm;
	const struct home_year *h;
	enum season_state season;
	str due_on, base, place;
	membership_list members;
	scorecard_list cards;
};

static bool may_at(const struct desk *d, enum permission p, i64 unit)
{
	struct authz_place at = d->h->place;
	if (unit)
		at.kind = PLACE_UNIT, at.unit_id = unit;
	return page_may_at(d->r, p, &at);
}

static void put(struct desk *d, const char *title, str of, str href, const char *action, str detail)
{
	str text = page_tr(d->r, title);
	VEC_PUSH(d->r->a, &d->vm->tasks) = (struct task){
	    .title = of.n ? arena_fmt(d->r->a, "%.*s: %.*s", STRF(text), STRF(of)) : text,
	    .place = d->place,
	    .detail = detail,
	    .due_on = d->due_on,
	    .href = href,
	    .action = page_tr(d->r, action),
	    .tag = page_due_tag(d->r, d->due_on),
	};
}

static const struct scorecard *card_of(const struct desk *d, unit_id unit)
{
	for (size_t i = 0; i < d->cards.n; i++)
		if (d->cards.at[i].unit.v == unit.v && d->cards.at[i].stage == STAGE_SELF)
			return &d->cards.at[i];
	return NULL;
}

static void unit_tasks(struct desk *d, const struct membership *m)
{
	const struct scorecard *card = card_of(d, m->unit);
	enum scorecard_state s = card ? card->state : CARD_DRAFT;
	str href = req_path(d->r, "%.*s/cham-diem/%.*s", STRF(d->base), STRF(m->unit_code));
	if (s == CARD_RETURNED && may_at(d, PERM_SCORE_SELF, m->unit.v))
		put(d, N_("Sửa phiếu bị trả lại"), m->unit_name, href, N_("Sửa phiếu"), card->note);
	else if (s == CARD_DRAFT && d->season == SEASON_SELF_SCORING && may_at(d, PERM_SCORE_SELF, m->unit.v))
		put(d, N_("Tự chấm điểm và nộp phiếu"), m->unit_name, href, N_("Chấm điểm"), S(""));
	if (!may_at(d, PERM_SCORE_VERIFY, m->unit.v) || page_belongs_to(d->r, m->unit))
		return;
	if (s == CARD_SUBMITTED && d->season >= SEASON_VERIFYING)
		put(d, N_("Nhận phiếu để thẩm tra"), m->unit_name, href, N_("Mở phiếu"), S(""));
	else if (s == CARD_VERIFYING)
		put(d, N_("Thẩm tra điểm"), m->unit_name, href, N_("Thẩm tra"), S(""));
}

/* What the desk of the cluster has to do in each step. */
static void desk_tasks(struct desk *d)
{
	static const struct {
		enum season_state at;
		enum permission may;
		const char *path, *title, *action;
	} list[] = {
	    {SEASON_PREPARING, PERM_DATA_IMPORT, "/nap", N_("Nạp bảng tiêu chí, danh sách đơn vị"),
	     N_("Nạp dữ liệu")},
	    {SEASON_REGISTERING, PERM_YEAR_MANAGE, "", N_("Theo dõi đăng ký thi đua, ký giao ước"),
	     N_("Mở tổng quan")},
	    {SEASON_SELF_SCORING, PERM_YEAR_MANAGE, "/bang-diem", N_("Theo dõi các đơn vị tự chấm điểm"),
	     N_("Mở bảng điểm")},
	    {SEASON_CROSS_CHECKING, PERM_YEAR_MANAGE, "/phan-cong", N_("Phân công, theo dõi chấm chéo"),
	     N_("Mở phân công")},
	};
	for (size_t i = 0; i < sizeof list / sizeof *list; i++)
		if (list[i].at == d->season && may_at(d, list[i].may, 0))
			put(d, list[i].title, S(""), req_path(d->r, "%.*s%s", STRF(d->base), list[i].path),
			    list[i].action, S(""));
}

/* What the state of the year asks for, without what is done. */
static td_rc next_tasks(struct desk *d)
{
	page_next_list steps = {0};
	td_rc rc = page_next_steps(d->r, d->h->y.id, &steps);
	for (size_t i = 0; i < steps.n; i++)
		if (may_at(d, steps.at[i].may, 0))
			put(d, steps.at[i].title, S(""),
			    req_path(d->r, "%.*s%s", STRF(d->base), steps.at[i].path), steps.at[i].action,
			    S(""));
	return rc;
}

/* A difficulty waits for who was named, for the desk while nobody is, and for its unit once it was answered. */
static void difficulty_task(struct desk *d, const struct difficulty *x)
{
	str href =
	    req_path(d->r, "%.*s/kho-khan/%.*s/%lld", STRF(d->base), STRF(x->unit_code), (long long)x->id);
	str step_due = d->due_on;
	d->due_on = x->state == DIFFICULTY_ASSIGNED ? x->due_on : STR_NULL;
	if (x->state == DIFFICULTY_ASSIGNED && x->assigned_to.v == d->r->user.id.v)
		put(d, N_("Trả lời khó khăn"), x->unit_name, href, N_("Trả lời"), x->title);
	else if ((x->state == DIFFICULTY_RAISED || x->state == DIFFICULTY_REOPENED) &&
		 may_at(d, PERM_DIFFICULTY_ANSWER, 0))
		put(d, N_("Giao hoặc trả lời khó khăn"), x->unit_name, href, N_("Mở khó khăn"), x->title);
	else if (x->state == DIFFICULTY_ANSWERED && may_at(d, PERM_UNIT_FILL, x->unit.v))
		put(d, N_("Xem câu trả lời, đóng hoặc mở lại"), x->unit_name, href, N_("Xem trả lời"),
		    x->title);
	d->due_on = step_due;
}

static td_rc difficulty_tasks(struct desk *d)
{
	difficulty_list list = {0};
	td_rc rc = store_difficulty_list(d->r->tx, d->h->y.id, (unit_id){0}, &list);
	for (size_t i = 0; rc == TD_OK && i < list.n; i++)
		difficulty_task(d, &list.at[i]);
	return rc;
}

/* What was sent down and nobody of the unit has opened yet. */
static void read_task(struct desk *d, const struct membership *m, const read_receipt_list *read,
		      enum read_kind kind, i64 id, i64 edition, str title, str href)
{
	static const char *const titles[READ_KIND__N][2] = {
	    [READ_PLAN] = {N_("Đọc kế hoạch của năm"), N_("Đọc kế hoạch sửa đổi của năm")},
	    [READ_CAMPAIGN] = {N_("Đọc phong trào thi đua"), N_("Đọc phong trào thi đua đã sửa đổi")},
	    [READ_DOCUMENT] = {N_("Đọc tài liệu mới"), N_("Đọc tài liệu mới")},
	};
	str step_due = d->due_on;
	d->due_on = STR_NULL;
	if (edition > 0 && read_receipt_of(read, kind, id, edition, m->unit) == NULL)
		put(d, titles[kind][edition > 1], m->unit_name, href, N_("Mở đọc"), title);
	d->due_on = step_due;
}

static td_rc read_tasks(struct desk *d)
{
	const struct membership *own = NULL;
	struct plan plan;
	campaign_list campaigns = {0};
	cluster_document_list documents = {0};
	read_receipt_list read = {0};
	struct tx *t = d->r->tx;
	cluster_year_id year = d->h->y.id;
	for (size_t i = 0; own == NULL && i < d->members.n; i++)
		if (may_at(d, PERM_UNIT_FILL, d->members.at[i].unit.v))
			own = &d->members.at[i];
	if (own == NULL)
		return TD_OK;
	td_rc rc = store_plan_get(t, year, &plan);
	if (rc == TD_OK)
		rc = store_campaign_list(t, year, &campaigns);
	if (rc == TD_OK)
		rc = store_cluster_document_list(t, year, &documents);
	if (rc == TD_OK)
		rc = store_read_receipt_list(t, year, &read);
	if (rc != TD_OK)
		return rc;
	read_task(d, own, &read, READ_PLAN, plan.id, plan.edition, S(""),
		  req_path(d->r, "%.*s/ke-hoach", STRF(d->base)));
	for (size_t i = 0; i < campaigns.n; i++) {
		const struct campaign *c = &campaigns.at[i];
		if (!c->withdrawn_at_ms.set)
			read_task(d, own, &read, READ_CAMPAIGN, c->id, c->edition, c->name,
				  req_path(d->r, "%.*s/phong-trao/%lld", STRF(d->base), (long long)c->id));
	}
	for (size_t i = 0; i < documents.n; i++)
		if (!documents.at[i].withdrawn_at_ms.set)
			read_task(d, own, &read, READ_DOCUMENT, documents.at[i].id, 1, documents.at[i].title,
				  req_path(d->r, "%.*s/tai-lieu", STRF(d->base)));
	return TD_OK;
}

/* A report is asked for from the first day after its period on, and again when it came back. */
static td_rc report_tasks(struct desk *d)
{
	struct report_facts_of_year y;
	str step_due = d->due_on;
	td_rc rc = act_reports_load(d->r->tx, d->h->y.id, &y);
	for (size_t p = 0; rc == TD_OK && p < y.periods.n; p++) {
		const struct report_period *period = &y.periods.at[p];
		if (period->withdrawn_at_ms.set || str_cmp(d->r->today, period->ends_on) <= 0)
			continue;
		d->due_on = period->due_on;
		for (size_t i = 0; i < y.members.n; i++) {
			const struct membership *m = &y.members.at[i];
			const struct period_report *rep = act_report_of(&y, period->id, m->unit);
			str href = req_path(d->r, "%.*s/bao-cao/%.*s/%lld", STRF(d->base), STRF(m->unit_code),
					    (long long)period->id);
			if (!may_at(d, PERM_UNIT_FILL, m->unit.v) || (rep && rep->state == REPORT_SENT))
				continue;
			bool back = rep && rep->state == REPORT_RETURNED;
			put(d, back ? N_("Sửa báo cáo bị trả lại") : N_("Gửi báo cáo định kỳ"), period->name,
			    href, N_("Mở báo cáo"), back ? rep->reason : S(""));
		}
	}
	d->due_on = step_due;
	return rc;
}

/* Cards that the user's unit was asked to check. A card that is back at its unit waits. */
static td_rc check_tasks(struct desk *d)
{
	struct crosscheck c = {0};
	crosscheck_pair_list pairs = {0};
	if (d->season != SEASON_CROSS_CHECKING && d->season != SEASON_VERIFYING)
		return TD_OK;
	td_rc rc = store_crosscheck_get(d->r->tx, d->h->y.id, &c);
	if (rc == TD_OK && c.published_at_ms.set)
		rc = store_crosscheck_pairs(d->r->tx, d->h->y.id, &pairs);
	for (size_t i = 0; rc == TD_OK && i < pairs.n; i++) {
		const struct crosscheck_pair *p = &pairs.at[i];
		const struct scorecard *card = card_of(d, p->checked);
		const struct membership *checker = NULL, *checked = NULL;
		for (size_t k = 0; k < d->members.n; k++) {
			const struct membership *m = &d->members.at[k];
			checker = m->unit.v == p->checker.v ? m : checker;
			checked = m->unit.v == p->checked.v ? m : checked;
		}
		if (p->finished_at_ms.set || !checker || !checked || !card ||
		    scorecard_editable(card->state) || !may_at(d, PERM_CHECK_SCORE, p->checker.v))
			continue;
		put(d, N_("Chấm chéo"), checked->unit_name,
		    req_path(d->r, "%.*s/cham-cheo/%.*s/%.*s", STRF(d->base), STRF(checker->unit_code),
			     STRF(checked->unit_code)),
		    N_("Chấm phiếu"), S(""));
	}
	return rc;
}

/* Changed scores that wait for the unit's answer, or for the verdict of who verifies. */
static td_rc explain_tasks(struct desk *d)
{
	explain_item_list items = {0};
	if (d->season != SEASON_EXPLAINING)
		return TD_OK;
	td_rc rc = act_explain_items(d->r->tx, d->h->y.id, (unit_id){0}, &items);
	bool over = d->due_on.n && str_cmp(d->r->today, d->due_on) > 0;
	for (size_t k = 0; rc == TD_OK && k < d->members.n; k++) {
		const struct membership *m = &d->members.at[k];
		u32 n_waiting = 0, n_answered = 0;
		for (size_t i = 0; i < items.n; i++) {
			const struct explanation_row *x = items.at[i].answer;
			n_waiting += items.at[i].unit.v == m->unit.v && !x;
			n_answered += items.at[i].unit.v == m->unit.v && x && !x->verdict.n;
		}
		str href = req_path(d->r, "%.*s/giai-trinh/%.*s", STRF(d->base), STRF(m->unit_code));
		if (n_waiting && !over && may_at(d, PERM_SCORE_SELF, m->unit.v))
			put(d, N_("Giải trình điểm thay đổi"), m->unit_name, href, N_("Giải trình"), S(""));
		if ((n_answered || (over && n_waiting)) && may_at(d, PERM_SCORE_VERIFY, m->unit.v) &&
		    !page_belongs_to(d->r, m->unit))
			put(d, N_("Kết luận giải trình"), m->unit_name, href, N_("Kết luận"), S(""));
	}
	return rc;
}

static td_rc year_tasks(struct req *r, struct tasks_vm *vm, const struct home_year *h)
{
	struct desk d = {.r = r, .vm = vm, .h = h};
	season_step_list plan = {0};
	if (season_parse(h->y.step, &d.season) != TD_OK || d.season >= SEASON_DECIDED)
		return TD_OK;
	td_rc rc = store_season_step_list(r->tx, h->y.id, &plan);
	if (rc == TD_OK)
		rc = store_scorecard_list(r->tx, h->y.id, &d.cards);
	for (size_t i = 0; i < plan.n; i++)
		if (str_eq(plan.at[i].step, h->y.step))
			d.due_on = plan.at[i].due_on;
	d.base = req_path(r, "/cum/%.*s/%lld", STRF(h->y.cluster_code), (long long)h->y.year);
	d.place = arena_fmt(r->a, "%.*s · %lld", STRF(h->y.cluster_name), (long long)h->y.year);
	if (rc == TD_OK)
		rc = store_membership_list(r->tx, h->y.id, &d.members);
	for (size_t i = 0; rc == TD_OK && h->y.scheme.set && i < d.members.n; i++)
		unit_tasks(&d, &d.members.at[i]);
	desk_tasks(&d);
	if (rc == TD_OK)
		rc = difficulty_tasks(&d);
	if (rc == TD_OK)
		rc = read_tasks(&d);
	if (rc == TD_OK && d.season <= SEASON_SELF_SCORING)
		rc = report_tasks(&d);
	if (rc == TD_OK)
		rc = check_tasks(&d);
	if (rc == TD_OK)
		rc = explain_tasks(&d);
	return rc == TD_OK ? next_tasks(&d) : rc;
}

/* By day due, those without one last; equal ones keep their order. */
static void sort_tasks(struct tasks_vm *vm)
{
	for (size_t i = 1; i < vm->tasks.n; i++) {
		struct task t = vm->tasks.at[i];
		size_t k = i;
		while (k > 0 && t.due_on.n &&
		       (!vm->tasks.at[k - 1].due_on.n || str_cmp(t.due_on, vm->tasks.at[k - 1].due_on) < 0)) {
			vm->tasks.at[k] = vm->tasks.at[k - 1];
			k--;
		}
		vm->tasks.at[k] = t;
	}
	if (vm->tasks.n)
		vm->tasks.at[0].first = true;
}

td_rc page_tasks(struct req *r)
{
	struct tasks_vm *vm = NEW(r->a, struct tasks_vm);
	home_year_list years = {0};
	td_rc rc = page_begin(r, page_tr(r, N_("Việc của tôi")), "viec");
	if (rc == TD_OK)
		rc = page_home_years(r, &years);
	for (size_t i = 0; rc == TD_OK && i < years.n; i++)
		rc = year_tasks(r, vm, &years.at[i]);
	if (rc != TD_OK)
		return rc;
	sort_tasks(vm);
	vm->page = r->page;
	view_tasks(&r->html, vm);
	return TD_OK;
}
