#include "sign/pdf_part.h"

static bool is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

static bool is_mark(char c)
{
	return str_find_byte(S("()<>[]{}/%"), c) < 10;
}

static bool is_plain(char c)
{
	return !is_space(c) && !is_mark(c);
}

static int hex_digit(char c)
{
	return c >= '0' && c <= '9'   ? c - '0'
	       : c >= 'a' && c <= 'f' ? c - 'a' + 10
	       : c >= 'A' && c <= 'F' ? c - 'A' + 10
				      : -1;
}

static int peek(const struct pdf_lexer *l)
{
	return l->at < l->bytes.n ? (u8)l->bytes.p[l->at] : -1;
}

void pdf_skip(struct pdf_lexer *l)
{
	while (l->at < l->bytes.n) {
		if (is_space(l->bytes.p[l->at]))
			l->at++;
		else if (l->bytes.p[l->at] == '%')
			while (l->at < l->bytes.n && l->bytes.p[l->at] != '\n' && l->bytes.p[l->at] != '\r')
				l->at++;
		else
			return;
	}
}

bool pdf_word(struct pdf_lexer *l, const char *word)
{
	str w = str_c(word), rest = str_from(l->bytes, l->at);
	if (!str_has_prefix(rest, w) || (rest.n > w.n && is_plain(rest.p[w.n])))
		return false;
	l->at += w.n;
	return true;
}

bool pdf_whole(struct pdf_lexer *l, i64 *out)
{
	i64 v = 0;
	size_t from = l->at;
	while (l->at < l->bytes.n && l->at - from < 12 && l->bytes.p[l->at] >= '0' &&
	       l->bytes.p[l->at] <= '9')
		v = v * 10 + (l->bytes.p[l->at++] - '0');
	*out = v;
	return l->at > from && (l->at == l->bytes.n || !is_plain(l->bytes.p[l->at]));
}

static struct pdf_object *fail(struct pdf_lexer *l, struct pdf_object *o)
{
	l->bad = true;
	o->kind = PDF_NULL;
	return o;
}

static struct pdf_object *make(struct pdf_lexer *l, enum pdf_kind kind)
{
	struct pdf_object *o = NEW(l->a, struct pdf_object);
	if (l->budget == 0)
		l->bad = true;
	else
		l->budget--;
	o->kind = kind;
	o->at = l->at;
	o->text = S("");
	return o;
}

static void name(struct pdf_lexer *l, struct pdf_object *o)
{
	size_t from = ++l->at;
	while (l->at < l->bytes.n && is_plain(l->bytes.p[l->at]))
		l->at++;
	str raw = {l->bytes.p + from, l->at - from};
	o->text = raw;
	if (str_find_byte(raw, '#') == raw.n)
		return;
	char *p = NEW_N(l->a, char, raw.n + 1);
	size_t n = 0;
	for (size_t i = 0; i < raw.n; i++) {
		bool code = raw.p[i] == '#' && i + 2 < raw.n;
		int high = code ? hex_digit(raw.p[i + 1]) : -1, low = code ? hex_digit(raw.p[i + 2]) : -1;
		code = high >= 0 && low >= 0;
		p[n++] = code ? (char)(high * 16 + low) : raw.p[i];
		i += code ? 2 : 0;
	}
	o->text = (str){p, n};
}

static void hex_string(struct pdf_lexer *l, struct pdf_object *o)
{
	size_t from = ++l->at, n = 0;
	int high = -1;
	while (peek(l) >= 0 && peek(l) != '>')
		l->at++;
	if (peek(l) < 0) {
		fail(l, o);
		return;
	}
	char *p = NEW_N(l->a, char, (l->at - from) / 2 + 1);
	for (size_t i = from; i < l->at; i++) {
		int h = hex_digit(l->bytes.p[i]);
		if (h < 0 && !is_space(l->bytes.p[i]))
			l->bad = true;
		if (h < 0)
			continue;
		if (high >= 0)
			p[n++] = (char)(high << 4 | h);
		high = high < 0 ? h : -1;
	}
	if (high >= 0)
		p[n++] = (char)(high << 4);
	l->at++;
	o->text = (str){p, n};
	o->hex = true;
}

/* Behind a backslash; −1: a line break that stands for nothing. */
static int escaped(struct pdf_lexer *l)
{
	static const char from[] = "nrtbf", to[] = "\n\r\t\b\f";
	int c = peek(l), v = 0;
	l->at++;
	const char *at = c > 0 ? strchr(from, c) : NULL;
	if (at)
		return to[at - from];
	if (c == '\r' && peek(l) == '\n')
		l->at++;
	if (c == '\r' || c == '\n')
		return -1;
	if (c < '0' || c > '7')
		return c;
	v = c - '0';
	for (int i = 0; i < 2 && peek(l) >= '0' && peek(l) <= '7'; i++)
		v = v * 8 + (l->bytes.p[l->at++] - '0');
	return v & 255;
}

static void plain_string(struct pdf_lexer *l, struct pdf_object *o)
{
	struct sb b = sb_new(l->a, l->bytes.n - l->at + 16);
	int depth = 1;
	l->at++;
	while (depth > 0) {
		int c = peek(l);
		if (c < 0) {
			fail(l, o);
			return;
		}
		l->at++;
		depth += c == '(' ? 1 : c == ')' ? -1 : 0;
		if (c == '\\')
			c = escaped(l);
		if (depth > 0 && c >= 0)
			sb_byte(&b, (char)c);
	}
	o->text = sb_str(&b);
}

static struct pdf_object *parse(struct pdf_lexer *l, u32 depth);

