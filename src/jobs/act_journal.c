#include "jobs/act_journal.h"

/* One row per action: the sentence with the words that stand in braces taken from the entry's JSON; {who} is the actor,
 * {old.x} reads the JSON before. A part in square brackets is left out when one of its words is missing. */
static const struct {
	const char *action, *text;
} sentences[] = {
    {"card.move", N_("{who} chuyển phiếu của {unit}[ ({origin})]: {from} → {to}.")},
    {"crosscheck.add", N_("{who} phân công {checker} chấm chéo {unit}.")},
    {"crosscheck.allow", N_("{who} bỏ cặp phải tránh {unit} – {other}.")},
    {"crosscheck.avoid", N_("{who} ghi {unit} và {other} phải tránh chấm chéo nhau.")},
    {"crosscheck.draw", N_("{who} bốc phân công chấm chéo, mỗi phiếu {each} đơn vị chấm, số bốc {seed}.")},
    {"crosscheck.everyone", N_("{who} phân công mọi đơn vị chấm lẫn nhau.")},
    {"crosscheck.finish", N_("{checker} gửi kết quả chấm chéo {unit} ({who}).")},
    {"crosscheck.publish", N_("{who} công bố phân công chấm chéo: {count} lượt.")},
    {"crosscheck.remove", N_("{who} bỏ phân công {checker} chấm chéo {unit}.")},
    {"backup.take", N_("{who} lập và tải bản sao lưu {name}: {rows} dòng, {size} byte, SHA-256 {sha256}.")},
    {"ballot.record", N_("{who} ghi kết quả bỏ phiếu «{question}»[: {sentence}]")},
    {"board.elect", N_("Hội nghị bầu ban kiểm phiếu: {names}; {who} ghi nhận.")},
    {"poll.prepare", N_("{who} chuẩn bị bỏ phiếu «{question}».")},
    {"poll.edit", N_("{who} sửa quy định của cuộc bỏ phiếu «{question}».")},
    {"poll.floor", N_("{who} ghi {name} được đề cử tại hội nghị: «{question}».")},
    {"poll.withdraw", N_("{who} ghi {name} rút khỏi danh sách: «{question}».")},
    {"poll.opinion", N_("{who} ghi ý kiến bằng văn bản của {name}: «{question}».")},
    {"poll.opinion_drop", N_("{who} bỏ ý kiến bằng văn bản của {name}: «{question}».")},
    {"poll.open", N_("{who} phát phiếu «{question}»: {issued} phiếu, {present} người có mặt.")},
    {"poll.change", N_("{who} ghi khi đang bỏ phiếu «{question}»: {what}[ ({name})].")},
    {"poll.close", N_("{who} kết thúc bỏ phiếu «{question}».")},
    {"poll.sheet", N_("{who} gửi số đếm phiếu lần {attempt} của «{question}».")},
    {"poll.differ", N_("Số đếm lần {attempt} của «{question}» không khớp nên đếm lại.")},
    {"poll.agree", N_("Số đếm lần {attempt} của «{question}» đã khớp.")},
    {"poll.counted", N_("Phần bỏ phiếu điện tử của «{question}» có kết quả.")},
    {"poll.recount", N_("{who} yêu cầu đếm lại «{question}».")},
    {"poll.decide", N_("{who} ghi hội nghị chọn {name}: «{question}».")},
    {"poll.cancel", N_("{who} hủy bỏ phiếu «{question}».")},
    {"vote.save", N_("{who} lập phần bỏ phiếu điện tử của «{question}».")},
    {"vote.override",
     N_("{who} lập phần bỏ phiếu điện tử của «{question}» dù bị từ chối, theo nghị quyết: {what}.")},
    {"vote.keys", N_("{who} mời Ban kiểm phiếu tạo khóa cho «{question}».")},
    {"vote.key", N_("{who} ({what}) gửi khóa công khai cho «{question}».")},
    {"vote.codes", N_("{who} gửi danh sách công khai của {what} mã phiếu cho «{question}».")},
    {"vote.begin", N_("{who} mở hòm phiếu điện tử «{question}», mã sự kiện cuối {what}.")},
    {"vote.close", N_("{who} đóng hòm phiếu điện tử «{question}», mã sự kiện cuối {what}.")},
    {"vote.count", N_("{who} cho kiểm phiếu mã hóa của «{question}», mã sự kiện cuối {what}.")},
    {"vote.factors", N_("{who} ({what}) mở khóa phần của mình cho «{question}».")},
    {"vote.result", N_("Có kết quả bỏ phiếu điện tử «{question}», mã sự kiện cuối {what}.")},
    {"vote.cancel", N_("{who} hủy phần bỏ phiếu điện tử của «{question}».")},
    {"campaign.launch", N_("{who} phát động phong trào «{name}».")},
    {"campaign.save", N_("{who} ghi phong trào «{name}».")},
    {"campaign.withdraw", N_("{who} hủy phong trào «{name}».")},
    {"chair.order", N_("{who} ghi quyết định của chủ trì về thứ tự của {unit}: {order}.")},
    {"activity.file", N_("{who} thêm tệp cho hoạt động «{title}».")},
    {"activity.file_remove", N_("{who} gỡ tệp của hoạt động «{title}».")},
    {"activity.save", N_("{who} ghi hoạt động «{title}».")},
    {"activity.withdraw", N_("{who} rút hoạt động «{title}» khỏi sổ.")},
    {"activity_kind.retire", N_("{who} thôi dùng loại hoạt động «{name}».")},
    {"activity_kind.save", N_("{who} ghi loại hoạt động «{name}».")},
    {"difficulty.move", N_("{who} chuyển khó khăn «{title}» của {unit}: {from} → {to}[, giao {person}].")},
    {"difficulty.raise", N_("{who} nêu khó khăn «{title}» của {unit}.")},
    {"document.add", N_("{who} đưa lên văn bản «{title}» ({kind}[, số {number}]).")},
    {"document.withdraw", N_("{who} thu hồi văn bản «{title}»[, số {number}].")},
    {"due.extend", N_("{who} gia hạn cho {unit}: {what} – đến {due}.")},
    {"due.remind", N_("{who} nhắc {unit}: {what}.")},
    {"event.add", N_("{who} thêm vào lịch: {title}, ngày {day}[, tại {place}].")},
    {"event.save", N_("{who} sửa lịch: {title}, ngày {day}[, tại {place}].")},
    {"event.withdraw", N_("{who} bỏ khỏi lịch: {title}, ngày {day}.")},
    {"cluster.add", N_("{who} thành lập {name}.")},
    {"cluster.save", N_("{who} sửa thông tin {name}.")},
    {"council.add", N_("{who} thêm hội đồng {name}.")},
    {"council.save", N_("{who} sửa thông tin hội đồng {name}.")},
    {"member.join", N_("{unit} vào cụm, khối từ {on} theo {decision}; {who} ghi nhận.")},
    {"member.leave", N_("{unit} rời cụm, khối từ {on} theo {decision}; {who} ghi nhận.")},
    {"member.profile", N_("{who} xếp {unit} vào nhóm theo bảng tiêu chí: {old.profile} → {profile}.")},
    {"member.save", N_("{who} sửa thông tin thành viên {unit}: thứ tự {order}[, thủ trưởng {leader}].")},
    {"office.drop", N_("{who} bỏ nhiệm kỳ {office} chưa bắt đầu của {unit} theo {decision}.")},
    {"office.end", N_("{unit} thôi giữ chức {office} từ sau ngày {to}[ theo {decision}]; {who} ghi nhận.")},
    {"office.give", N_("{unit} giữ chức {office} từ {from}[ đến {to}][ theo {decision}]; {who} ghi nhận.")},
    {"award.decide", N_("{who} ghi quyết định {decision}: {award}, {n} đối tượng.")},
    {"award.revoke", N_("{who} ghi thu hồi {award} của {name} theo quyết định {decision}.")},
    {"award.mend",
     N_("{who} đính chính khen thưởng của {old.name} theo quyết định {decision}: {name}, mã mới {code}.")},
    {"certificate.save", N_("{who} ghi mẫu giấy khen «{name}».")},
    {"certificate.drop", N_("{who} bỏ mẫu giấy khen «{name}».")},
    {"certificate.picture", N_("{who} thay ảnh của mẫu giấy khen «{name}».")},
    {"certificate.print", N_("{who} in {n} giấy khen theo mẫu «{name}»: {title}.")},
    {"trust.add", N_("{who} thêm vào danh sách tin cậy: {name} ({kind}), SHA-256 {sha256}.")},
    {"trust.remove", N_("{who} gỡ khỏi danh sách tin cậy: {name} ({kind}), SHA-256 {sha256}.")},
    {"signing.make", N_("{who} tạo địa chỉ một lần để ký số tệp {file} của {unit}.")},
    {"signing.fetch", N_("Phần mềm ký đã tải tệp {file} của {unit} qua địa chỉ một lần của {who}.")},
    {"signing.receive", N_("Nhận bản ký số của tệp {file} của {unit} qua địa chỉ một lần của {who}.")},
    {"signing.refuse",
     N_("Không nhận bản gửi về của tệp {file} của {unit} qua địa chỉ một lần của {who}: {why}")},
    {"evidence.signature", N_("{who} kiểm tra lại chữ ký số của minh chứng «{title}»: {result}.")},
    {"unit.add", N_("{who} thêm đơn vị {name}.")},
    {"unit.change", N_("{kind} từ {on} theo {decision}: {units}; {who} ghi nhận.")},
    {"unit.save", N_("{who} sửa thông tin đơn vị: [{old.name} → ]{name}.")},
    {"year.rules", N_("{who} sửa quy chế của năm[; chủ đề «{theme}»][; bỏ các bước: {off}].")},
    {"evidence.add", N_("{who} thêm minh chứng «{title}» của {unit}.")},
    {"evidence.change", N_("{who} sửa minh chứng «{title}» của {unit}.")},
    {"evidence.drop", N_("{who} thôi dùng minh chứng «{title}» của {unit} cho tiêu chí {criterion}.")},
    {"evidence.use", N_("{who} dùng minh chứng «{title}» của {unit} cho tiêu chí {criterion}.")},
    {"evidence.withdraw", N_("{who} thu hồi minh chứng «{title}» của {unit}.")},
    {"evidence.remove", N_("{who} gỡ minh chứng «{title}» của {unit}.")},
    {"exemplar.add", N_("{who} giới thiệu điển hình «{name}» của {unit}.")},
    {"exemplar.choose", N_("{who} ghi nhận cụm chọn điển hình «{name}» của {unit}.")},
    {"exemplar.unchoose", N_("{who} bỏ chọn điển hình «{name}» của {unit}.")},
    {"exemplar.withdraw", N_("{who} rút điển hình «{name}» của {unit}.")},
    {"explanation.adjust", N_("{who} kết luận giải trình {criterion} của {unit}: điều chỉnh điểm.")},
    {"explanation.agree", N_("{who} đồng ý điểm thẩm tra {criterion} của {unit}.")},
    {"explanation.answer", N_("{who} giải trình {criterion} của {unit}.")},
    {"explanation.keep", N_("{who} kết luận giải trình {criterion} của {unit}: giữ điểm thẩm tra.")},
    {"file.import", N_("{who} nạp {count} giá trị từ tệp «{file}».")},
    {"history.take", N_("{who} nhập năm {year} của {cluster} từ tệp «{file}».")},
    {"holiday.drop", N_("{who} bỏ ngày đã nhập {day} ({kind}: {name}).")},
    {"holiday.put", N_("{who} ghi ngày {day}: {kind}, {name}[ – căn cứ {source}].")},
    {"journal.denied", N_("{who} bị từ chối truy cập {path}.")},
    {"meeting.attended", N_("{person}[ – {unit}] điểm danh dự hội nghị.")},
    {"meeting.closed", N_("{who} ghi kết thúc hội nghị. {quorum}")},
    {"meeting.codes", N_("{who} cấp mã điểm danh cho {count} đơn vị.")},
    {"meeting.decision", N_("Hội nghị quyết định: {text} ({who} ghi).")},
    {"meeting.item_begun", N_("Hội nghị bắt đầu nội dung «{item}»; {who} ghi nhận.")},
    {"meeting.item_ended", N_("Hội nghị xong nội dung[ «{item}»]; {who} ghi nhận.")},
    {"meeting.items", N_("{who} ghi chương trình hội nghị: {count} nội dung.")},
    {"meeting.left", N_("{person}[ – {unit}] rời hội nghị; {who} ghi nhận.")},
    {"meeting.opened", N_("{who} ghi khai mạc hội nghị. {quorum}")},
    {"meeting.opinion", N_("Ý kiến tại hội nghị[ của {person}][ – {unit}]: {text} ({who} ghi).")},
    {"meeting.poll_closed", N_("Hội nghị đóng bỏ phiếu[ «{text}»]; {who} ghi nhận.")},
    {"meeting.poll_opened", N_("Hội nghị mở bỏ phiếu «{text}»; {who} ghi nhận.")},
    {"meeting.poll_result", N_("Kết quả bỏ phiếu tại hội nghị: {text} ({who} ghi).")},
    {"meeting.reopened", N_("{who} mở lại hội nghị: {text}.")},
    {"meeting.reveal", N_("Hội nghị công bố {n} thứ hạng từ dưới lên; {who} ghi nhận.")},
    {"meeting.rule",
     N_("{who} đặt cách điều hành hội nghị: tối thiểu {quorum} thành viên, phát biểu {minutes} phút.")},
    {"meeting.show", N_("{who} chuyển màn hình hội trường: {view}.")},
    {"meeting.speaker_began", N_("{person}[ – {unit}] bắt đầu phát biểu; {who} ghi nhận.")},
    {"meeting.speaker_called", N_("{person}[ – {unit}] đăng ký phát biểu; {who} ghi nhận.")},
    {"meeting.speaker_dropped", N_("{who} ghi rút một đăng ký phát biểu.")},
    {"meeting.speaker_ended", N_("{who} ghi phát biểu xong.")},
    {"meeting.struck", N_("{who} gạch một ý kiến, quyết định đã ghi: {text}.")},
    {"meeting.save", N_("{who} ghi thông tin {meeting}.")},
    {"nomination.add", N_("{who} đề nghị suy tôn {unit}: {title}.")},
    {"nomination.withdraw", N_("{who} rút đề nghị suy tôn {unit}: {title}.")},
    {"pact.save", N_("{who} ghi giao ước thi đua năm {year}.")},
    {"pact.sign", N_("{signer} ký {part} năm {year} của {unit} ({method})[, {late}]; {who} ghi nhận.")},
    {"paper.make", N_("{who} lập {title}.")},
    {"paper.number",
     N_("{who} ghi số {number}, ngày {on} cho {title}[ ({by_hand})][; còn {found} chỗ khác số liệu].")},
    {"participation.save", N_("{who} ghi số tập thể, cá nhân hưởng ứng của {unit}: {name}.")},
    {"period.remove", N_("{who} xóa kỳ báo cáo «{name}».")},
    {"period.save", N_("{who} ghi kỳ báo cáo «{name}»[: hạn {due}].")},
    {"period.withdraw", N_("{who} rút kỳ báo cáo «{name}».")},
    {"phase.review", N_("{who} ghi sơ kết «{phase}» của phong trào «{name}».")},
    {"phase.save", N_("{who} ghi «{phase}» của phong trào «{name}»: {count} chỉ tiêu.")},
    {"plan.copy", N_("{who} soạn kế hoạch thi đua năm {year} từ kế hoạch năm trước.")},
    {"plan.launch", N_("{who} phát động kế hoạch thi đua năm {year}.")},
    {"plan.save", N_("{who} ghi kế hoạch thi đua năm {year}[ (bản sửa đổi {edition})].")},
    {"ranking.adopt", N_("Hội nghị thông qua bảng xếp hạng bản {version}; {who} ghi nhận.")},
    {"access.refused", N_("{who} bị từ chối truy cập một địa chỉ ngoài quyền của mình.")},
    {"session.open", N_("{who} đăng nhập.")},
    {"ranking.freeze", N_("{who} niêm phong bảng xếp hạng bản {version} ({stage}).")},
    {"registration.approve",
     N_("{who} duyệt đăng ký thi đua của {unit}[; {filled} chỉ tiêu vào bảng điểm].")},
    {"registration.recall", N_("{who} thu hồi đăng ký thi đua của {unit}.")},
    {"registration.receive", N_("{who} tiếp nhận đăng ký thi đua của {unit}.")},
    {"registration.return", N_("{who} trả lại đăng ký thi đua của {unit}.")},
    {"registration.save", N_("{who} ghi đăng ký thi đua của {unit}: {targets} chỉ tiêu, {awards} danh hiệu, "
			     "hình thức, sáng kiến.")},
    {"registration.send", N_("{who} gửi đăng ký thi đua của {unit}[ ({late})].")},
    {"report.move", N_("{who} chuyển báo cáo «{period}» của {unit}: {from} → {to}[, trễ {late} ngày].")},
    {"report.save", N_("{who} ghi báo cáo «{period}» của {unit}.")},
    {"report_light.save", N_("{who} đặt ngưỡng đèn tiến độ: xanh {green} %, vàng {yellow} %.")},
    {"scheme.choose", N_("{who} chọn bảng tiêu chí «{title}».")},
    {"scheme.draft", N_("{who} lập bản thảo bảng tiêu chí «{title}».")},
    {"scheme.drop", N_("{who} bỏ bản thảo bảng tiêu chí «{title}».")},
    {"scheme.edit", N_("{who} sửa bản thảo bảng tiêu chí[: {what}].")},
    {"scheme.version", N_("{who} lưu bảng tiêu chí «{title}» thành phiên bản {version}.")},
    {"scheme.seal", N_("{who} niêm phong bảng tiêu chí «{title}».")},
    {"score.save", N_("{who} ghi điểm {criterion} của {unit} ({stage}): [{old.value} → ]{value}.")},
    {"season.due", N_("{who} đặt hạn bước {step}: [{old.due} → ][{due}].")},
    {"season.move", N_("{who} chuyển năm thi đua: {from} → {to}.")},
    {"season.plan", N_("{who} đặt lịch bước {step}[: hạn {due}].")},
    {"site.check", N_("{who} kiểm tra dữ liệu và nhật ký: {faults} lỗi.")},
    {"setting.put", N_("{who} đặt «{name}»: {old.value} → {value}.")},
    {"setting.secret", N_("{who} đặt mật khẩu máy chủ thư.")},
    {"setup.take", N_("{who} nhận tệp «{file}»: {kind}.")},
    {"talk.add", N_("{who} ghi tham luận «{name}» của {unit}.")},
    {"talk.withdraw", N_("{who} rút tham luận «{name}» của {unit}.")},
    {"target.save", N_("{who} ghi chỉ tiêu {criterion} của {unit}: [{old.value} → ]{value}.")},
    {"template.again", N_("{who} dùng lại mẫu văn bản «{title}»: {file}.")},
    {"template.shipped", N_("{who} trở về mẫu có sẵn của văn bản «{title}».")},
    {"template.upload", N_("{who} tải lên mẫu văn bản «{title}»[: {file}].")},
    {"token.add", N_("{who} tạo mã truy cập «{name}» của {object}.")},
    {"token.revoke", N_("{who} thu hồi mã truy cập «{name}» của {object}.")},
    {"user.add", N_("{who} lập tài khoản của {object}.")},
    {"user.blank", N_("{who} xóa thông tin cá nhân của {object}.")},
    {"user.disable", N_("{who} khóa tài khoản của {object}.")},
    {"user.edit", N_("{who} sửa thông tin của {object}.")},
    {"user.enable", N_("{who} mở lại tài khoản của {object}.")},
    {"user.grant", N_("{who} giao {object} vai trò {role}, phạm vi {scope}[, từ {from}][, đến {to}].")},
    {"user.password", N_("{who} đặt mật khẩu mới cho {object}.")},
    {"user.recover", N_("{who} khôi phục quyền quản trị của {object}.")},
    {"user.reset", N_("{object} đặt mật khẩu mới bằng liên kết trong thư.")},
    {"user.reset_ask", N_("Có người xin liên kết đặt lại mật khẩu.")},
    {"user.revoke",
     N_("{who} thu hồi của {object} vai trò {role}, phạm vi {scope}[, từ {from}][, đến {to}].")},
    {"year.create", N_("{who} mở năm thi đua {year} của {cluster}.")},
    {"year.handover",
     N_("{who} bàn giao năm {year} cho {head}; chuyển sang năm {next}: {difficulties} khó khăn, "
	"{tasks} việc.")},
    {"commitment.done", N_("{who} ghi việc nhận bàn giao đã xong: {text}[ – {note}].")},
    {"year.away",
     N_("{who} mang năm này đi họp trên máy «{machine}»: từ đây chỉ ghi trên máy ấy cho tới khi nhập về.")},
    {"year.back", N_("{who} lấy lại năm này từ máy «{machine}», không nhập những gì đã ghi ở đó.")},
    {"year.merged", N_("{who} nhập năm này từ máy «{machine}» về: dòng nhật ký {from} đến {to}.")},
    {"year.publish", N_("{who} công bố kết quả ra ngoài.")},
    {"year.reveal", N_("{who} công bố kết quả cho các đơn vị thành viên.")},
};

