/* The site as programs read it: Councils, clusters and units, users, settings, days off, the owner's notices. */
#include "base/utf8.h"
#include "base/vi.h"
#include "jobs/act_backup.h"
#include "store/store_away.h"
#include "store/store_signature.h"
#include "jobs/act_selfcheck.h"
#include "jobs/act_setting.h"
#include "jobs/site_seal.h"
#include "jobs/notice.h"
#include "store/store_holiday.h"
#include "store/store_lineage.h"
#include "store/store_token.h"
#include "store/store_user.h"
#include "web/api_read.h"
#include "web/page_org.h"
#include "web/page_system.h"

API_WORDS(cluster_word, cluster_kind_code, enum cluster_kind)
API_WORDS(holiday_word, holiday_kind_code, enum holiday_kind)
API_WORDS(role_word, authz_role_code, enum authz_role)
API_WORDS(change_word, unit_change_code, enum unit_change_kind)
API_WORDS(scope_word, authz_scope_code, enum authz_scope)

enum { FIRST_YEAR = 1990, LAST_YEAR = 2200 };

/* ---- organisation ---- */

static const struct api_member council[] = {
    API(INT, struct council, id.v, "id", .label = N_("Phạm vi của vai trò: council.ID, cluster.ID, unit.ID")),
    API(TEXT, struct council, code, "code"),
    API(TEXT, struct council, name, "name"),
    API(TEXT, struct council, level, "level"),
    API(INT, struct council, rev, "rev"),
};
const struct api_def api_council_def = API_DEF("Council", struct council, council);

struct cluster_row {
	str council;
	struct cluster c;
};
static const struct api_member cluster_row[] = {
    API(INT, struct cluster_row, c.id.v, "id"),
    API(TEXT, struct cluster_row, council, "council"),
    API(TEXT, struct cluster_row, c.code, "code"),
    API(TEXT, struct cluster_row, c.name, "name"),
    API_ENUM(struct cluster_row, c.kind, "kind", cluster_word, CLUSTER__N),
    API(TEXT, struct cluster_row, c.head_title, "head_title"),
    API(TEXT, struct cluster_row, c.deputy_title, "deputy_title"),
    API(INT, struct cluster_row, c.rev, "rev"),
};
static const struct api_def cluster_row_def = API_DEF("Cluster", struct cluster_row, cluster_row);

struct organisation {
	council_list councils;
	VEC(struct cluster_row) clusters;
};
static const struct api_member organisation[] = {
    API_LIST(struct organisation, councils, "councils", &api_council_def),
    API_LIST(struct organisation, clusters, "clusters", &cluster_row_def),
};
const struct api_def api_organisation_def = API_DEF("Organisation", struct organisation, organisation);

/* Those which the reader manages, as on the page. */
td_rc api_read_organisation(struct req *r, void *out)
{
	struct organisation *o = out;
	council_list councils = {0};
	cluster_list clusters = {0};
	td_rc rc = store_council_list(r->tx, &councils);
	if (rc == TD_OK)
		rc = store_cluster_list(r->tx, &clusters);
	for (size_t i = 0; rc == TD_OK && i < councils.n; i++) {
		const struct council *k = &councils.at[i];
		bool any = page_org_may(r, k->id, (cluster_id){0});
		for (size_t c = 0; c < clusters.n; c++) {
			const struct cluster *x = &clusters.at[c];
			if (x->council.v != k->id.v || !page_org_may(r, k->id, x->id))
				continue;
			any = true;
			VEC_PUSH(r->a, &o->clusters) = (struct cluster_row){k->code, *x};
		}
		if (any)
			VEC_PUSH(r->a, &o->councils) = *k;
	}
	return rc;
}

/* One that is not there yet has nothing to read. */
td_rc api_read_council(struct req *r, void *out)
{
	struct council *c = out;
	td_rc rc = page_org_council_find(r, c);
	return rc == TD_OK && c->id.v == 0 ? TD_NOT_FOUND : rc;
}

