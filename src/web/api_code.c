/* Is a paper genuine, as programs ask it. */
#include "web/api_read.h"
#include "web/page_code.h"

static const struct api_member members[] = {
    API(TEXT, struct code_vm, code, "code"),
    API(TEXT, struct code_vm, title, "title"),
    API(TEXT, struct code_vm, cluster_name, "cluster"),
    API(INT, struct code_vm, year, "year"),
    API(TEXT, struct code_vm, number, "number"),
    API(DAY, struct code_vm, signed_on, "signed_on"),
    API(TIME, struct code_vm, made_at, "made_at"),
    API(TEXT, struct code_vm, file_hash, "file_sha256"),
    API(TEXT, struct code_vm, award.name, "holder", .label = N_("Của một khen thưởng: ai được khen")),
    API(TEXT, struct code_vm, award.revoked_on, "revoked_on"),
    API(TEXT, struct code_vm, award.revoked_decision, "revoked_decision"),
    API(BOOL, struct code_vm, replaced, "replaced", .label = N_("Đã có bản thay")),
    API(TEXT, struct code_vm, newer_title, "newer_title"),
    API(TEXT, struct code_vm, newer_number, "newer_number"),
    API(DAY, struct code_vm, newer_signed_on, "newer_signed_on"),
};
const struct api_def api_code_def = API_DEF("CheckedPaper", struct code_vm, members);

td_rc api_read_code(struct req *r, void *out)
{
	struct code_vm *vm = out;
	td_rc rc = page_code_load(r, req_param(r, "code"), vm);
	return rc == TD_OK && !vm->known ? TD_NOT_FOUND : rc;
}
