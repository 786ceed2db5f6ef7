/* The scoreboard as a file: .xlsx for print, .csv and .json for programs. */
#ifndef WEB_PAGE_EXPORT_H
#define WEB_PAGE_EXPORT_H

#include "web/req.h"

td_rc page_export_xlsx(struct req *r); /* GET …/bang-diem.xlsx */
td_rc page_export_csv(struct req *r);
td_rc page_export_json(struct req *r);

#endif
