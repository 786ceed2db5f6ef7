/* One criterion of the draft: everything its mechanism reads, in one form that needs no script. */
#include "jobs/act_scheme.h"
#include "web/page_draft.h"
#include "web/views.h"

struct item_form {
	struct form_num rev, max, cap, floor, bonus_cap, penalty_cap, min, each, against, target, cap_percent,
	    base_percent, step, drop_low, drop_high;
	str code, name, parent, unit, note, owner, source, kind, role, zero_target, per, effect, ceiling,
	    judging, levels, limits;
	bool evidence_required, may_exceed, step_exact, by_value, peers;
};
#define AMOUNT(m, label) FIELD(POINTS, struct item_form, m, label)
static const struct field fields[] = {
    FIELD(INT, struct item_form, rev, N_("Phiên bản"), .required = true),
    FIELD(TEXT, struct item_form, code, N_("Mã"), .required = true, .max = 60),
    FIELD(TEXT, struct item_form, name, N_("Nội dung"), .required = true, .max = 1000),
    FIELD(TEXT, struct item_form, parent, N_("Thuộc nhóm"), .max = 100),
    FIELD(TEXT, struct item_form, unit, N_("Đơn vị tính"), .max = 60),
    FIELD(AREA, struct item_form, note, N_("Hướng dẫn chấm"), .max = 4000),
    FIELD(TEXT, struct item_form, owner, N_("Nơi chấm, cung cấp số liệu"), .max = 300),
    FIELD(TEXT, struct item_form, source, N_("Căn cứ"), .max = 1000),
    FIELD(CODE, struct item_form, kind, N_("Cách chấm"), .required = true, .max = 20),
    FIELD(CODE, struct item_form, role, N_("Tính vào"), .max = 20),
    FIELD(CODE, struct item_form, zero_target, N_("Khi chỉ tiêu bằng 0"), .max = 20),
    FIELD(CODE, struct item_form, per, N_("Trừ theo"), .max = 20),
    FIELD(CODE, struct item_form, effect, N_("Hậu quả"), .max = 20),
    FIELD(TEXT, struct item_form, ceiling, N_("Xếp loại cao nhất"), .max = 100),
    FIELD(CODE, struct item_form, judging, N_("Người chấm"), .max = 20),
    FIELD(AREA, struct item_form, levels, N_("Các mức"), .max = 8000),
    FIELD(AREA, struct item_form, limits, N_("Ngưỡng từng loại"), .max = 4000),
    AMOUNT(max, N_("Điểm chuẩn")),
    AMOUNT(cap, N_("Trần")),
    AMOUNT(floor, N_("Sàn")),
    AMOUNT(bonus_cap, N_("Thưởng tối đa")),
    AMOUNT(penalty_cap, N_("Trừ tối đa")),
    AMOUNT(min, N_("Điểm tối thiểu")),
    AMOUNT(each, N_("Điểm mỗi việc")),
    AMOUNT(against, N_("Điểm trừ mỗi việc")),
    AMOUNT(target, N_("Chỉ tiêu chung")),
    AMOUNT(cap_percent, N_("Tính tối đa")),
    AMOUNT(base_percent, N_("Phần điểm khi đạt chỉ tiêu")),
    AMOUNT(step, N_("Mỗi bậc")),
    FIELD(INT, struct item_form, drop_low, N_("Bỏ điểm thấp nhất"), .low = 0, .high = 20),
    FIELD(INT, struct item_form, drop_high, N_("Bỏ điểm cao nhất"), .low = 0, .high = 20),
    FIELD(CHECK, struct item_form, evidence_required, N_("Bắt buộc minh chứng")),
    FIELD(CHECK, struct item_form, may_exceed, N_("Được vượt điểm chuẩn")),
    FIELD(CHECK, struct item_form, step_exact, N_("Không làm tròn bậc")),
    FIELD(CHECK, struct item_form, by_value, N_("Theo khoảng giá trị")),
    FIELD(CHECK, struct item_form, peers, N_("Các đơn vị khác chấm")),
};
const struct form_def page_draft_item_form = FORM(struct item_form, fields);

