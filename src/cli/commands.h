/* The functions of the commands, one cmd_NAME.c each. */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "cli/cli.h"

int cmd_analysis(int argc, char **argv);
int cmd_away(int argc, char **argv);
int cmd_bundle(int argc, char **argv);
int cmd_calendar(int argc, char **argv);
int cmd_crosscheck(int argc, char **argv);
int cmd_poll(int argc, char **argv);
int cmd_demo(int argc, char **argv);
int cmd_difficulty(int argc, char **argv);
int cmd_do(int argc, char **argv);
int cmd_export(int argc, char **argv);
int cmd_form(int argc, char **argv);
int cmd_holiday(int argc, char **argv);
int cmd_setup(int argc, char **argv);
int cmd_help(int argc, char **argv);
int cmd_remind(int argc, char **argv);
int cmd_routes(int argc, char **argv);
int cmd_import(int argc, char **argv);
int cmd_job(int argc, char **argv);
int cmd_journal(int argc, char **argv);
int cmd_db(int argc, char **argv);
int cmd_meeting(int argc, char **argv);
int cmd_mail(int argc, char **argv);
int cmd_openapi(int argc, char **argv);
int cmd_api(int argc, char **argv);
int cmd_org(int argc, char **argv);
int cmd_paper(int argc, char **argv);
int cmd_paper_pdf(int argc, char **argv); /* paper pdf …: argv[0] is "pdf" */
int cmd_plan(int argc, char **argv);
int cmd_score(int argc, char **argv);
int cmd_scheme(int argc, char **argv);
int cmd_schemes(int argc, char **argv);
int cmd_setting(int argc, char **argv);
int cmd_serve(int argc, char **argv);
int cmd_certificate(int argc, char **argv);
int cmd_signing(int argc, char **argv);
int cmd_seal(int argc, char **argv);
int cmd_template(int argc, char **argv);
int cmd_tls(int argc, char **argv);
int cmd_token(int argc, char **argv);
int cmd_user(int argc, char **argv);
int cmd_verify(int argc, char **argv);
int cmd_trust(int argc, char **argv);
int cmd_verify_pdf(int argc, char **argv);
int cmd_version(int argc, char **argv);
int cmd_vote(int argc, char **argv);

#endif
