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

/* Fails the n-th allocation for n = 1, 1 + step, … until a run needs fewer, in silence. Gives the number of runs. */
static long sweep(int argc, char **argv, long step, int want)
{
	long runs = 0, bad_n = 0;
	int bad_code = 0, last = want;
	silence();
	for (long n = 1; n < 1000000; n += step) {
		arena_fault_at(n, false);
		int code = cli_main(argc, argv);
		bool hit = arena_fault_count() >= n;
		arena_fault_at(0, false);
		last = code;
		if (!hit)
			break;
		if (code != 4 && bad_n == 0) {
			bad_n = n;
			bad_code = code;
		}
		runs++;
	}
	speak();
	CHECK_INT(last, want);
	if (bad_n)
		check_fail(__FILE__, __LINE__, "allocation %ld failed: exit code %d", bad_n, bad_code);
	return runs;
}

static char *word(const char *text)
{
	return (char *)(uintptr_t)text;
}

CASE(ranking)
{
	char *argv[] = {word("thidua"), word("score"),
			word(SOURCE "/rules/schemes/t5-cong-an-quang-tri-2025.json"),
			word(SOURCE "/rules/examples/t5.json"), NULL};
	long runs = sweep(4, argv, 7, 0);
	CHECK(runs > 100);
}

CASE(derivation_as_json)
{
	char *argv[] = {word("thidua"),
			word("score"),
			word(SOURCE "/rules/schemes/t5-cong-an-quang-tri-2025.json"),
			word(SOURCE "/rules/examples/t5.json"),
			word("--explain=C/1"),
			word("--json"),
			NULL};
	long runs = sweep(6, argv, 11, 0);
	CHECK(runs > 100);
}

/* Faults of the input too: their sentences need memory. */
CASE(faulty_input)
{
	char *argv[] = {word("thidua"), word("score"), word("T5"),
			word(SOURCE "/tests/golden/cli/data/bad-data.json"), NULL};
	long runs = sweep(4, argv, 31, 1);
	CHECK(runs > 50);
}
