"""What `thutuc doctor` says: what is the matter and how to mend it."""

from __future__ import annotations

CHECKUP: dict[str, tuple[str, str]] = {
    "doctor.no_secret": (
        "Chưa có THUTUC_SECRET_KEYS. Tạo khóa bằng: python -c 'import secrets; print(secrets.token_hex(32))'.",
        "THUTUC_SECRET_KEYS is not set. Make a key with: python -c 'import secrets; print(secrets.token_hex(32))'.",
    ),
    "doctor.weak_secret": (
        "Một khóa trong THUTUC_SECRET_KEYS quá yếu. Thêm khóa mạnh vào đầu danh sách rồi chạy `thutuc keys renew`.",
        "A key in THUTUC_SECRET_KEYS is too weak. Put a strong one in front and run `thutuc keys renew`.",
    ),
    "doctor.no_mail": (
        "Chưa có THUTUC_SMTP nên thư xác minh không gửi được. Đặt máy chủ thư rồi khởi động lại.",
        "THUTUC_SMTP is not set, so letters of verification cannot leave. Set the mail server and start again.",
    ),
    "doctor.development": (
        "Chế độ development: khóa bí mật ai cũng biết. Chạy thật thì đặt THUTUC_MODE=production.",
        "Mode development: everybody knows the secret key. For real use set THUTUC_MODE=production.",
    ),
    "doctor.secrets": ("Khóa bí mật đủ mạnh ({number} khóa).", "Secret keys are strong ({number})."),
    "doctor.numbers_locked": (
        "{number} tài khoản có số định danh không khóa nào mở được. Đưa khóa cũ trở lại cuối THUTUC_SECRET_KEYS.",
        "No key opens the identity numbers of {number} accounts. Put the old key back at the end of "
        "THUTUC_SECRET_KEYS.",
    ),
    "doctor.numbers_old": (
        "{number} tài khoản còn dùng khóa cũ. Chạy `thutuc keys renew` trước khi bỏ khóa cũ.",
        "{number} accounts still use an older key. Run `thutuc keys renew` before throwing it away.",
    ),
    "doctor.database_down": (
        "Cơ sở dữ liệu không dùng được ({reason}). Kiểm tra THUTUC_DATABASE, quyền tệp và máy chủ cơ sở dữ liệu.",
        "The database cannot be used ({reason}). Look at THUTUC_DATABASE, permissions and the database server.",
    ),
    "doctor.postgresql": (
        "PostgreSQL {version} ghi đủ xuống đĩa.",
        "PostgreSQL {version} writes through to the disk.",
    ),
    "doctor.postgresql_unsafe": (
        "PostgreSQL đang tắt {names}: mất điện là mất hồ sơ. Bật lại trong postgresql.conf.",
        "PostgreSQL has {names} off: a power loss forgets dossiers. Switch it on in postgresql.conf.",
    ),
    "doctor.sqlite": (
        "SQLite {version}: nhật ký WAL, ghi đủ xuống đĩa, tệp nguyên vẹn.",
        "SQLite {version}: write-ahead log, full synchronisation, file whole.",
    ),
    "doctor.sqlite_faulty": (
        "SQLite {version} có lỗi làm hỏng tệp khi hai tiến trình cùng ghi. Cài: pip install pysqlite3.",
        "SQLite {version} may damage its file under two writers. Install: pip install pysqlite3.",
    ),
    "doctor.sqlite_damaged": (
        "Tệp SQLite bị hỏng ({reason}). Dừng dịch vụ và khôi phục bản sao lưu bằng `thutuc restore`.",
        "The SQLite file is damaged ({reason}). Stop the service and restore a backup with `thutuc restore`.",
    ),
    "doctor.sqlite_orphans": (
        "{number} dòng trỏ tới thứ không còn (bảng {table}). Khôi phục bản sao lưu gần nhất bằng `thutuc restore`.",
        "{number} rows refer to what is gone (table {table}). Restore the last backup with `thutuc restore`.",
    ),
    "doctor.schema": ("Lược đồ ở bản {found}.", "The schema is at revision {found}."),
    "doctor.schema_old": (
        "Lược đồ ở bản {found}, chương trình cần bản {wanted}. Chạy `thutuc migrate`.",
        "The schema is at revision {found}, this program needs {wanted}. Run `thutuc migrate`.",
    ),
    "doctor.history": (
        "Lịch sử của {number} hồ sơ liền mạch.",
        "The histories of {number} dossiers are unbroken.",
    ),
    "doctor.history_broken": (
        "Lịch sử của {number} hồ sơ bị đứt hoặc bị sửa: {ids}. So với bản sao lưu, tìm ai đã ghi vào bảng events.",
        "The histories of {number} dossiers are broken or were edited: {ids}. Compare with a backup and find out "
        "who wrote to the table events.",
    ),
    "doctor.history_differs": (
        "Trạng thái của {number} hồ sơ khác với lịch sử: {ids}. So với bản sao lưu; lịch sử là căn cứ.",
        "The states of {number} dossiers differ from their histories: {ids}. Compare with a backup; the history "
        "counts.",
    ),
    "doctor.codes": (
        "{number} mã hồ sơ, không trùng, không thiếu.",
        "{number} codes, none twice, none missing.",
    ),
    "doctor.codes_gap": (
        "Mã hồ sơ của {number} ngày bị thiếu hoặc thừa: {ids}. So với bản sao lưu trước ngày đó.",
        "The codes of {number} days have gaps or extras: {ids}. Compare with a backup from before.",
    ),
    "doctor.codes_missing": (
        "{number} hồ sơ đã gửi nhưng không có mã: {ids}. Khôi phục bản sao lưu gần nhất.",
        "{number} sent dossiers have no code: {ids}. Restore the last backup.",
    ),
    "doctor.copies": (
        "{number} bản chụp hồ sơ đã gửi còn nguyên.",
        "{number} copies of what was sent are as they were.",
    ),
    "doctor.copies_changed": (
        "Bản chụp của {number} hồ sơ bị thay đổi: {ids}. Lấy lại từ bản sao lưu.",
        "The copies of {number} dossiers were changed: {ids}. Take them from a backup.",
    ),
    "doctor.copies_missing": (
        "{number} hồ sơ đã gửi không có bản chụp: {ids}. Lấy lại từ bản sao lưu.",
        "{number} sent dossiers have no copy: {ids}. Take them from a backup.",
    ),
    "doctor.outbox": ("{number} việc đang chờ gửi.", "{number} side effects are waiting."),
    "doctor.outbox_dead": (
        "{number} việc loại {kind} đã bỏ sau nhiều lần thử. Xem cột error của bảng outbox, sửa nguyên nhân, "
        "rồi chạy `thutuc worker --retry-given-up`.",
        "{number} side effects of kind {kind} were given up. Look at the column error of the table outbox, mend "
        "the cause, then run `thutuc worker --retry-given-up`.",
    ),
    "doctor.outbox_old": (
        "{number} việc đang chờ, cũ nhất đã {hours} giờ. Chạy `thutuc worker`.",
        "{number} side effects are waiting, the oldest for {hours} hours. Run `thutuc worker`.",
    ),
    "doctor.clock": ("Đồng hồ: {now}.", "Clock: {now}."),
    "doctor.clock_behind": (
        "Có sự kiện ghi lúc {last}, muộn hơn đồng hồ máy. Bật đồng bộ giờ (NTP).",
        "An event was written at {last}, which is still to come. Switch time synchronisation (NTP) on.",
    ),
    "doctor.files": (
        "{number} tệp đính kèm có đủ và đúng.",
        "{number} attachments are there and as they were.",
    ),
    "doctor.files_missing": (
        "{number} tệp đính kèm không còn trong kho: {ids}. Lấy lại từ bản sao lưu.",
        "{number} attachments are not in the store any more: {ids}. Take them from a backup.",
    ),
    "doctor.files_changed": (
        "{number} tệp đính kèm khác lúc tải lên: {ids}. Lấy lại từ bản sao lưu.",
        "{number} attachments are not what was uploaded: {ids}. Take them from a backup.",
    ),
    "doctor.files_unreadable": (
        "{number} tệp đính kèm không đọc được: {ids}. Kiểm tra đĩa, quyền tệp hoặc kết nối S3.",
        "{number} attachments cannot be read: {ids}. Look at the disk, permissions or the connection to S3.",
    ),
    "doctor.files_down": (
        "Kho tệp không đọc được. Kiểm tra THUTUC_FILES, quyền thư mục hoặc kết nối S3.",
        "The file store cannot be read. Look at THUTUC_FILES, its permissions or the connection to S3.",
    ),
    "doctor.files_stray": (
        "{number} tệp trong kho không thuộc về ai: {ids}. `thutuc worker` sẽ xóa; xem nó có chạy không.",
        "{number} files of the store belong to nothing: {ids}. `thutuc worker` removes them; see whether it runs.",
    ),
    "doctor.files_pending": (
        "{number} tệp chờ quét virus hơn một giờ: {ids}. Kiểm tra clamd và `thutuc worker`.",
        "{number} files have waited for their virus scan over an hour: {ids}. Look at clamd and `thutuc worker`.",
    ),
    "doctor.place_scarce": (
        "{path}: chỉ còn {megabytes} MB trống. Dọn đĩa hoặc chuyển sang đĩa lớn hơn.",
        "{path}: only {megabytes} MB are free. Make room or move to a larger disk.",
    ),
    "doctor.place_open": (
        "{path}: người dùng khác của máy đọc được. Chạy: chmod go-rwx {path}",
        "{path}: other users of the machine can read it. Run: chmod go-rwx {path}",
    ),
}
