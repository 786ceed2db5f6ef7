#include "store/maintain.h"

#include "store/driver.h"
#include "store/journal.h"
#include "store/q_file.h"
#include "store/q_raw.h"
#include "store/store_file.h"
#include "store/store_import.h"
#include "store/store_job.h"
#include "store/store_notice.h"
#include "store/store_outbox.h"
#include "store/store_reset.h"
#include "store/store_template.h"
#include "store/store_scheme.h"
#include "store/store_upload.h"
#include "store/store_user.h"

enum {
	DAY_MS = 24 * 3600 * 1000,
	REQUEST_DAYS = 1,
	JOB_DAYS = 30,
	PREVIEW_DAYS = 30,
	NOTICE_DAYS = 400,
	MAIL_DAYS = 90
};

struct check {
	struct db *db;
	struct maintain_report *out;
	td_rc rc; /* first trouble that is not a fault of the data */
};

/* Counts what SQLite itself finds. */
static td_rc structure(struct tx *t, const char *sql, const char *what)
{
	i64 n = 0;
	t->conn->maintenance = true;
	td_rc rc = t->db->drv->number(t->conn, sql, &n);
	t->conn->maintenance = false;
	if (rc == TD_OK && n > 0)
		return err_add(t->e, TD_CORRUPT, S("db"), "%s: %lld", i18n_tr(t->e->lang, what),
			       (long long)n);
	return rc;
}

static td_rc one_file(struct tx *t, i64 id)
{
	size_t said = t->e->n_total;
	struct arena_mark m = arena_mark(t->a);
	td_rc rc = store_file_check(t, (file_id){id});
	if (t->e->n_total == said)
		arena_release(t->a, m);
	return rc;
}

static td_rc next_files(struct tx *t, i64 *after, i64 ids[100], int *n)
{
	struct db_rows r;
	struct q_file row;
	*n = 0;
	q_file_after(t, &r, *after);
	while (*n < 100 && q_file_after_next(&r, &row))
		*after = ids[(*n)++] = row.id;
	return db_rows_end(&r);
}

static td_rc files(struct tx *t, struct maintain_report *out)
{
	i64 after = 0, ids[100];
	int n;
	td_rc rc, worst = TD_OK;
	do {
		rc = next_files(t, &after, ids, &n);
		for (int i = 0; i < n && (rc == TD_OK || rc == TD_CORRUPT); i++) {
			rc = one_file(t, ids[i]);
			worst = rc != TD_OK ? rc : worst;
			out->n_files++;
		}
	} while (n == 100 && (rc == TD_OK || rc == TD_CORRUPT));
	return worst;
}

static td_rc schemes(struct tx *t, struct maintain_report *out)
{
	scheme_list list;
	td_rc rc = store_scheme_list(t, &list), worst = rc;
	for (size_t i = 0; rc == TD_OK && i < list.n; i++) {
		str body;
		struct sha256 hash;
		rc = store_scheme_body(t, list.at[i].id, &body);
		if (rc == TD_OK)
			rc = sha256_of(body, &hash);
		if (rc == TD_OK && !bytes_same(hash.b, list.at[i].hash.b, SHA256_LEN))
			worst = err_add(t->e, TD_CORRUPT,
					arena_fmt(t->a, "scheme/%lld", (long long)list.at[i].id.v),
					N_("Bảng tiêu chí đã lưu khác với dấu niêm phong của nó."));
		out->n_schemes++;
	}
	return rc != TD_OK ? rc : worst;
}

static td_rc run_part(struct tx *t, enum maintain_part part, struct maintain_report *out)
{
	switch (part) {
	case PART_STRUCTURE:
		return structure(t, raw_sqlite_integrity, N_("Lỗi cấu trúc tệp"));
	case PART_KEYS:
		return structure(t, raw_sqlite_foreign_keys, N_("Dòng trỏ tới dòng không có"));
	case PART_JOURNAL:
		return journal_verify(t, &out->n_chains, &out->n_entries);
	case PART_FILES:
		return files(t, out);
	default:
		return schemes(t, out);
	}
}

