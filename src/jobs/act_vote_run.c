/* From the keys to the counts. */
#include "jobs/act_vote_part.h"
#include "vote/archive.h"
#include "vote/election.h"
#include "vote/tree.h"

/* A fault of what somebody sent, in the words of the verifier. */
static td_rc told(struct err *e, const char *where, td_rc rc, const struct finding *f)
{
	return rc == TD_INVALID ? err_add(e, rc, str_c(where), "%s", finding_text(f->code, e->lang)) : rc;
}

/* ---- records ---- */

static td_rc append_as(struct tx *t, const struct vote *v, const struct box *b,
		       const struct sha256 *credential)
{
	struct vote_end end;
	td_rc rc = store_vote_end(t, v->poll, &end);
	for (size_t i = 0; rc == TD_OK && i < b->add.n; i++) {
		struct vote_record r = {.event = b->add.at[i].event, .bytes = b->add.at[i].bytes};
		if (credential && i == 0) {
			r.ballot = true;
			r.credential_hash = *credential;
		}
		rc = sha256_of(r.bytes, &r.hash);
		if (rc == TD_OK)
			rc = store_vote_record_add(t, v->poll, end.n + 1 + (i64)i, &r);
	}
	return rc;
}

static td_rc append(struct tx *t, const struct vote *v, const struct box *b)
{
	return append_as(t, v, b, NULL);
}

static td_rc begin_box(struct tx *t, const struct vote *v, struct box *b)
{
	struct vote_end end;
	td_rc rc = store_vote_end(t, v->poll, &end);
	return rc == TD_OK ? box_begin(t->a, end.event, b) : rc;
}

/* ---- the election object ---- */

static td_rc questions(struct tx *t, const struct vote *v, struct ballot *poll, struct box_question **out,
		       size_t *n)
{
	static const str yes_no[2] = {{"Đồng ý", 10}, {"Không đồng ý", 17}};
	ballot_candidate_list list = {0};
	vote_ordinal_list at;
	td_rc rc = store_ballot_get(t, v->poll, poll);
	if (rc == TD_OK)
		rc = store_ballot_candidates(t, v->poll, &list);
	if (rc == TD_OK)
		rc = vote_ordinals(t, v, &at);
	if (rc != TD_OK)
		return rc;
	str *names = NEW_N(t->a, str, at.n);
	struct box_question *q = NEW_N(t->a, struct box_question, at.n);
	for (size_t i = 0; i < at.n; i++)
		for (size_t k = 0; k < list.n; k++)
			if (list.at[k].ordinal == at.at[i])
				names[i] = list.at[k].label;
	for (size_t i = 0; v->shape == VOTE_EACH && i < at.n; i++)
		q[i] = (struct box_question){names[i], yes_no, 2, true, 1, 1};
	i64 max = poll->max_yes > 0 && poll->max_yes < (i64)at.n ? poll->max_yes
		  : poll->max_yes > 0                            ? (i64)at.n
								 : 1;
	if (v->shape == VOTE_CHOOSE)
		q[0] = (struct box_question){poll->question, names, at.n, true, 1, max};
	*n = v->shape == VOTE_EACH ? at.n : 1;
	*out = q;
	return TD_OK;
}

/* What of the cluster's own stands in the object: it is bound by the fingerprint. */
static str own_fields(struct tx *t, const struct ballot *b, const struct cluster_year *y)
{
	struct value *v = value_map(t->a);
	value_put_text(t->a, v, "cluster", y->cluster_name);
	value_put_int(t->a, v, "year", y->year);
	if (b->threshold_den > 0) {
		value_put_int(t->a, v, "threshold_num", b->threshold_num);
		value_put_int(t->a, v, "threshold_den", b->threshold_den);
		value_put_bool(t->a, v, "threshold_strict", b->threshold_strict);
		value_put_text(t->a, v, "base", str_c(poll_base_code(b->base)));
	}
	return arena_fmt(t->a, ",\"thidua\":%.*s", STRF(value_to_json(t->a, v, VALUE_CANONICAL)));
}

