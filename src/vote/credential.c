#include <openssl/crypto.h>
#include <openssl/evp.h>

#include "vote/credential.h"
#include "vote/tree.h"

enum { RANDOM_CHARS = 14, BASE = 58, CHECK_PRIME = 53, ROUNDS = 1000 };

static const char ALPHABET[] = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

static bool is_dash(size_t i)
{
	return i % 4 == 3;
}

str credential_new(struct arena *a, struct env *env)
{
	char *code = NEW_N(a, char, CREDENTIAL_LEN + 1);
	unsigned sum = 0;
	for (size_t i = 0; i < CREDENTIAL_LEN; i++) {
		if (is_dash(i)) {
			code[i] = '-';
			continue;
		}
		u8 v = (u8)(CHECK_PRIME - sum);
		if (i + 1 < CREDENTIAL_LEN) {
			do
				env->random(env, &v, 1);
			while (v >= 256 / BASE * BASE);
			v %= BASE;
			sum = (sum * BASE + v) % CHECK_PRIME;
		}
		code[i] = ALPHABET[v];
	}
	return (str){code, CREDENTIAL_LEN};
}

bool credential_valid(str code)
{
	if (code.n != CREDENTIAL_LEN)
		return false;
	unsigned sum = 0, last = 0;
	for (size_t i = 0; i < CREDENTIAL_LEN; i++) {
		const char *at = code.p[i] ? strchr(ALPHABET, code.p[i]) : NULL;
		if (is_dash(i) ? code.p[i] != '-' : at == NULL)
			return false;
		if (is_dash(i))
			continue;
		last = (unsigned)(at - ALPHABET);
		if (i + 1 < CREDENTIAL_LEN)
			sum = (sum * BASE + last) % CHECK_PRIME;
	}
	return last == CHECK_PRIME - sum;
}

td_rc credential_secret(struct group *g, str code, str uuid, scalar *out)
{
	if (!credential_valid(code))
		return TD_INVALID;
	u8 *key = NEW_N(g->a, u8, SHA256_LEN);
	group_must(g, PKCS5_PBKDF2_HMAC(code.p, (int)code.n, (const u8 *)uuid.p, (int)uuid.n, ROUNDS,
					EVP_sha256(), SHA256_LEN, key));
	*out = scalar_of_bytes(g, key);
	OPENSSL_cleanse(key, SHA256_LEN);
	return TD_OK;
}

/* ---- the public list ---- */

static td_rc read_one(struct group *g, str text, struct finding *f, struct credential *out)
{
	size_t comma = str_find_byte(text, ',');
	*out = (struct credential){.key = str_upto(text, comma), .elem = group_elem(g), .weight = 1};
	if (comma < text.n &&
	    (str_i64(str_from(text, comma + 1), &out->weight) != TD_OK || text.p[comma + 1] == '0' ||
	     out->weight < 1 || out->weight > CREDENTIAL_WEIGHT_MAX))
		return finding_set(f, FINDING_CREDENTIAL_FORM);
	if (group_parse(g, out->key, out->elem) != TD_OK)
		return finding_set(f, FINDING_CREDENTIAL_FORM);
	if (!group_member(g, out->elem))
		return finding_set(f, FINDING_CREDENTIAL_GROUP);
	return TD_OK;
}

td_rc credentials_read(struct group *g, str json, struct finding *f, struct credentials *out)
{
	const struct value *v;
	if ((v = tree_read(g->a, json)) == NULL || v->kind != VALUE_LIST || v->items.n == 0 ||
	    v->items.n > CREDENTIALS_MAX)
		return finding_set(f, FINDING_CREDENTIAL_FORM);
	*out = (struct credentials){.n = v->items.n, .by_key = map_new(g->a)};
	out->at = NEW_N(g->a, struct credential, out->n);
	for (size_t i = 0; i < out->n; i++) {
		const struct value *item = v->items.at[i].value;
		f->voter = i + 1;
		if (item->kind != VALUE_TEXT)
			return finding_set(f, FINDING_CREDENTIAL_FORM);
		td_rc rc = read_one(g, item->text, f, &out->at[i]);
		if (rc != TD_OK)
			return rc;
		if (map_set(&out->by_key, out->at[i].key, &out->at[i]) != NULL)
			return finding_set(f, FINDING_CREDENTIAL_REPEATED);
		out->weight += out->at[i].weight;
	}
	f->voter = 0;
	return TD_OK;
}

static int by_text(const void *a, const void *b)
{
	return str_cmp(*(const str *)a, *(const str *)b);
}

str credentials_text(struct arena *a, const str *keys, size_t n)
{
	str *sorted = NEW_N(a, str, n);
	for (size_t i = 0; i < n; i++)
		sorted[i] = keys[i];
	qsort(sorted, n, sizeof *sorted, by_text);
	struct sb b = sb_new(a, VALUE_MAX_BYTES);
	for (size_t i = 0; i < n; i++)
		sb_fmt(&b, "%s\"%.*s\"", i > 0 ? "," : "[", STRF(sorted[i]));
	sb_byte(&b, ']');
	return sb_str(&b);
}
