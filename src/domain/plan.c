#include "domain/plan.h"

#include "base/caltime.h"
#include "base/utf8.h"

struct word {
	const char *code, *name;
};

static td_rc find(const struct word *words, int n, str code, int *out)
{
	for (int i = 0; i < n; i++)
		if (str_eq(code, str_c(words[i].code))) {
			*out = i;
			return TD_OK;
		}
	return TD_INVALID;
}

static const struct {
	struct word word;
	size_t max;
} sections[PLAN_SECTION__N] = {
    [PLAN_THEME] = {{"theme", N_("Chủ đề, khẩu hiệu của năm")}, 1000},
    [PLAN_AIMS] = {{"aims", N_("Mục đích, yêu cầu")}, 20000},
    [PLAN_CONTENTS] = {{"contents", N_("Nội dung thi đua")}, 20000},
    [PLAN_MEASURES] = {{"measures", N_("Biện pháp, tổ chức thực hiện")}, 20000},
};

const char *plan_section_code(enum plan_section s)
{
	return sections[s].word.code;
}

const char *plan_section_name(enum plan_section s)
{
	return sections[s].word.name;
}

size_t plan_section_max(enum plan_section s)
{
	return sections[s].max;
}

static const struct word campaign_kinds[CAMPAIGN_KIND__N] = {
    [CAMPAIGN_REGULAR] = {"regular", N_("Thi đua thường xuyên")},
    [CAMPAIGN_THEMATIC] = {"thematic", N_("Thi đua theo chuyên đề")},
    [CAMPAIGN_PHASE] = {"phase", N_("Thi đua theo đợt")},
};

const char *campaign_kind_code(enum campaign_kind k)
{
	return campaign_kinds[k].code;
}

const char *campaign_kind_name(enum campaign_kind k)
{
	return campaign_kinds[k].name;
}

td_rc campaign_kind_parse(str code, enum campaign_kind *out)
{
	int i = 0;
	td_rc rc = find(campaign_kinds, CAMPAIGN_KIND__N, code, &i);
	*out = (enum campaign_kind)i;
	return rc;
}

static const struct word document_kinds[DOCUMENT_KIND__N] = {
    [DOCUMENT_OPERATING_RULES] = {"operating_rules", N_("Quy chế hoạt động")},
    [DOCUMENT_PLAN] = {"plan", N_("Kế hoạch")},
    [DOCUMENT_GUIDANCE] = {"guidance", N_("Hướng dẫn")},
    [DOCUMENT_INVITATION] = {"invitation", N_("Giấy mời")},
    [DOCUMENT_REPORT] = {"report", N_("Báo cáo")},
    [DOCUMENT_OTHER] = {"other", N_("Văn bản khác")},
};

const char *document_kind_code(enum document_kind k)
{
	return document_kinds[k].code;
}

const char *document_kind_name(enum document_kind k)
{
	return document_kinds[k].name;
}

td_rc document_kind_parse(str code, enum document_kind *out)
{
	int i = 0;
	td_rc rc = find(document_kinds, DOCUMENT_KIND__N, code, &i);
	*out = (enum document_kind)i;
	return rc;
}

static const struct word read_kinds[READ_KIND__N] = {
    [READ_PLAN] = {"plan", ""}, [READ_CAMPAIGN] = {"campaign", ""}, [READ_DOCUMENT] = {"document", ""}};

const char *read_kind_code(enum read_kind k)
{
	return read_kinds[k].code;
}

td_rc read_kind_parse(str code, enum read_kind *out)
{
	int i = 0;
	td_rc rc = find(read_kinds, READ_KIND__N, code, &i);
	*out = (enum read_kind)i;
	return rc;
}

static bool is_of(const struct read_receipt *r, enum read_kind kind, i64 object_id, i64 edition)
{
	return r->kind == kind && r->object_id == object_id && r->edition == edition;
}

const struct read_receipt *read_receipt_of(const read_receipt_list *all, enum read_kind kind, i64 object_id,
					   i64 edition, unit_id unit)
{
	const struct read_receipt *first = NULL;
	for (size_t i = 0; i < all->n; i++) {
		const struct read_receipt *r = &all->at[i];
		if (is_of(r, kind, object_id, edition) && r->unit.v == unit.v &&
		    (first == NULL || r->opened_at_ms < first->opened_at_ms))
			first = r;
	}
	return first;
}

size_t read_receipt_units(const read_receipt_list *all, enum read_kind kind, i64 object_id, i64 edition)
{
	size_t n = 0;
	for (size_t i = 0; i < all->n; i++) {
		const struct read_receipt *r = &all->at[i];
		n += is_of(r, kind, object_id, edition) &&
		     read_receipt_of(all, kind, object_id, edition, r->unit) == r;
	}
	return n;
}

