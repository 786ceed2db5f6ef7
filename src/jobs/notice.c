#include "jobs/notice.h"

#include "jobs/act_journal.h"
#include "store/store_outbox.h"
#include "store/store_user.h"

enum { LETTER_MAX = 32 * 1024, LINES_MAX = 100 };

static const struct {
	const char *code, *name, *text;
	bool by_mail;
} kinds[NOTICE__N] = {
    [NOTICE_DUE] = {"due", N_("Việc sắp đến hạn"), N_("{what}[ của {unit}]: hạn {due}[, còn {left} ngày]."),
		    true},
    [NOTICE_LATE] = {"late", N_("Việc quá hạn"), N_("{what}[ của {unit}] đã quá hạn {due}."), true},
    [NOTICE_REMIND] = {"remind", N_("Cụm nhắc việc"), N_("{who} nhắc: {what}[ của {unit}][, hạn {due}]."),
		       true},
    [NOTICE_STEP] = {"step", N_("Năm thi đua chuyển bước"),
		     N_("Năm thi đua chuyển sang bước «{step}»[, hạn {due}]."), false},
    [NOTICE_RETURN] = {"return", N_("Hồ sơ bị trả lại"), N_("{what}[ của {unit}] bị trả lại."), true},
};

const char *notice_kind_code(enum notice_kind k)
{
	return kinds[k].code;
}

const char *notice_kind_name(enum notice_kind k)
{
	return kinds[k].name;
}

bool notice_kind_by_mail(enum notice_kind k)
{
	return kinds[k].by_mail;
}

td_rc notice_kind_parse(str code, enum notice_kind *out)
{
	for (int i = 0; i < NOTICE__N; i++)
		if (str_eq(code, str_c(kinds[i].code))) {
			*out = (enum notice_kind)i;
			return TD_OK;
		}
	return TD_INVALID;
}

/* ---- words ---- */

static const struct value *parse(struct arena *a, str json)
{
	const struct value *v = NULL;
	struct err e = err_new(a, LANG_VI);
	return json.n && value_from_json(a, json, &e, &v) == TD_OK ? v : NULL;
}

static str text_of(const struct value *v, const char *key)
{
	const struct value *x = value_get(v, str_c(key));
	return x && x->kind == VALUE_TEXT ? x->text : STR_NULL;
}

static i64 int_of(const struct value *v, const char *key)
{
	const struct value *x = value_get(v, str_c(key));
	return x && x->kind == VALUE_INT ? x->i : 0;
}

static void put_if(struct arena *a, struct value *map, const char *key, str text)
{
	if (text.n)
		value_put_text(a, map, key, text);
}

static str vi_day(struct arena *a, str iso)
{
	struct day d;
	return day_parse_iso(iso, &d) == TD_OK ? day_vi(a, d) : STR_NULL;
}

str notice_sentence(struct arena *a, enum lang lang, const struct notice *n)
{
	enum notice_kind kind;
	const struct value *v = parse(a, n->fields);
	struct value *words = value_map(a);
	struct due d = {.ref = int_of(v, "ref"), .title = text_of(v, "title")};
	enum season_state step;
	if (notice_kind_parse(n->kind, &kind) != TD_OK)
		return S("");
	if (due_kind_parse(text_of(v, "what"), &d.kind) == TD_OK)
		value_put_text(a, words, "what", due_title(a, lang, &d));
	if (season_parse(text_of(v, "step"), &step) == TD_OK)
		value_put_text(a, words, "step", str_c(i18n_tr(lang, season_name(step))));
	put_if(a, words, "unit", text_of(v, "unit"));
	put_if(a, words, "due", vi_day(a, text_of(v, "due")));
	if (int_of(v, "left") > 0)
		value_put_int(a, words, "left", int_of(v, "left"));
	struct journal_entry j = {.actor_name = text_of(v, "who"),
				  .after_json = value_to_json(a, words, VALUE_CANONICAL),
				  .reason = text_of(v, "reason")};
	return act_tell(a, lang, kinds[kind].text, &j);
}

str notice_place(struct arena *a, const struct notice *n)
{
	return text_of(parse(a, n->fields), "place");
}

/* ---- whom ---- */

