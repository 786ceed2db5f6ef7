#include "domain/meeting_live.h"

#include "base/sb.h"

enum {
	PLANNED = 1 << MEETING_PLANNED,
	OPEN = 1 << MEETING_OPEN,
	ENDED = 1 << MEETING_ENDED,
	STAYS = MEETING_PHASE__N
};

typedef td_rc (*guard_fn)(const struct meeting_now *now, const struct meeting_event *x, struct err *e);

static const struct meeting_event *call_of(const struct meeting_now *now, i64 ordinal)
{
	for (size_t i = 0; i < now->waiting.n; i++)
		if (now->waiting.at[i].ordinal == ordinal)
			return &now->waiting.at[i];
	return NULL;
}

static td_rc nothing(const struct meeting_now *now, const struct meeting_event *x, struct err *e)
{
	(void)now;
	(void)x;
	(void)e;
	return TD_OK;
}

static td_rc another_item(const struct meeting_now *now, const struct meeting_event *x, struct err *e)
{
	if (x->ref <= 0)
		return err_add(e, TD_INVALID, S("item"), N_("Chọn nội dung trong chương trình."));
	return now->item == x->ref ? err_add(e, TD_CONFLICT, S("item"), N_("Nội dung này đang tiến hành."))
				   : TD_OK;
}

static td_rc item_runs(const struct meeting_now *now, const struct meeting_event *x, struct err *e)
{
	(void)x;
	return now->item ? TD_OK
			 : err_add(e, TD_CONFLICT, S("item"), N_("Không có nội dung nào đang tiến hành."));
}

static td_rc named(const struct meeting_now *now, const struct meeting_event *x, struct err *e)
{
	(void)now;
	return str_trim(x->person).n
		   ? TD_OK
		   : err_add(e, TD_INVALID, S("person"), N_("Ghi họ tên người dự, người phát biểu."));
}

static td_rc not_there(const struct meeting_now *now, const struct meeting_event *x, struct err *e)
{
	const struct meeting_guest *g = meeting_live_guest(now, x->unit, x->person);
	td_rc rc = named(now, x, e);
	if (rc == TD_OK && g && g->present && g->proxy == (x->n != 0) && str_eq(g->person, x->person))
		return err_add(e, TD_CONFLICT, S("person"), N_("%.*s đã điểm danh, đang có mặt."),
			       STRF(x->person));
	return rc;
}

static td_rc there(const struct meeting_now *now, const struct meeting_event *x, struct err *e)
{
	const struct meeting_guest *g = meeting_live_guest(now, x->unit, x->person);
	return g && g->present ? TD_OK : err_add(e, TD_CONFLICT, S("person"), N_("Người này không có mặt."));
}

static td_rc waits(const struct meeting_now *now, const struct meeting_event *x, struct err *e)
{
	return call_of(now, x->ref)
		   ? TD_OK
		   : err_add(e, TD_CONFLICT, S("speaker"), N_("Người này không còn chờ phát biểu."));
}

static td_rc may_speak(const struct meeting_now *now, const struct meeting_event *x, struct err *e)
{
	return x->ref ? waits(now, x, e) : named(now, x, e);
}

static td_rc speaks(const struct meeting_now *now, const struct meeting_event *x, struct err *e)
{
	(void)x;
	return now->speaking ? TD_OK
			     : err_add(e, TD_CONFLICT, S("speaker"), N_("Không có ai đang phát biểu."));
}

static td_rc worded(const struct meeting_now *now, const struct meeting_event *x, struct err *e)
{
	(void)now;
	return str_trim(x->text).n ? TD_OK
				   : err_add(e, TD_INVALID, S("text"), N_("Ghi nội dung hoặc lý do."));
}

static td_rc was_said(const struct meeting_now *now, const struct meeting_event *x, struct err *e)
{
	td_rc rc = worded(now, x, e);
	for (size_t i = 0; i < now->said.n; i++)
		if (now->said.at[i].ordinal == x->ref)
			return rc;
	return err_add(e, TD_CONFLICT, S("text"), N_("Không có ý kiến, quyết định này, hoặc đã gạch."));
}

static td_rc is_poll(const struct meeting_now *now, const struct meeting_event *x, struct err *e)
{
	(void)now;
	return x->ref > 0 ? TD_OK : err_add(e, TD_INVALID, S("poll"), N_("Không có cuộc bỏ phiếu này."));
}

