/* What programs read: for each line of routes_api.c a plain struct, its table and the loading of it. A reader runs like a
 * page's handler, behind the same right, and loads what that page shows: it never asks again who may see what, except
 * where the page itself does. */
#ifndef WEB_API_READ_H
#define WEB_API_READ_H

#include "web/api.h"

#define API_READER(what)                              \
	extern const struct api_def api_##what##_def; \
	td_rc api_read_##what(struct req *r, void *out)

API_READER(clusters);
API_READER(notices);
API_READER(tokens);
API_READER(all_tokens);
API_READER(users);
API_READER(user);
API_READER(settings);
API_READER(away);
API_READER(backups);
API_READER(selfcheck);
API_READER(holidays);
API_READER(organisation);
API_READER(units);
API_READER(unit);
API_READER(overview);
API_READER(members);
API_READER(scheme);
API_READER(draft);
API_READER(plan);
API_READER(campaigns);
API_READER(campaign);
API_READER(documents);
API_READER(calendar);
API_READER(event);
API_READER(desk);
API_READER(journal);
API_READER(registrations);
API_READER(registration);
API_READER(pact);
API_READER(pact_unit);
API_READER(reports);
API_READER(report);
API_READER(difficulties);
API_READER(unit_difficulties);
API_READER(difficulty);
API_READER(activities);
API_READER(activity);
API_READER(exemplars);
API_READER(unit_exemplars);
API_READER(trust);
API_READER(votes);
API_READER(vote);
API_READER(vote_trustee);
API_READER(vote_officer);
API_READER(awards);
API_READER(award);
API_READER(certificates);
API_READER(certificate);
API_READER(certificate_runs);
API_READER(certificate_run);
API_READER(evidences);
API_READER(evidence);
API_READER(card);
API_READER(crosscheck);
API_READER(checks);
API_READER(check);
API_READER(check_signature);
API_READER(signing);
API_READER(verification);
API_READER(verification_item);
API_READER(explanations);
API_READER(unit_explanations);
API_READER(ranking);
API_READER(derivation);
API_READER(nominations);
API_READER(polls);
API_READER(polling);
API_READER(meeting);
API_READER(meeting_live);
API_READER(meeting_programme);
API_READER(hall);
API_READER(come);
API_READER(papers);
API_READER(code);
API_READER(job);
API_READER(template);
API_READER(number);
API_READER(template_fields);
API_READER(tasks);
API_READER(laboratory);
API_READER(versions);
API_READER(gaps);
API_READER(discussion);
API_READER(review);
API_READER(handover);
API_READER(own_calendar);
API_READER(council);
API_READER(cluster);
API_READER(changes);
API_READER(system);
API_READER(periods);
API_READER(import);
API_READER(card_file);
API_READER(registration_file);
API_READER(setup_file);
API_READER(earlier);

/* Rows that several readers give. */
extern const struct api_def api_period_def, api_activity_kind_def, api_exemplar_def, api_talk_def,
    api_difficulty_row_def;

/* Empty text as null. */
static inline str or_null(str s)
{
	return s.n ? s : STR_NULL;
}

#endif
