/* Passwords are hashed in no time: the tests that link this file fail thousands of allocations of commands that hash
 * one, and how that is done is tested elsewhere. One password is everybody's. The functions stand in for libsodium's of the same name. */
#include <sodium.h>
#include <string.h>

static const char fixed[crypto_pwhash_STRBYTES] = "$argon2id$v=19$m=65536,t=2,p=1$c2FsdA$aGFzaA";

int crypto_pwhash_str_alg(char out[crypto_pwhash_STRBYTES], const char *const password, unsigned long long n,
			  unsigned long long ops, size_t memory, int alg)
{
	(void)password, (void)n, (void)ops, (void)memory, (void)alg;
	memcpy(out, fixed, sizeof fixed);
	return 0;
}

int crypto_pwhash_str(char out[crypto_pwhash_STRBYTES], const char *const password, unsigned long long n,
		      unsigned long long ops, size_t memory)
{
	return crypto_pwhash_str_alg(out, password, n, ops, memory, crypto_pwhash_ALG_DEFAULT);
}

int crypto_pwhash_str_verify(const char text[crypto_pwhash_STRBYTES], const char *const password,
			     unsigned long long n)
{
	static const char right[] = "mot mat khau dai";
	(void)text;
	return n == sizeof right - 1 && memcmp(password, right, n) == 0 ? 0 : -1;
}
