/* The route table: every address of the program, one line each, nothing left to a default. From it come the router,
 * `thidua routes`, the matrix of rights and the crawl of the tests. Columns: method, path, handler, permission, place,
 * access, body, form, again, cache. */
#include "web/api.h"
#include "web/page_activity.h"
#include "web/page_answer.h"
#include "web/page_award.h"
#include "web/page_away.h"
#include "web/page_backup.h"
#include "web/page_board.h"
#include "web/page_campaign.h"
#include "web/page_certificate.h"
#include "web/page_certificate_print.h"
#include "web/page_calendar.h"
#include "web/page_card.h"
#include "web/page_desk.h"
#include "web/page_change.h"
#include "web/page_check.h"
#include "web/page_crosscheck.h"
#include "web/page_difficulty.h"
#include "web/page_discussion.h"
#include "web/page_cell.h"
#include "web/page_document.h"
#include "web/page_draft.h"
#include "web/page_evidence.h"
#include "web/page_exemplar.h"
#include "web/page_explain.h"
#include "web/page_export.h"
#include "web/page_form.h"
#include "web/page_handover.h"
#include "web/page_health.h"
#include "web/page_history.h"
#include "web/page_holiday.h"
#include "web/page_home.h"
#include "web/page_import.h"
#include "web/page_job.h"
#include "web/page_journal.h"
#include "web/page_laboratory.h"
#include "web/page_meeting.h"
#include "web/page_conduct.h"
#include "web/page_hall.h"
#include "web/page_programme.h"
#include "web/page_come.h"
#include "web/page_midyear.h"
#include "web/page_member.h"
#include "web/page_org.h"
#include "web/page_pact.h"
#include "web/page_notice.h"
#include "web/page_number.h"
#include "web/page_paper.h"
#include "web/page_plan.h"
#include "web/page_code.h"
#include "web/page_poll.h"
#include "web/page_polling.h"
#include "web/page_rank.h"
#include "web/page_register.h"
#include "web/page_register_file.h"
#include "web/page_report.h"
#include "web/page_reset.h"
#include "web/page_scheme.h"
#include "web/page_selfcheck.h"
#include "web/page_setting.h"
#include "web/page_setup.h"
#include "web/page_sign.h"
#include "web/page_signing.h"
#include "web/page_system.h"
#include "web/page_trust.h"
#include "web/page_tasks.h"
#include "web/page_template.h"
#include "web/page_token.h"
#include "web/page_user.h"
#include "web/page_unit.h"
#include "web/page_verify.h"
#include "web/page_vote.h"

#define YEAR "/cum/{cluster}/{year}"

