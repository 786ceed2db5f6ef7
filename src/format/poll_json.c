#include "format/poll_json.h"

#include "format/fields.h"

enum { CANDIDATES_MAX = 1000 };

static const struct field_word base_words[] = {
    {"members", POLL_BASE_MEMBERS},   {"present", POLL_BASE_PRESENT}, {"issued", POLL_BASE_ISSUED},
    {"returned", POLL_BASE_RETURNED}, {"valid", POLL_BASE_VALID},     {NULL, 0}};

#define POLL(m) offsetof(struct poll, m)
#define COUNT(m)                                                              \
	{                                                                     \
		.key = #m, .type = FIELD_INT, .at = POLL(m), .required = true \
	}
#define PASS(k, m)                                                                               \
	{                                                                                        \
		.key = k, .type = FIELD_INT, .at = POLL(pass.m), .flag = 1 + POLL(has_threshold) \
	}
#define QUORUM(k, m)                                                                            \
	{                                                                                       \
		.key = k, .type = FIELD_INT, .at = POLL(quorum.m), .flag = 1 + POLL(has_quorum) \
	}

static const struct field poll_fields[] = {
    {.key = "title", .type = FIELD_TEXT, .at = POLL(title), .required = true},
    PASS("pass_num", num),
    PASS("pass_den", den),
    {.key = "pass_strict", .type = FIELD_BOOL, .at = POLL(pass.strict)},
    {.key = "pass_of", .type = FIELD_WORD, .at = POLL(pass.base), .words = base_words},
    QUORUM("quorum_num", num),
    QUORUM("quorum_den", den),
    {.key = "quorum_counts_written", .type = FIELD_BOOL, .at = POLL(quorum_counts_written)},
    {.key = "seats", .type = FIELD_COUNT, .at = POLL(seats)},
    {.key = "max_yes", .type = FIELD_COUNT, .at = POLL(max_yes)},
    COUNT(members),
    COUNT(present),
    COUNT(issued),
    COUNT(returned),
    COUNT(not_returned),
    COUNT(valid),
    COUNT(invalid),
    COUNT(written),
    {0}};

struct candidate_out {
	struct poll_candidate c;
	bool elected, decided;
};
#define VOTES(m)                                                                                          \
	{                                                                                                 \
		.key = #m, .type = FIELD_INT, .at = offsetof(struct candidate_out, c.m), .required = true \
	}

static const struct field candidate_fields[] = {
    {.key = "name", .type = FIELD_TEXT, .at = offsetof(struct candidate_out, c.name), .required = true},
    VOTES(yes),
    VOTES(no),
    VOTES(blank),
    VOTES(written_yes),
    VOTES(written_no),
    VOTES(written_blank),
    {.key = "withdrawn", .type = FIELD_BOOL, .at = offsetof(struct candidate_out, c.withdrawn)},
    {.key = "elected",
     .type = FIELD_BOOL,
     .at = offsetof(struct candidate_out, elected),
     .flag = 1 + offsetof(struct candidate_out, decided)},
    {0}};

struct value *poll_to_value(struct arena *a, const struct poll *p, const bool *elected)
{
	struct value *v = value_map(a), *list = value_list(a);
	fields_write(a, v, poll_fields, FIELD_ALL_KINDS, p);
	for (u32 i = 0; i < p->n_candidates; i++) {
		const struct candidate_out c = {p->candidates[i], elected && elected[i], elected != NULL};
		fields_write(a, value_add(a, list, value_map(a)), candidate_fields, FIELD_ALL_KINDS, &c);
	}
	value_put(a, v, S("candidates"), list);
	return v;
}

td_rc poll_from_value(struct arena *a, const struct value *v, struct err *e, struct poll *out,
		      const bool **elected)
{
	const struct value_path root = {0}, candidates = {&root, S("candidates"), 0};
	size_t before = e->n_total;
	*out = (struct poll){0};
	*elected = NULL;
	struct fields f = fields_begin(a, e, &root, v);
	fields_read(&f, poll_fields, FIELD_ALL_KINDS, out);
	const struct value *list = fields_list(&f, "candidates");
	fields_end(&f);
	size_t n = list ? list->items.n : 0;
	if (n > CANDIDATES_MAX)
		return err_add(e, TD_INVALID, S("candidates"), N_("có quá nhiều dòng"));
	struct poll_candidate *to = NEW_N(a, struct poll_candidate, n + 1);
	bool *won = NEW_N(a, bool, n + 1), decided = n > 0;
	for (size_t i = 0; i < n; i++) {
		struct candidate_out c = {0};
		const struct value_path here = {&candidates, STR_NULL, i};
		struct fields g = fields_begin(a, e, &here, list->items.at[i].value);
		fields_read(&g, candidate_fields, FIELD_ALL_KINDS, &c);
		fields_end(&g);
		to[i] = c.c;
		won[i] = c.elected;
		decided = decided && c.decided;
	}
	out->candidates = to;
	out->n_candidates = (u32)n;
	*elected = decided ? won : NULL;
	return e->n_total == before ? TD_OK : TD_INVALID;
}

td_rc poll_hash(struct arena *a, const struct poll *p, const bool *elected, struct sha256 *out)
{
	return sha256_of(value_to_json(a, poll_to_value(a, p, elected), VALUE_CANONICAL), out);
}
