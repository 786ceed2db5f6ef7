#include "jobs/act_selfcheck.h"

#include "jobs/act_journal.h"

static const char check[] = "site.check";

static const struct {
	const char *code, *name;
} parts[MAINTAIN_PART__N] = {
    [PART_STRUCTURE] = {"structure", N_("Cấu trúc tệp dữ liệu")},
    [PART_KEYS] = {"keys", N_("Liên kết giữa các dòng")},
    [PART_JOURNAL] = {"journal", N_("Chuỗi nhật ký")},
    [PART_FILES] = {"files", N_("Tệp đã lưu")},
    [PART_SCHEMES] = {"schemes", N_("Bảng tiêu chí đã niêm phong")},
};

const char *selfcheck_part_code(enum maintain_part p)
{
	return parts[p].code;
}

const char *selfcheck_part_name(enum maintain_part p)
{
	return parts[p].name;
}

str selfcheck_chain_name(struct arena *a, enum lang lang, str cluster, i64 year)
{
	if (cluster.n == 0)
		return str_c(i18n_tr(lang, N_("Hệ thống")));
	return arena_fmt(a, i18n_tr(lang, N_("%.*s năm %lld")), STRF(cluster), (long long)year);
}

/* ---- told ---- */

static struct value *faults_of(struct arena *a, const struct err *e)
{
	struct value *list = value_list(a);
	for (size_t i = 0; i < e->items.n && i < SELFCHECK_FAULTS; i++) {
		struct value *x = value_add(a, list, value_map(a));
		value_put_text(a, x, "where", e->items.at[i].where.p ? e->items.at[i].where : S(""));
		value_put_text(a, x, "text", e->items.at[i].text);
	}
	return list;
}

td_rc act_selfcheck(struct tx *t, const struct maintain_report *found, const struct err *e)
{
	struct value *v = value_map(t->a), *done = value_map(t->a);
	value_put_int(t->a, v, "faults", found->n_faults);
	value_put_int(t->a, v, "chains", found->n_chains);
	value_put_int(t->a, v, "lines", found->n_entries);
	value_put_int(t->a, v, "files", found->n_files);
	value_put_int(t->a, v, "schemes", found->n_schemes);
	for (int p = 0; p < MAINTAIN_PART__N; p++)
		if (found->parts[p].done)
			value_put_int(t->a, done, parts[p].code, found->parts[p].n_faults);
	value_put(t->a, v, S("parts"), done);
	value_put(t->a, v, S("found"), faults_of(t->a, e));
	return act_log(t, JOURNAL_SYSTEM, check, "site", 0, NULL, v, STR_NULL);
}

/* ---- read back ---- */

static i64 number_of(const struct value *v, const char *key)
{
	const struct value *x = value_get(v, str_c(key));
	return x && x->kind == VALUE_INT ? x->i : 0;
}

static str text_of(const struct value *v, const char *key)
{
	const struct value *x = value_get(v, str_c(key));
	return x && x->kind == VALUE_TEXT ? x->text : S("");
}

static str plain_place(struct tx *t, str where)
{
	str rest = where, kind;
	if (!str_split(&rest, '/', &kind) || rest.n == 0)
		return str_c(i18n_tr(t->e->lang, N_("Cơ sở dữ liệu")));
	if (str_eq(kind, S("file")))
		return arena_fmt(t->a, i18n_tr(t->e->lang, N_("Tệp số %.*s")), STRF(rest));
	return arena_fmt(t->a, i18n_tr(t->e->lang, N_("Bảng tiêu chí số %.*s")), STRF(rest));
}

/* "journal/7/20" → "Cụm thi đua số 10 năm 2019, dòng nhật ký 20". */
static td_rc place_of(struct tx *t, str where, str *out)
{
	i64 chain, seq, year = 0;
	str rest = where, word, cluster = S("");
	*out = plain_place(t, where);
	if (!str_split(&rest, '/', &word) || !str_eq(word, S("journal")) || !str_split(&rest, '/', &word) ||
	    str_i64(word, &chain) != TD_OK || str_i64(rest, &seq) != TD_OK)
		return TD_OK;
	td_rc rc = journal_chain_of(t, chain, &cluster, &year);
	if (rc != TD_OK && rc != TD_NOT_FOUND)
		return rc;
	*out = arena_fmt(t->a, i18n_tr(t->e->lang, N_("%.*s, dòng nhật ký %lld")),
			 STRF(selfcheck_chain_name(t->a, t->e->lang, cluster, year)), (long long)seq);
	return TD_OK;
}

static td_rc read_faults(struct tx *t, const struct value *list, struct selfcheck *out)
{
	td_rc rc = TD_OK;
	size_t n = list && list->kind == VALUE_LIST ? list->items.n : 0;
	for (size_t i = 0; rc == TD_OK && i < n; i++) {
		const struct value *x = list->items.at[i].value;
		struct selfcheck_fault *f = &VEC_PUSH(t->a, &out->faults);
		*f = (struct selfcheck_fault){.text = text_of(x, "text")};
		rc = place_of(t, text_of(x, "where"), &f->where);
	}
	return rc;
}

td_rc selfcheck_last(struct tx *t, struct selfcheck *out)
{
	journal_list lines = {0};
	td_rc rc = journal_of_action(t, JOURNAL_SYSTEM, str_c(check), 1, &lines);
	if (rc != TD_OK || lines.n == 0)
		return rc != TD_OK ? rc : TD_NOT_FOUND;
	const struct value *v = act_journal_after(t->a, &lines.at[0]), *done = value_get(v, S("parts"));
	*out = (struct selfcheck){.at_ms = lines.at[0].at_ms, .who = lines.at[0].actor_name};
	out->found = (struct maintain_report){.n_faults = number_of(v, "faults"),
					      .n_chains = number_of(v, "chains"),
					      .n_entries = number_of(v, "lines"),
					      .n_files = number_of(v, "files"),
					      .n_schemes = number_of(v, "schemes")};
	for (int p = 0; p < MAINTAIN_PART__N; p++) {
		out->found.parts[p].done = value_get(done, str_c(parts[p].code)) != NULL;
		out->found.parts[p].n_faults = number_of(done, parts[p].code);
	}
	return read_faults(t, value_get(v, S("found")), out);
}
