/* Gives every file of a directory to the fuzz target: PROGRAM DIRECTORY. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "tests/lib/fuzz.h"

enum { FILE_MAX = 16 << 20 };

/* In memory of its very size, so that AddressSanitizer sees one byte too many. */
static int replay(const char *dir, const char *name)
{
	static uint8_t buffer[FILE_MAX];
	char path[4096];
	snprintf(path, sizeof path, "%s/%s", dir, name);
	FILE *f = fopen(path, "rb");
	if (f == NULL) {
		printf("FAIL %s cannot be read\n", path);
		return 1;
	}
	size_t n = fread(buffer, 1, sizeof buffer, f);
	fclose(f);
	uint8_t *data = malloc(n ? n : 1);
	if (data == NULL)
		return 1;
	memcpy(data, buffer, n);
	fprintf(stderr, "%s\n", name); /* the last name before a crash */
	LLVMFuzzerTestOneInput(data, n);
	free(data);
	return 0;
}

int main(int argc, char **argv)
{
	int passed = 0, failed = 0;
	DIR *d = argc == 2 ? opendir(argv[1]) : NULL;
	if (d == NULL) {
		fprintf(stderr, "usage: %s DIRECTORY\n", argv[0]);
		return 2;
	}
	for (struct dirent *e; (e = readdir(d)) != NULL;) {
		if (e->d_name[0] == '.')
			continue;
		if (replay(argv[1], e->d_name) == 0)
			passed++;
		else
			failed++;
	}
	closedir(d);
	printf("%d passed, %d failed, 0 skipped\n", passed, failed);
	return failed != 0 || passed == 0;
}
