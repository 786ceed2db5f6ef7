/* Evidence and the verdicts on its signatures, as programs read them. */
#include "jobs/act_signature.h"
#include "store/store_score.h"
#include "web/api_read.h"
#include "web/page_check.h"

struct signature_out {
	str state, signer, organisation, issuer, serial;
	struct opt_i64 proved_at, claimed_at;
};
static const struct api_member signature[] = {
    API(TEXT, struct signature_out, state, "state", .label = N_("valid, noted, inconclusive, invalid")),
    API(TEXT, struct signature_out, signer, "signer"),
    API(TEXT, struct signature_out, organisation, "organisation"),
    API(TEXT, struct signature_out, issuer, "issuer"),
    API(TEXT, struct signature_out, serial, "serial"),
    API(OPT_TIME, struct signature_out, proved_at, "proved_at"),
    API(OPT_TIME, struct signature_out, claimed_at, "claimed_at"),
};
static const struct api_def signature_def = API_DEF("Signature", struct signature_out, signature);

struct evidence_out {
	struct evidence v;
	VEC(struct evidence_link) links;
	str verdict, signed_when;
	struct opt_i64 checked_at;
	VEC(struct signature_out) signatures;
};
static const struct api_member link[] = {
    API(TEXT, struct evidence_link, criterion_code, "criterion"),
    API(TEXT, struct evidence_link, page, "page"),
};
static const struct api_def link_def = API_DEF("EvidenceLink", struct evidence_link, link);

static const struct api_member evidence[] = {
    API(INT, struct evidence_out, v.id.v, "id"),
    API(TEXT, struct evidence_out, v.title, "title"),
    API(TEXT, struct evidence_out, v.doc_number, "number"),
    API(DAY, struct evidence_out, v.doc_on, "issued_on"),
    API(TEXT, struct evidence_out, v.issuer, "issuer"),
    API(TEXT, struct evidence_out, v.kind, "kind"),
    API(TEXT, struct evidence_out, v.file_name, "file_name"),
    API(INT, struct evidence_out, v.file_size, "file_size"),
    API(TEXT, struct evidence_out, v.added_by_name, "added_by"),
    API(TIME, struct evidence_out, v.added_at_ms, "added_at"),
    API(OPT_TIME, struct evidence_out, v.withdrawn_at_ms, "withdrawn_at"),
    API(TEXT, struct evidence_out, v.withdrawn_reason, "withdrawn_reason"),
    API(INT, struct evidence_out, v.n_same, "same_elsewhere",
	.label = N_("Số văn bản của đơn vị khác có cùng tệp; chỉ người thẩm tra thấy")),
    API_LIST(struct evidence_out, links, "links", &link_def),
    API(TEXT, struct evidence_out, verdict, "signature",
	.label = N_("Kết luận về chữ ký số lúc nhận tệp: valid, noted, inconclusive, invalid")),
    API(OPT_TIME, struct evidence_out, checked_at, "signature_checked_at"),
    API_LIST(struct evidence_out, signatures, "signatures", &signature_def),
    API(TEXT, struct evidence_out, signed_when, "signed", .label = N_("in_time, late, claimed")),
    API(INT, struct evidence_out, v.rev, "rev"),
};
const struct api_def api_evidence_def = API_DEF("Evidence", struct evidence_out, evidence);

struct evidences {
	VEC(struct evidence_out) evidence;
};
static const struct api_member evidences[] = {
    API_LIST(struct evidences, evidence, "evidence", &api_evidence_def)};
const struct api_def api_evidences_def = API_DEF("Evidences", struct evidences, evidences);

static struct opt_i64 time_of(bool set, i64 ms)
{
	return set ? OPT(ms) : OPT_NONE;
}

