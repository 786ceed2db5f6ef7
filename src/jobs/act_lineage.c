#include "jobs/act_lineage.h"

#include "base/caltime.h"
#include "base/vi.h"
#include "jobs/act_journal.h"
#include "jobs/act_org.h"
#include "store/journal.h"
#include "store/store_lineage.h"

static size_t n_lines(str text)
{
	size_t n = 0;
	str line;
	while (str_split(&text, '\n', &line))
		n += str_trim(line).n > 0;
	return n;
}

static void check(struct tx *t, const struct act_change *c)
{
	struct day d;
	size_t before = n_lines(c->before), after = n_lines(c->after);
	if (day_parse_iso(c->effective_on, &d) != TD_OK)
		err_add(t->e, TD_INVALID, S("effective_on"), N_("Hãy ghi ngày dạng 21/11/2026."));
	if (c->decision.n == 0)
		err_add(t->e, TD_INVALID, S("decision"),
			N_("Hãy ghi số, ngày của quyết định hoặc biên bản."));
	if (c->kind == CHANGE_MERGE ? before < 2 : before != 1)
		err_add(t->e, TD_INVALID, S("before"),
			c->kind == CHANGE_MERGE
			    ? N_("Sáp nhập: ghi ít nhất hai đơn vị trước khi thay đổi, mỗi đơn vị một dòng.")
			    : N_("Ghi đúng một đơn vị trước khi thay đổi."));
	if (c->kind == CHANGE_SPLIT ? after < 2 : c->kind != CHANGE_TRANSFER && after != 1)
		err_add(t->e, TD_INVALID, S("after"),
			c->kind == CHANGE_SPLIT
			    ? N_("Chia, tách: ghi ít nhất hai đơn vị sau khi thay đổi, mỗi đơn vị một dòng.")
			    : N_("Ghi đúng một tên sau khi thay đổi."));
	if (c->kind == CHANGE_TRANSFER && c->cluster.id.v == 0)
		err_add(t->e, TD_INVALID, S("cluster"), N_("Chuyển cụm: hãy chọn cụm, khối chuyển đến."));
}

static bool in(const unit_list *list, unit_id unit)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->at[i].id.v == unit.v)
			return true;
	return false;
}

static void put_part(struct tx *t, struct unit_change *c, bool after, const struct unit *u, bool continues)
{
	VEC_PUSH(t->a, &c->parts) = (struct unit_change_part){
	    .after = after, .unit = u->id, .name = u->name, .continues = continues, .unit_code = u->code};
}

static td_rc rename_unit(struct tx *t, const struct act_change *c, struct unit u, struct unit_change *out)
{
	put_part(t, out, false, &u, true);
	if (str_eq(u.name, str_trim(c->after)))
		return err_add(t->e, TD_INVALID, S("after"), N_("Tên mới giống tên hiện nay."));
	u.name = str_trim(c->after);
	u.short_name = STR_NULL;
	td_rc rc = act_unit_save(t, &u);
	put_part(t, out, true, &u, true);
	return rc;
}

/* Units that do not stand after the change end with it. */
static td_rc retire(struct tx *t, const unit_list *before, const unit_list *after)
{
	td_rc rc = TD_OK;
	for (size_t i = 0; rc == TD_OK && i < before->n; i++) {
		struct unit u = before->at[i];
		if (in(after, u.id))
			continue;
		u.retired = true;
		rc = store_unit_save(t, &u);
	}
	return rc;
}

static td_rc regroup(struct tx *t, const struct act_change *c, const unit_list *before,
		     struct unit_change *out)
{
	unit_list after = {0}, heirs = {0};
	td_rc rc = act_units_read(t, S("after"), c->after, true, &after);
	if (rc == TD_OK)
		rc = act_units_read(t, S("continues"), c->continues, false, &heirs);
	if (rc != TD_OK)
		return rc;
	const unit_list *chosen = c->kind == CHANGE_MERGE ? before : &after;
	for (size_t i = 0; i < heirs.n; i++)
		if (!in(chosen, heirs.at[i].id))
			rc = err_add(t->e, TD_INVALID, S("continues"),
				     N_("«%.*s» không có trong các đơn vị được ghi ở trên."),
				     STRF(heirs.at[i].name));
	if (rc != TD_OK)
		return rc;
	const unit_list *other = c->kind == CHANGE_MERGE ? &after : before;
	for (size_t side = 0; side < 2; side++) {
		const unit_list *list = side ? &after : before;
		for (size_t i = 0; i < list->n; i++) {
			bool heir = heirs.n ? in(&heirs, list->at[i].id) : in(other, list->at[i].id);
			put_part(t, out, side == 1, &list->at[i], list != chosen || heir);
		}
	}
	return retire(t, before, &after);
}

