#include <openssl/crypto.h>
#include <openssl/err.h>

#include "vote/group.h"
#include "vote/powers.h"

static const char P_TEXT[] =
    "206947856914225464010136436575050080649229892957511040971008847870573742192427174019222372"
    "544976843381290666331380789584049600543896362897963930387739057228036059737494276713767776"
    "188985898727358650490811670993105358677809800307904916540637771737641986785272734744763418"
    "356000356983051931442845617019110007867373073335641239717328979132404745788344682606523279"
    "746479511376726586935821800463179220736688600526271863633860887968821207694323661494910029"
    "234443463732221458841005864210502421203654335612013204811188524087310770141516662001623131"
    "77169372189248078507711827842317498073276598828825169183103125680162072880719";
static const char G_TEXT[] =
    "240235267750185220922768770353239993271228765737836491651007531878766327414635321932028567"
    "615526967879969466829874938909508389657342560190060106847716449173547413728310461045868131"
    "451178164675540052740288984613986453266121505579709716201616827031288643245666383486363578"
    "210615491841998253431518974065818686865115135857641013888221539601604322884360393098933366"
    "277284840659313840601023167509576377798266510360682240663507669776402534625377308513317349"
    "519424896775405257365904949247763147599157519877517771148149092045660020547812705472823814"
    "0972518639858334115700568353695553423781475582491896050296680037745308460627";
static const char Q_TEXT[] = "78571733251071885079927659812671450121821421258408794611510081919805623223441";

/* ---- what belongs to the arena ---- */

struct held {
	BIGNUM *bn;
};

static void held_free(void *arg)
{
	struct held *h = arg;
	BN_clear_free(h->bn);
}

static void group_free(void *arg)
{
	struct group *g = arg;
	BN_MONT_CTX_free(g->mont);
	BN_CTX_free(g->ctx);
	ERR_clear_error(); /* what failed here is told by the unwinding, and its texts hold memory */
}

void group_must(const struct group *g, int ok)
{
	if (ok <= 0)
		arena_fail(g->a);
}

BIGNUM *group_number(struct arena *a)
{
	struct held *h = NEW(a, struct held);
	arena_defer(a, held_free, h);
	h->bn = BN_new();
	if (h->bn == NULL)
		arena_fail(a);
	return h->bn;
}

static BIGNUM *constant(struct group *g, const char *text)
{
	BIGNUM *n = group_number(g->a);
	group_must(g, BN_dec2bn(&n, text));
	return n;
}

static elem raw_elem(struct group *g, const BIGNUM *plain)
{
	elem r = {group_number(g->a)};
	group_must(g, BN_to_montgomery(r.bn, plain, g->mont, g->ctx));
	return r;
}

struct group *group_new(struct arena *a)
{
	struct group *g = NEW(a, struct group);
	g->a = a;
	arena_defer(a, group_free, g);
	g->ctx = BN_CTX_new();
	g->mont = BN_MONT_CTX_new();
	group_must(g, g->ctx != NULL && g->mont != NULL);
	g->scratch = group_number(a);
	g->p = constant(g, P_TEXT);
	g->q = constant(g, Q_TEXT);
	group_must(g, BN_MONT_CTX_set(g->mont, g->p, g->ctx));
	g->order = (scalar){g->q};
	g->one = raw_elem(g, BN_value_one());
	g->g = raw_elem(g, constant(g, G_TEXT));
	g->g_inverse = group_elem(g);
	group_invert(g, g->g_inverse, g->g);
	g->g_powers = powers_new(g, g->g);
	return g;
}

elem group_elem(struct group *g)
{
	elem r = {group_number(g->a)};
	group_copy(g, r, g->one);
	return r;
}

/* ---- arithmetic ---- */

void group_mul(struct group *g, elem r, elem a, elem b)
{
	group_must(g, BN_mod_mul_montgomery(r.bn, a.bn, b.bn, g->mont, g->ctx));
}

void group_copy(struct group *g, elem r, elem a)
{
	group_must(g, BN_copy(r.bn, a.bn) != NULL);
}

bool group_same(elem a, elem b)
{
	return BN_cmp(a.bn, b.bn) == 0;
}

void group_exp(struct group *g, elem r, elem base, scalar e)
{
	struct arena_mark m = arena_mark(g->a);
	struct chain *c = chain_new(g, base);
	chain_exp(g, r, c, e);
	arena_release(g->a, m);
}

void group_exp_secret(struct group *g, elem r, elem base, scalar e)
{
	group_must(g, BN_from_montgomery(g->scratch, base.bn, g->mont, g->ctx));
	group_must(g, BN_mod_exp_mont_consttime(g->scratch, g->scratch, e.bn, g->p, g->ctx, g->mont));
	group_must(g, BN_to_montgomery(r.bn, g->scratch, g->mont, g->ctx));
}

void group_invert(struct group *g, elem r, elem a)
{
	group_must(g, BN_from_montgomery(g->scratch, a.bn, g->mont, g->ctx));
	group_must(g, BN_mod_inverse(g->scratch, g->scratch, g->p, g->ctx) != NULL);
	group_must(g, BN_to_montgomery(r.bn, g->scratch, g->mont, g->ctx));
}

bool group_member(struct group *g, elem a)
{
	struct arena_mark m = arena_mark(g->a);
	elem r = group_elem(g);
	group_exp(g, r, a, g->order);
	bool is = group_same(r, g->one);
	arena_release(g->a, m);
	return is;
}

/* ---- text ---- */

static bool canonical(str text, size_t max_digits)
{
	if (text.n == 0 || text.n > max_digits || (text.n > 1 && text.p[0] == '0'))
		return false;
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] < '0' || text.p[i] > '9')
			return false;
	return true;
}

td_rc group_number_parse(struct group *g, str text, size_t max_digits, BIGNUM *out)
{
	char room[GROUP_ELEMENT_DIGITS + 1];
	if (max_digits >= sizeof room || !canonical(text, max_digits))
		return TD_INVALID;
	memcpy(room, text.p, text.n);
	room[text.n] = 0;
	group_must(g, BN_dec2bn(&out, room));
	return TD_OK;
}

str group_number_text(struct group *g, const BIGNUM *n)
{
	char room[GROUP_ELEMENT_DIGITS + 2] = {0}, *made = BN_bn2dec(n);
	group_must(g, made != NULL);
	size_t len = strlen(made);
	bool fits = len < sizeof room;
	if (fits)
		memcpy(room, made, len + 1);
	OPENSSL_clear_free(made, len + 1);
	group_must(g, fits);
	return arena_str(g->a, (str){room, len});
}

td_rc group_parse(struct group *g, str text, elem out)
{
	if (group_number_parse(g, text, GROUP_ELEMENT_DIGITS, out.bn) != TD_OK || BN_is_zero(out.bn) ||
	    BN_cmp(out.bn, g->p) >= 0)
		return TD_INVALID;
	group_must(g, BN_to_montgomery(out.bn, out.bn, g->mont, g->ctx));
	return TD_OK;
}

str group_text(struct group *g, elem a)
{
	group_must(g, BN_from_montgomery(g->scratch, a.bn, g->mont, g->ctx));
	return group_number_text(g, g->scratch);
}
