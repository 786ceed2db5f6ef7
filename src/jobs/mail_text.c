#include "jobs/mail.h"

#include "base/caltime.h"

enum { LINE_BYTES = 57, WORD_BYTES = 42, MESSAGE_MAX = 256 * 1024, CHUNK = 3 };

static void put_base64(struct sb *b, str s)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	for (size_t i = 0; i < s.n; i += CHUNK) {
		size_t n = s.n - i < CHUNK ? s.n - i : CHUNK;
		u32 v = (u32)(u8)s.p[i] << 16;
		v |= n > 1 ? (u32)(u8)s.p[i + 1] << 8 : 0;
		v |= n > 2 ? (u32)(u8)s.p[i + 2] : 0;
		sb_byte(b, digits[v >> 18 & 63]);
		sb_byte(b, digits[v >> 12 & 63]);
		sb_byte(b, n > 1 ? digits[v >> 6 & 63] : '=');
		sb_byte(b, n > 2 ? digits[v & 63] : '=');
	}
}

/* Encoded words of RFC 2047: at most 75 characters each, whole characters, one a line. */
static void put_header(struct sb *b, const char *name, str s)
{
	sb_put(b, str_c(name));
	SB_LIT(b, ":");
	size_t at = 0;
	do {
		size_t n = s.n - at < WORD_BYTES ? s.n - at : WORD_BYTES;
		while (n > 0 && at + n < s.n && ((u8)s.p[at + n] & 0xC0) == 0x80)
			n--;
		SB_LIT(b, " =?UTF-8?B?");
		put_base64(b, (str){s.p + at, n});
		SB_LIT(b, "?=\r\n");
		at += n;
	} while (at < s.n);
}

/* "Sat, 21 Nov 2026 08:00:00 +0700" */
static str date(struct arena *a, i64 at_ms)
{
	static const char *const days[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
	static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
					     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
	struct day d = day_of_ms(at_ms);
	i64 s = (at_ms - day_start_ms(d)) / 1000;
	return arena_fmt(a, "%s, %d %s %d %02d:%02d:%02d +0700", days[day_weekday(d)], d.day,
			 months[d.month - 1], d.year, (int)(s / 3600), (int)(s / 60 % 60), (int)(s % 60));
}

/* Lines end with CRLF before they are encoded. */
static str crlf(struct arena *a, str s)
{
	struct sb b = sb_new(a, MESSAGE_MAX);
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\n' && (i == 0 || s.p[i - 1] != '\r'))
			sb_byte(&b, '\r');
		sb_byte(&b, s.p[i]);
	}
	return sb_str(&b);
}

str mail_message(struct arena *a, const struct mail_config *cfg, const struct mail *m)
{
	struct sb b = sb_new(a, 2 * MESSAGE_MAX);
	size_t at = str_find_byte(cfg->from, '@');
	str domain = at < cfg->from.n ? str_from(cfg->from, at + 1) : S("localhost");
	str body = crlf(a, m->body);
	sb_fmt(&b, "Date: %.*s\r\n", STRF(date(a, m->created_at_ms)));
	sb_fmt(&b, "From: <%.*s>\r\n", STRF(cfg->from));
	sb_fmt(&b, "To: <%.*s>\r\n", STRF(m->to_address));
	put_header(&b, "Subject", m->subject);
	sb_fmt(&b, "Message-ID: <%lld.%lld@%.*s>\r\n", (long long)m->id, (long long)m->created_at_ms,
	       STRF(domain));
	SB_LIT(&b, "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\n"
		   "Content-Transfer-Encoding: base64\r\nAuto-Submitted: auto-generated\r\n\r\n");
	for (size_t i = 0; i < body.n; i += LINE_BYTES) {
		put_base64(&b,
			   str_upto(str_from(body, i), body.n - i < LINE_BYTES ? body.n - i : LINE_BYTES));
		SB_LIT(&b, "\r\n");
	}
	return sb_str(&b);
}
