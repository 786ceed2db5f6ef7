#include "jobs/act_pact.h"

#include "base/num.h"
#include "jobs/act_journal.h"
#include "jobs/act_signature.h"

enum { MAX_TEXT = 1 << 20 };

static td_rc hash_common(struct arena *a, const struct pact *p, struct sha256 *out)
{
	struct sb b = sb_new(a, MAX_TEXT);
	sb_fmt(&b, "%lld\n%.*s\n\n%.*s\n\n%.*s", (long long)p->year, STRF(p->theme), STRF(p->contents),
	       STRF(p->measures));
	return sha256_of(sb_str(&b), out);
}

/* What the annex says: order, words and numbers; not who approved it or when. */
static td_rc hash_annex(struct arena *a, const struct pact_unit *u, struct sha256 *out)
{
	struct sb b = sb_new(a, MAX_TEXT);
	for (size_t i = 0; i < u->targets.n; i++) {
		const struct registered_target *g = &u->targets.at[i];
		sb_fmt(&b, "%.*s\t%.*s\t", STRF(g->indicator), STRF(g->measure_unit));
		if (g->baseline_c.set)
			num_put_json(&b, g->baseline_c.v);
		sb_byte(&b, '\t');
		num_put_json(&b, g->plan_c);
		sb_byte(&b, '\n');
	}
	for (size_t i = 0; i < u->awards.n; i++) {
		const struct registered_award *g = &u->awards.at[i];
		sb_fmt(&b, "%s\t%s\t%.*s\t%.*s\n", award_list_code(g->list), award_holder_code(g->holder),
		       STRF(g->award_code), STRF(g->name));
	}
	return sha256_of(sb_str(&b), out);
}

static void put_rows(struct arena *a, struct pact_unit *u, const registered_target_list *targets,
		     const registered_award_list *awards)
{
	for (size_t i = 0; i < targets->n; i++)
		if (targets->at[i].unit.v == u->member.unit.v)
			VEC_PUSH(a, &u->targets) = targets->at[i];
	for (size_t i = 0; i < awards->n; i++)
		if (awards->at[i].unit.v == u->member.unit.v)
			VEC_PUSH(a, &u->awards) = awards->at[i];
}

static td_rc put_units(struct tx *t, struct pact_of_year *out, bool next)
{
	membership_list members = {0};
	registration_list registrations = {0};
	registered_target_list targets = {0};
	registered_award_list awards = {0};
	cluster_year_id id = out->now.y.id;
	td_rc rc = store_membership_list(t, id, &members);
	if (rc == TD_OK && !next)
		rc = store_registration_list(t, id, &registrations);
	if (rc == TD_OK && !next)
		rc = store_registered_target_list(t, id, (unit_id){0}, &targets);
	if (rc == TD_OK && !next)
		rc = store_registered_award_list(t, id, (unit_id){0}, &awards);
	for (size_t i = 0; rc == TD_OK && i < members.n; i++) {
		struct pact_unit u = {.member = members.at[i]};
		for (size_t k = 0; k < registrations.n; k++)
			if (registrations.at[k].unit.v == u.member.unit.v)
				u.registration = registrations.at[k];
		u.ready = u.registration.state == REGISTRATION_APPROVED;
		if (u.ready)
			put_rows(t->a, &u, &targets, &awards);
		if (u.ready)
			rc = hash_annex(t->a, &u, &u.annex);
		for (int p = 0; p < PACT_PART__N; p++)
			u.signing[p] = pact_standing(&out->signings, u.member.unit, (enum pact_part)p);
		u.state[PACT_COMMON] = pact_state(out->pact.id ? &out->common : NULL, u.signing[PACT_COMMON]);
		u.state[PACT_ANNEX] = pact_state(u.ready ? &u.annex : NULL, u.signing[PACT_ANNEX]);
		VEC_PUSH(t->a, &out->units) = u;
	}
	return rc;
}

