/* thidua vote …: every part of an electronic vote without a server. Whoever holds a secret works on his own machine; what
 * is printed is public. */
#include <sys/stat.h>

#include "base/env.h"
#include "cli/commands.h"
#include "vote/box.h"
#include "vote/tree.h"
#include "vote/verify.h"

enum { TEXT_MAX = 4 << 20, COUNT_MAX = 20000 };

struct vote_args {
	const char *pos[3]; /* action, files */
	const char *uuid, *count, *code, *votes, *key, *template, *trustees, *credentials, *owner, *day;
};

static td_rc found(struct cli *c, td_rc rc, const struct finding *f)
{
	if (rc != TD_INVALID || f->code == FINDING_NONE)
		return rc;
	return err_add(&c->e, rc, finding_place(c->a, c->e.lang, f), "%s", finding_text(f->code, c->e.lang));
}

static td_rc read_text(struct cli *c, const char *path, str *out)
{
	td_rc rc = cli_read(c, path, TEXT_MAX, out);
	if (rc == TD_OK)
		*out = str_trim(*out);
	return rc;
}

/* Secrets: for the owner only, and never over a file that is there. */
static td_rc write_secret(struct cli *c, const char *path, str bytes)
{
	struct stat there;
	if (stat(path, &there) == 0) {
		c->file = path;
		return err_add(&c->e, TD_CONFLICT, STR_NULL,
			       N_("tệp này đã có: hãy ghi vào tệp khác để không mất khóa cũ"));
	}
	mode_t before = umask(077);
	td_rc rc = cli_write(c, path, bytes);
	umask(before);
	return rc;
}

/* ---- secrets ---- */

static td_rc keygen(struct cli *c, const struct vote_args *p)
{
	struct group *g = group_new(c->a);
	scalar x = scalar_random(g, env_system());
	sb_put(&c->out, trustees_public(g, env_system(), x)); /* another proof each time it is called */
	sb_byte(&c->out, '\n');
	/* last: a key is no use to him whose public half was never printed */
	return write_secret(c, p->pos[1], arena_fmt(c->a, "\"%.*s\"\n", STRF(scalar_text(g, x))));
}

static td_rc credentials(struct cli *c, const struct vote_args *p)
{
	struct sb codes = sb_new(c->a, TEXT_MAX);
	u64 n;
	if (p->uuid == NULL || p->count == NULL || str_u64(str_c(p->count), &n) != TD_OK || n < 1 ||
	    n > COUNT_MAX)
		return err_add(&c->e, TD_INVALID, S("--count"), N_("cần --uuid và --count từ 1 đến %d"),
			       COUNT_MAX);
	struct group *g = group_new(c->a);
	str *keys = NEW_N(c->a, str, n);
	for (u64 i = 0; i < n; i++) {
		scalar s;
		str code = credential_new(c->a, env_system());
		td_rc rc = credential_secret(g, code, str_c(p->uuid), &s);
		if (rc != TD_OK)
			return rc;
		elem key = group_elem(g);
		group_exp_secret(g, key, g->g, s);
		keys[i] = group_text(g, key);
		sb_fmt(&codes, "%.*s\n", STRF(code));
	}
	sb_put(&c->out, credentials_text(c->a, keys, n));
	sb_byte(&c->out, '\n');
	return write_secret(c, p->pos[1], sb_str(&codes));
}

/* The exact bytes of the object: alone, or as a member of what the booth reads. */
static str election_in(struct cli *c, str bytes)
{
	const struct value *v = tree_read(c->a, bytes);
	str inside;
	return v && tree_text(v, S("election"), &inside) ? inside : bytes;
}

