#include "store/store_outbox.h"

#include "store/q_notice.h"
#include "store/util.h"

static const struct store_word states[MAIL_STATE__N] = {
    [MAIL_WAITING] = {"waiting", N_("Chờ gửi")},
    [MAIL_SENDING] = {"sending", N_("Đang gửi")},
    [MAIL_SENT] = {"sent", N_("Đã gửi")},
    [MAIL_FAILED] = {"failed", N_("Không gửi được")},
};

const char *mail_state_code(enum mail_state s)
{
	return states[s].code;
}

const char *mail_state_name(enum mail_state s)
{
	return states[s].name;
}

static struct mail mail_of(const struct q_mail *r)
{
	return (struct mail){
	    .id = r->id,
	    .to_address = r->to_address,
	    .subject = r->subject,
	    .body = r->body,
	    .state = (enum mail_state)store_word_find(states, MAIL_STATE__N, r->state),
	    .tries = r->tries,
	    .created_at_ms = r->created_at,
	    .due_at_ms = r->due_at,
	    .last_error = r->last_error,
	    .sent_at_ms = r->sent_at,
	};
}

td_rc store_mail_add(struct tx *t, struct mail *m)
{
	struct q_mail_add_row row;
	td_rc rc = q_mail_add(t, m->to_address, m->subject, m->body, t->now_ms, &row);
	m->id = rc == TD_OK ? row.id : 0;
	m->created_at_ms = m->due_at_ms = t->now_ms;
	return rc;
}

td_rc store_mail_take(struct tx *t, i64 lease_ms, struct mail *out)
{
	struct q_mail row;
	td_rc rc = q_mail_next(t, t->now_ms, &row);
	if (rc != TD_OK)
		return rc;
	*out = mail_of(&row);
	out->state = MAIL_SENDING;
	out->due_at_ms = t->now_ms + lease_ms;
	out->tries++;
	return q_mail_take(t, out->id, out->due_at_ms, NULL);
}

td_rc store_mail_done(struct tx *t, const struct mail *m)
{
	return q_mail_done(
	    t,
	    &(struct q_mail_done_args){.id = m->id,
				       .tries = m->tries,
				       .state = str_c(mail_state_code(m->state)),
				       .due_at = m->due_at_ms,
				       .last_error = m->last_error,
				       .sent_at = m->state == MAIL_SENT ? OPT(t->now_ms) : OPT_NONE},
	    NULL);
}

td_rc store_mail_list(struct tx *t, i64 most, mail_list *out)
{
	struct db_rows r;
	struct q_mail row;
	*out = (mail_list){0};
	q_mail_list(t, &r, most);
	while (q_mail_list_next(&r, &row))
		VEC_PUSH(t->a, out) = mail_of(&row);
	return db_rows_end(&r);
}

td_rc store_mail_counts(struct tx *t, i64 n[MAIL_STATE__N])
{
	struct db_rows r;
	struct q_mail_counts_row row;
	for (int i = 0; i < MAIL_STATE__N; i++)
		n[i] = 0;
	q_mail_counts(t, &r);
	while (q_mail_counts_next(&r, &row))
		n[store_word_find(states, MAIL_STATE__N, row.state)] = row.n;
	return db_rows_end(&r);
}

td_rc store_mail_purge(struct tx *t, i64 before_ms, i64 *n)
{
	return q_mail_purge(t, before_ms, n);
}
