#include "web/page_laboratory.h"

#include "jobs/laboratory.h"
#include "web/views.h"

static void put_units(struct req *r, struct laboratory_vm *vm, const struct laboratory *l)
{
	const struct score_result *was = &l->last.result, *is = &l->replay.result;
	for (u32 i = 0; i < is->n_units; i++) {
		u32 u = is->order[i];
		struct replay_row row = {.name = l->last.members.at[u].unit_name,
					 .class_before = laboratory_class(l->last.scheme, was, u),
					 .class_after = laboratory_class(l->scheme, is, u),
					 .rank_before = was->rank[u],
					 .rank_after = is->rank[u],
					 .total_before = was->total_c[u],
					 .total_after = is->total_c[u]};
		row.moved = row.rank_before != row.rank_after;
		row.reclassed = !str_eq(row.class_before, row.class_after);
		VEC_PUSH(r->a, &vm->rows) = row;
	}
}

static void put_items(struct req *r, struct laboratory_vm *vm, const struct laboratory *l)
{
	const struct score_result *is = &l->replay.result;
	for (size_t i = 0; i < l->replay.items.n; i++) {
		const struct replay_item *x = &l->replay.items.at[i];
		const struct criterion *c = &l->scheme->nodes[x->node];
		struct replay_line line = {c->code, c->name, page_tr(r, replay_how_name(x->how))};
		if (x->how != REPLAY_SAME)
			VEC_PUSH(r->a, &vm->notes) = line;
		if (l->unproven[i]) {
			line.text =
			    c->evidence_required ? page_tr(r, N_("bảng bắt buộc có minh chứng")) : S("");
			VEC_PUSH(r->a, &vm->unproven) = line;
		}
		if (x->how == REPLAY_NEW || x->how == REPLAY_OTHER || !criterion_gives_points(c))
			continue;
		if (x->like) {
			const struct criterion *as = &l->scheme->nodes[l->replay.items.at[x->like - 1].node];
			line.text = arena_fmt(r->a, req_tr(r, N_("xếp các đơn vị đúng như mục %.*s %.*s")),
					      STRF(as->code), STRF(as->name));
			VEC_PUSH(r->a, &vm->alike) = line;
		}
		if (x->flat) {
			line.text = arena_fmt(r->a, req_tr(r, N_("mọi đơn vị %.*s / %.*s điểm")),
					      STRF(num_short(r->a, is->nodes[x->node].points_c[0])),
					      STRF(num_short(r->a, c->max_c)));
			VEC_PUSH(r->a, &vm->flat) = line;
		} else if (!x->decides) {
			line.text = S("");
			VEC_PUSH(r->a, &vm->idle) = line;
		}
	}
	if (l->replay.alone)
		vm->alone = arena_fmt(r->a, "%.*s %.*s", STRF(l->scheme->nodes[l->replay.alone].code),
				      STRF(l->scheme->nodes[l->replay.alone].name));
}

td_rc page_laboratory(struct req *r)
{
	struct laboratory_vm *vm = NEW(r->a, struct laboratory_vm);
	struct laboratory *l = NEW(r->a, struct laboratory);
	td_rc rc = page_begin(r, page_tr(r, N_("Phòng thử bảng tiêu chí")), "bang-tieu-chi");
	if (rc == TD_OK)
		rc = laboratory_load(r->tx, r->year.id, l);
	if (rc != TD_OK)
		return rc;
	*vm = (struct laboratory_vm){.base = page_base(r),
				     .cluster_name = r->year.cluster_name,
				     .year = r->year.year,
				     .draft = l->draft,
				     .ready = l->missing == NULL,
				     .missing = l->missing ? page_tr(r, l->missing) : S(""),
				     .n_moved = l->n_moved,
				     .n_reclassed = l->n_reclassed};
	page_crumb(r, req_path(r, "%.*s/bang-tieu-chi", STRF(vm->base)), page_tr(r, N_("Bảng tiêu chí")));
	if (vm->ready) {
		vm->title = l->scheme->title;
		vm->version = l->scheme->version;
		put_units(r, vm, l);
		put_items(r, vm, l);
	}
	vm->page = r->page;
	view_laboratory(&r->html, vm);
	return TD_OK;
}