static td_rc read_votes(struct cli *c, const struct election *e, const char *text, u8 **out)
{
	const struct value *v = tree_read(c->a, str_c(text));
	size_t n = 0, width = 0;
	for (size_t i = 0; i < e->n_questions; i++)
		width += question_width(&e->questions[i]);
	*out = NEW_N(c->a, u8, width);
	bool good = v && v->kind == VALUE_LIST && v->items.n == e->n_questions;
	for (size_t i = 0; good && i < e->n_questions; i++) {
		const struct value *row = v->items.at[i].value;
		good = row->kind == VALUE_LIST && row->items.n == question_width(&e->questions[i]);
		for (size_t k = 0; good && k < row->items.n; k++) {
			const struct value *x = row->items.at[k].value;
			good = x->kind == VALUE_INT && (x->i == 0 || x->i == 1);
			(*out)[n++] = good && x->i == 1;
		}
	}
	if (good)
		return TD_OK;
	return err_add(
	    &c->e, TD_INVALID, S("--votes"),
	    N_("cần một danh sách cho mỗi câu, mỗi lựa chọn 0 hoặc 1, phiếu trắng đứng trước: [[0,1,0],…]"));
}

static td_rc make_ballot(struct cli *c, const struct vote_args *p)
{
	struct group *g = group_new(c->a);
	struct election e;
	struct finding f = {0};
	str bytes, code, ballot;
	u8 *votes;
	scalar s;
	if (p->code == NULL || p->votes == NULL)
		return err_add(&c->e, TD_INVALID, S("--code"), N_("cần --code TỆP và --votes"));
	td_rc rc = cli_read(c, p->code, TEXT_MAX, &code);
	if (rc == TD_OK)
		rc = cli_read(c, p->pos[1], TEXT_MAX, &bytes);
	if (rc == TD_OK)
		rc = found(c, election_read(g, election_in(c, bytes), &f, &e), &f);
	if (rc == TD_OK)
		rc = read_votes(c, &e, p->votes, &votes);
	if (rc != TD_OK)
		return rc;
	str line = code;
	if (!str_split(&code, '\n', &line) || credential_secret(g, str_trim(line), e.uuid, &s) != TD_OK)
		return err_add(&c->e, TD_INVALID, S("--code"), N_("mã phiếu sai: hãy gõ lại đúng từng chữ"));
	if (ballot_make(&e, env_system(), s, votes, &ballot) != TD_OK)
		return err_add(&c->e, TD_INVALID, S("--votes"), N_("chọn quá ít hoặc quá nhiều ở một câu"));
	sb_put(&c->out, ballot); /* its exact bytes, without a line end */
	return TD_OK;
}

/* ---- the file ---- */

struct texts {
	str *at;
	size_t n, cap;
};

struct file {
	struct group *g;
	str bytes;
	struct verdict v;
	struct box box;
	i64 time;
};

static td_rc load(struct cli *c, const char *path, enum verify_stage want, struct file *f)
{
	f->g = group_new(c->a);
	td_rc rc = cli_read(c, path, ARCHIVE_MAX_BYTES, &f->bytes);
	if (rc == TD_OK)
		rc = verify_archive(f->g, f->bytes, &f->v);
	if (rc != TD_OK)
		return rc;
	for (size_t i = 0; i < f->v.findings.n; i++)
		rc = found(c, TD_INVALID, &f->v.findings.at[i]);
	if (rc == TD_OK && f->v.stage != want)
		rc = err_add(&c->e, TD_CONFLICT, STR_NULL, N_("hòm phiếu đang ở giai đoạn: %s"),
			     verify_stage_text(f->v.stage, c->e.lang));
	if (rc == TD_OK)
		rc = box_begin(c->a, f->v.archive.at[f->v.archive.n - 1].data, &f->box);
	f->time = f->v.archive.timestamp;
	return rc;
}

static td_rc append(struct cli *c, const char *path, struct file *f)
{
	str more = box_bytes(&f->box, f->time, false);
	struct sb all = sb_new(c->a, ARCHIVE_MAX_BYTES);
	sb_put(&all, f->bytes);
	sb_put(&all, more);
	td_rc rc = cli_write(c, path, sb_str(&all));
	if (rc == TD_OK)
		sb_fmt(&c->out, "%s: %.*s\n", i18n_tr(c->e.lang, N_("Mã sự kiện cuối")), STRF(f->box.parent));
	return rc;
}