static td_rc step_due(struct tx *t, cluster_year_id now, str *out)
{
	season_step_list steps = {0};
	td_rc rc = store_season_step_list(t, now, &steps);
	for (size_t i = 0; i < steps.n; i++)
		if (str_eq(steps.at[i].step, str_c(season_code(SEASON_REGISTERING))))
			*out = steps.at[i].due_on;
	return rc;
}

td_rc act_pact_load(struct tx *t, cluster_year_id now, bool next, struct pact_of_year *out)
{
	*out = (struct pact_of_year){0};
	td_rc rc = act_year_get(t, now, &out->now);
	if (rc != TD_OK)
		return rc;
	out->year = out->now.y.year + next;
	rc = store_pact_get(t, out->now.y.cluster, out->year, &out->pact);
	if (rc == TD_NOT_FOUND)
		out->pact = (struct pact){.cluster = out->now.y.cluster, .year = out->year};
	else if (rc == TD_OK)
		rc = hash_common(t->a, &out->pact, &out->common);
	if (rc == TD_OK || rc == TD_NOT_FOUND)
		rc = store_pact_signing_list(t, out->now.y.cluster, out->year, &out->signings);
	if (rc == TD_OK && !next)
		rc = step_due(t, now, &out->due_on);
	return rc == TD_OK ? put_units(t, out, next) : rc;
}

static bool check_text(struct err *e, const struct pact *p)
{
	size_t before = e->n_total;
	struct day d;
	if (str_trim(p->contents).n == 0)
		err_add(e, TD_INVALID, S("contents"), N_("Ghi nội dung giao ước, mỗi nội dung một dòng."));
	if (str_trim(p->measures).n == 0)
		err_add(e, TD_INVALID, S("measures"), N_("Ghi biện pháp thực hiện, mỗi biện pháp một dòng."));
	if (p->adopted_on.n && day_parse_iso(p->adopted_on, &d) != TD_OK)
		err_add(e, TD_INVALID, S("adopted_on"), N_("Ngày thông qua ghi như 15/01/2026."));
	return e->n_total == before;
}

td_rc act_pact_save(struct tx *t, cluster_year_id now, bool next, const struct pact *p, i64 rev)
{
	struct pact_of_year y;
	td_rc rc = act_pact_load(t, now, next, &y);
	if (rc != TD_OK)
		return rc;
	if (y.pact.rev != rev)
		return err_add(t->e, TD_STALE, S("rev"),
			       N_("Giao ước vừa được người khác lưu. Nội dung bạn gõ vẫn còn ở dưới; hãy đối "
				  "chiếu rồi lưu "
				  "lại."));
	if (!check_text(t->e, p))
		return TD_INVALID;
	y.pact.theme = p->theme.n ? p->theme : STR_NULL;
	y.pact.contents = p->contents;
	y.pact.measures = p->measures;
	y.pact.adopted_on = p->adopted_on.n ? p->adopted_on : STR_NULL;
	rc = store_pact_put(t, now, &y.pact);
	if (rc != TD_OK)
		return rc;
	struct value *after = value_map(t->a);
	value_put_int(t->a, after, "year", y.year);
	value_put_text(t->a, after, "theme", y.pact.theme);
	value_put_text(t->a, after, "contents", y.pact.contents);
	value_put_text(t->a, after, "measures", y.pact.measures);
	return act_log(t, now.v, "pact.save", "pact", y.pact.id, NULL, after, STR_NULL);
}

static td_rc log_signing(struct tx *t, cluster_year_id now, const struct pact_unit *u,
			 const struct pact_signing *s)
{
	struct arena *a = t->a;
	struct value *after = value_map(a);
	value_put_int(a, after, "year", s->year);
	value_put_text(a, after, "unit", u->member.unit_name);
	value_put_text(a, after, "part", str_c(pact_part_name(s->part)));
	value_put_text(a, after, "method", str_c(pact_method_name(s->method)));
	value_put_text(a, after, "signer", s->signer_name);
	value_put_text(a, after, "text_sha256", hex_of(a, s->text.b, SHA256_LEN));
	if (s->late)
		value_put_text(a, after, "late", S("ký sau hạn"));
	return act_log(t, now.v, "pact.sign", "pact_signing", s->id, NULL, after, STR_NULL);
}

