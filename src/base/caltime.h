/* Time. Instants are milliseconds UTC (at_ms); days are civil days in Viet Nam (+07, no summer time). */
#ifndef BASE_CALTIME_H
#define BASE_CALTIME_H

#include "base/sb.h"

struct day {
	int year, month, day;
};

/* "2026-11-21". TD_INVALID for anything that is not a real day of the years 1900–2999. */
MUST_CHECK td_rc day_parse_iso(str s, struct day *out);

/* "21/11/2026", also "1/3/2026", "01-03-2026", "01.03.2026". */
MUST_CHECK td_rc day_parse_vi(str s, struct day *out);

str day_iso(struct arena *a, struct day d); /* 2026-11-21 */
str day_vi(struct arena *a, struct day d);  /* 21/11/2026 */
/* "ngày 07 tháng 01 năm 2026": days < 10 and months 1, 2 padded (Decree 30/2020, Annex I). */
str day_long(struct arena *a, struct day d);

/* Days since 1970-01-01, and back. */
i64 day_number(struct day d);
struct day day_from_number(i64 n);
int day_weekday(struct day d); /* 0 = Monday */

/* The civil day and the time of day in Viet Nam of an instant. */
struct day day_of_ms(i64 at_ms);
/* First instant of the day in Viet Nam. */
i64 day_start_ms(struct day d);
str ms_vi(struct arena *a, i64 at_ms);  /* 21/11/2026 14:05 */
str ms_iso(struct arena *a, i64 at_ms); /* 2026-11-21T14:05:09.123+07:00 */

#endif