/* Faults are gathered; anything else ends the check. The server of PostgreSQL checks its pages and keys as it writes. */
static td_rc check_fn(struct tx *t, void *ctx)
{
	struct maintain_report *out = ctx;
	td_rc worst = TD_OK, rc = TD_OK;
	int first = db_is_postgres(t->db) ? PART_JOURNAL : PART_STRUCTURE;
	for (int p = first; p < MAINTAIN_PART__N && (rc == TD_OK || rc == TD_CORRUPT); p++) {
		size_t said = t->e->n_total;
		rc = run_part(t, (enum maintain_part)p, out);
		out->parts[p].done = rc == TD_OK || rc == TD_CORRUPT;
		out->parts[p].n_faults = (i64)(t->e->n_total - said);
		if (rc == TD_CORRUPT && out->parts[p].n_faults == 0)
			out->parts[p].n_faults = 1; /* the driver's own finding, told at the end */
		worst = rc != TD_OK ? rc : worst;
	}
	return worst;
}

td_rc maintain_check(struct db *db, struct arena *a, struct err *e, struct maintain_report *out)
{
	struct actor who = {0, S("db check")};
	size_t said = e->n_total;
	*out = (struct maintain_report){0};
	td_rc rc = db_read(db, a, e, &who, check_fn, out);
	out->n_faults = (i64)(e->n_total - said);
	return rc;
}

/* A number of days that the site may have set (jobs/act_setting.h names them all), else what holds without. */
static td_rc days_of(struct tx *t, const char *key, i64 otherwise, i64 *out)
{
	str text = STR_NULL;
	td_rc rc = store_setting_get(t, str_c(key), &text);
	if (rc != TD_OK || str_i64(text, out) != TD_OK || *out < 1)
		*out = otherwise;
	return rc == TD_NOT_FOUND ? TD_OK : rc;
}

/* What was told and sent: as long as the site keeps it. */
static td_rc purge_told(struct tx *t, struct maintain_purged *out)
{
	i64 notice_days, mail_days;
	td_rc rc = days_of(t, "keep.notice_days", NOTICE_DAYS, &notice_days);
	if (rc == TD_OK)
		rc = days_of(t, "keep.mail_days", MAIL_DAYS, &mail_days);
	if (rc == TD_OK)
		rc = store_notice_purge(t, t->now_ms - notice_days * DAY_MS, &out->n_notices);
	if (rc == TD_OK)
		rc = store_mail_purge(t, t->now_ms - mail_days * DAY_MS, &out->n_mails);
	return rc == TD_OK ? store_reset_purge(t, t->now_ms - DAY_MS, &out->n_resets) : rc;
}

/* Sessions first: they keep their keys. */
static td_rc purge_fn(struct tx *t, void *ctx)
{
	struct maintain_purged *out = ctx;
	td_rc rc = store_session_purge(t, &out->n_sessions);
	if (rc == TD_OK)
		rc = store_request_purge(t, t->now_ms - (i64)REQUEST_DAYS * DAY_MS, &out->n_requests);
	if (rc == TD_OK)
		rc = store_preview_purge(t, t->now_ms - (i64)PREVIEW_DAYS * DAY_MS, &out->n_previews);
	if (rc == TD_OK)
		rc = store_upload_purge(t, t->now_ms - (i64)PREVIEW_DAYS * DAY_MS, &out->n_uploads);
	if (rc == TD_OK)
		rc = store_job_purge(t, t->now_ms - (i64)JOB_DAYS * DAY_MS, &out->n_jobs);
	if (rc == TD_OK)
		rc = store_template_check_purge(t, t->now_ms - (i64)TEMPLATE_CHECK_DAYS * DAY_MS,
						&out->n_template_checks);
	return rc == TD_OK ? purge_told(t, out) : rc;
}

td_rc maintain_purge(struct db *db, struct arena *a, struct err *e, struct maintain_purged *out)
{
	struct actor who = {0, S("dọn dẹp")};
	*out = (struct maintain_purged){0};
	return db_write(db, a, e, &who, purge_fn, out);
}
