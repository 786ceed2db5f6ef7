#include "sign/seal.h"

#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/pkcs12.h>

#include "base/i18n.h"
#include "sign/seal_part.h"

enum { PLACE_CHARS = 10, BLOCK_SPARE = 3000, TABLE_MAX = 5, FAR = 32 };

void sign_free_bio(void *p)
{
	BIO_free(p);
}

void sign_free_pkcs12(void *p)
{
	PKCS12_free(p);
}

static void free_cms(void *p)
{
	CMS_ContentInfo_free(p);
}

static void free_time(void *p)
{
	ASN1_TIME_free(p);
}

static void free_bytes(void *p)
{
	OPENSSL_free(p);
}

/* ---- objects as text ---- */

static void put_hex(struct sb *b, str s)
{
	sb_byte(b, '<');
	for (size_t i = 0; i < s.n; i++)
		sb_fmt(b, "%02x", (u8)s.p[i]);
	sb_byte(b, '>');
}

static void put_name(struct sb *b, str s)
{
	sb_byte(b, '/');
	for (size_t i = 0; i < s.n; i++) {
		u8 c = (u8)s.p[i];
		if (c <= ' ' || c >= 127 || strchr("()<>[]{}/%#", c))
			sb_fmt(b, "#%02x", c);
		else
			sb_byte(b, (char)c);
	}
}

/* Another value for a key of a dictionary, or the key when it is not there. */
struct change {
	const char *key;
	str value;
};

static void put(struct sb *b, const struct pdf_object *o);

static void put_dict(struct sb *b, const struct pdf_object *o, const struct change *c)
{
	SB_LIT(b, "<<");
	for (size_t i = 0; i < o->items.n; i++) {
		if (c && str_eq(o->items.at[i].key, str_c(c->key)))
			continue;
		put_name(b, o->items.at[i].key);
		sb_byte(b, ' ');
		put(b, o->items.at[i].value);
	}
	if (c)
		sb_fmt(b, "/%s %.*s", c->key, STRF(c->value));
	SB_LIT(b, ">>");
}

static void put(struct sb *b, const struct pdf_object *o)
{
	switch (o->kind) {
	case PDF_BOOL:
		sb_put(b, o->i ? S("true") : S("false"));
		break;
	case PDF_INT:
		sb_fmt(b, "%lld", (long long)o->i);
		break;
	case PDF_REAL:
		sb_put(b, o->text);
		break;
	case PDF_NAME:
		put_name(b, o->text);
		break;
	case PDF_STRING:
		put_hex(b, o->text);
		break;
	case PDF_REF:
		sb_fmt(b, "%lld %u R", (long long)o->i, o->gen);
		break;
	case PDF_ARRAY:
		sb_byte(b, '[');
		for (size_t i = 0; i < o->items.n; i++) {
			put(b, o->items.at[i].value);
			sb_byte(b, ' ');
		}
		sb_byte(b, ']');
		break;
	case PDF_DICT:
		put_dict(b, o, NULL);
		break;
	default:
		SB_LIT(b, "null");
	}
	sb_byte(b, ' ');
}

/* ---- the version ---- */

struct version {
	struct arena *a;
	struct pdf *pdf;
	const struct seal_key *k;
	i64 at_ms, before; /* before: where the last cross references are */
	bool streams;
	u32 number; /* of the signature; its field follows, then the cross-reference stream */
	i64 page;
	struct sb b;
	struct {
		i64 number;
		size_t at;
	} table[TABLE_MAX];
	u32 n;
	size_t range, hole, hole_end;
};

static void begin(struct version *v, i64 number)
{
	v->table[v->n].number = number;
	v->table[v->n++].at = v->b.n;
	sb_fmt(&v->b, "%lld 0 obj\n", (long long)number);
}

static void end(struct version *v)
{
	SB_LIT(&v->b, "\nendobj\n");
}

/* The first page: 0 when the tree of pages leads to none. */
static i64 first_page(struct pdf *p)
{
	const struct pdf_object *at = pdf_raw(pdf_key(p, pdf_trailer(p), "Root"), "Pages");
	for (int i = 0; i < FAR && at && at->kind == PDF_REF; i++) {
		const struct pdf_object *node = pdf_follow(p, at), *kids = pdf_key(p, node, "Kids");
		if (node->kind != PDF_DICT)
			return 0;
		if (kids->kind != PDF_ARRAY)
			return at->i;
		at = kids->items.n ? kids->items.at[0].value : NULL;
	}
	return 0;
}

/* A list with the field behind what it holds. */
static str longer(struct version *v, const struct pdf_object *list)
{
	struct sb b = sb_new(v->a, 1 << 20);
	SB_LIT(&b, "[");
	for (size_t i = 0; list->kind == PDF_ARRAY && i < list->items.n; i++)
		put(&b, list->items.at[i].value);
	sb_fmt(&b, "%u 0 R]", v->number + 1);
	return sb_str(&b);
}