static td_rc make_election(struct tx *t, const struct vote *v, const vote_trustee_list *all, struct group *g,
			   str *election, str *trustees)
{
	struct cluster_year y;
	struct ballot poll;
	struct box_question *q;
	struct finding f = {0};
	size_t n;
	elem key;
	str keys[VOTE_TRUSTEES_MAX];
	for (size_t i = 0; i < all->n && i < VOTE_TRUSTEES_MAX; i++)
		keys[i] = all->at[i].public_key;
	td_rc rc = store_cluster_year_get(t, v->year, &y);
	if (rc == TD_OK)
		rc = questions(t, v, &poll, &q, &n);
	if (rc == TD_OK)
		rc = told(t->e, "public_key", box_trustees(g, keys, all->n, &f, trustees, &key), &f);
	if (rc != TD_OK)
		return rc;
	*election = box_election(g, v->question,
				 arena_fmt(t->a, "%.*s, năm %lld", STRF(y.cluster_name), (long long)y.year),
				 key, q, n, v->uuid, own_fields(t, &poll, &y));
	return TD_OK;
}

/* ---- keys and codes ---- */

td_rc act_vote_key(struct tx *t, str uuid, str public_key)
{
	struct vote v;
	vote_trustee_list all;
	struct vote_trustee own;
	struct finding f = {0};
	str checked;
	elem key;
	td_rc rc = act_vote_trustee(t, uuid, &v, &all, &own);
	if (rc == TD_OK && v.phase != VOTE_KEYS)
		rc = vote_step(t, &v, VOTE_ALL_KEYS);
	if (rc != TD_OK)
		return rc;
	if (own.public_key.p)
		return err_add(t->e, TD_CONFLICT, S("public_key"), N_("Bạn đã gửi khóa rồi."));
	rc = told(t->e, "public_key", box_trustees(group_new(t->a), &public_key, 1, &f, &checked, &key), &f);
	if (rc != TD_OK)
		return rc;
	size_t n = 1;
	for (size_t i = 0; i < all.n; i++) {
		if (all.at[i].public_key.p && str_eq(all.at[i].public_key, public_key))
			return err_add(t->e, TD_CONFLICT, S("public_key"),
				       N_("Khóa này của người khác: hãy tạo khóa của mình."));
		n += all.at[i].public_key.p != NULL;
	}
	rc = store_vote_trustee_key(t, v.poll, own.ordinal, public_key);
	if (rc == TD_OK && n == all.n)
		rc = vote_step(t, &v, VOTE_ALL_KEYS);
	if (rc == TD_OK)
		rc = store_vote_save(t, &v);
	return rc == TD_OK ? vote_log(t, &v, "vote.key", own.unit_name, STR_NULL) : rc;
}

td_rc act_vote_credentials(struct tx *t, str uuid, str public_creds)
{
	struct vote v;
	struct vote_end end;
	vote_trustee_list all;
	struct finding f = {0};
	struct box b;
	struct group *g = NULL;
	struct credentials list;
	str election, trustees;
	td_rc rc = act_vote_officer(t, uuid, &v);
	if (rc == TD_OK)
		rc = store_vote_end(t, v.poll, &end);
	if (rc == TD_OK && (v.phase != VOTE_CREDENTIALS || end.n > 0))
		rc =
		    err_add(t->e, TD_CONFLICT, S("public_creds"),
			    end.n > 0 ? N_("Mã phiếu đã được gửi rồi.")
				      : N_("Chưa đến bước phát mã phiếu: chờ Ban kiểm phiếu tạo khóa xong."));
	if (rc == TD_OK)
		rc = store_vote_trustee_list(t, v.poll, &all);
	if (rc == TD_OK)
		g = group_new(t->a);
	if (rc == TD_OK)
		rc = told(t->e, "public_creds", credentials_read(g, public_creds, &f, &list), &f);
	if (rc == TD_OK && ((i64)list.n != v.n_codes || list.weight != v.n_codes))
		rc = err_add(t->e, TD_INVALID, S("public_creds"),
			     N_("Cần đúng %lld mã phiếu, mỗi mã một phiếu; danh sách có %zu."),
			     (long long)v.n_codes, list.n);
	if (rc == TD_OK)
		rc = make_election(t, &v, &all, g, &election, &trustees);
	if (rc == TD_OK)
		rc = box_begin(t->a, STR_NULL, &b);
	if (rc == TD_OK)
		rc = told(t->e, "public_creds", box_setup(&b, g, election, trustees, public_creds, &f), &f);
	if (rc == TD_OK)
		rc = append(t, &v, &b);
	if (rc == TD_OK)
		rc = store_vote_save(t, &v);
	return rc == TD_OK
		   ? vote_log(t, &v, "vote.codes", arena_fmt(t->a, "%lld", (long long)v.n_codes), STR_NULL)
		   : rc;
}

/* ---- open and closed ---- */

