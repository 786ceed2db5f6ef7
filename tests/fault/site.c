#include "tests/fault/site.h"

#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "jobs/act_activity.h"
#include "jobs/act_award.h"
#include "jobs/act_calendar.h"
#include "jobs/act_certificate.h"
#include "jobs/act_check.h"
#include "jobs/act_desk.h"
#include "jobs/act_difficulty.h"
#include "jobs/act_evidence.h"
#include "jobs/act_form.h"
#include "jobs/act_meeting.h"
#include "jobs/act_meeting_live.h"
#include "jobs/act_plan.h"
#include "jobs/act_scheme.h"
#include "jobs/job_certificates.h"
#include "jobs/job_papers.h"
#include "office/zip_pieces.h"
#include "store/journal.h"
#include "store/sqlite.h"
#include "store/store_file.h"
#include "store/store_reset.h"
#include "store/store_scheme.h"
#include "store/store_signing.h"
#include "store/store_meeting.h"
#include "store/store_upload.h"
#include "store/store_vote.h"
#include "store/store_token.h"
#include "web/auth.h"

#define TOKEN "dGhpcy1pcy1hLXRva2VuLW9mLWEtdGVzdA"

/* ---- founding ---- */

static td_rc give(struct tx *t, user_id user, enum authz_role role, enum authz_scope scope, i64 id)
{
	struct grant g = {.user = user, .right = {.role = role, .scope = scope, .scope_id = id}};
	return store_grant_add(t, &g);
}

static td_rc sign_in(struct tx *t, void *ctx)
{
	struct site *s = ctx;
	struct session session = {.user = s->y.user.id,
				  .seen_at_ms = t->now_ms,
				  .created_at_ms = t->now_ms,
				  .expires_at_ms = t->now_ms + 3600000};
	td_rc rc = sha256_of(S(TOKEN), &session.token_hash);
	if (rc == TD_OK)
		rc = give(t, s->y.user.id, AUTHZ_ADMIN, SCOPE_SYSTEM, 0);
	if (rc == TD_OK)
		rc = give(t, s->y.user.id, AUTHZ_SECRETARY, SCOPE_CLUSTER, s->y.cluster.id.v);
	if (rc == TD_OK)
		rc = give(t, s->y.user.id, AUTHZ_HEAD, SCOPE_CLUSTER, s->y.cluster.id.v);
	if (rc == TD_OK)
		rc = give(t, s->y.user.id, AUTHZ_APPRAISER, SCOPE_CLUSTER, s->y.cluster.id.v);
	if (rc == TD_OK)
		rc = give(t, s->y.user.id, AUTHZ_LEADER, SCOPE_UNIT, s->y.units[0].id.v);
	struct token program = {.user = s->y.user.id,
				.name = S("thử"),
				.scopes = S("read fill send check manage admin"),
				.expires_at_ms = session.expires_at_ms};
	struct sha256 hash;
	if (rc == TD_OK)
		rc = sha256_of(S("td_" TOKEN), &hash);
	if (rc == TD_OK)
		rc = store_token_add(t, &program, &hash);
	/* used just now: noting that is no part of a request */
	if (rc == TD_OK)
		rc = store_token_used(t, program.id);
	return rc == TD_OK ? store_session_add(t, &session) : rc;
}

/* A layout of certificates with one box. */
static td_rc keep_layout(struct tx *t, cluster_year_id year)
{
	struct certificate_box box = {
	    .w = 10000, .h = 1000, .size = 1400, .size_min = 900, .text = S("{{tên}}")};
	file_id file = {0};
	struct certificate_layout l = {.name = S("Phôi"), .overlay = true, .w = 29700, .h = 21000};
	VEC_PUSH(t->a, &l.boxes) = box;
	i64 id;
	struct certificate_change change = {.layout = &l};
	td_rc rc = act_certificate_save(t, year, &change, &id);
	struct certificate_saved saved;
	if (rc == TD_OK)
		rc = store_file_put(t, S("\x89PNG"), S("image/png"), &file);
	if (rc == TD_OK)
		rc = store_certificate_get(t, id, &saved);
	saved.picture = OPT(file.v);
	saved.rev = 1;
	return rc == TD_OK ? store_certificate_save(t, &saved) : rc;
}

