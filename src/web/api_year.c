/* A cluster's year as programs read it: steps, members and offices, plan, movements, documents, calendar, journal. */
#include "base/caltime.h"
#include "jobs/act_journal.h"
#include "jobs/due.h"
#include "store/journal.h"
#include "store/store_calendar.h"
#include "store/store_plan.h"
#include "web/api_read.h"
#include "web/page_home.h"

API_WORDS(office_word, office_code, enum office)
API_WORDS(campaign_word, campaign_kind_code, enum campaign_kind)
API_WORDS(document_word, document_kind_code, enum document_kind)
API_WORDS(event_word, event_kind_code, enum event_kind)
API_WORDS(due_word, due_kind_code, enum due_kind)

/* ---- all years ---- */

static const struct api_member year_row[] = {
    API(TEXT, struct cluster_year, cluster_code, "cluster"),
    API(INT, struct cluster_year, year, "year"),
    API(TEXT, struct cluster_year, cluster_name, "name"),
    API(TEXT, struct cluster_year, council_name, "council"),
    API(TEXT, struct cluster_year, step, "step"),
    API(TEXT, struct cluster_year, theme, "theme"),
    API(OPT_TIME, struct cluster_year, revealed_at_ms, "revealed_at"),
    API(OPT_TIME, struct cluster_year, published_at_ms, "published_at"),
    API(INT, struct cluster_year, rev, "rev"),
};
static const struct api_def year_row_def = API_DEF("ClusterYear", struct cluster_year, year_row);

struct clusters {
	cluster_year_list years;
};
static const struct api_member clusters[] = {API_LIST(struct clusters, years, "years", &year_row_def)};
const struct api_def api_clusters_def = API_DEF("Clusters", struct clusters, clusters);

td_rc api_read_clusters(struct req *r, void *out)
{
	struct clusters *c = out;
	home_year_list years = {0};
	td_rc rc = page_home_years(r, &years);
	for (size_t i = 0; i < years.n; i++)
		VEC_PUSH(r->a, &c->years) = years.at[i].y;
	return rc;
}

/* ---- one year ---- */

static const struct api_member step[] = {
    API(TEXT, struct season_step, step, "step"),
    API(BOOL, struct season_step, enabled, "enabled"),
    API(DAY, struct season_step, starts_on, "starts_on"),
    API(DAY, struct season_step, due_on, "due_on"),
    API(OPT_TIME, struct season_step, entered_at_ms, "entered_at"),
};
static const struct api_def step_def = API_DEF("Step", struct season_step, step);

struct move {
	str to, permission, label;
	bool needs_reason, may;
};
static const struct api_member move[] = {
    API(TEXT, struct move, to, "to"),
    API(TEXT, struct move, permission, "permission"),
    API(TEXT, struct move, label, "label"),
    API(BOOL, struct move, needs_reason, "needs_reason"),
    API(BOOL, struct move, may, "may", .label = N_("Chủ mã có quyền chuyển bước này")),
};
static const struct api_def move_def = API_DEF("Move", struct move, move);

struct overview {
	struct cluster_year year;
	bool frozen, adopted;
	season_step_list steps;
	VEC(struct move) moves;
	i64 rev;
};
static const struct api_member overview[] = {
    API_INSIDE(struct overview, year, "year", &year_row_def),
    API(BOOL, struct overview, frozen, "frozen"),
    API(BOOL, struct overview, adopted, "adopted"),
    API_LIST(struct overview, steps, "steps", &step_def),
    API_LIST(struct overview, moves, "moves", &move_def),
    API(INT, struct overview, rev, "rev"),
};
const struct api_def api_overview_def = API_DEF("Overview", struct overview, overview);

