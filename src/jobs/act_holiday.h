/* Acts on the days off of a site; everything goes to the journal of the system. */
#ifndef JOBS_ACT_HOLIDAY_H
#define JOBS_ACT_HOLIDAY_H

#include "store/store_holiday.h"

/* Enters a day over what is shipped or was entered. rev: of the entered day as the user saw it, 0 when there was none.
 * TD_INVALID with every fault (where: "day", "name", "source"), TD_STALE. */
MUST_CHECK td_rc act_holiday_put(struct tx *t, const struct holiday *h, i64 rev);

/* Takes back what was entered: the day is again as shipped. TD_NOT_FOUND with a sentence. */
MUST_CHECK td_rc act_holiday_drop(struct tx *t, str day_on);

/* Enters every row of a table (.xlsx or CSV) with the columns Ngày, Loại (nghỉ, làm bù, theo lịch tuần), Tên, Căn cứ;
 * all of it or nothing. n_changed: days that were not so already. TD_INVALID with every fault by its cell. */
MUST_CHECK td_rc act_holiday_import(struct tx *t, str file_name, str bytes, size_t *n_changed);

#endif