static void put_verdict(struct req *r, const struct signature_kept *kept, struct evidence_out *to)
{
	if (kept == NULL)
		return;
	to->verdict = str_c(sign_state_code(kept->verdict.state));
	to->checked_at = OPT(kept->row.checked_at_ms);
	for (size_t i = 0; i < kept->verdict.signatures.n; i++) {
		const struct sign_one *one = &kept->verdict.signatures.at[i];
		VEC_PUSH(r->a, &to->signatures) =
		    (struct signature_out){.state = str_c(sign_state_code(one->state)),
					   .signer = one->signer,
					   .organisation = one->organisation,
					   .issuer = one->issuer,
					   .serial = one->serial,
					   .proved_at = time_of(one->proved, one->proved_ms),
					   .claimed_at = time_of(one->claimed, one->claimed_ms)};
	}
}

/* Verdicts at receipt. */
static td_rc read_verdicts(struct req *r, signature_list *out)
{
	verdict_list rows;
	td_rc rc = store_verdict_of_unit(r->tx, r->year.id.v, r->member.unit.v, &rows);
	return rc == TD_OK ? signature_read(r->tx, &rows, out) : rc;
}

static void put_evidence(struct req *r, const struct evidence *v, const evidence_link_list *links,
			 const signature_list *signs, str due_on, struct evidence_out *to)
{
	to->signed_when = str_c(signed_when_code(signed_when(&v->mark, due_on)));
	put_verdict(r, signature_find(signs, v->id.v), to);
	to->v = *v;
	if (!page_may(r, PERM_SCORE_VERIFY))
		to->v.n_same = 0;
	for (size_t i = 0; i < links->n; i++)
		if (links->at[i].evidence.v == v->id.v)
			VEC_PUSH(r->a, &to->links) = links->at[i];
}

td_rc api_read_evidences(struct req *r, void *out)
{
	struct evidences *o = out;
	str due_on = STR_NULL;
	signature_list signs = {0};
	evidence_list docs = {0};
	evidence_link_list links = {0};
	td_rc rc = store_evidence_list(r->tx, r->year.id, r->member.unit, &docs);
	if (rc == TD_OK)
		rc = store_evidence_link_list(r->tx, r->year.id, r->member.unit, &links);
	if (rc == TD_OK)
		rc = read_verdicts(r, &signs);
	if (rc == TD_OK)
		rc = page_proof_due(r, &due_on);
	for (size_t i = 0; rc == TD_OK && i < docs.n; i++)
		put_evidence(r, &docs.at[i], &links, &signs, due_on, &VEC_PUSH(r->a, &o->evidence));
	return rc;
}

td_rc api_read_evidence(struct req *r, void *out)
{
	struct evidence v;
	signature_list signs = {0};
	evidence_link_list links = {0};
	str due_on = STR_NULL;
	i64 id;
	if (str_i64(req_param(r, "id"), &id) != TD_OK)
		return TD_NOT_FOUND;
	td_rc rc = store_evidence_get(r->tx, (evidence_id){id}, &v);
	if (rc == TD_OK && v.unit.v != r->member.unit.v)
		rc = TD_NOT_FOUND;
	if (rc == TD_OK)
		rc = store_evidence_link_list(r->tx, r->year.id, r->member.unit, &links);
	if (rc == TD_OK)
		rc = read_verdicts(r, &signs);
	if (rc == TD_OK)
		rc = page_proof_due(r, &due_on);
	if (rc == TD_OK)
		put_evidence(r, &v, &links, &signs, due_on, out);
	return rc;
}

/* What a checker reads of a document: its signatures. */
const struct api_def api_check_signature_def = API_DEF("Evidence", struct evidence_out, evidence);

td_rc api_read_check_signature(struct req *r, void *out)
{
	struct membership checked;
	struct evidence v;
	verdict_list rows = {0};
	evidence_link_list links = {0};
	signature_list signs = {0};
	str due_on = STR_NULL;
	td_rc rc = page_check_document(r, &checked, &v);
	if (rc == TD_OK)
		rc = store_verdict_of_evidence(r->tx, v.id.v, &rows);
	if (rc == TD_OK)
		rc = signature_read(r->tx, &rows, &signs);
	if (rc == TD_OK)
		rc = store_evidence_link_list(r->tx, r->year.id, checked.unit, &links);
	if (rc == TD_OK)
		rc = page_proof_due(r, &due_on);
	if (rc == TD_OK)
		put_evidence(r, &v, &links, &signs, due_on, out);
	return rc;
}
