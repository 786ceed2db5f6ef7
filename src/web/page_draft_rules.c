/* What holds for the whole table that is drafted: its name, scale, rounding, classes and tie rules; and the comparison of
 * two versions. */
#include "jobs/act_scheme.h"
#include "web/page_draft.h"
#include "web/views.h"

struct rules_form {
	struct form_num rev, max, round_step, total_step, bonus_cap, penalty_cap;
	str code, title, version, source, note, round, total_round, na, rank, classes, ties, profiles;
	bool total_may_exceed;
};
static const struct field fields[] = {
    FIELD(INT, struct rules_form, rev, N_("Phiên bản"), .required = true),
    FIELD(TEXT, struct rules_form, code, N_("Mã bảng"), .required = true, .max = 100),
    FIELD(TEXT, struct rules_form, title, N_("Tên bảng"), .required = true, .max = 500),
    FIELD(TEXT, struct rules_form, version, N_("Phiên bản"), .required = true, .max = 100),
    FIELD(TEXT, struct rules_form, source, N_("Căn cứ"), .max = 2000),
    FIELD(AREA, struct rules_form, note, N_("Ghi chú"), .max = 8000),
    FIELD(POINTS, struct rules_form, max, N_("Thang điểm"), .required = true),
    FIELD(POINTS, struct rules_form, round_step, N_("Làm tròn điểm đến"), .required = true),
    FIELD(POINTS, struct rules_form, total_step, N_("Làm tròn tổng đến"), .required = true),
    FIELD(POINTS, struct rules_form, bonus_cap, N_("Thưởng tối đa")),
    FIELD(POINTS, struct rules_form, penalty_cap, N_("Trừ tối đa")),
    FIELD(CODE, struct rules_form, round, N_("Cách làm tròn"), .max = 20),
    FIELD(CODE, struct rules_form, total_round, N_("Cách làm tròn tổng"), .max = 20),
    FIELD(CODE, struct rules_form, na, N_("Mục không áp dụng"), .max = 20),
    FIELD(CODE, struct rules_form, rank, N_("Đồng hạng"), .max = 20),
    FIELD(AREA, struct rules_form, classes, N_("Xếp loại"), .max = 8000),
    FIELD(AREA, struct rules_form, ties, N_("Phân hạng khi bằng điểm"), .max = 8000),
    FIELD(AREA, struct rules_form, profiles, N_("Nhóm đơn vị"), .max = 20000),
    FIELD(CHECK, struct rules_form, total_may_exceed, N_("Tổng được vượt thang điểm")),
};
const struct form_def page_draft_rules_form = FORM(struct rules_form, fields);

static const struct draft_word rounds[] = {{"half_up", N_("từ một nửa trở lên thì lên"), ROUND_HALF_UP},
					   {"half_even", N_("một nửa về số chẵn"), ROUND_HALF_EVEN},
					   {"down", N_("bỏ phần lẻ"), ROUND_DOWN},
					   {"up", N_("luôn lên"), ROUND_UP},
					   {NULL, NULL, 0}};
static const struct draft_word nas[] = {{"total", N_("quy đổi tổng điểm"), NA_RESCALE_TOTAL},
					{"group", N_("quy đổi trong từng nhóm"), NA_RESCALE_GROUP},
					{"none", N_("không quy đổi"), NA_RESCALE_NONE},
					{NULL, NULL, 0}};
static const struct draft_word ranks[] = {
    {"standard", N_("1, 2, 2, 4"), RANK_STANDARD}, {"dense", N_("1, 2, 2, 3"), RANK_DENSE}, {NULL, NULL, 0}};
static const struct draft_word tie_words[] = {{"muc", "", TIE_NODE},          {"diem-tru", "", TIE_PENALTY},
					      {"diem-thuong", "", TIE_BONUS}, {"nu", "", TIE_WOMEN},
					      {"chu-tri", "", TIE_CHAIR},     {NULL, NULL, 0}};

/* ---- classes and ties as lines ------------------------------------------------------------------------------------ */

static str classes_text(struct req *r, const struct scheme *s)
{
	struct sb b = sb_new(r->a, 1 << 20);
	for (u32 i = 0; i < s->n_classes; i++) {
		const struct scheme_class *c = &s->classes[i];
		sb_fmt(&b, "%s%.*s; %.*s", i ? "\n" : "", STRF(c->code), STRF(c->label));
		if (c->has_min) {
			SB_LIT(&b, "; ");
			num_put_short(&b, c->min_c);
		}
	}
	return sb_str(&b);
}

