/* The table of criteria under test and its versions, as programs read them. */
#include "jobs/laboratory.h"
#include "web/api_read.h"
#include "web/page_draft.h"

/* ---- the laboratory ---- */

struct replayed {
	str unit, name, class_before, class_after;
	i64 rank_before, rank_after, total_before_c, total_after_c;
};
static const struct api_member replayed[] = {
    API(TEXT, struct replayed, unit, "unit"),
    API(TEXT, struct replayed, name, "name"),
    API(INT, struct replayed, rank_before, "rank_before"),
    API(INT, struct replayed, rank_after, "rank_after"),
    API(POINTS, struct replayed, total_before_c, "total_before"),
    API(POINTS, struct replayed, total_after_c, "total_after"),
    API(TEXT, struct replayed, class_before, "class_before"),
    API(TEXT, struct replayed, class_after, "class_after"),
};
static const struct api_def replayed_def = API_DEF("ReplayedUnit", struct replayed, replayed);

struct replayed_item {
	str criterion, name;
	enum replay_how how;
	str like; /* null: none */
	bool flat, decides, unproven;
};

static const char *how_word(int v)
{
	static const char *const words[REPLAY__N] = {"same", "scaled", "new", "other", "unfit"};
	return words[v];
}

static const struct api_member replayed_item[] = {
    API(TEXT, struct replayed_item, criterion, "criterion"),
    API(TEXT, struct replayed_item, name, "name"),
    API_ENUM(struct replayed_item, how, "how", how_word, REPLAY__N),
    API(BOOL, struct replayed_item, flat, "flat", .label = N_("Mọi đơn vị bằng điểm nhau")),
    API(BOOL, struct replayed_item, decides, "decides", .label = N_("Bỏ đi thì có đơn vị đổi hạng")),
    API(TEXT, struct replayed_item, like, "like", .label = N_("Mục trước nó xếp các đơn vị cùng một thứ tự")),
    API(BOOL, struct replayed_item, unproven, "unproven",
	.label = N_("Năm trước có điểm mà không đơn vị nào có minh chứng")),
};
static const struct api_def replayed_item_def = API_DEF("ReplayedItem", struct replayed_item, replayed_item);

struct laboratory_out {
	str missing, version, alone;
	bool draft;
	i64 n_moved, n_reclassed;
	VEC(struct replayed) units;
	VEC(struct replayed_item) items;
};
static const struct api_member laboratory_out[] = {
    API(TEXT, struct laboratory_out, missing, "missing",
	.label = N_("Vì sao chưa chấm thử được; null: đã chấm")),
    API(BOOL, struct laboratory_out, draft, "draft",
	.label = N_("Chấm theo bản thảo, không phải bảng đang dùng")),
    API(TEXT, struct laboratory_out, version, "version"),
    API(INT, struct laboratory_out, n_moved, "moved"),
    API(INT, struct laboratory_out, n_reclassed, "reclassed"),
    API(TEXT, struct laboratory_out, alone, "alone", .label = N_("Nhóm mà riêng điểm của nó đã định thứ tự")),
    API_LIST(struct laboratory_out, units, "units", &replayed_def),
    API_LIST(struct laboratory_out, items, "items", &replayed_item_def),
};
const struct api_def api_laboratory_def = API_DEF("Laboratory", struct laboratory_out, laboratory_out);

static void put_replayed(struct req *r, const struct laboratory *l, struct laboratory_out *o)
{
	const struct score_result *was = &l->last.result, *is = &l->replay.result;
	for (u32 i = 0; i < is->n_units; i++) {
		u32 u = is->order[i];
		VEC_PUSH(r->a, &o->units) =
		    (struct replayed){.unit = l->last.members.at[u].unit_code,
				      .name = l->last.members.at[u].unit_name,
				      .class_before = or_null(laboratory_class(l->last.scheme, was, u)),
				      .class_after = or_null(laboratory_class(l->scheme, is, u)),
				      .rank_before = was->rank[u],
				      .rank_after = is->rank[u],
				      .total_before_c = was->total_c[u],
				      .total_after_c = is->total_c[u]};
	}
	for (size_t i = 0; i < l->replay.items.n; i++) {
		const struct replay_item *x = &l->replay.items.at[i];
		const struct criterion *c = &l->scheme->nodes[x->node];
		VEC_PUSH(r->a, &o->items) = (struct replayed_item){
		    .criterion = c->code,
		    .name = c->name,
		    .how = x->how,
		    .like = x->like ? l->scheme->nodes[l->replay.items.at[x->like - 1].node].code : STR_NULL,
		    .flat = x->flat,
		    .decides = x->decides,
		    .unproven = l->unproven[i]};
	}
}

