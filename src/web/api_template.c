/* Templates of papers as programs read them. */
#include "jobs/act_template.h"
#include "web/api_read.h"

struct template_out {
	i64 in_use;
	bool own;
	paper_template_list list;
	bool checked;
	struct template_check check;
};

static const struct api_member line[] = {
    API(INT, struct paper_template, id.v, "id"),
    API(TEXT, struct paper_template, file_name, "file_name"),
    API(TEXT, struct paper_template, uploaded_by_name, "uploaded_by"),
    API(TIME, struct paper_template, uploaded_at_ms, "uploaded_at"),
    API(OPT_TIME, struct paper_template, retired_at_ms, "retired_at"),
};
static const struct api_def line_def = API_DEF("PaperTemplateLine", struct paper_template, line);

static const struct api_member members[] = {
    API(INT, struct template_out, in_use, "in_use", .label = N_("Gửi lại ở was khi thay; 0 là mẫu có sẵn")),
    API(BOOL, struct template_out, own, "own"),
    API_LIST(struct template_out, list, "templates", &line_def),
    API(BOOL, struct template_out, checked, "has_commented_file",
	.label = N_("Có tệp bị từ chối, kèm nhận xét: tải ở files/co-nhan-xet")),
    API(INT, struct template_out, check.n_faults, "faults"),
};
const struct api_def api_template_def = API_DEF("PaperTemplate", struct template_out, members);

static td_rc kind_of(const struct req *r, enum paper_kind *k, str *code)
{
	if (paper_kind_parse(req_param(r, "kind"), k) != TD_OK)
		return TD_NOT_FOUND;
	*code = str_c(paper_kind_code(*k));
	return TD_OK;
}

td_rc api_read_template(struct req *r, void *out)
{
	struct template_out *o = out;
	struct paper_template now;
	enum paper_kind k;
	str code = STR_NULL;
	td_rc rc = kind_of(r, &k, &code);
	if (rc != TD_OK)
		return rc;
	rc = store_template_current(r->tx, r->year.cluster, code, &now);
	o->own = rc == TD_OK;
	o->in_use = o->own ? now.id.v : 0;
	if (rc == TD_OK || rc == TD_NOT_FOUND)
		rc = store_template_list(r->tx, r->year.cluster, code, &o->list);
	o->check = (struct template_check){.cluster = r->year.cluster, .user = r->user.id, .kind = code};
	if (rc == TD_OK) {
		rc = store_template_check_get(r->tx, &o->check);
		o->checked = rc == TD_OK;
	}
	return rc == TD_NOT_FOUND ? TD_OK : rc;
}

static const struct api_member field[] = {
    API(TEXT, struct paper_field, tag, "tag"),
    API(TEXT, struct paper_field, example, "example"),
    API(TEXT, struct paper_field, list, "list",
	.label = N_("Danh sách phải đặt trong đó; trống: đâu cũng được")),
};
static const struct api_def field_def = API_DEF("PaperField", struct paper_field, field);

struct fields_out {
	paper_field_list fields;
};
static const struct api_member fields[] = {API_LIST(struct fields_out, fields, "fields", &field_def)};
const struct api_def api_template_fields_def = API_DEF("PaperFields", struct fields_out, fields);

td_rc api_read_template_fields(struct req *r, void *out)
{
	struct fields_out *o = out;
	enum paper_kind k;
	str code;
	td_rc rc = kind_of(r, &k, &code);
	if (rc == TD_OK)
		papers_fields(r->a, k, &o->fields);
	return rc;
}
