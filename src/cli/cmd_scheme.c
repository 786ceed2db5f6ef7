/* thidua scheme show | versions | compare | begin | save | check | publish | seal | profile | xlsx | replay: a year's table of criteria. */
#include <stdlib.h>

#include "base/num.h"
#include "cli/commands.h"
#include "cli/site.h"
#include "format/scheme_json.h"
#include "jobs/act_profile.h"
#include "jobs/act_scheme.h"
#include "jobs/laboratory.h"
#include "office/book.h"

enum { JSON_MAX = 4 << 20 };

struct scheme_args {
	struct site_args site;
	const char *verb, *from, *before, *after, *file, *reason, *out, *unit, *profile;
	bool draft, seal;
	str bytes;
	struct cli *c;
	cluster_year_id year;
};

static td_rc no_draft(struct tx *t)
{
	return err_add(t->e, TD_NOT_FOUND, S("draft"),
		       N_("Chưa có bản thảo; bắt đầu bằng thidua scheme begin."));
}

static td_rc year_scheme(struct tx *t, const struct scheme_args *p, const struct scheme **out)
{
	struct cluster_year y;
	td_rc rc = store_cluster_year_get(t, p->year, &y);
	if (rc == TD_OK && !y.scheme.set)
		return err_add(t->e, TD_CONFLICT, S("scheme"), N_("Năm thi đua chưa có bảng tiêu chí."));
	return rc == TD_OK ? store_scheme_load(t, (scheme_id){y.scheme.v}, out) : rc;
}

static td_rc show(struct tx *t, struct scheme_args *p)
{
	struct act_draft d;
	const struct scheme *s = NULL;
	td_rc rc = p->draft ? act_draft_load(t, p->year, &d) : year_scheme(t, p, &s);
	if (rc == TD_OK && p->draft && d.row.rev == 0)
		return no_draft(t);
	if (rc == TD_OK)
		sb_put(&p->c->out,
		       value_to_json(t->a, scheme_to_value(t->a, p->draft ? &d.scheme : s), VALUE_PRETTY));
	return rc;
}

static td_rc xlsx(struct tx *t, struct scheme_args *p)
{
	const struct scheme *s = NULL;
	td_rc rc = year_scheme(t, p, &s);
	return rc == TD_OK && s ? book_xlsx(book_scheme(t->a, S(""), s), t->e, &p->bytes) : rc;
}

static td_rc versions(struct tx *t, struct scheme_args *p)
{
	scheme_list all = {0};
	td_rc rc = act_scheme_versions(t, p->year, &all);
	for (size_t i = 0; rc == TD_OK && i < all.n; i++)
		sb_fmt(&p->c->out, "%.*s %.*s – %.*s (%s)\n", STRF(all.at[i].code), STRF(all.at[i].version),
		       STRF(all.at[i].title),
		       i18n_tr(t->e->lang,
			       all.at[i].sealed_at_ms.set ? N_("đã niêm phong") : N_("chưa niêm phong")));
	return rc;
}

static td_rc version_of(struct tx *t, struct scheme_args *p, const char *word, struct act_draft *d,
			const struct scheme **out)
{
	scheme_list all = {0};
	if (strcmp(word, "draft") == 0) {
		*out = &d->scheme;
		td_rc rc = act_draft_load(t, p->year, d);
		return rc == TD_OK && d->row.rev == 0 ? no_draft(t) : rc;
	}
	td_rc rc = act_scheme_versions(t, p->year, &all);
	for (size_t i = 0; rc == TD_OK && i < all.n; i++)
		if (str_eq(all.at[i].version, str_c(word)))
			return store_scheme_load(t, all.at[i].id, out);
	return rc == TD_OK ? err_add(t->e, TD_NOT_FOUND, str_c(word),
				     N_("Không có phiên bản này; xem thidua scheme versions."))
			   : rc;
}

static td_rc compare(struct tx *t, struct scheme_args *p)
{
	struct act_draft d, e;
	const struct scheme *x = NULL, *y = NULL;
	scheme_change_list list = {0};
	td_rc rc = version_of(t, p, p->before ? p->before : "", &d, &x);
	if (rc == TD_OK)
		rc = version_of(t, p, p->after ? p->after : "draft", &e, &y);
	if (rc != TD_OK || x == NULL || y == NULL)
		return rc;
	scheme_compare(t->a, x, y, &list);
	for (size_t i = 0; i < list.n; i++) {
		const struct scheme_change *k = &list.at[i];
		const struct criterion *c = k->after >= 0 ? &y->nodes[k->after] : &x->nodes[k->before];
		sb_fmt(&p->c->out, "%s: %.*s %.*s", i18n_tr(t->e->lang, scheme_change_name(k->kind)),
		       STRF(c->code), STRF(c->name));
		if (k->kind == CHANGE_POINTS)
			sb_fmt(&p->c->out, " %.*s → %.*s", STRF(num_short(t->a, x->nodes[k->before].max_c)),
			       STRF(num_short(t->a, y->nodes[k->after].max_c)));
		SB_LIT(&p->c->out, "\n");
	}
	return rc;
}