td_rc notice_open(struct tx *t, const struct cluster_year *y, enum notice_kind kind, struct notice_desk *out)
{
	struct cluster c;
	str host;
	*out = (struct notice_desk){.t = t, .y = *y, .kind = kind};
	td_rc rc = store_cluster_by_code(t, y->cluster_code, &c);
	if (rc == TD_OK)
		rc = store_notice_people(t, y, c.council, str_c(notice_kind_code(kind)), &out->people);
	if (rc != TD_OK)
		return rc;
	rc = store_setting_get(t, S("mail.host"), &host);
	out->mails = rc == TD_OK && host.n;
	return rc == TD_NOT_FOUND ? TD_OK : rc;
}

static bool is_concerned(const struct notice_person *p, const struct due *d)
{
	enum authz_scope scope = p->grant.scope;
	bool desk = scope == SCOPE_CLUSTER && authz_right(p->grant.role, PERM_YEAR_MANAGE) == RIGHT_YES;
	bool fills = scope == SCOPE_UNIT && authz_right(p->grant.role, PERM_UNIT_FILL) == RIGHT_OWN;
	if (d->user.set)
		return p->user.v == d->user.v;
	if (d->kind == DUE_EVENT || d->kind == DUE_MEETING)
		return desk || fills;
	return d->unit.v ? fills && p->grant.scope_id == d->unit.v : desk;
}

static struct notice_letter *letter_of(struct notice_desk *k, const struct notice_person *p)
{
	for (size_t i = 0; i < k->letters.n; i++)
		if (k->letters.at[i].user.v == p->user.v)
			return &k->letters.at[i];
	VEC_PUSH(k->t->a, &k->letters) = (struct notice_letter){
	    .user = p->user, .name = p->name, .email = p->email, .lines = sb_new(k->t->a, LETTER_MAX)};
	return &k->letters.at[k->letters.n - 1];
}

static void put_letter(struct notice_desk *k, const struct notice_person *p, const struct notice *n)
{
	bool wants = p->by_mail.set ? p->by_mail.v != 0 : notice_kind_by_mail(k->kind);
	if (!k->mails || !wants || !p->email.n)
		return;
	struct notice_letter *l = letter_of(k, p);
	str line = notice_sentence(k->t->a, LANG_VI, n);
	if (++l->n > LINES_MAX || l->lines.n + line.n > LETTER_MAX - 16)
		return;
	SB_LIT(&l->lines, "- ");
	sb_put(&l->lines, line);
	sb_byte(&l->lines, '\n');
}

static td_rc tell_one(struct notice_desk *k, const struct notice_person *p, struct notice n)
{
	n.user = p->user;
	td_rc rc = store_notice_add(k->t, &n);
	if (rc == TD_CONFLICT)
		return TD_OK; /* he knows */
	if (rc != TD_OK)
		return rc;
	k->n_told++;
	put_letter(k, p, &n);
	return TD_OK;
}

static struct value *fields_of(const struct notice_desk *k)
{
	struct arena *a = k->t->a;
	struct value *v = value_map(a);
	value_put_text(a, v, "place",
		       arena_fmt(a, "%.*s · %lld", STRF(k->y.cluster_name), (long long)k->y.year));
	return v;
}

static str href_of(const struct notice_desk *k, str path)
{
	return arena_fmt(k->t->a, "/cum/%.*s/%lld%.*s", STRF(k->y.cluster_code), (long long)k->y.year,
			 STRF(path));
}