static str ties_text(struct req *r, const struct scheme *s)
{
	struct sb b = sb_new(r->a, 1 << 20);
	for (u32 i = 0; i < s->n_ties; i++) {
		const struct tie_rule *t = &s->ties[i];
		const char *word = "";
		for (const struct draft_word *w = tie_words; w->code; w++)
			if (w->v == t->kind)
				word = w->code;
		sb_fmt(&b, "%s%s", i ? "\n" : "", word);
		if (t->kind == TIE_NODE)
			sb_fmt(&b, " %.*s", STRF(s->nodes[t->node].code));
		if (t->kind == TIE_WOMEN) {
			SB_LIT(&b, " ");
			num_put_short(&b, t->limit_c);
		}
		sb_fmt(&b, "; %.*s", STRF(t->text));
	}
	return sb_str(&b);
}

/* "dn; Doanh nghiệp; I.3.1, I.4; lý do" */
static void put_profile(struct sb *b, const struct scheme *s, const struct scheme_profile *p)
{
	sb_fmt(b, "%.*s; %.*s; ", STRF(p->code), STRF(p->name));
	for (u32 k = 0; k < p->n_nodes; k++)
		sb_fmt(b, "%s%.*s", k ? ", " : "", STRF(s->nodes[p->nodes[k]].code));
	sb_fmt(b, "; %.*s", STRF(p->reason));
}

static str profiles_text(struct req *r, const struct scheme *s)
{
	struct sb b = sb_new(r->a, 1 << 20);
	for (u32 i = 0; i < s->n_profiles; i++) {
		if (i)
			SB_LIT(&b, "\n");
		put_profile(&b, s, &s->profiles[i]);
	}
	return sb_str(&b);
}

static bool read_class(str line, struct scheme_class *c)
{
	str part, rest = line;
	*c = (struct scheme_class){0};
	if (!str_split(&rest, ';', &part))
		return false;
	c->code = str_trim(part);
	if (!str_split(&rest, ';', &part))
		return false;
	c->label = str_trim(part);
	if (str_split(&rest, ';', &part) && str_trim(part).n) {
		c->has_min = true;
		return num_parse_c(str_trim(part), &c->min_c) == TD_OK && c->code.n && c->label.n;
	}
	return c->code.n && c->label.n;
}

static bool read_tie(const struct scheme *s, str line, struct tie_rule *t)
{
	size_t semi = str_find_byte(line, ';');
	str head = str_trim(str_upto(line, semi));
	size_t gap = str_find_byte(head, ' ');
	str word = str_upto(head, gap), more = gap < head.n ? str_trim(str_from(head, gap)) : S("");
	u32 kind = page_draft_word(tie_words, word, UINT32_MAX);
	*t = (struct tie_rule){.text = semi < line.n ? str_trim(str_from(line, semi + 1)) : S("")};
	if (kind == UINT32_MAX || t->text.n == 0)
		return false;
	t->kind = (enum tie_kind)kind;
	if (t->kind == TIE_NODE) {
		i64 node = scheme_find(s, more);
		t->node = node > 0 ? (u32)node : 0;
		return node > 0;
	}
	return t->kind != TIE_WOMEN || num_parse_c(more, &t->limit_c) == TD_OK;
}

enum { LINES_MAX = 200 };

/* Classes that criteria name by their place keep it: one may be renamed, but not taken from under them. */
static void read_classes(struct req *r, str text, struct scheme *s)
{
	struct scheme_class *list = NEW_N(r->a, struct scheme_class, LINES_MAX);
	str line;
	u32 n = 0, at = 0;
	while (str_split(&text, '\n', &line) && n < LINES_MAX) {
		at++;
		line = str_trim(line);
		if (line.n && !read_class(line, &list[n++]))
			err_add(r->e, TD_INVALID, S("classes"),
				N_("Xếp loại, dòng %u: ghi «mã; tên loại; điểm tối thiểu»."), at);
	}
	for (u32 k = 0; k < s->n_nodes; k++) {
		const struct criterion *c = &s->nodes[k];
		bool lost = c->kind == CRIT_KNOCKOUT && c->effect == KO_CEILING && c->ceiling_class >= n;
		for (u32 i = 0; i < c->n_limits && c->kind == CRIT_THRESHOLD; i++)
			lost |= c->limits[i].class_ix >= n;
		if (lost)
			err_add(
			    r->e, TD_INVALID, S("classes"),
			    N_("Xếp loại: tiêu chí %.*s đang nêu một loại vừa bị bỏ; sửa tiêu chí đó trước."),
			    STRF(c->code));
	}
	s->classes = list;
	s->n_classes = n;
}

