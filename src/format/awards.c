#include "format/awards.h"

#include "base/embed.h"

struct embed_set embed_legal(void);

static const struct {
	const char *code, *name;
} levels[AWARD_LEVEL__N] = {
    [AWARD_BASE] = {"base", N_("Cấp cơ sở")},
    [AWARD_PROVINCE] = {"province", N_("Cấp bộ, ban, ngành, tỉnh")},
    [AWARD_STATE] = {"state", N_("Cấp nhà nước")},
};

const char *award_level_name(enum award_level l)
{
	return levels[l].name;
}

enum { LIST, CODE, NAME, LEVEL, HOLDERS, FROM, TO, SOURCE, UNVERIFIED, COLUMNS };

static td_rc read_line(str line, str out[COLUMNS])
{
	int n = 0;
	str part;
	while (n < COLUMNS && str_split(&line, '|', &part))
		out[n++] = str_trim(part);
	return n == COLUMNS && line.n == 0 ? TD_OK : TD_CORRUPT;
}

static td_rc read_kind(const str cols[COLUMNS], struct award_kind *out)
{
	str rest = cols[HOLDERS], word;
	*out = (struct award_kind){.code = cols[CODE], .name = cols[NAME], .level = AWARD_LEVEL__N};
	out->source = cols[SOURCE];
	out->unverified = str_eq(cols[UNVERIFIED], S("-")) ? S("") : cols[UNVERIFIED];
	for (int i = 0; i < AWARD_LEVEL__N; i++)
		if (str_eq(cols[LEVEL], str_c(levels[i].code)))
			out->level = (enum award_level)i;
	if (award_list_parse(cols[LIST], &out->list) != TD_OK || out->level == AWARD_LEVEL__N)
		return TD_CORRUPT;
	while (str_split(&rest, ',', &word)) {
		enum award_holder h;
		if (award_holder_parse(word, &h) != TD_OK)
			return TD_CORRUPT;
		out->holders[h] = true;
	}
	return TD_OK;
}

/* Is the line's basis in force? Both ends are inclusive; "-" is open. */
static td_rc in_force(const str cols[COLUMNS], struct day on, bool *out)
{
	struct day from, to = {9999, 12, 31};
	if (day_parse_iso(cols[FROM], &from) != TD_OK ||
	    (!str_eq(cols[TO], S("-")) && day_parse_iso(cols[TO], &to) != TD_OK))
		return TD_CORRUPT;
	*out = day_number(on) >= day_number(from) && day_number(on) <= day_number(to);
	return TD_OK;
}

td_rc awards_on(struct arena *a, struct day on, award_kind_list *out)
{
	const struct embed_file *file = embed_find(embed_legal(), S("awards.txt"));
	str rest = file ? file->bytes : S(""), line;
	*out = (award_kind_list){0};
	while (str_split(&rest, '\n', &line)) {
		str cols[COLUMNS];
		struct award_kind kind;
		bool now = false;
		if (line.n == 0 || line.p[0] == '#')
			continue;
		td_rc rc = read_line(line, cols);
		if (rc == TD_OK)
			rc = in_force(cols, on, &now);
		if (rc == TD_OK)
			rc = read_kind(cols, &kind);
		if (rc != TD_OK)
			return rc;
		if (now)
			VEC_PUSH(a, out) = kind;
	}
	return file ? TD_OK : TD_CORRUPT;
}

const struct award_kind *awards_find(const award_kind_list *all, enum award_list list, str code)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->at[i].list == list && str_eq(all->at[i].code, code))
			return &all->at[i];
	return NULL;
}
