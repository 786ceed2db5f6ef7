#include "format/ics.h"

enum { LINE = 75, DAY_MINUTES = 24 * 60, MINUTE_MS = 60000 };

/* One line: folded, ended with CRLF. No character is cut (RFC 5545, 3.1). */
static void put_line(struct sb *b, str s)
{
	size_t room = LINE, from = 0, i = 0;
	while (i < s.n) {
		size_t len = 1;
		while (i + len < s.n && ((u8)s.p[i + len] & 0xC0) == 0x80)
			len++;
		if (i + len - from > room) {
			sb_put(b, (str){s.p + from, i - from});
			SB_LIT(b, "\r\n ");
			from = i;
			room = LINE - 1; /* the blank that begins it counts */
		}
		i += len;
	}
	sb_put(b, (str){s.p + from, s.n - from});
	SB_LIT(b, "\r\n");
}

/* TEXT of 3.3.11: control characters have no way to be written and are left out. */
static void put_text(struct sb *b, const char *name, str s)
{
	struct sb line = sb_new(b->a, 64 * 1024);
	sb_put(&line, str_c(name));
	sb_byte(&line, ':');
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		if (c == '\n') {
			SB_LIT(&line, "\\n");
		} else if (c == '\\' || c == ';' || c == ',') {
			sb_byte(&line, '\\');
			sb_byte(&line, c);
		} else if ((u8)c >= 0x20 && c != 0x7f) {
			sb_byte(&line, c);
		}
	}
	put_line(b, sb_str(&line));
}

static str date(struct arena *a, struct day d)
{
	return arena_fmt(a, "%04d%02d%02d", d.year, d.month, d.day);
}

/* An instant as 20261121T010000Z: a minute of a day in Viet Nam is seven hours earlier there. */
static str instant(struct arena *a, i64 at_ms)
{
	i64 minutes = at_ms / MINUTE_MS;
	struct day d = day_from_number(minutes / DAY_MINUTES);
	int m = (int)(minutes % DAY_MINUTES);
	return arena_fmt(a, "%.*sT%02d%02d%02dZ", STRF(date(a, d)), m / 60, m % 60, (int)(at_ms / 1000 % 60));
}

static str at_minute(struct arena *a, struct day d, i64 minute)
{
	return instant(a, day_start_ms(d) + minute * MINUTE_MS);
}

static void put_plain(struct sb *b, const char *name, str value)
{
	put_line(b, arena_fmt(b->a, "%s:%.*s", name, STRF(value)));
}

void ics_begin(struct sb *b, str name)
{
	put_plain(b, "BEGIN", S("VCALENDAR"));
	put_plain(b, "VERSION", S("2.0"));
	put_plain(b, "PRODID", S("-//thidua//VI"));
	put_plain(b, "CALSCALE", S("GREGORIAN"));
	put_plain(b, "METHOD", S("PUBLISH"));
	put_text(b, "X-WR-CALNAME", name);
	put_plain(b, "X-PUBLISHED-TTL", S("PT6H"));
}

static void put_when(struct sb *b, const struct ics_event *e)
{
	if (!e->starts_minute.set) {
		/* the end of whole days is the first day that is free again */
		put_plain(b, "DTSTART;VALUE=DATE", date(b->a, e->first));
		put_plain(b, "DTEND;VALUE=DATE", date(b->a, day_from_number(day_number(e->last) + 1)));
		put_plain(b, "TRANSP", S("TRANSPARENT"));
		return;
	}
	i64 ends = e->ends_minute.set ? e->ends_minute.v : e->starts_minute.v + 60;
	put_plain(b, "DTSTART", at_minute(b->a, e->first, e->starts_minute.v));
	put_plain(b, "DTEND", at_minute(b->a, e->last, ends));
}

void ics_put(struct sb *b, const struct ics_event *e, i64 made_at_ms)
{
	put_plain(b, "BEGIN", S("VEVENT"));
	put_plain(b, "UID", e->uid);
	put_plain(b, "DTSTAMP", instant(b->a, made_at_ms));
	if (e->changed_at_ms)
		put_plain(b, "LAST-MODIFIED", instant(b->a, e->changed_at_ms));
	put_plain(b, "SEQUENCE", arena_fmt(b->a, "%lld", (long long)e->sequence));
	put_when(b, e);
	put_text(b, "SUMMARY", e->title);
	if (e->place.n)
		put_text(b, "LOCATION", e->place);
	if (e->note.n)
		put_text(b, "DESCRIPTION", e->note);
	if (e->url.n)
		put_plain(b, "URL", e->url);
	put_plain(b, "END", S("VEVENT"));
}

void ics_end(struct sb *b)
{
	put_plain(b, "END", S("VCALENDAR"));
}
