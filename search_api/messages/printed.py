"""Words of printed sheets."""

from __future__ import annotations

PRINTED: dict[str, tuple[str, str]] = {
    "form.sheet.title": ("Tờ khai: {title}", "Declaration: {title}"),
    "form.sheet.procedure": ("Thủ tục: {name} (mã {code})", "Procedure: {name} (code {code})"),
    "form.sheet.version": ("Bản {version} của biểu mẫu điện tử", "Version {version} of the electronic form"),
    "form.sheet.address": ("Bản mới nhất và hướng dẫn:", "Newest version and guidance:"),
    "form.sheet.page": ("Trang {page}/{pages}", "Page {page} of {pages}"),
    "form.sheet.reference": (
        "Mẫu tham khảo, không thay cho mẫu do cơ quan nhà nước ban hành.",
        "For reference only; it does not replace the form that the public authority issues.",
    ),
    "form.sheet.use": (
        "Dùng để chuẩn bị trước khi điền biểu mẫu điện tử. Mục có dấu (*) là bắt buộc. Viết chữ in hoa có dấu.",
        "For preparing what the electronic form asks for. Items with (*) are required. Write in capital letters.",
    ),
    "form.sheet.must": ("(*)", "(*)"),
    "form.sheet.many": ("Có thể chọn nhiều ô.", "More than one box may be ticked."),
    "form.sheet.file": (
        "Kèm giấy tờ này khi nộp hồ sơ.",
        "Hand this paper in with the dossier.",
    ),
    "form.sheet.attached": ("Đã kèm", "Attached"),
    "form.sheet.more_turns": (
        "Nếu cần khai thêm, ghi tiếp vào tờ giấy khác.",
        "If there are more, go on on another sheet.",
    ),
    "form.sheet.turn": ("Lần {n}", "No. {n}"),
    "form.sheet.only_if": (
        "Chỉ điền khi trả lời “{question}” – {answers}.",
        "Only if the answer to “{question}” is: {answers}.",
    ),
    "form.sheet.conditional": (
        "Chỉ điền khi các câu trả lời trước yêu cầu.",
        "Only if earlier answers call for it.",
    ),
    "form.sheet.province": ("Tỉnh, thành phố:", "Province, city:"),
    "form.sheet.commune": ("Xã, phường, đặc khu:", "Commune, ward:"),
    "form.sheet.street": ("Số nhà, đường, thôn, xóm:", "House number, street, hamlet:"),
    "form.sheet.sign.day": (
        "…………, ngày …… tháng …… năm ………",
        "…………, day …… month …… year ………",
    ),
    "form.sheet.sign.who": ("Người khai", "Signed by the applicant"),
    "form.sheet.sign.how": ("(Ký, ghi rõ họ, chữ đệm, tên)", "(Signature and full name)"),
}