td_rc act_log(struct tx *t, i64 chain, const char *action, const char *object_kind, i64 object_id,
	      const struct value *before, const struct value *after, str reason)
{
	str was = before ? value_to_json(t->a, before, VALUE_CANONICAL) : STR_NULL;
	str is = after ? value_to_json(t->a, after, VALUE_CANONICAL) : STR_NULL;
	return journal_add(t, chain, str_c(action), str_c(object_kind), object_id, was, is, reason);
}

struct teller {
	struct arena *a;
	const struct journal_entry *j;
	const struct value *before, *after;
	str object; /* name of what it is about, for {object} */
};

static str word(const struct teller *k, str name)
{
	if (str_eq(name, S("who")))
		return k->j->actor_name.n ? k->j->actor_name : S("Hệ thống");
	if (str_eq(name, S("object")))
		return k->object.n ? k->object : arena_fmt(k->a, "số %lld", (long long)k->j->object_id);
	bool old = str_has_prefix(name, S("old."));
	const struct value *v = value_get(old ? k->before : k->after, old ? str_from(name, 4) : name);
	if (v == NULL && !old)
		v = value_get(k->before, name);
	if (v == NULL)
		return STR_NULL;
	if (v->kind == VALUE_TEXT)
		return v->text;
	return v->kind == VALUE_INT ? arena_fmt(k->a, "%lld", (long long)v->i) : STR_NULL;
}

