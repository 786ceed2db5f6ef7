/* A unit's registration of a year (đăng ký thi đua): numeric targets, titles, award forms and initiatives, as a state
 * machine. Status words are fixed: Chưa gửi, Chờ duyệt, Trả lại, Đã duyệt. What was sent can be recalled until the desk
 * receives it; from then on it can only be returned, with a reason. A unit that joins late sends late: it is taken, and
 * the lateness is on record. */
#ifndef DOMAIN_REGISTRATION_H
#define DOMAIN_REGISTRATION_H

#include "base/vec.h"
#include "domain/org.h"
#include "domain/season.h"

typedef struct {
	i64 v;
} registration_id;

enum registration_state {
	REGISTRATION_UNSENT,   /* Chưa gửi: also of a unit that has none yet */
	REGISTRATION_PENDING,  /* Chờ duyệt */
	REGISTRATION_RETURNED, /* Trả lại: editable again, with the reason shown */
	REGISTRATION_APPROVED, /* Đã duyệt: its linked targets are those of the scores */
	REGISTRATION__N
};

struct registration {
	registration_id id; /* 0: the unit has not begun */
	cluster_year_id year;
	unit_id unit;
	enum registration_state state;
	bool late; /* sent after the day due or after the step */
	struct opt_i64 sent_at_ms, sent_by, received_at_ms, decided_at_ms, decided_by;
	str reason; /* of the last return; may be NULL */
	i64 saved_at_ms, saved_by;
	str sent_by_name, decided_by_name, saved_by_name; /* joined; may be NULL */
	i64 rev;
};

/* A numeric target: what will be reached, counted in what, from where to where, and who gave it. */
struct registered_target {
	i64 id; /* 0: new */
	registration_id registration;
	i64 ordinal; /* order within the unit; grows only */
	str indicator, measure_unit;
	struct opt_i64 baseline_c; /* last year's result */
	i64 plan_c;
	str source;               /* decision, plan; may be NULL */
	struct opt_i64 criterion; /* criterion_id that it is the target of */
	str criterion_code;       /* joined; may be NULL */
	unit_id unit;             /* joined, with the state of its registration */
	enum registration_state state;
};

/* The lists of the law are separate (T31): danh hiệu thi đua and hình thức khen thưởng; initiatives stand beside. */
enum award_list { AWARD_TITLE, AWARD_FORM, AWARD_INITIATIVE, AWARD_LIST__N };
enum award_holder { HOLDER_COLLECTIVE, HOLDER_PERSON, HOLDER_HOUSEHOLD, HOLDER__N };

struct registered_award {
	i64 id; /* 0: new */
	registration_id registration;
	i64 ordinal;
	enum award_list list;
	enum award_holder holder; /* of an initiative: its author */
	str award_code;           /* format/awards.h; NULL for an initiative */
	str name;                 /* who, or what the initiative is called */
	str note;                 /* office, address, author; may be NULL */
	unit_id unit;             /* joined */
	enum registration_state state;
};

/* What can be done with a registration. */
enum registration_act {
	REGISTRATION_SEND,
	REGISTRATION_RECALL,
	REGISTRATION_RECEIVE, /* stays Chờ duyệt, but can no longer be recalled */
	REGISTRATION_APPROVE,
	REGISTRATION_RETURN, /* also of an approved one, until the ranking is frozen */
	REGISTRATION_ACT__N
};

struct registration_facts {
	enum season_state season;
	bool received;
	bool ranking_frozen;
	u32 n_targets, n_awards;
};

struct registration_move {
	enum registration_act act;
	enum registration_state from, to;
	const char *may;   /* permission word: "unit.send", "register.vet" */
	const char *label; /* button, Vietnamese source text */
	bool needs_reason;
};

enum { REGISTRATION_MOVES_MAX = 4, REGISTRATION_MAX_ROWS = 200 };

const char *registration_name(enum registration_state s); /* status word, Vietnamese source text */
const char *registration_code(enum registration_state s); /* "unsent" …, what is stored */
MUST_CHECK td_rc registration_parse(str code, enum registration_state *out);
const char *registration_act_code(
    enum registration_act act); /* "send", "recall", "receive", "approve", "return" */
MUST_CHECK td_rc registration_act_parse(str code, enum registration_act *out);

const char *award_list_code(enum award_list l); /* "title", "award_form", "initiative" */
const char *award_list_name(enum award_list l); /* "Danh hiệu thi đua" … source text */
MUST_CHECK td_rc award_list_parse(str code, enum award_list *out);
const char *award_holder_code(enum award_holder h); /* "collective", "person", "household" */
const char *award_holder_name(enum award_holder h); /* "Tập thể" … source text */
MUST_CHECK td_rc award_holder_parse(str code, enum award_holder *out);

/* May the unit edit it in this state, at this time of the year? Registration is open from its step to the end of
 * self-scoring: who joins late still registers. */
bool registration_open(enum season_state season);
bool registration_editable(enum registration_state s, enum season_state season);

/* Is a registration that is sent now late? due_on: the step's day, may be NULL. */
bool registration_is_late(enum season_state season, str due_on, str today);

size_t registration_moves(const struct registration *r, struct registration_move out[REGISTRATION_MOVES_MAX]);
bool registration_find(enum registration_state from, enum registration_act act,
		       struct registration_move *out);

/* May it be done now? TD_CONFLICT with every missing thing (where "registration"); TD_INVALID without a needed reason. */
MUST_CHECK td_rc registration_can(const struct registration_facts *f, enum registration_state from,
				  enum registration_act act, str reason, struct err *e);

/* Checks the rows of a registration: what is missing, too long, too large, there twice. where of an item is
 * field[key], as rows are keyed by key (as many keys as rows). TD_INVALID with every fault. */
MUST_CHECK td_rc registration_check_targets(const struct registered_target *rows, const str *keys, size_t n,
					    struct err *e);

/* What the desk should look at before it approves; not faults, because a smaller plan can be the better one. */
enum target_anomaly {
	ANOMALY_NONE,
	ANOMALY_BELOW_BASELINE,
	ANOMALY_DOUBLED, /* at least twice the baseline: perhaps another measure unit */
	ANOMALY_NO_BASELINE,
	ANOMALY_NO_SOURCE,
	ANOMALY__N
};
enum target_anomaly registration_anomaly(const struct registered_target *t);
const char *registration_anomaly_text(enum target_anomaly a); /* source text; "" for none */

/* Totals of one indicator over the units: equal after folding, in the same measure unit. A percentage has no sum: its
 * plan and baseline are means, rounded half up. */
struct target_total {
	str indicator, measure_unit;
	u32 n_units, n_baselines;
	i64 baseline_c, plan_c;
	bool is_mean;
};
typedef VEC(struct target_total) target_total_list;
typedef VEC(struct registered_target) registered_target_list;
typedef VEC(struct registered_award) registered_award_list;
typedef VEC(struct registration) registration_list;

/* In the order in which the indicators first appear. */
void registration_totals(struct arena *a, const registered_target_list *targets, target_total_list *out);

#endif