static str form_of(struct version *v, const struct pdf_object *form)
{
	static const struct pdf_object none = {.kind = PDF_DICT};
	struct sb b = sb_new(v->a, 1 << 20), flags = sb_new(v->a, 1 << 20);
	const struct pdf_object *was = form->kind == PDF_DICT ? form : &none;
	put_dict(&b, was, &(struct change){"Fields", longer(v, pdf_key(v->pdf, was, "Fields"))});
	/* a second pass for the second key: /SigFlags 3, signatures are there and versions are appended */
	str text = sb_str(&b);
	sb_put(&flags, str_upto(text, text.n - 2));
	if (pdf_raw(was, "SigFlags") == NULL)
		SB_LIT(&flags, "/SigFlags 3");
	SB_LIT(&flags, ">>");
	return sb_str(&flags);
}

static void put_form(struct version *v)
{
	const struct pdf_object *root = pdf_raw(pdf_trailer(v->pdf), "Root"), *cat = pdf_follow(v->pdf, root),
				*form = pdf_raw(cat, "AcroForm");
	str text = form_of(v, pdf_follow(v->pdf, form));
	bool own = form && form->kind == PDF_REF;
	begin(v, own ? form->i : root->i);
	if (own)
		sb_put(&v->b, text);
	else
		put_dict(&v->b, cat, &(struct change){"AcroForm", text});
	end(v);
}

static void put_page(struct version *v)
{
	const struct pdf_object *page = pdf_get(v->pdf, v->page);
	begin(v, v->page);
	put_dict(&v->b, page, &(struct change){"Annots", longer(v, pdf_key(v->pdf, page, "Annots"))});
	end(v);
}

static size_t block_size(const struct seal_key *k)
{
	int n = i2d_X509(k->cert, NULL);
	for (int i = 0; i < sk_X509_num(k->above); i++)
		n += i2d_X509(sk_X509_value(k->above, i), NULL);
	return (size_t)(n > 0 ? n : 0) + BLOCK_SPARE;
}

/* "D:20261122102000Z" */
static str pdf_time(struct arena *a, i64 ms)
{
	struct held *t = sign_hold(a, free_time), *g = sign_hold(a, free_time);
	t->p = ASN1_TIME_set(NULL, (time_t)(ms / 1000));
	g->p = t->p ? ASN1_TIME_to_generalizedtime(t->p, NULL) : NULL;
	if (g->p == NULL)
		arena_fail(a);
	return arena_fmt(a, "D:%.*s", ASN1_STRING_length(g->p), (const char *)ASN1_STRING_get0_data(g->p));
}

static void put_signature(struct version *v)
{
	size_t n = 2 * block_size(v->k);
	begin(v, v->number);
	SB_LIT(&v->b, "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/M(");
	sb_put(&v->b, pdf_time(v->a, v->at_ms));
	SB_LIT(&v->b, ")/ByteRange [0 ");
	v->range = v->b.n;
	SB_LIT(&v->b, "0000000000 0000000000 0000000000]/Contents ");
	v->hole = v->b.n;
	sb_byte(&v->b, '<');
	for (size_t i = 0; i < n; i++)
		sb_byte(&v->b, '0');
	sb_byte(&v->b, '>');
	v->hole_end = v->b.n;
	SB_LIT(&v->b, ">>");
	end(v);
	begin(v, v->number + 1);
	sb_fmt(&v->b,
	       "<</Type/Annot/Subtype/Widget/FT/Sig/T(con_dau_%u)/V %u 0 R/F 132/Rect[0 0 0 0]/P %lld 0 R>>",
	       v->number, v->number, (long long)v->page);
	end(v);
}

/* ---- cross references ---- */

static void put_trailer(struct version *v, u32 size)
{
	const struct pdf_object *t = pdf_trailer(v->pdf), *root = pdf_raw(t, "Root"),
				*info = pdf_raw(t, "Info"), *id = pdf_raw(t, "ID");
	sb_fmt(&v->b, "/Size %u/Prev %lld/Root ", size, (long long)v->before);
	put(&v->b, root);
	if (info) {
		SB_LIT(&v->b, "/Info ");
		put(&v->b, info);
	}
	if (id) {
		SB_LIT(&v->b, "/ID ");
		put(&v->b, id);
	}
}

static void put_table(struct version *v)
{
	SB_LIT(&v->b, "xref\n");
	for (u32 i = 0; i < v->n; i++)
		sb_fmt(&v->b, "%lld 1\n%010zu 00000 n \n", (long long)v->table[i].number, v->table[i].at);
	SB_LIT(&v->b, "trailer\n<<");
	put_trailer(v, v->number + 2);
	SB_LIT(&v->b, ">>\n");
}

static void put_stream(struct version *v)
{
	begin(v, v->number + 2);
	sb_fmt(&v->b, "<</Type/XRef/W[1 4 2]/Length %u/Index[", v->n * 7);
	for (u32 i = 0; i < v->n; i++)
		sb_fmt(&v->b, "%lld 1 ", (long long)v->table[i].number);
	SB_LIT(&v->b, "]");
	put_trailer(v, v->number + 3);
	SB_LIT(&v->b, ">>\nstream\n");
	for (u32 i = 0; i < v->n; i++) {
		size_t at = v->table[i].at;
		const u8 row[7] = {1, (u8)(at >> 24), (u8)(at >> 16), (u8)(at >> 8), (u8)at, 0, 0};
		sb_put(&v->b, (str){(const char *)row, sizeof row});
	}
	SB_LIT(&v->b, "\nendstream");
	end(v);
}

