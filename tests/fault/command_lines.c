#include "tests/fault/command_lines.h"

#include <string.h>

#define RULES  "SRC/rules/examples/"
#define CLI    "SRC/tests/golden/cli/data/"
#define BALLOT "SRC/tests/fixtures/ballot/"
#define ON_DB  "--db", "DB"

const struct command_line command_lines[] = {
    /* run from the last to the first: the long ones come at the end, two and two */
    {{"db", "migrate", ON_DB}, 0, .base = BASE_NONE, .varies = true},
    {{"db", "backup", "OUT", ON_DB}, 0, .base = BASE_SITE},
    {{"verify", "MADE/vote.bel", "--against", "MADE/vote.bel", "--tracker", "khong-co"},
     1,
     .base = BASE_NONE},
    {{"serve", ON_DB, "--listen", "127.0.0.1:0", "--threads", "1"},
     0,
     .base = BASE_SITE,
     .stops = true,
     .varies = true},
    {{"paper", "minutes", "10", "2019", "-o", "OUT", ON_DB}, 0, .base = BASE_SITE},
    {{"paper", "score_table", "10", "2019", "-o", "OUT", ON_DB}, 0, .base = BASE_SITE},
    {{"paper", "review_report", "10", "2019", "-o", "OUT", ON_DB}, 0, .base = BASE_SITE},
    {{"paper", "proposal", "10", "2019", "-o", "OUT", ON_DB}, 0, .base = BASE_SITE},
    {{"form", "10", "2019", "a", "-o", "OUT", ON_DB}, 0, .base = BASE_SITE},
    {{"db", "restore", "MADE/site.bak", ON_DB}, 0, .base = BASE_EMPTY},
    {{"import", "10", "2019", "MADE/form.xlsx", ON_DB, "--accept"}, 0, .base = BASE_SITE},
    {{"import", "10", "2019", "SRC/tests/fault/data.json", ON_DB}, 0, .base = BASE_SITE},
    {{"import", "10", "2019", "SRC/tests/fault/data.json", ON_DB, "--accept"}, 0, .base = BASE_SITE},
    {{"import", "10", "2019", CLI "bang.csv", "--as", "scheme", ON_DB, "--accept"}, 0, .base = BASE_YEAR},
    {{"import", "10", "2019", "SRC/tests/fault/units.csv", "--as", "units", ON_DB, "--accept"},
     0,
     .base = BASE_SITE},
    {{"import", "10", "2019", CLI "cum-sai.csv", ON_DB, "--accept"}, 1, .base = BASE_SITE},
    {{"export", "10", "2019", ON_DB}, 0, .base = BASE_SITE},
    {{"export", "10", "1999", ON_DB}, 1, .base = BASE_SITE},
    {{"journal", "10", "2019", ON_DB}, 0, .base = BASE_SITE},
    {{"form", "10", "2019", "khong-co", "-o", "OUT", ON_DB}, 1, .base = BASE_SITE},
    {{"user", "list", ON_DB}, 0, .base = BASE_SITE},
    {{"user", "add", "van.b", "--name", "Nguyễn Văn B", ON_DB},
     0,
     .base = BASE_SITE,
     .input = "mot mat khau dai\n"},
    {{"user", "add", "van.a", ON_DB}, 1, .base = BASE_SITE, .input = "mot mat khau dai\n"},
    {{"user", "passwd", "van.a", "--keep", ON_DB}, 0, .base = BASE_SITE, .input = "mot mat khau dai\n"},
    {{"user", "grant", "van.a", "secretary", "--cluster", "10", ON_DB}, 0, .base = BASE_SITE},
    {{"user", "grant", "van.a", "secretary", ON_DB}, 1, .base = BASE_SITE},
    {{"user", "reset", "van.a", ON_DB}, 0, .base = BASE_SITE, .varies = true},
    {{"user", "blank", "van.a", "--reason", "Nghỉ việc", ON_DB}, 0, .base = BASE_SITE},
    {{"calendar", "list", "10", "2019", ON_DB}, 0, .base = BASE_SITE},
    {{"calendar", "add", "10", "2019", "--title", "Giao ban", "--on", "24/11/2026", ON_DB},
     0,
     .base = BASE_SITE},
    {{"calendar", "withdraw", "10", "2019", "99", "--reason", "Hoãn", ON_DB}, 1, .base = BASE_SITE},
    {{"remind", ON_DB}, 0, .base = BASE_SITE},
    {{"mail", "list", ON_DB}, 0, .base = BASE_SITE},
    {{"setting", "list", ON_DB}, 0, .base = BASE_SITE},
    {{"holiday", "list", "2026", ON_DB}, 0, .base = BASE_SITE},
    {{"holiday", "set", "24/11/2026", "off", "Nghỉ bù", ON_DB}, 0, .base = BASE_SITE},
    {{"holiday", "import", "SRC/tests/fault/holidays.csv", ON_DB}, 0, .base = BASE_SITE},
    {{"crosscheck", "10", "2019", ON_DB}, 0, .base = BASE_SITE},
    {{"crosscheck", "10", "2019", "--draw", "1", "--seed", "7", ON_DB}, 1, .base = BASE_SITE},
    {{"difficulty", "list", "10", "2019", ON_DB}, 0, .base = BASE_SITE},
    {{"difficulty", "raise", "10", "2019", "a", "--title", "Thiếu hướng dẫn", "--body", "Chưa rõ", ON_DB},
     0,
     .base = BASE_SITE},
    {{"difficulty", "answer", "10", "2019", "99", "--text", "Đã rõ", ON_DB}, 1, .base = BASE_SITE},
    {{"do", "10", "2019", "SRC/tests/fault/events.json", "--by", "van.a", ON_DB}, 0, .base = BASE_SITE},
    {{"paper", "midyear_review", "10", "2019", "-o", "OUT", ON_DB}, 0, .base = BASE_SITE},
    {{"db", "status", ON_DB}, 0, .base = BASE_SITE},
    {{"db", "check", ON_DB}, 0, .base = BASE_SITE},
    {{"db", "restore", "MADE/site.bak", ON_DB}, 1, .base = BASE_SITE},
    {{"score", "T2", "MADE/table.xlsx"}, 0, .base = BASE_NONE},
    {{"score", "T5", RULES "t5.json", "--xlsx", "OUT"}, 0, .base = BASE_NONE},
    {{"score", "T5", RULES "t5.json"}, 0, .base = BASE_NONE},
    {{"score", "T5", "-", "--stage", "final"}, 1, .base = BASE_NONE, .input = "{"},
    {{"score", "T5", RULES "t5.json", "--json"}, 0, .base = BASE_NONE},
    {{"score", "T5", RULES "t5.json", "--csv"}, 0, .base = BASE_NONE},
    {{"score", "T5", RULES "t5.json", "--explain", "B/4"}, 0, .base = BASE_NONE},
    {{"score", "T5", RULES "t5.json", "--explain", "B", "--json"}, 0, .base = BASE_NONE},
    {{"score", CLI "bang.csv", CLI "cum.csv"}, 1, .base = BASE_NONE},
    {{"score", "MAC-DINH-100", RULES "t5.json"}, 1, .base = BASE_NONE},
    {{"score", "--schema", "scheme"}, 0, .base = BASE_NONE},
    {{"schemes"}, 0, .base = BASE_NONE},
    {{"schemes", "T2"}, 0, .base = BASE_NONE},
    {{"schemes", "T5", "--example"}, 0, .base = BASE_NONE},
    {{"verify", BALLOT "bad-24.bel", "--json"}, 1, .base = BASE_NONE},
    {{"serve", ON_DB, "--threads", "0"}, 1, .base = BASE_SITE},
    {{"serve", ON_DB, "--config", CLI "not-json.txt"}, 1, .base = BASE_SITE},
    {{"paper", "minutes", "--fields"}, 0, .base = BASE_NONE},
    {{"routes"}, 0, .base = BASE_NONE},
    {{"routes", "--roles"}, 0, .base = BASE_NONE},
    {{"version"}, 0, .base = BASE_NONE},
    {{"help"}, 0, .base = BASE_NONE},
    {{"help", "score"}, 0, .base = BASE_NONE},
    {{"khong-co"}, 2, .base = BASE_NONE},
};
const struct command_line demo_line = {{"demo", ON_DB, "--quiet"}, 0, .base = BASE_NONE};
const size_t n_command_lines = sizeof command_lines / sizeof *command_lines;

const char *command_exempt(const char *name)
{
	if (strcmp(name, "worker") == 0) /* its death is a sentence of who started it (decisions 8) */
		return "a process of its own, started by form and score";
	return strcmp(name, "demo") == 0 ? "sampled by a case of its own" : NULL;
}
