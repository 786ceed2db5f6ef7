/* The papers of a cluster's year: minutes, score table, review report, proposal. A paper is a template — the cluster's
 * own if it uploaded one, else the shipped one — filled with the fields below; the file is stored beside a row that
 * says what it was made of. The same data and template give the same bytes. Papers are always in Vietnamese. */
#ifndef JOBS_PAPERS_H
#define JOBS_PAPERS_H

#include "format/value.h"
#include "store/store_file.h"

/* Codes, names and what they are made of: papers_kinds.c. */
enum paper_kind {
	PAPER_MINUTES,
	PAPER_SCORE_TABLE,
	PAPER_REVIEW_REPORT,
	PAPER_PROPOSAL,
	PAPER_PLAN,
	PAPER_MIDYEAR,
	PAPER_HANDOVER,
	PAPER_FOUNDING,
	PAPER_REGULATIONS,
	PAPER_LAUNCH,
	PAPER_REGISTRATION,
	PAPER_PHASE_REVIEW,
	PAPER_INVITATION,
	PAPER_PROGRAMME,
	PAPER_ROLL,
	PAPER_SCORE_LIST,
	PAPER_RECEIPT,
	PAPER_COUNT,
	PAPER_BALLOT,
	PAPER_PROPOSAL_LIST,
	PAPER_COMMENDATION,
	PAPER_ACHIEVEMENT,
	PAPER_PERSON,
	PAPER__N
};

/* How many papers of a kind a year has: one, or one for each of these. A subject names which: a unit's code, the number of
 * a poll, a phase, a registered award ("12") or an exemplar ("dh-3"). */
enum paper_of {
	PAPER_OF_YEAR,
	PAPER_OF_UNIT,
	PAPER_OF_POLL,
	PAPER_OF_BALLOT,
	PAPER_OF_PHASE,
	PAPER_OF_PERSON,
	PAPER_OF__N
};
enum paper_of paper_kind_of(enum paper_kind k);

/* The kinds in the order in which a year needs them. */
extern const enum paper_kind papers_in_order[PAPER__N];

const char *paper_kind_about(enum paper_kind k); /* a sentence: what it says */
const char *paper_kind_code(enum paper_kind k);  /* "minutes" … as stored */
const char *paper_kind_name(enum paper_kind k);  /* "Biên bản hội nghị tổng kết" … */
MUST_CHECK td_rc paper_kind_parse(str code, enum paper_kind *out);

/* The shipped template as .docx bytes. */
str papers_default_template(enum paper_kind k);

/* A field that templates of a kind may use, for the page that lists them. */
struct paper_field {
	str tag;     /* "{{phiếu.phát ra}}", "{{#đơn vị}}" */
	str example; /* as the default format prints it; empty for a list */
	u32 depth;   /* 1 inside a list or group */
	str list;    /* the list it must stand in; empty: anywhere */
};
typedef VEC(struct paper_field) paper_field_list;
void papers_fields(struct arena *a, enum paper_kind k, paper_field_list *out);

/* A data tree with every field of the kind and example values: what uploads are checked against. */
struct value *papers_sample(struct arena *a, enum paper_kind k);

/* Is this file fit to be a template of the kind? As docx_check(). */
MUST_CHECK td_rc papers_check_template(struct arena *a, enum paper_kind k, str docx, struct err *e);

/* Everything the paper says, read in t's snapshot. TD_NOT_FOUND: no such year; TD_CONFLICT: no scheme chosen or
 * figures with faults (named in t->e). What the meeting has not entered yet is left as dots for the clerk. */
MUST_CHECK td_rc papers_data(struct tx *t, enum paper_kind k, cluster_year_id year, str subject,
			     struct value **out);

/* The same paper as PDF: drawn by this program, or by LibreOffice where the settings say so and the template has what the
 * program does not draw. bytes is empty when there is none: notes then says why. */
struct paper_pdf {
	str bytes;
	i64 pages;
	str maker; /* "thidua", "libreoffice" */
	str notes; /* lines: place, tab, sentence */
};

/* The paper's bytes and its file name ("bien-ban-10-2026.docx") without storing anything. */
struct paper_file {
	str bytes, file_name, title;
	struct opt_i64 template_used; /* template_id; none: the shipped one */
	struct opt_i64 ranking;       /* ranking it was made from */
	struct sha256 data_hash;      /* of the canonical JSON of the data */
	struct sha256 sources_hash;   /* of the data and of the template's bytes */
	i64 generation;               /* of the year in t's snapshot */
	str check_code;               /* NULL while the site has no secret: jobs/paper_code.h */
	struct paper_pdf pdf;         /* empty until papers_pdf() */
};
MUST_CHECK td_rc papers_fill(struct tx *t, enum paper_kind k, cluster_year_id year, str subject,
			     struct paper_file *out);

/* The template in use filled with the example fields, without a year. */
MUST_CHECK td_rc papers_try(struct tx *t, enum paper_kind k, cluster_id cluster, struct paper_file *out);

/* Makes the PDF of what papers_fill() filled. Takes tens of milliseconds in another process, seconds with LibreOffice: outside
 * any transaction. Never fails for the document's sake: then there is no PDF and the reason is a note. office: LibreOffice may
 * be started (setting paper.office) for a cluster's own template that holds what this program does not draw. */
void papers_pdf(struct arena *a, struct paper_file *file, bool office);

/* Where there is no stored PDF (papers of earlier editions, of the demo): draws the Word file. TD_CONFLICT with the
 * reason in e. */
MUST_CHECK td_rc papers_pdf_of(struct arena *a, str docx, struct err *e, str *out);

/* "bien-ban-10-2026.pdf" of "bien-ban-10-2026.docx". */
str papers_pdf_name(struct arena *a, str file_name);

/* Stores and journals what papers_fill() made, in another transaction (a write). A standing paper of the kind and
 * subject with the same bytes is not made again: out is then that one, its data being found unchanged as of now
 * (*made is false); else the standing one is marked as replaced. */
MUST_CHECK td_rc papers_keep(struct tx *t, enum paper_kind k, cluster_year_id year, str subject,
			     const struct paper_file *file, struct paper *out, bool *made);

/* papers_fill() and papers_keep() in one write: for the scripts of the demo, which wait for nobody. */
MUST_CHECK td_rc papers_make(struct tx *t, enum paper_kind k, cluster_year_id year, str subject,
			     struct paper *out);

/* Which papers of a kind the year has: subject and the name that tells them apart (both empty for PAPER_OF_YEAR). Codes as
 * papers_data(); kinds that share what they are made of are read once by a reader. */
struct paper_subject {
	str subject, name;
	str more; /* what else tells it apart in lists; may be NULL */
};
typedef VEC(struct paper_subject) paper_subject_list;
struct papers_reader;
struct papers_reader *papers_reader_new(struct tx *t, cluster_year_id year);
MUST_CHECK td_rc papers_subjects(struct papers_reader *r, enum paper_kind k, paper_subject_list *out);

/* Of each paper (of one year) whether it would be filled with other data now. Only papers that stand, whose data's hash
 * is known and whose year was written since are read anew. changed: papers.n of them. */
MUST_CHECK td_rc papers_changed(struct papers_reader *r, const paper_list *papers, bool *changed);

#endif