static void put_moves(struct req *r, const struct act_year *y, struct overview *o)
{
	struct season_move moves[SEASON_MOVES_MAX];
	size_t n = season_moves(y->off, y->season, moves);
	for (size_t i = 0; i < n; i++) {
		enum permission p;
		bool known = authz_permission_parse(str_c(moves[i].may), &p) == TD_OK;
		VEC_PUSH(r->a, &o->moves) =
		    (struct move){str_c(season_code(moves[i].to)), str_c(moves[i].may),
				  page_tr(r, moves[i].label), moves[i].needs_reason, known && page_may(r, p)};
	}
}

td_rc api_read_overview(struct req *r, void *out)
{
	struct overview *o = out;
	struct act_year y;
	td_rc rc = act_year_get(r->tx, r->year.id, &y);
	if (rc == TD_OK)
		rc = store_season_step_list(r->tx, r->year.id, &o->steps);
	if (rc != TD_OK)
		return rc;
	o->year = y.y;
	o->rev = y.y.rev;
	o->frozen = y.frozen;
	o->adopted = y.adopted;
	put_moves(r, &y, o);
	return TD_OK;
}

/* ---- members ---- */

static const struct api_member member[] = {
    API(TEXT, struct membership, unit_code, "unit"),
    API(TEXT, struct membership, unit_name, "name"),
    API(INT, struct membership, ordinal, "ordinal"),
    API(OPT_POINTS, struct membership, women_pct_c, "women_pct"),
    API(INT, struct membership, chair_order, "chair_order"),
    API(TEXT, struct membership, leader_name, "leader_name"),
    API(TEXT, struct membership, leader_title, "leader_title"),
    API(TEXT, struct membership, profile, "profile"),
    API(DAY, struct membership, joined_on, "joined_on"),
    API(TEXT, struct membership, decision, "decision"),
    API(DAY, struct membership, left_on, "left_on"),
    API(TEXT, struct membership, left_decision, "left_decision"),
    API(INT, struct membership, rev, "rev"),
};
static const struct api_def member_def = API_DEF("Member", struct membership, member);

static const struct api_member office[] = {
    API(INT, struct office_term, id, "id"),
    API_ENUM(struct office_term, office, "office", office_word, OFFICE__N),
    API(TEXT, struct office_term, unit_name, "unit_name"),
    API(TEXT, struct office_term, person_name, "person_name"),
    API(TEXT, struct office_term, person_title, "person_title"),
    API(DAY, struct office_term, from_on, "from_on"),
    API(DAY, struct office_term, to_on, "to_on"),
    API(TEXT, struct office_term, decision, "decision"),
    API(TEXT, struct office_term, end_decision, "end_decision"),
    API(INT, struct office_term, rev, "rev"),
};
static const struct api_def office_def = API_DEF("Office", struct office_term, office);

struct members {
	membership_list members, left;
	office_term_list offices;
};
static const struct api_member members[] = {
    API_LIST(struct members, members, "members", &member_def),
    API_LIST(struct members, left, "left", &member_def),
    API_LIST(struct members, offices, "offices", &office_def),
};
const struct api_def api_members_def = API_DEF("Members", struct members, members);

td_rc api_read_members(struct req *r, void *out)
{
	struct members *m = out;
	td_rc rc = store_membership_list(r->tx, r->year.id, &m->members);
	if (rc == TD_OK)
		rc = store_membership_left(r->tx, r->year.id, &m->left);
	return rc == TD_OK ? store_office_list(r->tx, r->year.id, &m->offices) : rc;
}

/* ---- plan and movements ---- */

static const struct api_member plan[] = {
    API(TEXT, struct plan, text[PLAN_THEME], "theme"),
    API(TEXT, struct plan, text[PLAN_AIMS], "aims"),
    API(TEXT, struct plan, text[PLAN_CONTENTS], "contents"),
    API(TEXT, struct plan, text[PLAN_MEASURES], "measures"),
    API(TEXT, struct plan, number, "number"),
    API(DAY, struct plan, issued_on, "issued_on"),
    API(INT, struct plan, edition, "edition", .label = N_("0: còn là dự thảo")),
    API(OPT_TIME, struct plan, launched_at_ms, "launched_at"),
    API(TEXT, struct plan, launched_by_name, "launched_by"),
    API(TEXT, struct plan, saved_by_name, "saved_by"),
    API(TIME, struct plan, saved_at_ms, "saved_at"),
    API(INT, struct plan, rev, "rev"),
};
const struct api_def api_plan_def = API_DEF("Plan", struct plan, plan);

