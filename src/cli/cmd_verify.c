/* thidua verify FILE.bel [--against OLD.bel] [--tracker CODE] [--json]
 * thidua verify YEAR.zip [--code CODE] [--paper FILE] [--json] */
#include "bundle/bundle.h"
#include "cli/commands.h"
#include "cli/verify_bundle.h"
#include "format/value.h"
#include "vote/verify.h"

struct verify_args {
	const char *file, *against, *tracker;
	struct verify_bundle_args year;
	bool json;
};

static const char *tr(struct cli *c, const char *text)
{
	return i18n_tr(c->e.lang, text);
}

/* ---- for people ---- */

static void put_counts(struct cli *c, const struct verdict *v)
{
	size_t at = 0;
	for (size_t i = 0; i < v->election.n_questions; i++) {
		const struct question *q = &v->election.questions[i];
		sb_fmt(&c->out, "\n%s %zu. %.*s\n", tr(c, N_("Câu")), i + 1, STRF(q->text));
		if (q->blank)
			sb_fmt(&c->out, "  %6lld  %s\n", (long long)v->counts[at++],
			       tr(c, N_("(phiếu trắng)")));
		for (size_t k = 0; k < q->n_answers; k++)
			sb_fmt(&c->out, "  %6lld  %.*s\n", (long long)v->counts[at++], STRF(q->answers[k]));
	}
}

static void put_election(struct cli *c, const struct verdict *v)
{
	const struct election *e = &v->election;
	sb_fmt(&c->out, "%s: %.*s (%.*s)\n", tr(c, N_("Cuộc bỏ phiếu")), STRF(e->name), STRF(e->uuid));
	sb_fmt(&c->out, "%s: %s\n", tr(c, N_("Giai đoạn")), verify_stage_text(v->stage, c->e.lang));
	sb_fmt(&c->out, "%s: %zu\n", tr(c, N_("Người kiểm phiếu")), v->trustees.n);
	sb_fmt(&c->out, "%s: %zu\n", tr(c, N_("Mã phiếu đã phát hành")), v->voters.n);
	sb_fmt(&c->out, "%s: %zu\n", tr(c, N_("Phiếu trong hòm")), v->trackers.n);
	sb_fmt(&c->out, "%s: %zu\n", tr(c, N_("Phiếu được tính (phiếu sau cùng của mỗi mã)")), v->n_counted);
	if (v->close.p)
		sb_fmt(&c->out, "%s: %.*s\n", tr(c, N_("Mã đóng hòm phiếu")), STRF(v->close));
	sb_fmt(&c->out, "%s: %.*s\n", tr(c, N_("Mã sự kiện cuối của tệp")), STRF(v->head));
}

static void put_findings(struct cli *c, const struct verdict *v)
{
	for (size_t i = 0; i < v->findings.n; i++) {
		const struct finding *f = &v->findings.at[i];
		str place = finding_place(c->a, c->e.lang, f);
		err_add(&c->e, TD_INVALID, place, "%s [%s]", finding_text(f->code, c->e.lang),
			finding_name(f->code));
	}
}

static void put_report(struct cli *c, const struct verdict *v)
{
	put_election(c, v);
	if (v->counts)
		put_counts(c, v);
	sb_fmt(&c->out, "\n%s\n",
	       tr(c, N_("HỢP LỆ: mọi chứng minh, chữ ký và phép tính trong tệp đều đúng.")));
	if (v->stage == VERIFY_OPEN)
		sb_fmt(&c->out, "%s\n",
		       tr(c, N_("Một tệp không cho biết có phiếu nào bị bỏ ra ngoài: hãy tra mã theo dõi, so "
				"bản cũ.")));
}

/* ---- for programs ---- */

static void put_place(struct arena *a, struct value *map, const char *key, size_t at)
{
	if (at > 0)
		value_put_int(a, map, key, (i64)at);
}

static struct value *finding_value(struct cli *c, const struct finding *f)
{
	struct value *v = value_map(c->a);
	value_put_text(c->a, v, "code", str_c(finding_name(f->code)));
	put_place(c->a, v, "record", f->record);
	put_place(c->a, v, "credential", f->voter);
	put_place(c->a, v, "ballot", f->ballot);
	put_place(c->a, v, "trustee", f->trustee);
	put_place(c->a, v, "question", f->question);
	put_place(c->a, v, "choice", f->choice);
	value_put_text(c->a, v, "text", str_c(finding_text(f->code, c->e.lang)));
	return v;
}

static struct value *counts_value(struct cli *c, const struct verdict *v)
{
	struct value *list = value_list(c->a);
	size_t at = 0;
	for (size_t i = 0; i < v->election.n_questions; i++) {
		struct value *row = value_add(c->a, list, value_list(c->a));
		for (size_t k = 0; k < question_width(&v->election.questions[i]); k++)
			value_add(c->a, row, value_int(c->a, v->counts[at++]));
	}
	return list;
}

