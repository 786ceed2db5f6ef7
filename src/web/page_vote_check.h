/* For page_vote_*.c only. */
#ifndef WEB_PAGE_VOTE_CHECK_H
#define WEB_PAGE_VOTE_CHECK_H

#include "web/page_vote.h"

/* Verifies the bytes of a .bel file into vm. TD_CONFLICT: another one is being verified. */
MUST_CHECK td_rc page_vote_check(struct req *r, str bytes, struct vote_verify_vm *vm);

#endif
