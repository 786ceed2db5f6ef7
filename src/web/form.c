#include "web/form.h"

#include "base/num.h"
#include "base/utf8.h"
#include "web/http_check.h"

enum { MAX_PAIRS = 20000, DEFAULT_MAX = 200, DEFAULT_FILE_MIB = 64 };

const struct form_def form_empty = {.size = 1};

/* ---- what was sent ---- */

static str without_cr(struct arena *a, str s)
{
	if (str_find_byte(s, '\r') == s.n)
		return s;
	char *p = arena_alloc(a, s.n + 1);
	size_t n = 0;
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] != '\r')
			p[n++] = s.p[i];
	return (str){p, n};
}

static td_rc clean(struct arena *a, str *s)
{
	size_t bad_at;
	td_rc rc = utf8_clean(a, *s, s, &bad_at);
	if (rc == TD_OK)
		*s = without_cr(a, *s);
	return rc;
}

static td_rc bad_text(struct err *e)
{
	return err_add(e, TD_INVALID, S(""),
		       N_("Dữ liệu gửi lên không đúng bảng mã UTF-8; hãy mở lại trang rồi nhập lại"));
}

td_rc form_decode(struct arena *a, str body, struct form *f, struct err *e)
{
	str pair;
	while (str_split(&body, '&', &pair)) {
		if (pair.n == 0)
			continue;
		if (f->pairs.n >= MAX_PAIRS)
			return err_add(e, TD_INVALID, S(""), N_("Biểu mẫu gửi lên có quá nhiều ô"));
		size_t eq = str_find_byte(pair, '=');
		struct form_pair out = {0};
		if (http_unescape(a, str_upto(pair, eq), true, &out.name) != TD_OK ||
		    http_unescape(a, str_from(pair, eq + 1), true, &out.value) != TD_OK ||
		    clean(a, &out.name) != TD_OK || clean(a, &out.value) != TD_OK)
			return bad_text(e);
		VEC_PUSH(a, &f->pairs) = out;
	}
	return TD_OK;
}

td_rc form_clean_parts(struct arena *a, struct form *f, struct err *e)
{
	for (size_t i = 0; i < f->pairs.n; i++) {
		struct form_pair *p = &f->pairs.at[i];
		if (clean(a, &p->name) != TD_OK || clean(a, &p->value) != TD_OK)
			return bad_text(e);
	}
	return TD_OK;
}

str form_typed(const struct form *f, str name)
{
	for (size_t i = 0; i < f->pairs.n; i++)
		if (str_eq(f->pairs.at[i].name, name))
			return f->pairs.at[i].value;
	return STR_NULL;
}

static bool is_secret(const struct form_def *def, str name)
{
	for (size_t i = 0; def && i < def->n_fields; i++)
		if (def->fields[i].kind == FIELD_SECRET && str_eq(name, str_c(def->fields[i].name)))
			return true;
	return false;
}

str form_show(const struct form *f, str name, str saved)
{
	if (f == NULL)
		return saved;
	str typed = is_secret(f->def, name) ? STR_NULL : form_typed(f, name);
	return typed.p ? typed : (str){"", 0};
}

str form_show_key(struct arena *a, const struct form *f, const char *name, str key, str saved)
{
	return f ? form_show(f, arena_fmt(a, "%s[%.*s]", name, STRF(key)), saved) : saved;
}

/* ---- binding ---- */

struct bind {
	struct arena *a;
	const struct field *field;
	const char *label; /* in the reader's language */
	struct err *e;
	str where;
};

static td_rc refuse(struct bind *b, const char *why)
{
	return err_add(b->e, TD_INVALID, b->where, "%s: %s", b->label, i18n_tr(b->e->lang, why));
}

static u32 max_of(const struct field *f)
{
	return f->max ? f->max : DEFAULT_MAX;
}

static td_rc check_length(struct bind *b, str s)
{
	if (utf8_len(s) <= max_of(b->field))
		return TD_OK;
	return err_add(b->e, TD_INVALID, b->where, N_("%s: dài quá %u ký tự"), b->label, max_of(b->field));
}

static td_rc bind_text(struct bind *b, str typed, str *out)
{
	bool one_line = b->field->kind != FIELD_AREA;
	str s = b->field->kind == FIELD_SECRET ? typed : str_trim(typed);
	if (one_line && (str_find_byte(s, '\n') < s.n))
		return refuse(b, N_("chỉ được viết trên một dòng"));
	if (s.n == 0 && b->field->required)
		return refuse(b, N_("chưa nhập"));
	*out = s;
	return check_length(b, s);
}

static td_rc bind_code(struct bind *b, str typed, str *out)
{
	td_rc rc = bind_text(b, typed, out);
	for (size_t i = 0; rc == TD_OK && i < out->n; i++) {
		char c = out->p[i];
		bool good = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
			    (c != '\0' && strchr("._-", c) != NULL);
		if (!good)
			return refuse(
			    b, N_("chỉ gồm chữ cái không dấu, chữ số, dấu chấm, gạch nối và gạch dưới"));
	}
	return rc;
}

static td_rc check_range(struct bind *b, i64 v)
{
	const struct field *f = b->field;
	if (f->low >= f->high || (v >= f->low && v <= f->high))
		return TD_OK;
	bool points = f->kind != FIELD_INT;
	str low = points ? num_short(b->a, f->low) : arena_fmt(b->a, "%lld", (long long)f->low);
	str high = points ? num_short(b->a, f->high) : arena_fmt(b->a, "%lld", (long long)f->high);
	return err_add(b->e, TD_INVALID, b->where, N_("%s: phải từ %.*s đến %.*s"), b->label, STRF(low),
		       STRF(high));
}

