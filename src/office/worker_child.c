/* The worker itself: from its first step it is shut in. */
#include <sys/stat.h>
#include <unistd.h>

#include "office/worker_part.h"

struct work {
	struct arena *a;
	const struct worker_task *task;
	struct worker_job job;
};

static bool read_input(struct work *w, struct err *e)
{
	struct worker_head head;
	str all;
	if (!worker_read(w->a, 0, SIZE_MAX, &all) || all.n < sizeof head)
		return false;
	memcpy(&head, all.p, sizeof head);
	if (head.magic != WORKER_HEAD_MAGIC || head.lang >= LANG__N)
		return false;
	*e = err_new(w->a, (enum lang)head.lang);
	e->max = head.max_faults > head.n_faults ? head.max_faults - head.n_faults : 0;
	w->job = (struct worker_job){w->a, str_from(all, sizeof head), e, STR_NULL};
	return true;
}

/* What the task wrote itself stands in the file already. */
static bool answer(struct work *w, td_rc rc)
{
	const struct err *e = w->job.e;
	struct stat st;
	if (rc == TD_OK && w->job.out.n && !worker_write(1, w->job.out))
		return false;
	if (lseek(1, 0, SEEK_END) < 0 || fstat(1, &st) != 0)
		return false;
	struct sb b = sb_new(w->a, 16 << 20);
	for (size_t i = 0; i < e->items.n; i++) {
		const struct err_item *f = &e->items.at[i];
		u32 n[2] = {(u32)f->where.n, (u32)f->text.n};
		sb_put(&b, (str){(char *)n, sizeof n});
		sb_put(&b, f->where);
		sb_put(&b, f->text);
	}
	struct worker_tail t = {
	    (u64)st.st_size,  b.n, (u32)rc, (u32)e->n_total, (u32)e->items.n, (u32)e->n_unsaid,
	    WORKER_TAIL_MAGIC};
	return worker_write(1, sb_str(&b)) && worker_write(1, (str){(char *)&t, sizeof t});
}

static td_rc run_task(void *ctx)
{
	struct work *w = ctx;
	return w->task->run(&w->job);
}

static td_rc run(void *ctx)
{
	struct work *w = ctx;
	struct err e;
	if (!read_input(w, &e))
		return TD_IO;
	return answer(w, arena_run(w->a, run_task, w)) ? TD_OK : TD_IO;
}

_Noreturn void worker_serve(const struct worker_task *tasks, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++) {
		if (strcmp(tasks[i].name, name) != 0)
			continue;
		if (!sandbox_enter(&tasks[i].box))
			_exit(rc_exit(TD_IO));
		/* half for us, the rest for the libraries, which do not ask the arena */
		struct work w = {.a = arena_new("worker", (size_t)tasks[i].box.memory_mb << 19),
				 .task = &tasks[i]};
		td_rc rc = w.a ? arena_run(w.a, run, &w) : TD_LIMIT;
		_exit(rc_exit(rc)); /* what was not given back goes with the process */
	}
	_exit(rc_exit(TD_NOT_FOUND));
}
