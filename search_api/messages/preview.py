"""Words on the pages of a preview, for editors."""

from __future__ import annotations

PREVIEW: dict[str, tuple[str, str]] = {
    "preview.banner": ("Xem thử", "Preview"),
    "preview.what": (
        "dữ liệu đang sửa, chỉ máy này xem được.",
        "data being edited, seen on this machine only.",
    ),
    "preview.all": ("Mọi lỗi và thay đổi", "All complaints and changes"),
    "preview.title": ("Xem thử: lỗi và thay đổi", "Preview: complaints and changes"),
    "preview.own": ("Tệp của thủ tục này:", "The file of this procedure:"),
    "preview.older": (
        "Tệp đang có lỗi: trang này là bản đúng gần nhất, nếu có.",
        "The file has mistakes: this page shows its last sound version, if there is one.",
    ),
    "preview.complaints": ("Lỗi và nhắc nhở", "Mistakes and warnings"),
    "preview.none": ("Không có lỗi nào.", "No mistakes."),
    "preview.severity.error": ("Lỗi", "Mistake"),
    "preview.severity.warning": ("Nhắc nhở", "Warning"),
    "preview.changed": ("Thủ tục đã sửa từ lúc mở xem thử", "Procedures changed since the preview began"),
    "preview.unchanged": ("Chưa sửa thủ tục nào.", "None was changed yet."),
    "preview.fault": ("Không dựng được: {reason}", "Could not be built: {reason}"),
}
