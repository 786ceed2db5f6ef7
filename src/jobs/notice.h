/* Notices: what a person is told inside the program, and by mail if he wants it. A notice is kept as data; its sentence is
 * made when it is read, in the reader's language. The same thing is told a person once (its key). */
#ifndef JOBS_NOTICE_H
#define JOBS_NOTICE_H

#include "jobs/due.h"
#include "store/store_notice.h"

enum notice_kind {
	NOTICE_DUE,    /* something is due soon, or today */
	NOTICE_LATE,   /* its day is over */
	NOTICE_REMIND, /* the desk of the cluster asks */
	NOTICE_STEP,   /* the year came to another step */
	NOTICE_RETURN, /* what was sent came back, with the reason */
	NOTICE__N
};
const char *notice_kind_code(enum notice_kind k);
const char *notice_kind_name(enum notice_kind k); /* "Việc sắp đến hạn" …, Vietnamese source text */
bool notice_kind_by_mail(enum notice_kind k);     /* unless the person chose otherwise */
MUST_CHECK td_rc notice_kind_parse(str code, enum notice_kind *out);

/* «Gửi phiếu tự chấm điểm của Cục Thuế đến hạn ngày 30/11/2026, còn 3 ngày.» */
str notice_sentence(struct arena *a, enum lang lang, const struct notice *n);
/* "Cụm thi đua số 10 · 2026" as it was when it was told. */
str notice_place(struct arena *a, const struct notice *n);

/* Telling the people of one cluster-year things of one kind. What each of them is to get by mail is gathered into one. */
struct notice_letter {
	user_id user;
	str name, email;
	struct sb lines;
	size_t n;
};
struct notice_desk {
	struct tx *t;
	struct cluster_year y;
	enum notice_kind kind;
	notice_person_list people;
	bool mails; /* mail is configured */
	size_t n_told;
	VEC(struct notice_letter) letters;
};
MUST_CHECK td_rc notice_open(struct tx *t, const struct cluster_year *y, enum notice_kind kind,
			     struct notice_desk *out);

/* Tells who has to do it: the people of its unit who may fill in, the named person, else the desk; of events everybody.
 * key says what makes it the same thing; left: days to its day; reason, who: may be NULL. n_told counts who was not told
 * before. */
struct notice_fact {
	str key;
	i64 left;
	str reason;
	str who;
};
MUST_CHECK td_rc notice_tell(struct notice_desk *d, const struct due *what, const struct notice_fact *f);

/* Everybody of the year whose own work begins with this step. */
MUST_CHECK td_rc notice_tell_step(struct notice_desk *d, enum season_state step, str reason);

/* Puts the letters into the outbox. */
MUST_CHECK td_rc notice_close(struct notice_desk *d);

#endif
