/* The verifier on the table of cases.h, and the reader on what is broken. */
#include "tests/lib/check.h"
#include "tests/sign/cases.h"

static struct sign_case cases[SIGN_CASES_MAX];

static bool has(const sign_checks *c, enum sign_code code, enum sign_state state)
{
	for (size_t i = 0; i < c->n; i++)
		if (c->at[i].code == code && c->at[i].state == state)
			return true;
	return false;
}

static bool found(const struct sign_verdict *v, enum sign_code code, enum sign_state state)
{
	bool yes = has(&v->checks, code, state);
	for (size_t i = 0; i < v->signatures.n; i++)
		yes = yes || has(&v->signatures.at[i].checks, code, state);
	return yes;
}

static str all_of(struct arena *a, const struct sign_verdict *v)
{
	struct sb b = sb_new(a, 1 << 16);
	for (size_t i = 0; i < v->checks.n; i++)
		sb_fmt(&b, "\n  %.*s", STRF(sign_check_text(a, LANG_VI, &v->checks.at[i])));
	for (size_t s = 0; s < v->signatures.n; s++) {
		const struct sign_one *one = &v->signatures.at[s];
		sb_fmt(&b, "\n  [%.*s, %.*s] %s", STRF(one->signer), STRF(one->issuer),
		       sign_state_name(one->state));
		for (size_t i = 0; i < one->checks.n; i++)
			sb_fmt(&b, "\n    %s: %.*s", sign_state_code(one->checks.at[i].state),
			       STRF(sign_check_text(a, LANG_VI, &one->checks.at[i])));
	}
	return sb_str(&b);
}

CASE(every_file_of_the_table_gets_its_verdict)
{
	struct arena *a = check_arena();
	struct pki *k = pki_new(a);
	struct sign_trust trust;
	pki_trust(k, &trust);
	u32 n = sign_cases(k, cases);
	for (u32 i = 0; i < n; i++) {
		const struct sign_case *c = &cases[i];
		struct sign_verdict v;
		CHECK_INT(sign_verify(a, c->bytes, &trust, &v), TD_OK);
		bool proved = v.signatures.n && v.signatures.at[0].proved;
		if (v.signatures.n != c->n || v.state != c->state || !found(&v, c->code, c->check) ||
		    proved != c->proved)
			check_fail(__FILE__, __LINE__, "%s: %zu signatures, %s%s%.*s", c->name,
				   v.signatures.n, sign_state_code(v.state), proved ? ", proved" : "",
				   STRF(all_of(a, &v)));
	}
}

CASE(who_signed_is_told)
{
	struct arena *a = check_arena();
	struct pki *k = pki_new(a);
	struct sign_trust trust;
	struct sign_verdict v;
	pki_trust(k, &trust);
	str file = pdf_sign(k, FILE_CLASSIC, pdf_plain(a, FILE_CLASSIC), 0,
			    &(struct signing){.who = P_SIGNER, .stamped = true});
	CHECK_INT(sign_verify(a, file, &trust, &v), TD_OK);
	CHECK_INT(v.signatures.n, 1);
	const struct sign_one *one = &v.signatures.at[0];
	CHECK_STR(one->signer, "Nguyễn Văn A");
	CHECK_STR(one->organisation, "Cụm thi đua thử");
	CHECK_STR(one->issuer, "Nơi cấp thử");
	CHECK_STR(one->serial, "03ea");
	CHECK_STR(one->field, "chu_ky_1");
	CHECK(one->claimed && one->claimed_ms == MADE_AT_MS);
	CHECK(one->proved && one->proved_ms == MADE_AT_MS);
}

CASE(without_a_trust_list_nothing_is_concluded)
{
	struct arena *a = check_arena();
	struct pki *k = pki_new(a);
	struct sign_trust nobody = {.now_ms = SEEN_AT_MS};
	struct sign_verdict v;
	str file =
	    pdf_sign(k, FILE_CLASSIC, pdf_plain(a, FILE_CLASSIC), 0, &(struct signing){.who = P_SIGNER});
	CHECK_INT(sign_verify(a, file, &nobody, &v), TD_OK);
	CHECK_INT(v.state, SIGN_UNKNOWN);
	CHECK(found(&v, SIGN_CHAIN, SIGN_UNKNOWN) && found(&v, SIGN_DIGEST, SIGN_GOOD));
}