/* The questions of a template: {"name":…,"description":…,"questions":[…]}. */
static td_rc read_template(struct cli *c, str json, struct box_question **out, size_t *n, str *name,
			   str *description)
{
	const struct value *v = tree_read(c->a, json), *list = value_get(v, S("questions"));
	bool good = v && tree_text(v, S("name"), name) && tree_text(v, S("description"), description) &&
		    list && list->kind == VALUE_LIST && list->items.n > 0;
	*n = good ? list->items.n : 0;
	*out = NEW_N(c->a, struct box_question, *n + 1);
	for (size_t i = 0; good && i < *n; i++) {
		const struct value *q = list->items.at[i].value, *answers = value_get(q, S("answers"));
		const struct value *blank = value_get(q, S("blank"));
		struct box_question *x = &(*out)[i];
		good = tree_text(q, S("question"), &x->text) && tree_int(q, S("min"), &x->min) &&
		       tree_int(q, S("max"), &x->max) && answers && answers->kind == VALUE_LIST;
		x->blank = blank && blank->kind == VALUE_BOOL && blank->b;
		x->n_answers = good ? answers->items.n : 0;
		str *texts = NEW_N(c->a, str, x->n_answers + 1);
		for (size_t k = 0; good && k < x->n_answers; k++) {
			good = answers->items.at[k].value->kind == VALUE_TEXT;
			texts[k] = answers->items.at[k].value->text;
		}
		x->answers = texts;
	}
	if (good)
		return TD_OK;
	return err_add(&c->e, TD_INVALID, S("--template"),
		       N_("cần name, description và questions (question, answers, blank, min, max)"));
}

static td_rc setup(struct cli *c, const struct vote_args *p)
{
	struct file f = {.g = group_new(c->a), .time = 0};
	struct finding wrong = {0};
	struct box_question *q = NULL;
	size_t n = 0, n_keys = 0;
	str template, keys, list, name = {0}, description = {0}, line, json = {0}, texts[TRUSTEES_MAX];
	elem key;
	if (!p->template || !p->trustees || !p->credentials || !p->uuid || !p->day ||
	    str_i64(str_c(p->day), &f.time) != TD_OK || f.time <= 0)
		return err_add(&c->e, TD_INVALID, S("setup"),
			       N_("cần --uuid, --template, --trustees, --credentials và --time"));
	td_rc rc = read_text(c, p->template, &template);
	if (rc == TD_OK)
		rc = read_text(c, p->trustees, &keys);
	if (rc == TD_OK)
		rc = read_text(c, p->credentials, &list);
	if (rc == TD_OK)
		rc = read_template(c, template, &q, &n, &name, &description);
	while (rc == TD_OK && str_split(&keys, '\n', &line))
		if (str_trim(line).n && n_keys < TRUSTEES_MAX)
			texts[n_keys++] = str_trim(line);
	if (rc == TD_OK)
		rc = found(c, box_trustees(f.g, texts, n_keys, &wrong, &json, &key), &wrong);
	if (rc == TD_OK)
		rc = box_begin(c->a, STR_NULL, &f.box);
	if (rc == TD_OK)
		rc = found(c,
			   box_setup(&f.box, f.g,
				     box_election(f.g, name, description, key, q, n, str_c(p->uuid), S("")),
				     json, list, &wrong),
			   &wrong);
	if (rc != TD_OK)
		return rc;
	struct archive_writer begun = archive_begin(c->a, f.time);
	f.bytes = sb_str(&begun.out);
	return append(c, p->pos[1], &f);
}