static const struct api_member cluster_year[] = {
    API(INT, struct cluster_year, year, "year"),
    API(TEXT, struct cluster_year, step, "step"),
    API(TEXT, struct cluster_year, theme, "theme"),
};
static const struct api_def cluster_year_def = API_DEF("YearOfCluster", struct cluster_year, cluster_year);

struct cluster_out {
	struct cluster_row row;
	cluster_year_list years;
};
static const struct api_member cluster_out[] = {
    API_INSIDE(struct cluster_out, row, "cluster", &cluster_row_def),
    API_LIST(struct cluster_out, years, "years", &cluster_year_def),
    API(INT, struct cluster_out, row.c.rev, "rev"),
};
const struct api_def api_cluster_def = API_DEF("ClusterWithYears", struct cluster_out, cluster_out);

td_rc api_read_cluster(struct req *r, void *out)
{
	struct cluster_out *o = out;
	council_list councils = {0};
	cluster_year_list years = {0};
	td_rc rc = page_org_find(r, &o->row.c);
	if (rc == TD_OK && o->row.c.id.v == 0)
		rc = TD_NOT_FOUND;
	if (rc == TD_OK)
		rc = store_council_list(r->tx, &councils);
	if (rc == TD_OK)
		rc = store_cluster_year_list(r->tx, &years);
	for (size_t i = 0; rc == TD_OK && i < councils.n; i++)
		if (councils.at[i].id.v == o->row.c.council.v)
			o->row.council = councils.at[i].code;
	for (size_t i = 0; rc == TD_OK && i < years.n; i++)
		if (years.at[i].cluster.v == o->row.c.id.v)
			VEC_PUSH(r->a, &o->years) = years.at[i];
	return rc;
}

/* ---- what became of units ---- */

static const struct api_member change_part[] = {
    API(BOOL, struct unit_change_part, after, "after", .label = N_("false: trước khi thay đổi")),
    API(TEXT, struct unit_change_part, unit_code, "unit"),
    API(TEXT, struct unit_change_part, name, "name"),
    API(BOOL, struct unit_change_part, continues, "continues", .label = N_("Kế thừa thành tích")),
    API(TEXT, struct unit_change_part, cluster_name, "cluster_name"),
};
static const struct api_def change_part_def = API_DEF("UnitChangePart", struct unit_change_part, change_part);

static const struct api_member unit_change[] = {
    API(INT, struct unit_change, id, "id"),
    API_ENUM(struct unit_change, kind, "kind", change_word, CHANGE__N),
    API(DAY, struct unit_change, effective_on, "effective_on"),
    API(TEXT, struct unit_change, decision, "decision"),
    API(TEXT, struct unit_change, note, "note"),
    API_LIST(struct unit_change, parts, "parts", &change_part_def),
};
static const struct api_def unit_change_def = API_DEF("UnitChange", struct unit_change, unit_change);

struct changes {
	unit_change_list changes;
	i64 n_all;
};
static const struct api_member changes[] = {
    API_LIST(struct changes, changes, "changes", &unit_change_def),
    API(INT, struct changes, n_all, "count"),
};
const struct api_def api_changes_def = API_DEF("UnitChanges", struct changes, changes);

/* The latest first. */
td_rc api_read_changes(struct req *r, void *out)
{
	struct changes *o = out;
	unit_change_list all = {0};
	td_rc rc = store_unit_change_list(r->tx, &all);
	i64 from = api_number(r, "offset"), most = api_limit(r);
	o->n_all = (i64)all.n;
	for (i64 i = from; rc == TD_OK && i < o->n_all && i - from < most; i++)
		VEC_PUSH(r->a, &o->changes) = all.at[o->n_all - 1 - i];
	return rc;
}

static const struct api_member unit[] = {
    API(INT, struct unit, id.v, "id"),          API(TEXT, struct unit, code, "code"),
    API(TEXT, struct unit, name, "name"),       API(TEXT, struct unit, short_name, "short_name"),
    API(BOOL, struct unit, retired, "retired"), API(INT, struct unit, rev, "rev"),
};
static const struct api_def unit_def = API_DEF("UnitRow", struct unit, unit);