/* A draft is the desk's own, as on the page. */
td_rc api_read_plan(struct req *r, void *out)
{
	struct plan *p = out;
	td_rc rc = store_plan_get(r->tx, r->year.id, p);
	return rc == TD_OK && p->edition == 0 && !page_may(r, PERM_YEAR_MANAGE) ? TD_NOT_FOUND : rc;
}

#define CAMPAIGN_MEMBERS(type, at)                                                                     \
	API(INT, type, at id, "id"), API_ENUM(type, at kind, "kind", campaign_word, CAMPAIGN_KIND__N), \
	    API(TEXT, type, at name, "name"), API(TEXT, type, at slogan, "slogan"),                    \
	    API(TEXT, type, at scope, "scope"), API(TEXT, type, at contents, "contents"),              \
	    API(TEXT, type, at decision_number, "decision_number"),                                    \
	    API(DAY, type, at decision_on, "decision_on"), API(DAY, type, at starts_on, "starts_on"),  \
	    API(DAY, type, at ends_on, "ends_on"),                                                     \
	    API(INT, type, at edition, "edition", .label = N_("0: còn là dự thảo")),                   \
	    API(OPT_TIME, type, at launched_at_ms, "launched_at"),                                     \
	    API(OPT_TIME, type, at withdrawn_at_ms, "withdrawn_at"),                                   \
	    API(TEXT, type, at withdraw_reason, "withdraw_reason"), API(INT, type, at rev, "rev")

static const struct api_member campaign_row[] = {CAMPAIGN_MEMBERS(struct campaign, )};
static const struct api_def campaign_row_def = API_DEF("CampaignRow", struct campaign, campaign_row);

struct campaigns {
	campaign_list campaigns;
};
static const struct api_member campaigns[] = {
    API_LIST(struct campaigns, campaigns, "campaigns", &campaign_row_def)};
const struct api_def api_campaigns_def = API_DEF("Campaigns", struct campaigns, campaigns);

td_rc api_read_campaigns(struct req *r, void *out)
{
	struct campaigns *c = out;
	campaign_list all = {0};
	td_rc rc = store_campaign_list(r->tx, r->year.id, &all);
	for (size_t i = 0; rc == TD_OK && i < all.n; i++)
		if (all.at[i].edition > 0 || page_may(r, PERM_YEAR_MANAGE))
			VEC_PUSH(r->a, &c->campaigns) = all.at[i];
	return rc;
}

static const struct api_member phase_row[] = {
    API(INT, struct campaign_phase, id, "id"),
    API(TEXT, struct campaign_phase, name, "name"),
    API(BOOL, struct campaign_phase, final_push, "final_push"),
    API(DAY, struct campaign_phase, starts_on, "starts_on"),
    API(DAY, struct campaign_phase, ends_on, "ends_on"),
    API(TEXT, struct campaign_phase, review, "review"),
    API(OPT_TIME, struct campaign_phase, reviewed_at_ms, "reviewed_at"),
    API(TEXT, struct campaign_phase, reviewed_by_name, "reviewed_by"),
    API(INT, struct campaign_phase, rev, "rev"),
};
static const struct api_def phase_row_def = API_DEF("Phase", struct campaign_phase, phase_row);

static const struct api_member phase_target[] = {
    API(INT, struct phase_target, phase_id, "phase"),
    API(TEXT, struct phase_target, indicator, "indicator"),
    API(TEXT, struct phase_target, measure_unit, "measure_unit"),
    API(OPT_POINTS, struct phase_target, plan_c, "plan"),
    API(OPT_POINTS, struct phase_target, actual_c, "actual"),
};
static const struct api_def phase_target_def = API_DEF("PhaseTarget", struct phase_target, phase_target);

