/* Result codes of the whole program. One mapping to HTTP status and exit code: rc_http(), rc_exit(). */
#ifndef BASE_RC_H
#define BASE_RC_H

#include <stdint.h>

typedef int64_t i64;
typedef uint64_t u64;
typedef int32_t i32;
typedef uint32_t u32;
typedef uint16_t u16;
typedef uint8_t u8;

typedef enum {
	TD_OK = 0,
	/* expected: part of normal work, told to the user in his words */
	TD_NOT_FOUND,
	TD_DENIED,
	TD_INVALID,   /* input refused; struct err names every field, cell or line */
	TD_CONFLICT,  /* the state machine or a uniqueness rule says no */
	TD_STALE,     /* somebody saved in between; both versions are shown */
	TD_BUSY,      /* try again: lock, queue or rate limit */
	TD_UNCERTAIN, /* the connection broke during COMMIT; nobody knows */
	/* faults: not the user's doing */
	TD_LIMIT, /* an arena, buffer or size limit was reached */
	TD_IO,
	TD_DB,
	TD_CORRUPT,
	TD__N
} td_rc_code;

/* Everything that can fail returns td_rc and must be looked at. */
#define MUST_CHECK __attribute__((warn_unused_result))
typedef td_rc_code td_rc;

/* The HTTP status for a code (200, 404, 403, 422, 409, 409, 503, 503, 503, 500, 500, 500). */
int rc_http(td_rc rc);

/* The exit code of a command for a code: 0 for TD_OK, 1 for expected refusals, 2 is usage (not here),
 * 3 busy, 4 limits, 5 I/O, 6 database, 7 corrupt data. Documented in the man page. */
int rc_exit(td_rc rc);

/* The code's name in lower case for logs and JSON ("not_found"). */
const char *rc_name(td_rc rc);

#endif
