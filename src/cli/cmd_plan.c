/* thidua plan show | save | copy | launch | campaign | review | document | withdraw | receipts */
#include <stdlib.h>

#include "base/caltime.h"
#include "cli/commands.h"
#include "cli/site.h"
#include "cli/text_table.h"
#include "jobs/plan_data.h"
#include "store/store_file.h"

enum { JSON_MAX = 1 << 20, DOCUMENT_MAX = 20 << 20 };

struct plan_args {
	struct site_args site;
	const char *verb, *file;
	const char *campaign, *phase, *document, *reason, *text, *kind, *title, *number, *issued, *issuer;
	bool json, launch;
	str bytes;
	struct cli *c;
	cluster_year_id year;
};

static str given(const char *word)
{
	return str_c(word ? word : "");
}

static td_rc number_of(struct tx *t, const char *option, const char *word, i64 *out)
{
	if (word && str_i64(str_c(word), out) == TD_OK)
		return TD_OK;
	return err_add(t->e, TD_INVALID, str_c(option), N_("Cho biết số thứ tự; xem thidua plan show."));
}

/* ---- reading ---- */

static void put_sections(struct tx *t, struct sb *out, const struct plan *p)
{
	for (int s = 0; s < PLAN_SECTION__N; s++)
		sb_fmt(out, "%s\n%.*s\n\n", i18n_tr(t->e->lang, plan_section_name((enum plan_section)s)),
		       STRF(p->text[s]));
}

static td_rc put_campaigns(struct tx *t, struct plan_args *p)
{
	campaign_list all = {0};
	campaign_phase_list phases = {0};
	td_rc rc = store_campaign_list(t, p->year, &all);
	if (rc == TD_OK)
		rc = store_campaign_phase_list(t, p->year, 0, &phases);
	for (size_t i = 0; rc == TD_OK && i < all.n; i++) {
		const struct campaign *c = &all.at[i];
		const char *state = c->withdrawn_at_ms.set ? N_("Đã hủy")
				    : c->edition           ? N_("Đã phát động")
							   : N_("Nháp");
		sb_fmt(&p->c->out, "%lld. %.*s (%s) – %s\n", (long long)c->id, STRF(c->name),
		       i18n_tr(t->e->lang, campaign_kind_name(c->kind)), i18n_tr(t->e->lang, state));
		for (size_t k = 0; k < phases.n; k++)
			if (phases.at[k].campaign_id == c->id)
				sb_fmt(&p->c->out, "   %lld. %.*s: %.*s – %.*s\n", (long long)phases.at[k].id,
				       STRF(phases.at[k].name), STRF(phases.at[k].starts_on),
				       STRF(phases.at[k].ends_on));
	}
	return rc;
}

static td_rc put_documents(struct tx *t, struct plan_args *p)
{
	cluster_document_list all = {0};
	td_rc rc = store_cluster_document_list(t, p->year, &all);
	for (size_t i = 0; rc == TD_OK && i < all.n; i++)
		sb_fmt(&p->c->out, "%lld. %.*s%s\n", (long long)all.at[i].id, STRF(all.at[i].title),
		       all.at[i].withdrawn_at_ms.set ? " (đã thu hồi)" : "");
	return rc;
}

static td_rc show(struct tx *t, struct plan_args *p)
{
	struct plan plan;
	td_rc rc = store_plan_get(t, p->year, &plan);
	if (rc != TD_OK)
		return rc;
	if (p->json) {
		struct value *v = value_map(t->a);
		for (int s = 0; s < PLAN_SECTION__N; s++)
			value_put_text(t->a, v, plan_section_code((enum plan_section)s), plan.text[s]);
		value_put_int(t->a, v, "edition", plan.edition);
		sb_put(&p->c->out, value_to_json(t->a, v, VALUE_PRETTY));
		return TD_OK;
	}
	put_sections(t, &p->c->out, &plan);
	rc = put_campaigns(t, p);
	return rc == TD_OK ? put_documents(t, p) : rc;
}