struct campaign_out {
	struct campaign c;
	campaign_phase_list phases;
	phase_target_list targets;
};
static const struct api_member campaign_out[] = {
    CAMPAIGN_MEMBERS(struct campaign_out, c.),
    API_LIST(struct campaign_out, phases, "phases", &phase_row_def),
    API_LIST(struct campaign_out, targets, "targets", &phase_target_def),
};
const struct api_def api_campaign_def = API_DEF("Campaign", struct campaign_out, campaign_out);

td_rc api_read_campaign(struct req *r, void *out)
{
	struct campaign_out *o = out;
	i64 id;
	if (str_i64(req_param(r, "campaign"), &id) != TD_OK)
		return TD_NOT_FOUND;
	td_rc rc = store_campaign_get(r->tx, id, &o->c);
	if (rc == TD_OK &&
	    (o->c.year.v != r->year.id.v || (o->c.edition == 0 && !page_may(r, PERM_YEAR_MANAGE))))
		rc = TD_NOT_FOUND;
	if (rc == TD_OK)
		rc = store_campaign_phase_list(r->tx, r->year.id, id, &o->phases);
	return rc == TD_OK ? store_phase_target_list(r->tx, r->year.id, id, &o->targets) : rc;
}

static const struct api_member document[] = {
    API(INT, struct cluster_document, id, "id"),
    API_ENUM(struct cluster_document, kind, "kind", document_word, DOCUMENT_KIND__N),
    API(TEXT, struct cluster_document, number, "number"),
    API(DAY, struct cluster_document, issued_on, "issued_on"),
    API(TEXT, struct cluster_document, issuer, "issuer"),
    API(TEXT, struct cluster_document, title, "title"),
    API(TEXT, struct cluster_document, file_name, "file_name"),
    API(INT, struct cluster_document, size, "size"),
    API(TIME, struct cluster_document, added_at_ms, "added_at"),
    API(TEXT, struct cluster_document, added_by_name, "added_by"),
    API(OPT_TIME, struct cluster_document, withdrawn_at_ms, "withdrawn_at"),
    API(TEXT, struct cluster_document, withdraw_reason, "withdraw_reason"),
};
static const struct api_def document_def = API_DEF("Document", struct cluster_document, document);

struct documents {
	cluster_document_list documents;
};
static const struct api_member documents[] = {
    API_LIST(struct documents, documents, "documents", &document_def)};
const struct api_def api_documents_def = API_DEF("Documents", struct documents, documents);

td_rc api_read_documents(struct req *r, void *out)
{
	struct documents *d = out;
	return store_cluster_document_list(r->tx, r->year.id, &d->documents);
}

/* ---- calendar ---- */

static const struct api_member event[] = {
    API(INT, struct calendar_event, id, "id"),
    API_ENUM(struct calendar_event, kind, "kind", event_word, EVENT__N),
    API(TEXT, struct calendar_event, title, "title"),
    API(DAY, struct calendar_event, starts_on, "starts_on"),
    API(DAY, struct calendar_event, ends_on, "ends_on"),
    API(OPT_INT, struct calendar_event, starts_minute, "starts_minute", .label = N_("Phút trong ngày")),
    API(OPT_INT, struct calendar_event, ends_minute, "ends_minute"),
    API(TEXT, struct calendar_event, place, "place"),
    API(TEXT, struct calendar_event, note, "note"),
    API(OPT_TIME, struct calendar_event, withdrawn_at_ms, "withdrawn_at"),
    API(TEXT, struct calendar_event, withdrawn_why, "withdrawn_why"),
    API(INT, struct calendar_event, rev, "rev"),
};
const struct api_def api_event_def = API_DEF("Event", struct calendar_event, event);

