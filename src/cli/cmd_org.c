/* thidua org: councils, clusters, units, years, members, offices and changes of units, as the pages of /to-chuc do. */
#include <stdlib.h>

#include "base/caltime.h"
#include "cli/commands.h"
#include "cli/site.h"
#include "jobs/act_handover.h"
#include "jobs/act_lineage.h"
#include "jobs/act_org.h"

enum { MEMORY = 64 << 20, FILE_MAX = 1 << 20, WORDS = 6 };

struct org_args {
	struct site_args site;
	const char *pos[WORDS];
	const char *level, *council, *kind, *head, *deputy, *shorter, *theme, *from, *to, *decision, *into,
	    *units, *tasks, *continues, *note, *off;
	bool relieve;
	struct cli *c;
	str lines;
};

static str word(const char *p)
{
	return str_c(p ? p : "");
}

/* 2026-01-31 or 31/01/2026 → the former; what is no day is left for the act to refuse. */
static str day_of(struct tx *t, const char *text)
{
	struct day d;
	str s = str_c(text);
	return s.n && day_parse_vi(s, &d) == TD_OK ? day_iso(t->a, d) : s;
}

static td_rc no_such(struct tx *t, td_rc rc, const char *what)
{
	return rc == TD_NOT_FOUND ? err_add(t->e, rc, str_c(what), N_("không có mã này")) : rc;
}

static td_rc do_council(struct tx *t, struct org_args *p)
{
	struct council c = {.code = word(p->pos[1]),
			    .name = word(p->pos[2]),
			    .level = p->level ? str_c(p->level) : S("province")};
	return act_council_save(t, &c);
}

static td_rc do_cluster(struct tx *t, struct org_args *p)
{
	struct council k = {0};
	struct cluster c = {.code = word(p->pos[1]),
			    .name = word(p->pos[2]),
			    .head_title = word(p->head),
			    .deputy_title = word(p->deputy)};
	td_rc rc =
	    p->council ? no_such(t, store_council_by_code(t, str_c(p->council), &k), p->council) : TD_OK;
	if (rc == TD_OK && p->kind && cluster_kind_parse(str_c(p->kind), &c.kind) != TD_OK)
		rc = err_add(t->e, TD_INVALID, S("--kind"), N_("loại là cum, khoi hoặc khu_vuc"));
	c.council = k.id;
	return rc == TD_OK ? act_cluster_save(t, &c) : rc;
}

static td_rc do_unit(struct tx *t, struct org_args *p)
{
	struct unit u = {.code = word(p->pos[1]), .name = word(p->pos[2]), .short_name = word(p->shorter)};
	return act_unit_save(t, &u);
}

static td_rc read_off(struct tx *t, const char *text, season_set *off)
{
	str rest = str_c(text), one;
	*off = 0;
	while (rest.n && str_split(&rest, ',', &one)) {
		enum season_state s;
		if (season_parse(str_trim(one), &s) != TD_OK || !(SEASON_OPTIONAL & SEASON_BIT(s)))
			return err_add(t->e, TD_INVALID, S("--off"), N_("không có bước «%.*s» để bỏ"),
				       STRF(one));
		*off |= SEASON_BIT(s);
	}
	return TD_OK;
}

static td_rc do_found(struct tx *t, struct org_args *p)
{
	struct cluster c;
	struct cluster_year made;
	struct act_founding f = {.theme = word(p->theme)};
	td_rc rc = no_such(t, store_cluster_by_code(t, word(p->pos[1]), &c), p->pos[1]);
	if (rc == TD_OK && str_i64(word(p->pos[2]), &f.year) != TD_OK)
		f.year = 0;
	if (rc == TD_OK)
		rc = read_off(t, p->off, &f.off);
	if (rc == TD_OK)
		rc = act_units_read(t, S("--units"), p->lines, true, &f.members);
	f.cluster = rc == TD_OK ? c.id : (cluster_id){0};
	return rc == TD_OK ? act_year_found(t, &f, &made) : rc;
}