/* Certificates that were printed: one file in one piece. */
static td_rc keep_printed(struct tx *t, cluster_year_id year)
{
	struct zip_piece z = zip_piece_new(t->a, 1 << 16);
	struct certificate_run n;
	struct certificates_wish w = {.layout = S("giay-khen-a4-ngang"), .decision = S("02")};
	zip_piece_add(&z, S("a.pdf"), S("%PDF-"));
	td_rc rc = certificates_ask(t, year, &w, &n);
	struct certificate_piece p = {.run = n.id,
				      .size = (i64)z.bytes.n,
				      .directory = sb_str(&z.directory),
				      .n_files = 1,
				      .loose_json = S("[]")};
	if (rc == TD_OK)
		rc = store_file_put(t, sb_str(&z.bytes), S("application/octet-stream"), &p.file);
	return rc == TD_OK ? store_certificate_piece_add(t, &p, year) : rc;
}

/* A meeting that runs, a line of its programme, a code of unit a. */
static td_rc meet(struct tx *t, const struct site *s)
{
	struct meeting m = {.year = s->y.year.id,
			    .kind = MEETING_YEAR_END,
			    .place = S("Hội trường"),
			    .chair_name = S("Nguyễn Văn A")};
	attendance_list who = {0};
	struct meeting_item line = {.title = S("Báo cáo")};
	meeting_item_list items = {.at = &line, .n = 1};
	struct meeting_event x = {.kind = MEETING_EVENT_OPENED};
	td_rc rc = act_meeting_save(t, &m, &who);
	if (rc == TD_OK)
		rc = act_meeting_items(t, m.id, &items);
	if (rc == TD_OK)
		rc = act_meeting_event(t, m.id, &x);
	x = (struct meeting_event){.kind = MEETING_EVENT_DECISION, .text = S("Thông qua")};
	if (rc == TD_OK)
		rc = act_meeting_event(t, m.id, &x);
	return rc == TD_OK ? store_meeting_code_put(t, &(struct meeting_code){.meeting = m.id,
									      .unit = s->y.units[0].id,
									      .code = S("K7QM2XAP")})
			   : rc;
}

/* What the year is followed by: a period with an exemplar, a common activity and one of unit a. */
static td_rc follow(struct tx *t, struct site *s)
{
	cluster_year_id year = s->y.year.id;
	unit_id a = s->y.units[0].id;
	struct difficulty d = {.year = year, .unit = a, .title = S("Vướng"), .body = S("Vướng")};
	struct report_period p = {.year = year,
				  .kind = PERIOD_HALF,
				  .name = S("6 tháng"),
				  .starts_on = S("2026-07-01"),
				  .ends_on = S("2026-12-31"),
				  .due_on = S("2026-12-31"),
				  .expected_pct_c = 5000,
				  .quota = {2, 0, 0}};
	struct activity x = {
	    .year = year, .kind = S("tham-hoi"), .title = S("Tặng quà"), .held_on = S("2019-11-20")};
	activity_part_list parts = {0};
	VEC_PUSH(t->a, &parts) = (struct activity_part){.unit = a, .n_people = 3, .amount_dong = 1500000};
	struct calendar_event c = {
	    .year = year, .title = S("Giao ban"), .starts_on = S("2019-12-01"), .ends_on = S("2019-12-01")};
	struct sha256 calendar;
	size_t n_awards;
	td_rc rc = act_difficulty_raise(t, &d);
	if (rc == TD_OK)
		rc = act_event_save(t, &c);
	if (rc == TD_OK)
		rc = sha256_of(S(CALENDAR_TOKEN), &calendar);
	if (rc == TD_OK)
		rc = store_calendar_token_put(t, s->y.user.id, &calendar);
	if (rc == TD_OK)
		rc = act_period_save(t, &p);
	if (rc == TD_OK)
		rc = act_activity_save(t, &x, &parts);
	x.id = 0;
	x.unit = OPT(a.v);
	if (rc == TD_OK)
		rc = act_activity_save(t, &x, &parts);
	struct exemplar e = {
	    .year = year, .unit = a, .period = OPT(p.id), .name = S("Nguyễn Văn A"), .merit = S("Làm tốt")};
	if (rc == TD_OK)
		rc = act_award_decide(t, s->y.year.id,
				      &(struct award_decision){.decision = S("02"),
							       .decided_on = S("2019-01-01"),
							       .decided_by = S("Chủ tịch"),
							       .list = AWARD_TITLE,
							       .award_code = S("LDTT"),
							       .holders = S("Nguyễn Văn A; Cán bộ; a")},
				      &n_awards);
	if (rc == TD_OK)
		rc = keep_layout(t, s->y.year.id);
	if (rc == TD_OK)
		rc = keep_printed(t, s->y.year.id);
	return rc == TD_OK ? act_exemplar_add(t, &e) : rc;
}