static void read_ties(struct req *r, str text, struct scheme *s)
{
	struct tie_rule *list = NEW_N(r->a, struct tie_rule, LINES_MAX);
	str line;
	u32 n = 0, at = 0;
	while (str_split(&text, '\n', &line) && n < LINES_MAX) {
		at++;
		line = str_trim(line);
		if (line.n && !read_tie(s, line, &list[n++]))
			err_add(r->e, TD_INVALID, S("ties"),
				N_("Phân hạng, dòng %u: ghi «muc I; câu in dưới bảng», hoặc diem-tru, "
				   "diem-thuong, nu 70, "
				   "chu-tri."),
				at);
	}
	s->ties = list;
	s->n_ties = n;
}

static void read_without(struct req *r, const struct scheme *s, str codes, u32 row, struct scheme_profile *p)
{
	str code;
	p->nodes = NEW_N(r->a, u32, s->n_nodes);
	while (str_split(&codes, ',', &code)) {
		code = str_trim(code);
		i64 node = code.n ? scheme_find(s, code) : 0;
		if (code.n && node <= 0)
			err_add(r->e, TD_INVALID, S("profiles"),
				N_("Nhóm đơn vị, dòng %u: bảng không có mục «%.*s»."), row, STRF(code));
		else if (code.n && p->n_nodes < s->n_nodes)
			p->nodes[p->n_nodes++] = (u32)node;
	}
}

static void read_profile(struct req *r, const struct scheme *s, str line, u32 row, struct scheme_profile *p)
{
	str part[3], rest = line;
	*p = (struct scheme_profile){0};
	for (int i = 0; i < 3; i++)
		part[i] = str_split(&rest, ';', &part[i]) ? str_trim(part[i]) : S("");
	p->code = part[0];
	p->name = part[1];
	p->reason = str_trim(rest);
	if (p->code.n == 0 || p->name.n == 0 || part[2].n == 0 || p->reason.n == 0)
		err_add(
		    r->e, TD_INVALID, S("profiles"),
		    N_("Nhóm đơn vị, dòng %u: ghi «mã; tên nhóm; các mục không áp dụng cách nhau dấu phẩy; "
		       "lý do»."),
		    row);
	else
		read_without(r, s, part[2], row, p);
}

static void read_profiles(struct req *r, str text, struct scheme *s)
{
	struct scheme_profile *list = NEW_N(r->a, struct scheme_profile, SCHEME_MAX_PROFILES);
	str line;
	u32 n = 0, at = 0;
	while (str_split(&text, '\n', &line)) {
		at++;
		line = str_trim(line);
		if (line.n && n == SCHEME_MAX_PROFILES) {
			err_add(r->e, TD_INVALID, S("profiles"), N_("Nhiều nhất %d nhóm đơn vị."),
				SCHEME_MAX_PROFILES);
			break;
		}
		if (line.n)
			read_profile(r, s, line, at, &list[n++]);
	}
	s->profiles = list;
	s->n_profiles = n;
}

/* ---- the page ---------------------------------------------------------------------------------------------------- */