static td_rc do_next(struct tx *t, struct org_args *p)
{
	cluster_year_id id;
	struct cluster_year made;
	td_rc rc = site_year(t, &p->site, &id);
	return rc == TD_OK ? act_year_next(t, id, word(p->theme), &made) : rc;
}

static td_rc do_handover(struct tx *t, struct org_args *p)
{
	cluster_year_id id;
	struct cluster_year made;
	struct handover_wish w = {.office = {word(p->head), word(p->deputy)},
				  .theme = word(p->theme),
				  .tasks = p->lines,
				  .decision = word(p->decision)};
	td_rc rc = site_year(t, &p->site, &id);
	if (rc == TD_OK)
		rc = store_cluster_year_get(t, id, &made);
	w.rev = rc == TD_OK ? made.rev : 0;
	return rc == TD_OK ? act_handover(t, id, &w, &made) : rc;
}

static td_rc find_member(struct tx *t, cluster_year_id id, const char *code, struct membership *m)
{
	return no_such(t, store_membership_find(t, id, word(code), m), code);
}

static td_rc do_join(struct tx *t, struct org_args *p)
{
	cluster_year_id id;
	struct unit u;
	td_rc rc = site_year(t, &p->site, &id);
	if (rc == TD_OK)
		rc = no_such(t, store_unit_by_code(t, word(p->pos[3]), &u), p->pos[3]);
	return rc == TD_OK ? act_member_join(t, id, u.id, day_of(t, p->from), word(p->decision)) : rc;
}

static td_rc do_leave(struct tx *t, struct org_args *p)
{
	cluster_year_id id;
	struct membership m;
	td_rc rc = site_year(t, &p->site, &id);
	if (rc == TD_OK)
		rc = find_member(t, id, p->pos[3], &m);
	return rc == TD_OK ? act_member_leave(t, id, m.unit, day_of(t, p->from), word(p->decision)) : rc;
}

static td_rc do_office(struct tx *t, struct org_args *p)
{
	struct membership m;
	struct office_term o = {.from_on = day_of(t, p->from),
				.to_on = p->to ? day_of(t, p->to) : STR_NULL,
				.decision = word(p->decision)};
	td_rc rc = site_year(t, &p->site, &o.year);
	if (rc == TD_OK && office_parse(word(p->pos[3]), &o.office) != TD_OK)
		rc = err_add(t->e, TD_INVALID, word(p->pos[3]), N_("chức vụ là head, deputy hoặc secretary"));
	if (rc == TD_OK)
		rc = find_member(t, o.year, p->pos[4], &m);
	if (rc != TD_OK)
		return rc;
	o.unit = m.unit;
	return act_office_give(t, &o, p->relieve);
}

/* "a+b" → lines. */
static str as_lines(struct tx *t, const char *text)
{
	str s = word(text);
	char *b = arena_alloc(t->a, s.n + 1);
	for (size_t i = 0; i < s.n; i++)
		b[i] = s.p[i] == '+' ? '\n' : s.p[i];
	return (str){b, s.n};
}

static td_rc do_change(struct tx *t, struct org_args *p)
{
	struct unit_change made;
	struct act_change c = {.effective_on = day_of(t, p->from),
			       .decision = word(p->decision),
			       .note = word(p->note),
			       .before = as_lines(t, p->pos[2]),
			       .after = as_lines(t, p->pos[3]),
			       .continues = as_lines(t, p->continues)};
	td_rc rc = TD_OK;
	if (unit_change_parse(word(p->pos[1]), &c.kind) != TD_OK)
		return err_add(t->e, TD_INVALID, word(p->pos[1]),
			       N_("thay đổi là rename, merge, split hoặc transfer"));
	if (p->into)
		rc = no_such(t, store_cluster_by_code(t, str_c(p->into), &c.cluster), p->into);
	return rc == TD_OK ? act_unit_change(t, &c, &made) : rc;
}