/* ---- words of the choices ---------------------------------------------------------------------------------------- */

static const struct draft_word roles[] = {{"base", N_("Điểm chuẩn của bảng"), ROLE_BASE},
					  {"bonus", N_("Điểm thưởng"), ROLE_BONUS},
					  {"penalty", N_("Điểm trừ"), ROLE_PENALTY},
					  {NULL, NULL, 0}};
static const struct draft_word zero_targets[] = {
    {"invalid", N_("không nhận, phải sửa chỉ tiêu"), ZERO_INVALID},
    {"met", N_("coi như đạt chỉ tiêu"), ZERO_MET},
    {"none", N_("0 điểm"), ZERO_NONE},
    {NULL, NULL, 0}};
static const struct draft_word pers[] = {
    {"case", N_("từng vụ việc"), DEDUCT_CASE},
    {"percent", N_("từng phần trăm thiếu so với chỉ tiêu"), DEDUCT_PERCENT},
    {NULL, NULL, 0}};
static const struct draft_word effects[] = {{"exclude", N_("không xét suy tôn"), KO_EXCLUDE},
					    {"ceiling", N_("hạ trần xếp loại"), KO_CEILING},
					    {NULL, NULL, 0}};
static const struct draft_word judgings[] = {{"one", N_("một giá trị"), JUDGE_ONE},
					     {"mean", N_("nhiều người chấm, lấy bình quân"), JUDGE_MEAN},
					     {"sum", N_("nhiều người chấm, cộng lại"), JUDGE_SUM},
					     {NULL, NULL, 0}};

/* ---- lists as lines ---------------------------------------------------------------------------------------------- */

static void put_bound(struct sb *b, bool has, bool excl, i64 v, const char *sign)
{
	SB_LIT(b, "; ");
	if (has) {
		sb_fmt(b, "%s", excl ? sign : "");
		num_put_short(b, v);
	}
}

static str levels_text(struct req *r, const struct criterion *c)
{
	struct sb b = sb_new(r->a, 16384);
	for (u32 i = 0; i < c->n_levels; i++) {
		const struct scheme_level *l = &c->levels[i];
		sb_fmt(&b, "%s%.*s; ", i ? "\n" : "", STRF(l->label));
		num_put_short(&b, l->points_c);
		if (!c->by_value)
			continue;
		put_bound(&b, l->has_from, l->from_excl, l->from_c, ">");
		put_bound(&b, l->has_to, l->to_excl, l->to_c, "<");
	}
	return sb_str(&b);
}

static const char *const ops[OP__N] = {">=", ">", "<=", "<", "="};

static str limits_text(struct req *r, const struct scheme *s, const struct criterion *c)
{
	struct sb b = sb_new(r->a, 8192);
	for (u32 i = 0; i < c->n_limits && c->limits[i].class_ix < s->n_classes; i++) {
		sb_fmt(&b, "%s%.*s %s ", i ? "\n" : "", STRF(s->classes[c->limits[i].class_ix].code),
		       ops[c->limits[i].op]);
		num_put_short(&b, c->limits[i].limit_c);
	}
	return sb_str(&b);
}

static bool read_bound(str text, char sign, bool *has, bool *excl, i64 *v)
{
	text = str_trim(text);
	*has = text.n > 0;
	*excl = *has && text.p[0] == sign;
	return !*has || num_parse_c(str_from(text, *excl), v) == TD_OK;
}

static bool read_level(str line, struct scheme_level *l)
{
	str part, rest = line;
	*l = (struct scheme_level){0};
	if (!str_split(&rest, ';', &part))
		return false;
	l->label = str_trim(part);
	if (!l->label.n || !str_split(&rest, ';', &part) ||
	    num_parse_c(str_trim(part), &l->points_c) != TD_OK)
		return false;
	if (str_split(&rest, ';', &part) && !read_bound(part, '>', &l->has_from, &l->from_excl, &l->from_c))
		return false;
	return !str_split(&rest, ';', &part) || read_bound(part, '<', &l->has_to, &l->to_excl, &l->to_c);
}