td_rc page_draft_rules(struct req *r)
{
	struct draft_rules_vm *vm = NEW(r->a, struct draft_rules_vm);
	struct act_draft d;
	struct scheme s;
	td_rc rc = page_begin(r, page_tr(r, N_("Quy định chung của bảng")), "bang-tieu-chi");
	if (rc == TD_OK)
		rc = page_draft_open(r, &d, &s);
	if (rc != TD_OK)
		return rc;
	struct form *f = r->form;
	const struct criterion *root = &s.nodes[0];
	*vm = (struct draft_rules_vm){
	    .base = page_base(r),
	    .year = r->year.year,
	    .rev = d.row.rev,
	    .code = form_show(f, S("code"), s.code),
	    .title = form_show(f, S("title"), s.title),
	    .version = form_show(f, S("version"), s.version),
	    .source = form_show(f, S("source"), s.source),
	    .note = form_show(f, S("note"), s.note),
	    .max = form_show(f, S("max"), num_short(r->a, s.max_c)),
	    .round_step = form_show(f, S("round_step"), num_short(r->a, s.round_step_c)),
	    .total_step = form_show(f, S("total_step"), num_short(r->a, s.total_step_c)),
	    .bonus_cap = form_show(f, S("bonus_cap"),
				   root->has_bonus_cap ? num_short(r->a, root->bonus_cap_c) : S("")),
	    .penalty_cap = form_show(f, S("penalty_cap"),
				     root->has_penalty_cap ? num_short(r->a, root->penalty_cap_c) : S("")),
	    .classes = form_show(f, S("classes"), classes_text(r, &s)),
	    .ties = form_show(f, S("ties"), ties_text(r, &s)),
	    .profiles = form_show(f, S("profiles"), profiles_text(r, &s)),
	    .total_may_exceed = f ? form_typed(f, S("total_may_exceed")).n > 0 : s.total_may_exceed};
	if (r->refused == TD_STALE)
		vm->saved = arena_fmt(r->a, req_tr(r, N_("%.*s, phiên bản %.*s, thang điểm %.*s")),
				      STRF(s.title), STRF(s.version), STRF(num_short(r->a, s.max_c)));
	page_draft_words(r, &vm->rounds, rounds, "round", s.round);
	page_draft_words(r, &vm->total_rounds, rounds, "total_round", s.total_round);
	page_draft_words(r, &vm->nas, nas, "na", s.na);
	page_draft_words(r, &vm->ranks, ranks, "rank", s.rank_style);
	page_crumb(r, req_path(r, "%.*s/bang-tieu-chi", STRF(vm->base)), page_tr(r, N_("Bảng tiêu chí")));
	page_crumb(r, req_path(r, "%.*s/bang-tieu-chi/soan", STRF(vm->base)),
		   page_tr(r, N_("Soạn bảng tiêu chí")));
	vm->page = r->page;
	view_draft_rules(&r->html, vm);
	return TD_OK;
}

static void take(struct req *r, const struct rules_form *f, struct scheme *s)
{
	struct criterion *root = &s->nodes[0];
	s->code = f->code;
	s->title = f->title;
	s->version = f->version;
	s->source = f->source;
	s->note = f->note;
	s->max_c = root->max_c = f->max.v;
	s->round_step_c = f->round_step.v;
	s->total_step_c = f->total_step.v;
	s->total_may_exceed = f->total_may_exceed;
	s->sealable = true; /* a table of one's own, whatever it began from; cut items are told one by one */
	root->has_bonus_cap = f->bonus_cap.set;
	root->bonus_cap_c = f->bonus_cap.v;
	root->has_penalty_cap = f->penalty_cap.set;
	root->penalty_cap_c = f->penalty_cap.v;
	s->round = (enum rounding)page_draft_word(rounds, f->round, s->round);
	s->total_round = (enum rounding)page_draft_word(rounds, f->total_round, s->total_round);
	s->na = (enum na_rescale)page_draft_word(nas, f->na, s->na);
	s->rank_style = (enum rank_style)page_draft_word(ranks, f->rank, s->rank_style);
	read_classes(r, f->classes, s);
	read_ties(r, f->ties, s);
	read_profiles(r, f->profiles, s);
}

td_rc page_draft_rules_post(struct req *r)
{
	const struct rules_form *f = form_value(r->form);
	struct act_draft d;
	struct scheme s;
	td_rc rc = page_draft_open(r, &d, &s);
	r->location = req_path(r, "%.*s/bang-tieu-chi/soan?luu=1", STRF(page_base(r)));
	if (rc != TD_OK)
		return rc;
	size_t before = r->e->n_total;
	take(r, f, &s);
	return r->e->n_total == before ? act_draft_save(r->tx, r->year.id, &s, S("quy định chung"), f->rev.v)
				       : TD_INVALID;
}

/* ---- two versions ------------------------------------------------------------------------------------------------- */

/* A version's id, or "thao" for the draft. */
static td_rc load_version(struct req *r, const scheme_list *all, const struct act_draft *d, str which,
			  const struct scheme **out)
{
	if (str_eq(which, S("thao")) && d->row.rev) {
		*out = &d->scheme;
		return TD_OK;
	}
	for (size_t i = 0; i < all->n; i++)
		if (str_eq(which, arena_fmt(r->a, "%lld", (long long)all->at[i].id.v)))
			return store_scheme_load(r->tx, all->at[i].id, out);
	return TD_NOT_FOUND;
}

static void put_versions(struct req *r, page_option_list *out, const scheme_list *all,
			 const struct act_draft *d, str chosen)
{
	if (d->row.rev)
		VEC_PUSH(r->a, out) = (struct page_option){S("thao"), page_tr(r, N_("Bản thảo đang soạn")),
							   str_eq(chosen, S("thao"))};
	for (size_t i = 0; i < all->n; i++) {
		const struct scheme_row *x = &all->at[i];
		str id = arena_fmt(r->a, "%lld", (long long)x->id.v);
		const char *state =
		    req_tr(r, x->sealed_at_ms.set ? N_("đã niêm phong") : N_("chưa niêm phong"));
		VEC_PUSH(r->a, out) = (struct page_option){
		    id, arena_fmt(r->a, "%.*s (%s) – %.*s", STRF(x->version), state, STRF(x->title)),
		    str_eq(chosen, id)};
	}
}

