/* The check of a site as the page shows it, on both engines: kept in the journal, faults at their place. */
#include "jobs/act_journal.h"
#include "jobs/act_selfcheck.h"
#include "store/store_file.h"
#include "tests/lib/fixture.h"

#define TX(name) static td_rc name(struct tx *t, void *ctx)

struct checking {
	struct fixture *f;
	struct fixture_year y;
	struct maintain_report found;
	struct err faults;
	struct selfcheck last;
	journal_head_list heads;
	str sentence;
	td_rc rc;
};

TX(fill)
{
	const struct checking *k = ctx;
	file_id id;
	td_rc rc = store_file_put(t, S("%PDF-1.4\n%%EOF\n"), S("application/pdf"), &id);
	for (int i = 0; rc == TD_OK && i < 30; i++)
		rc = journal_add(t, i % 2 ? k->y.year.id.v : JOURNAL_SYSTEM, S("thử"), S("unit"), 1, STR_NULL,
				 STR_NULL, STR_NULL);
	return rc;
}

TX(keep)
{
	const struct checking *k = ctx;
	return act_selfcheck(t, &k->found, &k->faults);
}

TX(look)
{
	struct checking *k = ctx;
	journal_list lines;
	k->rc = selfcheck_last(t, &k->last);
	CHECK_INT(journal_heads(t, 10, &k->heads), TD_OK);
	CHECK_INT(journal_of_action(t, JOURNAL_SYSTEM, S("site.check"), 1, &lines), TD_OK);
	if (lines.n > 0)
		k->sentence = act_sentence(t->a, LANG_VI, &lines.at[0]);
	return TD_OK;
}

static td_rc run(void *ctx)
{
	struct checking *k = ctx;
	k->faults = err_new(k->f->a, LANG_VI);
	return maintain_check(k->f->db, k->f->a, &k->faults, &k->found);
}

static void begin(struct fixture *f, struct checking *k)
{
	*k = (struct checking){.f = f};
	CHECK_INT(fixture_year(f, &k->y), TD_OK);
	CHECK_INT(fixture_write(f, fill, k), TD_OK);
	f->actor = (struct actor){1, S("Nguyễn Văn A")};
}

CASE_DB(a_sound_site_says_so_part_by_part)
{
	struct checking k;
	begin(f, &k);
	CHECK_INT(fixture_read(f, look, &k), TD_OK);
	CHECK_INT(k.rc, TD_NOT_FOUND);
	CHECK_INT(arena_run(f->a, run, &k), TD_OK);
	CHECK_INT(fixture_write(f, keep, &k), TD_OK);
	CHECK_INT(fixture_read(f, look, &k), TD_OK);
	CHECK_INT(k.rc, TD_OK);
	CHECK_STR(k.last.who, "Nguyễn Văn A");
	CHECK_INT(k.last.at_ms, f->clock.now);
	CHECK_INT(k.last.found.n_faults, 0);
	CHECK(k.last.found.n_entries >= 30 && k.last.found.n_chains == 2);
	CHECK_INT(k.last.found.n_files, 1);
	CHECK_INT(k.last.found.n_schemes, 1);
	for (int p = 0; p < MAINTAIN_PART__N; p++) {
		CHECK_INT(k.last.found.parts[p].done, f->engine == FIXTURE_SQLITE || p >= PART_JOURNAL);
		CHECK_INT(k.last.found.parts[p].n_faults, 0);
	}
	CHECK_STR(k.sentence, "Nguyễn Văn A kiểm tra dữ liệu và nhật ký: 0 lỗi.");
}

CASE_DB(the_heads_are_the_last_lines)
{
	struct checking k;
	begin(f, &k);
	CHECK_INT(fixture_read(f, look, &k), TD_OK);
	CHECK_INT(k.heads.n, 2);
	CHECK_STR(k.heads.at[0].cluster, "");
	CHECK_INT(k.heads.at[0].chain, JOURNAL_SYSTEM);
	CHECK_STR(k.heads.at[1].cluster, "Cụm thi đua số 10");
	CHECK_INT(k.heads.at[1].year, 2019);
	CHECK(k.heads.at[0].seq >= 15 && k.heads.at[1].seq >= 15);
}

/* Whoever can drop the trigger can change a line; the page names its book and number, and the damaged file. */
CASE_DB(what_was_changed_behind_the_program_is_named)
{
	struct checking k;
	begin(f, &k);
	if (f->engine == FIXTURE_PG)
		CHECK(fixture_behind(f, "DROP TRIGGER journal_no_change ON journal; "
					"UPDATE journal SET reason = 'khác' WHERE chain > 0 AND seq = 7; "
					"UPDATE file_chunk SET bytes = 'x'"));
	else
		CHECK(fixture_behind(f, "DROP TRIGGER journal_no_update; "
					"UPDATE journal SET reason = 'khác' WHERE chain > 0 AND seq = 7; "
					"UPDATE file_chunk SET bytes = x'78'"));
	CHECK_INT(arena_run(f->a, run, &k), TD_CORRUPT);
	CHECK_INT(k.found.n_faults, 2);
	CHECK_INT(fixture_write(f, keep, &k), TD_OK);
	CHECK_INT(fixture_read(f, look, &k), TD_OK);
	CHECK_INT(k.last.found.parts[PART_JOURNAL].n_faults, 1);
	CHECK_INT(k.last.found.parts[PART_FILES].n_faults, 1);
	CHECK_INT(k.last.found.parts[PART_SCHEMES].n_faults, 0);
	CHECK(k.last.found.parts[PART_SCHEMES].done);
	CHECK_INT(k.last.faults.n, 2);
	CHECK_STR(k.last.faults.at[0].where, "Cụm thi đua số 10 năm 2019, dòng nhật ký 7");
	CHECK_STR(k.last.faults.at[0].text, "Nội dung dòng nhật ký này đã bị sửa.");
	CHECK_STR(k.last.faults.at[1].where, "Tệp số 1");
}
