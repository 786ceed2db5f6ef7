/* The public verifier: what `thidua verify` does, for who has no command line. One file at a time, in memory of its own. */
#include "vote/verify.h"
#include "web/app.h"
#include "web/page_vote_check.h"

enum { VERIFY_ARENA = 512 << 20 };

struct checking {
	struct arena *a;
	str bytes;
	struct verdict v;
	struct vote_verify_vm *vm;
	struct req *r;
};

static str kept(struct checking *k, str s)
{
	return arena_str(k->r->a, s);
}

static void put_counts(struct checking *k)
{
	struct arena *a = k->r->a;
	size_t at = 0;
	for (size_t i = 0; i < k->v.election.n_questions; i++) {
		const struct question *q = &k->v.election.questions[i];
		struct vote_question_line *x = &VEC_PUSH(a, &k->vm->questions);
		x->text = kept(k, q->text);
		if (q->blank)
			VEC_PUSH(a, &x->answers) =
			    (struct vote_answer_line){page_tr(k->r, N_("(phiếu trắng)")), k->v.counts[at++]};
		for (size_t n = 0; n < q->n_answers; n++)
			VEC_PUSH(a, &x->answers) =
			    (struct vote_answer_line){kept(k, q->answers[n]), k->v.counts[at++]};
	}
}

static void put_findings(struct checking *k)
{
	enum lang lang = k->r->page.lang;
	for (size_t i = 0; i < k->v.findings.n; i++) {
		const struct finding *f = &k->v.findings.at[i];
		str place = finding_place(k->a, lang, f);
		VEC_PUSH(k->r->a, &k->vm->findings) = (struct vote_text){arena_fmt(
		    k->r->a, "%.*s%s%s", STRF(place), place.n ? ": " : "", finding_text(f->code, lang))};
	}
}

static td_rc check(void *ctx)
{
	struct checking *k = ctx;
	struct vote_verify_vm *vm = k->vm;
	td_rc rc = verify_archive(group_new(k->a), k->bytes, &k->v);
	if (rc != TD_OK)
		return rc;
	vm->looked = true;
	vm->valid = k->v.findings.n == 0;
	vm->name = kept(k, k->v.election.name);
	vm->uuid = kept(k, k->v.election.uuid);
	vm->stage = str_c(verify_stage_text(k->v.stage, k->r->page.lang));
	vm->close = kept(k, str_upto(k->v.close, SHA256_LEN));
	vm->close_end = kept(k, str_from(k->v.close, vm->close.n));
	vm->head = kept(k, str_upto(k->v.head, SHA256_LEN));
	vm->head_end = kept(k, str_from(k->v.head, vm->head.n));
	vm->n_trustees = (i64)k->v.trustees.n;
	vm->n_codes = (i64)k->v.voters.n;
	vm->n_ballots = (i64)k->v.trackers.n;
	vm->n_counted = (i64)k->v.n_counted;
	for (size_t i = 0; i < k->v.trackers.n; i++)
		vm->tracked |= str_eq(k->v.trackers.at[i], vm->tracker);
	put_findings(k);
	vm->has_counts = vm->valid && k->v.counts != NULL;
	if (vm->has_counts)
		put_counts(k);
	return TD_OK;
}

static void end_checking(void *p)
{
	arena_free(((struct checking *)p)->a);
}

td_rc page_vote_check(struct req *r, str bytes, struct vote_verify_vm *vm)
{
	struct checking *k = NEW(r->a, struct checking);
	if (!app_take_turn(r, &r->app->verifying))
		return err_add(r->e, TD_CONFLICT, S("file"),
			       N_("Máy chủ đang kiểm một tệp khác: hãy thử lại sau ít giây."));
	*k = (struct checking){.bytes = bytes, .vm = vm, .r = r};
	arena_defer(r->a, end_checking, k); /* before there is anything to end */
	k->a = arena_new("verify", VERIFY_ARENA);
	if (k->a == NULL)
		return TD_LIMIT;
	return arena_run(k->a, check, k);
}
