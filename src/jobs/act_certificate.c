#include "jobs/act_certificate.h"

#include "base/vi.h"
#include "jobs/act_journal.h"
#include "store/store_file.h"

static td_rc read_saved(struct tx *t, const struct certificate_saved *s, struct certificate_found *out)
{
	struct err e = err_new(t->a, t->e->lang);
	*out = (struct certificate_found){.code = arena_fmt(t->a, "%lld", (long long)s->id), .saved = *s};
	td_rc rc = certificate_from_json(t->a, s->body_json, &e, &out->layout);
	return rc == TD_INVALID ? TD_CORRUPT : rc;
}

static td_rc put_shipped(struct tx *t, certificate_found_list *out)
{
	certificate_shipped_list all = {0};
	td_rc rc = certificate_shipped_all(t->a, &all);
	for (size_t i = 0; rc == TD_OK && i < all.n; i++)
		VEC_PUSH(t->a, out) = (struct certificate_found){
		    .code = all.at[i].code, .shipped = true, .layout = all.at[i].layout};
	return rc;
}

td_rc certificate_all(struct tx *t, const struct cluster_year *y, certificate_found_list *out)
{
	certificate_saved_list saved = {0};
	*out = (certificate_found_list){0};
	td_rc rc = put_shipped(t, out);
	if (rc == TD_OK)
		rc = store_certificate_list(t, y->council, y->cluster, &saved);
	for (size_t i = 0; rc == TD_OK && i < saved.n; i++)
		rc = read_saved(t, &saved.at[i], &VEC_PUSH(t->a, out));
	return rc;
}

static bool is_of(const struct certificate_saved *s, const struct cluster_year *y)
{
	return s->council.v == y->council.v && (!s->cluster.set || s->cluster.v == y->cluster.v);
}

static td_rc get_saved(struct tx *t, const struct cluster_year *y, i64 id, struct certificate_saved *out)
{
	td_rc rc = store_certificate_get(t, id, out);
	return rc == TD_OK && !is_of(out, y) ? TD_NOT_FOUND : rc;
}

td_rc certificate_find(struct tx *t, const struct cluster_year *y, str code, struct certificate_found *out)
{
	certificate_found_list shipped = {0};
	struct certificate_saved s;
	i64 id;
	td_rc rc = TD_OK;
	if (str_i64(code, &id) == TD_OK) {
		rc = get_saved(t, y, id, &s);
		return rc == TD_OK ? read_saved(t, &s, out) : rc;
	}
	rc = put_shipped(t, &shipped);
	for (size_t i = 0; rc == TD_OK && i < shipped.n; i++)
		if (str_eq(shipped.at[i].code, code)) {
			*out = shipped.at[i];
			return TD_OK;
		}
	return rc == TD_OK ? TD_NOT_FOUND : rc;
}

static td_rc log_layout(struct tx *t, cluster_year_id year, const char *action,
			const struct certificate_saved *s)
{
	struct value *after = value_map(t->a);
	value_put_text(t->a, after, "name", s->name);
	return act_log(t, year.v, action, "certificate_layout", s->id, NULL, after, STR_NULL);
}

static td_rc denied(struct tx *t)
{
	return err_add(t->e, TD_DENIED, S("everywhere"),
		       N_("Mẫu dùng cho mọi cụm, khối chỉ người của Hội đồng sửa được."));
}

static td_rc stale(struct tx *t, td_rc rc, const struct certificate_saved *now)
{
	if (rc != TD_STALE)
		return rc;
	return err_add(
	    t->e, TD_STALE, S("rev"),
	    N_("%.*s vừa lưu mẫu này. Những gì bạn sửa vẫn còn ở dưới; hãy so với bản đang lưu rồi lưu lại."),
	    STRF(now->changed_by_name));
}

/* The one that is to be changed, as it stands now. */
static td_rc begin(struct tx *t, cluster_year_id year, const struct certificate_change *c,
		   struct cluster_year *y, struct certificate_saved *now)
{
	*now = (struct certificate_saved){0};
	td_rc rc = store_cluster_year_get(t, year, y);
	if (rc == TD_OK && c->id)
		rc = get_saved(t, y, c->id, now);
	if (rc == TD_OK && !c->may_council && (c->everywhere || (c->id && !now->cluster.set)))
		rc = denied(t);
	if (rc == TD_OK && c->id && now->rev != c->rev)
		rc = stale(t, TD_STALE, now);
	return rc;
}

static td_rc check_name(struct tx *t, const struct cluster_year *y, const struct certificate_change *c)
{
	certificate_found_list all = {0};
	str key = vi_fold(t->a, c->layout->name);
	td_rc rc = certificate_all(t, y, &all);
	for (size_t i = 0; rc == TD_OK && i < all.n; i++)
		if ((all.at[i].shipped || all.at[i].saved.id != c->id) &&
		    str_eq(key, vi_fold(t->a, all.at[i].layout.name)))
			rc = err_add(t->e, TD_INVALID, S("name"),
				     N_("Đã có mẫu tên «%.*s»: hãy đặt tên khác."),
				     STRF(all.at[i].layout.name));
	return rc;
}

td_rc act_certificate_save(struct tx *t, cluster_year_id year, const struct certificate_change *c, i64 *id)
{
	struct cluster_year y;
	struct certificate_saved s;
	td_rc rc = begin(t, year, c, &y, &s);
	if (rc != TD_OK)
		return rc;
	rc = certificate_check(t->a, c->layout, t->e);
	td_rc named = check_name(t, &y, c); /* its fault is told with the others */
	if (rc == TD_OK)
		rc = named;
	if (rc != TD_OK)
		return rc;
	bool is_new = c->id == 0;
	s.council = y.council;
	s.cluster = c->everywhere ? OPT_NONE : OPT(y.cluster.v);
	s.name = str_trim(c->layout->name);
	s.body_json = value_to_json(t->a, certificate_to_value(t->a, c->layout), VALUE_CANONICAL);
	rc = is_new ? store_certificate_add(t, &s) : store_certificate_save(t, &s);
	if (rc != TD_OK)
		return stale(t, rc, &s);
	*id = s.id;
	return log_layout(t, year, "certificate.save", &s);
}

td_rc act_certificate_picture(struct tx *t, cluster_year_id year, const struct certificate_change *c,
			      str bytes)
{
	struct cluster_year y;
	struct certificate_saved s;
	file_id file = {0};
	td_rc rc = begin(t, year, c, &y, &s);
	if (rc == TD_OK && bytes.n)
		rc = store_file_put(
		    t, bytes, str_has_prefix(bytes, S("\x89PNG")) ? S("image/png") : S("image/jpeg"), &file);
	s.picture = bytes.n ? OPT(file.v) : OPT_NONE;
	if (rc == TD_OK)
		rc = stale(t, store_certificate_save(t, &s), &s);
	return rc == TD_OK ? log_layout(t, year, "certificate.picture", &s) : rc;
}

td_rc act_certificate_drop(struct tx *t, cluster_year_id year, const struct certificate_change *c)
{
	struct cluster_year y;
	struct certificate_saved s;
	td_rc rc = begin(t, year, c, &y, &s);
	if (rc == TD_OK)
		rc = stale(t, store_certificate_retire(t, &s), &s);
	return rc == TD_OK ? log_layout(t, year, "certificate.drop", &s) : rc;
}
