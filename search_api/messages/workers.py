"""What `thutuc worker` and `thutuc demo` say."""

from __future__ import annotations

HELP: dict[str, tuple[str, str]] = {
    "worker": (
        "Làm các việc chờ của hồ sơ trực tuyến: gửi thư và tin nhắn, chụp bản hồ sơ đã gửi (PDF), quét và xóa "
        "tệp, nhắc hồ sơ nháp sắp hết hạn, dọn những gì quá hạn. Chạy liên tục bên cạnh `thutuc serve` với cùng "
        "các biến THUTUC_…; chạy nhiều tiến trình cũng không sao. Ctrl+C hoặc SIGTERM: xong việc đang làm rồi "
        "dừng. Thiếu THUTUC_SMTP (chỉ khi phát triển) thì thư in ra màn hình.",
        "Do what dossiers wait for: send letters and text messages, copy what was sent (PDF), scan and remove "
        "files, remind of drafts that end soon, clear away what is past. Runs beside `thutuc serve` with the same "
        "THUTUC_… variables; several may run. Ctrl+C or SIGTERM: ends after the work in hand. Without THUTUC_SMTP "
        "(development only) letters are printed.",
    ),
    "worker_once": (
        "Làm hết việc đến hạn rồi dừng, ví dụ từ cron.",
        "Do everything that is due, then end, e.g. from cron.",
    ),
    "worker_retry": (
        "Thử lại những việc đã bỏ sau nhiều lần lỗi, ví dụ khi máy chủ thư đã sửa xong. "
        "Mã và liên kết hết hạn không gửi lại.",
        "Try again what was given up after many failures, e.g. once the mail server is mended. "
        "Codes and links that are over stay unsent.",
    ),
    "demo": (
        "Tạo người, hồ sơ nháp và hồ sơ đã gửi giả tưởng để dùng thử; in mật khẩu một lần. Chỉ ở chế độ "
        "development, chỉ khi chưa có tài khoản nào. Đăng nhập tại /tai-khoan/dang-nhap khi `thutuc serve` chạy "
        "với THUTUC_DOSSIERS=true.",
        "Make fictitious people, drafts and sent dossiers to try out; prints their passwords once. In development "
        "only, and only while there is no account. Sign in at /tai-khoan/dang-nhap while `thutuc serve` runs with "
        "THUTUC_DOSSIERS=true.",
    ),
}

SAID: dict[str, tuple[str, str]] = {
    "worker_runs": (
        "Đang làm các việc chờ; Ctrl+C để dừng.",
        "Working; Ctrl+C ends.",
    ),
    "worker_prints": (
        "Chưa có THUTUC_SMTP: thư in ra đây, không gửi đi.",
        "THUTUC_SMTP is not set: letters are printed here and do not leave.",
    ),
    "worker_no_links": (
        "Chưa có THUTUC_BASE_URL: thư báo tin không có liên kết.",
        "THUTUC_BASE_URL is not set: notices carry no links to dossiers.",
    ),
    "worker_smtp": (
        "THUTUC_SMTP cần dạng MÁY_CHỦ hoặc MÁY_CHỦ:CỔNG.",
        "THUTUC_SMTP must be HOST or HOST:PORT.",
    ),
    "worker_retried": ("Thử lại {number} việc đã bỏ.", "{number} given-up messages will be tried again."),
    "worker_done": (
        "Xong {done} việc; chờ thử lại {put_off}; bỏ {given_up}.",
        "{done} done; {put_off} to be tried again; {given_up} given up.",
    ),
    "demo_production": (
        "Không tạo dữ liệu dùng thử ở chế độ production.",
        "No demonstration data in production.",
    ),
    "demo_not_empty": (
        "Đã có tài khoản trong cơ sở dữ liệu: chỉ tạo dữ liệu dùng thử khi còn trống.",
        "There are accounts in the database already: demonstration data are made in an empty one only.",
    ),
    "demo_nothing": (
        "Chỉ mục này không có thủ tục nào dùng thử được. Dựng dữ liệu đi kèm bằng `thutuc build`.",
        "This index has no procedure to try out. Build the bundled data with `thutuc build`.",
    ),
    "demo_head": (
        "Người giả tưởng (mật khẩu chỉ in lần này):",
        "Fictitious people (passwords are printed this once):",
    ),
    "demo_person": ("  {email}  {password}  {name}", "  {email}  {password}  {name}"),
    "demo_made": (
        "{drafts} hồ sơ nháp, {sent} hồ sơ đã gửi. Chạy: THUTUC_DOSSIERS=true thutuc serve, "
        "rồi đăng nhập tại /tai-khoan/dang-nhap; thư và bản PDF: thutuc worker.",
        "{drafts} drafts, {sent} dossiers sent. Run: THUTUC_DOSSIERS=true thutuc serve, "
        "then sign in at /tai-khoan/dang-nhap; letters and PDF copies: thutuc worker.",
    ),
}
