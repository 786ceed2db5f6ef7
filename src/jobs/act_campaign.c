#include "base/caltime.h"
#include "base/utf8.h"
#include "jobs/act_journal.h"
#include "jobs/act_plan.h"

td_rc act_campaign_load(struct tx *t, cluster_year_id year, i64 id, struct campaign_whole *out)
{
	*out = (struct campaign_whole){0};
	td_rc rc = store_campaign_get(t, id, &out->campaign);
	if (rc == TD_OK && out->campaign.year.v != year.v)
		return TD_NOT_FOUND;
	if (rc == TD_OK)
		rc = store_campaign_phase_list(t, year, id, &out->phases);
	return rc == TD_OK ? store_phase_target_list(t, year, id, &out->targets) : rc;
}

static td_rc load_for(struct tx *t, cluster_year_id year, i64 id, i64 rev, struct campaign_whole *out)
{
	td_rc rc = act_year_open(t, year);
	if (rc == TD_OK)
		rc = act_campaign_load(t, year, id, out);
	if (rc == TD_OK && out->campaign.rev != rev)
		return err_add(t->e, TD_STALE, S("rev"),
			       N_("Người khác vừa lưu phong trào này. Nội dung bạn gõ vẫn còn ở dưới; hãy "
				  "đối chiếu rồi lưu lại."));
	if (rc == TD_OK && out->campaign.withdrawn_at_ms.set)
		return err_add(t->e, TD_CONFLICT, S("rev"), N_("Phong trào đã hủy nên không sửa được."));
	return rc;
}

static struct value *campaign_value(struct arena *a, const struct campaign *c)
{
	const struct {
		const char *key;
		str text;
	} texts[] = {{"name", c->name},
		     {"kind", str_c(campaign_kind_name(c->kind))},
		     {"slogan", c->slogan},
		     {"scope", c->scope},
		     {"contents", c->contents},
		     {"decision_number", c->decision_number},
		     {"decision_on", c->decision_on},
		     {"starts_on", c->starts_on},
		     {"ends_on", c->ends_on}};
	struct value *v = value_map(a);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (texts[i].text.n)
			value_put_text(a, v, texts[i].key, texts[i].text);
	return v;
}

static td_rc log_campaign(struct tx *t, const char *action, const struct campaign *was,
			  const struct campaign *is, str reason)
{
	return act_log(t, is->year.v, action, "campaign", is->id, was ? campaign_value(t->a, was) : NULL,
		       campaign_value(t->a, is), reason);
}

td_rc act_campaign_save(struct tx *t, struct campaign *c, str reason)
{
	struct campaign_whole w = {0};
	td_rc rc = c->id ? load_for(t, c->year, c->id, c->rev, &w) : act_year_open(t, c->year);
	if (rc != TD_OK)
		return rc;
	bool launched = w.campaign.edition > 0;
	c->edition = launched ? w.campaign.edition + 1 : 0;
	rc = campaign_check(c, t->e);
	if (launched && str_trim(reason).n == 0)
		rc = err_add(t->e, TD_INVALID, S("reason"),
			     N_("Phong trào đã phát động: ghi lý do sửa để các đơn vị biết."));
	if (utf8_len(reason) > 1000)
		rc = err_add(t->e, TD_INVALID, S("reason"), N_("Lý do: dài quá 1000 ký tự."));
	if (rc == TD_OK)
		rc = store_campaign_put(t, c);
	return rc == TD_OK ? log_campaign(t, "campaign.save", c->rev > 1 ? &w.campaign : NULL, c,
					  launched ? reason : STR_NULL)
			   : rc;
}