CASE(a_file_of_the_trust_list_is_read)
{
	struct arena *a = check_arena();
	struct pki *k = pki_new(a);
	sign_pieces p;
	CHECK_INT(sign_read_pieces(a, pki_der(k, P_ROOT), &p), TD_OK);
	CHECK(p.n == 1 && p.at[0].is_ca && p.at[0].self_signed && !p.at[0].for_stamps);
	CHECK_STR(p.at[0].subject, "Gốc thử – Cụm thi đua thử");
	CHECK_INT(sign_read_pieces(a, pki_crl(k), &p), TD_OK);
	CHECK(p.n == 1 && p.at[0].kind == SIGN_CRL && p.at[0].n_revoked == 1);
	CHECK_INT(sign_read_pieces(a, S("không phải chứng thư"), &p), TD_INVALID);
}

struct sweep {
	struct arena *a;
	str file;
	const struct sign_trust *trust;
	struct sign_verdict v;
};

static td_rc verify_once(void *ctx)
{
	struct sweep *s = ctx;
	return sign_verify(s->a, s->file, s->trust, &s->v);
}

CASE(every_allocation_of_the_reader_fails_in_turn)
{
	struct arena *a = check_arena();
	struct pki *k = pki_new(a);
	struct sign_trust trust;
	pki_trust(k, &trust);
	str first =
	    pdf_sign(k, FILE_STREAMS, pdf_plain(a, FILE_STREAMS), 0, &(struct signing){.who = P_SIGNER});
	struct sweep s = {
	    .file = pdf_sign(k, FILE_STREAMS, first, 1, &(struct signing){.who = P_SECOND, .stamped = true}),
	    .trust = &trust};
	for (long n = 1;; n++) {
		s.a = arena_new("sweep", 64 << 20);
		arena_fault_at(n, false);
		td_rc rc = arena_run(s.a, verify_once, &s);
		bool reached = arena_fault_count() >= n;
		arena_fault_at(0, false);
		if (!reached) {
			CHECK_INT(rc, TD_OK);
			CHECK_INT(s.v.state, SIGN_NOTE);
		} else if (rc != TD_LIMIT) {
			check_fail(__FILE__, __LINE__, "allocation %ld: %s", n, rc_name(rc));
		}
		arena_free(s.a);
		if (!reached)
			break;
	}
}

CASE(every_byte_wrong_in_turn_never_makes_a_valid_signature_of_another_text)
{
	struct arena *a = check_arena();
	struct pki *k = pki_new(a);
	struct sign_trust trust;
	pki_trust(k, &trust);
	str file =
	    pdf_sign(k, FILE_CLASSIC, pdf_plain(a, FILE_CLASSIC), 0, &(struct signing){.who = P_SECOND});
	size_t hole = str_find(file, S("/Contents <")) + 10,
	       end = hole + str_find_byte(str_from(file, hole), '>');
	char *p = NEW_N(a, char, file.n);
	memcpy(p, file.p, file.n);
	for (size_t i = 0; i < file.n; i++) {
		if (i > hole && i < end) /* the signature itself; its filling */
			continue;
		struct arena *b = arena_new("byte", 64 << 20);
		struct sweep s = {.a = b, .file = {p, file.n}, .trust = &trust};
		p[i] = (char)(p[i] ^ 1);
		CHECK_INT(arena_run(b, verify_once, &s), TD_OK);
		if (s.v.state < SIGN_UNKNOWN)
			check_fail(__FILE__, __LINE__, "byte %zu of %zu: %s", i, file.n,
				   sign_state_code(s.v.state));
		p[i] = (char)(p[i] ^ 1);
		arena_free(b);
	}
}