/* The plan's receipts, or those of --campaign. */
static td_rc receipts(struct tx *t, struct plan_args *p)
{
	struct plan plan;
	struct campaign c = {0};
	membership_list members = {0};
	read_receipt_list all = {0};
	struct text_table table = text_table_new(t->a);
	i64 id = 0;
	td_rc rc = p->campaign ? number_of(t, "--campaign", p->campaign, &id) : TD_OK;
	if (rc == TD_OK)
		rc = store_plan_get(t, p->year, &plan);
	if (rc == TD_OK && id)
		rc = store_campaign_get(t, id, &c);
	if (rc == TD_OK)
		rc = store_membership_list(t, p->year, &members);
	if (rc == TD_OK)
		rc = store_read_receipt_list(t, p->year, &all);
	if (rc != TD_OK)
		return rc;
	text_table_col(&table, S("Đơn vị"), false);
	text_table_col(&table, S("Mở lần đầu"), false);
	text_table_col(&table, S("Người mở"), false);
	for (size_t i = 0; i < members.n; i++) {
		const struct read_receipt *r =
		    read_receipt_of(&all, id ? READ_CAMPAIGN : READ_PLAN, id ? id : plan.id,
				    id ? c.edition : plan.edition, members.at[i].unit);
		str *row = text_table_row(&table);
		row[0] = members.at[i].unit_code;
		row[1] = r ? ms_vi(t->a, r->opened_at_ms) : S("–");
		row[2] = r ? r->user_name : S("–");
	}
	text_table_put(&p->c->out, &table);
	return TD_OK;
}

/* ---- writing ---- */

static td_rc read_json(struct tx *t, struct plan_args *p, const struct value **out)
{
	td_rc rc = value_from_json(t->a, p->bytes, t->e, out);
	if (rc == TD_OK && (*out)->kind != VALUE_MAP)
		rc = err_add(t->e, TD_INVALID, S("{}"), N_("Tệp phải là một đối tượng JSON."));
	return rc;
}

static td_rc save(struct tx *t, struct plan_args *p)
{
	const struct value *v;
	struct plan plan, was;
	td_rc rc = read_json(t, p, &v);
	if (rc == TD_OK)
		rc = plan_from_value(t, v, &plan);
	if (rc == TD_OK)
		rc = store_plan_get(t, p->year, &was);
	return rc == TD_OK ? act_plan_save(t, p->year, &plan, given(p->reason), was.rev) : rc;
}

static td_rc launch(struct tx *t, struct plan_args *p)
{
	struct plan plan;
	struct campaign c;
	i64 id;
	if (!p->campaign) {
		td_rc rc = store_plan_get(t, p->year, &plan);
		return rc == TD_OK ? act_plan_launch(t, p->year, plan.rev) : rc;
	}
	td_rc rc = number_of(t, "--campaign", p->campaign, &id);
	if (rc == TD_OK)
		rc = store_campaign_get(t, id, &c);
	return rc == TD_OK ? act_campaign_launch(t, p->year, id, c.rev) : rc;
}

static td_rc copy(struct tx *t, struct plan_args *p)
{
	return act_plan_copy(t, p->year);
}

static td_rc campaign(struct tx *t, struct plan_args *p)
{
	const struct value *v;
	struct campaign c = {0};
	td_rc rc = read_json(t, p, &v);
	if (rc == TD_OK)
		rc = campaign_enter(t, p->year, v, &c);
	if (rc == TD_OK && p->launch)
		rc = act_campaign_launch(t, p->year, c.id, c.rev);
	if (rc == TD_OK)
		sb_fmt(&p->c->out, "%lld\n", (long long)c.id);
	return rc;
}

static td_rc review(struct tx *t, struct plan_args *p)
{
	campaign_phase_list phases = {0};
	i64 campaign_id = 0, phase_id = 0;
	td_rc rc = number_of(t, "--campaign", p->campaign, &campaign_id);
	if (rc == TD_OK)
		rc = number_of(t, "--phase", p->phase, &phase_id);
	if (rc == TD_OK)
		rc = store_campaign_phase_list(t, p->year, campaign_id, &phases);
	for (size_t i = 0; rc == TD_OK && i < phases.n; i++)
		if (phases.at[i].id == phase_id)
			return act_phase_review(t, p->year, campaign_id, phase_id, given(p->text), NULL, 0,
						phases.at[i].rev);
	return rc == TD_OK ? TD_NOT_FOUND : rc;
}