td_rc api_read_event(struct req *r, void *out)
{
	struct calendar_event *c = out;
	i64 id;
	if (str_i64(req_param(r, "event"), &id) != TD_OK)
		return TD_NOT_FOUND;
	td_rc rc = store_event_get(r->tx, id, c);
	return rc == TD_OK && c->year.v != r->year.id.v ? TD_NOT_FOUND : rc;
}

struct due_row {
	enum due_kind kind;
	i64 ref;
	str title, unit, due_on, ends_on, state, light;
	struct opt_i64 done_at_ms;
	bool extended;
};
static const struct api_member due_row[] = {
    API_ENUM(struct due_row, kind, "kind", due_word, DUE__N),
    API(INT, struct due_row, ref, "ref"),
    API(TEXT, struct due_row, title, "title"),
    API(TEXT, struct due_row, unit, "unit", .label = N_("Mã đơn vị; null: việc của cụm, khối")),
    API(DAY, struct due_row, due_on, "due_on"),
    API(DAY, struct due_row, ends_on, "ends_on"),
    API(TEXT, struct due_row, state, "state", .label = N_("waiting, open, done, missed")),
    API(TEXT, struct due_row, light, "light", .label = N_("grey, red, yellow, green")),
    API(OPT_TIME, struct due_row, done_at_ms, "done_at"),
    API(BOOL, struct due_row, extended, "extended"),
};
static const struct api_def due_row_def = API_DEF("Due", struct due_row, due_row);

typedef VEC(struct due_row) due_row_list;
struct calendar {
	event_list events;
	due_row_list due;
};
static const struct api_member calendar[] = {
    API_LIST(struct calendar, events, "events", &api_event_def),
    API_LIST(struct calendar, due, "due", &due_row_def),
};
const struct api_def api_calendar_def = API_DEF("Calendar", struct calendar, calendar);
const struct api_def api_desk_def = API_DEF("Calendar", struct calendar, calendar);

static struct due_row due_of(struct req *r, const struct due *d)
{
	static const char *const states[DUE_STATE__N] = {"waiting", "open", "done", "missed"};
	static const char *const lights[DUE_LIGHT__N] = {"grey", "red", "yellow", "green"};
	return (struct due_row){.kind = d->kind,
				.ref = d->ref,
				.title = due_title(r->a, r->page.lang, d),
				.unit = d->unit.v ? d->unit_code : STR_NULL,
				.due_on = d->due_on,
				.ends_on = d->ends_on,
				.state = str_c(states[d->state]),
				.light = str_c(lights[due_light(d, day_of_ms(r->now_ms))]),
				.done_at_ms = d->done_at_ms,
				.extended = d->extended};
}

static td_rc put_due(struct req *r, cluster_year_id year, bool all, unit_id own, due_row_list *out)
{
	struct due_year y;
	td_rc rc = due_load(r->tx, year, &y);
	for (size_t i = 0; rc == TD_OK && i < y.list.n; i++)
		if (due_seen_by(&y.list.at[i], all, own, r->user.id))
			VEC_PUSH(r->a, out) = due_of(r, &y.list.at[i]);
	return rc;
}

td_rc api_read_calendar(struct req *r, void *out)
{
	struct calendar *c = out;
	td_rc rc = store_event_list(r->tx, r->year.id, &c->events);
	return rc == TD_OK ? put_due(r, r->year.id, page_may(r, PERM_BOARD_SEE), page_own_unit(r), &c->due)
			   : rc;
}

/* The matrix of the desk: everything of every unit. */
td_rc api_read_desk(struct req *r, void *out)
{
	struct calendar *c = out;
	td_rc rc = store_event_list(r->tx, r->year.id, &c->events);
	return rc == TD_OK ? put_due(r, r->year.id, true, page_own_unit(r), &c->due) : rc;
}

/* ---- everything of the owner's clusters that has a day ---- */