static td_rc do_list(struct tx *t, struct org_args *p)
{
	council_list councils = {0};
	cluster_list clusters = {0};
	cluster_year_list years = {0};
	struct sb *out = &p->c->out;
	td_rc rc = store_council_list(t, &councils);
	if (rc == TD_OK)
		rc = store_cluster_list(t, &clusters);
	if (rc == TD_OK)
		rc = store_cluster_year_list(t, &years);
	for (size_t k = 0; rc == TD_OK && k < councils.n; k++) {
		sb_fmt(out, "%.*s  %.*s\n", STRF(councils.at[k].code), STRF(councils.at[k].name));
		for (size_t i = 0; i < clusters.n; i++) {
			if (clusters.at[i].council.v != councils.at[k].id.v)
				continue;
			sb_fmt(out, "  %.*s  %.*s", STRF(clusters.at[i].code), STRF(clusters.at[i].name));
			for (size_t y = 0; y < years.n; y++)
				if (years.at[y].cluster.v == clusters.at[i].id.v)
					sb_fmt(out, " %lld", (long long)years.at[y].year);
			sb_byte(out, '\n');
		}
	}
	return rc;
}

static const struct verb {
	const char *word;
	td_rc (*fn)(struct tx *t, struct org_args *p);
	bool reads;
} verbs[] = {
    {"list", do_list, true},      {"council", do_council, false},   {"cluster", do_cluster, false},
    {"unit", do_unit, false},     {"found", do_found, false},       {"next", do_next, false},
    {"join", do_join, false},     {"leave", do_leave, false},       {"office", do_office, false},
    {"change", do_change, false}, {"handover", do_handover, false},
};

static const struct verb *find_verb(str name)
{
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
		if (str_eq(name, str_c(verbs[i].word)))
			return &verbs[i];
	return NULL;
}

static td_rc work(struct tx *t, void *ctx)
{
	struct org_args *p = ctx;
	return find_verb(str_c(p->pos[0]))->fn(t, p);
}

static td_rc run(struct cli *c, void *ctx)
{
	struct org_args *p = ctx;
	const struct verb *v = find_verb(str_c(p->pos[0]));
	td_rc rc = TD_OK;
	p->c = c;
	if (v == NULL)
		return err_add(&c->e, TD_INVALID, str_c(p->pos[0]),
			       N_("chỉ có: list, council, cluster, unit, found, next, join, leave, office, "
				  "change, handover"));
	if (p->units || p->tasks)
		rc = cli_read(c, p->units ? p->units : p->tasks, FILE_MAX, &p->lines);
	c->file = NULL;
	return rc == TD_OK ? site_run(c, &p->site, !v->reads, work, p) : rc;
}

int cmd_org(int argc, char **argv)
{
	struct org_args p = {.site = {.db = getenv("THIDUA_DB")}};
	const struct cli_option options[] = {
	    {"--db", NULL, &p.site.db},
	    {"--level", NULL, &p.level},
	    {"--council", NULL, &p.council},
	    {"--kind", NULL, &p.kind},
	    {"--head", NULL, &p.head},
	    {"--deputy", NULL, &p.deputy},
	    {"--short", NULL, &p.shorter},
	    {"--theme", NULL, &p.theme},
	    {"--from", NULL, &p.from},
	    {"--to", NULL, &p.to},
	    {"--decision", NULL, &p.decision},
	    {"--into", NULL, &p.into},
	    {"--units", NULL, &p.units},
	    {"--continues", NULL, &p.continues},
	    {"--note", NULL, &p.note},
	    {"--off", NULL, &p.off},
	    {"--tasks", NULL, &p.tasks},
	    {"--relieve", &p.relieve, NULL},
	    {0},
	};
	if (!cli_parse(argc, argv, options, 1, WORDS, p.pos))
		return CLI_USAGE;
	p.site.cluster = p.pos[1];
	p.site.year = p.pos[2];
	return cli_run("org", MEMORY, run, &p);
}