struct units {
	unit_list units;
	i64 n_all;
};
static const struct api_member units[] = {
    API_LIST(struct units, units, "units", &unit_def),
    API(INT, struct units, n_all, "count"),
};
const struct api_def api_units_def = API_DEF("Units", struct units, units);

td_rc api_read_units(struct req *r, void *out)
{
	struct units *o = out;
	str q = utf8_upto(str_trim(req_query(r, S("q"))), 100);
	return store_unit_search(r->tx, vi_fold(r->a, q), api_limit(r), api_number(r, "offset"), &o->units,
				 &o->n_all);
}

static const struct api_member unit_year[] = {
    API(TEXT, struct unit_year, cluster_code, "cluster"),
    API(TEXT, struct unit_year, cluster_name, "cluster_name"),
    API(TEXT, struct unit_year, council_name, "council"),
    API(INT, struct unit_year, year, "year"),
    API(DAY, struct unit_year, joined_on, "joined_on"),
    API(DAY, struct unit_year, left_on, "left_on"),
};
static const struct api_def unit_year_def = API_DEF("UnitYear", struct unit_year, unit_year);

struct unit_out {
	struct unit u;
	unit_year_list years;
};
static const struct api_member unit_out[] = {
    API(TEXT, struct unit_out, u.code, "code"),
    API(TEXT, struct unit_out, u.name, "name"),
    API(TEXT, struct unit_out, u.short_name, "short_name"),
    API(BOOL, struct unit_out, u.retired, "retired"),
    API_LIST(struct unit_out, years, "years", &unit_year_def),
    API(INT, struct unit_out, u.rev, "rev"),
};
const struct api_def api_unit_def = API_DEF("Unit", struct unit_out, unit_out);

td_rc api_read_unit(struct req *r, void *out)
{
	struct unit_out *o = out;
	td_rc rc = store_unit_by_code(r->tx, req_param(r, "code"), &o->u);
	return rc == TD_OK ? store_unit_years(r->tx, o->u.id, &o->years) : rc;
}

/* ---- users ---- */

#define USER_MEMBERS(type, at)                                                                               \
	API(INT, type, at id.v, "id"), API(TEXT, type, at login, "login"), API(TEXT, type, at name, "name"), \
	    API(TEXT, type, at title, "title"), API(TEXT, type, at email, "email"),                          \
	    API(BOOL, type, at must_change, "must_change"),                                                  \
	    API(OPT_TIME, type, at disabled_at_ms, "disabled_at"),                                           \
	    API(OPT_TIME, type, at last_login_at_ms, "last_login_at"),                                       \
	    API(OPT_TIME, type, at blanked_at_ms, "blanked_at"), API(INT, type, at rev, "rev")

static const struct api_member user_row[] = {USER_MEMBERS(struct user, )};
static const struct api_def user_row_def = API_DEF("UserRow", struct user, user_row);

struct users {
	user_list users;
	i64 n_all;
};
static const struct api_member users[] = {
    API_LIST(struct users, users, "users", &user_row_def),
    API(INT, struct users, n_all, "count"),
};
const struct api_def api_users_def = API_DEF("Users", struct users, users);

td_rc api_read_users(struct req *r, void *out)
{
	struct users *o = out;
	struct user_filter f = {.text = utf8_upto(str_trim(req_query(r, S("q"))), 200),
				.limit = api_limit(r),
				.offset = api_number(r, "offset")};
	return store_user_page(r->tx, &f, &o->users, &o->n_all);
}

static const struct api_member grant[] = {
    API(INT, struct grant_place, grant.id.v, "id"),
    API_ENUM(struct grant_place, grant.right.role, "role", role_word, AUTHZ_ROLE__N),
    API_ENUM(struct grant_place, grant.right.scope, "scope", scope_word, SCOPE__N),
    API(TEXT, struct grant_place, code, "code"),
    API(TEXT, struct grant_place, name, "name"),
    API(DAY, struct grant_place, grant.right.from_on, "from_on"),
    API(DAY, struct grant_place, grant.right.to_on, "to_on"),
};
static const struct api_def grant_def = API_DEF("Grant", struct grant_place, grant);