/* The desk hands the slips out with its ballots: the urn opens behind it. */
static td_rc check_open_desk(struct tx *t, const struct vote *v)
{
	struct act_desk desk;
	bool there;
	td_rc rc = vote_desk(t, v, &desk, &there);
	if (rc == TD_OK && there && desk.d.phase != DESK_OPEN)
		rc = err_add(
		    t->e, TD_CONFLICT, S("phase"),
		    N_("Bàn phiếu chưa phát phiếu: hãy phát phiếu ở trang bàn phiếu trước khi mở hòm."));
	return rc;
}

/* And it knows how many were handed out. */
static td_rc check_issued(struct tx *t, const struct vote *v, i64 issued)
{
	struct act_desk desk;
	bool there;
	td_rc rc = vote_desk(t, v, &desk, &there);
	if (rc == TD_OK && there && desk.d.n_electronic != issued)
		rc = err_add(t->e, TD_INVALID, S("issued"),
			     N_("Bàn phiếu đã ghi %lld người bỏ phiếu điện tử, không phải %lld."),
			     (long long)desk.d.n_electronic, (long long)issued);
	return rc;
}

td_rc act_vote_begin(struct tx *t, cluster_year_id year, poll_id poll, i64 rev)
{
	struct vote v;
	struct vote_end end = {0};
	td_rc rc = vote_find(t, year, poll, rev, &v);
	if (rc == TD_OK)
		rc = vote_step(t, &v, VOTE_BEGIN);
	if (rc == TD_OK)
		rc = check_open_desk(t, &v);
	if (rc == TD_OK)
		rc = store_vote_end(t, poll, &end);
	if (rc == TD_OK && end.n == 0)
		rc = err_add(t->e, TD_CONFLICT, S("phase"),
			     N_("Người phát mã phiếu chưa gửi danh sách mã: hãy nhắc người đó."));
	if (rc == TD_OK)
		rc = store_vote_save(t, &v);
	return rc == TD_OK ? vote_log(t, &v, "vote.begin", hex_of(t->a, end.hash.b, SHA256_LEN), STR_NULL)
			   : rc;
}

/* Without paper beside it the poll ends with the urn: the hall sees that it is counted. */
static td_rc close_desk(struct tx *t, const struct vote *v)
{
	struct act_desk desk;
	bool there;
	td_rc rc = vote_desk(t, v, &desk, &there);
	if (rc != TD_OK || !there || desk.d.method != DESK_ELECTRONIC || desk.d.phase != DESK_OPEN)
		return rc;
	return act_desk_close(t, v->year, v->poll, 0, desk.d.rev);
}

td_rc act_vote_close(struct tx *t, cluster_year_id year, poll_id poll, i64 rev)
{
	struct vote v;
	struct box b;
	td_rc rc = vote_find(t, year, poll, rev, &v);
	if (rc == TD_OK)
		rc = vote_step(t, &v, VOTE_CLOSE);
	if (rc == TD_OK)
		rc = begin_box(t, &v, &b);
	if (rc != TD_OK)
		return rc;
	box_close(&b);
	rc = append(t, &v, &b);
	if (rc == TD_OK)
		rc = store_vote_save(t, &v);
	if (rc == TD_OK)
		rc = vote_log(t, &v, "vote.close", b.parent, STR_NULL);
	return rc == TD_OK ? close_desk(t, &v) : rc;
}

td_rc act_vote_count(struct tx *t, cluster_year_id year, poll_id poll, i64 issued, i64 rev)
{
	struct vote v;
	struct box b;
	struct finding f = {0};
	vote_bytes_list ballots = {0};
	str election = STR_NULL;
	td_rc rc = vote_find(t, year, poll, rev, &v);
	if (rc == TD_OK)
		rc = vote_step(t, &v, VOTE_COUNT);
	if (rc == TD_OK)
		rc = check_issued(t, &v, issued);
	if (rc == TD_OK)
		rc = store_vote_ballots(t, poll, &ballots);
	if (rc == TD_OK && (issued < (i64)ballots.n || issued > v.n_codes))
		rc = err_add(t->e, TD_INVALID, S("issued"),
			     N_("Trong hòm có %zu phiếu, đã làm %lld mã: số mã phiếu đã phát phải nằm giữa "
				"hai số này. Hãy "
				"đếm lại phong bì chưa mở."),
			     ballots.n, (long long)v.n_codes);
	if (rc == TD_OK && ballots.n == 0)
		rc = err_add(t->e, TD_CONFLICT, S("issued"),
			     N_("Hòm phiếu trống: không có gì để kiểm. Hãy hủy cuộc này."));
	if (rc == TD_OK)
		rc = store_vote_record_get(t, poll, RECORD_ELECTION, &election);
	if (rc == TD_OK)
		rc = begin_box(t, &v, &b);
	if (rc != TD_OK)
		return rc;
	rc = box_tally(&b, election, ballots.at, ballots.n, &f);
	if (rc == TD_INVALID)
		rc = TD_CORRUPT; /* every ballot was checked when it came */
	v.n_issued = OPT(issued);
	if (rc == TD_OK)
		rc = append(t, &v, &b);
	if (rc == TD_OK)
		rc = store_vote_save(t, &v);
	return rc == TD_OK ? vote_log(t, &v, "vote.count", b.parent, STR_NULL) : rc;
}

