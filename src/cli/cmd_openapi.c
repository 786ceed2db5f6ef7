/* thidua openapi: the description of the API, as the server gives it at /api/v1/openapi.json. */
#include "cli/commands.h"
#include "web/api.h"
#include "web/po.h"

enum { OUT_MAX = 16 << 20 };

static td_rc print(struct cli *c, void *args)
{
	(void)args;
	po_load();
	sb_put(&c->out, api_openapi(c->a));
	return TD_OK;
}

int cmd_openapi(int argc, char **argv)
{
	const struct cli_option options[] = {{0}};
	if (!cli_parse(argc, argv, options, 0, 0, NULL))
		return CLI_USAGE;
	return cli_run("openapi", OUT_MAX, print, NULL);
}
