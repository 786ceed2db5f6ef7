#include "jobs/demo.h"

#include "base/embed.h"

struct embed_set embed_demo(void);

td_rc demo_load(struct db *db, struct arena *a, struct env_fixed *clock, str password_hash, struct err *e,
		struct demo *out)
{
	struct embed_set set = embed_demo();
	*out = (struct demo){0};
	for (size_t i = 0; i < set.n && i < DEMO_MAX; i++) {
		const struct value *script = NULL;
		td_rc rc = value_from_json(a, set.at[i].bytes, e, &script);
		if (rc == TD_OK)
			rc = yearfile_play(db, a, clock, script, password_hash, e, &out->at[i]);
		if (rc != TD_OK)
			return err_add(e, rc, set.at[i].name, N_("Không nạp được cụm thi đua mẫu này."));
		out->n++;
	}
	return TD_OK;
}