static td_rc one_more(const struct meeting_now *now, const struct meeting_event *x, struct err *e)
{
	return x->n == now->n_revealed + 1
		   ? TD_OK
		   : err_add(e, TD_CONFLICT, S("reveal"),
			     N_("Màn hình đã công bố %lld thứ hạng; hãy xem lại rồi bấm tiếp."),
			     (long long)now->n_revealed);
}

static td_rc is_view(const struct meeting_now *now, const struct meeting_event *x, struct err *e)
{
	(void)now;
	return x->n >= 0 && x->n < MEETING_VIEW__N
		   ? TD_OK
		   : err_add(e, TD_INVALID, S("view"), N_("Chọn nội dung của màn hình."));
}

static td_rc no_open_poll(const struct meeting_now *now, const struct meeting_event *x, struct err *e)
{
	(void)x;
	for (size_t i = 0; i < now->polls.n; i++)
		if (now->polls.at[i].phase != MEETING_POLL_RESULT)
			return err_add(e, TD_CONFLICT, S("poll"),
				       N_("Cuộc bỏ phiếu «%.*s» chưa có kết quả; xác nhận kết quả hoặc hủy "
					  "trước khi kết thúc."),
				       STRF(now->polls.at[i].question));
	return TD_OK;
}

/* The one table: in which phases an event may happen, what it makes of the phase, what else must hold. */
static const struct row {
	const char *code, *name;
	unsigned phases;
	int to; /* enum meeting_phase, or STAYS */
	guard_fn guard;
} table[MEETING_EVENT__N] = {
    [MEETING_EVENT_OPENED] = {"opened", N_("Khai mạc"), PLANNED, MEETING_OPEN, nothing},
    [MEETING_EVENT_ITEM_BEGUN] = {"item_begun", N_("Bắt đầu nội dung"), OPEN, STAYS, another_item},
    [MEETING_EVENT_ITEM_ENDED] = {"item_ended", N_("Xong nội dung"), OPEN, STAYS, item_runs},
    [MEETING_EVENT_ATTENDED] = {"attended", N_("Điểm danh"), PLANNED | OPEN, STAYS, not_there},
    [MEETING_EVENT_LEFT] = {"left", N_("Ra về"), PLANNED | OPEN, STAYS, there},
    [MEETING_EVENT_SPEAKER_CALLED] = {"speaker_called", N_("Đăng ký phát biểu"), PLANNED | OPEN, STAYS,
				      named},
    [MEETING_EVENT_SPEAKER_DROPPED] = {"speaker_dropped", N_("Rút đăng ký phát biểu"), PLANNED | OPEN, STAYS,
				       waits},
    [MEETING_EVENT_SPEAKER_BEGAN] = {"speaker_began", N_("Mời phát biểu"), OPEN, STAYS, may_speak},
    [MEETING_EVENT_SPEAKER_ENDED] = {"speaker_ended", N_("Phát biểu xong"), OPEN, STAYS, speaks},
    [MEETING_EVENT_OPINION] = {"opinion", N_("Ý kiến"), OPEN, STAYS, worded},
    [MEETING_EVENT_DECISION] = {"decision", N_("Quyết định"), OPEN, STAYS, worded},
    [MEETING_EVENT_STRUCK] = {"struck", N_("Gạch bỏ"), OPEN, STAYS, was_said},
    [MEETING_EVENT_POLL_OPENED] = {"poll_opened", N_("Mở bỏ phiếu"), OPEN, STAYS, is_poll},
    [MEETING_EVENT_POLL_CLOSED] = {"poll_closed", N_("Đóng bỏ phiếu"), OPEN, STAYS, is_poll},
    [MEETING_EVENT_POLL_RESULT] = {"poll_result", N_("Kết quả bỏ phiếu"), OPEN, STAYS, is_poll},
    [MEETING_EVENT_REVEAL] = {"reveal", N_("Công bố thứ hạng"), OPEN, STAYS, one_more},
    [MEETING_EVENT_SHOW] = {"show", N_("Chuyển màn hình"), PLANNED | OPEN | ENDED, STAYS, is_view},
    [MEETING_EVENT_CLOSED] = {"closed", N_("Kết thúc"), OPEN, MEETING_ENDED, no_open_poll},
    [MEETING_EVENT_REOPENED] = {"reopened", N_("Mở lại"), ENDED, MEETING_OPEN, worded},
};