/* clang-format off */
#define GET(path, handler, permission, place, cache) \
	{HTTP_GET, path, handler, PERM_##permission, PLACE_##place, ROUTE_READ, BODY_NONE, NULL, NULL, CACHE_##cache, NULL, NULL}
#define POST(path, handler, permission, place, access, body, form, again) \
	{HTTP_POST, path, handler, PERM_##permission, PLACE_##place, ROUTE_##access, BODY_##body, form, again, CACHE_NO, NULL, NULL}

static const struct route pages[] = {
	GET("/", page_home, SIGNED_IN, NONE, NO),
	GET("/viec", page_tasks, SIGNED_IN, NONE, NO),
	GET("/healthz", page_health, PUBLIC, NONE, NO),
	GET("/dang-nhap", page_signin, PUBLIC, NONE, NO),
	POST("/dang-nhap", page_signin_post, PUBLIC, NONE, ALONE, FORM, &page_signin_form, page_signin),
	POST("/dang-xuat", page_signout, SIGNED_IN, NONE, WRITE, FORM, &form_empty, NULL),
	GET("/dat-lai-mat-khau", page_reset_ask, PUBLIC, NONE, NO),
	POST("/dat-lai-mat-khau", page_reset_ask_post, PUBLIC, NONE, ALONE, FORM, &page_reset_ask_form, page_reset_ask),
	GET("/dat-lai-mat-khau/{token}", page_reset, PUBLIC, NONE, NO),
	POST("/dat-lai-mat-khau/{token}", page_reset_post, PUBLIC, NONE, ALONE, FORM, &page_reset_form, page_reset),
	POST("/ngon-ngu", page_language, PUBLIC, NONE, ALONE, FORM, &page_language_form, NULL),
	POST("/giao-dien", page_theme, PUBLIC, NONE, ALONE, FORM, &page_theme_form, NULL),
	GET("/tai-khoan", page_account, SIGNED_IN, NONE, NO),
	POST("/tai-khoan", page_account_post, SIGNED_IN, NONE, ALONE, FORM, &page_account_form, page_account),
	POST("/tai-khoan/phien", page_session_end, SIGNED_IN, NONE, WRITE, FORM, &page_session_form, page_account),
	GET("/he-thong", page_system, SYSTEM_SEE, SYSTEM, NO),
	GET("/he-thong/kiem-tra", page_selfcheck, SYSTEM_SEE, SYSTEM, NO),
	POST("/he-thong/kiem-tra", page_selfcheck_post, SYSTEM_SEE, SYSTEM, ALONE, FORM, &form_empty, page_selfcheck),
	GET("/he-thong/sao-luu", page_backup, SYSTEM_SEE, SYSTEM, NO),
	POST("/he-thong/sao-luu", page_backup_post, SYSTEM_SEE, SYSTEM, ALONE, FORM, &page_backup_form, page_backup),
	GET("/he-thong/mang-di", page_away, SYSTEM_SEE, SYSTEM, NO),
	POST("/he-thong/mang-di", page_away_take, SYSTEM_SEE, SYSTEM, WRITE, FORM, &page_away_form, page_away),
	POST("/he-thong/mang-di/tep", page_away_copy, SYSTEM_SEE, SYSTEM, ALONE, FORM, &page_away_copy_form, page_away),
	POST("/he-thong/mang-di/lay-lai", page_away_cancel, SYSTEM_SEE, SYSTEM, WRITE, FORM, &page_away_cancel_form, page_away),
	POST("/he-thong/mang-di/nhap", page_away_merge, SYSTEM_SEE, SYSTEM, ALONE, FILES, &page_away_merge_form, page_away),

	GET("/quan-tri/nguoi-dung", page_users, USER_MANAGE, SYSTEM, NO),
	GET("/quan-tri/nguoi-dung/moi", page_user_new, USER_MANAGE, SYSTEM, NO),
	POST("/quan-tri/nguoi-dung/moi", page_user_add, USER_MANAGE, SYSTEM, ALONE, FORM, &page_user_new_form, page_user_new),
	GET("/quan-tri/nguoi-dung/{user}", page_user, USER_MANAGE, SYSTEM, NO),
	POST("/quan-tri/nguoi-dung/{user}", page_user_edit, USER_MANAGE, SYSTEM, WRITE, FORM, &page_user_form, page_user),
	POST("/quan-tri/nguoi-dung/{user}/vai-tro", page_user_grant, USER_MANAGE, SYSTEM, WRITE, FORM, &page_user_grant_form, page_user),
	POST("/quan-tri/nguoi-dung/{user}/thu-hoi", page_user_revoke, USER_MANAGE, SYSTEM, WRITE, FORM, &page_user_revoke_form, page_user),
	POST("/quan-tri/nguoi-dung/{user}/khoa", page_user_able, USER_MANAGE, SYSTEM, WRITE, FORM, &page_user_able_form, page_user),
	POST("/quan-tri/nguoi-dung/{user}/mat-khau", page_user_reset, USER_MANAGE, SYSTEM, ALONE, FORM, &form_empty, page_user),
	POST("/quan-tri/nguoi-dung/{user}/xoa-thong-tin", page_user_blank, USER_MANAGE, SYSTEM, WRITE, FORM, &page_user_blank_form, page_user),
	GET("/quan-tri/thiet-dat", page_settings, SETTING_MANAGE, SYSTEM, NO),
	POST("/quan-tri/thiet-dat", page_settings_post, SETTING_MANAGE, SYSTEM, WRITE, FORM, &page_settings_form, page_settings),
	GET("/to-chuc/khai-bao", page_setup, USER_MANAGE, SYSTEM, NO),
	GET("/to-chuc/khai-bao/mau/{kind}", page_setup_sample, USER_MANAGE, SYSTEM, NO),
	POST("/to-chuc/khai-bao", page_setup_post, USER_MANAGE, SYSTEM, ALONE, FILES, &page_setup_form, page_setup),
	POST("/to-chuc/khai-bao/nhan", page_setup_accept, USER_MANAGE, SYSTEM, ALONE, FORM, &page_setup_accept_form, page_setup),
	POST("/to-chuc/khai-bao/bo", page_setup_drop, USER_MANAGE, SYSTEM, WRITE, FORM, &form_empty, page_setup),
	GET("/quan-tri/chu-ky-so", page_trust, SETTING_MANAGE, SYSTEM, NO),
	POST("/quan-tri/chu-ky-so", page_trust_post, SETTING_MANAGE, SYSTEM, ALONE, FILES, &page_trust_form, page_trust),
	POST("/quan-tri/chu-ky-so/go", page_trust_drop, SETTING_MANAGE, SYSTEM, WRITE, FORM, &page_trust_drop_form, page_trust),
	GET("/quan-tri/ngay-nghi", page_holiday, SETTING_MANAGE, SYSTEM, NO),
	POST("/quan-tri/ngay-nghi", page_holiday_post, SETTING_MANAGE, SYSTEM, WRITE, FORM, &page_holiday_form, page_holiday),
	POST("/quan-tri/ngay-nghi/bo", page_holiday_drop, SETTING_MANAGE, SYSTEM, WRITE, FORM, &page_holiday_drop_form, page_holiday),
	POST("/quan-tri/ngay-nghi/nap", page_holiday_import, SETTING_MANAGE, SYSTEM, WRITE, FILES, &page_holiday_file_form, page_holiday),
	GET("/to-chuc", page_org, ORG_MANAGE, NONE, NO),
	GET("/to-chuc/hoi-dong/{code}", page_org_council, ORG_MANAGE, NONE, NO),
	POST("/to-chuc/hoi-dong/{code}", page_org_council_post, ORG_MANAGE, NONE, WRITE, FORM, &page_org_council_form, page_org_council),
	GET("/to-chuc/cum/{code}", page_org_cluster, ORG_MANAGE, NONE, NO),
	POST("/to-chuc/cum/{code}", page_org_cluster_post, ORG_MANAGE, NONE, WRITE, FORM, &page_org_cluster_form, page_org_cluster),
	GET("/to-chuc/cum/{code}/nam-moi", page_org_found, ORG_MANAGE, NONE, NO),
	POST("/to-chuc/cum/{code}/nam-moi", page_org_found_post, ORG_MANAGE, NONE, WRITE, FORM, &page_org_found_form, page_org_found),
	GET("/to-chuc/cum/{code}/nam-truoc", page_history, ORG_MANAGE, NONE, NO),
	POST("/to-chuc/cum/{code}/nam-truoc", page_history_post, ORG_MANAGE, NONE, WRITE, FILES, &page_history_form, page_history),
	POST("/to-chuc/cum/{code}/nam-truoc/nhan", page_history_accept, ORG_MANAGE, NONE, WRITE, FORM, &page_history_accept_form, page_history),
	POST("/to-chuc/cum/{code}/nam-truoc/bo", page_history_drop, ORG_MANAGE, NONE, WRITE, FORM, &form_empty, page_history),
	GET("/to-chuc/thay-doi", page_changes, ORG_MANAGE, NONE, NO),
	POST("/to-chuc/thay-doi", page_change_post, ORG_MANAGE, NONE, WRITE, FORM, &page_change_form, page_changes),
	GET("/to-chuc/don-vi", page_units, ORG_MANAGE, NONE, NO),
	GET("/to-chuc/don-vi/{code}", page_unit, ORG_MANAGE, NONE, NO),
	POST("/to-chuc/don-vi/{code}", page_unit_post, ORG_MANAGE, NONE, WRITE, FORM, &page_unit_form, page_unit),
	GET(YEAR "/thanh-vien", page_members, YEAR_SEE, YEAR, NO),
	POST(YEAR "/thanh-vien", page_members_post, YEAR_SEE, YEAR, WRITE, FORM, &page_members_form, page_members),
	POST(YEAR "/thanh-vien/vao", page_member_join, ORG_MANAGE, YEAR, WRITE, FORM, &page_join_form, page_members),
	POST(YEAR "/thanh-vien/roi", page_member_leave, ORG_MANAGE, YEAR, WRITE, FORM, &page_leave_form, page_members),
	POST(YEAR "/chuc-vu", page_office_give, ORG_MANAGE, YEAR, WRITE, FORM, &page_office_form, page_members),
	POST(YEAR "/chuc-vu/thoi", page_office_end, ORG_MANAGE, YEAR, WRITE, FORM, &page_office_end_form, page_members),
	GET(YEAR "/nam-sau", page_year_next, YEAR_SEE, YEAR, NO),
	POST(YEAR "/nam-sau", page_year_next_post, YEAR_SEE, YEAR, WRITE, FORM, &page_year_next_form, page_year_next),
	GET(YEAR "/ban-giao", page_handover, YEAR_SEE, YEAR, NO),
	POST(YEAR "/ban-giao", page_handover_post, YEAR_CLOSE, YEAR, WRITE, FORM, &page_handover_form, page_handover),
	POST(YEAR "/ban-giao/xong", page_commitment, YEAR_MANAGE, YEAR, WRITE, FORM, &page_commitment_form, page_handover),
	POST(YEAR "/quy-che", page_rules, YEAR_SEE, YEAR, WRITE, FORM, &page_rules_form, page_members),

	GET("/tai-khoan/ma-truy-cap", page_tokens, SIGNED_IN, NONE, NO),
	POST("/tai-khoan/ma-truy-cap", page_token_add, SIGNED_IN, NONE, ALONE, FORM, &page_token_form, page_tokens),
	POST("/tai-khoan/ma-truy-cap/thu-hoi", page_token_revoke, SIGNED_IN, NONE, WRITE, FORM, &page_token_revoke_form, page_tokens),
	GET("/quan-tri/ma-truy-cap", page_tokens_all, SETTING_MANAGE, SYSTEM, NO),
	POST("/quan-tri/ma-truy-cap/thu-hoi", page_token_revoke_any, SETTING_MANAGE, SYSTEM, WRITE, FORM, &page_token_revoke_form, page_tokens_all),
	GET("/api/v1/openapi.json", api_openapi_get, PUBLIC, NONE, NO),
	GET("/lich", page_calendar, SIGNED_IN, NONE, NO),
	POST("/lich/dia-chi", page_feed_make, SIGNED_IN, NONE, ALONE, FORM, &page_feed_form, page_calendar),
	GET("/lich/{token}/thidua.ics", page_feed, PUBLIC, NONE, NO),
	GET("/ky-so/tai/{token}", page_signing_fetch, PUBLIC, NONE, NO),
	POST("/ky-so/nhan/{token}", page_signing_send, PUBLIC, NONE, ALONE, SENT, &form_empty, NULL),
	GET("/kt", page_code_ask, PUBLIC, NONE, NO),
	GET("/kt/{code}", page_code, PUBLIC, NONE, NO),
	GET("/thong-bao", page_notices, SIGNED_IN, NONE, NO),
	POST("/thong-bao", page_notice_open, SIGNED_IN, NONE, WRITE, FORM, &page_notice_form, page_notices),
	POST("/thong-bao/cai-dat", page_notice_choose, SIGNED_IN, NONE, WRITE, FORM, &page_notice_choice_form, page_notices),
	GET(YEAR "/ban-lam-viec", page_desk, YEAR_MANAGE, YEAR, NO),
	POST(YEAR "/ban-lam-viec/nhac", page_desk_remind, YEAR_MANAGE, YEAR, WRITE, FORM, &page_desk_remind_form, page_desk),
	POST(YEAR "/ban-lam-viec/gia-han", page_desk_extend, YEAR_MANAGE, YEAR, WRITE, FORM, &page_desk_extend_form, page_desk),
	GET(YEAR "/lich", page_year_calendar, YEAR_SEE, YEAR, NO),
	POST(YEAR "/lich", page_event_add, YEAR_MANAGE, YEAR, WRITE, FORM, &page_event_form, page_year_calendar),
	GET(YEAR "/lich/{event}", page_event, YEAR_SEE, YEAR, NO),
	POST(YEAR "/lich/{event}", page_event_save, YEAR_MANAGE, YEAR, WRITE, FORM, &page_event_form, page_event),
	POST(YEAR "/lich/{event}/bo", page_event_withdraw, YEAR_MANAGE, YEAR, WRITE, FORM, &page_event_withdraw_form, page_event),

	GET(YEAR, page_overview, YEAR_SEE, YEAR, NO),
	POST(YEAR "/buoc", page_move, YEAR_SEE, YEAR, WRITE, FORM, &page_move_form, page_overview),
	POST(YEAR "/han", page_due, YEAR_MANAGE, YEAR, WRITE, FORM, &page_due_form, page_overview),
	GET(YEAR "/bang-tieu-chi", page_scheme, YEAR_SEE, YEAR, NO),
	POST(YEAR "/bang-tieu-chi", page_scheme_choose, YEAR_MANAGE, YEAR, WRITE, FORM, &page_scheme_form, page_scheme),
	POST(YEAR "/bang-tieu-chi/nhom", page_profile_post, YEAR_MANAGE, YEAR, WRITE, GRID, &page_profile_form, page_scheme),
	GET(YEAR "/bang-tieu-chi.xlsx", page_scheme_xlsx, YEAR_SEE, YEAR, NO),
	GET(YEAR "/bang-tieu-chi/soan", page_draft, YEAR_MANAGE, YEAR, NO),
	POST(YEAR "/bang-tieu-chi/soan", page_draft_post, YEAR_MANAGE, YEAR, WRITE, GRID, &page_draft_form, page_draft),
	POST(YEAR "/bang-tieu-chi/soan/bat-dau", page_draft_begin, YEAR_MANAGE, YEAR, WRITE, FORM, &page_draft_begin_form, page_draft),
	POST(YEAR "/bang-tieu-chi/soan/them", page_draft_add, YEAR_MANAGE, YEAR, WRITE, FORM, &page_draft_add_form, page_draft),
	POST(YEAR "/bang-tieu-chi/soan/phien-ban", page_draft_publish, YEAR_MANAGE, YEAR, WRITE, FORM, &page_draft_publish_form, page_draft),
	POST(YEAR "/bang-tieu-chi/soan/bo", page_draft_drop, YEAR_MANAGE, YEAR, WRITE, FORM, &page_draft_drop_form, page_draft),
	GET(YEAR "/bang-tieu-chi/soan/muc/{criterion}", page_draft_item, YEAR_MANAGE, YEAR, NO),
	POST(YEAR "/bang-tieu-chi/soan/muc/{criterion}", page_draft_item_post, YEAR_MANAGE, YEAR, WRITE, GRID, &page_draft_item_form, page_draft_item),
	GET(YEAR "/bang-tieu-chi/soan/quy-dinh", page_draft_rules, YEAR_MANAGE, YEAR, NO),
	POST(YEAR "/bang-tieu-chi/soan/quy-dinh", page_draft_rules_post, YEAR_MANAGE, YEAR, WRITE, GRID, &page_draft_rules_form, page_draft_rules),
	GET(YEAR "/bang-tieu-chi/phong-thu", page_laboratory, YEAR_MANAGE, YEAR, NO),
	GET(YEAR "/bang-tieu-chi/phien-ban", page_versions, YEAR_SEE, YEAR, NO),
	GET(YEAR "/giao-uoc", page_pact, YEAR_SEE, YEAR, NO),
	POST(YEAR "/giao-uoc", page_pact_post, REGISTER_VET, YEAR, WRITE, FORM, &page_pact_form, page_pact),
	GET(YEAR "/giao-uoc.docx", page_pact_docx, YEAR_SEE, YEAR, NO),
	GET(YEAR "/giao-uoc.pdf", page_pact_pdf, YEAR_SEE, YEAR, NO),
	GET(YEAR "/giao-uoc/{unit}", page_pact_unit, FILE_SEE, UNIT, NO),
	GET(YEAR "/giao-uoc/{unit}/phu-luc.docx", page_pact_annex_docx, FILE_SEE, UNIT, NO),
	GET(YEAR "/giao-uoc/{unit}/phu-luc.pdf", page_pact_annex_pdf, FILE_SEE, UNIT, NO),
	POST(YEAR "/giao-uoc/{unit}/ky", page_pact_sign, UNIT_SEND, UNIT, ALONE, FORM, &page_pact_sign_form, page_pact_unit),
	POST(YEAR "/giao-uoc/{unit}/ban-ky", page_pact_record, FILE_SEE, UNIT, ALONE, FILES, &page_pact_record_form, page_pact_unit),
	GET(YEAR "/giao-uoc/{unit}/ky-so/{part}", page_signing_pact, FILE_SEE, UNIT, NO),
	POST(YEAR "/giao-uoc/{unit}/ky-so/{part}", page_signing_pact_post, UNIT_FILL, UNIT, ALONE, FORM, &form_empty, page_signing_pact),
	GET(YEAR "/giao-uoc/{unit}/tep/{id}", page_pact_file, FILE_SEE, UNIT, NO),
	GET(YEAR "/dang-ky", page_register_board, BOARD_SEE, YEAR, NO),
	POST(YEAR "/dang-ky", page_register_board_post, REGISTER_VET, YEAR, WRITE, GRID, &page_register_board_form, page_register_board),
	GET(YEAR "/dang-ky.xlsx", page_register_all_xlsx, BOARD_SEE, YEAR, NO),
	GET(YEAR "/dang-ky/{unit}", page_register, FILE_SEE, UNIT, NO),
	POST(YEAR "/dang-ky/{unit}", page_register_post, FILE_SEE, UNIT, WRITE, GRID, &page_register_form, page_register),
	GET(YEAR "/dang-ky/{unit}/dang-ky.xlsx", page_register_xlsx, FILE_SEE, UNIT, NO),
	GET(YEAR "/dang-ky/{unit}/excel", page_register_file, FILE_SEE, UNIT, NO),
	POST(YEAR "/dang-ky/{unit}/excel", page_register_file_post, UNIT_FILL, UNIT, WRITE, FILES, &page_register_upload, page_register_file),
	POST(YEAR "/dang-ky/{unit}/excel/nhan", page_register_file_accept, UNIT_FILL, UNIT, WRITE, FORM, &page_register_preview, page_register_file),
	POST(YEAR "/dang-ky/{unit}/excel/bo", page_register_file_drop, UNIT_FILL, UNIT, WRITE, FORM, &page_register_preview, page_register_file),

	GET(YEAR "/ke-hoach", page_plan, YEAR_SEE, YEAR, NO),
	GET(YEAR "/ke-hoach/soan", page_plan_edit, YEAR_MANAGE, YEAR, NO),
	POST(YEAR "/ke-hoach/soan", page_plan_save, YEAR_MANAGE, YEAR, WRITE, GRID, &page_plan_form, page_plan_edit),
	POST(YEAR "/ke-hoach/tu-nam-truoc", page_plan_copy, YEAR_MANAGE, YEAR, WRITE, FORM, &form_empty, page_plan),
	POST(YEAR "/ke-hoach/phat-dong", page_plan_launch, YEAR_MANAGE, YEAR, WRITE, FORM, &page_launch_form, page_plan),
	GET(YEAR "/phong-trao", page_campaigns, YEAR_SEE, YEAR, NO),
	GET(YEAR "/phong-trao/moi", page_campaign_edit, YEAR_MANAGE, YEAR, NO),
	POST(YEAR "/phong-trao/moi", page_campaign_save, YEAR_MANAGE, YEAR, WRITE, FORM, &page_campaign_form, page_campaign_edit),
	GET(YEAR "/phong-trao/{campaign}", page_campaign, YEAR_SEE, YEAR, NO),
	GET(YEAR "/phong-trao/{campaign}/sua", page_campaign_edit, YEAR_MANAGE, YEAR, NO),
	POST(YEAR "/phong-trao/{campaign}/sua", page_campaign_save, YEAR_MANAGE, YEAR, WRITE, FORM, &page_campaign_form, page_campaign_edit),
	POST(YEAR "/phong-trao/{campaign}/phat-dong", page_campaign_launch, YEAR_MANAGE, YEAR, WRITE, FORM, &page_launch_form, page_campaign),
	POST(YEAR "/phong-trao/{campaign}/huy", page_campaign_withdraw, YEAR_MANAGE, YEAR, WRITE, FORM, &page_campaign_withdraw_form, page_campaign),
	GET(YEAR "/phong-trao/{campaign}/dot/{phase}", page_phase, YEAR_MANAGE, YEAR, NO),
	POST(YEAR "/phong-trao/{campaign}/dot/{phase}", page_phase_save, YEAR_MANAGE, YEAR, WRITE, GRID, &page_phase_form, page_phase),
	POST(YEAR "/phong-trao/{campaign}/dot/{phase}/so-ket", page_phase_review, YEAR_MANAGE, YEAR, WRITE, FORM, &page_review_form, page_phase),
	GET(YEAR "/tai-lieu", page_documents, YEAR_SEE, YEAR, NO),
	POST(YEAR "/tai-lieu", page_document_add, YEAR_MANAGE, YEAR, WRITE, FILES, &page_document_form, page_documents),
	GET(YEAR "/tai-lieu/{document}", page_document_get, YEAR_SEE, YEAR, NO),
	POST(YEAR "/tai-lieu/{document}/thu-hoi", page_document_withdraw, YEAR_MANAGE, YEAR, WRITE, FORM, &page_document_withdraw_form, page_documents),
	GET(YEAR "/bang-diem", page_board, BOARD_SEE, YEAR, YEAR),
	GET(YEAR "/bang-diem.xlsx", page_export_xlsx, BOARD_SEE, YEAR, NO),
	GET(YEAR "/bang-diem.csv", page_export_csv, BOARD_SEE, YEAR, NO),
	GET(YEAR "/bang-diem.json", page_export_json, BOARD_SEE, YEAR, NO),
	GET(YEAR "/xep-hang", page_ranking, BOARD_SEE, YEAR, NO),
	POST(YEAR "/xep-hang", page_ranking_freeze, RANKING_FREEZE, YEAR, WRITE, FORM, &page_ranking_form, page_ranking),
	POST(YEAR "/xep-hang/thong-qua", page_ranking_adopt, RANKING_FREEZE, YEAR, WRITE, FORM, &page_adopt_form, page_ranking),
	POST(YEAR "/xep-hang/cong-bo", page_ranking_reveal, RANKING_FREEZE, YEAR, WRITE, FORM, &page_reveal_form, page_ranking),
	POST(YEAR "/xep-hang/thu-tu", page_ranking_order, RANKING_FREEZE, YEAR, WRITE, FORM, &page_order_form, page_ranking),
	POST(YEAR "/xep-hang/dinh-chinh", page_ranking_correct, RANKING_FREEZE, YEAR, WRITE, FORM, &page_correct_form, page_ranking),
	GET(YEAR "/cham-diem/{unit}", page_card, FILE_SEE, UNIT, NO),
	POST(YEAR "/cham-diem/{unit}", page_card_post, FILE_SEE, UNIT, WRITE, GRID, &page_card_form, page_card),
	POST(YEAR "/cham-diem/{unit}/o", page_cell_post, FILE_SEE, UNIT, WRITE, FORM, &page_cell_form, page_cell_again),
	GET(YEAR "/cham-diem/{unit}/o/{criterion}", page_cell, FILE_SEE, UNIT, NO),
	GET(YEAR "/cham-diem/{unit}/phieu.xlsx", page_form_get, FILE_SEE, UNIT, NO),
	GET(YEAR "/cham-diem/{unit}/excel", page_form, FILE_SEE, UNIT, NO),
	POST(YEAR "/cham-diem/{unit}/excel", page_form_post, FILE_SEE, UNIT, WRITE, FILES, &page_form_upload, page_form),
	POST(YEAR "/cham-diem/{unit}/excel/nhan", page_form_accept, FILE_SEE, UNIT, WRITE, FORM, &page_preview_form, page_form),
	POST(YEAR "/cham-diem/{unit}/excel/bo", page_form_drop, FILE_SEE, UNIT, WRITE, FORM, &page_preview_form, page_form),
	GET(YEAR "/phan-cong", page_crosscheck, YEAR_MANAGE, YEAR, NO),
	POST(YEAR "/phan-cong", page_crosscheck_draw, YEAR_MANAGE, YEAR, WRITE, FORM, &page_draw_form, page_crosscheck),
	POST(YEAR "/phan-cong/sua", page_crosscheck_mend, YEAR_MANAGE, YEAR, WRITE, FORM, &page_mend_form, page_crosscheck),
	POST(YEAR "/phan-cong/cong-bo", page_crosscheck_publish, YEAR_MANAGE, YEAR, WRITE, FORM, &page_publish_form, page_crosscheck),
	POST(YEAR "/phan-cong/tranh", page_crosscheck_avoid, YEAR_MANAGE, YEAR, WRITE, FORM, &page_avoid_form, page_crosscheck),
	GET(YEAR "/cham-cheo/{unit}", page_checks, CHECK_SCORE, UNIT, NO),
	GET(YEAR "/cham-cheo/{unit}/{checked}", page_check, CHECK_SCORE, UNIT, NO),
	POST(YEAR "/cham-cheo/{unit}/{checked}", page_check_post, CHECK_SCORE, UNIT, WRITE, GRID, &page_check_form, page_check),
	GET(YEAR "/cham-cheo/{unit}/{checked}/tep/{id}", page_check_file, CHECK_SCORE, UNIT, NO),
	GET(YEAR "/cham-cheo/{unit}/{checked}/chu-ky/{id}", page_check_signature, CHECK_SCORE, UNIT, NO),
	GET(YEAR "/thao-luan", page_discussion, SCORE_VERIFY, YEAR, NO),
	GET(YEAR "/tham-tra", page_verify, SCORE_VERIFY, YEAR, NO),
	POST(YEAR "/tham-tra", page_verify_post, SCORE_VERIFY, YEAR, WRITE, FORM, &page_verify_form, page_verify),
	GET(YEAR "/tham-tra/{criterion}", page_verify_item, SCORE_VERIFY, YEAR, NO),
	POST(YEAR "/tham-tra/{criterion}", page_verify_item_post, SCORE_VERIFY, YEAR, WRITE, GRID, &page_verify_item_form, page_verify_item),
	GET(YEAR "/giai-trinh", page_answers, SCORE_VERIFY, YEAR, NO),
	GET(YEAR "/giai-trinh/{unit}", page_answer, FILE_SEE, UNIT, NO),
	POST(YEAR "/giai-trinh/{unit}", page_answer_post, SCORE_SELF, UNIT, WRITE, FORM, &page_answer_form, page_answer),
	POST(YEAR "/giai-trinh/{unit}/ket-luan", page_answer_settle, SCORE_VERIFY, UNIT, WRITE, FORM, &page_settle_form, page_answer),
	GET(YEAR "/minh-chung/{unit}", page_evidence, FILE_SEE, UNIT, NO),
	POST(YEAR "/minh-chung/{unit}", page_evidence_add, SCORE_SELF, UNIT, ALONE, FILES, &page_evidence_form, page_evidence),
	GET(YEAR "/minh-chung/{unit}/van-ban/{id}", page_document, FILE_SEE, UNIT, NO),
	POST(YEAR "/minh-chung/{unit}/van-ban/{id}", page_document_save, SCORE_SELF, UNIT, ALONE, FILES, &page_evidence_form, page_document),
	POST(YEAR "/minh-chung/{unit}/dung/{id}", page_document_use, SCORE_SELF, UNIT, WRITE, FORM, &page_document_use_form, page_document),
	POST(YEAR "/minh-chung/{unit}/go/{id}", page_document_end, SCORE_SELF, UNIT, WRITE, FORM, &page_document_end_form, page_document),
	POST(YEAR "/minh-chung/{unit}/chu-ky/{id}", page_document_signature, FILE_SEE, UNIT, ALONE, FORM, &form_empty, page_document),
	GET(YEAR "/minh-chung/{unit}/ky-so/{id}", page_signing_evidence, FILE_SEE, UNIT, NO),
	POST(YEAR "/minh-chung/{unit}/ky-so/{id}", page_signing_evidence_post, SCORE_SELF, UNIT, ALONE, FORM, &form_empty, page_signing_evidence),
	GET(YEAR "/minh-chung/{unit}/tep/{id}", page_evidence_file, FILE_SEE, UNIT, NO),
	GET(YEAR "/dien-giai/{unit}/{criterion}", page_explain, FILE_SEE, UNIT, NO),
	GET(YEAR "/hoat-dong", page_activities, YEAR_SEE, YEAR, NO),
	GET(YEAR "/hoat-dong.xlsx", page_activities_xlsx, YEAR_SEE, YEAR, NO),
	GET(YEAR "/hoat-dong/chung", page_activity_form, YEAR_MANAGE, YEAR, NO),
	POST(YEAR "/hoat-dong/chung", page_activity_save, YEAR_MANAGE, YEAR, WRITE, GRID, &page_activity_form_def, page_activity_form),
	GET(YEAR "/hoat-dong/{unit}", page_activity_form, FILE_SEE, UNIT, NO),
	POST(YEAR "/hoat-dong/{unit}", page_activity_save, UNIT_FILL, UNIT, WRITE, FORM, &page_activity_form_def, page_activity_form),
	POST(YEAR "/hoat-dong/{unit}/huong-ung", page_participation_save, UNIT_FILL, UNIT, WRITE, FORM, &page_participation_form, page_activity_form),
	GET(YEAR "/hoat-dong/xem/{id}", page_activity, YEAR_SEE, YEAR, NO),
	POST(YEAR "/hoat-dong/xem/{id}/tep", page_activity_upload, YEAR_SEE, YEAR, WRITE, FILES, &page_activity_upload_form, page_activity),
	POST(YEAR "/hoat-dong/xem/{id}/go-tep", page_activity_unfile, YEAR_SEE, YEAR, WRITE, FORM, &page_activity_unfile_form, page_activity),
	POST(YEAR "/hoat-dong/xem/{id}/rut", page_activity_withdraw, YEAR_SEE, YEAR, WRITE, FORM, &page_activity_withdraw_form, page_activity),
	GET(YEAR "/hoat-dong/tep/{id}", page_activity_file, YEAR_SEE, YEAR, NO),
	GET(YEAR "/khen-thuong", page_awards, YEAR_SEE, YEAR, NO),
	POST(YEAR "/khen-thuong", page_award_decide, YEAR_DECIDE, YEAR, WRITE, FORM, &page_award_form, page_awards),
	POST(YEAR "/khen-thuong/mau-giay/{layout}/anh", page_certificate_picture_post, YEAR_DECIDE, YEAR, ALONE, FILES, &page_certificate_picture_form, page_certificate),
	GET(YEAR "/khen-thuong/mau-giay/{layout}/anh", page_certificate_picture, YEAR_DECIDE, YEAR, NO),
	GET(YEAR "/khen-thuong/mau-giay/{layout}/in-thu/{data}", page_certificate_try, YEAR_DECIDE, YEAR, NO),
	GET(YEAR "/khen-thuong/in", page_certificate_print, YEAR_DECIDE, YEAR, NO),
	POST(YEAR "/khen-thuong/in", page_certificate_print_post, YEAR_DECIDE, YEAR, WRITE, GRID, &page_certificate_print_form, page_certificate_print),
	GET(YEAR "/khen-thuong/in/{run}", page_certificate_run, YEAR_DECIDE, YEAR, NO),
	GET(YEAR "/khen-thuong/in/{run}/tep", page_certificate_file, YEAR_DECIDE, YEAR, NO),
	GET(YEAR "/khen-thuong/{award}", page_award, YEAR_SEE, YEAR, NO),
	POST(YEAR "/khen-thuong/{award}/thu-hoi", page_award_revoke, YEAR_DECIDE, YEAR, WRITE, FORM, &page_award_revoke_form, page_award),
	POST(YEAR "/khen-thuong/{award}/dinh-chinh", page_award_mend, YEAR_DECIDE, YEAR, WRITE, FORM, &page_award_mend_form, page_award),
	GET(YEAR "/khen-thuong/mau-giay", page_certificates, YEAR_DECIDE, YEAR, NO),
	GET(YEAR "/khen-thuong/mau-giay/{layout}", page_certificate, YEAR_DECIDE, YEAR, NO),
	POST(YEAR "/khen-thuong/mau-giay/{layout}", page_certificate_save, YEAR_DECIDE, YEAR, WRITE, GRID, &page_certificate_form, page_certificate),
	POST(YEAR "/khen-thuong/mau-giay/{layout}/bo", page_certificate_drop, YEAR_DECIDE, YEAR, WRITE, FORM, &page_certificate_drop_form, page_certificate),
	GET(YEAR "/dien-hinh", page_exemplars, YEAR_SEE, YEAR, NO),
	POST(YEAR "/dien-hinh/chon", page_exemplar_choose, YEAR_MANAGE, YEAR, WRITE, FORM, &page_choose_form, page_exemplars),
	GET(YEAR "/dien-hinh/{unit}", page_exemplars, FILE_SEE, UNIT, NO),
	POST(YEAR "/dien-hinh/{unit}", page_exemplar_add, FILE_SEE, UNIT, WRITE, FORM, &page_exemplar_form, page_exemplars),
	POST(YEAR "/dien-hinh/{unit}/rut", page_withdraw_one, FILE_SEE, UNIT, WRITE, FORM, &page_withdraw_one_form, page_exemplars),
	POST(YEAR "/tham-luan/{unit}", page_talk_add, FILE_SEE, UNIT, WRITE, FILES, &page_talk_form, page_exemplars),
	GET(YEAR "/tham-luan/{unit}/{id}", page_talk_file, FILE_SEE, UNIT, NO),
	GET(YEAR "/so-ket", page_midyear, BOARD_SEE, YEAR, NO),
	GET(YEAR "/bao-cao", page_reports, YEAR_SEE, YEAR, NO),
	POST(YEAR "/bao-cao/nguong", page_lights_save, YEAR_MANAGE, YEAR, WRITE, FORM, &page_lights_form, page_reports),
	GET(YEAR "/bao-cao/{unit}/{period}", page_report, FILE_SEE, UNIT, NO),
	POST(YEAR "/bao-cao/{unit}/{period}", page_report_post, FILE_SEE, UNIT, WRITE, GRID, &page_report_form, page_report),
	GET(YEAR "/ky-bao-cao", page_periods, YEAR_MANAGE, YEAR, NO),
	POST(YEAR "/ky-bao-cao", page_period_save, YEAR_MANAGE, YEAR, WRITE, FORM, &page_period_form, page_periods),
	POST(YEAR "/ky-bao-cao/bo", page_period_drop, YEAR_MANAGE, YEAR, WRITE, FORM, &page_period_drop_form, page_periods),
	POST(YEAR "/ky-bao-cao/loai", page_kind_save, YEAR_MANAGE, YEAR, WRITE, FORM, &page_kind_form, page_periods),
	GET(YEAR "/kho-khan", page_difficulties, YEAR_SEE, YEAR, NO),
	GET(YEAR "/kho-khan/{unit}", page_difficulties, FILE_SEE, UNIT, NO),
	POST(YEAR "/kho-khan/{unit}", page_difficulty_raise, UNIT_FILL, UNIT, WRITE, FORM, &page_difficulty_raise_form, page_difficulties),
	GET(YEAR "/kho-khan/{unit}/{id}", page_difficulty, FILE_SEE, UNIT, NO),
	POST(YEAR "/kho-khan/{unit}/{id}", page_difficulty_move, FILE_SEE, UNIT, WRITE, FORM, &page_difficulty_move_form, page_difficulty),
	GET(YEAR "/suy-ton", page_nominate, BOARD_SEE, YEAR, NO),
	POST(YEAR "/suy-ton", page_nominate_post, POLL_RECORD, YEAR, WRITE, FORM, &page_nominate_form, page_nominate),
	POST(YEAR "/suy-ton/rut", page_withdraw, POLL_RECORD, YEAR, WRITE, FORM, &page_withdraw_form, page_nominate),
	GET(YEAR "/bo-phieu", page_polls, YEAR_SEE, YEAR, NO),
	POST(YEAR "/bo-phieu", page_poll_new, POLL_RECORD, YEAR, WRITE, FORM, &page_poll_new_form, page_polls),
	POST(YEAR "/bo-phieu/ban", page_board_save, POLL_RECORD, YEAR, WRITE, FORM, &page_board_form, page_polls),
	GET(YEAR "/bo-phieu/{poll}", page_polling, YEAR_SEE, YEAR, NO),
	POST(YEAR "/bo-phieu/{poll}", page_polling_move, YEAR_SEE, YEAR, WRITE, FORM, &page_polling_form, page_polling),
	GET(YEAR "/bo-phieu/{poll}/in", page_polling_print, YEAR_SEE, YEAR, NO),
	GET(YEAR "/dem-phieu/{poll}", page_counting, YEAR_SEE, YEAR, NO),
	POST(YEAR "/dem-phieu/{poll}", page_counting_send, YEAR_SEE, YEAR, WRITE, FORM, &page_counting_form, page_counting),
	GET(YEAR "/bo-phieu-dien-tu", page_votes, BOARD_SEE, YEAR, NO),
	GET(YEAR "/bo-phieu-dien-tu/{poll}", page_vote, BOARD_SEE, YEAR, NO),
	POST(YEAR "/bo-phieu-dien-tu/{poll}", page_vote_post, POLL_RECORD, YEAR, WRITE, FORM, &page_vote_form, page_vote),
	GET("/giu-khoa/{uuid}", page_vote_trustee, SIGNED_IN, NONE, NO),
	GET("/giu-khoa/{uuid}/viec.json", page_vote_task, SIGNED_IN, NONE, NO),
	POST("/giu-khoa/{uuid}/khoa", page_vote_key, SIGNED_IN, NONE, WRITE, FORM, &page_vote_key_form, page_vote_trustee),
	POST("/giu-khoa/{uuid}/giai-ma", page_vote_factors, SIGNED_IN, NONE, WRITE, GRID, &page_vote_factors_form, page_vote_trustee),
	GET("/ma-phieu/{uuid}", page_vote_officer, SIGNED_IN, NONE, NO),
	POST("/ma-phieu/{uuid}/cong-khai", page_vote_codes, SIGNED_IN, NONE, WRITE, GRID, &page_vote_codes_form, page_vote_officer),
	GET("/bo-phieu/{uuid}/bau-cu.json", page_vote_election, PUBLIC, BOOTH, NO),
	POST("/bo-phieu/{uuid}/phieu", page_vote_cast, PUBLIC, BOOTH, ALONE, BALLOT, &form_empty, NULL),
	GET("/bo-phieu/{uuid}/tra-cuu", page_vote_track, PUBLIC, BOOTH, NO),
	GET("/bo-phieu/{uuid}/hom-phieu.bel", page_vote_file, PUBLIC, BOOTH, NO),
	GET("/kiem-phieu", page_vote_verify, PUBLIC, NONE, NO),
	POST("/kiem-phieu", page_vote_verify_post, PUBLIC, NONE, ALONE, FILES, &page_vote_verify_form, page_vote_verify),
	GET(YEAR "/hop", page_meeting, BOARD_SEE, YEAR, NO),
	POST(YEAR "/hop", page_meeting_post, POLL_RECORD, YEAR, WRITE, GRID, &page_meeting_form, page_meeting),
	GET(YEAR "/hop/dieu-hanh", page_conduct, POLL_RECORD, YEAR, NO),
	POST(YEAR "/hop/dieu-hanh", page_conduct_post, POLL_RECORD, YEAR, WRITE, FORM, &page_conduct_form, page_conduct),
	GET(YEAR "/hop/chuong-trinh", page_programme, POLL_RECORD, YEAR, NO),
	POST(YEAR "/hop/chuong-trinh", page_programme_post, POLL_RECORD, YEAR, WRITE, GRID, &page_programme_form, page_programme),
	POST(YEAR "/hop/ma-diem-danh", page_codes_post, POLL_RECORD, YEAR, WRITE, FORM, &page_codes_form, page_programme),
	GET(YEAR "/hop/man-hinh", page_hall, YEAR_SEE, YEAR, YEAR),
	GET("/diem-danh", page_come_ask, PUBLIC, NONE, NO),
	GET("/diem-danh/{code}", page_come, PUBLIC, NONE, NO),
	POST("/diem-danh/{code}", page_come_post, PUBLIC, NONE, WRITE, FORM, &page_come_form, page_come),
	GET(YEAR "/nap", page_import, DATA_IMPORT, YEAR, NO),
	POST(YEAR "/nap", page_import_post, DATA_IMPORT, YEAR, ALONE, FILES, &page_import_form, page_import),
	POST(YEAR "/nap/nhan", page_import_accept, DATA_IMPORT, YEAR, WRITE, FORM, &page_preview_form, page_import),
	POST(YEAR "/nap/bo", page_import_drop, DATA_IMPORT, YEAR, WRITE, FORM, &page_preview_form, page_import),
	GET(YEAR "/van-ban", page_papers, PAPER_GET, YEAR, NO),
	POST(YEAR "/van-ban", page_paper_make, PAPER_MAKE, YEAR, WRITE, FORM, &page_paper_form, page_papers),
	GET(YEAR "/van-ban/viec/{job}", page_job, PAPER_GET, YEAR, NO),
	GET(YEAR "/van-ban/mau/{kind}", page_template, PAPER_GET, YEAR, NO),
	POST(YEAR "/van-ban/mau/{kind}", page_template_upload, PAPER_MAKE, YEAR, ALONE, FILES, &page_template_form, page_template),
	POST(YEAR "/van-ban/mau/{kind}/chon", page_template_choose, PAPER_MAKE, YEAR, WRITE, FORM, &page_template_choose_form, page_template),
	GET(YEAR "/van-ban/mau/{kind}/tep/{file}", page_template_file, PAPER_GET, YEAR, NO),
	GET(YEAR "/van-ban/mau/{kind}/xem-truoc/{data}", page_template_preview, PAPER_MAKE, YEAR, NO),
	GET(YEAR "/van-ban/mau/{kind}/truong", page_template_fields, PAPER_GET, YEAR, NO),
	GET(YEAR "/van-ban/{paper}", page_paper_get, PAPER_GET, YEAR, NO),
	GET(YEAR "/van-ban/{paper}/so", page_number, PAPER_MAKE, YEAR, NO),
	POST(YEAR "/van-ban/{paper}/so", page_number_post, PAPER_MAKE, YEAR, WRITE, FILES, &page_number_form, page_number),
	GET(YEAR "/van-ban/{paper}/pdf", page_paper_pdf, PAPER_GET, YEAR, NO),
	GET(YEAR "/van-ban/{paper}/ky-so", page_signing_paper, PAPER_GET, YEAR, NO),
	POST(YEAR "/van-ban/{paper}/ky-so", page_signing_paper_post, PAPER_MAKE, YEAR, ALONE, FORM, &form_empty, page_signing_paper),
	GET(YEAR "/nhat-ky", page_journal, JOURNAL_SEE, YEAR, NO),
	GET(YEAR "/goi-du-lieu.zip", page_bundle, JOURNAL_SEE, YEAR, NO),
};
/* clang-format on */

enum { N_PAGES = sizeof pages / sizeof pages[0], ROUTES_MAX = 1024 };

static struct route all[ROUTES_MAX];
const struct route *const routes = all;

/* Before main(): the lines of programs repeat what the lines of their pages say. */
__attribute__((constructor)) static void fill(void)
{
	if (N_PAGES + n_api_lines > ROUTES_MAX)
		return; /* empty lines: router_check() refuses them */
	memcpy(all, pages, sizeof pages);
	api_routes(all, N_PAGES, all + N_PAGES);
}

size_t routes_n(void)
{
	return N_PAGES + n_api_lines;
}
