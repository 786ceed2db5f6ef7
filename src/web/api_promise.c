/* What units promise at the beginning of the year, as programs read it: registration and pact. */
#include "jobs/act_pact.h"
#include "web/api_read.h"
#include "web/page_signing.h"

API_WORDS(registration_word, registration_code, enum registration_state)
API_WORDS(award_word, award_list_code, enum award_list)
API_WORDS(holder_word, award_holder_code, enum award_holder)
API_WORDS(part_word, pact_part_code, enum pact_part)
API_WORDS(method_word, pact_method_code, enum pact_method)

/* ---- registration ---- */

#define REGISTRATION_MEMBERS(type, at)                                                                  \
	API_ENUM(type, at state, "state", registration_word, REGISTRATION__N),                          \
	    API(BOOL, type, at late, "late"), API(OPT_TIME, type, at sent_at_ms, "sent_at"),            \
	    API(TEXT, type, at sent_by_name, "sent_by"),                                                \
	    API(OPT_TIME, type, at received_at_ms, "received_at"),                                      \
	    API(OPT_TIME, type, at decided_at_ms, "decided_at"),                                        \
	    API(TEXT, type, at decided_by_name, "decided_by"), API(TEXT, type, at reason, "reason"),    \
	    API(TIME, type, at saved_at_ms, "saved_at"), API(TEXT, type, at saved_by_name, "saved_by"), \
	    API(INT, type, at rev, "rev")

struct registration_row {
	str unit, name;
	struct registration g;
};
static const struct api_member registration_row[] = {
    API(TEXT, struct registration_row, unit, "unit"),
    API(TEXT, struct registration_row, name, "name"),
    REGISTRATION_MEMBERS(struct registration_row, g.),
};
static const struct api_def registration_row_def =
    API_DEF("RegistrationRow", struct registration_row, registration_row);

struct registrations {
	VEC(struct registration_row) registrations;
};
static const struct api_member registrations[] = {
    API_LIST(struct registrations, registrations, "registrations", &registration_row_def)};
const struct api_def api_registrations_def = API_DEF("Registrations", struct registrations, registrations);

td_rc api_read_registrations(struct req *r, void *out)
{
	struct registrations *o = out;
	membership_list members = {0};
	registration_list all = {0};
	td_rc rc = store_membership_list(r->tx, r->year.id, &members);
	if (rc == TD_OK)
		rc = store_registration_list(r->tx, r->year.id, &all);
	for (size_t i = 0; rc == TD_OK && i < members.n; i++) {
		struct registration_row *row = &VEC_PUSH(r->a, &o->registrations);
		row->unit = members.at[i].unit_code;
		row->name = members.at[i].unit_name;
		for (size_t k = 0; k < all.n; k++)
			if (all.at[k].unit.v == members.at[i].unit.v)
				row->g = all.at[k];
	}
	return rc;
}

static const struct api_member target[] = {
    API(INT, struct registered_target, id, "id"),
    API(TEXT, struct registered_target, indicator, "indicator"),
    API(TEXT, struct registered_target, measure_unit, "measure_unit"),
    API(OPT_POINTS, struct registered_target, baseline_c, "baseline"),
    API(POINTS, struct registered_target, plan_c, "plan"),
    API(TEXT, struct registered_target, source, "source"),
    API(TEXT, struct registered_target, criterion_code, "criterion"),
};
static const struct api_def target_def = API_DEF("Target", struct registered_target, target);

static const struct api_member award[] = {
    API(INT, struct registered_award, id, "id"),
    API_ENUM(struct registered_award, list, "list", award_word, AWARD_LIST__N),
    API_ENUM(struct registered_award, holder, "holder", holder_word, HOLDER__N),
    API(TEXT, struct registered_award, award_code, "award"),
    API(TEXT, struct registered_award, name, "name"),
    API(TEXT, struct registered_award, note, "note"),
};
static const struct api_def award_def = API_DEF("Award", struct registered_award, award);

struct registration_out {
	struct registration g;
	registered_target_list targets;
	registered_award_list awards;
};
static const struct api_member registration_out[] = {
    REGISTRATION_MEMBERS(struct registration_out, g.),
    API_LIST(struct registration_out, targets, "targets", &target_def),
    API_LIST(struct registration_out, awards, "awards", &award_def),
};
const struct api_def api_registration_def =
    API_DEF("Registration", struct registration_out, registration_out);

td_rc api_read_registration(struct req *r, void *out)
{
	struct registration_out *o = out;
	td_rc rc = store_registration_get(r->tx, r->year.id, r->member.unit, &o->g);
	if (rc == TD_OK)
		rc = store_registered_target_list(r->tx, r->year.id, r->member.unit, &o->targets);
	return rc == TD_OK ? store_registered_award_list(r->tx, r->year.id, r->member.unit, &o->awards) : rc;
}

/* ---- pact ---- */

static const struct api_member signing[] = {
    API(INT, struct pact_signing, id, "id"),
    API_ENUM(struct pact_signing, part, "part", part_word, PACT_PART__N),
    API_ENUM(struct pact_signing, method, "method", method_word, PACT_METHOD__N),
    API(TEXT, struct pact_signing, signer_name, "signer_name"),
    API(TEXT, struct pact_signing, signer_title, "signer_title"),
    API(DAY, struct pact_signing, signed_on, "signed_on"),
    API(BOOL, struct pact_signing, late, "late"),
    API(TEXT, struct pact_signing, file_name, "file_name"),
    API(TEXT, struct pact_signing, mark.state, "signature",
	.label = N_("Kết luận về chữ ký số lúc nhận tệp: valid, noted, inconclusive, invalid")),
    API(TEXT, struct pact_signing, mark.time, "signature_time", .label = N_("proved, claimed")),
    API(OPT_TIME, struct pact_signing, mark.proved_at_ms, "signature_proved_at"),
};
static const struct api_def signing_def = API_DEF("Signing", struct pact_signing, signing);