struct user_out {
	struct user u;
	grant_place_list grants;
};
static const struct api_member user_out[] = {
    USER_MEMBERS(struct user_out, u.),
    API_LIST(struct user_out, grants, "grants", &grant_def),
};
const struct api_def api_user_def = API_DEF("User", struct user_out, user_out);

td_rc api_read_user(struct req *r, void *out)
{
	struct user_out *o = out;
	i64 id;
	if (str_i64(req_param(r, "user"), &id) != TD_OK)
		return TD_NOT_FOUND;
	td_rc rc = store_user_get(r->tx, (user_id){id}, &o->u);
	return rc == TD_OK ? store_grant_places(r->tx, o->u.id, &o->grants) : rc;
}

/* ---- tokens ---- */

static const struct api_member token[] = {
    API(INT, struct token, id.v, "id"),
    API(TEXT, struct token, name, "name"),
    API(TEXT, struct token, scopes, "scopes"),
    API(TEXT, struct token, login, "login"),
    API(TIME, struct token, created_at_ms, "created_at"),
    API(TIME, struct token, expires_at_ms, "expires_at"),
    API(OPT_TIME, struct token, last_used_at_ms, "last_used_at"),
};
static const struct api_def token_def = API_DEF("Token", struct token, token);

struct tokens {
	token_list tokens;
};
static const struct api_member tokens[] = {API_LIST(struct tokens, tokens, "tokens", &token_def)};
const struct api_def api_tokens_def = API_DEF("Tokens", struct tokens, tokens);
const struct api_def api_all_tokens_def = API_DEF("Tokens", struct tokens, tokens);

td_rc api_read_tokens(struct req *r, void *out)
{
	struct tokens *o = out;
	return store_token_list(r->tx, r->user.id, &o->tokens);
}

td_rc api_read_all_tokens(struct req *r, void *out)
{
	struct tokens *o = out;
	return store_token_list(r->tx, (user_id){0}, &o->tokens);
}

/* ---- settings and days off ---- */

struct setting_out {
	str key, value;
	bool set;
};
static const struct api_member setting[] = {
    API(TEXT, struct setting_out, key, "key"),
    API(TEXT, struct setting_out, value, "value"),
    API(BOOL, struct setting_out, set, "set"),
};
static const struct api_def setting_def = API_DEF("Setting", struct setting_out, setting);

/* The site's seal: null fields while there is none. */
struct seal_out {
	str name, issuer, serial, fault;
	struct opt_i64 valid_from, valid_until;
	bool set, seals;
};
static const struct api_member seal[] = {
    API(BOOL, struct seal_out, set, "set"),
    API(BOOL, struct seal_out, seals, "seals", .label = N_("Đang đóng dấu số được")),
    API(TEXT, struct seal_out, name, "name"),
    API(TEXT, struct seal_out, issuer, "issuer"),
    API(TEXT, struct seal_out, serial, "serial"),
    API(OPT_TIME, struct seal_out, valid_from, "valid_from"),
    API(OPT_TIME, struct seal_out, valid_until, "valid_until"),
    API(TEXT, struct seal_out, fault, "fault", .label = N_("Vì sao không đóng dấu số được")),
};
static const struct api_def seal_def = API_DEF("Seal", struct seal_out, seal);

struct settings {
	VEC(struct setting_out) settings;
	struct seal_out seal;
};
static const struct api_member settings[] = {API_LIST(struct settings, settings, "settings", &setting_def),
					     API_INSIDE(struct settings, seal, "seal", &seal_def)};
const struct api_def api_settings_def = API_DEF("Settings", struct settings, settings);