static void put_references(struct version *v)
{
	size_t at = v->b.n;
	if (v->streams)
		put_stream(v);
	else
		put_table(v);
	sb_fmt(&v->b, "startxref\n%zu\n%%%%EOF\n", at);
}

/* ---- the block ---- */

static bool write_parts(BIO *to, const struct version *v)
{
	size_t rest = v->b.n - v->hole_end, done = 0;
	return BIO_write_ex(to, v->b.p, v->hole, &done) == 1 && done == v->hole &&
	       BIO_write_ex(to, v->b.p + v->hole_end, rest, &done) == 1 && done == rest;
}

/* The time is the paper's, not the machine's at this moment. */
static CMS_ContentInfo *signed_block(struct version *v, BIO *in)
{
	const unsigned how = CMS_BINARY | CMS_DETACHED;
	struct held *block = sign_hold(v->a, free_cms), *time = sign_hold(v->a, free_time);
	ASN1_TIME *t = time->p = ASN1_TIME_set(NULL, (time_t)(v->at_ms / 1000));
	CMS_ContentInfo *c = block->p = CMS_sign(NULL, NULL, v->k->above, NULL, how | CMS_PARTIAL);
	CMS_SignerInfo *si = c ? CMS_add1_signer(c, v->k->cert, v->k->key, EVP_sha256(),
						 CMS_BINARY | CMS_NOSMIMECAP | CMS_CADES)
			       : NULL;
	bool ok = t && si && CMS_signed_add1_attr_by_NID(si, NID_pkcs9_signingTime, t->type, t, -1) == 1 &&
		  CMS_final(c, in, NULL, how) == 1;
	return ok ? c : NULL;
}

static td_rc fill_hole(struct version *v)
{
	static const char digits[] = "0123456789abcdef";
	struct held *bio = sign_hold(v->a, sign_free_bio), *der = sign_hold(v->a, free_bytes);
	BIO *in = bio->p = BIO_new(BIO_s_mem());
	char room[3 * PLACE_CHARS + 3];
	snprintf(room, sizeof room, "%010zu %010zu %010zu", v->hole, v->hole_end, v->b.n - v->hole_end);
	memcpy(v->b.p + v->range, room, sizeof room - 1);
	CMS_ContentInfo *c = in && write_parts(in, v) ? signed_block(v, in) : NULL;
	unsigned char *bytes = NULL;
	int n = c ? i2d_CMS_ContentInfo(c, &bytes) : 0;
	der->p = bytes;
	ERR_clear_error();
	if (n <= 0 || 2 * (size_t)n > v->hole_end - v->hole - 2)
		return TD_LIMIT;
	for (int i = 0; i < n; i++) {
		v->b.p[v->hole + 1 + 2 * (size_t)i] = digits[bytes[i] >> 4];
		v->b.p[v->hole + 2 + 2 * (size_t)i] = digits[bytes[i] & 15];
	}
	return TD_OK;
}

/* ---- */

static td_rc no(struct err *e)
{
	return err_add(
	    e, TD_INVALID, S("file"), "%s",
	    i18n_tr(e->lang, N_("Tệp không phải PDF đọc được hoặc có mật khẩu, không đóng dấu được.")));
}

static td_rc look(struct version *v, str file, struct err *e)
{
	const struct pdf_object *t, *size;
	if (pdf_open(v->a, file, &v->pdf) != PDF_FINE || !pdf_last_section(file, &v->before))
		return no(e);
	t = pdf_trailer(v->pdf);
	size = pdf_raw(t, "Size");
	v->streams = t->kind == PDF_STREAM;
	v->number = pdf_size(v->pdf);
	if (size && size->kind == PDF_INT && size->i > v->number && size->i < PDF_MAX_OBJECTS)
		v->number = (u32)size->i;
	v->page = first_page(v->pdf);
	if (v->page == 0 || pdf_raw(t, "Root")->kind != PDF_REF ||
	    pdf_key(v->pdf, t, "Root")->kind != PDF_DICT || file.n >= PDF_MAX_BYTES - (1 << 20))
		return no(e);
	return TD_OK;
}

td_rc seal_put(struct arena *a, const struct seal_key *k, str file, i64 at_ms, struct err *e, str *out)
{
	struct version *v = NEW(a, struct version);
	*v = (struct version){.a = a, .k = k, .at_ms = at_ms, .b = sb_new(a, PDF_MAX_BYTES)};
	td_rc rc = seal_key_valid(k, at_ms, e);
	if (rc == TD_OK)
		rc = look(v, file, e);
	if (rc != TD_OK)
		return rc;
	sb_put(&v->b, file);
	if (!str_has_suffix(file, S("\n")))
		sb_byte(&v->b, '\n');
	put_signature(v);
	put_page(v);
	put_form(v);
	put_references(v);
	rc = fill_hole(v);
	*out = sb_str(&v->b);
	return rc;
}
