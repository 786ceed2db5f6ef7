/* Periods of a year that units report on (đợt, quý, 6 tháng, năm): days, lateness, and the traffic light of a figure. */
#ifndef DOMAIN_PERIOD_H
#define DOMAIN_PERIOD_H

#include "base/caltime.h"
#include "base/err.h"
#include "base/opt.h"

enum period_kind { PERIOD_PHASE, PERIOD_QUARTER, PERIOD_HALF, PERIOD_YEAR, PERIOD__N };

const char *period_kind_code(enum period_kind k); /* "phase" … */
const char *period_kind_name(enum period_kind k); /* "Đợt thi đua" …, Vietnamese source text */
MUST_CHECK td_rc period_kind_parse(str code, enum period_kind *out);

/* Days from one to the other, counted between local midnights; negative when it is past. */
i64 period_days_left(struct day today, struct day due);

/* Whole days after the day due; 0: on time. What is sent at 23:59 of that day in Viet Nam is on time. */
i64 period_days_late(struct day due, i64 sent_at_ms);

/* What a period asks for, as typed; days are YYYY-MM-DD. */
struct period_plan {
	str name, starts_on, ends_on, due_on;
	i64 expected_pct_c;
	str last_on; /* no report is due after it (the day of the year-end meeting); empty: not planned */
	str today;
	i64 year; /* the working year */
	bool is_new;
};

/* Every fault into e, where = the field's name. The day due is not before the period's first day, not after last_on,
 * and not in the past when the period is new and its year lasts. */
MUST_CHECK td_rc period_check(const struct period_plan *p, struct err *e);

/* The light of an actual value against the plan of the year. */
enum period_light { LIGHT_GREY, LIGHT_RED, LIGHT_YELLOW, LIGHT_GREEN, LIGHT__N };

/* From these shares on, in hundredths of a percent of what should be done by now. */
struct light_limits {
	i64 green_c, yellow_c;
};

/* Share of the year's plan that is done, in hundredths of a percent, half up, at most 100.000 %; not set for a plan of 0
 * or less: such a plan is met by any value that is not below it. */
struct opt_i64 period_share(i64 actual_c, i64 plan_c);

/* Grey: nothing entered. expected_pct_c: share of the plan that should be done by the end of the period; 0 asks for
 * nothing, then every figure is green. */
enum period_light period_light(struct opt_i64 actual_c, i64 plan_c, i64 expected_pct_c,
			       struct light_limits at);

/* One registered target and its value so far. A rate ("%") does not grow with the year: it is held against the whole
 * plan at any time; and a rate whose plan is below the year before is better the lower it is. */
struct period_figure {
	struct opt_i64 actual_c, baseline_c;
	i64 plan_c;
	bool rate;
};
struct opt_i64 period_figure_share(const struct period_figure *f);
enum period_light period_figure_light(const struct period_figure *f, i64 expected_pct_c,
				      struct light_limits at);

/* The worse of two: red, yellow, grey, green. */
enum period_light period_worse(enum period_light a, enum period_light b);

/* A unit's report of a period: Nháp → Đã gửi → Trả lại → Đã gửi. */
enum report_state { REPORT_DRAFT, REPORT_SENT, REPORT_RETURNED, REPORT__N };
enum report_act { REPORT_SAVE, REPORT_SEND, REPORT_RECALL, REPORT_RETURN, REPORT_ACT__N };

const char *report_state_code(enum report_state s); /* "draft" … */
const char *report_state_name(enum report_state s); /* status word */
MUST_CHECK td_rc report_state_parse(str code, enum report_state *out);
MUST_CHECK td_rc report_act_parse(str code, enum report_act *out); /* "save", "send", "recall", "return" */

struct report_facts {
	u32 n_targets, n_empty;  /* registered and approved; without an actual value */
	u32 n_red_without_cause; /* red figures that do not say why */
	bool year_closed, period_withdrawn;
	str reason;
};

/* Where an act leads, or why not: TD_CONFLICT with everything that is missing, TD_INVALID for a return without a reason. */
MUST_CHECK td_rc report_can(const struct report_facts *f, enum report_state from, enum report_act act,
			    enum report_state *to, struct err *e);

/* "Đạt tiến độ", "Chậm", "Chậm nhiều", "Chưa có số liệu": Vietnamese source text. */
const char *period_light_name(enum period_light l);

#endif
