#include "format/fields.h"

#include <limits.h>
#include <stdarg.h>
#include <stdio.h>

struct fields fields_begin(struct arena *a, struct err *e, const struct value_path *at, const struct value *v)
{
	struct fields f = {.a = a, .e = e, .at = at, .map = v};
	if (v->kind != VALUE_MAP)
		(void)fields_fault(&f, "", N_("phải là một mục trong ngoặc nhọn { }"));
	return f;
}

static str member(struct fields *f, const char *key)
{
	struct value_path here = {f->at, str_c(key), 0};
	return value_path_text(f->e->a, *key ? &here : f->at);
}

td_rc fields_fault(struct fields *f, const char *key, const char *fmt, ...)
{
	char text[1024];
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(text, sizeof text, i18n_tr(f->e->lang, fmt), ap);
	va_end(ap);
	return err_add(f->e, TD_INVALID, member(f, key), "%s", text);
}

const struct value *fields_get(struct fields *f, const char *key)
{
	if (f->n_asked < sizeof f->asked / sizeof f->asked[0])
		f->asked[f->n_asked++] = key;
	const struct value *v = value_get(f->map, str_c(key));
	return v && v->kind != VALUE_NULL ? v : NULL;
}

const struct value *fields_list(struct fields *f, const char *key)
{
	const struct value *v = fields_get(f, key);
	if (v == NULL || v->kind == VALUE_LIST)
		return v;
	(void)fields_fault(f, key, N_("phải là danh sách trong ngoặc vuông [ ]"));
	return NULL;
}

/* Members are reached by offset; memcpy keeps that within the rules of C whatever the member's type. */
static void store(void *object, size_t at, const void *member_value, size_t n)
{
	memcpy((char *)object + at, member_value, n);
}

static void set_number(const struct field *d, void *object, i64 v)
{
	int word = (int)v;
	u32 count = (u32)v;
	bool truth = v != 0;
	switch (d->type) {
	case FIELD_NUM:
	case FIELD_INT:
		store(object, d->at, &v, sizeof v);
		break;
	case FIELD_WORD:
		store(object, d->at, &word, sizeof word);
		break;
	case FIELD_COUNT:
		store(object, d->at, &count, sizeof count);
		break;
	case FIELD_BOOL:
		store(object, d->at, &truth, sizeof truth);
		break;
	case FIELD_TEXT:
	case FIELD__N:
		break;
	}
}

static str word_list(struct arena *a, const struct field_word *words)
{
	struct sb b = sb_new(a, 4096);
	for (; words->word; words++)
		sb_fmt(&b, "%s“%s”", b.n ? ", " : "", words->word);
	return sb_str(&b);
}

static td_rc read_word(struct fields *f, const struct field *d, const struct value *v, void *object)
{
	for (const struct field_word *w = d->words; w->word; w++)
		if (v->kind == VALUE_TEXT && str_eq(v->text, str_c(w->word))) {
			set_number(d, object, w->value);
			return TD_OK;
		}
	return fields_fault(f, d->key, N_("phải là một trong các từ %.*s"), STRF(word_list(f->a, d->words)));
}

static td_rc read_one(struct fields *f, const struct field *d, const struct value *v, void *object)
{
	i64 num_c;
	switch (d->type) {
	case FIELD_TEXT:
		if (v->kind != VALUE_TEXT)
			return fields_fault(f, d->key, N_("phải là chữ trong ngoặc kép"));
		store(object, d->at, &v->text, sizeof v->text);
		return TD_OK;
	case FIELD_NUM:
		if (value_as_c(v, &num_c) != TD_OK)
			return fields_fault(
			    f, d->key,
			    N_("phải là số, không đặt trong ngoặc kép, dấu thập phân là dấu chấm"));
		set_number(d, object, num_c);
		return TD_OK;
	case FIELD_COUNT:
		if (v->kind != VALUE_INT || v->i < 0 || v->i > 1000000)
			return fields_fault(f, d->key, N_("phải là số nguyên không âm"));
		set_number(d, object, v->i);
		return TD_OK;
	case FIELD_INT:
		if (v->kind != VALUE_INT)
			return fields_fault(f, d->key, N_("phải là số nguyên"));
		set_number(d, object, v->i);
		return TD_OK;
	case FIELD_BOOL:
		if (v->kind != VALUE_BOOL)
			return fields_fault(f, d->key, N_("phải là true (có) hoặc false (không)"));
		set_number(d, object, v->b);
		return TD_OK;
	case FIELD_WORD:
		return read_word(f, d, v, object);
	case FIELD__N:
		break;
	}
	return TD_INVALID;
}

static bool is_for(const struct field *d, u32 kind)
{
	return d->kinds == FIELD_ALL_KINDS || (d->kinds >> kind & 1);
}