static void read_levels(struct req *r, str text, struct criterion *c)
{
	struct scheme_level *list = NEW_N(r->a, struct scheme_level, SCHEME_MAX_LEVELS);
	str line;
	u32 n = 0, at = 0;
	while (str_split(&text, '\n', &line)) {
		at++;
		line = str_trim(line);
		if (!line.n)
			continue;
		if (n == SCHEME_MAX_LEVELS)
			err_add(r->e, TD_INVALID, S("levels"), N_("Nhiều nhất %d mức."), SCHEME_MAX_LEVELS);
		if (n == SCHEME_MAX_LEVELS)
			return;
		if (!read_level(line, &list[n++]))
			err_add(r->e, TD_INVALID, S("levels"),
				N_("Các mức, dòng %u: ghi «tên mức; điểm», theo khoảng giá trị thì thêm «; "
				   "từ; đến»."),
				at);
	}
	c->levels = list;
	c->n_levels = n;
}

static bool read_limit(const struct scheme *s, str line, struct scheme_limit *l)
{
	size_t at = 0;
	while (at < line.n && line.p[at] != '<' && line.p[at] != '>' && line.p[at] != '=')
		at++;
	str code = str_trim(str_upto(line, at)), rest = str_from(line, at);
	for (int op = 0; op < OP__N; op++) {
		str sign = str_c(ops[op]);
		if (!str_has_prefix(rest, sign) ||
		    num_parse_c(str_trim(str_from(rest, sign.n)), &l->limit_c) != TD_OK)
			continue;
		l->op = (enum threshold_op)op;
		for (l->class_ix = 0; l->class_ix < s->n_classes; l->class_ix++)
			if (str_eq(s->classes[l->class_ix].code, code))
				return true;
		return false;
	}
	return false;
}

static void read_limits(struct req *r, const struct scheme *s, str text, struct criterion *c)
{
	struct scheme_limit *list = NEW_N(r->a, struct scheme_limit, 200);
	str line;
	u32 n = 0, at = 0;
	while (str_split(&text, '\n', &line) && n < 200) {
		at++;
		line = str_trim(line);
		if (line.n && !read_limit(s, line, &list[n++]))
			err_add(r->e, TD_INVALID, S("limits"),
				N_("Ngưỡng, dòng %u: ghi «mã loại >= số», mã loại lấy ở quy định chung của "
				   "bảng."),
				at);
	}
	c->limits = list;
	c->n_limits = n;
}

/* ---- the page ---------------------------------------------------------------------------------------------------- */

static str show(struct req *r, const char *field, bool has, i64 v)
{
	return form_show(r->form, str_c(field), has ? num_short(r->a, v) : S(""));
}

/* What the kind reads, so that only this is asked. */
static void put_kind(struct draft_item_vm *vm, const struct criterion *c)
{
	enum criterion_kind k = c->kind;
	bool ratio = k == CRIT_RATIO || k == CRIT_LEADER;
	vm->group = k == CRIT_GROUP;
	vm->points = criterion_gives_points(c);
	vm->has_min = k == CRIT_BONUS_PENALTY || k == CRIT_DEDUCT;
	vm->has_each = k == CRIT_COUNT || vm->has_min;
	vm->has_against = k == CRIT_BONUS_PENALTY;
	vm->has_target = ratio || k == CRIT_DEDUCT;
	vm->has_cap_percent = ratio;
	vm->has_base_percent = k == CRIT_LEADER;
	vm->has_step = k == CRIT_DEDUCT;
	vm->has_levels = k == CRIT_LEVEL;
	vm->has_limits = k == CRIT_THRESHOLD;
	vm->has_effect = k == CRIT_KNOCKOUT;
	vm->has_exceed = k == CRIT_RATIO || k == CRIT_COUNT;
}

