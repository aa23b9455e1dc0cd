"""Words around letters, and those of the receipt and of the copy of what was sent."""

from __future__ import annotations

NOTICES: dict[str, tuple[str, str]] = {
    # Below every letter; the texts themselves are data: dossiers/texts ---------------------------------------
    "notice.automatic": (
        "Thư này được gửi tự động, bạn không cần trả lời.",
        "This letter was sent by a machine; there is no need to answer.",
    ),
    "notice.hotline": ("Cần giúp, gọi {number}.", "For help, call {number}."),
    "notice.unofficial": (
        "Đây là trang thử nghiệm, không phải Cổng Dịch vụ công quốc gia; hồ sơ gửi ở đây không có giá trị pháp lý.",
        "This is a trial site, not the national public services portal; dossiers sent here have no legal effect.",
    ),
    "notice.contact.email": ("địa chỉ thư điện tử", "e-mail address"),
    "notice.contact.phone": ("số điện thoại", "phone number"),
    "notice.due_from": (
        "từ {first} đến {last}, tùy trường hợp",
        "from {first} to {last}, depending on the case",
    ),
    # Receipt --------------------------------------------------------------------------------------------------
    "receipt.title": ("Biên nhận gửi hồ sơ trực tuyến", "Receipt of a dossier sent online"),
    "receipt.code": ("Mã hồ sơ", "Code of the dossier"),
    "receipt.procedure": ("Thủ tục", "Procedure"),
    "receipt.named": ("{name} (mã {code})", "{name} (code {code})"),
    "receipt.agency": ("Cơ quan tiếp nhận", "Receiving agency"),
    "receipt.sent_at": ("Thời điểm gửi", "Sent"),
    "receipt.moment": ("{time} ngày {day}", "{day}, {time}"),
    "receipt.applicant": ("Người nộp", "Applicant"),
    "receipt.number": ("Số định danh", "Personal number"),
    "receipt.organisation": ("Tổ chức", "Organisation"),
    "receipt.files": ("Giấy tờ đính kèm", "Papers attached"),
    "receipt.files_number.one": ("{n} tệp", "{n} file"),
    "receipt.files_number.other": ("{n} tệp", "{n} files"),
    "receipt.result": ("Cách nhận kết quả", "How the result is received"),
    "receipt.due": ("Ngày trả kết quả (dự kiến)", "Date of the result (expected)"),
    "receipt.due_unknown": (
        "Cơ quan báo sau khi tiếp nhận.",
        "The agency tells it when the dossier is accepted.",
    ),
    "receipt.due_case": ("{day}: {case}", "{day}: {case}"),
    "receipt.not_acceptance": (
        "Biên nhận này cho biết hồ sơ đã được gửi. Khi tiếp nhận, cơ quan cấp giấy tiếp nhận và hẹn trả kết quả.",
        "This receipt tells that the dossier was sent. On acceptance the agency gives a slip with a binding date.",
    ),
    "receipt.code_use": (
        "Mã QR chỉ chứa mã hồ sơ. Dùng mã này để tra cứu tình trạng.",
        "The QR code holds the code of the dossier and nothing else. Use it to ask how far the dossier is.",
    ),
    "receipt.page": ("Trang {page}/{pages}", "Page {page} of {pages}"),
    # Copy of what was sent ------------------------------------------------------------------------------------
    "copy.title": ("Bản hồ sơ đã gửi", "The dossier as it was sent"),
    "copy.title_supplement": ("Bản bổ sung đã gửi, lần {n}", "The supplement as it was sent, no. {n}"),
    "copy.unchanged": (
        "Bản này ghi đúng những gì đã gửi và không thay đổi về sau.",
        "This copy holds exactly what was sent and does not change any more.",
    ),
    "copy.sha256": (
        "Mã kiểm (SHA-256) của dữ liệu đã gửi",
        "Check value (SHA-256) of the data that was sent",
    ),
    "copy.form_version": ("Bản của biểu mẫu điện tử", "Version of the electronic form"),
    "copy.file": ("{name} ({size}; SHA-256 {sha256})", "{name} ({size}; SHA-256 {sha256})"),
    "copy.kilobytes": ("{n} KB", "{n} KB"),
    "copy.empty": ("Không khai", "Not given"),
    "copy.no_files": ("Không đính kèm", "Nothing attached"),
    "copy.item": ("{label}, mục {n}", "{label}, item {n}"),
}
