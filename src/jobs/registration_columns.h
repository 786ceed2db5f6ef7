/* Titles of the columns of registration files, by which they are found again. For src/jobs only. */
#ifndef JOBS_REGISTRATION_COLUMNS_H
#define JOBS_REGISTRATION_COLUMNS_H

#include "jobs/registration_book.h"

#define REGISTRATION_PROPERTY "thidua.registration"

#define COL_NO        "TT"
#define COL_UNIT      "Đơn vị"
#define COL_INDICATOR "Tên chỉ tiêu"
#define COL_MEASURE   "Đơn vị tính"
#define COL_BASELINE  "Thực hiện năm trước"
#define COL_PLAN      "Kế hoạch"
#define COL_SOURCE    "Nguồn giao"
#define COL_CRITERION "Mã tiêu chí"
#define COL_STATE     "Trạng thái"
#define COL_HOLDER    "Đối tượng"
#define COL_NAME      "Tên"
#define COL_NOTE      "Ghi chú"
#define COL_KEY       "Mã dòng"

/* Name of the sheet, and of its column of titles or award forms. */
const char *registration_sheet_title(enum registration_sheet s);

#endif
