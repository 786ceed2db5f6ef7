#include "web/http_listen.h"

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>

static td_rc split(struct arena *a, str address, const char **host, const char **port)
{
	size_t colon = address.n;
	while (colon > 0 && address.p[colon - 1] != ':')
		colon--;
	if (colon == 0)
		return TD_INVALID;
	str h = str_upto(address, colon - 1), p = str_from(address, colon);
	if (h.n >= 2 && h.p[0] == '[' && h.p[h.n - 1] == ']')
		h = (str){h.p + 1, h.n - 2};
	u64 number;
	if (str_u64(p, &number) != TD_OK || number > 65535)
		return TD_INVALID;
	*host = h.n ? arena_str(a, h).p : NULL;
	*port = arena_str(a, p).p;
	return TD_OK;
}

static td_rc bind_to(const char *address, const struct addrinfo *ai, int *fd, struct err *e)
{
	int on = 1;
	*fd = socket(ai->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (*fd < 0)
		return err_add(e, TD_IO, S("listen"), N_("Không mở được cổng mạng: %s"), strerror(errno));
	setsockopt(*fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
	if (bind(*fd, ai->ai_addr, ai->ai_addrlen) == 0 && listen(*fd, SOMAXCONN) == 0)
		return TD_OK;
	if (errno == EADDRINUSE)
		return err_add(
		    e, TD_BUSY, S("listen"),
		    N_("Cổng %s đang được chương trình khác sử dụng; hãy chọn cổng khác bằng --listen"),
		    address);
	return err_add(e, TD_IO, S("listen"), N_("Không mở được cổng %s: %s"), address, strerror(errno));
}

/* Which port the system gave. */
static td_rc read_port(int fd, int *port, struct err *e)
{
	union {
		struct sockaddr any;
		struct sockaddr_in v4;
		struct sockaddr_in6 v6;
	} sa;
	socklen_t n = sizeof sa;
	memset(&sa, 0, sizeof sa);
	if (getsockname(fd, &sa.any, &n) != 0)
		return err_add(e, TD_IO, S("listen"), N_("Không mở được cổng mạng: %s"), strerror(errno));
	*port = ntohs(sa.any.sa_family == AF_INET6 ? sa.v6.sin6_port : sa.v4.sin_port);
	return TD_OK;
}

td_rc listen_open(struct arena *a, const char *address, int *fd, int *port, struct err *e)
{
	const struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE | AI_NUMERICHOST};
	struct addrinfo *ai = NULL;
	const char *host = NULL, *service = NULL;
	if (split(a, str_c(address), &host, &service) != TD_OK ||
	    getaddrinfo(host, service, &hints, &ai) != 0)
		return err_add(e, TD_INVALID, S("listen"),
			       N_("“%s” không phải địa chỉ để mở cổng; viết như 127.0.0.1:8080"), address);
	td_rc rc = bind_to(address, ai, fd, e);
	freeaddrinfo(ai);
	return rc == TD_OK ? read_port(*fd, port, e) : rc;
}
