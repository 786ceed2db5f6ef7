#include "store/store_lineage.h"

#include "base/vi.h"
#include "store/q_lineage.h"
#include "store/util.h"

static td_rc add_part(struct tx *t, i64 change, i64 ordinal, const struct unit_change_part *p)
{
	return q_unit_change_part_add(
	    t,
	    &(struct q_unit_change_part_add_args){.unit_change_id = change,
						  .ordinal = ordinal,
						  .side = p->after,
						  .unit_id = p->unit.v,
						  .name = p->name,
						  .name_key = vi_fold(t->a, p->name),
						  .continues = p->continues,
						  .cluster_id = p->cluster},
	    NULL);
}

td_rc store_unit_change_add(struct tx *t, struct unit_change *c)
{
	struct q_unit_change_add_row row;
	td_rc rc = q_unit_change_add(t,
				     &(struct q_unit_change_add_args){
					 .kind = str_c(unit_change_code(c->kind)),
					 .effective_on = c->effective_on,
					 .decision = c->decision,
					 .note = c->note,
					 .entered_by = t->actor.user_id,
					 .entered_at = t->now_ms,
				     },
				     &row);
	if (rc == TD_OK)
		c->id = row.id;
	for (size_t i = 0; rc == TD_OK && i < c->parts.n; i++)
		rc = add_part(t, c->id, (i64)i + 1, &c->parts.at[i]);
	return store_wrote(t, rc, DB_TAG_SYSTEM, NULL);
}

static td_rc read_changes(struct tx *t, unit_change_list *out)
{
	struct db_rows r;
	struct q_unit_change_list_row row;
	q_unit_change_list(t, &r);
	while (q_unit_change_list_next(&r, &row)) {
		struct unit_change *c = &VEC_PUSH(t->a, out);
		*c = (struct unit_change){.id = row.id,
					  .effective_on = row.effective_on,
					  .decision = row.decision,
					  .note = row.note};
		if (unit_change_parse(row.kind, &c->kind) != TD_OK)
			out->n--; /* CHECK allows no other */
	}
	return db_rows_end(&r);
}

static struct unit_change *find(unit_change_list *all, i64 id)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->at[i].id == id)
			return &all->at[i];
	return NULL;
}

td_rc store_unit_change_list(struct tx *t, unit_change_list *out)
{
	struct db_rows r;
	struct q_unit_change_part_list_row row;
	*out = (unit_change_list){0};
	td_rc rc = read_changes(t, out);
	if (rc != TD_OK)
		return rc;
	q_unit_change_part_list(t, &r);
	while (q_unit_change_part_list_next(&r, &row)) {
		struct unit_change *c = find(out, row.unit_change_id);
		if (c)
			VEC_PUSH(t->a, &c->parts) =
			    (struct unit_change_part){.after = row.side != 0,
						      .unit = {row.unit_id},
						      .name = row.name,
						      .continues = row.continues != 0,
						      .cluster = row.cluster_id,
						      .unit_code = row.unit_code,
						      .cluster_name = row.cluster_name};
	}
	return db_rows_end(&r);
}
