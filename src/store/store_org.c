#include "store/store_org.h"

#include "base/vi.h"
#include "store/q_org.h"
#include "store/util.h"

/* Councils ------------------------------------------------------------------------------------------------------- */

static struct council council_of(const struct q_council *r)
{
	return (struct council){{r->id}, r->code, r->name, r->level, r->rev};
}

td_rc store_council_add(struct tx *t, struct council *c)
{
	struct q_council_add_row row;
	td_rc rc = q_council_add(t, c->code, c->name, c->level, vi_sortkey(t->a, c->name), &row);
	if (rc == TD_OK) {
		c->id.v = row.id;
		c->rev = 1;
	}
	return store_wrote(t, rc, DB_TAG_SYSTEM, N_("Đã có hội đồng với mã này."));
}

td_rc store_council_save(struct tx *t, struct council *c)
{
	i64 n;
	td_rc rc = q_council_save(t, c->id.v, c->rev, c->name, c->level, vi_sortkey(t->a, c->name), &n);
	return store_saved(t, rc, n, &c->rev, DB_TAG_SYSTEM, NULL);
}

td_rc store_council_by_code(struct tx *t, str code, struct council *out)
{
	struct q_council row;
	td_rc rc = q_council_by_code(t, code, &row);
	if (rc == TD_OK)
		*out = council_of(&row);
	return rc;
}

td_rc store_council_list(struct tx *t, council_list *out)
{
	struct db_rows r;
	struct q_council row;
	*out = (council_list){0};
	q_council_list(t, &r);
	while (q_council_list_next(&r, &row))
		VEC_PUSH(t->a, out) = council_of(&row);
	return db_rows_end(&r);
}

/* Units ---------------------------------------------------------------------------------------------------------- */

static struct unit unit_of(const struct q_unit *r)
{
	return (struct unit){{r->id}, r->code, r->name, r->short_name, r->retired != 0, r->rev};
}

static const char unit_exists[] = N_("Đã có đơn vị với mã này.");

td_rc store_unit_add(struct tx *t, struct unit *u)
{
	struct q_unit_add_row row;
	td_rc rc = q_unit_add(t, u->code, u->name, u->short_name, vi_sortkey(t->a, u->name),
			      vi_fold(t->a, u->name), &row);
	if (rc == TD_OK) {
		u->id.v = row.id;
		u->rev = 1;
	}
	return store_wrote(t, rc, DB_TAG_SYSTEM, unit_exists);
}

td_rc store_unit_save(struct tx *t, struct unit *u)
{
	i64 n;
	td_rc rc = q_unit_save(t,
			       &(struct q_unit_save_args){.id = u->id.v,
							  .rev = u->rev,
							  .code = u->code,
							  .name = u->name,
							  .short_name = u->short_name,
							  .sort_key = vi_sortkey(t->a, u->name),
							  .name_key = vi_fold(t->a, u->name),
							  .retired = u->retired},
			       &n);
	return store_saved(t, rc, n, &u->rev, DB_TAG_SYSTEM, unit_exists);
}

td_rc store_unit_get(struct tx *t, unit_id id, struct unit *out)
{
	struct q_unit row;
	td_rc rc = q_unit_get(t, id.v, &row);
	if (rc == TD_OK)
		*out = unit_of(&row);
	return rc;
}

td_rc store_unit_by_code(struct tx *t, str code, struct unit *out)
{
	struct q_unit row;
	td_rc rc = q_unit_by_code(t, code, &row);
	if (rc == TD_OK)
		*out = unit_of(&row);
	return rc;
}

td_rc store_unit_list(struct tx *t, unit_list *out)
{
	struct db_rows r;
	struct q_unit row;
	*out = (unit_list){0};
	q_unit_list(t, &r);
	while (q_unit_list_next(&r, &row))
		VEC_PUSH(t->a, out) = unit_of(&row);
	return db_rows_end(&r);
}

td_rc store_unit_search(struct tx *t, str key, i64 limit, i64 offset, unit_list *out, i64 *n_all)
{
	struct db_rows r;
	struct q_unit row;
	struct q_unit_search_count_row count;
	*out = (unit_list){0};
	td_rc rc = q_unit_search_count(t, key, &count);
	if (rc != TD_OK)
		return rc;
	*n_all = count.n;
	q_unit_search(t, &r, key, limit, offset);
	while (q_unit_search_next(&r, &row))
		VEC_PUSH(t->a, out) = unit_of(&row);
	return db_rows_end(&r);
}