void fields_read(struct fields *f, const struct field *table, u32 kind, void *object)
{
	const bool set = true;
	for (const struct field *d = table; d->key; d++) {
		if (!is_for(d, kind))
			continue;
		const struct value *v = fields_get(f, d->key);
		if (v == NULL)
			set_number(d, object, d->dflt);
		if (v == NULL && d->required && f->map->kind == VALUE_MAP)
			(void)fields_fault(f, "", N_("thiếu “%s”"), d->key);
		if (v && read_one(f, d, v, object) == TD_OK && d->flag != FIELD_NO_FLAG)
			store(object, d->flag - 1, &set, sizeof set);
	}
}

void fields_end(struct fields *f)
{
	if (f->map->kind != VALUE_MAP)
		return;
	str asked[sizeof f->asked / sizeof f->asked[0]] = {0};
	for (size_t i = 0; i < f->n_asked; i++)
		asked[i] = str_c(f->asked[i]);
	for (size_t i = 0; i < f->map->items.n; i++) {
		str key = f->map->items.at[i].key;
		size_t k = 0;
		while (k < f->n_asked && !str_eq(asked[k], key))
			k++;
		if (k < f->n_asked)
			continue;
		str near = nearest_word(key, asked, f->n_asked);
		if (near.p)
			(void)fields_fault(f, "", N_("không có tên “%.*s” ở đây; có phải là “%.*s”?"),
					   STRF(key), STRF(near));
		else
			(void)fields_fault(f, "", N_("không có tên “%.*s” ở đây; hãy bỏ đi"), STRF(key));
	}
}

static i64 get_number(const struct field *d, const void *object)
{
	const char *p = (const char *)object + d->at;
	i64 v = 0;
	int word;
	u32 count;
	bool truth;
	switch (d->type) {
	case FIELD_NUM:
	case FIELD_INT:
		memcpy(&v, p, sizeof v);
		return v;
	case FIELD_WORD:
		memcpy(&word, p, sizeof word);
		return word;
	case FIELD_COUNT:
		memcpy(&count, p, sizeof count);
		return count;
	case FIELD_BOOL:
		memcpy(&truth, p, sizeof truth);
		return truth;
	case FIELD_TEXT:
	case FIELD__N:
		break;
	}
	return v;
}

static struct value *write_one(struct arena *a, const struct field *d, const void *object)
{
	i64 v = get_number(d, object);
	switch (d->type) {
	case FIELD_NUM:
		return value_num(a, v);
	case FIELD_COUNT:
	case FIELD_INT:
		return value_int(a, v);
	case FIELD_BOOL:
		return value_bool(a, v != 0);
	case FIELD_WORD:
		return value_text(a, str_c(field_word_of(d->words, (int)v)));
	case FIELD_TEXT:
	case FIELD__N:
		break;
	}
	str text;
	memcpy(&text, (const char *)object + d->at, sizeof text);
	return value_text(a, text);
}

static bool is_default(const struct field *d, const void *object)
{
	if (d->required)
		return false;
	if (d->flag != FIELD_NO_FLAG) {
		bool set;
		memcpy(&set, (const char *)object + d->flag - 1, sizeof set);
		return !set;
	}
	if (d->type == FIELD_TEXT) {
		str text;
		memcpy(&text, (const char *)object + d->at, sizeof text);
		return text.n == 0;
	}
	return get_number(d, object) == d->dflt;
}

void fields_write(struct arena *a, struct value *map, const struct field *table, u32 kind, const void *object)
{
	for (const struct field *d = table; d->key; d++)
		if (is_for(d, kind) && !is_default(d, object))
			value_put(a, map, str_c(d->key), write_one(a, d, object));
}

const char *field_word_of(const struct field_word *words, int value)
{
	for (; words->word; words++)
		if (words->value == value)
			return words->word;
	return "";
}

enum { WORD_MAX = 40 };

/* Levenshtein distance over bytes; words longer than WORD_MAX are never near. */
static size_t distance(str x, str y)
{
	size_t row[WORD_MAX + 1];
	if (x.n > WORD_MAX || y.n > WORD_MAX)
		return SIZE_MAX;
	for (size_t j = 0; j <= y.n; j++)
		row[j] = j;
	for (size_t i = 1; i <= x.n; i++) {
		size_t diagonal = row[0];
		row[0] = i;
		for (size_t j = 1; j <= y.n; j++) {
			size_t change = diagonal + (x.p[i - 1] != y.p[j - 1]);
			diagonal = row[j];
			size_t gap = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;
			row[j] = change < gap ? change : gap;
		}
	}
	return row[y.n];
}

str nearest_word(str word, const str *candidates, size_t n)
{
	str best = STR_NULL;
	size_t limit = word.n / 2 < 3 ? word.n / 2 : 3;
	for (size_t i = 0; i < n; i++) {
		size_t d = distance(word, candidates[i]);
		if (d <= limit && d > 0) {
			best = candidates[i];
			limit = d - 1;
		}
	}
	return best;
}
