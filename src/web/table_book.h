/* Every table of a page as a workbook: ?xlsx=1 behind the page's address. The page is made as always, with its reader's
 * rights and filters, and its tables are read back out of the HTML: what is seen is what is downloaded, and a table that
 * a page gets tomorrow comes along by itself. */
#ifndef WEB_TABLE_BOOK_H
#define WEB_TABLE_BOOK_H

#include "office/book.h"

/* A sheet for each table between <main> and </main> of html, named by the heading above it; title and place stand above
 * the tables. Numbers as officials write them become numbers, days days; the last rows (tfoot) sums where they are sums.
 * Columns of mere buttons are left out. TD_NOT_FOUND: the page has no table. */
MUST_CHECK td_rc table_book(struct arena *a, str html, str title, str place, struct book **out);

#endif
