/* The site's own seal: what it appends, and keys that cannot seal. The verdicts are in the table of cases.h. */
#include "sign/seal.h"
#include "tests/lib/check.h"
#include "tests/sign/pdf_make.h"

static struct seal_key *key_of(struct pki *k, enum person who)
{
	struct err e = err_new(check_arena(), LANG_VI);
	struct seal_key *key = NULL;
	CHECK_INT(seal_key_read(check_arena(), pki_pem(k, who, who, NULL), S(""), &e, &key), TD_OK);
	return key;
}

static str sealed(const struct seal_key *key, str file, i64 at_ms)
{
	struct err e = err_new(check_arena(), LANG_VI);
	str out = STR_NULL;
	CHECK_INT(seal_put(check_arena(), key, file, at_ms, &e, &out), TD_OK);
	CHECK_STR(err_first(&e), "");
	return out;
}

CASE(the_old_version_stays_and_the_same_gives_the_same)
{
	struct pki *k = pki_new(check_arena());
	struct seal_key *key = key_of(k, P_SIGNER);
	str file = pdf_plain(check_arena(), FILE_CLASSIC), a = sealed(key, file, MADE_AT_MS);
	CHECK(a.n > file.n && str_has_prefix(a, file));
	CHECK(str_eq(a, sealed(key, file, MADE_AT_MS)));
	CHECK(!str_eq(a, sealed(key, file, MADE_AT_MS + 1000)));
	CHECK(str_find(a, S("/M(D:20260501000000Z)")) < a.n);
}

CASE(who_seals_is_told)
{
	struct pki *k = pki_new(check_arena());
	const struct seal_about *s = seal_key_about(key_of(k, P_SIGNER));
	CHECK_STR(s->name, "Nguyễn Văn A");
	CHECK_STR(s->organisation, "Cụm thi đua thử");
	CHECK_STR(s->issuer, "Nơi cấp thử");
	CHECK(s->from_ms < MADE_AT_MS && s->until_ms > SEEN_AT_MS && s->serial.n > 0);
}

CASE(outside_its_period_it_does_not_seal)
{
	struct pki *k = pki_new(check_arena());
	struct err e = err_new(check_arena(), LANG_VI);
	str out, file = pdf_plain(check_arena(), FILE_CLASSIC);
	CHECK_INT(seal_put(check_arena(), key_of(k, P_EXPIRED), file, MADE_AT_MS, &e, &out), TD_CONFLICT);
	CHECK_STR(err_first(&e), "Chứng thư của con dấu đã hết hạn ngày 01/01/2021.");
	e = err_new(check_arena(), LANG_VI);
	CHECK_INT(seal_put(check_arena(), key_of(k, P_SIGNER), file, 0, &e, &out), TD_CONFLICT);
	CHECK_STR(err_first(&e), "Chứng thư của con dấu chỉ có hiệu lực từ 01/01/2020.");
}

CASE(both_forms_with_and_without_password)
{
	struct arena *a = check_arena();
	struct pki *k = pki_new(a);
	struct seal_key *key;
	struct err e = err_new(a, LANG_VI);
	CHECK_INT(seal_key_read(a, pki_pem(k, P_SECOND, P_SECOND, "bí mật"), S("bí mật"), &e, &key), TD_OK);
	CHECK_STR(seal_key_about(key)->name, "Trần Thị B"); /* ECDSA */
	sealed(key, pdf_plain(a, FILE_STREAMS), MADE_AT_MS);
	CHECK_INT(seal_key_read(a, pki_p12(k, P_SIGNER, "bí mật"), S("bí mật"), &e, &key), TD_OK);
	CHECK_INT(seal_key_read(a, pki_p12(k, P_SIGNER, ""), S(""), &e, &key), TD_OK);
	CHECK_STR(seal_key_about(key)->name, "Nguyễn Văn A");
}

static void refused(str bytes, const char *password, const char *why)
{
	struct err e = err_new(check_arena(), LANG_VI);
	struct seal_key *key;
	CHECK_INT(seal_key_read(check_arena(), bytes, str_c(password), &e, &key), TD_INVALID);
	CHECK_STR(err_first(&e), why);
}

CASE(a_key_that_cannot_seal_says_why)
{
	struct pki *k = pki_new(check_arena());
	str p12 = pki_p12(k, P_SIGNER, "bí mật"), pem = pki_pem(k, P_SIGNER, P_SIGNER, NULL);
	const char *no_word = "Tệp khóa có mật khẩu; hãy ghi mật khẩu vào một tệp và chỉ tới tệp đó.";
	refused(S(""), "", "Tệp khóa trống hoặc quá lớn.");
	refused(S("%PDF-1.4"), "", "Tệp khóa không phải PKCS#12 (.p12, .pfx) hay PEM.");
	refused(pki_der(k, P_SIGNER), "", "Tệp khóa không phải PKCS#12 (.p12, .pfx) hay PEM.");
	refused(p12, "", no_word);
	refused(p12, "sai", "Mật khẩu của tệp khóa không đúng.");
	refused(str_upto(p12, p12.n - 9), "bí mật", "Tệp khóa không phải PKCS#12 (.p12, .pfx) hay PEM.");
	refused(pki_pem(k, P_SIGNER, P_SIGNER, "bí mật"), "", no_word);
	refused(pki_pem(k, P_SIGNER, P_SIGNER, "bí mật"), "sai", "Mật khẩu của tệp khóa không đúng.");
	refused(str_from(pem, str_find(pem, S("-----BEGIN CERT"))), "",
		"Tệp PEM không có khóa riêng đọc được.");
	refused(str_upto(pem, str_find(pem, S("-----BEGIN CERT"))), "",
		"Tệp không có chứng thư của khóa riêng: cần cả khóa và chứng thư trong một tệp.");
	refused(pki_pem(k, P_SIGNER, P_SECOND, NULL), "",
		"Tệp không có chứng thư của khóa riêng: cần cả khóa và chứng thư trong một tệp.");
	refused(pki_pem(k, P_ROOT, P_ROOT, NULL), "",
		"Chứng thư trong tệp là của nơi cấp chứng thư, không dùng để ký văn bản được.");
	refused(pki_pem(k, P_SHORT, P_SHORT, NULL), "",
		"Khóa quá ngắn: cần RSA từ 2048 bit hoặc ECDSA từ 224 bit.");
}

CASE(what_is_no_pdf_is_not_sealed)
{
	struct pki *k = pki_new(check_arena());
	struct seal_key *key = key_of(k, P_SIGNER);
	str good = pdf_plain(check_arena(), FILE_CLASSIC), out;
	const str bad[] = {S(""), S("không phải PDF"), str_upto(good, good.n - 30), S("%PDF-1.4\n%%EOF\n")};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct err e = err_new(check_arena(), LANG_VI);
		CHECK_INT(seal_put(check_arena(), key, bad[i], MADE_AT_MS, &e, &out), TD_INVALID);
		CHECK_STR(err_first(&e),
			  "Tệp không phải PDF đọc được hoặc có mật khẩu, không đóng dấu được.");
	}
}