td_rc act_campaign_launch(struct tx *t, cluster_year_id year, i64 id, i64 rev)
{
	struct campaign_whole w;
	td_rc rc = load_for(t, year, id, rev, &w);
	if (rc == TD_OK && w.campaign.edition > 0)
		rc = err_add(t->e, TD_CONFLICT, S("word"), N_("Phong trào đã được phát động."));
	if (rc == TD_OK)
		rc = campaign_check_launch(&w.campaign, w.phases.n, t->e);
	if (rc == TD_OK)
		rc = store_campaign_launch(t, &w.campaign);
	return rc == TD_OK ? log_campaign(t, "campaign.launch", NULL, &w.campaign, STR_NULL) : rc;
}

td_rc act_campaign_withdraw(struct tx *t, cluster_year_id year, i64 id, str reason, i64 rev)
{
	struct campaign_whole w;
	td_rc rc = load_for(t, year, id, rev, &w);
	if (rc == TD_OK && str_trim(reason).n == 0)
		rc = err_add(t->e, TD_INVALID, S("withdraw"),
			     N_("Ghi lý do hủy phong trào; các đơn vị sẽ đọc được."));
	if (rc == TD_OK && utf8_len(reason) > 1000)
		rc = err_add(t->e, TD_INVALID, S("withdraw"), N_("Lý do: dài quá 1000 ký tự."));
	w.campaign.withdraw_reason = str_trim(reason);
	if (rc == TD_OK)
		rc = store_campaign_withdraw(t, &w.campaign);
	return rc == TD_OK ? log_campaign(t, "campaign.withdraw", NULL, &w.campaign, reason) : rc;
}

/* ---- phases ---- */

static const struct campaign_phase *phase_of(const struct campaign_whole *w, i64 id)
{
	for (size_t i = 0; i < w->phases.n; i++)
		if (w->phases.at[i].id == id)
			return &w->phases.at[i];
	return NULL;
}

static td_rc log_phase(struct tx *t, const char *action, const struct campaign *c,
		       const struct campaign_phase *p, const phase_target_list *targets)
{
	struct value *v = campaign_value(t->a, &(struct campaign){.name = c->name, .kind = c->kind});
	value_put_text(t->a, v, "phase", p->name);
	value_put_text(t->a, v, "from", p->starts_on);
	value_put_text(t->a, v, "to", p->ends_on);
	value_put_int(t->a, v, "count", (i64)targets->n);
	struct value *rows = value_put(t->a, v, S("targets"), value_list(t->a));
	for (size_t i = 0; i < targets->n; i++) {
		const struct phase_target *g = &targets->at[i];
		struct value *row = value_add(t->a, rows, value_map(t->a));
		value_put_text(t->a, row, "indicator", g->indicator);
		if (g->plan_c.set)
			value_put_num(t->a, row, "plan", g->plan_c.v);
		if (g->actual_c.set)
			value_put_num(t->a, row, "actual", g->actual_c.v);
	}
	if (p->review.n)
		value_put_text(t->a, v, "review", p->review);
	return act_log(t, c->year.v, action, "campaign_phase", p->id, NULL, v, STR_NULL);
}

static void keep_actuals(struct arena *a, const struct campaign_whole *w, i64 phase,
			 const phase_target_list *from, phase_target_list *to)
{
	for (size_t i = 0; i < from->n; i++) {
		struct phase_target g = from->at[i];
		g.actual_c = OPT_NONE;
		for (size_t k = 0; phase && k < w->targets.n; k++)
			if (w->targets.at[k].phase_id == phase &&
			    str_eq(w->targets.at[k].indicator, g.indicator))
				g.actual_c = w->targets.at[k].actual_c;
		VEC_PUSH(a, to) = g;
	}
}

/* What members see of a launched campaign has changed. */
static td_rc next_edition(struct tx *t, struct campaign *c)
{
	if (c->edition == 0)
		return TD_OK;
	c->edition++;
	return store_campaign_put(t, c);
}