static void put_numbers(struct req *r, struct draft_item_vm *vm, const struct criterion *c)
{
	vm->max = show(r, "max", true, c->max_c);
	vm->cap = show(r, "cap", c->has_cap, c->cap_c);
	vm->floor = show(r, "floor", c->has_floor, c->floor_c);
	vm->bonus_cap = show(r, "bonus_cap", c->has_bonus_cap, c->bonus_cap_c);
	vm->penalty_cap = show(r, "penalty_cap", c->has_penalty_cap, c->penalty_cap_c);
	vm->min = show(r, "min", true, c->min_c);
	vm->each = show(r, "each", true, c->each_c);
	vm->against = show(r, "against", true, c->against_c);
	vm->target = show(r, "target", c->has_target, c->target_c);
	vm->cap_percent = show(r, "cap_percent", c->cap_pct_c != 0, c->cap_pct_c);
	vm->base_percent = show(r, "base_percent", true, c->base_pct_c);
	vm->step = show(r, "step", true, c->step_c);
	vm->drop_low = form_show(r->form, S("drop_low"), arena_fmt(r->a, "%u", c->drop_low));
	vm->drop_high = form_show(r->form, S("drop_high"), arena_fmt(r->a, "%u", c->drop_high));
}

static bool ticked(const struct req *r, const char *field, bool now)
{
	return r->form ? form_typed(r->form, str_c(field)).n > 0 : now;
}

static void put_choices(struct req *r, struct draft_item_vm *vm, const struct scheme *s, u32 node)
{
	const struct criterion *c = &s->nodes[node];
	str parent = form_show(r->form, S("parent"), s->nodes[c->parent].code);
	str ceiling = form_show(r->form, S("ceiling"), S(""));
	page_draft_kinds(r, &vm->kinds, form_show(r->form, S("kind"), page_draft_kind_code(c->kind)));
	page_draft_words(r, &vm->roles, roles, "role", c->role);
	page_draft_words(r, &vm->zero_targets, zero_targets, "zero_target", c->zero_target);
	page_draft_words(r, &vm->pers, pers, "per", c->per);
	page_draft_words(r, &vm->effects, effects, "effect", c->effect);
	page_draft_words(r, &vm->judgings, judgings, "judging", c->judging);
	for (u32 k = 0; k < s->n_nodes; k++)
		if (s->nodes[k].kind == CRIT_GROUP && !(k >= node && k < c->subtree_end))
			VEC_PUSH(r->a, &vm->parents) = (struct page_option){
			    s->nodes[k].code,
			    k ? arena_fmt(r->a, "%.*s %.*s", STRF(s->nodes[k].code), STRF(s->nodes[k].name))
			      : page_tr(r, N_("Cấp trên cùng")),
			    str_eq(parent, s->nodes[k].code)};
	for (u32 k = 0; k < s->n_classes; k++)
		VEC_PUSH(r->a, &vm->ceilings) = (struct page_option){
		    s->classes[k].code, s->classes[k].label,
		    ceiling.n ? str_eq(ceiling, s->classes[k].code) : k == c->ceiling_class};
}

/* What stands in the draft, in one line, for who typed on an older one. */
static str saved_text(struct req *r, const struct criterion *c)
{
	return arena_fmt(r->a, req_tr(r, N_("%.*s %.*s; %s; điểm chuẩn %.*s")), STRF(c->code), STRF(c->name),
			 req_tr(r, criterion_kind_name(c->kind)), STRF(num_short(r->a, c->max_c)));
}

static td_rc find_node(struct req *r, const struct scheme *s, u32 *node)
{
	i64 at = scheme_find(s, req_param(r, "criterion"));
	*node = at > 0 ? (u32)at : 0;
	return at > 0 ? TD_OK : TD_NOT_FOUND;
}

