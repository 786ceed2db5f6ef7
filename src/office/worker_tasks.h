/* The tasks that worker_tasks[] names, each beside what it is the far side of. */
#ifndef OFFICE_WORKER_TASKS_H
#define OFFICE_WORKER_TASKS_H

#include "office/worker.h"

td_rc worker_sheets(struct worker_job *j);     /* sheet_pack.c */
td_rc worker_docx_check(struct worker_job *j); /* docx_upload.c */
td_rc worker_docx_fill(struct worker_job *j);
td_rc worker_docx_annotate(struct worker_job *j);
td_rc worker_docx_text(struct worker_job *j);
td_rc worker_signatures(struct worker_job *j); /* signature.c */
td_rc worker_pieces(struct worker_job *j);

#endif
