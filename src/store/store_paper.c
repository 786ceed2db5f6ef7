/* Papers: the rest of store_file.h. */
#include "store/q_file.h"
#include "store/store_file.h"
#include "store/util.h"

static struct paper paper_of(const struct q_paper *r)
{
	return (struct paper){
	    .id = {r->id},
	    .year = {r->cluster_year_id},
	    .kind = r->kind,
	    .subject = r->subject,
	    .title = r->title,
	    .number = r->number,
	    .signed_on = r->signed_on,
	    .file = {r->file_id},
	    .file_name = r->file_name,
	    .template_used = r->template_id,
	    .ranking = r->ranking_id,
	    .made_by = r->made_by,
	    .made_at_ms = r->made_at,
	    .made_by_name = r->made_by_name,
	    .replaced_by = r->replaced_by,
	    .hashed = r->data_hash.p != NULL,
	    .data_hash = r->data_hash.p ? store_hash(r->data_hash) : (struct sha256){{0}},
	    .generation = r->generation,
	    .pdf = r->pdf_file_id,
	    .pdf_pages = r->pdf_pages,
	    .pdf_maker = r->pdf_maker,
	    .pdf_notes = r->pdf_notes,
	    .check_code = r->check_code,
	    .rev = r->rev,
	};
}

td_rc store_paper_add(struct tx *t, struct paper *p, paper_id replaces)
{
	struct q_paper_add_row row;
	p->made_by = t->actor.user_id;
	p->made_by_name = t->actor.name;
	p->made_at_ms = t->now_ms;
	td_rc rc = q_paper_add(
	    t,
	    &(struct q_paper_add_args){.cluster_year_id = p->year.v,
				       .kind = p->kind,
				       .title = p->title,
				       .number = p->number,
				       .signed_on = p->signed_on,
				       .file_id = p->file.v,
				       .file_name = p->file_name,
				       .template_id = p->template_used,
				       .ranking_id = p->ranking,
				       .made_by = p->made_by,
				       .made_at = p->made_at_ms,
				       .subject = p->subject.n ? p->subject : S(""),
				       .data_hash = p->hashed ? store_hash_bytes(&p->data_hash) : STR_NULL,
				       .generation = p->generation,
				       .check_code = p->check_code.n ? p->check_code : STR_NULL},
	    &row);
	if (rc == TD_OK) {
		p->id.v = row.id;
		p->rev = 1;
	}
	if (rc == TD_OK && replaces.v != 0)
		rc = q_paper_replace(t, replaces.v, row.id, NULL);
	return store_wrote(t, rc, p->year.v, NULL);
}

td_rc store_paper_get(struct tx *t, paper_id id, struct paper *out)
{
	struct q_paper row;
	td_rc rc = q_paper_get(t, id.v, &row);
	if (rc == TD_OK)
		*out = paper_of(&row);
	return rc;
}

td_rc store_paper_seen(struct tx *t, struct paper *p, i64 generation, const struct sha256 *data_hash)
{
	p->generation = generation;
	p->data_hash = *data_hash;
	p->hashed = true;
	return q_paper_seen(t, p->id.v, generation, store_hash_bytes(data_hash), NULL);
}

td_rc store_paper_pdf(struct tx *t, const struct paper *p)
{
	td_rc rc = q_paper_pdf(t, p->id.v, p->pdf, p->pdf_pages, p->pdf_maker, p->pdf_notes, NULL);
	return store_wrote(t, rc, p->year.v, NULL);
}

td_rc store_paper_save(struct tx *t, struct paper *p)
{
	i64 n;
	td_rc rc = q_paper_save(t, p->id.v, p->rev, p->number, p->signed_on, &n);
	return store_saved(t, rc, n, &p->rev, p->year.v, NULL);
}

td_rc store_paper_before(struct tx *t, cluster_year_id year, str kind, i64 version, i64 *out)
{
	struct q_paper_before_row row;
	td_rc rc = q_paper_before(t, year.v, kind, version, &row);
	if (rc == TD_OK)
		*out = row.version;
	return rc;
}

td_rc store_paper_standing(struct tx *t, cluster_year_id year, str kind, str subject, struct paper *out)
{
	struct q_paper row;
	td_rc rc = q_paper_standing(t, year.v, kind, subject.n ? subject : S(""), &row);
	if (rc == TD_OK)
		*out = paper_of(&row);
	return rc;
}

td_rc store_paper_by_code(struct tx *t, str code, struct paper *out)
{
	struct q_paper row;
	td_rc rc = q_paper_by_code(t, code, &row);
	if (rc == TD_OK)
		*out = paper_of(&row);
	return rc;
}

td_rc store_paper_list(struct tx *t, cluster_year_id year, paper_list *out)
{
	struct db_rows r;
	struct q_paper row;
	*out = (paper_list){0};
	q_paper_list(t, &r, year.v);
	while (q_paper_list_next(&r, &row))
		VEC_PUSH(t->a, out) = paper_of(&row);
	return db_rows_end(&r);
}

td_rc store_paper_hashes(struct tx *t, cluster_year_id year, paper_hash_list *out)
{
	struct db_rows r;
	struct q_paper_hashes_row row;
	*out = (paper_hash_list){0};
	q_paper_hashes(t, &r, year.v);
	while (q_paper_hashes_next(&r, &row))
		VEC_PUSH(t->a, out) = (struct paper_hash){.paper = {.id = {row.id},
								    .year = year,
								    .kind = row.kind,
								    .title = row.title,
								    .file_name = row.file_name,
								    .check_code = row.check_code,
								    .replaced_by = row.replaced_by},
							  .hash = store_hash(row.hash),
							  .has_pdf = row.pdf_hash.n > 0,
							  .pdf_hash = store_hash(row.pdf_hash)};
	return db_rows_end(&r);
}