td_rc page_draft_item(struct req *r)
{
	struct draft_item_vm *vm = NEW(r->a, struct draft_item_vm);
	struct act_draft d;
	struct scheme s;
	u32 node = 0;
	td_rc rc = page_begin(r, page_tr(r, N_("Soạn một tiêu chí")), "bang-tieu-chi");
	if (rc == TD_OK)
		rc = page_draft_open(r, &d, &s);
	if (rc == TD_OK)
		rc = find_node(r, &s, &node);
	if (rc != TD_OK)
		return rc;
	const struct criterion *c = &s.nodes[node];
	struct form *f = r->form;
	*vm =
	    (struct draft_item_vm){.base = page_base(r),
				   .here = c->code,
				   .year = r->year.year,
				   .rev = d.row.rev,
				   .code = form_show(f, S("code"), c->code),
				   .name = form_show(f, S("name"), c->name),
				   .unit = form_show(f, S("unit"), c->unit),
				   .note = form_show(f, S("note"), c->note),
				   .owner = form_show(f, S("owner"), c->owner),
				   .source = form_show(f, S("source"), c->source),
				   .levels = form_show(f, S("levels"), levels_text(r, c)),
				   .limits = form_show(f, S("limits"), limits_text(r, &s, c)),
				   .evidence_required = ticked(r, "evidence_required", c->evidence_required),
				   .may_exceed = ticked(r, "may_exceed", c->total_exceeds),
				   .step_exact = ticked(r, "step_exact", c->step_exact),
				   .by_value = ticked(r, "by_value", c->by_value),
				   .peers = ticked(r, "peers", c->peers),
				   .saved = r->refused == TD_STALE ? saved_text(r, c) : S("")};
	put_kind(vm, c);
	put_numbers(r, vm, c);
	put_choices(r, vm, &s, node);
	page_crumb(r, req_path(r, "%.*s/bang-tieu-chi", STRF(vm->base)), page_tr(r, N_("Bảng tiêu chí")));
	page_crumb(r, req_path(r, "%.*s/bang-tieu-chi/soan", STRF(vm->base)),
		   page_tr(r, N_("Soạn bảng tiêu chí")));
	vm->page = r->page;
	view_draft_item(&r->html, vm);
	return TD_OK;
}

/* ---- saving ------------------------------------------------------------------------------------------------------ */

static void take_opt(const struct form_num *f, bool *has, i64 *v)
{
	*has = f->set;
	*v = f->set ? f->v : 0;
}

/* A field that the page did not ask for leaves what is there. */
static void take_num(const struct form_num *f, i64 *v)
{
	if (f->set)
		*v = f->v;
}

static void take_rules(struct req *r, const struct item_form *f, const struct scheme *s, struct criterion *c)
{
	take_num(&f->max, &c->max_c);
	take_num(&f->min, &c->min_c);
	take_num(&f->each, &c->each_c);
	take_num(&f->against, &c->against_c);
	take_num(&f->base_percent, &c->base_pct_c);
	take_num(&f->step, &c->step_c);
	take_opt(&f->target, &c->has_target, &c->target_c);
	c->cap_pct_c = f->cap_percent.set ? f->cap_percent.v : 0;
	take_opt(&f->cap, &c->has_cap, &c->cap_c);
	take_opt(&f->floor, &c->has_floor, &c->floor_c);
	take_opt(&f->bonus_cap, &c->has_bonus_cap, &c->bonus_cap_c);
	take_opt(&f->penalty_cap, &c->has_penalty_cap, &c->penalty_cap_c);
	c->zero_target = (enum zero_target)page_draft_word(zero_targets, f->zero_target, c->zero_target);
	c->per = (enum deduct_per)page_draft_word(pers, f->per, c->per);
	c->effect = (enum knockout_effect)page_draft_word(effects, f->effect, c->effect);
	c->judging = (enum judging)page_draft_word(judgings, f->judging, c->judging);
	c->drop_low = f->drop_low.set ? (u32)f->drop_low.v : c->drop_low;
	c->drop_high = f->drop_high.set ? (u32)f->drop_high.v : c->drop_high;
	c->total_exceeds = f->may_exceed;
	c->step_exact = f->step_exact;
	c->by_value = f->by_value;
	c->peers = f->peers;
	for (u32 k = 0; k < s->n_classes; k++)
		if (str_eq(s->classes[k].code, f->ceiling))
			c->ceiling_class = k;
	if (c->kind == CRIT_LEVEL && form_typed(r->form, S("levels")).p)
		read_levels(r, f->levels, c);
	if (c->kind == CRIT_THRESHOLD && form_typed(r->form, S("limits")).p)
		read_limits(r, s, f->limits, c);
	if (c->kind == CRIT_KNOCKOUT && c->effect == KO_CEILING && s->n_classes == 0)
		err_add(r->e, TD_INVALID, S("effect"),
			N_("Bảng chưa có xếp loại nào; ghi các loại ở quy định chung rồi mới hạ trần được."));
}