void plan_same(const struct plan *p, const struct plan *last, bool same[PLAN_SECTION__N])
{
	for (int s = 0; s < PLAN_SECTION__N; s++)
		same[s] = p->text[s].n > 0 && str_eq(p->text[s], last->text[s]);
}

/* ---- checks ---- */

static void check_length(struct err *e, str where, const char *label, str text, size_t max)
{
	if (utf8_len(text) > max)
		err_add(e, TD_INVALID, where, N_("%s: dài quá %zu ký tự."), i18n_tr(e->lang, label), max);
}

static bool is_day(str iso)
{
	struct day d;
	return day_parse_iso(iso, &d) == TD_OK;
}

static void check_day(struct err *e, const char *where, const char *label, str iso)
{
	if (iso.n && !is_day(iso))
		err_add(e, TD_INVALID, str_c(where), N_("%s: ngày ghi như 21/11/2026."),
			i18n_tr(e->lang, label));
}

static td_rc end(const struct err *e, size_t before)
{
	return e->n_total == before ? TD_OK : TD_INVALID;
}

td_rc plan_check(const struct plan *p, bool launch, struct err *e)
{
	size_t before = e->n_total;
	for (int s = 0; s < PLAN_SECTION__N; s++) {
		str where = str_c(plan_section_code((enum plan_section)s));
		const char *name = plan_section_name((enum plan_section)s);
		check_length(e, where, name, p->text[s], sections[s].max);
		if (launch && s != PLAN_AIMS && str_trim(p->text[s]).n == 0)
			err_add(e, TD_INVALID, where, N_("%s: chưa ghi nên chưa phát động được."),
				i18n_tr(e->lang, name));
	}
	check_length(e, S("number"), N_("Số, ký hiệu"), p->number, 60);
	check_day(e, "issued_on", N_("Ngày ban hành"), p->issued_on);
	return end(e, before);
}

td_rc campaign_check(const struct campaign *c, struct err *e)
{
	size_t before = e->n_total;
	if (str_trim(c->name).n == 0)
		err_add(e, TD_INVALID, S("name"), N_("Ghi tên phong trào thi đua."));
	check_length(e, S("name"), N_("Tên phong trào"), c->name, 300);
	check_length(e, S("slogan"), N_("Khẩu hiệu"), c->slogan, 500);
	check_length(e, S("scope"), N_("Phạm vi, đối tượng"), c->scope, 2000);
	check_length(e, S("contents"), N_("Nội dung, tiêu chuẩn"), c->contents, 8000);
	check_length(e, S("decision_number"), N_("Số quyết định"), c->decision_number, 60);
	check_day(e, "decision_on", N_("Ngày quyết định"), c->decision_on);
	check_day(e, "starts_on", N_("Từ ngày"), c->starts_on);
	check_day(e, "ends_on", N_("Đến ngày"), c->ends_on);
	if (c->starts_on.n && c->ends_on.n && str_cmp(c->ends_on, c->starts_on) < 0)
		err_add(e, TD_INVALID, S("ends_on"),
			N_("Ngày kết thúc phong trào không thể trước ngày bắt đầu."));
	return end(e, before);
}

td_rc campaign_check_launch(const struct campaign *c, size_t n_phases, struct err *e)
{
	size_t before = e->n_total;
	if (c->kind == CAMPAIGN_PHASE && n_phases == 0)
		err_add(e, TD_INVALID, S("word"),
			N_("Thi đua theo đợt phải có ít nhất một đợt; thêm đợt rồi phát động."));
	if (c->kind != CAMPAIGN_PHASE && str_trim(c->contents).n == 0)
		err_add(e, TD_INVALID, S("word"),
			N_("Chưa ghi nội dung, tiêu chuẩn của phong trào; sửa phong trào rồi phát động."));
	if (c->starts_on.n == 0)
		err_add(e, TD_INVALID, S("word"), N_("Chưa ghi ngày bắt đầu; sửa phong trào rồi phát động."));
	return end(e, before);
}

