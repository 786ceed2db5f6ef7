#include "tests/sign/cases.h"

#include "sign/seal.h"
#include "tests/lib/check.h"

struct list {
	struct pki *k;
	struct arena *a;
	struct sign_case *at;
	u32 n;
};

static void add(struct list *l, str bytes, struct sign_case c)
{
	c.bytes = bytes;
	l->at[l->n++] = c;
}

static str changed(struct arena *a, str s, size_t at, char to)
{
	char *p = NEW_N(a, char, s.n);
	memcpy(p, s.p, s.n);
	p[at] = to;
	return (str){p, s.n};
}

static str plus(struct arena *a, str s, str more)
{
	struct sb b = sb_new(a, s.n + more.n);
	sb_put(&b, s);
	sb_put(&b, more);
	return sb_str(&b);
}

static str by(struct list *l, enum person who)
{
	return pdf_sign(l->k, FILE_CLASSIC, pdf_plain(l->a, FILE_CLASSIC), 0, &(struct signing){.who = who});
}

static str one(struct list *l, const struct signing *how)
{
	return pdf_sign(l->k, FILE_CLASSIC, pdf_plain(l->a, FILE_CLASSIC), 0, how);
}

static str more(struct list *l, str file, u32 n, const struct signing *how)
{
	return pdf_sign(l->k, FILE_CLASSIC, file, n, how);
}

#define OURS(name, n, state, code, check, proved, theirs, why)                    \
	(struct sign_case)                                                        \
	{                                                                         \
		(name), (n), (state), (code), (check), (proved), (theirs), (why), \
		{                                                                 \
			NULL, 0                                                   \
		}                                                                 \
	}
#define BAD(name, code)              OURS(name, 1, SIGN_BAD, code, SIGN_BAD, false, "bad", NULL)
#define STRICTER(name, n, code, why) OURS(name, n, SIGN_BAD, code, SIGN_BAD, false, "good", why)

static void right(struct list *l)
{
	str a = by(l, P_SIGNER);
	add(l, a, OURS("valid", 1, SIGN_NOTE, SIGN_DIGEST, SIGN_GOOD, false, "good", NULL));
	add(l, one(l, &(struct signing){.who = P_SIGNER, .stamped = true}),
	    OURS("stamped", 1, SIGN_GOOD, SIGN_TIME, SIGN_GOOD, true, "good", NULL));
	add(l, more(l, a, 1, &(struct signing){.who = P_SECOND, .stamped = true}),
	    OURS("two", 2, SIGN_NOTE, SIGN_CHANGES, SIGN_GOOD, false, "good", NULL));
	add(l, more(l, a, 1, &(struct signing){.document_stamp = true}),
	    OURS("document-stamp", 2, SIGN_NOTE, SIGN_TIME, SIGN_NOTE, true, "bad",
		 "pdfsig of poppler 22 does not know time stamps of a document and leaves them unverified"));
	add(l, one(l, &(struct signing){.who = P_SIGNER, .bare = true}),
	    OURS("pkcs7", 1, SIGN_NOTE, SIGN_PURPOSE, SIGN_GOOD, false, "good", NULL));
	str streams = pdf_sign(l->k, FILE_STREAMS, pdf_plain(l->a, FILE_STREAMS), 0,
			       &(struct signing){.who = P_SIGNER});
	add(l, streams, OURS("streams", 1, SIGN_NOTE, SIGN_DIGEST, SIGN_GOOD, false, "good", NULL));
	add(l, pdf_sign(l->k, FILE_STREAMS, streams, 1, &(struct signing){.who = P_SECOND}),
	    OURS("streams-two", 2, SIGN_NOTE, SIGN_CHANGES, SIGN_GOOD, false, "good", NULL));
	add(l, one(l, &(struct signing){.who = P_EXPIRED, .stamped = true, .old_stamp = true}),
	    OURS("expired-but-stamped", 1, SIGN_GOOD, SIGN_PERIOD, SIGN_GOOD, true, "bad",
		 "pdfsig asks whether the certificate is valid now; the time stamp proves that it was when "
		 "it was used"));
}

static str seal(struct list *l, str file)
{
	struct err e = err_new(l->a, LANG_VI);
	struct seal_key *k;
	str out;
	CHECK_INT(seal_key_read(l->a, pki_p12(l->k, P_SIGNER, "mật khẩu"), S("mật khẩu"), &e, &k), TD_OK);
	CHECK_INT(seal_put(l->a, k, file, MADE_AT_MS, &e, &out), TD_OK);
	return out;
}

/* The site's own. */
static void sealed(struct list *l)
{
	static const char once[] = "both signatures are valid for pdfsig, but it has an unknown issue with a "
				   "certificate that comes a second time";
	str a = seal(l, pdf_plain(l->a, FILE_CLASSIC));
	add(l, a, OURS("sealed", 1, SIGN_NOTE, SIGN_DIGEST, SIGN_GOOD, false, "good", NULL));
	add(l, seal(l, pdf_plain(l->a, FILE_STREAMS)),
	    OURS("sealed-streams", 1, SIGN_NOTE, SIGN_DIGEST, SIGN_GOOD, false, "good", NULL));
	add(l, seal(l, by(l, P_SECOND)),
	    OURS("signed-then-sealed", 2, SIGN_NOTE, SIGN_CHANGES, SIGN_GOOD, false, "good", NULL));
	add(l, seal(l, a), OURS("sealed-twice", 2, SIGN_NOTE, SIGN_CHANGES, SIGN_GOOD, false, "bad", once));
	add(l, more(l, by(l, P_SIGNER), 1, &(struct signing){.who = P_SIGNER}),
	    OURS("signed-twice", 2, SIGN_NOTE, SIGN_CHANGES, SIGN_GOOD, false, "bad", once));
	add(l, changed(l->a, a, str_find(a, S("100 100")), '9'), BAD("sealed-then-touched", SIGN_DIGEST));
}

