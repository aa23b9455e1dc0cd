"""Words of the API for programs ("api.<code>" says what is wrong with one piece), and of the page of its keys."""

from __future__ import annotations

PROGRAMS: dict[str, tuple[str, str]] = {
    # Errors ------------------------------------------------------------------------------------------------
    "api.key_needed": (
        "Gửi kèm tiêu đề Idempotency-Key: 1 đến 128 ký tự ASCII không có dấu cách, mỗi việc một khóa.",
        "Send Idempotency-Key: 1 to 128 ASCII characters without blanks, another one for each thing to do.",
    ),
    "api.no_cursor": (
        "Chỉ dùng giá trị `next` của câu trả lời trước.",
        "Use the `next` of the answer before, nothing else.",
    ),
    "api.no_status": ("Chỉ dùng: {known}.", "Use one of: {known}."),
    "api.not_json": ("Nội dung không phải là JSON đúng dạng.", "The content is not well-formed JSON."),
    "api.not_multipart": (
        "Gửi tệp bằng multipart/form-data với hai trường place và file.",
        "Send the file as multipart/form-data with the fields place and file.",
    ),
    "api.no_object": ("Phải là một đối tượng JSON.", "It must be a JSON object."),
    "api.no_list": ("Phải là một danh sách JSON.", "It must be a JSON list."),
    "api.missing": ("Thiếu nội dung này.", "It is missing."),
    "api.unknown": ("Không có câu hỏi hoặc tên này.", "There is no such question or name."),
    "api.wrong": ("Giá trị này không dùng được ở đây.", "This value cannot be used here."),
    "api.attached": (
        "Tệp được đính kèm ở /files, không ghi vào câu trả lời.",
        "Files are attached at /files, not written into answers.",
    ),
    "api.locked": (
        "Câu này lấy từ tài khoản nên không sửa được ở đây.",
        "This answer comes from the account and cannot be changed here.",
    ),
    "api.no_procedure": (
        "Không có thủ tục nào đang có hiệu lực mang mã này.",
        "No procedure in force has this code.",
    ),
    "api.no_agency": (
        "Chọn một cơ quan nhận thủ tục này: {known}.",
        "Choose an agency that takes this procedure: {known}.",
    ),
    "api.no_case": ("Chỉ chọn được các trường hợp: {known}.", "Only these cases can be chosen: {known}."),
    "api.no_place": (
        "Hồ sơ không có chỗ nhận tệp này; xem danh sách ở /files.",
        "The dossier has no such place for files; see the list at /files.",
    ),
    "api.elsewhere": (
        "Thủ tục này nộp ở một cổng khác; địa chỉ có trong dữ liệu của thủ tục.",
        "This procedure is handed in on another site; the data of the procedure tell its address.",
    ),
    "api.not_online": (
        "Thủ tục này chưa nhận hồ sơ trực tuyến.",
        "This procedure does not take dossiers online.",
    ),
    "api.not_in_force": ("Thủ tục này hiện không có hiệu lực.", "This procedure is not in force now."),
    "api.revised": (
        "Thủ tục đã thay đổi từ khi lập bản nháp; gọi /follow rồi xem lại trước khi gửi.",
        "The procedure has changed since the draft began; call /follow and look again before sending.",
    ),
    "api.not_withdrawn": (
        "Hồ sơ ở tình trạng này không rút được nữa.",
        "A dossier in this state cannot be withdrawn any more.",
    ),
    # The page of keys ----------------------------------------------------------------------------------------
    "keys.title": ("Khóa ứng dụng", "Application keys"),
    "keys.lead": (
        "Khóa cho phép chương trình của bạn lập, gửi và theo dõi hồ sơ thay bạn. Ai có khóa thì làm được những "
        "việc đó, nên hãy giữ kín và chỉ tạo khi cần.",
        "A key lets a program of yours make, send and follow dossiers in your name. Whoever has it can do the "
        "same, so keep it secret and make one only if you need it.",
    ),
    "keys.docs": ("Cách dùng khóa", "How to use a key"),
    "keys.none": ("Bạn chưa có khóa nào.", "You have no keys yet."),
    "keys.list": ("Các khóa của bạn", "Your keys"),
    "keys.made": ("Tạo ngày {day}", "Made on {day}"),
    "keys.until": ("hết hạn ngày {day}", "expires on {day}"),
    "keys.ended": ("đã hết hạn ngày {day}", "expired on {day}"),
    "keys.used": ("dùng lần cuối ngày {day}", "last used on {day}"),
    "keys.unused": ("chưa dùng lần nào", "never used"),
    "keys.end": ("Thu hồi", "Revoke"),
    "keys.end_done": ("Đã thu hồi khóa.", "The key has been revoked."),
    "keys.new": ("Tạo khóa mới", "Make a new key"),
    "keys.name": ("Tên khóa", "Name of the key"),
    "keys.name.hint": ("Ví dụ: Phần mềm văn phòng", "For example: Office software"),
    "keys.name.missing": ("Nhập tên để sau này nhận ra khóa.", "Enter a name to know the key by later."),
    "keys.name.too_long": (
        "Tên dài quá {most} ký tự. Hãy rút ngắn.",
        "The name is longer than {most} characters.",
    ),
    "keys.days": ("Dùng trong bao lâu", "How long it is good"),
    "keys.days.missing": ("Chọn thời hạn của khóa.", "Choose how long the key is good."),
    "keys.days.30": ("30 ngày", "30 days"),
    "keys.days.90": ("90 ngày", "90 days"),
    "keys.days.365": ("1 năm", "1 year"),
    "keys.make": ("Tạo khóa", "Make the key"),
    "keys.too_many": (
        "Bạn đã có {most} khóa. Hãy thu hồi khóa không dùng nữa trước.",
        "You have {most} keys already. Revoke one that you no longer use.",
    ),
    "keys.shown": ("Khóa mới của bạn", "Your new key"),
    "keys.shown_once": (
        "Chép khóa này ngay: nó chỉ hiện một lần và chúng tôi không giữ bản nào đọc được.",
        "Copy this key now: it is shown once, and we keep no copy that can be read.",
    ),
    "keys.back": ("Về danh sách khóa", "Back to your keys"),
}
