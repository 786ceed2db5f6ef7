#include "store/store_upload.h"

#include "store/q_site_upload.h"
#include "store/util.h"

td_rc store_upload_add(struct tx *t, user_id user, struct site_upload *u)
{
	struct q_site_upload_add_row row;
	td_rc rc = q_site_upload_close(t, user.v, S("dropped"), NULL);
	if (rc == TD_OK)
		rc = q_site_upload_add(t,
				       &(struct q_site_upload_add_args){.user_id = user.v,
									.kind = u->kind,
									.about = u->about,
									.file_id = u->file.v,
									.file_name = u->file_name,
									.at = t->now_ms},
				       &row);
	if (rc == TD_OK)
		u->id = row.id;
	return rc;
}

td_rc store_upload_open(struct tx *t, user_id user, struct site_upload *out)
{
	struct q_site_upload row;
	td_rc rc = q_site_upload_open(t, user.v, &row);
	if (rc == TD_OK)
		*out = (struct site_upload){row.id, row.kind, row.about, {row.file_id}, row.file_name};
	return rc;
}

td_rc store_upload_close(struct tx *t, user_id user, bool accepted)
{
	i64 n;
	td_rc rc = q_site_upload_close(t, user.v, accepted ? S("accepted") : S("dropped"), &n);
	return rc == TD_OK && n == 0 ? TD_NOT_FOUND : rc;
}

td_rc store_upload_purge(struct tx *t, i64 before_ms, i64 *n)
{
	return q_site_upload_purge(t, before_ms, n);
}