td_rc api_read_laboratory(struct req *r, void *out)
{
	struct laboratory_out *o = out;
	struct laboratory *l = NEW(r->a, struct laboratory);
	td_rc rc = laboratory_load(r->tx, r->year.id, l);
	if (rc != TD_OK)
		return rc;
	o->draft = l->draft;
	o->missing = l->missing ? page_tr(r, l->missing) : STR_NULL;
	if (l->missing)
		return TD_OK;
	o->version = l->scheme->version;
	o->n_moved = l->n_moved;
	o->n_reclassed = l->n_reclassed;
	o->alone = l->replay.alone ? l->scheme->nodes[l->replay.alone].code : STR_NULL;
	put_replayed(r, l, o);
	return TD_OK;
}

/* ---- versions of the table ---- */

static const struct api_member version[] = {
    API(INT, struct scheme_row, id.v, "id"),
    API(TEXT, struct scheme_row, code, "code"),
    API(TEXT, struct scheme_row, version, "version"),
    API(TEXT, struct scheme_row, title, "title"),
    API(INT, struct scheme_row, n_criteria, "criteria"),
    API(TIME, struct scheme_row, created_at_ms, "created_at"),
    API(OPT_TIME, struct scheme_row, sealed_at_ms, "sealed_at"),
};
static const struct api_def version_def = API_DEF("SchemeVersion", struct scheme_row, version);

struct change {
	enum scheme_change_kind kind;
	str code_before, code_after, name_before, name_after;
	struct opt_i64 max_before_c, max_after_c;
};

static const char *change_word(int v)
{
	static const char *const words[SCHEME_CHANGE__N] = {"added", "removed", "points",
							    "rule",  "name",    "profiles"};
	return words[v];
}

static const struct api_member change[] = {
    API_ENUM(struct change, kind, "kind", change_word, SCHEME_CHANGE__N),
    API(TEXT, struct change, code_before, "code_before"),
    API(TEXT, struct change, code_after, "code_after"),
    API(TEXT, struct change, name_before, "name_before"),
    API(TEXT, struct change, name_after, "name_after"),
    API(OPT_POINTS, struct change, max_before_c, "max_before"),
    API(OPT_POINTS, struct change, max_after_c, "max_after"),
};
static const struct api_def change_def = API_DEF("SchemeChange", struct change, change);

struct versions_out {
	scheme_list versions;
	bool draft;
	str from, to;
	VEC(struct change) changes;
};
static const struct api_member versions_out[] = {
    API_LIST(struct versions_out, versions, "versions", &version_def),
    API(BOOL, struct versions_out, draft, "draft", .label = N_("Có bản thảo: gửi from hoặc to là draft")),
    API(TEXT, struct versions_out, from, "from", .label = N_("Hai bản được so; null: không có gì để so")),
    API(TEXT, struct versions_out, to, "to"),
    API_LIST(struct versions_out, changes, "changes", &change_def),
};
const struct api_def api_versions_def = API_DEF("SchemeVersions", struct versions_out, versions_out);

static str version_asked(const struct req *r, str name)
{
	str given = req_query(r, name);
	return str_eq(given, S("draft")) ? S("thao") : given;
}

static str version_told(str which)
{
	return str_eq(which, S("thao")) ? S("draft") : or_null(which);
}

td_rc api_read_versions(struct req *r, void *out)
{
	struct versions_out *o = out;
	struct versions *v = NEW(r->a, struct versions);
	td_rc rc = page_versions_load(r, version_asked(r, S("from")), version_asked(r, S("to")), v);
	if (rc != TD_OK)
		return rc;
	o->versions = v->all;
	o->draft = v->d.row.rev > 0;
	o->from = version_told(v->from);
	o->to = version_told(v->to);
	for (size_t i = 0; i < v->changes.n; i++) {
		const struct scheme_change *x = &v->changes.at[i];
		struct change c = {.kind = x->kind};
		if (x->before >= 0) {
			const struct criterion *b = &v->before->nodes[x->before];
			c.code_before = b->code, c.name_before = b->name, c.max_before_c = OPT(b->max_c);
		}
		if (x->after >= 0) {
			const struct criterion *b = &v->after->nodes[x->after];
			c.code_after = b->code, c.name_after = b->name, c.max_after_c = OPT(b->max_c);
		}
		VEC_PUSH(r->a, &o->changes) = c;
	}
	return TD_OK;
}
