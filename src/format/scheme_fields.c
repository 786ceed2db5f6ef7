#include "format/scheme_fields.h"

#define WORDS_END       \
	{               \
		NULL, 0 \
	}
#define AT(type, m)   offsetof(struct type, m)
#define FLAG(type, m) (1 + offsetof(struct type, m))
#define KIND(k)       (1u << CRIT_##k)
#define FIELDS_END          \
	{                   \
		.key = NULL \
	}

static const struct field_word kind_words[] = {
    {"group", CRIT_GROUP},
    {"manual", CRIT_MANUAL},
    {"level", CRIT_LEVEL},
    {"ratio", CRIT_RATIO},
    {"leader", CRIT_LEADER},
    {"relative", CRIT_RELATIVE},
    {"bool", CRIT_BOOL},
    {"count", CRIT_COUNT},
    {"bonus_penalty", CRIT_BONUS_PENALTY},
    {"deduct", CRIT_DEDUCT},
    {"threshold", CRIT_THRESHOLD},
    {"knockout", CRIT_KNOCKOUT},
    WORDS_END,
};

static const struct field_word role_words[] = {
    {"base", ROLE_BASE},
    {"bonus", ROLE_BONUS},
    {"penalty", ROLE_PENALTY},
    WORDS_END,
};

static const struct field_word op_words[] = {
    {">=", OP_GE}, {">", OP_GT}, {"<=", OP_LE}, {"<", OP_LT}, {"=", OP_EQ}, WORDS_END,
};

static const struct field_word tie_words[] = {
    {"criterion", TIE_NODE}, {"penalty", TIE_PENALTY}, {"bonus", TIE_BONUS},
    {"women", TIE_WOMEN},    {"chair", TIE_CHAIR},     WORDS_END,
};

static const struct field_word rounding_words[] = {
    {"half_up", ROUND_HALF_UP},
    {"half_even", ROUND_HALF_EVEN},
    {"down", ROUND_DOWN},
    {"up", ROUND_UP},
    WORDS_END,
};

static const struct field_word na_words[] = {
    {"total", NA_RESCALE_TOTAL},
    {"group", NA_RESCALE_GROUP},
    {"none", NA_RESCALE_NONE},
    WORDS_END,
};

static const struct field_word rank_words[] = {
    {"standard", RANK_STANDARD},
    {"dense", RANK_DENSE},
    WORDS_END,
};

static const struct field_word judging_words[] = {
    {"one", JUDGE_ONE},
    {"mean", JUDGE_MEAN},
    {"sum", JUDGE_SUM},
    WORDS_END,
};

static const struct field_word zero_target_words[] = {
    {"invalid", ZERO_INVALID},
    {"met", ZERO_MET},
    {"none", ZERO_NONE},
    WORDS_END,
};

static const struct field_word per_words[] = {
    {"case", DEDUCT_CASE},
    {"percent", DEDUCT_PERCENT},
    WORDS_END,
};

static const struct field_word effect_words[] = {
    {"exclude", KO_EXCLUDE},
    {"ceiling", KO_CEILING},
    WORDS_END,
};

static const struct field scheme_fields[] = {
    {.key = "code", .type = FIELD_TEXT, .at = AT(scheme, code), .required = true},
    {.key = "title", .type = FIELD_TEXT, .at = AT(scheme, title), .required = true},
    {.key = "version", .type = FIELD_TEXT, .at = AT(scheme, version)},
    {.key = "source", .type = FIELD_TEXT, .at = AT(scheme, source)},
    {.key = "note", .type = FIELD_TEXT, .at = AT(scheme, note)},
    {.key = "max", .type = FIELD_NUM, .at = AT(scheme, max_c)},
    {.key = "thresholds_only", .type = FIELD_BOOL, .at = AT(scheme, thresholds_only)},
    {.key = "sealable", .type = FIELD_BOOL, .at = AT(scheme, sealable), .dflt = true},
    {.key = "total_may_exceed", .type = FIELD_BOOL, .at = AT(scheme, total_may_exceed)},
    {.key = "round", .type = FIELD_WORD, .at = AT(scheme, round), .words = rounding_words},
    {.key = "round_step", .type = FIELD_NUM, .at = AT(scheme, round_step_c), .dflt = 1},
    {.key = "total_round", .type = FIELD_WORD, .at = AT(scheme, total_round), .words = rounding_words},
    {.key = "total_step", .type = FIELD_NUM, .at = AT(scheme, total_step_c), .dflt = 1},
    {.key = "na", .type = FIELD_WORD, .at = AT(scheme, na), .words = na_words},
    {.key = "rank", .type = FIELD_WORD, .at = AT(scheme, rank_style), .words = rank_words},
    FIELDS_END,
};