/* ---- the result ---- */

/* The subtotals go to the desk; its board confirms them (or waits for the papers of a mixed poll). */
static td_rc to_desk(struct tx *t, const struct vote *v, const i64 *counts, i64 n,
		     const vote_ordinal_list *at, const ballot_candidate_list *list)
{
	struct count_row *rows = NEW_N(t->a, struct count_row, at->n);
	struct count c = {.issued = v->n_issued.v,
			  .returned = n,
			  .not_returned = v->n_issued.v - n,
			  .valid = n,
			  .rows = rows};
	for (size_t i = 0; i < at->n; i++) {
		struct vote_count x = vote_count_of(v->shape, counts, i, n);
		bool stands = false;
		for (size_t k = 0; k < list->n; k++)
			stands |= list->at[k].ordinal == at->at[i] && !list->at[k].withdrawn;
		if (stands)
			rows[c.n_rows++] = (struct count_row){at->at[i], x.yes, x.no, x.blank};
	}
	return act_desk_counted(t, v->year, v->poll, &c);
}

/* A poll without a desk takes them as they are. */
static td_rc to_poll(struct tx *t, const struct vote *v, const i64 *counts, i64 n,
		     const vote_ordinal_list *at, struct ballot *b, ballot_candidate_list *list)
{
	struct poll_result res;
	for (size_t i = 0; i < at->n; i++)
		for (size_t k = 0; k < list->n; k++) {
			struct vote_count c = vote_count_of(v->shape, counts, i, n);
			if (list->at[k].ordinal != at->at[i] || list->at[k].withdrawn)
				continue;
			list->at[k].n_yes = c.yes;
			list->at[k].n_no = c.no;
			list->at[k].n_blank = c.blank;
		}
	b->n_issued = v->n_issued.v;
	b->n_returned = b->n_valid = n;
	b->n_not_returned = b->n_issued - n;
	b->n_invalid = 0;
	b->n_present = b->n_present < b->n_issued ? b->n_issued : b->n_present;
	b->n_members = b->n_members < b->n_present ? b->n_present : b->n_members;
	return act_ballot_record(t, b, list, false, &res);
}

static td_rc deliver(struct tx *t, const struct vote *v, const i64 *counts, i64 n)
{
	struct ballot b;
	struct act_desk desk;
	bool there;
	ballot_candidate_list list = {0};
	vote_ordinal_list at;
	td_rc rc = store_ballot_get(t, v->poll, &b);
	if (rc == TD_OK)
		rc = store_ballot_candidates(t, v->poll, &list);
	if (rc == TD_OK)
		rc = vote_ordinals(t, v, &at);
	if (rc != TD_OK)
		return rc;
	rc = vote_desk(t, v, &desk, &there);
	if (rc != TD_OK)
		return rc;
	return there ? to_desk(t, v, counts, n, &at, &list) : to_poll(t, v, counts, n, &at, &b, &list);
}

struct counting {
	str election, trustees, tally;
	str parts[VOTE_TRUSTEES_MAX];
	i64 n_ballots;
};

/* What the file holds for the decryption: the tally and the factors that were given. */
static td_rc load_counting(struct tx *t, const struct vote *v, struct counting *c)
{
	vote_record_list all;
	td_rc rc = store_vote_record_list(t, v->poll, &all);
	for (size_t i = 1; rc == TD_OK && i < all.n; i++) {
		const struct vote_record *r = &all.at[i];
		struct event e;
		struct finding f = {0};
		c->n_ballots += r->ballot;
		if (!r->event)
			continue;
		rc = archive_event_read(t->a, r->bytes, &f, &e);
		const struct value *m = rc == TD_OK ? tree_read(t->a, all.at[i - 1].bytes) : NULL;
		const struct value *owner = m ? value_get(m, S("owner")) : NULL;
		if (rc == TD_OK && str_eq(e.type, S("EncryptedTally")))
			c->tally = all.at[i - 2].bytes;
		if (rc == TD_OK && str_eq(e.type, S("PartialDecryption")) && owner && owner->i >= 1 &&
		    owner->i <= VOTE_TRUSTEES_MAX)
			c->parts[owner->i - 1] = all.at[i - 2].bytes;
	}
	if (rc == TD_OK && (all.n < RECORD_CREDENTIALS || c->tally.p == NULL))
		rc = TD_CORRUPT;
	if (rc == TD_OK) {
		c->election = all.at[RECORD_ELECTION - 1].bytes;
		c->trustees = all.at[RECORD_TRUSTEES - 1].bytes;
	}
	return rc;
}

