/* `thidua score` with every allocation failed in turn, jansson's among them: exit code 4 and nothing else, or the whole
 * result. Sanitizers look for what is left behind. */
#include <fcntl.h>
#include <unistd.h>

#include "cli/cli.h"
#include "tests/lib/check.h"

static int out_fd = -1, err_fd = -1;

static void silence(void)
{
	int null = open("/dev/null", O_WRONLY);
	fflush(stdout);
	fflush(stderr);
	out_fd = dup(STDOUT_FILENO);
	err_fd = dup(STDERR_FILENO);
	dup2(null, STDOUT_FILENO);
	dup2(null, STDERR_FILENO);
	close(null);
}

static void speak(void)
{
	fflush(stdout);
	fflush(stderr);
	dup2(out_fd, STDOUT_FILENO);
	dup2(err_fd, STDERR_FILENO);
	close(out_fd);
	close(err_fd);
}

/* Fails the n-th allocation for n = 1, 1 + step, … until a run needs fewer. Gives the number of runs that failed. */
static long sweep(int argc, char **argv, long step, int want)
{
	long runs = 0;
	for (long n = 1; n < 1000000; n += step) {
		arena_fault_at(n, false);
		int code = cli_main(argc, argv);
		bool hit = arena_fault_count() >= n;
		arena_fault_at(0, false);
		if (!hit) {
			CHECK_INT(code, want);
			return runs;
		}
		if (code != 4)
			check_fail(__FILE__, __LINE__, "allocation %ld failed: exit code %d", n, code);
		runs++;
	}
	return runs;
}

static char *word(const char *text)
{
	return (char *)(uintptr_t)text;
}

CASE(ranking)
{
	char *argv[] = {word("thidua"), word("score"), word(SOURCE "/rules/schemes/t5-cong-an-quang-tri-2025.json"),
			word(SOURCE "/rules/examples/t5.json"), NULL};
	silence();
	long runs = sweep(4, argv, 7, 0);
	speak();
	CHECK(runs > 100);
}

CASE(derivation_as_json)
{
	char *argv[] = {word("thidua"),    word("score"),
			word(SOURCE "/rules/schemes/t5-cong-an-quang-tri-2025.json"),
			word(SOURCE "/rules/examples/t5.json"), word("--explain=C/1"), word("--json"), NULL};
	silence();
	long runs = sweep(6, argv, 11, 0);
	speak();
	CHECK(runs > 100);
}

/* Faults of the input too: their sentences need memory. */
CASE(faulty_input)
{
	char *argv[] = {word("thidua"), word("score"), word("T5"), word(SOURCE "/tests/golden/cli/data/bad-data.json"),
			NULL};
	silence();
	long runs = sweep(4, argv, 31, 1);
	speak();
	CHECK(runs > 50);
}