/* A plan and a campaign that were launched and opened, a draft, a document: reading them again records nothing. */
static td_rc launch(struct tx *t, const struct site *s)
{
	static const str word = {"Thi dua", 7};
	cluster_year_id year = s->y.year.id;
	struct plan p = {.text = {word, word, word, word}};
	struct campaign c = {.year = year,
			     .kind = CAMPAIGN_REGULAR,
			     .name = word,
			     .contents = word,
			     .starts_on = S("2019-01-01")};
	struct campaign_phase f = {.name = word, .starts_on = S("2019-01-01"), .ends_on = S("2019-03-31")};
	struct phase_target g = {.indicator = word, .plan_c = OPT(100)};
	phase_target_list targets = {.at = &g, .n = 1};
	struct cluster_document d = {.year = year, .title = word, .file_name = S("a.pdf")};
	td_rc rc = act_plan_save(t, year, &p, STR_NULL, 0);
	if (rc == TD_OK)
		rc = act_plan_launch(t, year, 1);
	if (rc == TD_OK)
		rc = act_draft_begin(t, year, S("current"), 0);
	if (rc == TD_OK)
		rc = act_campaign_save(t, &c, STR_NULL);
	f.campaign_id = c.id;
	if (rc == TD_OK)
		rc = act_phase_save(t, year, &f, &targets);
	if (rc == TD_OK)
		rc = act_campaign_launch(t, year, c.id, c.rev);
	c.id = 0;
	if (rc == TD_OK)
		rc = act_campaign_save(t, &c, STR_NULL);
	if (rc == TD_OK)
		rc = store_file_put(t, S("%PDF-1.4"), S("application/pdf"), &d.file);
	if (rc == TD_OK)
		rc = act_document_add(t, &d);
	for (int k = 0; rc == TD_OK && k < READ_KIND__N; k++)
		rc = store_read_receipt_add(t, &(struct read_receipt){.kind = (enum read_kind)k,
								      .object_id = 1,
								      .edition = 1,
								      .year = year,
								      .unit = s->y.units[0].id,
								      .user = s->y.user.id,
								      .opened_at_ms = t->now_ms});
	return rc;
}

/* A paper whose check code is known. */
static td_rc keep_paper(struct tx *t, const struct site *s)
{
	struct paper p = {.year = s->y.year.id,
			  .kind = S("plan"),
			  .title = S("Kế hoạch thi đua"),
			  .file_name = S("ke-hoach.docx"),
			  .check_code = S("7QK4M2XA93FA")};
	td_rc rc = store_file_put(t, S("văn bản"), S("application/octet-stream"), &p.file);
	if (rc == TD_OK)
		rc = store_paper_add(t, &p, (paper_id){0});
	if (rc == TD_OK)
		rc = journal_add(t, p.year.v, S("paper.make"), S("paper"), p.id.v, STR_NULL, S("{}"),
				 STR_NULL);
	p.pdf = OPT(p.file.v);
	p.pdf_pages = OPT(1);
	p.pdf_maker = S("thidua");
	return rc == TD_OK ? store_paper_pdf(t, &p) : rc;
}