static td_rc document(struct tx *t, struct plan_args *p)
{
	struct day on;
	const char *slash = strrchr(p->file, '/');
	struct cluster_document d = {.year = p->year,
				     .title = given(p->title),
				     .number = given(p->number),
				     .issuer = given(p->issuer),
				     .file_name = str_c(slash ? slash + 1 : p->file)};
	if (document_kind_parse(given(p->kind), &d.kind) != TD_OK)
		return err_add(t->e, TD_INVALID, S("--kind"),
			       N_("Loại là operating_rules, plan, guidance, invitation, report hoặc other."));
	if (p->issued && day_parse_iso(str_c(p->issued), &on) != TD_OK &&
	    day_parse_vi(str_c(p->issued), &on) != TD_OK)
		return err_add(t->e, TD_INVALID, S("--issued"), N_("Ngày ghi như 21/11/2026."));
	d.issued_on = p->issued ? day_iso(t->a, on) : STR_NULL;
	td_rc rc = store_file_put(t, p->bytes, S("application/octet-stream"), &d.file);
	if (rc == TD_OK)
		rc = act_document_add(t, &d);
	if (rc == TD_OK)
		sb_fmt(&p->c->out, "%lld\n", (long long)d.id);
	return rc;
}

static td_rc withdraw(struct tx *t, struct plan_args *p)
{
	struct campaign c = {0};
	i64 id = 0;
	if (p->document) {
		td_rc rc = number_of(t, "--document", p->document, &id);
		return rc == TD_OK ? act_document_withdraw(t, p->year, id, given(p->reason)) : rc;
	}
	td_rc rc = number_of(t, "--campaign", p->campaign, &id);
	if (rc == TD_OK)
		rc = store_campaign_get(t, id, &c);
	return rc == TD_OK ? act_campaign_withdraw(t, p->year, id, given(p->reason), c.rev) : rc;
}

static const struct {
	const char *name;
	td_rc (*fn)(struct tx *t, struct plan_args *p);
	bool writes, reads_file;
} verbs[] = {
    {"show", show, false, false},        {"receipts", receipts, false, false},
    {"save", save, true, true},          {"copy", copy, true, false},
    {"launch", launch, true, false},     {"campaign", campaign, true, true},
    {"review", review, true, false},     {"document", document, true, true},
    {"withdraw", withdraw, true, false},
};

static size_t find_verb(const char *name)
{
	size_t i = 0;
	while (i < sizeof verbs / sizeof *verbs && strcmp(verbs[i].name, name) != 0)
		i++;
	return i;
}

static td_rc in_tx(struct tx *t, void *ctx)
{
	struct plan_args *p = ctx;
	td_rc rc = site_year(t, &p->site, &p->year);
	if (rc == TD_OK)
		rc = verbs[find_verb(p->verb)].fn(t, p);
	if (rc == TD_NOT_FOUND && t->e->n_total == 0)
		rc = err_add(t->e, rc, str_c(p->verb),
			     N_("Năm này không có mục mang số đã cho; xem thidua plan show."));
	return rc;
}

static td_rc run(struct cli *c, void *args)
{
	struct plan_args *p = args;
	size_t verb = find_verb(p->verb);
	bool is_document = strcmp(p->verb, "document") == 0;
	p->c = c;
	td_rc rc = verbs[verb].reads_file
		       ? cli_read(c, p->file, is_document ? DOCUMENT_MAX : JSON_MAX, &p->bytes)
		       : TD_OK;
	return rc == TD_OK ? site_run(c, &p->site, verbs[verb].writes, in_tx, p) : rc;
}

int cmd_plan(int argc, char **argv)
{
	struct plan_args p = {.site.db = getenv("THIDUA_DB")};
	const struct cli_option options[] = {
	    {"--db", NULL, &p.site.db},    {"--json", &p.json, NULL},
	    {"--launch", &p.launch, NULL}, {"--campaign", NULL, &p.campaign},
	    {"--phase", NULL, &p.phase},   {"--document", NULL, &p.document},
	    {"--reason", NULL, &p.reason}, {"--text", NULL, &p.text},
	    {"--kind", NULL, &p.kind},     {"--title", NULL, &p.title},
	    {"--number", NULL, &p.number}, {"--issued", NULL, &p.issued},
	    {"--issuer", NULL, &p.issuer}, {0},
	};
	const char *pos[4];
	if (!cli_parse(argc, argv, options, 3, 4, pos))
		return CLI_USAGE;
	size_t verb = find_verb(pos[0]);
	p.verb = pos[0];
	p.site.cluster = pos[1];
	p.site.year = pos[2];
	p.file = pos[3];
	if (verb == sizeof verbs / sizeof *verbs || verbs[verb].reads_file != (p.file != NULL))
		return cli_misuse(
		    argv[0],
		    i18n_tr(cli_lang(), N_("cần: show, receipts, copy, launch, review, withdraw CỤM NĂM; "
					   "save, campaign, document CỤM NĂM TỆP")));
	return cli_run(argv[0], (size_t)128 << 20, run, &p);
}