static td_rc cast(struct cli *c, const struct vote_args *p)
{
	struct file f = {0};
	struct finding wrong = {0};
	str ballot, key;
	td_rc rc = cli_read(c, p->pos[2], TEXT_MAX, &ballot);
	if (rc == TD_OK)
		rc = load(c, p->pos[1], VERIFY_OPEN, &f);
	if (rc == TD_OK)
		rc = found(c,
			   box_check_ballot(f.g, f.v.archive.at[0].data, f.v.archive.at[2].data, ballot,
					    &wrong, &key),
			   &wrong);
	if (rc != TD_OK)
		return rc;
	const struct credential *voter = map_get(&f.v.voters.by_key, key);
	if (voter && voter->last_ballot > 0)
		return err_add(&c->e, TD_CONFLICT, STR_NULL, N_("mã phiếu này đã bỏ phiếu rồi"));
	box_cast(&f.box, ballot);
	sb_fmt(&c->out, "%s: %.*s\n", i18n_tr(c->e.lang, N_("Mã theo dõi phiếu")),
	       STRF(box_tracker(c->a, ballot)));
	return append(c, p->pos[1], &f);
}

/* The data of events of a type, `back` records in front of each event. */
static void data_of(struct cli *c, const struct file *f, const char *type, size_t back, struct texts *out)
{
	for (size_t i = back; i < f->v.archive.n; i++) {
		struct event e;
		struct finding wrong = {0};
		if (f->v.archive.at[i].event &&
		    archive_event_read(c->a, f->v.archive.at[i].data, &wrong, &e) == TD_OK &&
		    str_eq(e.type, str_c(type)))
			VEC_PUSH(c->a, out) = f->v.archive.at[i - back].data;
	}
}

static td_rc close_box(struct cli *c, const struct vote_args *p)
{
	struct file f = {0};
	struct finding wrong = {0};
	struct texts ballots = {0};
	td_rc rc = load(c, p->pos[1], VERIFY_OPEN, &f);
	if (rc != TD_OK)
		return rc;
	data_of(c, &f, "Ballot", 1, &ballots);
	box_close(&f.box);
	rc = found(c, box_tally(&f.box, f.v.archive.at[0].data, ballots.at, ballots.n, &wrong), &wrong);
	return rc == TD_OK ? append(c, p->pos[1], &f) : rc;
}

static td_rc decrypt(struct cli *c, const struct vote_args *p)
{
	struct file f = {0};
	struct finding wrong = {0};
	struct tally t;
	struct texts tallies = {0};
	str text;
	scalar x;
	if (p->key == NULL)
		return err_add(&c->e, TD_INVALID, S("--key"), N_("cần --key TỆP"));
	td_rc rc = read_text(c, p->key, &text);
	if (rc == TD_OK)
		rc = load(c, p->pos[1], VERIFY_TALLIED, &f);
	if (rc != TD_OK)
		return rc;
	x = scalar_new(f.g);
	if (text.n < 2 || text.p[0] != '"' ||
	    scalar_parse(f.g, str_upto(str_from(text, 1), text.n - 2), x) != TD_OK)
		return err_add(&c->e, TD_INVALID, S("--key"),
			       N_("tệp này không phải khóa do “vote keygen” tạo"));
	elem key = group_elem(f.g);
	group_exp_secret(f.g, key, f.g->g, x);
	bool ours = false;
	for (size_t i = 0; i < f.v.trustees.n; i++)
		ours |= group_same(f.v.trustees.at[i].key, key);
	if (!ours)
		return err_add(&c->e, TD_INVALID, S("--key"), N_("khóa này không phải của cuộc bỏ phiếu"));
	data_of(c, &f, "EncryptedTally", 2, &tallies);
	rc = found(c, tally_read(&f.v.election, tallies.at[0], &wrong, &t), &wrong);
	if (rc == TD_OK)
		sb_put(&c->out, tally_factors_make(&f.v.election, env_system(), &t, x));
	sb_byte(&c->out, '\n');
	return rc;
}

/* The owners of what was given, and the factors of each. */
static void given(struct cli *c, const struct file *f, str *parts)
{
	struct texts owners = {0}, data = {0};
	data_of(c, f, "PartialDecryption", 1, &owners);
	data_of(c, f, "PartialDecryption", 2, &data);
	for (size_t i = 0; i < owners.n; i++) {
		i64 at;
		if (tree_int(tree_read(c->a, owners.at[i]), S("owner"), &at) && at >= 1 && at <= TRUSTEES_MAX)
			parts[at - 1] = data.at[i];
	}
}