#define CAP_FIELD(k, m, kind_set)                                                                            \
	{                                                                                                    \
		.key = (k), .type = FIELD_NUM, .at = AT(criterion, m##_c), .flag = FLAG(criterion, has_##m), \
		.kinds = (kind_set)                                                                          \
	}

static const struct field root_fields[] = {
    CAP_FIELD("bonus_cap", bonus_cap, FIELD_ALL_KINDS),
    CAP_FIELD("penalty_cap", penalty_cap, FIELD_ALL_KINDS),
    CAP_FIELD("floor", floor, FIELD_ALL_KINDS),
    FIELDS_END,
};

enum {
	SCORED = KIND(MANUAL) | KIND(LEVEL) | KIND(RATIO) | KIND(LEADER) | KIND(RELATIVE) | KIND(BOOL) |
		 KIND(COUNT) | KIND(BONUS_PENALTY) | KIND(DEDUCT),
	LEAVES = SCORED | KIND(THRESHOLD) | KIND(KNOCKOUT),
};

static const struct field criterion_fields[] = {
    {.key = "code", .type = FIELD_TEXT, .at = AT(criterion, code), .required = true},
    {.key = "name", .type = FIELD_TEXT, .at = AT(criterion, name), .required = true},
    {.key = "unit", .type = FIELD_TEXT, .at = AT(criterion, unit), .kinds = LEAVES},
    {.key = "note", .type = FIELD_TEXT, .at = AT(criterion, note)},
    {.key = "owner", .type = FIELD_TEXT, .at = AT(criterion, owner)},
    {.key = "source", .type = FIELD_TEXT, .at = AT(criterion, source)},
    {.key = "incomplete", .type = FIELD_BOOL, .at = AT(criterion, incomplete)},
    {.key = "evidence_required", .type = FIELD_BOOL, .at = AT(criterion, evidence_required), .kinds = LEAVES},

    {.key = "max", .type = FIELD_NUM, .at = AT(criterion, max_c), .kinds = SCORED, .required = true},
    {.key = "max", .type = FIELD_NUM, .at = AT(criterion, max_c), .kinds = KIND(GROUP)},
    CAP_FIELD("cap", cap, KIND(GROUP)),
    CAP_FIELD("floor", floor, KIND(GROUP)),
    CAP_FIELD("bonus_cap", bonus_cap, KIND(GROUP)),
    CAP_FIELD("penalty_cap", penalty_cap, KIND(GROUP)),
    {.key = "min",
     .type = FIELD_NUM,
     .at = AT(criterion, min_c),
     .kinds = KIND(BONUS_PENALTY) | KIND(DEDUCT)},

    {.key = "each",
     .type = FIELD_NUM,
     .at = AT(criterion, each_c),
     .kinds = KIND(COUNT) | KIND(BONUS_PENALTY) | KIND(DEDUCT),
     .required = true},
    {.key = "against",
     .type = FIELD_NUM,
     .at = AT(criterion, against_c),
     .kinds = KIND(BONUS_PENALTY),
     .required = true},
    CAP_FIELD("target", target, KIND(RATIO) | KIND(LEADER) | KIND(DEDUCT)),
    {.key = "cap_percent",
     .type = FIELD_NUM,
     .at = AT(criterion, cap_pct_c),
     .kinds = KIND(RATIO) | KIND(LEADER)},
    {.key = "base_percent",
     .type = FIELD_NUM,
     .at = AT(criterion, base_pct_c),
     .kinds = KIND(LEADER),
     .dflt = 5000},
    {.key = "zero_target",
     .type = FIELD_WORD,
     .at = AT(criterion, zero_target),
     .words = zero_target_words,
     .kinds = KIND(RATIO) | KIND(LEADER) | KIND(DEDUCT)},
    {.key = "may_exceed",
     .type = FIELD_BOOL,
     .at = AT(criterion, total_exceeds),
     .kinds = KIND(RATIO) | KIND(COUNT)},
    {.key = "per", .type = FIELD_WORD, .at = AT(criterion, per), .words = per_words, .kinds = KIND(DEDUCT)},
    {.key = "step", .type = FIELD_NUM, .at = AT(criterion, step_c), .kinds = KIND(DEDUCT), .dflt = 100},
    {.key = "step_round",
     .type = FIELD_WORD,
     .at = AT(criterion, step_rounding),
     .words = rounding_words,
     .kinds = KIND(DEDUCT)},
    {.key = "step_exact", .type = FIELD_BOOL, .at = AT(criterion, step_exact), .kinds = KIND(DEDUCT)},
    {.key = "by_value", .type = FIELD_BOOL, .at = AT(criterion, by_value), .kinds = KIND(LEVEL)},
    {.key = "effect",
     .type = FIELD_WORD,
     .at = AT(criterion, effect),
     .words = effect_words,
     .kinds = KIND(KNOCKOUT),
     .required = true},

    {.key = "judging",
     .type = FIELD_WORD,
     .at = AT(criterion, judging),
     .words = judging_words,
     .kinds = SCORED},
    {.key = "drop_low", .type = FIELD_COUNT, .at = AT(criterion, drop_low), .kinds = SCORED},
    {.key = "drop_high", .type = FIELD_COUNT, .at = AT(criterion, drop_high), .kinds = SCORED},
    {.key = "peers", .type = FIELD_BOOL, .at = AT(criterion, peers), .kinds = SCORED},
    {.key = "round",
     .type = FIELD_WORD,
     .at = AT(criterion, round),
     .flag = FLAG(criterion, has_round),
     .words = rounding_words,
     .kinds = SCORED},
    {.key = "round_step", .type = FIELD_NUM, .at = AT(criterion, round_step_c), .kinds = SCORED, .dflt = 1},
    FIELDS_END,
};

static const struct field level_fields[] = {
    {.key = "label", .type = FIELD_TEXT, .at = AT(scheme_level, label), .required = true},
    {.key = "points", .type = FIELD_NUM, .at = AT(scheme_level, points_c), .required = true},
    {.key = "from", .type = FIELD_NUM, .at = AT(scheme_level, from_c), .flag = FLAG(scheme_level, has_from)},
    {.key = "from_excl", .type = FIELD_BOOL, .at = AT(scheme_level, from_excl)},
    {.key = "to", .type = FIELD_NUM, .at = AT(scheme_level, to_c), .flag = FLAG(scheme_level, has_to)},
    {.key = "to_excl", .type = FIELD_BOOL, .at = AT(scheme_level, to_excl)},
    FIELDS_END,
};

static const struct field limit_fields[] = {
    {.key = "op", .type = FIELD_WORD, .at = AT(scheme_limit, op), .words = op_words, .required = true},
    {.key = "value", .type = FIELD_NUM, .at = AT(scheme_limit, limit_c), .required = true},
    FIELDS_END,
};

static const struct field class_fields[] = {
    {.key = "code", .type = FIELD_TEXT, .at = AT(scheme_class, code), .required = true},
    {.key = "label", .type = FIELD_TEXT, .at = AT(scheme_class, label), .required = true},
    {.key = "min", .type = FIELD_NUM, .at = AT(scheme_class, min_c), .flag = FLAG(scheme_class, has_min)},
    FIELDS_END,
};

static const struct field tie_fields[] = {
    {.key = "text", .type = FIELD_TEXT, .at = AT(tie_rule, text), .required = true},
    {.key = "percent",
     .type = FIELD_NUM,
     .at = AT(tie_rule, limit_c),
     .kinds = 1u << TIE_WOMEN,
     .required = true},
    FIELDS_END,
};

static const struct field profile_fields[] = {
    {.key = "code", .type = FIELD_TEXT, .at = AT(scheme_profile, code), .required = true},
    {.key = "name", .type = FIELD_TEXT, .at = AT(scheme_profile, name), .required = true},
    {.key = "reason", .type = FIELD_TEXT, .at = AT(scheme_profile, reason), .required = true},
    FIELDS_END,
};

const struct field *scheme_table(enum scheme_table table)
{
	static const struct field *const tables[TABLE__N] = {
	    [TABLE_SCHEME] = scheme_fields,
	    [TABLE_ROOT] = root_fields,
	    [TABLE_CRITERION] = criterion_fields,
	    [TABLE_LEVEL] = level_fields,
	    [TABLE_LIMIT] = limit_fields,
	    [TABLE_CLASS] = class_fields,
	    [TABLE_TIE] = tie_fields,
	    [TABLE_PROFILE] = profile_fields,
	};
	return tables[table];
}

const struct field_word *scheme_kind_words(void)
{
	return kind_words;
}

const struct field_word *scheme_role_words(void)
{
	return role_words;
}

const struct field_word *scheme_tie_words(void)
{
	return tie_words;
}
