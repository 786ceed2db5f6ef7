#include "jobs/job.h"
#include "jobs/yearfile_impl.h"

#include "format/rules.h"
#include "format/scheme_json.h"
#include "jobs/act_journal.h"
#include "store/store_scheme.h"
#include "store/store_user.h"

str yf_text(const struct value *map, const char *key)
{
	const struct value *v = value_get(map, str_c(key));
	return v && v->kind == VALUE_TEXT ? v->text : STR_NULL;
}

i64 yf_int(const struct value *map, const char *key, i64 dflt)
{
	const struct value *v = value_get(map, str_c(key));
	return v && v->kind == VALUE_INT ? v->i : dflt;
}

bool yf_bool(const struct value *map, const char *key)
{
	const struct value *v = value_get(map, str_c(key));
	return v && v->kind == VALUE_BOOL && v->b;
}

size_t yf_list(const struct value *map, const char *key, const struct value_item **at)
{
	const struct value *v = value_get(map, str_c(key));
	if (v == NULL || v->kind != VALUE_LIST)
		return 0;
	*at = v->items.at;
	return v->items.n;
}

td_rc yf_fault(struct player *p, struct tx *t, const char *key, str word)
{
	return err_add(t->e, TD_INVALID, arena_fmt(t->a, "events[%zu].%s", p->at, key),
		       N_("Không hiểu «%.*s»."), STRF(word));
}

static const struct actor program = {0, {"", 0}};

/* "2019-11-20T08:30" in Viet Nam. */
static bool parse_moment(str s, i64 *at_ms)
{
	struct day d;
	u64 hour, minute;
	if (s.n != 16 || s.p[10] != 'T' || s.p[13] != ':' || day_parse_iso(str_upto(s, 10), &d) != TD_OK ||
	    str_u64(str_upto(str_from(s, 11), 2), &hour) != TD_OK ||
	    str_u64(str_from(s, 14), &minute) != TD_OK)
		return false;
	*at_ms = day_start_ms(d) + (i64)(hour * 60 + minute) * 60000;
	return true;
}

static td_rc council_of(struct tx *t, const struct value *v, council_id *out)
{
	struct council c;
	td_rc rc = store_council_by_code(t, yf_text(v, "code"), &c);
	if (rc == TD_NOT_FOUND) {
		c = (struct council){
		    .code = yf_text(v, "code"), .name = yf_text(v, "name"), .level = yf_text(v, "level")};
		rc = store_council_add(t, &c);
	}
	*out = c.id;
	return rc;
}

static td_rc cluster_of(struct tx *t, const struct value *v, council_id council, struct cluster *out)
{
	td_rc rc = store_cluster_by_code(t, yf_text(v, "code"), out);
	if (rc != TD_NOT_FOUND)
		return rc;
	*out = (struct cluster){.council = council,
				.code = yf_text(v, "code"),
				.name = yf_text(v, "name"),
				.head_title = yf_text(v, "head_title"),
				.deputy_title = yf_text(v, "deputy_title")};
	rc = cluster_kind_parse(yf_text(v, "kind"), &out->kind);
	return rc == TD_OK ? store_cluster_add(t, out) : rc;
}

static td_rc add_member(struct player *p, struct tx *t, const struct value *v)
{
	struct unit u;
	td_rc rc = store_unit_by_code(t, yf_text(v, "code"), &u);
	if (rc == TD_NOT_FOUND) {
		u = (struct unit){.code = yf_text(v, "code"),
				  .name = yf_text(v, "name"),
				  .short_name = yf_text(v, "short")};
		rc = store_unit_add(t, &u);
	}
	i64 women = yf_int(v, "women_percent", -1);
	struct membership m = {.year = p->out->year,
			       .unit = u.id,
			       .women_pct_c = women >= 0 ? OPT(women * 100) : OPT_NONE,
			       .leader_name = yf_text(v, "leader"),
			       .leader_title = yf_text(v, "leader_title")};
	return rc == TD_OK ? store_membership_add(t, &m) : rc;
}

static td_rc add_office(struct player *p, struct tx *t, const struct value *v)
{
	struct unit u = {0};
	struct office_term o = {.year = p->out->year,
				.person_name = yf_text(v, "person"),
				.person_title = yf_text(v, "title"),
				.from_on = yf_text(v, "from"),
				.to_on = yf_text(v, "to")};
	td_rc rc = office_parse(yf_text(v, "office"), &o.office);
	if (rc == TD_OK)
		rc = store_unit_by_code(t, yf_text(v, "unit"), &u);
	o.unit = u.id;
	return rc == TD_OK ? store_office_add(t, &o) : rc;
}