td_rc notice_tell(struct notice_desk *k, const struct due *what, const struct notice_fact *f)
{
	struct arena *a = k->t->a;
	struct value *v = fields_of(k);
	str today = day_iso(a, day_of_ms(k->t->now_ms));
	value_put_text(a, v, "what", str_c(due_kind_code(what->kind)));
	value_put_int(a, v, "ref", what->ref);
	put_if(a, v, "title", what->title);
	put_if(a, v, "unit", what->unit_name);
	put_if(a, v, "due", what->due_on);
	put_if(a, v, "who", f->who);
	put_if(a, v, "reason", f->reason);
	if (f->left > 0)
		value_put_int(a, v, "left", f->left);
	struct notice n = {
	    .kind = str_c(notice_kind_code(k->kind)),
	    .year = OPT(k->y.id.v),
	    .unit = what->unit.v ? OPT(what->unit.v) : OPT_NONE,
	    .fields = value_to_json(a, v, VALUE_CANONICAL),
	    .href = href_of(k, due_path(a, what)),
	    .dedup_key = arena_fmt(a, "%s:%lld:%s:%lld:%lld:%.*s", notice_kind_code(k->kind),
				   (long long)k->y.id.v, due_kind_code(what->kind), (long long)what->ref,
				   (long long)what->unit.v, STRF(f->key)),
	};
	td_rc rc = TD_OK;
	user_id last = {0};
	for (size_t i = 0; rc == TD_OK && i < k->people.n; i++) {
		const struct notice_person *p = &k->people.at[i];
		if (p->user.v == last.v || !authz_in_force(&p->grant, today) || !is_concerned(p, what))
			continue;
		last = p->user;
		rc = tell_one(k, p, n);
	}
	return rc;
}

/* Who works in a step: units where they fill in something, the desk in all. */
static bool works_in(const struct notice_person *p, enum season_state step)
{
	bool units = step == SEASON_REGISTERING || step == SEASON_RUNNING || step == SEASON_SELF_SCORING ||
		     step == SEASON_CROSS_CHECKING || step == SEASON_EXPLAINING || step == SEASON_MEETING;
	if (p->grant.scope == SCOPE_UNIT)
		return units && authz_right(p->grant.role, PERM_UNIT_FILL) == RIGHT_OWN;
	return p->grant.scope == SCOPE_CLUSTER && authz_right(p->grant.role, PERM_YEAR_MANAGE) == RIGHT_YES;
}

td_rc notice_tell_step(struct notice_desk *k, enum season_state step, str reason)
{
	struct arena *a = k->t->a;
	struct value *v = fields_of(k);
	season_step_list plan = {0};
	str today = day_iso(a, day_of_ms(k->t->now_ms));
	td_rc rc = store_season_step_list(k->t, k->y.id, &plan);
	value_put_text(a, v, "step", str_c(season_code(step)));
	for (size_t i = 0; i < plan.n; i++)
		if (str_eq(plan.at[i].step, str_c(season_code(step))))
			put_if(a, v, "due", plan.at[i].due_on);
	put_if(a, v, "reason", reason);
	struct notice n = {.kind = str_c(notice_kind_code(k->kind)),
			   .year = OPT(k->y.id.v),
			   .fields = value_to_json(a, v, VALUE_CANONICAL),
			   .href = href_of(k, S("")),
			   .dedup_key = arena_fmt(a, "step:%lld:%s:%lld", (long long)k->y.id.v,
						  season_code(step), (long long)k->t->now_ms)};
	for (size_t i = 0; rc == TD_OK && i < k->people.n; i++) {
		const struct notice_person *p = &k->people.at[i];
		if (authz_in_force(&p->grant, today) && works_in(p, step) && p->user.v != k->t->actor.user_id)
			rc = tell_one(k, p, n);
	}
	return rc;
}

/* ---- letters ---- */

td_rc notice_close(struct notice_desk *k)
{
	struct arena *a = k->t->a;
	str site = STR_NULL;
	td_rc rc = k->letters.n ? store_setting_get(k->t, S("site.url"), &site) : TD_OK;
	if (rc == TD_NOT_FOUND)
		rc = TD_OK;
	for (size_t i = 0; rc == TD_OK && i < k->letters.n; i++) {
		const struct notice_letter *l = &k->letters.at[i];
		struct mail m = {
		    .to_address = l->email,
		    .subject = arena_fmt(a, "%s – %.*s", notice_kind_name(k->kind), STRF(k->y.cluster_name)),
		    .body = arena_fmt(
			a,
			"Kính gửi %.*s,\n\n%.*s · năm %lld:\n\n%.*s\nXem và xử lý: %.*s/thong-bao\n\n"
			"Thư này do hệ thống gửi tự động; chọn loại thư muốn nhận ở trang Thông báo.\n",
			STRF(l->name), STRF(k->y.cluster_name), (long long)k->y.year, STRF(sb_str(&l->lines)),
			STRF(site)),
		};
		rc = store_mail_add(k->t, &m);
	}
	return rc;
}