struct pact_row {
	str unit, name, common, annex;
};
static const struct api_member pact_row[] = {
    API(TEXT, struct pact_row, unit, "unit"),
    API(TEXT, struct pact_row, name, "name"),
    API(TEXT, struct pact_row, common, "common", .label = N_("not_ready, unsigned, signed, outdated")),
    API(TEXT, struct pact_row, annex, "annex", .label = N_("not_ready, unsigned, signed, outdated")),
};
static const struct api_def pact_row_def = API_DEF("PactUnit", struct pact_row, pact_row);

struct pact_out {
	struct pact pact;
	VEC(struct pact_row) units;
};
static const struct api_member pact_out[] = {
    API(INT, struct pact_out, pact.year, "year"),
    API(TEXT, struct pact_out, pact.theme, "theme"),
    API(TEXT, struct pact_out, pact.contents, "contents"),
    API(TEXT, struct pact_out, pact.measures, "measures"),
    API(DAY, struct pact_out, pact.adopted_on, "adopted_on"),
    API_LIST(struct pact_out, units, "units", &pact_row_def),
    API(INT, struct pact_out, pact.rev, "rev"),
};
const struct api_def api_pact_def = API_DEF("Pact", struct pact_out, pact_out);

static str pact_word(enum pact_state s)
{
	static const char *const words[PACT_STATE__N] = {"not_ready", "unsigned", "signed", "outdated"};
	return str_c(words[s]);
}

td_rc api_read_pact(struct req *r, void *out)
{
	struct pact_out *o = out;
	struct pact_of_year y;
	td_rc rc = act_pact_load(r->tx, r->year.id, false, &y);
	o->pact = y.pact;
	o->pact.year = y.year;
	for (size_t i = 0; rc == TD_OK && i < y.units.n; i++) {
		const struct pact_unit *u = &y.units.at[i];
		VEC_PUSH(r->a, &o->units) =
		    (struct pact_row){u->member.unit_code, u->member.unit_name,
				      pact_word(u->state[PACT_COMMON]), pact_word(u->state[PACT_ANNEX])};
	}
	return rc;
}

struct pact_unit_out {
	str common, annex;
	registered_target_list targets;
	registered_award_list awards;
	pact_signing_list signings;
};
static const struct api_member pact_unit_out[] = {
    API(TEXT, struct pact_unit_out, common, "common"),
    API(TEXT, struct pact_unit_out, annex, "annex"),
    API_LIST(struct pact_unit_out, targets, "targets", &target_def),
    API_LIST(struct pact_unit_out, awards, "awards", &award_def),
    API_LIST(struct pact_unit_out, signings, "signings", &signing_def),
};
const struct api_def api_pact_unit_def = API_DEF("PactAnnex", struct pact_unit_out, pact_unit_out);

td_rc api_read_pact_unit(struct req *r, void *out)
{
	struct pact_unit_out *o = out;
	struct pact_of_year y;
	td_rc rc = act_pact_load(r->tx, r->year.id, false, &y);
	for (size_t i = 0; rc == TD_OK && i < y.units.n; i++) {
		const struct pact_unit *u = &y.units.at[i];
		if (u->member.unit.v != r->member.unit.v)
			continue;
		o->common = pact_word(u->state[PACT_COMMON]);
		o->annex = pact_word(u->state[PACT_ANNEX]);
		o->targets = u->targets;
		o->awards = u->awards;
		for (int p = 0; p < PACT_PART__N; p++)
			if (u->signing[p])
				VEC_PUSH(r->a, &o->signings) = *u->signing[p];
	}
	return rc;
}

/* ---- signing through one-time addresses ---- */

struct signing_out {
	str state, file_name, made_by, refusal;
	struct opt_i64 expires_at, fetched_at, sent_at;
};
static const struct api_member signing_out[] = {
    API(TEXT, struct signing_out, state, "state",
	.label = N_("waiting, fetched, received, refused, expired; null: chưa có lần nào")),
    API(TEXT, struct signing_out, file_name, "file_name"),
    API(TEXT, struct signing_out, made_by, "made_by"),
    API(OPT_TIME, struct signing_out, expires_at, "expires_at"),
    API(OPT_TIME, struct signing_out, fetched_at, "fetched_at"),
    API(OPT_TIME, struct signing_out, sent_at, "sent_at"),
    API(TEXT, struct signing_out, refusal, "refusal"),
};
const struct api_def api_signing_def = API_DEF("SigningRequest", struct signing_out, signing_out);

td_rc api_read_signing(struct req *r, void *out)
{
	struct signing_out *o = out;
	struct signing_request s;
	td_rc rc = page_signing_now(r, &s);
	if (rc != TD_OK)
		return rc == TD_NOT_FOUND ? TD_OK : rc;
	o->state = str_c(signing_state_code(signing_state_of(&s, r->now_ms)));
	o->file_name = s.file_name;
	o->made_by = s.made_by_name;
	o->expires_at = OPT(s.expires_at_ms);
	o->fetched_at = s.fetched_at_ms;
	o->sent_at = s.sent_at_ms;
	o->refusal = s.refusal;
	return TD_OK;
}