td_rc act_vote_factors(struct tx *t, str uuid, str factors)
{
	struct vote v;
	vote_trustee_list all;
	struct vote_trustee own;
	struct finding f = {0};
	struct counting c = {0};
	struct box b;
	i64 *counts = NULL;
	td_rc rc = act_vote_trustee(t, uuid, &v, &all, &own);
	if (rc == TD_OK && v.phase != VOTE_DECRYPTING)
		rc = vote_step(t, &v, VOTE_ALL_FACTORS);
	if (rc == TD_OK && own.decrypted)
		rc = err_add(t->e, TD_CONFLICT, S("partial"), N_("Bạn đã mở khóa phần của mình rồi."));
	if (rc == TD_OK)
		rc = load_counting(t, &v, &c);
	if (rc == TD_OK)
		rc = begin_box(t, &v, &b);
	if (rc != TD_OK)
		return rc;
	c.parts[own.ordinal - 1] = factors;
	rc = box_factors(&b, group_new(t->a), c.election, c.trustees, c.tally, c.parts, (size_t)own.ordinal,
			 c.n_ballots, &f, &counts);
	rc = told(t->e, "partial", rc, &f);
	if (rc == TD_OK)
		rc = append(t, &v, &b);
	if (rc == TD_OK)
		rc = store_vote_trustee_done(t, v.poll, own.ordinal);
	if (rc == TD_OK && counts)
		rc = vote_step(t, &v, VOTE_ALL_FACTORS);
	if (rc == TD_OK)
		rc = store_vote_save(t, &v);
	if (rc == TD_OK)
		rc = vote_log(t, &v, "vote.factors", own.unit_name, STR_NULL);
	if (rc == TD_OK && counts)
		rc = vote_log(t, &v, "vote.result", b.parent, STR_NULL);
	return rc == TD_OK && counts ? deliver(t, &v, counts, c.n_ballots) : rc;
}

/* ---- casting ---- */

td_rc act_vote_cast_load(struct tx *t, str uuid, struct vote_casting *c)
{
	struct vote v;
	td_rc rc = store_vote_by_uuid(t, uuid, &v);
	if (rc == TD_OK)
		rc = vote_step(t, &v, VOTE_CAST);
	if (rc != TD_OK)
		return rc;
	c->poll = v.poll;
	rc = store_vote_record_get(t, v.poll, RECORD_ELECTION, &c->election);
	return rc == TD_OK ? store_vote_record_get(t, v.poll, RECORD_CREDENTIALS, &c->credentials) : rc;
}

td_rc act_vote_cast_check(struct group *g, struct err *e, struct vote_casting *c)
{
	struct finding f = {0};
	td_rc rc = box_check_ballot(g, c->election, c->credentials, c->ballot, &f, &c->credential);
	c->tracker = election_digest(g, c->ballot);
	return told(e, "ballot", rc, &f);
}

td_rc act_vote_cast_put(struct tx *t, const struct vote_casting *c)
{
	struct vote v;
	struct box b;
	struct sha256 credential;
	bool cast = false;
	td_rc rc = store_vote_get(t, c->poll, &v);
	if (rc == TD_OK)
		rc = vote_step(t, &v, VOTE_CAST);
	if (rc == TD_OK)
		rc = sha256_of(c->credential, &credential);
	if (rc == TD_OK)
		rc = store_vote_cast_with(t, c->poll, &credential, &cast);
	if (rc == TD_OK && cast)
		return err_add(
		    t->e, TD_CONFLICT, S("ballot"),
		    N_("Mã phiếu này đã bỏ phiếu rồi; mỗi mã chỉ bỏ một lần. Nếu không phải bạn bỏ, hãy báo "
		       "ngay Ban kiểm phiếu."));
	if (rc == TD_OK)
		rc = begin_box(t, &v, &b);
	if (rc != TD_OK)
		return rc;
	box_cast(&b, c->ballot);
	return append_as(t, &v, &b, &credential);
}