static td_rc factors(struct cli *c, const struct vote_args *p)
{
	struct file f = {0};
	struct finding wrong = {0};
	struct texts tallies = {0};
	str part, parts[TRUSTEES_MAX] = {0};
	u64 owner;
	i64 *counts;
	if (p->owner == NULL || str_u64(str_c(p->owner), &owner) != TD_OK || owner < 1 ||
	    owner > TRUSTEES_MAX)
		return err_add(&c->e, TD_INVALID, S("--owner"),
			       N_("cần --owner: số thứ tự của người giữ khóa"));
	td_rc rc = read_text(c, p->pos[2], &part);
	if (rc == TD_OK)
		rc = load(c, p->pos[1], VERIFY_TALLIED, &f);
	if (rc != TD_OK)
		return rc;
	data_of(c, &f, "EncryptedTally", 2, &tallies);
	given(c, &f, parts);
	if (tallies.n == 0)
		return TD_CORRUPT;
	if (parts[owner - 1].p)
		return err_add(&c->e, TD_CONFLICT, S("--owner"), N_("người này đã mở khóa phần của mình"));
	parts[owner - 1] = part;
	rc = found(c,
		   box_factors(&f.box, f.g, f.v.archive.at[0].data, f.v.archive.at[1].data, tallies.at[0],
			       parts, owner, (i64)f.v.n_counted, &wrong, &counts),
		   &wrong);
	return rc == TD_OK ? append(c, p->pos[1], &f) : rc;
}

/* ---- the command ---- */

static td_rc new_uuid(struct cli *c, const struct vote_args *p)
{
	(void)p;
	sb_put(&c->out, box_uuid(c->a, env_system()));
	sb_byte(&c->out, '\n');
	return TD_OK;
}

static const struct {
	const char *name;
	size_t n_files;
	td_rc (*fn)(struct cli *c, const struct vote_args *p);
} actions[] = {
    {"keygen", 1, keygen},   {"credentials", 1, credentials}, {"ballot", 1, make_ballot},
    {"decrypt", 1, decrypt}, {"uuid", 0, new_uuid},           {"setup", 1, setup},
    {"cast", 2, cast},       {"close", 1, close_box},         {"factors", 2, factors},
};

static td_rc run(struct cli *c, void *args)
{
	const struct vote_args *p = args;
	for (size_t i = 0; i < sizeof actions / sizeof *actions; i++)
		if (str_eq(str_c(p->pos[0]), str_c(actions[i].name)))
			return actions[i].fn(c, p);
	return TD_INVALID;
}

static bool known(const struct vote_args *p)
{
	size_t n = (size_t)(p->pos[1] != NULL) + (size_t)(p->pos[2] != NULL);
	for (size_t i = 0; i < sizeof actions / sizeof *actions; i++)
		if (str_eq(str_c(p->pos[0]), str_c(actions[i].name)))
			return n == actions[i].n_files;
	return false;
}

int cmd_vote(int argc, char **argv)
{
	struct vote_args p = {0};
	const struct cli_option options[] = {{"--uuid", NULL, &p.uuid},
					     {"--count", NULL, &p.count},
					     {"--code", NULL, &p.code},
					     {"--votes", NULL, &p.votes},
					     {"--key", NULL, &p.key},
					     {"--template", NULL, &p.template},
					     {"--trustees", NULL, &p.trustees},
					     {"--credentials", NULL, &p.credentials},
					     {"--owner", NULL, &p.owner},
					     {"--time", NULL, &p.day},
					     {0}};
	if (!cli_parse(argc, argv, options, 1, 3, p.pos))
		return CLI_USAGE;
	if (!known(&p))
		return cli_misuse(argv[0],
				  i18n_tr(cli_lang(), N_("việc không có, hoặc thiếu hay thừa tên tệp")));
	return cli_run("vote", (size_t)2 << 30, run, &p);
}