static void touched(struct list *l)
{
	str a = by(l, P_SIGNER);
	add(l, changed(l->a, a, str_find(a, S("100 100")), '9'), BAD("bit-flipped", SIGN_DIGEST));
	add(l, plus(l->a, a, S("thêm vài chữ\n")),
	    OURS(
		"appended", 1, SIGN_BAD, SIGN_CHANGES, SIGN_BAD, false, "good",
		"pdfsig looks for an earlier end of the file; what was appended may be what a reader shows"));
	add(l, pdf_edit(l->a, FILE_CLASSIC, a, 1),
	    STRICTER("edited", 1, SIGN_CHANGES, "pdfsig does not look at what later versions change"));
	add(l, more(l, pdf_edit(l->a, FILE_CLASSIC, a, 1), 1, &(struct signing){.who = P_SECOND}),
	    STRICTER("edited-between", 2, SIGN_CHANGES,
		     "the first signature stands for another text than the second"));
	add(l,
	    more(l, one(l, &(struct signing){.who = P_SIGNER, .certified = true}), 1,
		 &(struct signing){.who = P_SECOND}),
	    STRICTER("certified-then-signed", 2, SIGN_CHANGES,
		     "the author allowed no change at all (/DocMDP 1)"));
	add(l, one(l, &(struct signing){.who = P_SIGNER, .hide = true}),
	    STRICTER("hidden", 1, SIGN_HIDDEN, "pdfsig passes over what stands behind the CMS in /Contents"));
	add(l, one(l, &(struct signing){.who = P_SIGNER, .widen = true}),
	    OURS("widened", 1, SIGN_BAD, SIGN_RANGE, SIGN_BAD, false, "good",
		 "one byte beside /Contents is signed by nobody"));
	add(l, str_upto(a, a.n - 40),
	    OURS("truncated", 0, SIGN_UNKNOWN, SIGN_READ, SIGN_UNKNOWN, false, "any",
		 "a file without its end is not read; pdfsig repairs it"));
}

static void people(struct list *l)
{
	add(l, by(l, P_IMPOSTOR), BAD("impostor", SIGN_CHAIN));
	add(l, by(l, P_OTHER),
	    OURS("unknown-authority", 1, SIGN_UNKNOWN, SIGN_CHAIN, SIGN_UNKNOWN, false, "bad", NULL));
	add(l, by(l, P_EXPIRED),
	    OURS("expired", 1, SIGN_UNKNOWN, SIGN_PERIOD, SIGN_UNKNOWN, false, "bad", NULL));
	add(l, one(l, &(struct signing){.who = P_EXPIRED, .stamped = true}),
	    OURS("expired-when-stamped", 1, SIGN_BAD, SIGN_PERIOD, SIGN_BAD, true, "bad", NULL));
	add(l, by(l, P_REVOKED), BAD("revoked", SIGN_REVOKED));
	add(l, one(l, &(struct signing){.who = P_REVOKED, .stamped = true, .old_stamp = true}),
	    OURS("revoked-later", 1, SIGN_NOTE, SIGN_REVOKED, SIGN_NOTE, true, "bad",
		 "the time stamp proves that it was signed before the certificate was taken back"));
	add(l, by(l, P_MACHINE), BAD("machine", SIGN_PURPOSE));
	add(l, by(l, P_SHORT),
	    OURS("short-key", 1, SIGN_UNKNOWN, SIGN_ALGORITHM, SIGN_UNKNOWN, false, "any",
		 "a key of 1024 bits proves little; which lengths NSS takes is the system's policy"));
	add(l, one(l, &(struct signing){.who = P_SIGNER, .sha1 = true}),
	    OURS("sha1", 1, SIGN_UNKNOWN, SIGN_ALGORITHM, SIGN_UNKNOWN, false, "any",
		 "SHA-1 no longer proves what the text was; NSS takes it or not by the system's policy"));
	add(l, one(l, &(struct signing){.who = P_SIGNER, .stamped = true, .wrong_stamp = true}),
	    STRICTER("foreign-stamp", 1, SIGN_TIME, "pdfsig does not look at time stamps"));
}

static void none(struct list *l)
{
	str a = pdf_plain(l->a, FILE_CLASSIC);
	add(l, a, OURS("unsigned", 0, SIGN_UNKNOWN, SIGN_NONE, SIGN_UNKNOWN, false, "none", NULL));
	struct sb b = sb_new(l->a, a.n + 200);
	size_t at = str_find(a, S("/Root 1 0 R"));
	sb_put(&b, str_upto(a, at));
	SB_LIT(&b, "/Encrypt << /Filter /Standard /V 1 /R 2 /O (a) /U (b) /P -4 >> /ID [<00> <00>] ");
	sb_put(&b, str_from(a, at));
	add(l, sb_str(&b), OURS("encrypted", 0, SIGN_UNKNOWN, SIGN_READ, SIGN_UNKNOWN, false, "none", NULL));
	add(l, S("không phải PDF"),
	    OURS("no-pdf", 0, SIGN_UNKNOWN, SIGN_READ, SIGN_UNKNOWN, false, "none", NULL));
}

u32 sign_cases(struct pki *k, struct sign_case out[SIGN_CASES_MAX])
{
	struct arena *a = check_arena();
	struct list l = {k, a, out, 0};
	right(&l);
	sealed(&l);
	touched(&l);
	people(&l);
	none(&l);
	return l.n;
}