td_rc act_phase_save(struct tx *t, cluster_year_id year, struct campaign_phase *p,
		     const phase_target_list *targets)
{
	struct campaign_whole w;
	phase_target_list kept = {0};
	td_rc rc = act_year_open(t, year);
	if (rc == TD_OK)
		rc = act_campaign_load(t, year, p->campaign_id, &w);
	if (rc != TD_OK)
		return rc;
	const struct campaign_phase *was = p->id ? phase_of(&w, p->id) : NULL;
	if (p->id && was == NULL)
		return TD_NOT_FOUND;
	if (was && was->rev != p->rev)
		return err_add(t->e, TD_STALE, S("rev"),
			       N_("Người khác vừa lưu đợt này. Nội dung bạn gõ vẫn còn ở dưới; hãy đối chiếu "
				  "rồi lưu lại."));
	if (w.campaign.withdrawn_at_ms.set)
		return err_add(t->e, TD_CONFLICT, S("rev"), N_("Phong trào đã hủy nên không sửa được."));
	if (was) {
		p->review = was->review;
		p->reviewed_at_ms = was->reviewed_at_ms;
		p->reviewed_by = was->reviewed_by;
	}
	rc = phase_check(&w.campaign, &w.phases, p, targets, t->e);
	keep_actuals(t->a, &w, p->id, targets, &kept);
	if (rc == TD_OK)
		rc = store_campaign_phase_put(t, year, p, &kept);
	if (rc == TD_OK)
		rc = next_edition(t, &w.campaign);
	return rc == TD_OK ? log_phase(t, "phase.save", &w.campaign, p, &kept) : rc;
}

static td_rc check_review(struct tx *t, const struct campaign_whole *w, const struct campaign_phase *p,
			  str review, i64 rev)
{
	if (p->rev != rev)
		return err_add(t->e, TD_STALE, S("rev"),
			       N_("Người khác vừa lưu đợt này. Nội dung bạn gõ vẫn còn ở dưới; hãy đối chiếu "
				  "rồi lưu lại."));
	if (w->campaign.edition == 0 || w->campaign.withdrawn_at_ms.set)
		return err_add(t->e, TD_CONFLICT, S("review"),
			       N_("Phong trào chưa phát động nên chưa sơ kết được."));
	if (str_cmp(day_iso(t->a, day_of_ms(t->now_ms)), p->starts_on) < 0)
		return err_add(t->e, TD_CONFLICT, S("review"),
			       N_("Đợt này chưa bắt đầu nên chưa sơ kết được."));
	if (str_trim(review).n == 0)
		return err_add(t->e, TD_INVALID, S("review"), N_("Ghi đánh giá kết quả của đợt."));
	if (utf8_len(review) > 8000)
		return err_add(t->e, TD_INVALID, S("review"), N_("Đánh giá kết quả: dài quá 8000 ký tự."));
	return TD_OK;
}

td_rc act_phase_review(struct tx *t, cluster_year_id year, i64 campaign, i64 phase, str review,
		       const struct opt_i64 *actual_c, size_t n, i64 rev)
{
	struct campaign_whole w;
	phase_target_list targets = {0};
	td_rc rc = act_year_open(t, year);
	if (rc == TD_OK)
		rc = act_campaign_load(t, year, campaign, &w);
	if (rc != TD_OK)
		return rc;
	const struct campaign_phase *was = phase_of(&w, phase);
	if (was == NULL)
		return TD_NOT_FOUND;
	rc = check_review(t, &w, was, review, rev);
	if (rc != TD_OK)
		return rc;
	for (size_t i = 0; i < w.targets.n; i++)
		if (w.targets.at[i].phase_id == phase) {
			VEC_PUSH(t->a, &targets) = w.targets.at[i];
			targets.at[targets.n - 1].actual_c =
			    targets.n <= n ? actual_c[targets.n - 1] : OPT_NONE;
		}
	struct campaign_phase p = *was;
	p.review = str_trim(review);
	p.reviewed_at_ms = OPT(t->now_ms);
	p.reviewed_by = OPT(t->actor.user_id);
	rc = store_campaign_phase_put(t, year, &p, &targets);
	return rc == TD_OK ? log_phase(t, "phase.review", &w.campaign, &p, &targets) : rc;
}
