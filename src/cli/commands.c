/* The table of commands: one row each, in the order of `thidua help`. */
#include "cli/commands.h"

static const struct command commands[] = {
    {"score", N_("chấm điểm, xếp hạng một bảng số liệu, không cần cơ sở dữ liệu"),
     N_("BẢNG_TIÊU_CHÍ SỐ_LIỆU [--stage BƯỚC] [--json | --csv | --xlsx TỆP]\n"
	"                    [--explain ĐƠN_VỊ[/TIÊU_CHÍ]]\n"
	"       thidua score --schema scheme|data\n"
	"\n"
	"BẢNG_TIÊU_CHÍ là tệp .json, .xlsx hoặc mã một bảng có sẵn (thidua schemes).\n"
	"SỐ_LIỆU là tệp .json hoặc .xlsx; “-” là đầu vào chuẩn (chỉ .json).\n"
	"\n"
	"  --stage BƯỚC      tính theo bước self, cross, verified, explained, final, council;\n"
	"                    không ghi thì lấy bước sau cùng có số liệu\n"
	"  --json            in kết quả đầy đủ dạng JSON\n"
	"  --csv             in bảng điểm dạng CSV\n"
	"  --xlsx TỆP        ghi bảng điểm ra tệp Excel\n"
	"  --explain MÃ      diễn giải điểm của một đơn vị, hoặc của một tiêu chí\n"
	"  --schema TÊN      in mô tả JSON Schema của tệp bảng tiêu chí hoặc tệp số liệu\n"),
     cmd_score},
    {"schemes", N_("liệt kê, in các bảng tiêu chí có sẵn"),
     N_("[MÃ] [--example]\n"
	"\n"
	"Không có MÃ: liệt kê các bảng. Có MÃ: in bảng dạng JSON để sửa thành bảng của cụm.\n"
	"\n"
	"  --example         in tệp số liệu ví dụ của bảng\n"),
     cmd_schemes},
    {"serve", N_("chạy máy chủ web"),
     N_("--db URL [--listen ĐỊA_CHỈ:CỔNG] [thiết đặt …]\n"
	"\n"
	"URL là sqlite:TỆP hoặc postgresql://…; mỗi thiết đặt cũng có thể viết thành dòng\n"
	"“tên = giá trị” (không có hai gạch đầu) trong tệp của --config.\n"
	"\n"
	"  --db URL           cơ sở dữ liệu; không ghi thì lấy biến THIDUA_DB\n"
	"  --listen ĐC:CỔNG   mặc định 127.0.0.1:8080; cổng 0 là một cổng còn trống\n"
	"  --config TỆP       tệp thiết đặt; dòng lệnh và biến môi trường được ưu tiên\n"
	"  --https            trình duyệt vào bằng https qua máy chủ đứng trước (nginx)\n"
	"  --proxy ĐC         tin X-Forwarded-For của địa chỉ này\n"
	"  --tls-cert TỆP     chứng thư TLS của chính máy chủ này (PEM), cùng --tls-key TỆP\n"
	"  --threads N        số luồng phục vụ (mặc định 32)\n"
	"  --connections N    số kết nối cùng lúc (mặc định 1000)\n"
	"  --per-address N    số kết nối của một địa chỉ (mặc định 128)\n"
	"  --rate N           số yêu cầu mỗi phút của một địa chỉ (mặc định 1200; 0: không hạn)\n"
	"  --sign-in-rate N   số lần đăng nhập mỗi phút của một địa chỉ (mặc định 20; 0: không hạn)\n"
	"  --head-ms, --body-ms, --idle-ms, --response-ms N   thời hạn, mi-li-giây\n"
	"  --temp-dir THƯ_MỤC chỗ để tạm tệp gửi lên (mặc định /tmp)\n"
	"  --no-cache         không giữ lại trang đã dựng\n"
	"  --no-group         mỗi lần ghi một giao dịch (chỉ để đo)\n"
	"  --trace sql,http   ghi ra từng câu lệnh, từng yêu cầu\n"),
     cmd_serve},
    {"db", N_("cơ sở dữ liệu: xem, nâng cấp, kiểm tra, sao lưu, khôi phục"),
     N_("status | migrate | check | backup TỆP | restore TỆP [--db ĐỊA_CHỈ]\n"
	"\n"
	"  status            phiên bản máy dữ liệu và các lược đồ đã áp dụng\n"
	"  migrate           tạo mới hoặc nâng cấp lược đồ (khi máy chủ đang dừng)\n"
	"  check             kiểm tra cấu trúc, nhật ký, tệp đã lưu và bảng tiêu chí niêm phong\n"
	"  backup TỆP        sao lưu cả cơ sở dữ liệu vào một tệp, máy chủ vẫn chạy\n"
	"  restore TỆP       khôi phục vào một cơ sở dữ liệu mới, còn trống; cũng để chuyển\n"
	"                    giữa SQLite và PostgreSQL\n"
	"  --db ĐỊA_CHỈ      sqlite:TỆP hoặc postgresql://…; không ghi thì lấy THIDUA_DB\n"),
     cmd_db},
    {"user", N_("tài khoản: thêm, đặt lại mật khẩu, khóa, giao và thu hồi vai trò, khôi phục quản trị"),
     N_("add TÊN --name HỌ_TÊN [--title CHỨC_VỤ] [--email THƯ] [--keep]\n"
	"       thidua user passwd TÊN [--keep] | reset TÊN | link TÊN | disable TÊN | enable TÊN | list\n"
	"       thidua user grant|revoke TÊN VAI_TRÒ [--unit MÃ | --cluster MÃ | --council MÃ]\n"
	"                    [--from NGÀY] [--to NGÀY]\n"
	"       thidua user recover TÊN | blank TÊN --reason LÝ_DO\n"
	"\n"
	"add và passwd đọc mật khẩu từ bàn phím hoặc dòng đầu của đầu vào chuẩn; reset và recover\n"
	"tự đặt và in ra mật khẩu dùng một lần.\n"
	"\n"
	"  link TÊN          gửi thư có liên kết đặt lại mật khẩu\n"
	"  recover TÊN       khi không còn quản trị viên nào vào được: lập hoặc mở lại tài khoản\n"
	"                    này, giao vai trò quản trị\n"
	"  blank TÊN         xóa thông tin cá nhân, không khôi phục được\n"
	"  --db URL          cơ sở dữ liệu; không ghi thì lấy biến THIDUA_DB\n"
	"  --keep            không bắt đổi mật khẩu ở lần đăng nhập đầu\n"
	"  VAI_TRÒ           admin, appraiser, council, head, deputy, secretary, checker,\n"
	"                    counter, editor, leader, officer, viewer\n"),
     cmd_user},
    {"setup", N_("khai báo một cụm, khối hoặc danh sách đơn vị, người dùng từ một tệp Excel"),
     N_("cluster|units|people TỆP [--accept] | sample cluster|units|people -o TỆP\n"
	"\n"
	"Không có --accept thì chỉ in những gì sẽ nhận, mỗi lỗi kèm trang và ô. Nhận tất cả trong một\n"
	"lần hoặc không nhận gì; mật khẩu dùng một lần của tài khoản mới được in ra một lần.\n"
	"\n"
	"  cluster TỆP       Hội đồng, cụm, năm, đơn vị, người, tiêu chí, lịch\n"
	"  units TỆP         danh sách đơn vị\n"
	"  people TỆP        tài khoản và vai trò\n"
	"  sample LOẠI       ghi tệp mẫu để điền\n"
	"  --db URL          cơ sở dữ liệu; không ghi thì lấy biến THIDUA_DB\n"),
     cmd_setup},
    {"holiday", N_("ngày nghỉ lễ, ngày làm bù: liệt kê, ghi, bỏ, nạp danh sách"),
     N_("list NĂM | set NGÀY LOẠI TÊN [--source CĂN_CỨ] | drop NGÀY | import TỆP\n"
	"\n"
	"Dòng có dấu + là ngày đã nhập, có dấu ? là ngày có sẵn chưa đối chiếu văn bản gốc.\n"
	"\n"
	"  LOẠI              off (nghỉ), work (làm bù) hoặc plain (như lịch tuần)\n"
	"  drop              bỏ ngày đã nhập, trở lại như có sẵn\n"
	"  import TỆP        .xlsx hoặc .csv với các cột Ngày, Loại, Tên, Căn cứ\n"
	"  --db URL          cơ sở dữ liệu; không ghi thì lấy biến THIDUA_DB\n"),
     cmd_holiday},
    {"setting", N_("thiết đặt của hệ thống: liệt kê, xem, đặt"),
     N_("list | get TÊN | set TÊN GIÁ_TRỊ\n"
	"\n"
	"Dòng có dấu + là thiết đặt đã đổi. GIÁ_TRỊ “-” đọc từ dòng đầu của đầu vào chuẩn, dùng cho\n"
	"mật khẩu (mail.password), thứ chỉ ghi được, không xem lại được.\n"
	"\n"
	"  --db URL          cơ sở dữ liệu; không ghi thì lấy biến THIDUA_DB\n"),
     cmd_setting},
    {"tls", N_("chứng thư TLS cho máy chủ trong mạng riêng, như máy tính xách tay của hội nghị"),
     N_("THƯ_MỤC --name TÊN[,ĐỊA_CHỈ …] [--title TÊN_GỌI]\n"
	"\n"
	"Lập chứng thư gốc (một lần; cài vào từng điện thoại, máy tính bảng) và chứng thư của máy chủ. Chứng "
	"thư\n"
	"gốc chỉ xác nhận được mạng riêng, tên nội bộ và các tên đã ghi. Chạy lại thì giữ chứng thư gốc đã "
	"có.\n"
	"\n"
	"  --name TÊN        tên, địa chỉ của máy chủ, cách nhau bằng dấu phẩy: hoi-nghi.local,192.168.1.5\n"
	"  --title TÊN_GỌI   tên chứng thư gốc mà điện thoại hiện khi cài\n"),
     cmd_tls},
    {"token", N_("mã truy cập cho chương trình khác: liệt kê, tạo, thu hồi"),
     N_("list | add TÊN_ĐĂNG_NHẬP TÊN_MÃ [--scopes VIỆC] [--days SỐ_NGÀY] | revoke SỐ\n"
	"\n"
	"Mã được in ra một lần. Chương trình gửi nó trong dòng Authorization: Bearer MÃ tới /api/v1/…\n"
	"\n"
	"  --scopes VIỆC     read (mặc định), fill, send, check, manage, admin, cách nhau dấu cách\n"
	"  --days SỐ_NGÀY    hiệu lực, 1–366 ngày (mặc định 90)\n"
	"  --db URL          cơ sở dữ liệu; không ghi thì lấy biến THIDUA_DB\n"),
     cmd_token},
    {"org", N_("hội đồng, cụm, khối, đơn vị, năm thi đua, chức vụ"),
     N_("list | council MÃ TÊN [--level CẤP] | unit MÃ TÊN [--short TÊN_TẮT]\n"
	"       thidua org cluster MÃ TÊN --council MÃ [--kind LOẠI] [--head CHỨC_DANH] [--deputy "
	"CHỨC_DANH]\n"
	"       thidua org found CỤM NĂM --units TỆP [--theme CHỦ_ĐỀ] [--off BƯỚC,BƯỚC]\n"
	"       thidua org next CỤM NĂM [--theme CHỦ_ĐỀ]\n"
	"       thidua org handover CỤM NĂM [--head ĐƠN_VỊ] [--deputy ĐƠN_VỊ] [--theme CHỦ_ĐỀ] [--tasks "
	"TỆP]\n"
	"                    [--decision SỐ]\n"
	"       thidua org join | leave CỤM NĂM ĐƠN_VỊ --from NGÀY --decision SỐ\n"
	"       thidua org office CỤM NĂM CHỨC_VỤ ĐƠN_VỊ --from NGÀY [--to NGÀY] --decision SỐ [--relieve]\n"
	"       thidua org change LOẠI TRƯỚC[+TRƯỚC] [SAU[+SAU]] --from NGÀY --decision SỐ\n"
	"                    [--continues ĐƠN_VỊ] [--into CỤM] [--note GHI_CHÚ]\n"
	"\n"
	"  --db URL          cơ sở dữ liệu; không ghi thì lấy biến THIDUA_DB\n"
	"  --level CẤP       province, ministry, commune, agency\n"
	"  --kind LOẠI       cum, khoi, khu_vuc\n"
	"  --units TỆP       mỗi dòng một đơn vị (tên hoặc mã) theo thứ tự; “-” là đầu vào chuẩn\n"
	"  --tasks TỆP       mỗi dòng một việc chuyển sang năm sau\n"
	"  CHỨC_VỤ           head, deputy, secretary; --relieve: thay đơn vị trưởng đang giữ\n"
	"  change            rename, merge, split, transfer (--into: đến cụm nào)\n"),
     cmd_org},
    {"routes", N_("liệt kê các địa chỉ trang"),
     N_("[--roles]\n"
	"\n"
	"  --roles           thêm vai trò được dùng từng địa chỉ\n"),
     cmd_routes},
    {"api", N_("một yêu cầu của API JSON, không cần máy chủ"),
     N_("GET | POST ĐỊA_CHỈ [--data JSON | --data @TỆP] [--file TỆP]\n"
	"\n"
	"Mọi việc làm được trên trang và qua API đều làm được bằng lệnh này, với đúng quyền của mã truy cập\n"
	"trong biến THIDUA_TOKEN (xem thidua token). Câu trả lời in ra nguyên như máy chủ gửi.\n"
	"\n"
	"  --data JSON       thân của yêu cầu POST; @TỆP: đọc từ tệp, @-: từ bàn phím\n"
	"  --file TỆP        gửi kèm tệp; khi đó --data là các trường dạng ten=gia-tri&ten=gia-tri\n"
	"  --db URL          cơ sở dữ liệu; không ghi thì lấy biến THIDUA_DB\n"),
     cmd_api},
    {"openapi", N_("mô tả API cho chương trình khác (OpenAPI 3.1)"),
     N_("\n"
	"\n"
	"In ra đúng bản mô tả mà máy chủ trả lời ở /api/v1/openapi.json.\n"),
     cmd_openapi},
    {"demo", N_("tạo năm cụm, khối mẫu để dùng thử"),
     N_("--db URL [--password MẬT_KHẨU] [--quiet] [--province [--clusters N] | --script TỆP]\n"
	"\n"
	"  --db URL          sqlite:TỆP hoặc postgresql://…; tạo mới nếu chưa có\n"
	"  --password MK     mật khẩu của mọi tài khoản mẫu\n"
	"  --quiet           không in danh sách tài khoản\n"
	"  --province        thay vào đó dựng một tỉnh minh họa: 35 cụm, khối, 275 đơn vị, ba năm\n"
	"  --clusters N      chỉ dựng N cụm, khối đầu của tỉnh\n"
	"  --script TỆP      thay vào đó diễn kịch bản năm này (thidua-year/1, như trong demo/)\n"),
     cmd_demo},
    {"import", N_("nạp bảng tiêu chí, đơn vị, điểm từ tệp Excel hoặc JSON"),
     N_("CỤM NĂM TỆP [--as LOẠI] [--unit ĐƠN_VỊ] [--stage BƯỚC] [--accept] [--db URL]\n"
	"\n"
	"In ra những gì sẽ thay đổi; chỉ nạp khi có --accept và tệp không có lỗi.\n"
	"\n"
	"  --as LOẠI         scores (mặc định), scheme hoặc units; history (điểm từng tiêu chí) hoặc totals\n"
	"                    (tổng điểm) mở một năm đã qua, đã kết thúc, từ bảng của cơ quan\n"
	"  --unit ĐƠN_VỊ     mã đơn vị của phiếu không ghi tên đơn vị\n"
	"  --stage BƯỚC      bước của cột điểm không ghi rõ; mặc định self\n"
	"  --accept          nạp vào cơ sở dữ liệu\n"),
     cmd_import},
    {"export", N_("xuất số liệu của một năm dạng JSON"),
     N_("CỤM NĂM [--stage BƯỚC] [--db URL]\n"
	"\n"
	"  --db URL          cơ sở dữ liệu; không ghi thì lấy biến THIDUA_DB\n"
	"  --stage BƯỚC      số liệu tới bước này; không ghi thì lấy tất cả\n"),
     cmd_export},
    {"away", N_("mang một năm đi họp trên máy khác rồi nhập về"),
     N_("list\n"
	"       thidua away take CỤM NĂM TỆP.db --machine TÊN [--by TÀI_KHOẢN]\n"
	"       thidua away copy CỤM NĂM TỆP.db\n"
	"       thidua away cancel CỤM NĂM --reason LÝ_DO [--by TÀI_KHOẢN]\n"
	"       thidua away merge TỆP.db [--dry-run] [--by TÀI_KHOẢN]\n"
	"\n"
	"take ghi vào nhật ký rằng năm được mang đi và lập tệp cho máy họp; từ đó máy chủ chỉ đọc\n"
	"năm ấy. Trên máy họp: thidua serve --db sqlite:TỆP.db. Họp xong, merge nhập tệp ấy về:\n"
	"tất cả hoặc không gì cả; chỗ vướng được nêu tên. copy lập lại tệp; cancel lấy lại năm mà\n"
	"không nhập.\n"
	"\n"
	"  --db URL         cơ sở dữ liệu của máy chủ; không ghi thì lấy biến THIDUA_DB\n"
	"  --machine TÊN    máy mang đi, như cơ quan gọi nó\n"
	"  --reason LÝ_DO   vì sao lấy lại\n"
	"  --dry-run        xem trước những gì sẽ nhập, không ghi gì\n"
	"  --by TÀI_KHOẢN   người làm, để ghi vào nhật ký\n"),
     cmd_away},
    {"bundle", N_("gói dữ liệu của một năm, để ai cũng tính lại được"),
     N_("CỤM NĂM [-o TỆP] [--db URL]\n"
	"\n"
	"Nhật ký, bảng tiêu chí, số liệu và xếp hạng đã niêm phong, kết quả bỏ phiếu, mã băm của văn bản.\n"
	"Kiểm chứng bằng «thidua verify GÓI.zip», không cần máy chủ; tệp nói gì: docs/goi-du-lieu.md.\n"
	"\n"
	"  -o TỆP            ghi vào tệp này; không ghi thì goi-NĂM-CỤM.zip; - là in ra\n"
	"  --db URL          cơ sở dữ liệu; không ghi thì lấy biến THIDUA_DB\n"),
     cmd_bundle},
    {"journal", N_("in nhật ký của một năm thành câu"),
     N_("CỤM NĂM [--limit SỐ_DÒNG] [--db URL]\n"
	"\n"
	"  --db URL          cơ sở dữ liệu; không ghi thì lấy biến THIDUA_DB\n"
	"  --limit SỐ_DÒNG   chỉ các dòng mới nhất (mặc định 100)\n"),
     cmd_journal},
    {"difficulty", N_("khó khăn, vướng mắc: nêu, giao, trả lời, đóng, mở lại"),
     N_("list CỤM NĂM [--unit ĐƠN_VỊ] [--state TRẠNG_THÁI] [--json] [--db URL]\n"
	"       thidua difficulty raise CỤM NĂM ĐƠN_VỊ --title CÂU --body NỘI_DUNG [--wish ĐỀ_XUẤT]\n"
	"       thidua difficulty assign CỤM NĂM SỐ --person TÊN [--due NGÀY]\n"
	"       thidua difficulty answer | close | reopen CỤM NĂM SỐ [--text NỘI_DUNG]\n"
	"\n"
	"  --db URL          cơ sở dữ liệu; không ghi thì lấy biến THIDUA_DB\n"
	"  --unit ĐƠN_VỊ     chỉ khó khăn của đơn vị này\n"
	"  --state TT        raised, assigned, answered, closed hoặc reopened\n"
	"  --json            in đầy đủ dạng JSON\n"
	"  --title, --body, --wish   tóm tắt, nội dung, đề xuất của khó khăn mới\n"
	"  --person TÊN      tên đăng nhập của người trả lời; --due NGÀY là hạn trả lời\n"
	"  --text NỘI_DUNG   câu trả lời hoặc lý do\n"),
     cmd_difficulty},
    {"do", N_("thực hiện các việc của một năm ghi trong tệp: hoạt động, điển hình, kỳ báo cáo, báo cáo …"),
     N_("CỤM NĂM TỆP [--by TÊN] [--db URL]\n"
	"\n"
	"TỆP là danh sách JSON các sự kiện như trong demo/, ví dụ\n"
	"[{\"do\": \"participation\", \"unit\": \"a\", \"people\": 20, \"people_joined\": 20}].\n"
	"Được cả hoặc không gì cả: một việc bị từ chối thì không việc nào được ghi.\n"
	"\n"
	"  --db URL          cơ sở dữ liệu; không ghi thì lấy biến THIDUA_DB\n"
	"  --by TÊN          người thực hiện trong nhật ký; không ghi thì là dòng lệnh\n"),
     cmd_do},
    {"calendar", N_("lịch của một năm: hạn việc, cuộc họp, hoạt động chung"),
     N_("list CỤM NĂM [--json | --ics] [--db URL]\n"
	"       thidua calendar add CỤM NĂM --title TÊN --on NGÀY [--to NGÀY] [--kind LOẠI]\n"
	"                    [--starts GIỜ] [--ends GIỜ] [--place NƠI] [--note GHI_CHÚ] [--step BƯỚC]\n"
	"       thidua calendar withdraw CỤM NĂM SỐ --reason LÝ_DO\n"
	"\n"
	"  --db URL          cơ sở dữ liệu; không ghi thì lấy biến THIDUA_DB\n"
	"  --json, --ics     in đầy đủ dạng JSON, hoặc tệp lịch .ics\n"
	"  --kind LOẠI       meeting (mặc định), activity, deadline hoặc other\n"
	"  --step BƯỚC       bước mà hạn việc (deadline) thuộc về\n"),
     cmd_calendar},
    {"remind", N_("nhắc việc đến hạn trong ngày, như máy chủ tự làm mỗi sáng"),
     N_("[--db URL]\n"
	"\n"
	"In số thông báo mới; chạy lại không nhắc lần nữa.\n"
	"\n"
	"  --db URL          cơ sở dữ liệu; không ghi thì lấy biến THIDUA_DB\n"),
     cmd_remind},
    {"job", N_("việc làm nền: liệt kê, xem, làm ngay các việc đang chờ"),
     N_("list | run | show SỐ [--db URL]\n"
	"\n"
	"  list              50 việc mới nhất và trạng thái\n"
	"  run               làm các việc đang chờ như máy chủ; in số việc xong, không được, còn lại\n"
	"  show SỐ           một việc và các văn bản nó đã lập\n"
	"  --db URL          cơ sở dữ liệu; không ghi thì lấy biến THIDUA_DB\n"),
     cmd_job},
    {"mail", N_("thư điện tử: liệt kê, gửi thư đang chờ, gửi thử"),
     N_("list | run | test ĐỊA_CHỈ [--db URL]\n"
	"\n"
	"  list              50 thư mới nhất và trạng thái\n"
	"  run               gửi các thư đến lượt; in số thư đã gửi, còn chờ, không gửi được\n"
	"  test ĐỊA_CHỈ      gửi ngay một thư thử để kiểm tra thiết đặt\n"
	"  --db URL          cơ sở dữ liệu; không ghi thì lấy biến THIDUA_DB\n"),
     cmd_mail},
    {"plan", N_("kế hoạch, phong trào, tài liệu của năm: soạn, phát động, xem ai đã mở"),
     N_("show | receipts | copy CỤM NĂM [--json] [--db URL]\n"
	"       thidua plan save CỤM NĂM TỆP.json [--reason LÝ_DO]\n"
	"       thidua plan launch CỤM NĂM [--campaign SỐ]\n"
	"       thidua plan campaign CỤM NĂM TỆP.json [--launch]\n"
	"       thidua plan review CỤM NĂM --campaign SỐ --phase SỐ --text NỘI_DUNG\n"
	"       thidua plan document CỤM NĂM TỆP --kind LOẠI --title TRÍCH_YẾU\n"
	"       thidua plan withdraw CỤM NĂM --campaign SỐ | --document SỐ --reason LÝ_DO\n"
	"\n"
	"  --db URL          cơ sở dữ liệu; không ghi thì lấy biến THIDUA_DB\n"
	"  --json            in kế hoạch dạng JSON, sửa rồi đưa lại bằng save\n"
	"  --campaign SỐ     của phong trào này (receipts, launch, review, withdraw)\n"
	"  --reason LÝ_DO    vì sao sửa, hủy hoặc thu hồi\n"
	"  --kind LOẠI       operating_rules, plan, guidance, invitation, report hoặc other\n"
	"  --number, --issued, --issuer   số, ngày, cơ quan ban hành của tài liệu\n"),
     cmd_plan},
    {"form", N_("lập phiếu chấm điểm Excel của một đơn vị để nhập khi không có mạng"),
     N_("CỤM NĂM ĐƠN_VỊ [--stage BƯỚC] [-o TỆP] [--db URL]\n"
	"\n"
	"Phiếu đã nhập nạp lại bằng thidua import hoặc trên trang chấm điểm.\n"
	"\n"
	"  --db URL          cơ sở dữ liệu; không ghi thì lấy biến THIDUA_DB\n"
	"  --stage BƯỚC      phiếu của bước này; mặc định self\n"
	"  -o TỆP            ghi ra tệp này; “-” là đầu ra chuẩn; không ghi thì tự đặt tên\n"),
     cmd_form},
    {"paper", N_("lập văn bản của một năm: biên bản, bảng điểm, báo cáo, tờ trình"),
     N_("LOẠI CỤM NĂM [--of CỦA_AI] [--db URL] [--pdf] [-o TỆP | --keep]\n"
	"       thidua paper all CỤM NĂM --keep\n"
	"       thidua paper LOẠI --fields\n"
	"       thidua paper pdf TỆP.docx… [-o TỆP.pdf]\n"
	"\n"
	"LOẠI là một trong các loại sau; loại có dấu * có nhiều bản nên cần --of:\n"
	"  founding            Quyết định thành lập cụm, khối\n"
	"  regulations         Quy chế tổ chức và hoạt động\n"
	"  plan                Kế hoạch thi đua\n"
	"  launch              Thư phát động thi đua\n"
	"  registration        Bản đăng ký thi đua *\n"
	"  phase_review        Báo cáo sơ kết đợt thi đua *\n"
	"  midyear_review      Báo cáo sơ kết\n"
	"  invitation          Giấy mời dự hội nghị\n"
	"  programme           Chương trình hội nghị\n"
	"  roll                Danh sách điểm danh\n"
	"  ballot_paper        Phiếu bầu, phiếu suy tôn *\n"
	"  count_minutes       Biên bản kiểm phiếu *\n"
	"  receipt             Phiếu điểm của đơn vị *\n"
	"  score_table         Bảng tổng hợp điểm\n"
	"  score_list          Bảng xếp hạng (khổ dọc)\n"
	"  minutes             Biên bản hội nghị tổng kết\n"
	"  review_report       Báo cáo tổng kết\n"
	"  achievement         Báo cáo thành tích tập thể *\n"
	"  achievement_person  Báo cáo thành tích cá nhân *\n"
	"  proposal            Tờ trình đề nghị khen thưởng\n"
	"  proposal_list       Danh sách kèm tờ trình\n"
	"  commendation        Quyết định khen thưởng\n"
	"  handover            Biên bản bàn giao năm\n"
	"Dùng mẫu Word của cụm nếu có, không thì mẫu kèm theo. “paper pdf” vẽ các tệp Word thành PDF,\n"
	"in số trang và những gì không vẽ được.\n"
	"\n"
	"  -o TỆP            ghi ra tệp này; “-” là đầu ra chuẩn; không ghi thì tự đặt tên\n"
	"  --of CỦA_AI       của đơn vị (mã), phiếu bầu, đợt (số) nào, với loại có nhiều bản\n"
	"  --pdf             ra tệp PDF thay cho tệp Word (--keep luôn lưu cả hai)\n"
	"  --keep            lưu vào văn bản của năm như máy chủ làm; không đổi thì giữ bản cũ\n"
	"  --fields          liệt kê các trường dùng được trong mẫu, kèm ví dụ\n"),
     cmd_paper},
    {"template", N_("kiểm tra, điền thử một mẫu Word"),
     N_("VIỆC TỆP --kind LOẠI [--comments TỆP] [-o TỆP]\n"
	"\n"
	"VIỆC: check nêu mọi lỗi của mẫu; fill điền mẫu với số liệu ví dụ. LOẠI như của thidua paper. Không "
	"cần\n"
	"cơ sở dữ liệu; không thay mẫu đang dùng.\n"
	"\n"
	"  --kind LOẠI       loại văn bản của mẫu\n"
	"  --comments TỆP    check: ghi ra mẫu có mỗi lỗi là một nhận xét của Word\n"
	"  -o TỆP            fill: ghi ra tệp này; “-” là đầu ra chuẩn\n"),
     cmd_template},
    {"certificate", N_("mẫu giấy khen, bằng khen"),
     N_("VIỆC CỤM NĂM [MẪU|TỆP] [--layout MẪU] [--council] [--decision SỐ] [-o TỆP] [--db URL]\n"
	"\n"
	"VIỆC: list liệt kê các mẫu; show in một mẫu dạng JSON; save lưu mẫu từ tệp JSON; drop bỏ mẫu;\n"
	"print in giấy khen của một quyết định vào tệp nén, kể những chỗ không vừa.\n"
	"\n"
	"  --layout MẪU      save: sửa mẫu này; không ghi thì thành mẫu mới\n"
	"  --council         save: mẫu dùng cho mọi cụm, khối của Hội đồng\n"
	"  --decision SỐ     print: quyết định trong sổ khen thưởng\n"
	"  -o TỆP            print: tệp nén ghi ra; “-” là đầu ra chuẩn\n"),
     cmd_certificate},
    {"crosscheck", N_("bốc, công bố, in phân công chấm chéo của một năm"),
     N_("CỤM NĂM [--draw SỐ|all] [--seed SỐ] [--blind] [--publish] [--db URL]\n"
	"\n"
	"Cùng số bốc, danh sách đơn vị, cặp phải tránh và phân công năm trước thì ra cùng kết quả.\n"
	"\n"
	"  --draw SỐ         bốc lại, mỗi phiếu có từng ấy đơn vị chấm; all: mọi đơn vị chấm lẫn nhau\n"
	"  --seed SỐ         số bốc do hội nghị chọn; không ghi thì chọn ngẫu nhiên\n"
	"  --blind           đơn vị được chấm không biết ai chấm mình\n"
	"  --publish         công bố cho các đơn vị chấm\n"),
     cmd_crosscheck},
    {"meeting", N_("hội nghị đang họp: diễn biến, điểm danh, mã điểm danh"),
     N_("CỤM NĂM [--by TÊN_ĐĂNG_NHẬP] [--do JSON] [--db URL]\n"
	"\n"
	"In chương trình, những gì đã ghi trong hội nghị, ai có mặt so với số tối thiểu, mã điểm danh.\n"
	"\n"
	"  --by TÊN          làm việc thay tài khoản này\n"
	"  --do JSON         việc cần ghi, ví dụ {\"do\":\"live\",\"kind\":\"opened\"},\n"
	"                    "
	"{\"do\":\"live\",\"kind\":\"attended\",\"unit\":\"cuc-thue\",\"person\":\"Nguyễn Văn A\"},\n"
	"                    {\"do\":\"live\",\"kind\":\"closed\"}, {\"do\":\"attendance_codes\"}\n"),
     cmd_meeting},
    {"poll", N_("bỏ phiếu tại hội nghị: xem, phát phiếu, đếm, xác nhận"),
     N_("CỤM NĂM [SỐ] [--by TÊN_ĐĂNG_NHẬP] [--do JSON] [--db URL]\n"
	"\n"
	"Không ghi SỐ thì liệt kê các cuộc bỏ phiếu chạy trên chương trình; ghi SỐ thì in cuộc ấy.\n"
	"Số đếm của người kiểm phiếu chỉ hiện khi đã đủ hai người gửi, trừ số của chính người --by.\n"
	"\n"
	"  --by TÊN          làm việc thay tài khoản này: người kiểm phiếu, trưởng ban\n"
	"  --do JSON         việc cần làm, ví dụ {\"act\":\"open\"}, "
	"{\"act\":\"sheet\",\"rows\":[{\"yes\":8}]},\n"
	"                    {\"act\":\"confirm\"}; không ghi SỐ: {\"do\":\"board\"…} hoặc "
	"{\"do\":\"poll\"…}\n"),
     cmd_poll},
    {"scheme", N_("soạn, so sánh, niêm phong bảng tiêu chí của một năm"),
     N_("VIỆC CỤM NĂM [--from NGUỒN] [--file TỆP] [--before P] [--after P] [--draft] [--seal]\n"
	"       [--reason LÝ_DO] [--unit MÃ [--profile NHÓM]] [-o TỆP] [--db URL]\n"
	"\n"
	"VIỆC: show, versions, compare, xlsx, replay (năm trước chấm theo bảng này), begin, save, check,\n"
	"publish, seal hoặc profile (nhóm đơn vị có mục không áp dụng).\n"
	"\n"
	"  --from NGUỒN      begin: current, last hoặc mã bảng mẫu; không ghi thì bảng trống\n"
	"  --file TỆP        save: bảng tiêu chí dạng JSON thành bản thảo\n"
	"  --draft           show: bản thảo thay cho bảng đang dùng\n"
	"  --before, --after compare: hai phiên bản; draft là bản thảo\n"
	"  --seal            publish: niêm phong luôn\n"
	"  --reason LÝ_DO    publish: biên bản thống nhất, khi bảng đang dùng đã niêm phong\n"
	"  --unit MÃ         profile: xếp đơn vị này vào nhóm; không ghi thì liệt kê các nhóm\n"
	"  --profile NHÓM    profile: mã nhóm; không ghi thì mọi mục áp dụng\n"
	"  -o TỆP            xlsx: ghi ra tệp này\n"),
     cmd_scheme},
    {"analysis", N_("thứ hạng chắc đến đâu, mục nào cần thảo luận"),
     N_("gaps|discussion CỤM NĂM [--stage BƯỚC] [--db URL]\n"
	"\n"
	"gaps: từng cặp hạng kề nhau cách bao nhiêu điểm, thay đổi nhỏ nhất nào làm đổi chỗ.\n"
	"discussion: các mục mà tự chấm, chấm chéo, thẩm tra khác nhau, ảnh hưởng lớn nhất đứng đầu.\n"
	"\n"
	"  --stage BƯỚC      điểm đến hết bước này; mặc định final\n"),
     cmd_analysis},
    {"verify", N_("kiểm chứng một cuộc bỏ phiếu kín điện tử, hoặc gói dữ liệu của một năm"),
     N_("TỆP.bel [--against BẢN_CŨ.bel] [--tracker MÃ | --json]\n"
	"            GÓI.zip [--code MÃ] [--paper TỆP] [--json]\n"
	"\n"
	"Tính lại mọi chứng minh, chữ ký, phép cộng và kết quả; gói của một năm: nhật ký, điểm, xếp hạng, "
	"bỏ\n"
	"phiếu, văn bản; không cần máy chủ hay bí mật nào. Mã thoát 0: hợp lệ, 1: có lỗi.\n"
	"\n"
	"  --code MÃ         tìm dòng nhật ký có mã in dưới biên bản\n"
	"  --paper TỆP       văn bản này có đúng là một văn bản của năm không\n"
	"  --against TỆP     bản lưu trước đây phải là phần đầu của bản này\n"
	"  --tracker MÃ      tìm lá phiếu có mã theo dõi này\n"
	"  --json            in kết luận dạng JSON\n"),
     cmd_verify},
    {"seal", N_("dấu số của hệ thống: xem, đóng vào một tệp PDF"),
     N_("status|sign TỆP.pdf TỆP-RA.pdf [--key TỆP [--password TỆP] | --db URL]\n"
	"\n"
	"status: chứng thư nào đóng dấu, của ai, nơi cấp, hiệu lực, còn mấy ngày; mã thoát 1 khi không đóng "
	"được.\n"
	"sign: ghi nối chữ ký số (PAdES, không hiện trên trang) vào bản PDF, phần cũ giữ nguyên từng byte.\n"
	"\n"
	"  --key TỆP         khóa và chứng thư (.p12, .pfx, .pem); không ghi thì theo thiết đặt của hệ "
	"thống\n"
	"  --password TỆP    tệp ghi mật khẩu của tệp khóa ở dòng đầu\n"),
     cmd_seal},
    {"signing", N_("địa chỉ dùng một lần để ký số bằng phần mềm trên máy"),
     N_("list|make CỤM NĂM [LOẠI CỦA] [--by TÀI_KHOẢN] [--db URL]\n"
	"\n"
	"list: 200 lần gần nhất, mỗi dòng có số, loại, số của văn bản, tình trạng (waiting, fetched, "
	"refused,\n"
	"received, expired), ngày, tên tệp, vì sao bản gửi về bị trả lại.\n"
	"make: in một lần địa chỉ tải và địa chỉ gửi. LOẠI là evidence, paper (CỦA là số của văn bản),\n"
	"common hoặc annex (giao ước, phụ lục; CỦA là mã đơn vị).\n"
	"\n"
	"  --by TÀI_KHOẢN    make: người chịu trách nhiệm, mọi việc qua hai địa chỉ ghi tên người này\n"),
     cmd_signing},
    {"trust", N_("danh sách tin cậy để kiểm tra chữ ký số"),
     N_("list|add TỆP|remove MÃ [--stamps] [--db URL]\n"
	"\n"
	"add: chứng thư gốc, trung gian hoặc danh sách thu hồi (.pem .crt .cer .der .crl).\n"
	"list: mã, loại, ngày hết hạn, SHA-256, tên.\n"
	"\n"
	"  --stamps          gốc trong tệp là của nơi cấp dấu thời gian\n"),
     cmd_trust},
    {"vote", N_("bỏ phiếu điện tử không cần máy chủ: khóa, mã phiếu, lá phiếu, hòm phiếu, mở khóa"),
     N_("keygen TỆP_KHÓA | credentials TỆP_MÃ --uuid MÃ --count SỐ\n"
	"       thidua vote ballot BẦU_CỬ --code TỆP --votes [[0,1,0],…] | decrypt TỆP.bel --key TỆP_KHÓA\n"
	"       thidua vote uuid | setup TỆP.bel --uuid MÃ --template TỆP --trustees TỆP\n"
	"                    --credentials TỆP --time GIÂY\n"
	"       thidua vote cast TỆP.bel LÁ_PHIẾU | close TỆP.bel | factors TỆP.bel PHẦN --owner SỐ\n"
	"\n"
	"Ai giữ bí mật thì làm trên máy của mình; những gì in ra là công khai. Không ghi đè khóa,\n"
	"mã phiếu đã có.\n"
	"\n"
	"  keygen TỆP        tạo khóa của một người kiểm phiếu, in khóa công khai\n"
	"  credentials TỆP   làm mã phiếu, in danh sách công khai\n"
	"  ballot BẦU_CỬ     in lá phiếu; BẦU_CỬ là tệp bau-cu.json của trang bỏ phiếu, --code là tệp có\n"
	"                    mã phiếu (“-” là đầu vào chuẩn), --votes là 0 hoặc 1 cho mỗi lựa chọn của mỗi\n"
	"                    câu, phiếu trắng đứng trước\n"
	"  decrypt TỆP       kiểm chứng cả hòm phiếu rồi in phần mở khóa của khóa --key\n"
	"  uuid              in một mã cuộc bỏ phiếu mới\n"
	"  setup TỆP         mở hòm phiếu: --template có name, description, questions; --trustees mỗi dòng\n"
	"                    một khóa công khai; --credentials danh sách công khai; --time thời điểm ghi\n"
	"                    trong tệp (giây từ 1970)\n"
	"  cast TỆP LÁ       kiểm tra lá phiếu rồi bỏ vào hòm\n"
	"  close TỆP         đóng hòm, tính tổng mã hóa\n"
	"  factors TỆP PHẦN  thêm phần mở khóa của người thứ --owner; đủ các phần thì có kết quả\n"),
     cmd_vote},
    {"verify-pdf", N_("kiểm tra chữ ký số trong một tệp PDF"),
     N_("TỆP.pdf [--trust THƯ_MỤC] [--at NGÀY] [--json]\n"
	"\n"
	"Kiểm tra từng chữ ký: phạm vi, nội dung, chứng thư, nơi cấp, thu hồi, dấu thời gian, thay đổi sau "
	"khi ký;\n"
	"không cần mạng. Mã thoát 0: hợp lệ, 1: không hợp lệ hoặc không kết luận được.\n"
	"\n"
	"  --trust THƯ_MỤC   chứng thư gốc, trung gian và danh sách thu hồi (.pem .crt .cer .der .crl);\n"
	"                    tệp tên bắt đầu bằng tsa chứa gốc của nơi cấp dấu thời gian\n"
	"  --at NGÀY         xét như khi nhận tệp ngày ấy, ví dụ 21/11/2026; mặc định là bây giờ\n"
	"  --json            in kết luận dạng JSON\n"),
     cmd_verify_pdf},
    {"version", N_("in phiên bản"), N_("\n"), cmd_version},
    {"help", N_("liệt kê các lệnh, hướng dẫn một lệnh"), N_("[LỆNH]\n"), cmd_help},
};

const struct command *cli_commands(size_t *n)
{
	*n = sizeof commands / sizeof *commands;
	return commands;
}
