#include "tests/lib/check.h"
#include "web/html.h"
#include "web/http_check.h"
#include "web/ratelimit.h"

struct run {
	struct arena *a;
	void (*fn)(struct html *h);
	enum lang lang;
	char out[1024];
};

static td_rc run_it(void *arg)
{
	struct run *r = arg;
	struct html h = html_new(r->a, r->lang, NULL, 4096);
	r->fn(&h);
	snprintf(r->out, sizeof r->out, "%.*s", STRF(html_str(&h)));
	return TD_OK;
}

static struct run html(void (*fn)(struct html *h), enum lang lang)
{
	struct run r = {.a = arena_new("html", 1 << 20), .fn = fn, .lang = lang};
	CHECK_INT(arena_run(r.a, run_it, &r), TD_OK);
	arena_free(r.a);
	return r;
}

static void escapes(struct html *h)
{
	HTML_PUT(h, S("<a href=\"x\" b='y'>&amp;đ</a>"));
}

CASE(text_is_escaped_for_content_and_attributes)
{
	CHECK_STR(str_c(html(escapes, LANG_VI).out),
		  "&lt;a href=&quot;x&quot; b=&#39;y&#39;&gt;&amp;amp;đ&lt;/a&gt;");
}

static void numbers(struct html *h)
{
	HTML_PUT(h, (i64)INT64_MIN);
	HTML_PUT(h, (u64)UINT64_MAX);
	HTML_PUT(h, 7);
	html_put_points(h, -9875);
	html_put_signed(h, 50);
}

CASE(numbers_by_type)
{
	CHECK_STR(str_c(html(numbers, LANG_VI).out), "-9223372036854775808184467440737095516157−98,75+0,50");
}

static void addresses(struct html *h)
{
	static const char *const hrefs[] = {"/cum/10?a=b&c", "#x",      "?q", "javascript:alert(1)",
					    "//evil",        "/\\evil", "",   "https://x"};
	for (size_t i = 0; i < sizeof hrefs / sizeof hrefs[0]; i++) {
		html_href(h, str_c(hrefs[i]));
		HTML_RAW(h, " ");
	}
	HTML_PUT_URL(h, S("a/b c?đ&\"~"));
}

CASE(addresses_stay_on_the_site)
{
	CHECK_STR(str_c(html(addresses, LANG_VI).out),
		  "/cum/10?a=b&amp;c #x ?q # # # # # a%2Fb%20c%3F%C4%91%26%22~");
}

static void message(struct html *h)
{
	static const char *const names[] = {"n", "name"};
	struct html_msg m = html_msg_open(h, "{name}: có {n} mục <b>", names, 2);
	for (int k; (k = html_msg_next(h, &m)) >= 0;) {
		if (k == 0)
			HTML_PUT(h, 3);
		else
			HTML_PUT(h, S("<A>"));
	}
	HTML_MSG(h, "Điểm & hạng", "Điểm &amp; hạng");
}

CASE(messages_carry_values)
{
	static const struct i18n_entry en[] = {{"{name}: có {n} mục <b>", "{n} items of {name}"},
					       {"Điểm & hạng", "Points & rank"}};
	CHECK_STR(str_c(html(message, LANG_VI).out), "&lt;A&gt;: có 3 mục &lt;b&gt;Điểm &amp; hạng");
	i18n_set(LANG_EN, en, 2);
	CHECK_STR(str_c(html(message, LANG_EN).out), "3 items of &lt;A&gt;Points &amp; rank");
	i18n_set(LANG_EN, NULL, 0);
}

static td_rc decode(void *arg)
{
	struct arena *a = arg;
	str out;
	CHECK_STR(http_decode_path(a, S("/cum/%C4%91")), "/cum/đ");
	CHECK(http_decode_path(a, S("/a%2Fb")).p == NULL);
	CHECK(http_decode_path(a, S("/a%00")).p == NULL);
	CHECK(http_decode_path(a, S("/a%")).p == NULL);
	CHECK(http_decode_path(a, S("/a%4")).p == NULL);
	CHECK(http_decode_path(a, S("/a%4g")).p == NULL);
	CHECK_STR(http_decode_path(a, S("/a+b")), "/a+b");
	CHECK_INT(http_unescape(a, S("a+b%2B"), true, &out), TD_OK);
	CHECK_STR(out, "a b+");
	return TD_OK;
}

CASE(addresses_are_decoded_once)
{
	struct arena *a = arena_new("path", 1 << 20);
	CHECK_INT(arena_run(a, decode, a), TD_OK);
	arena_free(a);
}

static td_rc buckets(void *arg)
{
	struct arena *a = arg;
	struct ratelimit *l = ratelimit_new(a, 60, 3, 64);
	i64 wait = 0;
	for (int i = 0; i < 3; i++)
		CHECK(ratelimit_take(l, S("10.0.0.1"), 1000, &wait));
	CHECK(!ratelimit_take(l, S("10.0.0.1"), 1000, &wait));
	CHECK_INT(wait, 2);
	CHECK(ratelimit_take(l, S("10.0.0.2"), 1000, &wait));
	CHECK(!ratelimit_take(l, S("10.0.0.1"), 1500, &wait));
	CHECK(ratelimit_take(l, S("10.0.0.1"), 2100, &wait));
	CHECK(!ratelimit_take(l, S("10.0.0.1"), 2100, &wait));
	CHECK(ratelimit_take(l, S("10.0.0.1"), 3600 * 1000, &wait));
	CHECK(ratelimit_take(ratelimit_new(a, 0, 0, 64), S("x"), 0, &wait));
	return TD_OK;
}

CASE(tokens_flow_by_the_clock)
{
	struct arena *a = arena_new("buckets", 1 << 20);
	CHECK_INT(arena_run(a, buckets, a), TD_OK);
	arena_free(a);
}
