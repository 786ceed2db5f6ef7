#include "base/log.h"

#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <unistd.h>

#include "base/caltime.h"
#include "base/env.h"

enum { LINE_MAX_BYTES = 2048 };

static atomic_int max_level = LOG_INFO;

void log_set_level(enum log_level level)
{
	atomic_store(&max_level, (int)level);
}

static size_t put_head(char *line, size_t cap, enum log_level level)
{
	static const char *const names[] = {"error", "warn", "info", "debug"};
	struct env *env = env_system();
	i64 at_ms = env->now_ms(env);
	struct day d = day_of_ms(at_ms);
	int ms = (int)(at_ms - day_start_ms(d));
	int n = snprintf(line, cap, "%04d-%02d-%02dT%02d:%02d:%02d.%03d+07:00 %s ", d.year, d.month, d.day,
			 ms / 3600000, ms / 60000 % 60, ms / 1000 % 60, ms % 1000, names[level]);
	return (size_t)n;
}

/* One write(2) for a line, so that the lines of several threads and processes do not mix. */
void log_put(enum log_level level, const char *fmt, ...)
{
	char line[LINE_MAX_BYTES];
	va_list ap;
	if ((int)level > atomic_load_explicit(&max_level, memory_order_relaxed))
		return;
	size_t head = put_head(line, sizeof line, level), room = sizeof line - head - 1;
	va_start(ap, fmt);
	int n = vsnprintf(line + head, room, fmt, ap);
	va_end(ap);
	size_t len = head + (n < 0 ? 0 : (size_t)n < room ? (size_t)n : room - 1);
	for (size_t i = head; i < len; i++)
		if ((unsigned char)line[i] < ' ' || line[i] == 0x7F)
			line[i] = ' ';
	line[len++] = '\n';
	ssize_t written = write(STDERR_FILENO, line, len);
	(void)written; /* there is nowhere left to say it */
}