/* Puts text with its words in; false when a word is missing. */
static bool tell(const struct teller *k, struct sb *b, str text)
{
	bool whole = true;
	while (text.n) {
		size_t at = str_find_byte(text, '{');
		sb_put(b, str_upto(text, at));
		if (at == text.n)
			break;
		text = str_from(text, at + 1);
		size_t end = str_find_byte(text, '}');
		str w = word(k, str_upto(text, end));
		whole = whole && w.p != NULL;
		sb_put(b, w);
		text = str_from(text, end + 1);
	}
	return whole;
}

static str tell_parts(const struct teller *k, str text)
{
	struct sb b = sb_new(k->a, 16 * 1024);
	while (text.n) {
		size_t open = str_find_byte(text, '[');
		tell(k, &b, str_upto(text, open));
		if (open == text.n)
			break;
		size_t close = str_find_byte(text, ']');
		struct sb part = sb_new(k->a, 16 * 1024);
		if (tell(k, &part, str_from(str_upto(text, close), open + 1)))
			sb_put(&b, sb_str(&part));
		text = str_from(text, close + 1);
	}
	if (k->j->reason.n) {
		SB_LIT(&b, " ");
		sb_put(&b, k->j->reason);
	}
	return sb_str(&b);
}

static const struct value *parse(struct arena *a, str json)
{
	const struct value *v = NULL;
	struct err e = err_new(a, LANG_VI);
	td_rc rc = json.n ? value_from_json(a, json, &e, &v) : TD_NOT_FOUND;
	if (rc == TD_LIMIT)
		arena_fail(a); /* half a sentence would be another one */
	return rc == TD_OK ? v : NULL;
}

const struct value *act_journal_after(struct arena *a, const struct journal_entry *j)
{
	return parse(a, j->after_json);
}

static str tell_about(struct arena *a, enum lang lang, const char *text, const struct journal_entry *j,
		      str object)
{
	struct journal_entry shown = *j;
	struct teller k = {a, &shown, parse(a, j->before_json), parse(a, j->after_json), object};
	if (j->reason.n)
		shown.reason = arena_fmt(a, "%s %.*s", i18n_tr(lang, N_("Lý do:")), STRF(j->reason));
	return tell_parts(&k, str_c(i18n_tr(lang, text)));
}

str act_tell(struct arena *a, enum lang lang, const char *text, const struct journal_entry *j)
{
	return tell_about(a, lang, text, j, S(""));
}

str act_sentence(struct arena *a, enum lang lang, const struct journal_entry *j)
{
	return act_sentence_about(a, lang, j, S(""));
}

str act_sentence_about(struct arena *a, enum lang lang, const struct journal_entry *j, str object)
{
	const char *text = N_("{who} thay đổi dữ liệu của hệ thống.");
	for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++)
		if (str_eq(j->action, str_c(sentences[i].action)))
			text = sentences[i].text;
	return tell_about(a, lang, text, j, object);
}