td_rc store_unit_years(struct tx *t, unit_id id, unit_year_list *out)
{
	struct db_rows r;
	struct q_unit_years_row row;
	*out = (unit_year_list){0};
	q_unit_years(t, &r, id.v);
	while (q_unit_years_next(&r, &row))
		VEC_PUSH(t->a, out) = (struct unit_year){row.cluster_code, row.cluster_name, row.council_name,
							 row.year,         row.joined_on,    row.left_on,
							 row.rank,         row.total_c,      row.n_ranked};
	return db_rows_end(&r);
}

/* Clusters ------------------------------------------------------------------------------------------------------- */

static enum cluster_kind kind_of(str code)
{
	enum cluster_kind k = CLUSTER_CUM;
	return cluster_kind_parse(code, &k) == TD_OK ? k : CLUSTER_CUM; /* CHECK allows no other */
}

static struct cluster cluster_of(const struct q_cluster *r)
{
	return (struct cluster){{r->id},          {r->council_id}, r->code,         r->name,
				kind_of(r->kind), r->head_title,   r->deputy_title, r->rev};
}

static const char cluster_exists[] = N_("Đã có cụm, khối với mã này.");

static struct q_cluster_values values_of(struct tx *t, const struct cluster *c)
{
	return (struct q_cluster_values){
	    .code = c->code,
	    .name = c->name,
	    .kind = str_c(cluster_kind_code(c->kind)),
	    .head_title = c->head_title,
	    .deputy_title = c->deputy_title,
	    .sort_key = vi_sortkey(t->a, c->name),
	    .name_key = vi_fold(t->a, c->name),
	};
}

td_rc store_cluster_add(struct tx *t, struct cluster *c)
{
	struct q_cluster_values values = values_of(t, c);
	struct q_cluster_add_row row;
	td_rc rc = q_cluster_add(t, c->council.v, &values, &row);
	if (rc == TD_OK) {
		c->id.v = row.id;
		c->rev = 1;
	}
	return store_wrote(t, rc, DB_TAG_SYSTEM, cluster_exists);
}

td_rc store_cluster_save(struct tx *t, struct cluster *c)
{
	struct q_cluster_values values = values_of(t, c);
	i64 n;
	td_rc rc = q_cluster_save(t, c->id.v, c->rev, &values, &n);
	return store_saved(t, rc, n, &c->rev, DB_TAG_SYSTEM, cluster_exists);
}

td_rc store_cluster_by_code(struct tx *t, str code, struct cluster *out)
{
	struct q_cluster row;
	td_rc rc = q_cluster_by_code(t, code, &row);
	if (rc == TD_OK)
		*out = cluster_of(&row);
	return rc;
}

td_rc store_cluster_list(struct tx *t, cluster_list *out)
{
	struct db_rows r;
	struct q_cluster row;
	*out = (cluster_list){0};
	q_cluster_list(t, &r);
	while (q_cluster_list_next(&r, &row))
		VEC_PUSH(t->a, out) = cluster_of(&row);
	return db_rows_end(&r);
}

/* Years ---------------------------------------------------------------------------------------------------------- */

static struct cluster_year year_of(const struct q_cluster_year *r)
{
	return (struct cluster_year){
	    .id = {r->id},
	    .cluster = {r->cluster_id},
	    .year = r->year,
	    .theme = r->theme,
	    .step = r->step,
	    .scheme = r->scheme_id,
	    .revealed_at_ms = r->revealed_at,
	    .published_at_ms = r->published_at,
	    .cluster_code = r->code,
	    .cluster_name = r->name,
	    .council = {r->council_id},
	    .council_name = r->council_name,
	    .cluster_kind = kind_of(r->kind),
	    .head_title = r->head_title,
	    .deputy_title = r->deputy_title,
	    .origin = r->origin,
	    .away = r->away,
	    .rev = r->rev,
	};
}

td_rc store_cluster_year_origin(struct tx *t, cluster_year_id id, str file_name)
{
	return store_wrote(t, q_cluster_year_origin(t, id.v, file_name, NULL), id.v, NULL);
}