static void put_json(struct cli *c, const struct verdict *v)
{
	struct arena *a = c->a;
	struct value *top = value_map(a), *findings = value_list(a), *trackers = value_list(a);
	value_put_text(a, top, "format", S("thidua-verdict/1"));
	value_put_bool(a, top, "valid", v->findings.n == 0);
	value_put_text(a, top, "stage", str_c(verify_stage_name(v->stage)));
	value_put_text(a, top, "uuid", v->election.uuid.p ? v->election.uuid : S(""));
	value_put_text(a, top, "close_event", v->close.p ? v->close : S(""));
	value_put_text(a, top, "last_event", v->head.p ? v->head : S(""));
	value_put_int(a, top, "trustees", (i64)v->trustees.n);
	value_put_int(a, top, "credentials", (i64)v->voters.n);
	value_put_int(a, top, "ballots", (i64)v->trackers.n);
	value_put_int(a, top, "counted", (i64)v->n_counted);
	for (size_t i = 0; i < v->trackers.n; i++)
		value_add(a, trackers, value_text(a, v->trackers.at[i]));
	value_put(a, top, S("trackers"), trackers);
	if (v->counts)
		value_put(a, top, S("result"), counts_value(c, v));
	for (size_t i = 0; i < v->findings.n; i++)
		value_add(a, findings, finding_value(c, &v->findings.at[i]));
	value_put(a, top, S("findings"), findings);
	sb_put(&c->out, value_to_json(a, top, VALUE_PRETTY));
}

/* ---- the command ---- */

static td_rc look_up(struct cli *c, const struct verdict *v, const char *tracker)
{
	for (size_t i = 0; i < v->trackers.n; i++) {
		if (!str_eq(v->trackers.at[i], str_c(tracker)))
			continue;
		sb_fmt(&c->out, "\n%s: %zu\n", tr(c, N_("Mã theo dõi này có trong hòm phiếu, là phiếu số")),
		       i + 1);
		return TD_OK;
	}
	return err_add(
	    &c->e, TD_NOT_FOUND, str_c(tracker),
	    N_("không có lá phiếu nào trong hòm mang mã theo dõi này; hãy báo ngay Ban kiểm phiếu"));
}

static td_rc verify_vote(struct cli *c, const struct verify_args *p, str bytes)
{
	str older = {0};
	struct verdict v;
	td_rc rc = p->against ? cli_read(c, p->against, ARCHIVE_MAX_BYTES, &older) : TD_OK;
	c->file = p->file;
	if (rc == TD_OK)
		rc = verify_archive(group_new(c->a), bytes, &v);
	if (rc != TD_OK)
		return rc;
	if (p->against)
		verify_against(c->a, bytes, older, &v);
	if (p->json) {
		put_json(c, &v);
		rc = cli_put(c, sb_str(&c->out));
		c->out.n = 0;
	}
	put_findings(c, &v);
	if (rc != TD_OK || v.findings.n > 0)
		return rc != TD_OK ? rc : TD_INVALID;
	if (!p->json)
		put_report(c, &v);
	return p->tracker ? look_up(c, &v, p->tracker) : TD_OK;
}

/* What the file is tells what is verified. */
static td_rc verify(struct cli *c, void *args)
{
	const struct verify_args *p = args;
	str bytes;
	td_rc rc = cli_read(c, p->file, ARCHIVE_MAX_BYTES, &bytes);
	if (rc != TD_OK)
		return rc;
	bool year = bundle_looks_like(bytes);
	if (year && (p->against || p->tracker))
		return err_add(&c->e, TD_INVALID, STR_NULL,
			       N_("--against và --tracker dùng với tệp .bel của một cuộc bỏ phiếu"));
	if (!year && (p->year.code || p->year.paper))
		return err_add(&c->e, TD_INVALID, STR_NULL,
			       N_("--code và --paper dùng với gói dữ liệu của một năm (.zip)"));
	return year ? verify_bundle(c, bytes, &p->year) : verify_vote(c, p, bytes);
}

int cmd_verify(int argc, char **argv)
{
	struct verify_args p = {0};
	const struct cli_option options[] = {
	    {"--against", NULL, &p.against},  {"--tracker", NULL, &p.tracker}, {"--code", NULL, &p.year.code},
	    {"--paper", NULL, &p.year.paper}, {"--json", &p.json, NULL},       {0}};
	if (!cli_parse(argc, argv, options, 1, 1, &p.file))
		return CLI_USAGE;
	if (p.json && p.tracker)
		return cli_misuse(argv[0], i18n_tr(cli_lang(), N_("--tracker và --json không đi cùng nhau")));
	p.year.json = p.json;
	return cli_run("verify", (size_t)2 << 30, verify, &p);
}