/* A group that has children stays one; a new kind begins with its usual parameters. */
static td_rc take_kind(struct req *r, str code, struct criterion *c)
{
	enum criterion_kind was = c->kind;
	td_rc rc = page_draft_kind(r, code, &c->kind);
	if (rc != TD_OK || c->kind == was)
		return rc;
	if (was == CRIT_GROUP && c->n_children)
		return err_add(r->e, TD_INVALID, S("kind"),
			       N_("Nhóm đang có mục con: chuyển hoặc bỏ các mục con rồi mới đổi được."));
	c->base_pct_c = c->base_pct_c ? c->base_pct_c : 5000;
	c->step_c = c->step_c ? c->step_c : 100;
	c->each_c = c->each_c ? c->each_c : 100;
	c->round_step_c = c->round_step_c ? c->round_step_c : 1;
	c->judging = JUDGE_ONE;
	c->peers = false;
	return TD_OK;
}

static td_rc take_item(struct req *r, const struct item_form *f, const struct scheme *s, struct criterion *c)
{
	size_t before = r->e->n_total;
	enum criterion_kind was = c->kind;
	c->code = f->code;
	c->name = f->name;
	c->note = f->note;
	c->owner = f->owner;
	c->source = f->source;
	c->unit = f->unit;
	c->evidence_required = f->evidence_required;
	c->incomplete = false; /* who edits the text completes it */
	c->role = (enum criterion_role)page_draft_word(roles, f->role, c->role);
	td_rc rc = take_kind(r, f->kind, c);
	if (rc == TD_OK && c->kind == was)
		take_rules(r, f, s, c);
	else if (rc == TD_OK)
		take_num(&f->max, &c->max_c);
	return r->e->n_total == before ? rc : TD_INVALID;
}

td_rc page_draft_item_post(struct req *r)
{
	const struct item_form *f = form_value(r->form);
	struct act_draft d;
	struct scheme s;
	u32 node = 0;
	td_rc rc = page_draft_open(r, &d, &s);
	if (rc == TD_OK)
		rc = find_node(r, &s, &node);
	if (rc != TD_OK)
		return rc;
	struct criterion *c = &s.nodes[node];
	enum criterion_kind was = c->kind;
	i64 parent = f->parent.n ? scheme_find(&s, f->parent) : (i64)c->parent;
	rc = take_item(r, f, &s, c);
	bool new_kind = c->kind != was;
	str code = c->code;
	/* a new kind asks for other figures: the page comes again */
	r->location =
	    new_kind ? req_path(r, "%.*s/bang-tieu-chi/soan/muc/%.*s?luu=1", STRF(page_base(r)), STRF(code))
		     : req_path(r, "%.*s/bang-tieu-chi/soan?luu=1", STRF(page_base(r)));
	if (rc == TD_OK && parent != c->parent)
		rc = scheme_edit_under(r->a, &s, node, parent < 0 ? s.n_nodes : (u32)parent, r->e);
	str what = arena_fmt(r->a, "sửa %.*s", STRF(code));
	return rc == TD_OK ? act_draft_save(r->tx, r->year.id, &s, what, f->rev.v) : rc;
}