/* A poll with an electronic vote that is being set up; the user holds every part of it. */
static td_rc keep_vote(struct tx *t, const struct site *s)
{
	struct ballot b = {.year = s->y.year.id,
			   .kind = POLL_NOMINATION,
			   .question = S("Suy tôn"),
			   .title_code = S("BK"),
			   .base = POLL_BASE_MEMBERS,
			   .state = POLL_DRAFT};
	ballot_candidate_list list = {0};
	VEC_PUSH(t->a, &list) = (struct ballot_candidate){.unit = OPT(s->y.units[0].id.v), .label = S("A")};
	td_rc rc = store_ballot_add(t, &b);
	if (rc == TD_OK)
		rc = store_ballot_candidates_set(t, b.id, &list);
	struct vote v = {.poll = b.id,
			 .year = s->y.year.id,
			 .uuid = S("ThiDuaThu2o26z"),
			 .candidates = S("1"),
			 .officer = s->y.user.id,
			 .officer_unit = s->y.units[0].id,
			 .n_codes = 3,
			 .archive_time = 1795289793};
	const struct vote_seat seat = {s->y.user.id.v, s->y.units[0].id.v};
	if (rc == TD_OK)
		rc = store_vote_add(t, &v);
	return rc == TD_OK ? store_vote_trustees_set(t, b.id, &seat, 1) : rc;
}

/* Points of all three units, and the year where they may be entered. */
/* A paper that waits to be made. */
static td_rc ask_paper(struct tx *t, const struct site *s)
{
	struct job j;
	return job_papers_one(t, s->y.year.id, PAPER_PLAN, S(""), &j);
}

/* A list of people that waits for its sender's yes. */
static td_rc hold(struct tx *t, const struct site *s)
{
	struct site_upload u = {.kind = S("people"), .file_name = S("nguoi.csv")};
	td_rc rc =
	    store_file_put(t, S("Họ và tên;Tên đăng nhập;Vai trò;Phạm vi\nNguyễn Văn B;van.b;cán bộ;b\n"),
			   S("text/csv"), &u.file);
	return rc == TD_OK ? store_upload_add(t, s->y.user.id, &u) : rc;
}

/* Mail is set up, and the user has a password and a link by which he sets a new one. */
static td_rc link_reset(struct tx *t, const struct site *s)
{
	struct sha256 hash;
	struct user u;
	td_rc rc = store_setting_put(t, S("mail.host"), S("mail.example"));
	if (rc == TD_OK)
		rc = store_setting_put(t, S("mail.from"), S("thidua@tinh.example"));
	if (rc == TD_OK)
		rc = store_setting_put(t, S("site.url"), S("https://thidua.example"));
	if (rc == TD_OK)
		rc = store_user_get(t, s->y.user.id, &u);
	u.email = S("van.a@tinh.example");
	u.password_hash = S("$argon2id$"); /* for quick_hash.c */
	if (rc == TD_OK)
		rc = store_user_save(t, &u);
	if (rc == TD_OK)
		rc = sha256_of(S(RESET_TOKEN), &hash);
	return rc == TD_OK ? store_reset_add(t, u.id, &hash, t->now_ms + 3600000) : rc;
}

/* I.2 does not apply to unit c. */
static td_rc leave_out(struct tx *t, struct site *s)
{
	struct score_entry e = {.year = s->y.year.id,
				.unit = s->y.units[2].id,
				.criterion = s->y.criteria.at[FIXTURE_I2].id,
				.stage = STAGE_SELF,
				.state = CELL_NA,
				.reason = S("không thuộc phạm vi")};
	return store_score_put(t, &e);
}

/* Addresses for a signing program. */
static td_rc link_signing(struct tx *t, const struct site *s, const struct evidence *v)
{
	struct sha256 fetch, send;
	struct signing_request r = {.subject = SIGNING_EVIDENCE,
				    .subject_id = v->id.v,
				    .year = v->year,
				    .unit = v->unit,
				    .file = {v->file.v},
				    .file_name = v->file_name,
				    .made_by = s->y.user.id.v,
				    .expires_at_ms = t->now_ms + 3600 * 1000};
	td_rc rc = sha256_of(S(FETCH_TOKEN), &fetch);
	if (rc == TD_OK)
		rc = sha256_of(S(SEND_TOKEN), &send);
	return rc == TD_OK ? store_signing_add(t, &r, &fetch, &send) : rc;
}