static const struct {
	const char *code, *name;
} phases[MEETING_PHASE__N] =
    {
	[MEETING_PLANNED] = {"planned", N_("Chưa khai mạc")},
	[MEETING_OPEN] = {"open", N_("Đang họp")},
	[MEETING_ENDED] = {"ended", N_("Đã kết thúc")},
},
  views[MEETING_VIEW__N] = {
      [MEETING_VIEW_AGENDA] = {"agenda", N_("Chương trình")},
      [MEETING_VIEW_ATTENDANCE] = {"attendance", N_("Điểm danh")},
      [MEETING_VIEW_ITEM] = {"item", N_("Nội dung đang họp")},
      [MEETING_VIEW_POLL] = {"poll", N_("Bỏ phiếu")},
      [MEETING_VIEW_RANKING] = {"ranking", N_("Thứ hạng")},
      [MEETING_VIEW_END] = {"end", N_("Bế mạc")},
};

const char *meeting_event_code(enum meeting_event_kind k)
{
	return table[k].code;
}

const char *meeting_event_name(enum meeting_event_kind k)
{
	return table[k].name;
}

td_rc meeting_event_parse(str code, enum meeting_event_kind *out)
{
	for (int i = 0; i < MEETING_EVENT__N; i++)
		if (str_eq(code, str_c(table[i].code))) {
			*out = (enum meeting_event_kind)i;
			return TD_OK;
		}
	return TD_INVALID;
}

const char *meeting_phase_code(enum meeting_phase p)
{
	return phases[p].code;
}

const char *meeting_phase_name(enum meeting_phase p)
{
	return phases[p].name;
}

const char *meeting_view_code(enum meeting_view v)
{
	return views[v].code;
}

const char *meeting_view_name(enum meeting_view v)
{
	return views[v].name;
}

td_rc meeting_view_parse(str code, enum meeting_view *out)
{
	for (int i = 0; i < MEETING_VIEW__N; i++)
		if (str_eq(code, str_c(views[i].code))) {
			*out = (enum meeting_view)i;
			return TD_OK;
		}
	return TD_INVALID;
}

bool meeting_live_allows(enum meeting_phase p, enum meeting_event_kind k)
{
	return table[k].phases & 1U << p;
}

td_rc meeting_live_can(const struct meeting_now *now, const struct meeting_event *x, struct err *e)
{
	if (!meeting_live_allows(now->phase, x->kind))
		return err_add(e, TD_CONFLICT, S("meeting"), N_("Hội nghị %s nên không thể ghi “%s”."),
			       now->phase == MEETING_PLANNED ? i18n_tr(e->lang, N_("chưa khai mạc"))
			       : now->phase == MEETING_OPEN  ? i18n_tr(e->lang, N_("đang họp"))
							     : i18n_tr(e->lang, N_("đã kết thúc")),
			       i18n_tr(e->lang, table[x->kind].name));
	return table[x->kind].guard(now, x, e);
}

/* The fold ------------------------------------------------------------------------------------------------------- */

static struct meeting_guest *find_guest(const struct meeting_now *now, struct opt_i64 unit, str person)
{
	for (size_t i = 0; i < now->guests.n; i++) {
		struct meeting_guest *g = &now->guests.at[i];
		if (unit.set ? g->unit.set && g->unit.v == unit.v : !g->unit.set && str_eq(g->person, person))
			return g;
	}
	return NULL;
}

const struct meeting_guest *meeting_live_guest(const struct meeting_now *now, struct opt_i64 unit, str person)
{
	return find_guest(now, unit, person);
}

static void attended(struct arena *a, struct meeting_now *now, const struct meeting_event *x)
{
	struct meeting_guest *g = find_guest(now, x->unit, x->person);
	if (g == NULL) {
		g = &VEC_PUSH(a, &now->guests);
		*g = (struct meeting_guest){
		    .unit = x->unit, .came_ms = x->at_ms, .late = now->phase == MEETING_OPEN};
	}
	g->person = x->person;
	g->proxy = x->n != 0;
	g->present = true;
	g->since_ms = x->at_ms;
}

/* Who is taken off the roll before the opening never came. */
static void left(struct meeting_now *now, const struct meeting_event *x)
{
	struct meeting_guest *g = find_guest(now, x->unit, x->person);
	if (g == NULL)
		return;
	g->present = false;
	g->since_ms = x->at_ms;
	if (now->phase == MEETING_PLANNED)
		*g = now->guests.at[--now->guests.n];
}