static td_rc replay(struct tx *t, struct scheme_args *p)
{
	struct laboratory *l = NEW(t->a, struct laboratory);
	td_rc rc = laboratory_load(t, p->year, l);
	if (rc == TD_OK && l->missing)
		rc = err_add(t->e, TD_CONFLICT, S(""), "%s", i18n_tr(t->e->lang, l->missing));
	for (u32 i = 0; rc == TD_OK && i < l->replay.result.n_units; i++) {
		u32 u = l->replay.result.order[i];
		sb_fmt(&p->c->out, i18n_tr(t->e->lang, N_("hạng %u → %u, %.*s → %.*s điểm: %.*s\n")),
		       l->last.result.rank[u], l->replay.result.rank[u],
		       STRF(num_short(t->a, l->last.result.total_c[u])),
		       STRF(num_short(t->a, l->replay.result.total_c[u])),
		       STRF(l->last.members.at[u].unit_name));
	}
	for (size_t i = 0; rc == TD_OK && i < l->replay.items.n; i++) {
		const struct replay_item *x = &l->replay.items.at[i];
		const struct criterion *c = &l->scheme->nodes[x->node];
		if (x->how != REPLAY_SAME)
			sb_fmt(&p->c->out, "%.*s: %s\n", STRF(c->code),
			       i18n_tr(t->e->lang, replay_how_name(x->how)));
		if (x->flat)
			sb_fmt(&p->c->out, "%.*s: %s\n", STRF(c->code),
			       i18n_tr(t->e->lang, N_("mọi đơn vị như nhau")));
		if (x->like)
			sb_fmt(&p->c->out, i18n_tr(t->e->lang, N_("%.*s: xếp các đơn vị đúng như %.*s\n")),
			       STRF(c->code),
			       STRF(l->scheme->nodes[l->replay.items.at[x->like - 1].node].code));
		if (l->unproven[i])
			sb_fmt(&p->c->out, i18n_tr(t->e->lang, N_("%.*s: không đơn vị nào có minh chứng\n")),
			       STRF(c->code));
	}
	return rc;
}

static td_rc save(struct tx *t, struct scheme_args *p, i64 rev)
{
	struct scheme s;
	struct err sense = err_new(t->a, t->e->lang);
	const struct value *v = NULL;
	td_rc rc = value_from_json(t->a, p->bytes, t->e, &v);
	if (rc != TD_OK)
		return rc;
	rc = scheme_from_value(t->a, v, &sense, &s);
	if (rc == TD_LIMIT)
		return rc;
	if (s.n_nodes == 0)
		return err_add(t->e, TD_INVALID, str_c(p->file), N_("Tệp không phải bảng tiêu chí."));
	return act_draft_save(t, p->year, &s, S("nạp từ tệp"), rev);
}

static td_rc check(struct tx *t, struct scheme_args *p, const struct act_draft *d)
{
	if (d->row.rev == 0)
		return no_draft(t);
	for (size_t i = 0; i < d->faults.items.n; i++)
		err_add(t->e, TD_INVALID, d->faults.items.at[i].where, "%.*s",
			STRF(d->faults.items.at[i].text));
	sb_fmt(&p->c->out, "%s\n", i18n_tr(t->e->lang, N_("Bản thảo khớp, dùng được.")));
	return d->faults.n_total ? TD_INVALID : TD_OK;
}

/* Without --unit: the kinds of the year's table and who is in them. */
static td_rc list_profiles(struct tx *t, struct scheme_args *p)
{
	const struct scheme *s = NULL;
	membership_list members = {0};
	td_rc rc = year_scheme(t, p, &s);
	if (rc == TD_OK)
		rc = store_membership_list(t, p->year, &members);
	for (u32 i = 0; rc == TD_OK && s && i < s->n_profiles; i++) {
		const struct scheme_profile *x = &s->profiles[i];
		sb_fmt(&p->c->out, "%.*s %.*s:", STRF(x->code), STRF(x->name));
		for (u32 k = 0; k < x->n_nodes; k++)
			sb_fmt(&p->c->out, " %.*s", STRF(s->nodes[x->nodes[k]].code));
		sb_fmt(&p->c->out, " – %.*s\n", STRF(x->reason));
		for (size_t m = 0; m < members.n; m++)
			if (str_eq(members.at[m].profile, x->code))
				sb_fmt(&p->c->out, "  %.*s %.*s\n", STRF(members.at[m].unit_code),
				       STRF(members.at[m].unit_name));
	}
	return rc;
}