/* A document of c, which a checks, and one of a. */
static td_rc bring_evidence(struct tx *t, struct site *s)
{
	file_id file;
	td_rc rc = store_file_put(t, S("%PDF-1.4 bản quét"), S("application/pdf"), &file);
	struct evidence v = {.year = s->y.year.id,
			     .unit = s->y.units[2].id,
			     .title = S("Bao cao"),
			     .file = OPT(file.v),
			     .file_name = S("bc.pdf")};
	const struct act_pointer at = {S("I.1"), S("")};
	if (rc == TD_OK)
		rc = act_evidence_add(t, &v, &at, 1, NULL);
	v.unit = s->y.units[0].id;
	if (rc == TD_OK)
		rc = act_evidence_add(t, &v, &at, 1, NULL);
	return rc == TD_OK ? link_signing(t, s, &v) : rc;
}

/* Poll 1 is prepared, of poll 2 the papers are counted: the user is the board's head and one of its tellers. */
static td_rc run_polls(struct tx *t, const struct site *s)
{
	struct meeting m = {.year = s->y.year.id, .kind = MEETING_YEAR_END};
	attendance_list who = {0};
	ballot_candidate_list list = {0};
	poll_board_list board = {0};
	VEC_PUSH(t->a, &who) = (struct attendance){
	    .unit = OPT(s->y.units[0].id.v), .person_name = S("Nguyễn Văn A"), .votes = true, .ordinal = 1};
	VEC_PUSH(t->a, &list) =
	    (struct ballot_candidate){.unit = OPT(s->y.units[1].id.v), .label = S("Đơn vị B")};
	for (int i = 0; i < 2; i++)
		VEC_PUSH(t->a, &board) = (struct poll_board){.user = OPT(s->y.user.id.v),
							     .person_name = S("Nguyễn Văn A"),
							     .unit = s->y.units[0].id,
							     .role = i ? BOARD_TELLER : BOARD_HEAD};
	td_rc rc = act_meeting_save(t, &m, &who);
	if (rc == TD_OK)
		rc = store_poll_board_set(t, m.year, m.id, &board);
	for (int i = 0; rc == TD_OK && i < 2; i++) {
		struct ballot b = {.year = m.year,
				   .meeting = OPT(m.id.v),
				   .kind = POLL_NOMINATION,
				   .title_code = S("BK"),
				   .question = S("Suy tôn")};
		struct poll_desk d = {.may_vote_self = true, .invalid_rule = S("Phiếu gạch xóa")};
		rc = act_desk_prepare(t, &b, &d, &list);
		d.phase = DESK_COUNTING;
		d.n_issued = 1;
		if (rc == TD_OK && i)
			rc = store_poll_desk_save(t, m.year, &d);
	}
	return rc;
}

static td_rc fill(struct tx *t, void *ctx)
{
	struct site *s = ctx;
	td_rc rc = TD_OK;
	for (int u = 0; rc == TD_OK && u < 3; u++) {
		rc = fixture_score(t, &s->y, u, FIXTURE_I1, 3000 + 100 * u);
		if (rc == TD_OK)
			rc = u == 2 ? leave_out(t, s) : fixture_score(t, &s->y, u, FIXTURE_I2, 1500);
		if (rc == TD_OK)
			rc = fixture_score(t, &s->y, u, FIXTURE_II, 9000);
	}
	struct cluster_year y;
	if (rc == TD_OK)
		rc = follow(t, s);
	if (rc == TD_OK)
		rc = launch(t, s);
	if (rc == TD_OK)
		rc = meet(t, s);
	if (rc == TD_OK)
		rc = hold(t, s);
	if (rc == TD_OK)
		rc = keep_paper(t, s);
	if (rc == TD_OK)
		rc = ask_paper(t, s);
	if (rc == TD_OK)
		rc = link_reset(t, s);
	if (rc == TD_OK)
		rc = act_crosscheck_draw(t, s->y.year.id, 1, OPT(7), false, 0); /* a checks c */
	if (rc == TD_OK)
		rc = act_crosscheck_publish(t, s->y.year.id, 1);
	if (rc == TD_OK)
		rc = bring_evidence(t, s);
	if (rc == TD_OK)
		rc = run_polls(t, s);
	if (rc == TD_OK)
		rc = keep_vote(t, s); /* poll 3 */
	if (rc == TD_OK)
		rc = store_cluster_year_get(t, s->y.year.id, &y);
	y.step = S("self_scoring");
	return rc == TD_OK ? store_cluster_year_save(t, &y) : rc;
}