static void end_item(struct meeting_now *now, i64 at_ms)
{
	for (size_t i = 0; i < now->items.n; i++)
		if (now->items.at[i].item == now->item && !now->items.at[i].ended_ms.set)
			now->items.at[i].ended_ms = OPT(at_ms);
	now->item = 0;
}

static void take(meeting_event_list *list, i64 ordinal, struct meeting_event *out)
{
	size_t kept = 0;
	for (size_t i = 0; i < list->n; i++)
		if (list->at[i].ordinal == ordinal)
			*out = list->at[i];
		else
			list->at[kept++] = list->at[i];
	list->n = kept;
}

static void began_to_speak(struct meeting_now *now, const struct meeting_event *x)
{
	struct meeting_event call = *x;
	if (x->ref)
		take(&now->waiting, x->ref, &call);
	now->speaking = true;
	now->speaker = *x;
	now->speaker.unit = call.unit;
	now->speaker.person = call.person;
}

static void poll_moved(struct arena *a, struct meeting_now *now, const struct meeting_event *x)
{
	struct meeting_poll *p = NULL, moved = {.poll = x->ref, .question = x->text};
	size_t kept = 0;
	for (size_t i = 0; i < now->polls.n; i++)
		if (now->polls.at[i].poll == x->ref)
			moved = now->polls.at[i];
		else
			now->polls.at[kept++] = now->polls.at[i];
	now->polls.n = kept;
	p = &VEC_PUSH(a, &now->polls); /* the last one that moved stands last */
	*p = moved;
	p->at_ms = x->at_ms;
	if (x->kind == MEETING_EVENT_POLL_RESULT) {
		p->phase = MEETING_POLL_RESULT;
		p->sentence = x->text;
	} else
		p->phase = x->kind == MEETING_EVENT_POLL_OPENED ? MEETING_POLL_OPEN : MEETING_POLL_CLOSED;
}

/* What the hall turns to by itself. */
static enum meeting_view view_after(const struct meeting_now *now, const struct meeting_event *x)
{
	switch (x->kind) {
	case MEETING_EVENT_OPENED:
	case MEETING_EVENT_REOPENED:
		return MEETING_VIEW_AGENDA;
	case MEETING_EVENT_ITEM_BEGUN:
	case MEETING_EVENT_SPEAKER_BEGAN:
		return MEETING_VIEW_ITEM;
	case MEETING_EVENT_POLL_OPENED:
	case MEETING_EVENT_POLL_CLOSED:
	case MEETING_EVENT_POLL_RESULT:
		return MEETING_VIEW_POLL;
	case MEETING_EVENT_REVEAL:
		return MEETING_VIEW_RANKING;
	case MEETING_EVENT_SHOW:
		return (enum meeting_view)x->n;
	case MEETING_EVENT_CLOSED:
		return MEETING_VIEW_END;
	default:
		return now->view;
	}
}

static void close_all(struct meeting_now *now, const struct meeting_event *x)
{
	end_item(now, x->at_ms);
	now->speaking = false;
	now->waiting.n = 0;
	now->closed_ms = OPT(x->at_ms);
}

static void apply(struct arena *a, struct meeting_now *now, const struct meeting_event *x)
{
	struct meeting_event ignored = {0};
	switch (x->kind) {
	case MEETING_EVENT_OPENED:
		now->opened_ms = OPT(x->at_ms);
		break;
	case MEETING_EVENT_ITEM_BEGUN:
		end_item(now, x->at_ms);
		now->item = x->ref;
		VEC_PUSH(a, &now->items) = (struct meeting_item_time){x->ref, x->at_ms, OPT_NONE};
		break;
	case MEETING_EVENT_ITEM_ENDED:
		end_item(now, x->at_ms);
		break;
	case MEETING_EVENT_ATTENDED:
		attended(a, now, x);
		break;
	case MEETING_EVENT_LEFT:
		left(now, x);
		break;
	case MEETING_EVENT_SPEAKER_CALLED:
		VEC_PUSH(a, &now->waiting) = *x;
		break;
	case MEETING_EVENT_SPEAKER_DROPPED:
		take(&now->waiting, x->ref, &ignored);
		break;
	case MEETING_EVENT_SPEAKER_BEGAN:
		began_to_speak(now, x);
		break;
	case MEETING_EVENT_SPEAKER_ENDED:
		now->speaking = false;
		break;
	case MEETING_EVENT_OPINION:
	case MEETING_EVENT_DECISION:
		VEC_PUSH(a, &now->said) = *x;
		break;
	case MEETING_EVENT_STRUCK:
		take(&now->said, x->ref, &ignored);
		break;
	case MEETING_EVENT_POLL_OPENED:
	case MEETING_EVENT_POLL_CLOSED:
	case MEETING_EVENT_POLL_RESULT:
		poll_moved(a, now, x);
		break;
	case MEETING_EVENT_REVEAL:
		now->n_revealed = x->n;
		break;
	case MEETING_EVENT_CLOSED:
		close_all(now, x);
		break;
	case MEETING_EVENT_REOPENED:
		now->closed_ms = OPT_NONE;
		break;
	default:
		break;
	}
}