static td_rc sign(struct tx *t, const struct pact_of_year *y, const struct pact_unit *u,
		  const struct act_signature *how)
{
	cluster_year_id now = y->now.y.id;
	str today = day_iso(t->a, day_of_ms(t->now_ms));
	struct pact_signing s = {.cluster = y->now.y.cluster,
				 .year = y->year,
				 .unit = u->member.unit,
				 .part = how->part,
				 .method = how->method,
				 .signer_name = how->name.n ? how->name : u->member.leader_name,
				 .signer_title = how->title.n ? how->title : u->member.leader_title,
				 .signed_on = how->on.n ? how->on : today,
				 .text = how->part == PACT_COMMON ? y->common : u->annex,
				 .file = how->file,
				 .file_name = how->file_name};
	if (!s.signer_name.n)
		return err_add(t->e, TD_INVALID, S("signer"), N_("%.*s: ghi họ tên người ký."),
			       STRF(u->member.unit_name));
	if (str_cmp(s.signed_on, today) > 0)
		return err_add(t->e, TD_INVALID, S("signed_on"), N_("Ngày ký không thể sau hôm nay."));
	if (y->year == y->now.y.year)
		s.late = registration_is_late(y->now.season, y->due_on, s.signed_on);
	td_rc rc = u->signing[how->part] ? store_pact_signing_void(t, now, u->signing[how->part]->id) : TD_OK;
	if (rc == TD_OK)
		rc = store_pact_signing_add(t, now, &s);
	if (rc == TD_OK && s.file.set)
		rc = act_signature_keep(t, SIGNATURE_PACT, s.id, (file_id){s.file.v}, how->seen);
	return rc == TD_OK ? log_signing(t, now, u, &s) : rc;
}

td_rc act_pact_sign(struct tx *t, cluster_year_id now, bool next, unit_id unit, const struct act_signature *s)
{
	struct pact_of_year y;
	td_rc rc = act_pact_load(t, now, next, &y);
	for (size_t i = 0; rc == TD_OK && i < y.units.n; i++) {
		const struct pact_unit *u = &y.units.at[i];
		if (u->member.unit.v != unit.v)
			continue;
		if (u->state[s->part] == PACT_NOT_READY)
			return err_add(
			    t->e, TD_CONFLICT, S("pact"),
			    s->part == PACT_COMMON
				? N_("Cụm chưa soạn giao ước chung nên chưa ký được.")
				: N_("Đăng ký của đơn vị chưa được duyệt nên chưa có phụ lục để ký."));
		if (u->state[s->part] == PACT_SIGNED)
			return err_add(t->e, TD_CONFLICT, S("pact"),
				       N_("Đơn vị đã ký phần này của giao ước."));
		return sign(t, &y, u, s);
	}
	return rc == TD_OK ? TD_NOT_FOUND : rc;
}

td_rc act_pact_sign_all(struct tx *t, cluster_year_id now, bool next, enum pact_part part, str on, size_t *n)
{
	struct pact_of_year y;
	struct act_signature how = {.part = part, .method = PACT_IN_MEETING, .on = on};
	*n = 0;
	td_rc rc = act_pact_load(t, now, next, &y);
	for (size_t i = 0; rc == TD_OK && i < y.units.n; i++) {
		enum pact_state s = y.units.at[i].state[part];
		if (s != PACT_UNSIGNED && s != PACT_OUTDATED)
			continue;
		rc = sign(t, &y, &y.units.at[i], &how);
		++*n;
	}
	return rc;
}