static td_rc make_form(struct tx *t, void *ctx)
{
	struct site *s = ctx;
	return act_form_xlsx(t, s->y.year.id, S("a"), STAGE_SELF, &s->form);
}

static td_rc make_all(void *ctx)
{
	struct site *s = ctx;
	td_rc rc = fixture_year(&s->f, &s->y);
	if (rc == TD_OK)
		rc = fixture_write(&s->f, sign_in, s);
	if (rc == TD_OK)
		rc = fixture_write(&s->f, fill, s);
	return rc == TD_OK ? fixture_read(&s->f, make_form, s) : rc;
}

const char *site_path(const struct site *s)
{
	return s->f.url.p + strlen("sqlite:");
}

bool site_found(struct site *s)
{
	*s = (struct site){0};
	if (!fixture_open(&s->f, FIXTURE_SQLITE) || auth_init() != TD_OK)
		return false;
	s->app_memory = arena_new("app", 32 << 20);
	s->request = arena_new("request", 32 << 20);
	td_rc rc = arena_run(s->f.a, make_all, s);
	CHECK_INT(rc, TD_OK);
	db_close(s->f.db);
	s->f.db = NULL;
	dbfile_load(&s->base, site_path(s));
	return rc == TD_OK && s->app_memory && s->request;
}

/* ---- opening ---- */

static td_rc nothing(struct tx *t, void *ctx)
{
	i64 gen;
	(void)ctx;
	return db_generation(t, DB_TAG_SYSTEM, &gen);
}

static td_rc open_app(void *ctx)
{
	struct site *s = ctx;
	td_rc rc = fixture_reopen(&s->f, DB_SERVE);
	struct app_config cfg = {.db = s->f.db,
				 .env = &s->f.clock.env,
				 .routes = routes,
				 .n_routes = routes_n(),
				 .no_cache = true};
	if (rc == TD_OK)
		rc = app_new(s->app_memory, &cfg, &s->f.e, &s->app);
	/* each refusal of thousands is journaled, not some a minute */
	if (rc == TD_OK)
		s->app->refusals = ratelimit_new(s->app_memory, 0, 0, 1024);
	return rc;
}

static td_rc make_url(void *ctx)
{
	struct site *s = ctx;
	s->f.url = arena_fmt(s->f.a, "sqlite:%s/test.db", s->f.dir);
	return TD_OK;
}

void site_open(struct site *s, const char *dir)
{
	if (dir) {
		snprintf(s->f.dir, sizeof s->f.dir, "%s", dir);
		CHECK_INT(arena_run(s->f.a, make_url, s), TD_OK);
	}
	site_close(s);
	store_scheme_forget();
	dbfile_put(&s->base, site_path(s));
	CHECK_INT(arena_run(s->app_memory, open_app, s), TD_OK);
	s->h = app_handler(s->app);
}

void site_close(struct site *s)
{
	db_close(s->f.db);
	s->f.db = NULL;
	arena_reset(s->app_memory);
}

void site_end(struct site *s)
{
	site_close(s);
	dbfile_free(&s->base);
	arena_free(s->app_memory);
	arena_free(s->request);
	fixture_close(&s->f);
}

static void forget(struct sqlite_conn *c)
{
	for (u32 i = 0; i < stmt_n; i++) {
		sqlite3_finalize(c->stmts[i]);
		c->stmts[i] = NULL;
	}
	sqlite3_db_release_memory(c->h);
}

void site_forget(struct site *s)
{
	const struct sqlite_engine *g = s->f.db->engine;
	if (s->f.db->idle == NULL)
		CHECK_INT(fixture_read(&s->f, nothing, NULL), TD_OK);
	for (struct db_conn *c = s->f.db->idle; c; c = c->next)
		forget((struct sqlite_conn *)c);
	forget(g->writer);
	store_scheme_forget();
}

/* ---- one request ---- */