static td_rc read_seal(struct req *r, struct seal_out *o)
{
	struct site_seal from;
	struct seal_state s = {0};
	td_rc rc = site_seal_of(r->tx, &from);
	if (rc == TD_OK)
		rc = site_seal_look(r->a, &from, r->e->lang, r->now_ms, &s);
	*o = (struct seal_out){.set = s.set, .seals = s.fit};
	if (s.about.serial.n) {
		o->name = s.about.name;
		o->issuer = s.about.issuer;
		o->serial = s.about.serial;
		o->valid_from = OPT(s.about.from_ms);
		o->valid_until = OPT(s.about.until_ms);
	}
	if (s.why.n)
		o->fault = s.why;
	return rc;
}

td_rc api_read_settings(struct req *r, void *out)
{
	struct settings *o = out;
	setting_list all = {0};
	td_rc rc = read_seal(r, &o->seal);
	if (rc == TD_OK)
		rc = setting_list_all(r->tx, &all);
	for (size_t i = 0; rc == TD_OK && i < all.n; i++)
		VEC_PUSH(r->a, &o->settings) =
		    (struct setting_out){str_c(all.at[i].def->key), all.at[i].value, all.at[i].set};
	return rc;
}

static const struct api_member holiday[] = {
    API(DAY, struct holiday, day_on, "day"),
    API_ENUM(struct holiday, kind, "kind", holiday_word, HOLIDAY__N),
    API(TEXT, struct holiday, name, "name"),
    API(TEXT, struct holiday, source, "source"),
    API(BOOL, struct holiday, entered, "entered"),
    API(INT, struct holiday, rev, "rev"),
};
static const struct api_def holiday_def = API_DEF("Holiday", struct holiday, holiday);

struct holidays {
	i64 year;
	holiday_list days;
};
static const struct api_member holidays[] = {
    API(INT, struct holidays, year, "year"),
    API_LIST(struct holidays, days, "days", &holiday_def),
};
const struct api_def api_holidays_def = API_DEF("Holidays", struct holidays, holidays);

td_rc api_read_holidays(struct req *r, void *out)
{
	struct holidays *o = out;
	o->year = api_number(r, "year");
	if (o->year < FIRST_YEAR || o->year > LAST_YEAR)
		o->year = day_of_ms(r->now_ms).year;
	return store_holiday_merged(r->tx, (int)o->year, (int)o->year, &o->days);
}

/* ---- whom the site believes ---- */

API_WORDS(trust_word, trust_kind_code, enum trust_kind)

struct trust_out {
	struct trust_item i;
	str sha256;
};
static const struct api_member trust_item[] = {
    API(INT, struct trust_out, i.id, "id"),
    API_ENUM(struct trust_out, i.kind, "kind", trust_word, TRUST_KIND__N),
    API(TEXT, struct trust_out, i.subject, "subject"),
    API(TEXT, struct trust_out, i.issuer, "issuer"),
    API(TIME, struct trust_out, i.valid_from_ms, "valid_from"),
    API(TIME, struct trust_out, i.valid_until_ms, "valid_until"),
    API(INT, struct trust_out, i.n_revoked, "revoked"),
    API(TEXT, struct trust_out, sha256, "sha256"),
    API(TIME, struct trust_out, i.added_at_ms, "added_at"),
    API(TEXT, struct trust_out, i.added_by_name, "added_by"),
};
static const struct api_def trust_item_def = API_DEF("TrustItem", struct trust_out, trust_item);

struct trust_list {
	VEC(struct trust_out) items;
};
static const struct api_member trust_list[] = {
    API_LIST(struct trust_list, items, "items", &trust_item_def),
};
const struct api_def api_trust_def = API_DEF("TrustList", struct trust_list, trust_list);

td_rc api_read_trust(struct req *r, void *out)
{
	struct trust_list *o = out;
	trust_item_list all;
	td_rc rc = store_trust_list(r->tx, &all);
	for (size_t i = 0; rc == TD_OK && i < all.n; i++)
		VEC_PUSH(r->a, &o->items) =
		    (struct trust_out){all.at[i], hex_of(r->a, all.at[i].hash.b, SHA256_LEN)};
	return rc;
}

/* ---- copies of the site ---- */