/* The value of the option i of put_versions(). */
static str version_at(struct req *r, const scheme_list *all, const struct act_draft *d, size_t i)
{
	if (d->row.rev && i == 0)
		return S("thao");
	return arena_fmt(r->a, "%lld", (long long)all->at[i - (d->row.rev != 0)].id.v);
}

static str node_text(struct req *r, const struct scheme *s, i64 node, enum scheme_change_kind kind)
{
	if (node < 0)
		return S("–");
	const struct criterion *c = &s->nodes[node];
	if (kind == CHANGE_NAME)
		return arena_fmt(r->a, "%.*s %.*s", STRF(c->code), STRF(c->name));
	if (kind == CHANGE_RULE)
		return page_tr(r, criterion_kind_name(c->kind));
	return num_short(r->a, c->max_c);
}

static void put_changes(struct req *r, struct versions_vm *vm, const struct versions *v)
{
	const struct scheme *before = v->before, *after = v->after;
	for (size_t i = 0; i < v->changes.n; i++) {
		const struct scheme_change *x = &v->changes.at[i];
		if (x->kind == CHANGE_PROFILES) {
			VEC_PUSH(r->a, &vm->changes) = (struct draft_change){
			    page_tr(r, scheme_change_name(x->kind)), S(""), page_tr(r, N_("Nhóm đơn vị")),
			    before->n_profiles ? profiles_text(r, before) : S("–"),
			    after->n_profiles ? profiles_text(r, after) : S("–")};
			continue;
		}
		const struct criterion *c =
		    x->after >= 0 ? &after->nodes[x->after] : &before->nodes[x->before];
		VEC_PUSH(r->a, &vm->changes) = (struct draft_change){
		    page_tr(r, scheme_change_name(x->kind)), c->code, c->name,
		    node_text(r, before, x->before, x->kind), node_text(r, after, x->after, x->kind)};
	}
	vm->compared = true;
}

td_rc page_versions_load(struct req *r, str from, str to, struct versions *out)
{
	*out = (struct versions){0};
	td_rc rc = act_draft_load(r->tx, r->year.id, &out->d);
	if (rc == TD_OK)
		rc = act_scheme_versions(r->tx, r->year.id, &out->all);
	if (rc != TD_OK)
		return rc;
	if (!page_may(r, PERM_YEAR_MANAGE))
		out->d.row.rev = 0; /* a draft is the desk's */
	size_t n_versions = out->all.n + (out->d.row.rev != 0);
	if (from.n == 0 && to.n == 0 && n_versions > 1) /* nothing asked: the newest against the one before */
		to = version_at(r, &out->all, &out->d, 0), from = version_at(r, &out->all, &out->d, 1);
	out->from = from;
	out->to = to;
	if (!from.n || !to.n)
		return TD_OK;
	rc = load_version(r, &out->all, &out->d, from, &out->before);
	if (rc == TD_OK)
		rc = load_version(r, &out->all, &out->d, to, &out->after);
	if (rc == TD_OK)
		scheme_compare(r->a, out->before, out->after, &out->changes);
	return rc;
}

td_rc page_versions(struct req *r)
{
	struct versions_vm *vm = NEW(r->a, struct versions_vm);
	struct versions *v = NEW(r->a, struct versions);
	str from = req_query(r, S("tu")), to = req_query(r, S("den"));
	td_rc rc = page_begin(r, page_tr(r, N_("Phiên bản bảng tiêu chí")), "bang-tieu-chi");
	if (rc == TD_OK)
		rc = page_versions_load(r, from, to, v);
	if (rc != TD_OK)
		return rc;
	*vm = (struct versions_vm){.base = page_base(r), .year = r->year.year};
	put_versions(r, &vm->from, &v->all, &v->d, v->from);
	put_versions(r, &vm->to, &v->all, &v->d, v->to);
	if (v->after)
		put_changes(r, vm, v);
	page_crumb(r, req_path(r, "%.*s/bang-tieu-chi", STRF(vm->base)), page_tr(r, N_("Bảng tiêu chí")));
	vm->page = r->page;
	view_versions(&r->html, vm);
	return TD_OK;
}
