/* The table of commands: one row each, in the order of `thidua help`. */
#include "cli/commands.h"

static const struct command commands[] = {
    {"score", N_("chấm điểm, xếp hạng một bảng số liệu, không cần cơ sở dữ liệu"),
     N_("BẢNG_TIÊU_CHÍ SỐ_LIỆU [--stage BƯỚC] [--json | --csv | --xlsx TỆP]\n"
	"       thidua score --schema scheme|data\n"
	"\n"
	"BẢNG_TIÊU_CHÍ là tệp .json, .xlsx hoặc mã một bảng có sẵn (thidua schemes).\n"
	"SỐ_LIỆU là tệp .json hoặc .xlsx; “-” là đầu vào chuẩn (chỉ .json).\n"
	"\n"
	"  --stage BƯỚC      tính theo bước self, cross, verified, explained, final, council;\n"
	"                    không ghi thì lấy bước sau cùng có số liệu\n"
	"  --json            in kết quả đầy đủ dạng JSON\n"
	"  --csv             in bảng điểm dạng CSV\n"
	"  --xlsx TỆP        ghi bảng điểm ra tệp Excel\n"
	"  --schema TÊN      in mô tả JSON Schema của tệp bảng tiêu chí hoặc tệp số liệu\n"),
     false, cmd_score},
    {"schemes", N_("liệt kê, in các bảng tiêu chí có sẵn"),
     N_("[MÃ] [--example]\n"
	"\n"
	"Không có MÃ: liệt kê các bảng. Có MÃ: in bảng dạng JSON để sửa thành bảng của cụm.\n"
	"\n"
	"  --example         in tệp số liệu ví dụ của bảng\n"),
     false, cmd_schemes},
    {"version", N_("in phiên bản"), N_("\n"), false, cmd_version},
    {"help", N_("liệt kê các lệnh, hướng dẫn một lệnh"), N_("[LỆNH]\n"), false, cmd_help},
};

const struct command *cli_commands(size_t *n)
{
	*n = sizeof commands / sizeof *commands;
	return commands;
}
