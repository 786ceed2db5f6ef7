/* thidua setup cluster|units|people FILE [--accept] | sample KIND -o FILE */
#include <stdlib.h>

#include "cli/commands.h"
#include "cli/site.h"
#include "jobs/setup_file.h"
#include "web/auth.h"

enum { MEMORY = 512 << 20, FILE_LIMIT = 20 << 20, WORDS = 2 };

struct setup_args {
	struct site_args site;
	const char *pos[WORDS], *output;
	bool accept;
	struct cli *c;
	enum setup_kind kind;
	str bytes;
	struct setup_plan plan;
	VEC(struct setup_person) secrets; /* passwords, made before the transaction */
};

static void show(struct cli *c, const struct setup_plan *p)
{
	for (size_t i = 0; i < p->lines.n; i++)
		sb_fmt(&c->out, "%.*s: %.*s: %.*s\n", STRF(p->lines.at[i].where), STRF(p->lines.at[i].what),
		       STRF(p->lines.at[i].text));
	for (size_t i = 0; i < p->notes.n; i++)
		sb_fmt(&c->out, "%.*s: %.*s\n", STRF(p->notes.at[i].where), STRF(p->notes.at[i].text));
}

/* Every fault at once, on standard error. */
static td_rc read(struct tx *t, struct setup_args *p, struct setup_plan *plan)
{
	td_rc rc = setup_read(t, p->kind, str_c(p->pos[1]), p->bytes, plan);
	for (size_t i = 0; rc == TD_OK && i < plan->faults.n; i++)
		err_add(t->e, TD_INVALID, plan->faults.at[i].where, "%.*s", STRF(plan->faults.at[i].text));
	return rc == TD_OK && plan->faults.n ? TD_INVALID : rc;
}

static td_rc look(struct tx *t, void *ctx)
{
	struct setup_args *p = ctx;
	p->c->out.n = 0;
	td_rc rc = read(t, p, &p->plan);
	if (rc != TD_OK)
		return rc;
	show(p->c, &p->plan);
	if (!p->accept)
		sb_fmt(&p->c->out, "%s\n", i18n_tr(t->e->lang, N_("Chưa nạp gì; thêm --accept để nạp.")));
	return TD_OK;
}

/* What is printed is made before the commit, so that nothing fails after it. */
static td_rc take(struct tx *t, void *ctx)
{
	struct setup_args *p = ctx;
	struct setup_plan plan;
	size_t k = 0;
	p->c->out.n = 0;
	td_rc rc = read(t, p, &plan);
	if (rc != TD_OK)
		return rc;
	show(p->c, &plan);
	if (!str_eq(plan.digest, p->plan.digest))
		return err_add(t->e, TD_STALE, str_c(p->pos[1]),
			       N_("Dữ liệu vừa thay đổi; hãy chạy lại để xem các thay đổi mới."));
	for (size_t i = 0; i < plan.people.n; i++) {
		struct setup_person *x = &plan.people.at[i];
		if (x->id.v)
			continue;
		x->password_hash = p->secrets.at[k].password_hash;
		sb_fmt(&p->c->out, i18n_tr(t->e->lang, N_("Mật khẩu dùng một lần của %.*s: %.*s\n")),
		       STRF(x->person.login), STRF(p->secrets.at[k].password));
		k++;
	}
	return act_setup(t, &plan);
}

static td_rc make_passwords(struct cli *c, struct setup_args *p)
{
	td_rc rc = auth_init();
	for (size_t n = setup_new_people(&p->plan); rc == TD_OK && n; n--) {
		struct setup_person *x = &VEC_PUSH(c->a, &p->secrets);
		*x = (struct setup_person){.password = act_password_new(c->a, env_system())};
		rc = auth_hash(c->a, x->password, &x->password_hash);
	}
	return rc;
}

static td_rc sample(struct cli *c, struct setup_args *p)
{
	str bytes;
	struct env *env = env_system();
	td_rc rc = setup_sample(c->a, p->kind, day_of_ms(env->now_ms(env)), &c->e, &bytes);
	c->file = p->output;
	return rc == TD_OK ? cli_write(c, p->output, bytes) : rc;
}

static td_rc run(struct cli *c, void *ctx)
{
	struct setup_args *p = ctx;
	bool wants_sample = str_eq(str_c(p->pos[0]), S("sample"));
	const char *kind = wants_sample ? p->pos[1] : p->pos[0];
	p->c = c;
	if (setup_kind_parse(str_c(kind), &p->kind) != TD_OK)
		return err_add(&c->e, TD_INVALID, str_c(kind), N_("chỉ có: cluster, units, people"));
	if (wants_sample && p->output == NULL)
		return err_add(&c->e, TD_INVALID, S("-o"), N_("thiếu tên tệp để ghi"));
	if (wants_sample)
		return sample(c, p);
	td_rc rc = cli_read(c, p->pos[1], FILE_LIMIT, &p->bytes);
	if (rc == TD_OK)
		rc = site_run(c, &p->site, false, look, p);
	if (rc != TD_OK || !p->accept)
		return rc;
	rc = make_passwords(c, p);
	return rc == TD_OK ? site_run(c, &p->site, true, take, p) : rc;
}

int cmd_setup(int argc, char **argv)
{
	struct setup_args p = {.site.db = getenv("THIDUA_DB")};
	const struct cli_option options[] = {
	    {"--db", NULL, &p.site.db}, {"-o", NULL, &p.output}, {"--accept", &p.accept, NULL}, {0}};
	if (!cli_parse(argc, argv, options, WORDS, WORDS, p.pos))
		return CLI_USAGE;
	return cli_run("setup", MEMORY, run, &p);
}
