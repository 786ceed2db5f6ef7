#include "web/http_accept.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { PAUSE_MS = 20 };

struct acceptor {
	int fd, stop;
	struct MHD_Daemon *daemon;
	pthread_t thread;
};

int acceptor_blind_socket(void)
{
	/* an address of the family's length alone binds to a name that the kernel chooses */
	struct sockaddr_un sa = {.sun_family = AF_UNIX};
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd >= 0 && (bind(fd, (struct sockaddr *)&sa, sizeof sa.sun_family) != 0 || listen(fd, 1) != 0)) {
		close(fd);
		fd = -1;
	}
	return fd;
}

/* Takes all that wait. Without a free descriptor they wait on, and the thread pauses instead of spinning. */
static void take_waiting(struct acceptor *s)
{
	for (;;) {
		struct sockaddr_storage from;
		socklen_t n = sizeof from;
		int fd = accept4(s->fd, (struct sockaddr *)&from, &n, SOCK_CLOEXEC | SOCK_NONBLOCK);
		if (fd >= 0)
			(void)MHD_add_connection(s->daemon, fd, (struct sockaddr *)&from,
						 n); /* closes it when refused */
		else if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM)
			poll(NULL, 0, PAUSE_MS);
		if (fd < 0 && errno != ECONNABORTED && errno != EINTR)
			return;
	}
}

static void *run(void *p)
{
	struct acceptor *s = p;
	struct pollfd fds[] = {{s->fd, POLLIN, 0}, {s->stop, POLLIN, 0}};
	for (;;) {
		if (poll(fds, 2, -1) < 0 && errno != EINTR)
			return NULL;
		if (fds[0].revents)
			take_waiting(
			    s); /* also before the end: who connected in time is closed in order, not reset */
		if (fds[1].revents)
			return NULL;
	}
}

td_rc acceptor_start(struct arena *a, int fd, struct MHD_Daemon *daemon, struct acceptor **out)
{
	struct acceptor *s = NEW(a, struct acceptor);
	*s = (struct acceptor){.fd = fd, .stop = eventfd(0, EFD_CLOEXEC), .daemon = daemon};
	if (s->stop < 0)
		return TD_LIMIT;
	if (pthread_create(&s->thread, NULL, run, s) != 0) {
		close(s->stop);
		return TD_LIMIT;
	}
	*out = s;
	return TD_OK;
}

void acceptor_stop(struct acceptor *s)
{
	if (s == NULL)
		return;
	while (eventfd_write(s->stop, 1) != 0 && errno == EINTR)
		;
	pthread_join(s->thread, NULL);
	close(s->stop);
}
