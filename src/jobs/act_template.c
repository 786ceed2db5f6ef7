#include "jobs/act_template.h"

#include "jobs/act_journal.h"
#include "store/store_file.h"
#include "store/store_org.h"

static const char media_type[] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

static str code_of(const struct act_template *a)
{
	return str_c(paper_kind_code(a->kind));
}

/* The one in use: id 0 is the shipped one. */
static td_rc in_use(struct tx *t, cluster_id cluster, const struct act_template *a,
		    struct paper_template *out)
{
	*out = (struct paper_template){0};
	td_rc rc = store_template_current(t, cluster, code_of(a), out);
	if (rc == TD_NOT_FOUND)
		rc = TD_OK;
	if (rc != TD_OK || out->id.v == a->was)
		return rc;
	return err_add(t->e, TD_STALE, STR_NULL,
		       N_("Mẫu đang dùng vừa được người khác thay: %.*s. Xem lại rồi làm tiếp."),
		       STRF(out->id.v ? out->file_name : S("mẫu có sẵn")));
}

static td_rc log_use(struct tx *t, i64 year, const char *action, const struct act_template *a,
		     const struct paper_template *used)
{
	struct value *after = value_map(t->a);
	value_put_text(t->a, after, "title", str_c(paper_kind_name(a->kind)));
	if (used->file_name.n)
		value_put_text(t->a, after, "file", used->file_name);
	return act_log(t, year, action, "paper_template", used->id.v, NULL, after, STR_NULL);
}

td_rc act_template_upload(struct tx *t, cluster_year_id year, const struct act_template *a, str file_name,
			  str bytes)
{
	struct cluster_year y;
	struct paper_template now, next;
	td_rc rc = store_cluster_year_get(t, year, &y);
	if (rc == TD_OK)
		rc = in_use(t, y.cluster, a, &now);
	next = (struct paper_template){.cluster = y.cluster, .kind = code_of(a), .file_name = file_name};
	if (rc == TD_OK)
		rc = store_file_put(t, bytes, str_c(media_type), &next.file);
	if (rc == TD_OK)
		rc = store_template_add(t, &next);
	struct template_check mended = {.cluster = y.cluster, .user = {t->actor.user_id}, .kind = code_of(a)};
	if (rc == TD_OK)
		rc = store_template_check_drop(t, &mended);
	return rc == TD_OK ? log_use(t, year.v, "template.upload", a, &next) : rc;
}

static td_rc find(struct tx *t, cluster_id cluster, const struct act_template *a, i64 id,
		  struct paper_template *out)
{
	paper_template_list all = {0};
	td_rc rc = store_template_list(t, cluster, code_of(a), &all);
	for (size_t i = 0; rc == TD_OK && i < all.n; i++)
		if (all.at[i].id.v == id) {
			*out = all.at[i];
			return TD_OK;
		}
	return rc == TD_OK ? TD_NOT_FOUND : rc;
}

td_rc act_template_choose(struct tx *t, cluster_year_id year, const struct act_template *a, i64 chosen)
{
	struct cluster_year y;
	struct paper_template now, next = {0};
	td_rc rc = store_cluster_year_get(t, year, &y);
	if (rc == TD_OK)
		rc = in_use(t, y.cluster, a, &now);
	if (rc == TD_OK && now.id.v == chosen)
		rc = err_add(t->e, TD_CONFLICT, STR_NULL, N_("Mẫu này đang được dùng."));
	if (rc == TD_OK && chosen)
		rc = find(t, y.cluster, a, chosen, &next);
	if (rc == TD_OK)
		rc = chosen ? store_template_add(t, &next) : store_template_retire(t, y.cluster, code_of(a));
	return rc == TD_OK ? log_use(t, year.v, chosen ? "template.again" : "template.shipped", a, &next)
			   : rc;
}

td_rc act_template_keep(struct tx *t, const struct template_check *c, str bytes)
{
	return store_template_check_put(t, c, bytes);
}
