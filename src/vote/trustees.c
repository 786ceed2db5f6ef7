#include "vote/tree.h"
#include "vote/trustees.h"

static str key_prefix(struct group *g, str key_text)
{
	return arena_fmt(g->a, "pok|" GROUP_NAME "|%.*s|", STRF(key_text));
}

td_rc trustees_read_key(struct group *g, const struct value *v, struct finding *f, struct trustee *out)
{
	const struct value *key = value_get(v, S("public_key"));
	struct proof pok;
	out->key = group_elem(g);
	if (key == NULL || key->kind != VALUE_TEXT || proof_read(g, value_get(v, S("pok")), &pok) != TD_OK ||
	    group_parse(g, key->text, out->key) != TD_OK)
		return finding_set(f, FINDING_TRUSTEE_FORM);
	if (!group_member(g, out->key))
		return finding_set(f, FINDING_TRUSTEE_GROUP);
	out->key_text = key->text;
	if (!proof_key_check(g, key_prefix(g, key->text), out->key, pok))
		return finding_set(f, FINDING_TRUSTEE_PROOF);
	return TD_OK;
}

static td_rc read_single(struct group *g, const struct value *v, struct finding *f, struct trustees *out)
{
	if (out->n == TRUSTEES_MAX)
		return finding_set(f, FINDING_TRUSTEE_FORM);
	struct trustee *t = &out->at[out->n];
	f->trustee = out->n + 1;
	td_rc rc = trustees_read_key(g, v, f, t);
	if (rc != TD_OK)
		return rc;
	group_mul(g, out->key, out->key, t->key);
	out->shares[out->n_shares++] = (struct share){out->n++, 1, 1};
	return TD_OK;
}

static td_rc read_item(struct group *g, const struct value *item, struct finding *f, struct trustees *out)
{
	if (item->kind != VALUE_LIST || item->items.n != 2 || item->items.at[0].value->kind != VALUE_TEXT)
		return finding_set(f, FINDING_TRUSTEE_FORM);
	str kind = item->items.at[0].value->text;
	if (str_eq(kind, S("Single")))
		return read_single(g, item->items.at[1].value, f, out);
	if (str_eq(kind, S("Pedersen")))
		return trustees_read_group(g, item->items.at[1].value, f, out);
	return finding_set(f, FINDING_TRUSTEE_FORM);
}

td_rc trustees_read(struct group *g, str json, struct finding *f, struct trustees *out)
{
	const struct value *v;
	*out = (struct trustees){.key = group_elem(g)};
	if ((v = tree_read(g->a, json)) == NULL || v->kind != VALUE_LIST || v->items.n == 0)
		return finding_set(f, FINDING_TRUSTEE_FORM);
	for (size_t i = 0; i < v->items.n; i++) {
		td_rc rc = read_item(g, v->items.at[i].value, f, out);
		if (rc != TD_OK)
			return rc;
	}
	f->trustee = 0;
	return TD_OK;
}

str trustees_public(struct group *g, struct env *env, scalar x)
{
	elem key = group_elem(g);
	group_exp_secret(g, key, g->g, x);
	str text = group_text(g, key);
	struct sb b = sb_new(g->a, 1 << 14);
	SB_LIT(&b, "{\"pok\":");
	proof_put(&b, g, proof_key_make(g, env, key_prefix(g, text), x));
	sb_fmt(&b, ",\"public_key\":\"%.*s\"}", STRF(text));
	return sb_str(&b);
}