static td_rc profile(struct tx *t, struct scheme_args *p)
{
	struct membership m;
	size_t changed;
	if (p->unit == NULL)
		return list_profiles(t, p);
	td_rc rc = store_membership_find(t, p->year, str_c(p->unit), &m);
	if (rc == TD_NOT_FOUND)
		return err_add(t->e, rc, str_c(p->unit), N_("Năm này không có đơn vị thành viên mã đó."));
	if (rc != TD_OK)
		return rc;
	const struct act_profile row = {m.unit, p->profile ? str_c(p->profile) : S(""), m.rev};
	return act_profiles_save(t, p->year, &row, 1, &changed);
}

static td_rc work(struct tx *t, void *ctx)
{
	struct scheme_args *p = ctx;
	struct act_draft d;
	str verb = str_c(p->verb), reason = p->reason ? str_c(p->reason) : S("");
	td_rc rc = site_year(t, &p->site, &p->year);
	if (rc == TD_OK)
		rc = act_draft_load(t, p->year, &d);
	p->c->out.n = 0; /* may run again */
	if (rc != TD_OK)
		return rc;
	if (str_eq(verb, S("show")))
		return show(t, p);
	if (str_eq(verb, S("versions")))
		return versions(t, p);
	if (str_eq(verb, S("compare")))
		return compare(t, p);
	if (str_eq(verb, S("replay")))
		return replay(t, p);
	if (str_eq(verb, S("xlsx")))
		return xlsx(t, p);
	if (str_eq(verb, S("profile")))
		return profile(t, p);
	if (str_eq(verb, S("check")))
		return check(t, p, &d);
	if (str_eq(verb, S("begin")))
		return act_draft_begin(t, p->year, p->from ? str_c(p->from) : S(""), d.row.rev);
	if (str_eq(verb, S("save")))
		return save(t, p, d.row.rev);
	if (str_eq(verb, S("seal")))
		return act_scheme_seal(t, p->year);
	return d.row.rev ? act_draft_publish(t, p->year, p->seal, reason, d.row.rev) : no_draft(t);
}

static bool writes(const char *verb)
{
	return strcmp(verb, "begin") == 0 || strcmp(verb, "save") == 0 || strcmp(verb, "publish") == 0 ||
	       strcmp(verb, "profile") == 0 || strcmp(verb, "seal") == 0;
}

static td_rc run(struct cli *c, void *args)
{
	struct scheme_args *p = args;
	td_rc rc = TD_OK;
	p->c = c;
	if (strcmp(p->verb, "save") == 0)
		rc = p->file ? cli_read(c, p->file, JSON_MAX, &p->bytes)
			     : err_add(&c->e, TD_INVALID, S("--file"),
				       N_("Cho biết tệp JSON của bảng tiêu chí."));
	if (rc == TD_OK)
		rc = site_run(c, &p->site, writes(p->verb), work, p);
	if (rc == TD_OK && strcmp(p->verb, "xlsx") == 0)
		rc = cli_write(c, p->out ? p->out : "bang-tieu-chi.xlsx", p->bytes);
	return rc;
}

int cmd_scheme(int argc, char **argv)
{
	static const char *const verbs[] = {"show",    "versions", "compare", "begin",  "save",   "check",
					    "publish", "seal",     "xlsx",    "replay", "profile"};
	struct scheme_args p = {.site.db = getenv("THIDUA_DB")};
	const struct cli_option options[] = {{"--db", NULL, &p.site.db},    {"--from", NULL, &p.from},
					     {"--before", NULL, &p.before}, {"--after", NULL, &p.after},
					     {"--file", NULL, &p.file},     {"--reason", NULL, &p.reason},
					     {"-o", NULL, &p.out},          {"--draft", &p.draft, NULL},
					     {"--unit", NULL, &p.unit},     {"--profile", NULL, &p.profile},
					     {"--seal", &p.seal, NULL},     {0}};
	const char *pos[3];
	bool known = false;
	if (!cli_parse(argc, argv, options, 3, 3, pos))
		return CLI_USAGE;
	p.verb = pos[0];
	p.site.cluster = pos[1];
	p.site.year = pos[2];
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
		known |= strcmp(p.verb, verbs[i]) == 0;
	if (!known)
		return cli_misuse(argv[0],
				  i18n_tr(cli_lang(), N_("không có việc này; xem thidua help scheme")));
	return cli_run(argv[0], (size_t)256 << 20, run, &p);
}
