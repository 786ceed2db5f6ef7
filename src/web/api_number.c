/* Number and date of a paper as programs read them. */
#include "jobs/act_number.h"
#include "web/api_read.h"

struct number_out {
	struct paper paper;
	contradiction_list found;
};
static const struct api_member finding[] = {
    API(TEXT, struct contradiction, place, "place"),
    API(TEXT, struct contradiction, typed, "typed"),
    API(TEXT, struct contradiction, truth, "data"),
};
static const struct api_def finding_def = API_DEF("Contradiction", struct contradiction, finding);

static const struct api_member members[] = {
    API(TEXT, struct number_out, paper.number, "number"),
    API(DAY, struct number_out, paper.signed_on, "signed_on"),
    API(INT, struct number_out, paper.rev, "rev"),
    API_LIST(struct number_out, found, "contradictions", &finding_def),
};
const struct api_def api_number_def = API_DEF("PaperNumber", struct number_out, members);

td_rc api_read_number(struct req *r, void *out)
{
	struct number_out *o = out;
	paper_id id;
	if (str_i64(req_param(r, "paper"), &id.v) != TD_OK)
		return TD_NOT_FOUND;
	return act_number_check(r->tx, r->year.id, id, S(""), &o->paper, &o->found);
}