static const struct api_member year_away[] = {
    API(TEXT, struct away, cluster_code, "cluster"),
    API(INT, struct away, year_number, "year"),
    API(INT, struct away, year.v, "id"),
    API(TEXT, struct away, machine, "machine"),
    API(TIME, struct away, taken_at_ms, "taken_at"),
    API(TEXT, struct away, taken_by_name, "taken_by"),
    API(INT, struct away, head_seq, "last_entry"),
    API(BOOL, struct away, here, "here"),
    API(OPT_TIME, struct away, ended_at_ms, "ended_at"),
    API(TEXT, struct away, ended_by_name, "ended_by"),
    API(BOOL, struct away, merged, "merged"),
};
static const struct api_def year_away_def = API_DEF("YearAway", struct away, year_away);

struct years_away {
	away_list years;
};
static const struct api_member years_away[] = {
    API_LIST(struct years_away, years, "years", &year_away_def),
};
const struct api_def api_away_def = API_DEF("YearsAway", struct years_away, years_away);

td_rc api_read_away(struct req *r, void *out)
{
	struct years_away *o = out;
	return store_away_list(r->tx, api_limit(r), &o->years);
}

static const struct api_member backup_taken[] = {
    API(TIME, struct backup_taken, at_ms, "at"),   API(TEXT, struct backup_taken, who, "who"),
    API(TEXT, struct backup_taken, name, "name"),  API(INT, struct backup_taken, size, "size"),
    API(INT, struct backup_taken, n_rows, "rows"), API(TEXT, struct backup_taken, hash, "sha256"),
};
static const struct api_def backup_taken_def = API_DEF("Backup", struct backup_taken, backup_taken);

struct backups {
	backup_taken_list backups;
};
static const struct api_member backups[] = {
    API_LIST(struct backups, backups, "backups", &backup_taken_def),
};
const struct api_def api_backups_def = API_DEF("Backups", struct backups, backups);

td_rc api_read_backups(struct req *r, void *out)
{
	struct backups *o = out;
	return backup_list(r->tx, api_limit(r), &o->backups);
}

/* ---- what the last check found ---- */

static const struct api_member fault[] = {
    API(TEXT, struct selfcheck_fault, where, "where"),
    API(TEXT, struct selfcheck_fault, text, "text"),
};
static const struct api_def fault_def = API_DEF("Fault", struct selfcheck_fault, fault);

struct part_out {
	str part;
	bool done;
	i64 n_faults;
};
static const struct api_member part[] = {
    API(TEXT, struct part_out, part, "part"),
    API(BOOL, struct part_out, done, "done"),
    API(INT, struct part_out, n_faults, "faults"),
};
static const struct api_def part_def = API_DEF("CheckedPart", struct part_out, part);

struct head_out {
	str cluster, hash;
	struct opt_i64 year;
	i64 seq, at_ms;
};
static const struct api_member head[] = {
    API(TEXT, struct head_out, cluster, "cluster_name", .label = N_("Trống: nhật ký của hệ thống")),
    API(OPT_INT, struct head_out, year, "year"),
    API(INT, struct head_out, seq, "line"),
    API(TIME, struct head_out, at_ms, "at"),
    API(TEXT, struct head_out, hash, "sha256"),
};
static const struct api_def head_def = API_DEF("JournalHead", struct head_out, head);

struct selfcheck_out {
	struct selfcheck last;
	struct opt_i64 at;
	VEC(struct part_out) parts;
	VEC(struct head_out) heads;
};
static const struct api_member selfcheck[] = {
    API(OPT_TIME, struct selfcheck_out, at, "at"),
    API(TEXT, struct selfcheck_out, last.who, "who"),
    API(INT, struct selfcheck_out, last.found.n_faults, "fault_count"),
    API_LIST(struct selfcheck_out, parts, "parts", &part_def),
    API_LIST(struct selfcheck_out, last.faults, "faults", &fault_def),
    API_LIST(struct selfcheck_out, heads, "journal_heads", &head_def),
};
const struct api_def api_selfcheck_def = API_DEF("SelfCheck", struct selfcheck_out, selfcheck);

