#include "web/page_tasks.h"

#include "jobs/due.h"
#include "store/store_plan.h"
#include "store/store_report.h"
#include "store/store_vote.h"
#include "web/page_home.h"
#include "web/page_next.h"
#include "web/views.h"

struct desk {
	struct req *r;
	struct tasks_vm *vm;
	const struct home_year *h;
	enum season_state season;
	str due_on, base, place;
	struct due_year due;
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

/* With the day of this one thing in place of the step's. */
static void put_due(struct desk *d, const struct due *x, const char *title, str of, str path,
		    const char *action, str detail)
{
	str step_due = d->due_on;
	d->due_on = x->due_on;
	put(d, title, of, req_path(d->r, "%.*s%.*s", STRF(d->base), STRF(path)), action, detail);
	d->due_on = step_due;
}

/* Other units' cards that are checked one by one. A card that is back at its unit waits. */
static void check_tasks(struct desk *d, const struct due *x)
{
	for (size_t i = 0; i < d->due.pairs.n; i++) {
		const struct crosscheck_pair *p = &d->due.pairs.at[i];
		const struct scorecard *card = due_card(&d->due, p->checked);
		if (p->checker.v != x->unit.v || p->finished_at_ms.set || !card ||
		    scorecard_editable(card->state))
			continue;
		for (size_t k = 0; k < d->due.members.n; k++) {
			const struct membership *m = &d->due.members.at[k];
			if (m->unit.v == p->checked.v)
				put_due(d, x, N_("Chấm chéo"), m->unit_name,
					arena_fmt(d->r->a, "/cham-cheo/%.*s/%.*s", STRF(x->unit_code),
						  STRF(m->unit_code)),
					N_("Chấm phiếu"), S(""));
		}
	}
}

static const struct period_report *report_of(const struct desk *d, const struct due *x)
{
	for (size_t i = 0; i < d->due.reports.n; i++)
		if (d->due.reports.at[i].period == x->ref && d->due.reports.at[i].unit.v == x->unit.v)
			return &d->due.reports.at[i];
	return NULL;
}

/* A report is asked for from the first day after its period on, and again when it came back. */
static void report_task(struct desk *d, const struct due *x)
{
	const struct period_report *rep = report_of(d, x);
	bool back = rep && rep->state == REPORT_RETURNED;
	for (size_t i = 0; i < d->due.periods.n; i++) {
		const struct report_period *p = &d->due.periods.at[i];
		if (p->id == x->ref && str_cmp(d->r->today, p->ends_on) > 0)
			put_due(d, x, back ? N_("Sửa báo cáo bị trả lại") : N_("Gửi báo cáo định kỳ"),
				p->name, due_path(d->r->a, x), N_("Mở báo cáo"), back ? rep->reason : S(""));
	}
}

/* What a unit must send, as everywhere else: with its own day where it was given one. */
static void unit_task(struct desk *d, const struct due *x)
{
	const struct scorecard *card = due_card(&d->due, x->unit);
	str path = due_path(d->r->a, x);
	if (x->state != DUE_OPEN || !x->unit.v)
		return;
	if (x->kind == DUE_REGISTRATION && may_at(d, PERM_UNIT_FILL, x->unit.v))
		put_due(d, x, N_("Gửi đăng ký thi đua"), x->unit_name, path, N_("Mở đăng ký"), S(""));
	else if (x->kind == DUE_REPORT && d->season <= SEASON_SELF_SCORING &&
		 may_at(d, PERM_UNIT_FILL, x->unit.v))
		report_task(d, x);
	else if (x->kind == DUE_CHECK && may_at(d, PERM_CHECK_SCORE, x->unit.v))
		check_tasks(d, x);
	else if (x->kind == DUE_EXPLANATION && may_at(d, PERM_SCORE_SELF, x->unit.v) &&
		 !(x->due_on.n && str_cmp(d->r->today, x->due_on) > 0))
		put_due(d, x, N_("Giải trình điểm thay đổi"), x->unit_name, path, N_("Giải trình"), S(""));
	else if (x->kind == DUE_CARD && may_at(d, PERM_SCORE_SELF, x->unit.v) && card &&
		 card->state == CARD_RETURNED)
		put_due(d, x, N_("Sửa phiếu bị trả lại"), x->unit_name, path, N_("Sửa phiếu"), card->note);
	else if (x->kind == DUE_CARD && may_at(d, PERM_SCORE_SELF, x->unit.v) && d->h->y.scheme.set)
		put_due(d, x, N_("Tự chấm điểm và nộp phiếu"), x->unit_name, path, N_("Chấm điểm"), S(""));
}

/* What a unit has sent and who verifies must take up. */
static void verify_tasks(struct desk *d, const struct membership *m)
{
	const struct scorecard *card = due_card(&d->due, m->unit);
	enum scorecard_state s = card ? card->state : CARD_DRAFT;
	str href = req_path(d->r, "%.*s/cham-diem/%.*s", STRF(d->base), STRF(m->unit_code));
	u32 n_waiting = 0, n_answered = 0;
	if (!may_at(d, PERM_SCORE_VERIFY, m->unit.v) || page_belongs_to(d->r, m->unit))
		return;
	if (s == CARD_SUBMITTED && d->season >= SEASON_VERIFYING)
		put(d, N_("Nhận phiếu để thẩm tra"), m->unit_name, href, N_("Mở phiếu"), S(""));
	else if (s == CARD_VERIFYING)
		put(d, N_("Thẩm tra điểm"), m->unit_name, href, N_("Thẩm tra"), S(""));
	for (size_t i = 0; d->season == SEASON_EXPLAINING && i < d->due.explained.n; i++) {
		const struct explain_item *x = &d->due.explained.at[i];
		n_waiting += x->unit.v == m->unit.v && !x->answer;
		n_answered += x->unit.v == m->unit.v && x->answer && !x->answer->verdict.n;
	}
	if (n_answered || (n_waiting && d->due_on.n && str_cmp(d->r->today, d->due_on) > 0))
		put(d, N_("Kết luận giải trình"), m->unit_name,
		    req_path(d->r, "%.*s/giai-trinh/%.*s", STRF(d->base), STRF(m->unit_code)), N_("Kết luận"),
		    S(""));
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
	td_rc rc = page_next_steps(d->r, &d->due.y, &steps);
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
	for (size_t i = 0; own == NULL && i < d->due.members.n; i++)
		if (may_at(d, PERM_UNIT_FILL, d->due.members.at[i].unit.v))
			own = &d->due.members.at[i];
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

/* An electronic vote stands still until its people have done their part; the room waits for the last step. */
static td_rc vote_tasks(struct desk *d)
{
	static const struct {
		const char *title, *path, *action;
	} words[VOTE_DUTY__N] = {
	    [VOTE_DUTY_KEY] = {N_("Tạo khóa hòm phiếu điện tử"), "giu-khoa", N_("Tạo khóa")},
	    [VOTE_DUTY_CODES] = {N_("Lập mã phiếu, in và niêm phong phong bì"), "ma-phieu",
				 N_("Lập mã phiếu")},
	    [VOTE_DUTY_PART] = {N_("Mở khóa phần của mình để có kết quả"), "giu-khoa", N_("Mở khóa")},
	};
	vote_duty_list all = {0};
	str step_due = d->due_on;
	bool member = false; /* its people are of the member units */
	for (size_t i = 0; i < d->due.members.n; i++)
		member |= page_belongs_to(d->r, d->due.members.at[i].unit);
	if (!member)
		return TD_OK;
	td_rc rc = store_vote_duties(d->r->tx, d->h->y.id, d->r->user.id, &all);
	for (size_t i = 0; i < all.n; i++) {
		const struct vote_duty *x = &all.at[i];
		d->due_on = x->kind == VOTE_DUTY_PART ? d->r->today : STR_NULL;
		put(d, words[x->kind].title, S(""),
		    req_path(d->r, "/%s/%.*s", words[x->kind].path, STRF(x->uuid)), words[x->kind].action,
		    x->question);
	}
	d->due_on = step_due;
	return rc;
}

static td_rc year_tasks(struct req *r, struct tasks_vm *vm, const struct home_year *h)
{
	struct desk d = {.r = r, .vm = vm, .h = h};
	td_rc rc = due_load(r->tx, h->y.id, &d.due);
	if (rc != TD_OK)
		return rc;
	d.season = d.due.y.season;
	for (size_t i = 0; i < d.due.plan.n; i++)
		if (str_eq(d.due.plan.at[i].step, h->y.step))
			d.due_on = d.due.plan.at[i].due_on;
	d.base = req_path(r, "/cum/%.*s/%lld", STRF(h->y.cluster_code), (long long)h->y.year);
	d.place = arena_fmt(r->a, "%.*s · %lld", STRF(h->y.cluster_name), (long long)h->y.year);
	for (size_t i = 0; i < d.due.list.n; i++)
		unit_task(&d, &d.due.list.at[i]);
	for (size_t i = 0; i < d.due.members.n; i++)
		verify_tasks(&d, &d.due.members.at[i]);
	desk_tasks(&d);
	for (size_t i = 0; i < d.due.difficulties.n; i++)
		difficulty_task(&d, &d.due.difficulties.at[i]);
	rc = vote_tasks(&d);
	if (rc == TD_OK)
		rc = read_tasks(&d);
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

/* Years that still ask for something: from the decision of the Council on nothing is due. */
static bool is_working(const struct home_year *h)
{
	enum season_state s;
	return season_parse(h->y.step, &s) == TD_OK && s < SEASON_DECIDED;
}

td_rc page_tasks_load(struct req *r, u64 from, struct tasks_vm *vm)
{
	home_year_list years = {0};
	u64 n = 0;
	td_rc rc = page_home_years(r, &years);
	for (size_t i = 0; rc == TD_OK && i < years.n; i++) {
		if (!is_working(&years.at[i]))
			continue;
		if (n >= from && n - from < TASKS_YEARS_AT_ONCE)
			rc = year_tasks(r, vm, &years.at[i]);
		n++;
	}
	vm->n_years = (i64)n;
	sort_tasks(vm);
	return rc;
}

td_rc page_tasks(struct req *r)
{
	struct tasks_vm *vm = NEW(r->a, struct tasks_vm);
	u64 from = 0;
	td_rc rc = page_begin(r, page_tr(r, N_("Việc của tôi")), "viec");
	if (str_u64(req_query(r, S("tu")), &from) != TD_OK)
		from = 0;
	if (rc == TD_OK)
		rc = page_tasks_load(r, from, vm);
	if (rc != TD_OK)
		return rc;
	u64 n = (u64)vm->n_years;
	if (from)
		vm->before = req_path(
		    r, "/viec?tu=%llu",
		    (unsigned long long)(from > TASKS_YEARS_AT_ONCE ? from - TASKS_YEARS_AT_ONCE : 0));
	if (n > from && n - from > TASKS_YEARS_AT_ONCE)
		vm->after = req_path(r, "/viec?tu=%llu", (unsigned long long)(from + TASKS_YEARS_AT_ONCE));
	vm->page = r->page;
	view_tasks(&r->html, vm);
	return TD_OK;
}
