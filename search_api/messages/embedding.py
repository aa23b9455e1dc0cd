"""Words of the pages about the search box on other sites, and of releasing it."""

from __future__ import annotations

EMBEDDING: dict[str, tuple[str, str]] = {
    "nav.embed": ("Nhúng ô tìm kiếm vào trang của bạn", "Put the search box on your site"),
    "embed.title": ("Nhúng ô tìm kiếm thủ tục", "Put the search box on your site"),
    "embed.lead": (
        "Chọn cách hiển thị, xem thử, rồi dán vài dòng vào trang của bạn. Không cần đăng ký; ô tìm kiếm không "
        "dùng cookie và không theo dõi ai.",
        "Choose how it looks, try it, then paste a few lines into your page. No registration; the box uses no "
        "cookies and follows nobody.",
    ),
    "embed.agency": ("Chỉ thủ tục của cơ quan", "Only procedures of the agency"),
    "embed.field": ("Chỉ thủ tục thuộc lĩnh vực", "Only procedures of the field"),
    "embed.all": ("Tất cả", "All"),
    "embed.limit": ("Số gợi ý nhiều nhất", "Most suggestions"),
    "embed.theme": ("Màu nền", "Colours"),
    "embed.theme.light": ("Sáng", "Light"),
    "embed.theme.dark": ("Tối", "Dark"),
    "embed.theme.auto": ("Theo máy của người xem", "As on the visitor's device"),
    "embed.target": ("Mở kết quả", "Open results"),
    "embed.target._self": ("Ngay tại trang", "In the same window"),
    "embed.target._blank": ("Ở thẻ mới", "In a new tab"),
    "embed.target._top": ("Ở cửa sổ ngoài cùng", "In the outermost window"),
    "embed.version": ("Phiên bản", "Version"),
    "embed.version.newest": ("Tự nhận bản sửa lỗi (v1)", "Mended without your doing (v1)"),
    "embed.version.exact": (
        "Cố định một bản, trình duyệt kiểm tra bằng mã băm",
        "One fixed file that browsers check by its hash",
    ),
    "embed.go": ("Tạo mã nhúng", "Make the lines"),
    "embed.preview": ("Xem thử", "Try it"),
    "embed.script": ("Các dòng để dán", "Lines to paste"),
    "embed.script.how": (
        "Dán vào nơi cần có ô tìm kiếm. Khi trình duyệt không chạy JavaScript, biểu mẫu bên trong vẫn tìm được.",
        "Paste them where the box belongs. Where no JavaScript runs, the form inside still searches.",
    ),
    "embed.policy": (
        "Nếu trang của bạn có Content-Security-Policy, thêm các địa chỉ sau vào từng mục tương ứng:",
        "If your page has a Content-Security-Policy, add these addresses to its entries:",
    ),
    "embed.frame": ("Nếu hệ thống của bạn bỏ thẻ script", "If your system strips scripts"),
    "embed.frame.how": (
        "Dán khung iframe này; kết quả mở ra ngoài khung.",
        "Paste this iframe; results open outside of it.",
    ),
    "embed.frame.preview": ("Xem thử khung", "Try the frame"),
    "embed.versions": ("Các phiên bản đã phát hành và mã băm", "Released versions and their hashes"),
    "embed.copy": ("Sao chép", "Copy"),
    "embed.copied": ("Đã sao chép.", "Copied."),
    "embed.made": ("Đã cập nhật các dòng để dán.", "The lines to paste are up to date."),
    "embed.box.label": ("Tìm thủ tục hành chính", "Find a procedure"),
    "embed.box.button": ("Tìm", "Search"),
    # Releasing ---------------------------------------------------------------------------------------------
    "release.no_version": (
        'Cách dùng: python -m search_api.releasing 1.2.3; "{version}" không phải số phiên bản',
        'Usage: python -m search_api.releasing 1.2.3; "{version}" is not a version',
    ),
    "release.not_newer": (
        "{version} không mới hơn mọi bản đã phát hành của cùng dòng; bản đã phát hành không bao giờ được sửa",
        "{version} is not newer than all released ones of its major version; a release is never changed",
    ),
}
