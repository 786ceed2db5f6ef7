/* Token buckets by key (an address, an account) in a table of fixed size: the least used bucket is replaced. */
#ifndef WEB_RATELIMIT_H
#define WEB_RATELIMIT_H

#include "base/arena.h"

struct ratelimit;

/* per_minute tokens flow in, at most burst are kept; n_keys buckets. per_minute 0: everything passes. */
struct ratelimit *ratelimit_new(struct arena *a, u32 per_minute, u32 burst, u32 n_keys);

/* Takes a token. False when there is none; *wait_s then tells after how many seconds there is one. */
bool ratelimit_take(struct ratelimit *l, str key, i64 now_ms, i64 *wait_s);

#endif