static void array(struct pdf_lexer *l, struct pdf_object *o, u32 depth)
{
	l->at++;
	for (pdf_skip(l); !l->bad && peek(l) != ']'; pdf_skip(l))
		VEC_PUSH(l->a, &o->items).value = parse(l, depth + 1);
	l->at++;
}

/* A key that is given twice: readers differ in which one they take, so that the file is not what it seems. */
static bool has_key(const struct pdf_object *o, str key)
{
	for (size_t i = 0; i < o->items.n; i++)
		if (str_eq(o->items.at[i].key, key))
			return true;
	return false;
}

static void dict(struct pdf_lexer *l, struct pdf_object *o, u32 depth)
{
	l->at += 2;
	for (pdf_skip(l); !l->bad && peek(l) != '>'; pdf_skip(l)) {
		struct pdf_object *key = parse(l, depth + 1);
		if (l->bad || key->kind != PDF_NAME || o->items.n >= 5000 || has_key(o, key->text)) {
			l->bad = true;
			return;
		}
		struct pdf_object *value = parse(l, depth + 1);
		VEC_PUSH(l->a, &o->items) = (struct pdf_item){key->text, value};
	}
	l->at++;
	if (peek(l) != '>')
		l->bad = true;
	l->at++;
}

/* A number, or a reference "12 0 R". */
static void number(struct pdf_lexer *l, struct pdf_object *o)
{
	size_t from = l->at;
	while (l->at < l->bytes.n && is_plain(l->bytes.p[l->at]))
		l->at++;
	str t = {l->bytes.p + from, l->at - from};
	bool sign = t.n && (t.p[0] == '-' || t.p[0] == '+');
	o->text = t;
	o->kind = PDF_REAL;
	for (size_t i = sign; i < t.n; i++)
		if (!(t.p[i] >= '0' && t.p[i] <= '9') && t.p[i] != '.' && t.p[i] != '-')
			l->bad = true;
	if (t.n == sign || str_i64(str_from(t, t.p[0] == '+'), &o->i) != TD_OK)
		return;
	o->kind = PDF_INT;
	i64 gen;
	size_t end = l->at;
	pdf_skip(l);
	if (!sign && pdf_whole(l, &gen) && gen <= 65535) {
		pdf_skip(l);
		if (pdf_word(l, "R")) {
			o->kind = PDF_REF;
			o->gen = (u32)gen;
			return;
		}
	}
	l->at = end;
}

static void other(struct pdf_lexer *l, struct pdf_object *o)
{
	int c = peek(l);
	if ((c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.')
		number(l, o);
	else if (pdf_word(l, "true"))
		o->kind = PDF_BOOL, o->i = 1;
	else if (pdf_word(l, "false"))
		o->kind = PDF_BOOL;
	else if (!pdf_word(l, "null"))
		fail(l, o);
}

static struct pdf_object *parse(struct pdf_lexer *l, u32 depth)
{
	pdf_skip(l);
	struct pdf_object *o = make(l, PDF_NULL);
	int c = peek(l), next = l->at + 1 < l->bytes.n ? l->bytes.p[l->at + 1] : 0;
	if (l->bad || depth > PDF_MAX_DEPTH || c < 0)
		return fail(l, o);
	if (c == '/') {
		o->kind = PDF_NAME;
		name(l, o);
	} else if (c == '(') {
		o->kind = PDF_STRING;
		plain_string(l, o);
	} else if (c == '<' && next != '<') {
		o->kind = PDF_STRING;
		hex_string(l, o);
	} else if (c == '<') {
		o->kind = PDF_DICT;
		dict(l, o, depth);
	} else if (c == '[') {
		o->kind = PDF_ARRAY;
		array(l, o, depth);
	} else {
		other(l, o);
	}
	o->end = l->at;
	if (l->outside)
		o->at = o->end = 0;
	return o;
}

struct pdf_object *pdf_parse(struct pdf_lexer *l)
{
	return parse(l, 0);
}

static bool stream_data(struct pdf_lexer *l, struct pdf_object *o, i64 (*length_of)(void *ctx, i64 number),
			void *ctx)
{
	const struct pdf_object *len = pdf_raw(o, "Length");
	i64 n = len && len->kind == PDF_INT   ? len->i
		: len && len->kind == PDF_REF ? length_of(ctx, len->i)
					      : -1;
	if (peek(l) == '\r')
		l->at++;
	if (peek(l) != '\n')
		return false;
	l->at++;
	if (n < 0 || (u64)n > l->bytes.n - l->at)
		return false;
	o->kind = PDF_STREAM;
	o->text = (str){l->bytes.p + l->at, (size_t)n};
	l->at += (size_t)n;
	pdf_skip(l);
	o->end = l->at;
	return pdf_word(l, "endstream");
}

struct pdf_object *pdf_parse_indirect(struct pdf_lexer *l, i64 *num, i64 (*length_of)(void *ctx, i64 number),
				      void *ctx)
{
	i64 gen;
	pdf_skip(l);
	if (!pdf_whole(l, num))
		return NULL;
	pdf_skip(l);
	if (!pdf_whole(l, &gen))
		return NULL;
	pdf_skip(l);
	if (!pdf_word(l, "obj"))
		return NULL;
	struct pdf_object *o = pdf_parse(l);
	pdf_skip(l);
	if (l->bad || (o->kind == PDF_DICT && pdf_word(l, "stream") && !stream_data(l, o, length_of, ctx)))
		return NULL;
	pdf_skip(l);
	return pdf_word(l, "endobj") ? o : NULL;
}
