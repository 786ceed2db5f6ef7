#include "web/page_export.h"

#include "format/explain_json.h"
#include "office/book.h"
#include "store/store_year.h"
#include "web/page.h"

static td_rc load(struct req *r, struct scored_year *sy)
{
	struct act_year y;
	if (!r->year.scheme.set)
		return err_add(r->e, TD_CONFLICT, S(""),
			       N_("Năm này chưa có bảng tiêu chí nên chưa có bảng điểm."));
	td_rc rc = act_year_get(r->tx, r->year.id, &y);
	if (rc == TD_OK)
		rc = store_year_load(r->tx, r->year.id, page_stage(r, page_standing_stage(y.season)), sy);
	if (rc == TD_OK && !sy->computed)
		rc = err_add(r->e, TD_CONFLICT, S(""),
			     N_("Số liệu đã nhập còn lỗi nên chưa xuất được; hãy xem các lỗi ở bảng điểm."));
	return rc;
}

static void named(struct req *r, const char *end)
{
	r->download = arena_fmt(r->a, "bang-diem-%.*s-%lld.%s", STRF(r->year.cluster_code),
				(long long)r->year.year, end);
}

static td_rc make(struct req *r, struct book **out)
{
	struct scored_year *sy = NEW(r->a, struct scored_year);
	td_rc rc = load(r, sy);
	if (rc != TD_OK)
		return rc;
	struct book_scores t = {
	    .cluster = r->year.cluster_name,
	    .title = arena_fmt(r->a, "BẢNG TỔNG HỢP ĐIỂM THI ĐUA NĂM %lld", (long long)r->year.year),
	    .scheme = sy->scheme,
	    .in = &sy->input,
	    .result = &sy->result,
	};
	*out = book_scores(r->a, &t);
	return TD_OK;
}

td_rc page_export_xlsx(struct req *r)
{
	struct book *b;
	td_rc rc = make(r, &b);
	if (rc == TD_OK)
		rc = book_xlsx(b, r->e, &r->body);
	r->type = S("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
	named(r, "xlsx");
	return rc;
}

td_rc page_export_csv(struct req *r)
{
	struct book *b;
	td_rc rc = make(r, &b);
	if (rc == TD_OK)
		r->body = book_csv(b, b->sheets.at[0]);
	r->type = S("text/csv; charset=utf-8");
	named(r, "csv");
	return rc;
}

td_rc page_export_json(struct req *r)
{
	struct scored_year *sy = NEW(r->a, struct scored_year);
	td_rc rc = load(r, sy);
	if (rc == TD_OK)
		r->body =
		    value_to_json(r->a, result_to_value(r->a, sy->scheme, &sy->input, &sy->result, sy->stage),
				  VALUE_PRETTY);
	r->type = S("application/json; charset=utf-8");
	named(r, "json");
	return rc;
}