td_rc store_cluster_year_add(struct tx *t, struct cluster_year *y)
{
	struct q_cluster_year_add_row row;
	td_rc rc = q_cluster_year_add(t, y->cluster.v, y->year, y->theme, y->step, y->scheme, &row);
	if (rc == TD_OK) {
		y->id.v = row.id;
		y->rev = 1;
		rc = db_bump(t, row.id);
	}
	return store_wrote(t, rc, DB_TAG_SYSTEM, N_("Cụm, khối này đã có năm công tác đó."));
}

td_rc store_cluster_year_save(struct tx *t, struct cluster_year *y)
{
	i64 n;
	td_rc rc = q_cluster_year_save(t,
				       &(struct q_cluster_year_save_args){.id = y->id.v,
									  .rev = y->rev,
									  .theme = y->theme,
									  .step = y->step,
									  .scheme_id = y->scheme,
									  .revealed_at = y->revealed_at_ms,
									  .published_at = y->published_at_ms},
				       &n);
	return store_saved(t, rc, n, &y->rev, y->id.v, NULL);
}

td_rc store_cluster_year_get(struct tx *t, cluster_year_id id, struct cluster_year *out)
{
	struct q_cluster_year row;
	td_rc rc = q_cluster_year_get(t, id.v, &row);
	if (rc == TD_OK)
		*out = year_of(&row);
	return rc;
}

td_rc store_cluster_year_find(struct tx *t, str cluster_code, i64 year, struct cluster_year *out)
{
	struct q_cluster_year row;
	td_rc rc = q_cluster_year_find(t, cluster_code, year, &row);
	if (rc == TD_OK)
		*out = year_of(&row);
	return rc;
}

static td_rc years_of_user(struct tx *t, user_id user, cluster_year_reach_list *out)
{
	struct db_rows r;
	struct q_cluster_year row;
	q_cluster_year_of_user(t, &r, user.v);
	while (q_cluster_year_of_user_next(&r, &row))
		VEC_PUSH(t->a, out) = (struct cluster_year_reach){.y = year_of(&row)};
	return db_rows_end(&r);
}

/* The rows come in the order of years_of_user(), out of the same snapshot. */
static td_rc sizes_of_user(struct tx *t, user_id user, cluster_year_reach_list *list)
{
	struct db_rows r;
	struct q_cluster_year_sizes_row row;
	size_t i = 0;
	q_cluster_year_sizes(t, &r, user.v);
	while (q_cluster_year_sizes_next(&r, &row)) {
		while (i < list->n && list->at[i].y.id.v != row.id)
			i++;
		if (i == list->n)
			break;
		list->at[i].n_members = row.n_members;
		list->at[i].head_name = row.head_name;
	}
	return db_rows_end(&r);
}

static td_rc units_of_user(struct tx *t, user_id user, cluster_year_reach_list *list)
{
	struct db_rows r;
	struct q_membership_of_user_row row;
	VEC(i64) units = {0};
	VEC(i64) years = {0};
	q_membership_of_user(t, &r, user.v);
	while (q_membership_of_user_next(&r, &row)) {
		VEC_PUSH(t->a, &units) = row.unit_id;
		VEC_PUSH(t->a, &years) = row.cluster_year_id;
	}
	for (size_t i = 0; i < list->n; i++) {
		size_t from = 0, to;
		while (from < years.n && years.at[from] != list->at[i].y.id.v)
			from++;
		for (to = from; to < years.n && years.at[to] == list->at[i].y.id.v;)
			to++;
		list->at[i].own = to > from ? &units.at[from] : NULL;
		list->at[i].n_own = to - from;
	}
	return db_rows_end(&r);
}

td_rc store_cluster_year_reach(struct tx *t, user_id user, cluster_year_reach_list *out)
{
	*out = (cluster_year_reach_list){0};
	td_rc rc = years_of_user(t, user, out);
	if (rc == TD_OK)
		rc = sizes_of_user(t, user, out);
	return rc == TD_OK ? units_of_user(t, user, out) : rc;
}

td_rc store_cluster_year_list(struct tx *t, cluster_year_list *out)
{
	struct db_rows r;
	struct q_cluster_year row;
	*out = (cluster_year_list){0};
	q_cluster_year_list(t, &r);
	while (q_cluster_year_list_next(&r, &row))
		VEC_PUSH(t->a, out) = year_of(&row);
	return db_rows_end(&r);
}
