/* thidua routes: the route table and, with --roles, who may use each line. */
#include "cli/commands.h"
#include "web/req.h"

enum { OUT_MAX = 1 << 20 };

static const char *const methods[HTTP_METHOD__N] = {[HTTP_GET] = "GET", [HTTP_POST] = "POST"};
static const char *const accesses[] = {
    [ROUTE_READ] = "read", [ROUTE_WRITE] = "write", [ROUTE_ALONE] = "alone"};

static void put_roles(struct sb *out, enum permission p)
{
	static const char *const marks[] = {
	    [RIGHT_NO] = "", [RIGHT_YES] = "", [RIGHT_OWN] = ":own", [RIGHT_SHOWN] = ":shown"};
	for (int role = 0; role < AUTHZ_ROLE__N; role++) {
		enum authz_right right = authz_right((enum authz_role)role, p);
		if (right != RIGHT_NO)
			sb_fmt(out, " %s%s", authz_role_code((enum authz_role)role), marks[right]);
	}
}

static td_rc print_routes(struct cli *c, void *args)
{
	bool roles = *(const bool *)args;
	for (size_t i = 0; i < routes_n(); i++) {
		const struct route *r = &routes[i];
		sb_fmt(&c->out, "%-4s %-50s %-5s %-6s %s", methods[r->method], r->path, accesses[r->access],
		       authz_kind_code(r->place), authz_permission_code(r->permission));
		if (roles && r->permission > PERM_SIGNED_IN) {
			SB_LIT(&c->out, " =");
			put_roles(&c->out, r->permission);
		}
		SB_LIT(&c->out, "\n");
	}
	return TD_OK;
}

int cmd_routes(int argc, char **argv)
{
	bool roles = false;
	const struct cli_option options[] = {{.name = "--roles", .flag = &roles}, {0}};
	if (!cli_parse(argc, argv, options, 0, 0, NULL))
		return CLI_USAGE;
	return cli_run("routes", OUT_MAX, print_routes, &roles);
}