/* Where a role of a person reaches: the unit it names, else the cluster, council or system as the file says. */
static td_rc grant_scope(struct player *p, struct tx *t, const struct value *v, struct authz_grant *g,
			 str *place)
{
	td_rc rc = authz_scope_parse(yf_text(v, "scope"), &g->scope);
	*place = p->out->cluster_name;
	if (rc != TD_OK)
		return rc;
	if (g->scope == SCOPE_UNIT) {
		struct unit u;
		rc = store_unit_by_code(t, yf_text(v, "unit"), &u);
		g->scope_id = rc == TD_OK ? u.id.v : 0;
		*place = rc == TD_OK ? u.name : *place;
	} else if (g->scope == SCOPE_CLUSTER) {
		g->scope_id = p->cluster.id.v;
	} else if (g->scope == SCOPE_COUNCIL) {
		g->scope_id = p->cluster.council.v;
		*place = p->council_name;
	} else {
		*place = S("toàn hệ thống");
	}
	return rc;
}

static td_rc add_person(struct player *p, struct tx *t, const struct value *v)
{
	struct user u;
	td_rc rc = store_user_by_login(t, yf_text(v, "login"), &u);
	if (rc == TD_NOT_FOUND) {
		u = (struct user){.login = yf_text(v, "login"),
				  .name = yf_text(v, "name"),
				  .title = yf_text(v, "title"),
				  .password_hash = p->password_hash,
				  .lang = S("vi"),
				  .theme = S("auto")};
		rc = store_user_add(t, &u);
	}
	if (rc != TD_OK)
		return rc;
	struct authz_grant g = {0};
	str place;
	rc = authz_role_parse(yf_text(v, "role"), &g.role);
	if (rc == TD_OK)
		rc = grant_scope(p, t, v, &g, &place);
	struct grant grant = {.user = u.id, .right = g};
	if (rc == TD_OK)
		rc = store_grant_add(t, &grant);
	if (rc == TD_OK)
		VEC_PUSH(p->a, &p->out->accounts) =
		    (struct yearfile_account){u.login, u.name, str_c(authz_role_name(g.role)), place};
	return rc;
}

static td_rc take_scheme(struct player *p, struct tx *t)
{
	const struct value *v = value_get(p->script, S("scheme"));
	struct scheme *s = NEW(p->a, struct scheme);
	scheme_id id;
	td_rc rc = TD_INVALID;
	if (v && v->kind == VALUE_TEXT)
		rc = rules_scheme(p->a, v->text, t->e, s, NULL);
	else if (v)
		rc = scheme_from_value(p->a, v, t->e, s);
	if (rc == TD_OK)
		rc = store_scheme_add(t, s, &id);
	if (rc == TD_OK)
		rc = act_scheme_choose(t, p->out->year, id, true);
	p->scheme = s;
	return rc;
}

static td_rc each(struct player *p, struct tx *t, const char *key,
		  td_rc (*fn)(struct player *, struct tx *, const struct value *))
{
	const struct value_item *at;
	size_t n = yf_list(p->script, key, &at);
	for (size_t i = 0; i < n; i++) {
		td_rc rc = fn(p, t, at[i].value);
		if (rc != TD_OK) {
			if (t->e->n_total == 0)
				err_add(t->e, rc, arena_fmt(t->a, "%s[%zu]", key, i),
					N_("Không nạp được mục này."));
			return rc;
		}
	}
	return TD_OK;
}

/* Everything before the first event, in one write. */
static td_rc found(struct tx *t, void *ctx)
{
	struct player *p = ctx;
	const struct value *council = value_get(p->script, S("council"));
	const struct value *cluster = value_get(p->script, S("cluster"));
	council_id cid;
	td_rc rc = council_of(t, council, &cid);
	if (rc == TD_OK)
		rc = cluster_of(t, cluster, cid, &p->cluster);
	if (rc != TD_OK)
		return rc;
	struct cluster_year y = {.cluster = p->cluster.id,
				 .year = yf_int(p->script, "year", 0),
				 .theme = yf_text(p->script, "theme"),
				 .step = str_c(season_code(SEASON_PREPARING))};
	rc = store_cluster_year_add(t, &y);
	if (rc != TD_OK)
		return rc;
	p->out->year = y.id;
	p->out->year_number = y.year;
	p->out->cluster_code = arena_str(p->a, p->cluster.code);
	p->out->cluster_name = arena_str(p->a, p->cluster.name);
	p->council_name = yf_text(council, "name");
	struct value *after = value_map(t->a);
	value_put_text(t->a, after, "cluster", p->cluster.name);
	value_put_int(t->a, after, "year", y.year);
	rc = act_log(t, y.id.v, "year.create", "cluster_year", y.id.v, NULL, after, STR_NULL);
	if (rc == TD_OK)
		rc = each(p, t, "units", add_member);
	if (rc == TD_OK)
		rc = each(p, t, "offices", add_office);
	if (rc == TD_OK)
		rc = each(p, t, "people", add_person);
	return rc == TD_OK ? take_scheme(p, t) : rc;
}