struct shot {
	struct site *s;
	const struct address *at;
	struct http_req req;
	struct http_resp resp;
	str key;
	int fd; /* of an upload */
	i64 size;
};

static str csrf(struct shot *k)
{
	struct sha256 mac;
	struct arena *a = k->req.a;
	if (hmac_sha256(S(TOKEN), S("bm9uY2U"), &mac) != TD_OK)
		arena_fail(a);
	return arena_fmt(a, "bm9uY2U.%.*s", STRF(base64url_of(a, mac.b, sizeof mac.b)));
}

static void put_pair(struct shot *k, struct form *f, str name, str value)
{
	VEC_PUSH(k->req.a, &f->pairs) = (struct form_pair){name, value, NULL};
}

/* The body as parts: the fields of at->body and one file. */
static struct form *upload(struct shot *k)
{
	struct arena *a = k->req.a;
	struct form *f = NEW(a, struct form);
	struct form_file *file = NEW(a, struct form_file);
	str rest = str_c(k->at->body), pair;
	put_pair(k, f, S("csrf"), csrf(k));
	put_pair(k, f, S("key"), k->key);
	while (str_split(&rest, '&', &pair)) {
		size_t eq = str_find_byte(pair, '=');
		put_pair(k, f, str_upto(pair, eq), str_from(pair, eq + 1));
	}
	*file =
	    (struct form_file){true, k->fd, k->size, str_c(k->at->file_name), S("application/octet-stream")};
	VEC_PUSH(a, &f->pairs) = (struct form_pair){S("file"), file->name, file};
	return f;
}

static td_rc deliver(void *ctx)
{
	struct shot *k = ctx;
	struct arena *a = k->req.a;
	static const char *const given[][2] = {{"host", "localhost"},
					       {"content-type", "application/x-www-form-urlencoded"},
					       {"cookie", "thidua=" TOKEN}};
	k->req.headers = NEW_N(a, struct http_header, 3);
	k->req.n_headers = 3;
	for (size_t i = 0; i < 3; i++)
		k->req.headers[i] = (struct http_header){str_c(given[i][0]), str_c(given[i][1])};
	bool api = strncmp(k->at->path, "/api/", 5) == 0;
	if (api) {
		k->req.headers[1].value = S("application/json");
		k->req.headers[2] = (struct http_header){S("authorization"), S("Bearer td_" TOKEN)};
	}
	k->req.method = str_c(k->at->method);
	k->req.address = S("127.0.0.1");
	k->req.started_ms = k->s->f.clock.now;
	str path = str_c(k->at->path);
	size_t q = str_find_byte(path, '?');
	k->req.target = k->req.path = str_upto(path, q);
	k->req.query = q < path.n ? str_from(path, q + 1) : STR_NULL;
	if (k->at->file)
		k->req.parts = upload(k);
	else if (api && k->at->body)
		k->req.body = str_c(k->at->body);
	else if (k->at->body)
		k->req.body = arena_fmt(a, "csrf=%.*s&key=%.*s&%s", STRF(csrf(k)), STRF(k->key), k->at->body);
	struct http_plan plan = k->s->h.head(k->s->h.ctx, &k->req, &k->resp);
	if (plan.kind != HTTP_ANSWERED)
		k->s->h.answer(k->s->h.ctx, &k->req, &k->resp);
	return TD_OK;
}

static void open_file(struct shot *k)
{
	k->fd = -1;
	if (k->at->file == NULL)
		return;
	str bytes = k->at->file(k->s);
	k->fd = memfd_create("upload", MFD_CLOEXEC);
	k->size = (i64)bytes.n;
	CHECK(write(k->fd, bytes.p, bytes.n) == (ssize_t)bytes.n && lseek(k->fd, 0, SEEK_SET) == 0);
}

int site_send(struct site *s, const struct address *at)
{
	char key[64];
	struct shot k = {.s = s, .at = at};
	snprintf(key, sizeof key, "%022u", ++s->n_keys);
	k.key = str_c(key);
	k.req.a = s->request;
	open_file(&k);
	td_rc rc = arena_run(s->request, deliver, &k);
	int status = rc == TD_OK ? k.resp.status : 503;
	arena_reset(s->request);
	if (k.fd >= 0)
		close(k.fd);
	return status;
}