td_rc api_read_selfcheck(struct req *r, void *out)
{
	struct selfcheck_out *o = out;
	journal_head_list heads = {0};
	td_rc rc = selfcheck_last(r->tx, &o->last);
	if (rc == TD_OK)
		o->at = OPT(o->last.at_ms);
	for (int p = 0; rc == TD_OK && p < MAINTAIN_PART__N; p++)
		VEC_PUSH(r->a, &o->parts) =
		    (struct part_out){str_c(selfcheck_part_code((enum maintain_part)p)),
				      o->last.found.parts[p].done, o->last.found.parts[p].n_faults};
	if (rc == TD_OK || rc == TD_NOT_FOUND)
		rc = journal_heads(r->tx, API_PAGE_MAX, &heads);
	for (size_t i = 0; rc == TD_OK && i < heads.n; i++) {
		const struct journal_head_row *h = &heads.at[i];
		VEC_PUSH(r->a, &o->heads) =
		    (struct head_out){h->cluster, hex_of(r->a, h->hash.b, SHA256_LEN),
				      h->year ? OPT(h->year) : OPT_NONE, h->seq, h->at_ms};
	}
	return rc;
}

/* ---- notices ---- */

struct notice_out {
	i64 id, at_ms;
	str kind, text, page;
	struct opt_i64 read_at_ms;
};
static const struct api_member notice[] = {
    API(INT, struct notice_out, id, "id"),      API(TEXT, struct notice_out, kind, "kind"),
    API(TEXT, struct notice_out, text, "text"), API(TEXT, struct notice_out, page, "page"),
    API(TIME, struct notice_out, at_ms, "at"),  API(OPT_TIME, struct notice_out, read_at_ms, "read_at"),
};
static const struct api_def notice_def = API_DEF("Notice", struct notice_out, notice);

struct notices {
	VEC(struct notice_out) notices;
	i64 n_unread;
	struct opt_i64 before;
};
static const struct api_member notices[] = {
    API_LIST(struct notices, notices, "notices", &notice_def),
    API(INT, struct notices, n_unread, "unread"),
    API(OPT_INT, struct notices, before, "before", .label = N_("Gửi số này để đọc tiếp; null: đã hết")),
};
const struct api_def api_notices_def = API_DEF("Notices", struct notices, notices);

td_rc api_read_notices(struct req *r, void *out)
{
	struct notices *o = out;
	notice_list list = {0};
	i64 limit = api_limit(r);
	td_rc rc = store_notice_list(r->tx, r->user.id, api_number(r, "before"), limit, &list);
	for (size_t i = 0; rc == TD_OK && i < list.n; i++) {
		const struct notice *n = &list.at[i];
		VEC_PUSH(r->a, &o->notices) = (struct notice_out){
		    n->id,   n->created_at_ms, n->kind, notice_sentence(r->a, r->page.lang, n),
		    n->href, n->read_at_ms};
	}
	if (list.n > 0 && (i64)list.n == limit)
		o->before = OPT(list.at[list.n - 1].id);
	return rc == TD_OK ? store_notice_unread(r->tx, r->user.id, &o->n_unread) : rc;
}

/* ---- the running program ---- */

static const struct api_member fact[] = {
    API(TEXT, struct system_fact, name, "name"),
    API(TEXT, struct system_fact, value, "value"),
};
static const struct api_def fact_def = API_DEF("SystemFact", struct system_fact, fact);

static const struct api_member section[] = {
    API(TEXT, struct system_section, title, "title"),
    API_LIST(struct system_section, facts, "facts", &fact_def),
};
static const struct api_def section_def = API_DEF("SystemSection", struct system_section, section);

static const struct api_member system_out[] = {
    API(TEXT, struct system_vm, version, "version"),
    API(TEXT, struct system_vm, engine, "engine"),
    API_LIST(struct system_vm, sections, "sections", &section_def),
};
const struct api_def api_system_def = API_DEF("System", struct system_vm, system_out);

td_rc api_read_system(struct req *r, void *out)
{
	return page_system_load(r, out);
}