static td_rc event(struct tx *t, void *ctx)
{
	struct player *p = ctx;
	const struct value *v = p->event;
	td_rc rc = yearfile_event(p, t, v, yf_text(v, "do"));
	if (rc != TD_OK && t->e->n_total == 0)
		err_add(t->e, rc, arena_fmt(t->a, "events[%zu]", p->at),
			N_("Không thực hiện được sự kiện này."));
	return rc;
}

static td_rc find_actor(struct tx *t, void *ctx)
{
	struct player *p = ctx;
	struct user u;
	str login = yf_text(p->event, "by");
	p->actor = (struct actor){0};
	if (login.n == 0)
		return TD_OK;
	td_rc rc = store_user_by_login(t, login, &u);
	if (rc == TD_OK)
		p->actor = (struct actor){u.id.v, u.name};
	return rc == TD_NOT_FOUND ? yf_fault(p, t, "by", login) : rc;
}

/* At the same moment: nobody of the script waits for a runner. */
static td_rc run_jobs(struct player *p, struct db *db, struct err *e)
{
	struct job_report n;
	p->asked_job = false;
	return job_pass(db, p->a, e, JOB_MOST_SITE, NULL, &n);
}

static td_rc play_events(struct player *p, struct db *db, struct err *e)
{
	const struct value_item *at;
	size_t n = yf_list(p->script, "events", &at);
	for (p->at = 0; p->at < n; p->at++) {
		p->event = at[p->at].value;
		i64 moment;
		if (!parse_moment(yf_text(p->event, "at"), &moment))
			return err_add(e, TD_INVALID, arena_fmt(p->a, "events[%zu].at", p->at),
				       N_("Thời điểm phải theo dạng 2019-11-20T08:30."));
		p->clock->now = moment;
		struct arena_mark mark = arena_mark(p->a);
		td_rc rc = db_read(db, p->a, e, &program, find_actor, p);
		if (rc == TD_OK)
			rc = db_write(db, p->a, e, &p->actor, event, p);
		if (rc == TD_OK && p->asked_job)
			rc = run_jobs(p, db, e);
		if (rc != TD_OK)
			return rc;
		arena_release(p->a, mark);
	}
	p->out->n_events = n;
	return TD_OK;
}

td_rc yearfile_play(struct db *db, struct arena *a, struct env_fixed *clock, const struct value *script,
		    str password_hash, struct err *e, struct yearfile_played *out)
{
	struct player p = {
	    .a = a, .script = script, .clock = clock, .password_hash = password_hash, .out = out};
	*out = (struct yearfile_played){0};
	if (!str_eq(yf_text(script, "format"), S("thidua-year/1")))
		return err_add(e, TD_INVALID, S("format"),
			       N_("Tệp không phải là kịch bản năm thi đua (thidua-year/1)."));
	if (!parse_moment(yf_text(script, "founded"), &clock->now))
		return err_add(e, TD_INVALID, S("founded"), N_("Thời điểm phải theo dạng 2019-01-02T08:00."));
	td_rc rc = db_write(db, a, e, &program, found, &p);
	if (rc == TD_OK)
		rc = play_events(&p, db, e);
	out->state_name = str_c(season_name(p.season));
	return rc;
}

/* What the events look up: the year's units and its scheme. */
static td_rc stand_in(struct player *p, struct tx *t, cluster_year_id year, struct value *script)
{
	struct cluster_year y;
	membership_list members = {0};
	struct value *units = value_put(t->a, script, S("units"), value_list(t->a));
	td_rc rc = store_cluster_year_get(t, year, &y);
	if (rc == TD_OK)
		rc = store_membership_list(t, year, &members);
	for (size_t i = 0; rc == TD_OK && i < members.n; i++) {
		struct value *u = value_add(t->a, units, value_map(t->a));
		value_put_text(t->a, u, "code", members.at[i].unit_code);
		value_put_text(t->a, u, "name", members.at[i].unit_name);
	}
	if (rc == TD_OK && y.scheme.set)
		rc = store_scheme_load(t, (scheme_id){y.scheme.v}, &p->scheme);
	return rc == TD_OK ? season_parse(y.step, &p->season) : rc;
}

td_rc yearfile_apply(struct tx *t, cluster_year_id year, const struct value *events, size_t *n)
{
	struct value *script = value_map(t->a);
	struct yearfile_played out = {.year = year};
	struct player p = {.a = t->a, .script = script, .actor = t->actor, .out = &out};
	td_rc rc = stand_in(&p, t, year, script);
	*n = 0;
	if (rc == TD_OK && events->kind != VALUE_LIST)
		rc = err_add(t->e, TD_INVALID, S("events"), N_("Tệp phải là một danh sách sự kiện."));
	for (p.at = 0; rc == TD_OK && p.at < events->items.n; p.at++) {
		p.event = events->items.at[p.at].value;
		rc = event(t, &p);
		*n += rc == TD_OK;
	}
	return rc;
}
