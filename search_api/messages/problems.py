"""Words of problems: each type has a title, what happened here, and what its own page explains; then the rules
that parameters break."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, str]] = {
    "problem.code": ("Mã lỗi HTTP: {status}.", "HTTP status: {status}."),
    "problem.more": ("Giải thích lỗi này", "About this problem"),
    # Types -------------------------------------------------------------------------------------------------
    "problem.yeu-cau-sai.title": ("Yêu cầu không hợp lệ", "Bad request"),
    "problem.yeu-cau-sai.detail": (
        "Có tham số không dùng được; hãy sửa theo từng dòng lỗi.",
        "A parameter cannot be used; mend what the errors name.",
    ),
    "problem.yeu-cau-sai.about": (
        "Địa chỉ có tham số lạ hoặc giá trị ngoài giới hạn. Trả lời nêu tên từng tham số và cách sửa.",
        "The address has a parameter that is unknown here, or a value out of bounds. The answer names each one.",
    ),
    "problem.sai-ten-mien.title": ("Sai tên miền", "Wrong host name"),
    "problem.sai-ten-mien.detail": (
        "Dịch vụ không trả lời cho tên miền này; hãy dùng địa chỉ chính thức của trang.",
        "The service does not answer to this host name; use its own address.",
    ),
    "problem.sai-ten-mien.about": (
        "Yêu cầu ghi một tên miền không nằm trong danh sách tên miền của dịch vụ.",
        "The request names a host that is not in the list of the service.",
    ),
    "problem.khong-tim-thay.title": ("Không tìm thấy", "Not found"),
    "problem.khong-tim-thay.detail": (
        "Không có trang hoặc thủ tục ở địa chỉ này; hãy kiểm tra lại mã hoặc tìm theo từ khóa.",
        "There is no page or procedure at this address; check the code or search by keyword.",
    ),
    "problem.khong-tim-thay.about": (
        "Địa chỉ gõ sai, trang đã chuyển đi, hoặc mã thủ tục không có trong dữ liệu.",
        "The address is mistyped, the page has moved, or the data hold no procedure of that code.",
    ),
    "problem.khong-co-hieu-luc.title": (
        "Không có hiệu lực vào ngày này",
        "Not in force on that day",
    ),
    "problem.khong-co-hieu-luc.detail": (
        "Thủ tục {code} không có bản nào có hiệu lực ngày {day}; hãy chọn ngày khác hoặc bỏ as_of.",
        "No version of {code} was in force on {day}; choose another day or leave as_of out.",
    ),
    "problem.khong-co-hieu-luc.about": (
        "Thủ tục có trong dữ liệu nhưng không có bản nào có hiệu lực vào ngày đã hỏi.",
        "The procedure is known, but none of its versions was in force on the day asked for.",
    ),
    "problem.sai-phuong-thuc.title": ("Phương thức không được hỗ trợ", "Method not allowed"),
    "problem.sai-phuong-thuc.detail": (
        "Địa chỉ này chỉ để đọc; hãy dùng phương thức ghi trong tiêu đề Allow.",
        "This address is for reading only; use a method that the Allow header names.",
    ),
    "problem.sai-phuong-thuc.about": (
        "Yêu cầu dùng phương thức HTTP mà địa chỉ không hỗ trợ.",
        "The request uses an HTTP method that the address does not support.",
    ),
    "problem.da-thay-the.title": ("Thủ tục đã được thay thế", "The procedure has been replaced"),
    "problem.da-thay-the.detail": (
        "Thủ tục {code} đã được thay thế bằng {successors}; hãy xem thủ tục thay thế.",
        "Procedure {code} has been replaced by {successors}; look there.",
    ),
    "problem.da-thay-the.about": (
        "Thủ tục đã hỏi không còn trong dữ liệu; trả lời nêu mã của thủ tục thay thế.",
        "The procedure asked for is no longer in the data; the answer names the codes that took its place.",
    ),
    "problem.noi-dung-qua-lon.title": ("Nội dung quá lớn", "Content too large"),
    "problem.noi-dung-qua-lon.detail": (
        "Nội dung gửi kèm vượt quá {most} KiB, mức lớn nhất mà địa chỉ này nhận; hãy gửi ít hơn.",
        "The body is larger than {most} KiB, the most this address takes; send less.",
    ),
    "problem.noi-dung-qua-lon.about": (
        "Yêu cầu gửi kèm nhiều dữ liệu hơn mức cho phép.",
        "The request carries more data than is allowed.",
    ),
    "problem.dia-chi-qua-dai.title": ("Địa chỉ quá dài", "Address too long"),
    "problem.dia-chi-qua-dai.detail": (
        "Địa chỉ dài hơn {most} KiB; hãy rút ngắn câu tìm hoặc bớt điều kiện lọc.",
        "The address is longer than {most} KiB; shorten the query or use fewer filters.",
    ),
    "problem.dia-chi-qua-dai.about": (
        "Câu tìm được tối đa 1.200 ký tự; địa chỉ này dài hơn mọi câu tìm hợp lệ.",
        "A query may have 1,200 characters; this address is longer than any legal one.",
    ),
    "problem.qua-nhieu-yeu-cau.title": ("Quá nhiều yêu cầu", "Too many requests"),
    "problem.qua-nhieu-yeu-cau.detail": (
        "Địa chỉ mạng của bạn gửi quá nhiều yêu cầu; hãy thử lại sau {seconds} giây.",
        "Your network address sent too many requests; try again in {seconds} seconds.",
    ),
    "problem.qua-nhieu-yeu-cau.about": (
        "Mỗi địa chỉ mạng có giới hạn để ai cũng dùng được. Tiêu đề Retry-After cho biết khi nào thử lại.",
        "Every network address has a limit, so that all are served. Retry-After tells when to try again.",
    ),
    "problem.tieu-de-qua-lon.title": ("Tiêu đề yêu cầu quá lớn", "Request headers too large"),
    "problem.tieu-de-qua-lon.detail": (
        "Các tiêu đề HTTP vượt quá {most} KiB; hãy bớt tiêu đề hoặc xóa cookie của trang.",
        "The HTTP headers are larger than {most} KiB; send fewer, or delete the cookies of this site.",
    ),
    "problem.tieu-de-qua-lon.about": (
        "Trình duyệt hoặc chương trình gửi nhiều tiêu đề HTTP hơn mức cho phép.",
        "The browser or program sends more HTTP headers than are allowed.",
    ),
    "problem.loi-he-thong.title": ("Lỗi hệ thống", "Fault of the service"),
    "problem.loi-he-thong.detail": (
        "Có lỗi ở phía chúng tôi và lỗi đã được ghi lại; hãy thử lại sau ít phút.",
        "Something failed on our side and was recorded; try again in a few minutes.",
    ),
    "problem.loi-he-thong.about": (
        "Lỗi không do bạn. Nếu báo lỗi, hãy gửi kèm mã trong tiêu đề X-Request-ID.",
        "It is not your fault. When you report it, add the id of the X-Request-ID header.",
    ),
    "problem.tam-ngung.title": ("Tạm ngừng phục vụ", "Out of service for the moment"),
    "problem.tam-ngung.detail": (
        "Chưa có dữ liệu để tra cứu; hãy thử lại sau ít phút.",
        "There are no data to answer from; try again in a few minutes.",
    ),
    "problem.tam-ngung.about": (
        "Dữ liệu đang được dựng lại hoặc không đọc được. Tiêu đề Retry-After cho biết khi nào thử lại.",
        "The data are being rebuilt or cannot be read. Retry-After tells when to try again.",
    ),
    "problem.can-dang-nhap.title": ("Cần đăng nhập", "Sign in first"),
    "problem.can-dang-nhap.detail": (
        "Chưa đăng nhập hoặc phiên đăng nhập đã hết; hãy đăng nhập rồi gửi lại. Chương trình gửi kèm khóa ứng dụng "
        "còn hạn trong tiêu đề Authorization.",
        "Nobody is signed in, or the sign-in has ended; sign in and send it again. A program brings an application "
        "key that has not expired in the Authorization header.",
    ),
    "problem.can-dang-nhap.about": (
        "Địa chỉ này chỉ trả lời chủ tài khoản.",
        "This address answers the owner of an account only.",
    ),
    "problem.khong-duoc-phep.title": ("Không được phép", "Not allowed"),
    "problem.khong-duoc-phep.detail": (
        "Yêu cầu không đến từ trang của chúng tôi, hoặc tài khoản không có quyền này; hãy tải lại trang.",
        "The request did not come from a page of ours, or the account may not do this; load the page again.",
    ),
    "problem.khong-duoc-phep.about": (
        "Biểu mẫu chỉ được gửi từ chính trang này, và mỗi vai trò chỉ làm được việc của mình.",
        "Forms are taken from our own pages only, and each role may do only what belongs to it.",
    ),
    "problem.da-bi-sua.title": ("Đã bị sửa ở nơi khác", "Changed elsewhere"),
    "problem.da-bi-sua.detail": (
        "Nội dung này vừa được sửa ở thiết bị khác hoặc bởi người khác; hãy tải bản mới rồi sửa tiếp.",
        "It was changed on another device or by somebody else; load the new version and go on from there.",
    ),
    "problem.da-bi-sua.about": (
        "Hai nơi cùng sửa một nội dung; bản lưu sau không được ghi đè bản lưu trước.",
        "Two places changed the same content; the later one may not overwrite the earlier.",
    ),
    "problem.chua-lam-duoc.title": ("Chưa làm được lúc này", "Not possible now"),
    "problem.chua-lam-duoc.detail": (
        "Thủ tục hoặc hồ sơ đang ở tình trạng không cho phép việc này; lý do nằm ở danh sách lỗi.",
        "The procedure or the dossier does not allow it as things stand; the errors say why.",
    ),
    "problem.chua-lam-duoc.about": (
        "Yêu cầu đúng dạng nhưng không hợp với tình trạng hiện tại của thủ tục hoặc hồ sơ.",
        "The request is well made but does not fit the present state of the procedure or the dossier.",
    ),
    "problem.noi-dung-sai.title": ("Nội dung chưa đúng", "The content cannot be kept"),
    "problem.noi-dung-sai.detail": (
        "Nội dung gửi lên có chỗ chưa đúng nên chưa được lưu; hãy sửa theo từng dòng lỗi.",
        "Something in the content is wrong, so nothing was kept; mend what the errors name.",
    ),
    "problem.noi-dung-sai.about": (
        "Câu còn thiếu vẫn lưu được; câu trả lời sai dạng thì không.",
        "What is missing can be saved; an answer of the wrong kind cannot.",
    ),
    "problem.can-so-phien-ban.title": ("Cần số phiên bản", "A version is needed"),
    "problem.can-so-phien-ban.detail": (
        "Hãy gửi kèm If-Match với giá trị ETag của bản bạn đang sửa.",
        "Send If-Match with the ETag of what you are changing.",
    ),
    "problem.can-so-phien-ban.about": (
        "Nhờ số phiên bản, hai chương trình không ghi đè lên nhau mà không biết.",
        "So that two programs do not overwrite each other unawares.",
    ),
    "problem.khoa-da-dung.title": ("Khóa đã dùng cho nội dung khác", "Key used for something else"),
    "problem.khoa-da-dung.detail": (
        "Idempotency-Key này đã dùng cho một yêu cầu khác; mỗi yêu cầu mới cần khóa mới.",
        "This Idempotency-Key was used for another request; a new request needs a new key.",
    ),
    "problem.khoa-da-dung.about": (
        "Cùng một khóa phải đi với cùng một nội dung: nhờ vậy gửi lại không tạo hai hồ sơ.",
        "One key goes with one content: so a retry never makes two dossiers.",
    ),
    "problem.ho-so-chua-du.title": ("Hồ sơ chưa đủ", "The dossier is not complete"),
    "problem.ho-so-chua-du.detail": (
        "Còn câu chưa trả lời đúng hoặc giấy tờ còn thiếu; hãy sửa theo từng dòng lỗi.",
        "Answers are wrong or papers are missing; mend what the errors name.",
    ),
    "problem.ho-so-chua-du.about": (
        "Hồ sơ chỉ gửi được khi mọi trang đã đủ; lưu lại thì lúc nào cũng được.",
        "A dossier can be sent once every page is complete; it can be saved at any time.",
    ),
    "problem.chua-luu-duoc.title": ("Chưa lưu được", "It could not be saved"),
    "problem.chua-luu-duoc.detail": (
        "Kho dữ liệu đang bận hoặc tạm ngừng; chưa có gì được gửi đi, hãy thử lại sau ít phút.",
        "The store is busy or down; nothing was sent, try again in a few minutes.",
    ),
    "problem.chua-luu-duoc.about": (
        "Lỗi không do bạn. Gửi lại cùng một hồ sơ không bao giờ tạo ra hai hồ sơ.",
        "It is not your fault. Sending the same dossier again never makes two.",
    ),
    "problem.het-cho-luu.title": ("Hết chỗ lưu tệp", "No room for files"),
    "problem.het-cho-luu.detail": (
        "Máy chủ hết chỗ lưu tệp; bản nháp vẫn còn nguyên, hãy thử lại sau.",
        "The server has no room for files; your draft is untouched, try again later.",
    ),
    "problem.het-cho-luu.about": (
        "Lỗi không do bạn; người vận hành đã được báo.",
        "It is not your fault; the operators have been told.",
    ),
    # Rules -------------------------------------------------------------------------------------------------
    "error.unknown_parameter": (
        "không có tham số này; chỉ dùng: {allowed}.",
        "there is no such parameter; use: {allowed}.",
    ),
    "error.no_parameters": ("địa chỉ này không có tham số.", "this address takes no parameters."),
    "error.given_twice": ("chỉ được ghi một lần.", "give it once only."),
    "error.too_long": ("dài quá {most} ký tự; hãy rút ngắn.", "longer than {most} characters; shorten it."),
    "error.too_many_words": ("nhiều hơn {most} từ; hãy rút ngắn.", "more than {most} words; shorten it."),
    "error.too_many_values": ("nhiều hơn {most} giá trị; hãy bớt.", "more than {most} values; use fewer."),
    "error.not_allowed": ("chỉ dùng: {allowed}.", "use one of: {allowed}."),
    "error.number_range": ("phải là số từ {least} đến {most}.", "must be a number from {least} to {most}."),
    "error.not_a_day": (
        "phải là ngày có thật, viết như 2026-11-24.",
        "must be a real day, written like 2026-11-24.",
    ),
}