static void check_among(const struct campaign_phase *p, const campaign_phase_list *phases, struct err *e)
{
	for (size_t i = 0; i < phases->n; i++) {
		const struct campaign_phase *o = &phases->at[i];
		if (o->id == p->id)
			continue;
		if (str_cmp(p->starts_on, o->ends_on) <= 0 && str_cmp(o->starts_on, p->ends_on) <= 0)
			err_add(e, TD_INVALID, S("starts_on"),
				N_("Thời gian trùng với «%.*s»; sửa ngày của một trong hai đợt."),
				STRF(o->name));
		if (p->final_push && o->final_push)
			err_add(e, TD_INVALID, S("final_push"), N_("Đã có đợt nước rút: «%.*s»."),
				STRF(o->name));
		else if ((p->final_push && str_cmp(o->starts_on, p->starts_on) > 0) ||
			 (o->final_push && str_cmp(p->starts_on, o->starts_on) > 0))
			err_add(e, TD_INVALID, S("final_push"),
				N_("Nước rút là đợt cuối; «%.*s» không thể bắt đầu sau nước rút."),
				STRF(p->final_push ? o->name : p->name));
	}
}

static void check_days(const struct campaign *c, const campaign_phase_list *phases,
		       const struct campaign_phase *p, struct err *e)
{
	if (!is_day(p->starts_on))
		err_add(e, TD_INVALID, S("starts_on"), N_("Ghi ngày bắt đầu đợt, ví dụ 01/01/2026."));
	if (!is_day(p->ends_on))
		err_add(e, TD_INVALID, S("ends_on"), N_("Ghi ngày kết thúc đợt, ví dụ 30/06/2026."));
	if (!is_day(p->starts_on) || !is_day(p->ends_on))
		return;
	if (str_cmp(p->ends_on, p->starts_on) < 0)
		err_add(e, TD_INVALID, S("ends_on"), N_("Ngày kết thúc đợt không thể trước ngày bắt đầu."));
	if ((c->starts_on.n && str_cmp(p->starts_on, c->starts_on) < 0) ||
	    (c->ends_on.n && str_cmp(p->ends_on, c->ends_on) > 0))
		err_add(e, TD_INVALID, S("starts_on"), N_("Đợt phải nằm trong thời gian của phong trào."));
	check_among(p, phases, e);
}

td_rc phase_check(const struct campaign *c, const campaign_phase_list *phases, const struct campaign_phase *p,
		  const phase_target_list *targets, struct err *e)
{
	size_t before = e->n_total;
	if (str_trim(p->name).n == 0)
		err_add(e, TD_INVALID, S("name"), N_("Ghi tên đợt, ví dụ: Đợt I."));
	check_length(e, S("name"), N_("Tên đợt"), p->name, 200);
	check_length(e, S("review"), N_("Đánh giá kết quả"), p->review, 8000);
	check_days(c, phases, p, e);
	if (p->id == 0 && phases->n >= CAMPAIGN_PHASES_MAX)
		err_add(e, TD_INVALID, S("name"), N_("Một phong trào có nhiều nhất %d đợt."),
			CAMPAIGN_PHASES_MAX);
	if (targets->n > PHASE_TARGETS_MAX)
		err_add(e, TD_INVALID, S("indicator"), N_("Một đợt có nhiều nhất %d chỉ tiêu."),
			PHASE_TARGETS_MAX);
	for (size_t i = 0; i < targets->n; i++) {
		const struct phase_target *g = &targets->at[i];
		long long row = g->row ? g->row : (i64)i + 1;
		str where = arena_fmt(e->a, "indicator[%lld]", row);
		if (str_trim(g->indicator).n == 0)
			err_add(e, TD_INVALID, where, N_("Chỉ tiêu %lld: ghi nội dung, hoặc xóa cả dòng."),
				row);
		check_length(e, where, N_("Chỉ tiêu"), g->indicator, 500);
		check_length(e, where, N_("Đơn vị tính"), g->measure_unit, 60);
	}
	return end(e, before);
}

td_rc document_check(const struct cluster_document *d, str today, struct err *e)
{
	size_t before = e->n_total;
	if (str_trim(d->title).n == 0)
		err_add(e, TD_INVALID, S("title"), N_("Ghi trích yếu nội dung của văn bản."));
	if (d->file.v == 0)
		err_add(e, TD_INVALID, S("file"), N_("Chọn tệp văn bản để tải lên."));
	check_length(e, S("title"), N_("Trích yếu"), d->title, 500);
	check_length(e, S("number"), N_("Số, ký hiệu"), d->number, 60);
	check_length(e, S("issuer"), N_("Cơ quan ban hành"), d->issuer, 300);
	check_day(e, "issued_on", N_("Ngày ban hành"), d->issued_on);
	if (d->issued_on.n && str_cmp(d->issued_on, today) > 0)
		err_add(e, TD_INVALID, S("issued_on"), N_("Ngày ban hành không thể sau hôm nay."));
	return end(e, before);
}
