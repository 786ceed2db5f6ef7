#include "domain/activity.h"

#include "base/num.h"

td_rc activity_sum_add(struct activity_sum *s, i64 n_people, i64 amount_dong)
{
	s->n++;
	td_rc rc = num_add(s->n_people, n_people, &s->n_people);
	return rc == TD_OK ? num_add(s->amount_dong, amount_dong, &s->amount_dong) : rc;
}

static str without_unit(str s)
{
	static const char *const ends[] = {"VNĐ", "VND", "đồng", "Đ", "đ"};
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (str_has_suffix(s, str_c(ends[i])))
			return str_trim(str_upto(s, s.n - str_c(ends[i]).n));
	return s;
}

/* Digits; marks of thousands stand before groups of exactly three. */
td_rc activity_parse_dong(str typed, i64 *out)
{
	str s = without_unit(str_trim(typed));
	i64 v = 0;
	size_t since_mark = 0, n_digits = 0;
	bool marked = false;
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		if (c == '.' || c == ' ') {
			if (since_mark == 0 || since_mark > 3 || (marked && since_mark != 3))
				return TD_INVALID;
			marked = true;
			since_mark = 0;
			continue;
		}
		if (c < '0' || c > '9' || ++n_digits > 15)
			return TD_INVALID;
		v = v * 10 + (c - '0');
		since_mark++;
	}
	*out = v;
	return n_digits == 0 || (marked && since_mark != 3) ? TD_INVALID : TD_OK;
}

struct opt_i64 activity_rate(i64 n_joined, i64 n_all)
{
	if (n_all <= 0)
		return OPT_NONE;
	return OPT((2 * n_joined * 10000 + n_all) / (2 * n_all));
}

bool exemplar_quota_met(const struct exemplar_quota *q, const struct exemplar_count *c)
{
	return c->persons >= q->persons && c->collectives >= q->collectives && c->n_units_short == 0;
}

td_rc exemplar_can_choose(const struct exemplar_quota *q, const struct exemplar_count *c, bool collective,
			  struct err *e)
{
	i64 asked = collective ? q->collectives : q->persons, have = collective ? c->collectives : c->persons;
	if (asked == 0 || have < asked)
		return TD_OK;
	if (collective)
		return err_add(
		    e, TD_CONFLICT, S("chosen"),
		    N_("Kỳ này chỉ chọn %lld tập thể điển hình và đã đủ; bỏ chọn một tập thể trước."),
		    (long long)asked);
	return err_add(e, TD_CONFLICT, S("chosen"),
		       N_("Kỳ này chỉ chọn %lld cá nhân điển hình và đã đủ; bỏ chọn một cá nhân trước."),
		       (long long)asked);
}
