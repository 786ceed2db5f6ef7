/* thidua signing list CLUSTER YEAR | make CLUSTER YEAR WHAT --by LOGIN: one-time addresses for signing programs. */
#include <stdlib.h>

#include "base/caltime.h"
#include "cli/commands.h"
#include "cli/site.h"
#include "jobs/act_evidence.h"
#include "jobs/act_setting.h"
#include "jobs/act_signing.h"
#include "store/store_user.h"

enum { MEMORY = 256 << 20 };

struct signing_args {
	struct site_args site;
	const char *verb, *what, *of, *by;
	struct cli *c;
	struct signing_draft draft;
	struct membership member;
};

static const char *const subjects[] = {
    [SIGNING_EVIDENCE] = "evidence", [SIGNING_PACT] = "pact", [SIGNING_PAPER] = "paper"};

static td_rc list(struct tx *t, void *ctx)
{
	struct signing_args *p = ctx;
	cluster_year_id year;
	signing_list all;
	td_rc rc = site_year(t, &p->site, &year);
	if (rc == TD_OK)
		rc = store_signing_list(t, year, &all);
	for (size_t i = 0; rc == TD_OK && i < all.n; i++) {
		const struct signing_request *s = &all.at[i];
		sb_fmt(&p->c->out, "%lld %s %lld %s %s %.*s%s%.*s\n", (long long)s->id, subjects[s->subject],
		       (long long)s->subject_id, signing_state_code(signing_state_of(s, t->now_ms)),
		       day_iso(t->a, day_of_ms(s->made_at_ms)).p, STRF(s->file_name),
		       s->refusal.n ? "  " : "", STRF(s->refusal.n ? s->refusal : S("")));
	}
	return rc;
}

/* The addresses are a person's: the one who answers for them. */
static td_rc become(struct tx *t, struct signing_args *p)
{
	struct user u;
	td_rc rc = store_user_by_login(t, str_c(p->by), &u);
	if (rc != TD_OK)
		return rc == TD_NOT_FOUND
			   ? err_add(t->e, rc, S("--by"), N_("Không có tài khoản «%s»."), p->by)
			   : rc;
	t->actor = (struct actor){u.id.v, u.name};
	return TD_OK;
}

static td_rc member_of(struct tx *t, struct signing_args *p, cluster_year_id year)
{
	membership_list all = {0};
	td_rc rc = store_membership_list(t, year, &all);
	for (size_t i = 0; rc == TD_OK && i < all.n; i++)
		if (str_eq(all.at[i].unit_code, str_c(p->of))) {
			p->member = all.at[i];
			return TD_OK;
		}
	return rc == TD_OK ? err_add(t->e, TD_NOT_FOUND, str_c(p->of), N_("Không có đơn vị này trong năm."))
			   : rc;
}

static td_rc draft(struct tx *t, void *ctx)
{
	struct signing_args *p = ctx;
	cluster_year_id year;
	td_rc rc = site_year(t, &p->site, &year);
	if (rc == TD_OK)
		rc = member_of(t, p, year);
	return rc == TD_OK ? signing_draft(t, year, p->member.unit, &p->draft) : rc;
}

static td_rc make_one(struct tx *t, struct signing_args *p, cluster_year_id year, struct signing_made *m)
{
	struct evidence v;
	i64 id = 0;
	if (p->draft.pdf.n)
		return act_signing_pact(t, year, p->member.unit, &p->draft, m);
	if (str_i64(str_c(p->of), &id) != TD_OK)
		return err_add(t->e, TD_INVALID, str_c(p->of), N_("Cần số của văn bản."));
	if (strcmp(p->what, "paper") == 0)
		return act_signing_paper(t, year, (paper_id){id}, m);
	td_rc rc = store_evidence_get(t, (evidence_id){id}, &v);
	return rc == TD_OK ? act_signing_evidence(t, year, v.unit, v.id, m) : rc;
}

static td_rc make(struct tx *t, void *ctx)
{
	struct signing_args *p = ctx;
	struct signing_made m = {0};
	cluster_year_id year;
	str site = S("");
	td_rc rc = site_year(t, &p->site, &year);
	if (rc == TD_OK)
		rc = setting_get(t, "site.url", &site);
	if (rc == TD_OK)
		rc = become(t, p);
	if (rc == TD_OK)
		rc = make_one(t, p, year, &m);
	if (rc == TD_NOT_FOUND && !t->e->n_total)
		return err_add(t->e, rc, str_c(p->of), N_("Không có văn bản này trong năm."));
	if (rc == TD_OK)
		sb_fmt(&p->c->out, "%.*s/ky-so/tai/%.*s\n%.*s/ky-so/nhan/%.*s\n", STRF(site), STRF(m.fetch),
		       STRF(site), STRF(m.send));
	return rc;
}

/* A part of the pact is drawn before the transaction. */
static td_rc run_make(struct cli *c, struct signing_args *p)
{
	bool common = strcmp(p->what, "common") == 0;
	if (common || strcmp(p->what, "annex") == 0) {
		p->draft.part = common ? PACT_COMMON : PACT_ANNEX;
		td_rc rc = site_run(c, &p->site, false, draft, p);
		if (rc == TD_OK)
			rc = papers_pdf_of(c->a, p->draft.docx, &c->e, &p->draft.pdf);
		if (rc != TD_OK)
			return rc;
	} else if (strcmp(p->what, "paper") != 0 && strcmp(p->what, "evidence") != 0) {
		return err_add(
		    &c->e, TD_INVALID, str_c(p->what),
		    N_("ký số một trong: evidence SỐ, paper SỐ, common MÃ-ĐƠN-VỊ, annex MÃ-ĐƠN-VỊ"));
	}
	return site_run(c, &p->site, true, make, p);
}

static td_rc run(struct cli *c, void *ctx)
{
	struct signing_args *p = ctx;
	p->c = c;
	if (strcmp(p->verb, "list") == 0 && p->what == NULL)
		return site_run(c, &p->site, false, list, p);
	if (strcmp(p->verb, "make") != 0 || p->of == NULL || p->by == NULL)
		return err_add(
		    &c->e, TD_INVALID, str_c(p->verb),
		    N_("chỉ có: list CỤM NĂM, make CỤM NĂM evidence|paper|common|annex SỐ-HOẶC-ĐƠN-VỊ "
		       "--by TÀI-KHOẢN"));
	return run_make(c, p);
}

int cmd_signing(int argc, char **argv)
{
	struct signing_args p = {.site.db = getenv("THIDUA_DB")};
	const struct cli_option options[] = {{"--db", NULL, &p.site.db}, {"--by", NULL, &p.by}, {0}};
	const char *pos[5];
	if (!cli_parse(argc, argv, options, 3, 5, pos))
		return CLI_USAGE;
	p.verb = pos[0];
	p.site.cluster = pos[1];
	p.site.year = pos[2];
	p.what = pos[3];
	p.of = pos[4];
	return cli_run("signing", MEMORY, run, &p);
}