/* The years of that day's year: out of those of the same Council, into that of the new cluster. */
static td_rc move_member(struct tx *t, const struct act_change *c, const struct unit *u,
			 struct unit_change *out)
{
	cluster_year_list years = {0};
	cluster_list clusters = {0};
	td_rc rc = store_cluster_year_list(t, &years);
	if (rc == TD_OK)
		rc = store_cluster_list(t, &clusters);
	for (size_t i = 0; rc == TD_OK && i < years.n; i++) {
		const struct cluster_year *y = &years.at[i];
		struct membership m;
		struct cluster k = {0};
		for (size_t n = 0; n < clusters.n; n++)
			if (clusters.at[n].id.v == y->cluster.v)
				k = clusters.at[n];
		i64 year = 0;
		if (str_i64(str_upto(c->effective_on, 4), &year) != TD_OK || y->year != year)
			continue;
		td_rc member = store_membership_find(t, y->id, u->code, &m);
		if (member != TD_OK && member != TD_NOT_FOUND)
			return member;
		if (y->cluster.v == c->cluster.id.v) {
			if (member == TD_NOT_FOUND)
				rc = act_member_join(t, y->id, u->id, c->effective_on, c->decision);
		} else if (member == TD_OK && k.council.v == c->cluster.council.v) {
			out->parts.at[0].cluster = OPT(k.id.v);
			rc = act_member_leave(t, y->id, u->id, c->effective_on, c->decision);
		}
	}
	return rc;
}

static td_rc transfer(struct tx *t, const struct act_change *c, const struct unit *u, struct unit_change *out)
{
	put_part(t, out, false, u, true);
	put_part(t, out, true, u, true);
	out->parts.at[1].cluster = OPT(c->cluster.id.v);
	return move_member(t, c, u, out);
}

static td_rc log_change(struct tx *t, const struct unit_change *c)
{
	struct value *after = value_map(t->a);
	struct sb b = sb_new(t->a, 16 * 1024);
	for (size_t i = 0; i < c->parts.n; i++) {
		const struct unit_change_part *p = &c->parts.at[i];
		bool turns = p->after && (i == 0 || !c->parts.at[i - 1].after);
		sb_put(&b, turns ? S(" → ") : i ? S(", ") : S(""));
		sb_put(&b, p->name);
	}
	struct day d;
	value_put_text(t->a, after, "kind", str_c(unit_change_name(c->kind)));
	value_put_text(t->a, after, "units", sb_str(&b));
	value_put_text(t->a, after, "decision", c->decision);
	value_put_text(t->a, after, "on",
		       day_parse_iso(c->effective_on, &d) == TD_OK ? day_vi(t->a, d) : c->effective_on);
	return act_log(t, JOURNAL_SYSTEM, "unit.change", "unit_change", c->id, NULL, after, STR_NULL);
}

td_rc act_unit_change(struct tx *t, const struct act_change *c, struct unit_change *out)
{
	unit_list before = {0};
	size_t faults = t->e->n_total;
	*out = (struct unit_change){.kind = c->kind,
				    .effective_on = c->effective_on,
				    .decision = c->decision,
				    .note = c->note.n ? c->note : STR_NULL};
	check(t, c);
	td_rc rc = act_units_read(t, S("before"), c->before, false, &before);
	if (rc == TD_OK && t->e->n_total != faults)
		rc = TD_INVALID;
	if (rc != TD_OK)
		return rc;
	if (c->kind == CHANGE_RENAME)
		rc = rename_unit(t, c, before.at[0], out);
	else if (c->kind == CHANGE_TRANSFER)
		rc = transfer(t, c, &before.at[0], out);
	else
		rc = regroup(t, c, &before, out);
	if (rc == TD_OK)
		rc = store_unit_change_add(t, out);
	return rc == TD_OK ? log_change(t, out) : rc;
}
