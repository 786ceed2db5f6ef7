/* The translations that are compiled in: po/en.po by tools/po2c.py. */
#ifndef WEB_PO_H
#define WEB_PO_H

/* Gives the catalogues to base/i18n. Once, before the first request. */
void po_load(void);

#endif