struct year_due {
	str cluster;
	i64 year;
	due_row_list due;
};
static const struct api_member year_due[] = {
    API(TEXT, struct year_due, cluster, "cluster"),
    API(INT, struct year_due, year, "year"),
    API_LIST(struct year_due, due, "due", &due_row_def),
};
static const struct api_def year_due_def = API_DEF("CalendarOfYear", struct year_due, year_due);

struct own_calendar {
	VEC(struct year_due) years;
	i64 n_years;
	struct opt_i64 next;
};
static const struct api_member own_calendar[] = {
    API_LIST(struct own_calendar, years, "years", &year_due_def),
    API(INT, struct own_calendar, n_years, "count", .label = N_("Số năm được xem; mỗi lần đọc ba năm")),
    API(OPT_INT, struct own_calendar, next, "from", .label = N_("Gửi số này để đọc tiếp; null: đã hết")),
};
const struct api_def api_own_calendar_def = API_DEF("OwnCalendar", struct own_calendar, own_calendar);

/* Each year is read by some ten statements. */
enum { YEARS_AT_ONCE = 3 };

td_rc api_read_own_calendar(struct req *r, void *out)
{
	struct own_calendar *o = out;
	home_year_list years = {0};
	td_rc rc = page_home_years(r, &years);
	i64 from = api_number(r, "from");
	o->n_years = (i64)years.n;
	for (i64 i = from; rc == TD_OK && i < o->n_years && i - from < YEARS_AT_ONCE; i++) {
		const struct home_year *h = &years.at[i];
		struct year_due *y = &VEC_PUSH(r->a, &o->years);
		*y = (struct year_due){.cluster = h->y.cluster_code, .year = h->y.year};
		rc = put_due(r, h->y.id, page_may_at(r, PERM_BOARD_SEE, &h->place),
			     page_unit_at(r, &h->place), &y->due);
	}
	if (o->n_years - from > YEARS_AT_ONCE)
		o->next = OPT(from + YEARS_AT_ONCE);
	return rc;
}

/* ---- journal ---- */

struct journal_row {
	i64 seq, at_ms;
	str who, action, sentence, reason, hash;
};
static const struct api_member journal_row[] = {
    API(INT, struct journal_row, seq, "seq"),
    API(TIME, struct journal_row, at_ms, "at"),
    API(TEXT, struct journal_row, who, "who"),
    API(TEXT, struct journal_row, action, "action"),
    API(TEXT, struct journal_row, sentence, "sentence"),
    API(TEXT, struct journal_row, reason, "reason"),
    API(TEXT, struct journal_row, hash, "hash"),
};
static const struct api_def journal_row_def = API_DEF("JournalLine", struct journal_row, journal_row);

struct journal {
	VEC(struct journal_row) lines;
	struct opt_i64 before;
};
static const struct api_member journal[] = {
    API_LIST(struct journal, lines, "lines", &journal_row_def),
    API(OPT_INT, struct journal, before, "before", .label = N_("Gửi số này để đọc tiếp; null: đã hết")),
};
const struct api_def api_journal_def = API_DEF("Journal", struct journal, journal);

td_rc api_read_journal(struct req *r, void *out)
{
	struct journal *o = out;
	journal_list list = {0};
	i64 limit = api_limit(r);
	td_rc rc = journal_page(r->tx, r->year.id.v, api_number(r, "before"), limit, &list);
	for (size_t i = 0; rc == TD_OK && i < list.n; i++) {
		const struct journal_entry *j = &list.at[i];
		VEC_PUSH(r->a, &o->lines) = (struct journal_row){j->seq,
								 j->at_ms,
								 j->actor_name,
								 j->action,
								 act_sentence(r->a, r->page.lang, j),
								 j->reason,
								 hex_of(r->a, j->hash.b, sizeof j->hash.b)};
	}
	if (list.n > 0 && (i64)list.n == limit)
		o->before = OPT(list.at[list.n - 1].seq);
	return rc;
}