void meeting_live_fold(struct arena *a, const struct meeting_event *events, size_t n, struct meeting_now *out)
{
	*out = (struct meeting_now){0};
	for (size_t i = 0; i < n; i++) {
		const struct meeting_event *x = &events[i];
		apply(a, out, x);
		out->view = view_after(out, x);
		if (table[x->kind].to != STAYS)
			out->phase = (enum meeting_phase)table[x->kind].to;
		out->last = x->ordinal;
		out->last_ms = x->at_ms;
	}
}

const struct meeting_poll *meeting_live_poll(const struct meeting_now *now, i64 poll)
{
	for (size_t i = 0; i < now->polls.n; i++)
		if (now->polls.at[i].poll == poll)
			return &now->polls.at[i];
	return NULL;
}

const struct meeting_poll *meeting_live_last_poll(const struct meeting_now *now)
{
	return now->polls.n ? &now->polls.at[now->polls.n - 1] : NULL;
}

i64 meeting_live_left_s(const struct meeting_now *now, i64 at_ms)
{
	return now->speaker.n - (at_ms - now->speaker.at_ms) / 1000;
}

/* Quorum --------------------------------------------------------------------------------------------------------- */

void meeting_live_quorum(struct arena *a, const struct meeting_now *now, i64 n_members, i64 num, i64 den,
			 struct meeting_quorum *out)
{
	struct threshold least = {.num = num, .den = den, .base = POLL_BASE_MEMBERS};
	*out = (struct meeting_quorum){.n_members = n_members, .met = true};
	for (size_t i = 0; i < now->guests.n; i++)
		out->n_present += now->guests.at[i].unit.set && now->guests.at[i].present;
	str there = arena_fmt(a, "Có mặt %lld/%lld đơn vị thành viên", (long long)out->n_present,
			      (long long)n_members);
	if (den == 0) {
		out->sentence = arena_fmt(a, "%.*s; chưa đặt số tối thiểu.", STRF(there));
		return;
	}
	out->needed = threshold_needed(least, n_members);
	out->met = out->n_present >= out->needed;
	out->sentence = arena_fmt(a, "%.*s; cần ít nhất %lld (%.*s %s): %s điều kiện tiến hành.", STRF(there),
				  (long long)out->needed, STRF(threshold_text(a, least)),
				  poll_base_name(POLL_BASE_MEMBERS), out->met ? "đủ" : "chưa đủ");
}

/* Codes ---------------------------------------------------------------------------------------------------------- */

static const char letters[] = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
_Static_assert(sizeof letters == 33, "five bits a letter");

str meeting_code_of(struct arena *a, const u8 seed[MEETING_CODE_LEN])
{
	char *p = arena_alloc(a, MEETING_CODE_LEN);
	for (int i = 0; i < MEETING_CODE_LEN; i++)
		p[i] = letters[seed[i] % 32];
	return (str){p, MEETING_CODE_LEN};
}

str meeting_code_print(struct arena *a, str code)
{
	if (code.n != MEETING_CODE_LEN)
		return code;
	return arena_fmt(a, "%.4s-%.4s", code.p, code.p + 4);
}

static bool is_letter(char c)
{
	for (size_t i = 0; i < sizeof letters - 1; i++)
		if (letters[i] == c)
			return true;
	return false;
}

td_rc meeting_code_read(struct arena *a, str typed, str *code)
{
	char *p = arena_alloc(a, MEETING_CODE_LEN);
	size_t n = 0;
	for (size_t i = 0; i < typed.n; i++) {
		char c = typed.p[i];
		if (c == ' ' || c == '-')
			continue;
		c = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
		if (n == MEETING_CODE_LEN || !is_letter(c))
			return TD_INVALID;
		p[n++] = c;
	}
	*code = (str){p, n};
	return n == MEETING_CODE_LEN ? TD_OK : TD_INVALID;
}