static td_rc bind_num(struct bind *b, str typed, struct form_num *out)
{
	str s = str_trim(typed);
	*out = (struct form_num){0};
	if (s.n == 0)
		return b->field->required ? refuse(b, N_("chưa nhập")) : TD_OK;
	if (b->field->kind == FIELD_INT) {
		if (str_i64(s, &out->v) != TD_OK)
			return refuse(b, N_("phải là số nguyên"));
	} else if (num_parse_c(s, &out->v) != TD_OK) {
		return refuse(b, num_parse_why(s));
	}
	out->set = true;
	return check_range(b, out->v);
}

static td_rc bind_day(struct bind *b, str typed, struct form_day *out)
{
	str s = str_trim(typed);
	*out = (struct form_day){0};
	if (s.n == 0)
		return b->field->required ? refuse(b, N_("chưa nhập")) : TD_OK;
	if (day_parse_iso(s, &out->v) != TD_OK && day_parse_vi(s, &out->v) != TD_OK)
		return refuse(b, N_("không phải ngày hợp lệ; viết như 21/11/2026"));
	out->set = true;
	return TD_OK;
}

static td_rc bind_choice(struct bind *b, str typed, int *out)
{
	*out = -1;
	if (typed.n == 0)
		return b->field->required ? refuse(b, N_("chưa chọn")) : TD_OK;
	for (int i = 0; b->field->choices[i] != NULL; i++) {
		if (str_eq(typed, str_c(b->field->choices[i]))) {
			*out = i;
			return TD_OK;
		}
	}
	return refuse(b, N_("giá trị đã chọn không có trong danh sách"));
}

static td_rc bind_file(struct bind *b, const struct form_file *sent, struct form_file *out)
{
	u32 max = b->field->max ? b->field->max : DEFAULT_FILE_MIB;
	*out = sent ? *sent : (struct form_file){.fd = -1};
	if (!out->set)
		return b->field->required ? refuse(b, N_("chưa chọn tệp")) : TD_OK;
	if (out->size > (i64)max << 20)
		return err_add(b->e, TD_INVALID, b->where, N_("%s: tệp lớn quá %u MiB"), b->label, max);
	return TD_OK;
}

static td_rc bind_single(struct bind *b, const struct form_pair *p, void *to)
{
	str typed = p ? p->value : (str){"", 0};
	b->where = str_c(b->field->name);
	switch (b->field->kind) {
	case FIELD_TEXT:
	case FIELD_AREA:
	case FIELD_SECRET:
		return bind_text(b, typed, to);
	case FIELD_CODE:
		return bind_code(b, typed, to);
	case FIELD_POINTS:
	case FIELD_INT:
		return bind_num(b, typed, to);
	case FIELD_DAY:
		return bind_day(b, typed, to);
	case FIELD_CHOICE:
		return bind_choice(b, typed, to);
	case FIELD_CHECK:
		*(bool *)to = p != NULL;
		return TD_OK;
	case FIELD_FILE:
		return bind_file(b, p ? p->file : NULL, to);
	default:
		return TD_OK;
	}
}

/* The key of "name[key]", or false. */
static bool key_of(str sent, const char *name, str *key)
{
	size_t n = strlen(name);
	if (sent.n < n + 3 || memcmp(sent.p, name, n) != 0 || sent.p[n] != '[' || sent.p[sent.n - 1] != ']')
		return false;
	*key = (str){sent.p + n + 1, sent.n - n - 2};
	return true;
}

static td_rc bind_key(struct bind *b, str key, str typed, void *to)
{
	if (b->field->kind == FIELD_KEYED_POINTS) {
		struct form_points *list = to;
		struct form_points_item item = {.key = key, .typed = typed};
		td_rc rc = bind_num(b, typed, &item.v);
		VEC_PUSH(b->a, &list->list) = item;
		return rc;
	}
	struct form_texts *list = to;
	struct form_text_item item = {.key = key};
	td_rc rc = bind_text(b, typed, &item.v);
	VEC_PUSH(b->a, &list->list) = item;
	return rc;
}

static td_rc bind_keyed(struct bind *b, const struct form *f, void *to)
{
	td_rc worst = TD_OK;
	for (size_t i = 0; i < f->pairs.n; i++) {
		const struct form_pair *p = &f->pairs.at[i];
		str key;
		if (!key_of(p->name, b->field->name, &key))
			continue;
		b->where = p->name;
		if (bind_key(b, key, p->value, to) != TD_OK)
			worst = TD_INVALID;
	}
	return worst;
}

static const struct form_pair *pair_of(const struct form *f, const char *name)
{
	for (size_t i = 0; i < f->pairs.n; i++)
		if (str_eq(f->pairs.at[i].name, str_c(name)))
			return &f->pairs.at[i];
	return NULL;
}

td_rc form_bind(struct arena *a, const struct form_def *def, struct form *f, struct err *e)
{
	td_rc worst = TD_OK;
	f->def = def;
	f->value = arena_alloc(a, def->size);
	for (size_t i = 0; i < def->n_fields; i++) {
		const struct field *field = &def->fields[i];
		struct bind b = {.a = a, .field = field, .label = i18n_tr(e->lang, field->label), .e = e};
		void *to = (char *)f->value + field->offset;
		td_rc rc = field->kind >= FIELD_KEYED_TEXT ? bind_keyed(&b, f, to)
							   : bind_single(&b, pair_of(f, field->name), to);
		if (rc != TD_OK)
			worst = TD_INVALID;
	}
	return worst;
}
