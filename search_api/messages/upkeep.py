"""What the commands that look after dossiers say: migrate, keys, doctor, backup, restore."""

from __future__ import annotations

HELP: dict[str, tuple[str, str]] = {
    "migrate": (
        "Đưa cơ sở dữ liệu của hồ sơ trực tuyến (THUTUC_DATABASE) lên lược đồ mà chương trình này cần. "
        "Chạy sau mỗi lần nâng cấp, trước `thutuc serve`; chạy lại không sao. Nên `thutuc backup` trước.",
        "Bring the database of dossiers (THUTUC_DATABASE) to the schema that this program needs. Run it after each "
        "upgrade, before `thutuc serve`; running it again does no harm. Make a `thutuc backup` first.",
    ),
    "keys": ("Khóa bí mật niêm phong số định danh.", "Secret keys that seal identity numbers."),
    "keys_renew": (
        "Niêm phong lại mọi số định danh bằng khóa mới nhất. Thay khóa: đặt khóa mới lên đầu "
        "THUTUC_SECRET_KEYS, khởi động lại, chạy lệnh này, rồi bỏ khóa cũ. Mã thoát 1 nếu có số không mở được.",
        "Seal all identity numbers under the newest key. To change keys: put the new one in front of "
        "THUTUC_SECRET_KEYS, restart, run this, then drop the old one. Exit code 1 if no key opens some number.",
    ),
    "doctor": (
        "Khám hồ sơ trực tuyến, chỉ đọc: phiên bản và chế độ cơ sở dữ liệu, lược đồ, tệp đính kèm và mã băm, "
        "lịch sử, mã hồ sơ, bản chụp, việc chờ gửi, khóa bí mật, đồng hồ, chỗ trống. Mỗi câu nói cách sửa. "
        "Mã thoát 1 nếu có lỗi.",
        "Examine accounts and dossiers, reading only: version and modes of the database, schema, attachments and "
        "their hashes, histories, codes, copies, outbox, secrets, clock, free space. Each sentence says how to "
        "mend. Exit code 1 if anything is at fault.",
    ),
    "backup": (
        "Sao lưu mọi tài khoản, hồ sơ và tệp đính kèm vào một tệp tar, không cần dừng dịch vụ. Tệp chứa dữ liệu "
        "cá nhân: giữ kín. Khóa bí mật không nằm trong đó: giữ riêng, thiếu khóa thì số định danh không mở được. "
        "Mã thoát 1 nếu có tệp đính kèm đã mất.",
        "Back up all accounts, dossiers and attachments into one tar file while the service runs. The file holds "
        "personal data: keep it closed. Secret keys are not in it: keep them apart, without them identity numbers "
        "stay sealed. Exit code 1 if attachments are lost.",
    ),
    "backup_file": (
        "Tệp để ghi, ví dụ sao-luu-2026-11-25.tar; chưa được có sẵn.",
        "File to write, e.g. backup-2026-11-25.tar; it must not exist yet.",
    ),
    "restore": (
        "Khôi phục bản sao lưu vào nơi còn trống (THUTUC_DATABASE và THUTUC_FILES); SQLite hay PostgreSQL đều "
        "được. Kiểm tra mọi mã băm trước khi ghi. Xong thì chạy `thutuc doctor`.",
        "Restore a backup into an empty place (THUTUC_DATABASE and THUTUC_FILES), SQLite or PostgreSQL. Each hash "
        "is checked before anything is written. Run `thutuc doctor` afterwards.",
    ),
    "restore_file": ("Tệp do `thutuc backup` ghi.", "File that `thutuc backup` wrote."),
    "restore_check": (
        "Chỉ đọc và kiểm tra bản sao lưu, không khôi phục.",
        "Only read and check the backup, restore nothing.",
    ),
}

SAID: dict[str, tuple[str, str]] = {
    "setting_secret_keys": (
        'cần danh sách JSON, khóa mới nhất đứng đầu, ví dụ ["…"]',
        'a JSON list is wanted, the newest key first, e.g. ["…"]',
    ),
    "migrated": ("Lược đồ: {before} → {after}.", "Schema: {before} → {after}."),
    "migrated_already": ("Lược đồ đã ở bản {after}.", "The schema is at revision {after} already."),
    "schema_old": (
        "Lược đồ cơ sở dữ liệu ở bản {found}, chương trình cần bản {wanted}; hãy chạy: thutuc migrate",
        "The database schema is at revision {found}, this program needs {wanted}; run: thutuc migrate",
    ),
    "database_down": (
        "Cơ sở dữ liệu không dùng được ({reason}); kiểm tra THUTUC_DATABASE.",
        "The database cannot be used ({reason}); look at THUTUC_DATABASE.",
    ),
    "no_keys": (
        "Chưa có THUTUC_SECRET_KEYS nên không có gì để niêm phong lại.",
        "THUTUC_SECRET_KEYS is not set, so there is nothing to seal with.",
    ),
    "keys_renewed": (
        "Đã niêm phong lại số định danh của {number} tài khoản.",
        "Sealed the identity numbers of {number} accounts anew.",
    ),
    "keys_locked": (
        "Không khóa nào mở được số định danh của {number} tài khoản; đưa khóa cũ trở lại rồi chạy lại.",
        "No key opens the identity numbers of {number} accounts; put the old key back and run this again.",
    ),
    "doctor_sound": ("Không có lỗi nào.", "Nothing is at fault."),
    "doctor_faults": ("{number} lỗi phải sửa.", "{number} faults must be mended."),
    "backed_up": (
        "Đã ghi {path}: cơ sở dữ liệu và {number} tệp đính kèm.",
        "Wrote {path}: the database and {number} attachments.",
    ),
    "backup_lost": (
        "{number} tệp đính kèm không còn hoặc khác lúc tải lên, không có trong bản sao lưu; xem `thutuc doctor`.",
        "{number} attachments are gone or not what was uploaded and are not in the backup; see `thutuc doctor`.",
    ),
    "restored": (
        "Đã khôi phục bản sao lưu {made_at}: cơ sở dữ liệu và {number} tệp đính kèm. Hãy chạy `thutuc doctor`.",
        "Restored the backup of {made_at}: the database and {number} attachments. Run `thutuc doctor`.",
    ),
    "backup_sound": (
        "Bản sao lưu {made_at} còn nguyên: cơ sở dữ liệu và {number} tệp đính kèm.",
        "The backup of {made_at} is whole: the database and {number} attachments.",
    ),
    "backup.exists": ("{path} đã có; hãy chọn tên khác.", "{path} exists; choose another name."),
    "backup.nothing": (
        "Cơ sở dữ liệu chưa có bảng nào nên không có gì để sao lưu; kiểm tra THUTUC_DATABASE.",
        "The database has no tables yet, so there is nothing to back up; look at THUTUC_DATABASE.",
    ),
    "backup.unreadable": (
        "{path} không phải bản sao lưu đọc được; hãy lấy bản khác.",
        "{path} is no backup that can be read; take another one.",
    ),
    "backup.incomplete": (
        "Bản sao lưu thiếu {name}; hãy lấy bản khác.",
        "The backup lacks {name}; take another one.",
    ),
    "backup.damaged": (
        "{name} trong bản sao lưu bị hỏng; hãy lấy bản khác.",
        "{name} in the backup is damaged; take another one.",
    ),
    "backup.newer": (
        "Bản sao lưu do chương trình mới hơn ghi (lược đồ {revision}); hãy nâng cấp trước.",
        "The backup was written by a newer program (schema {revision}); upgrade first.",
    ),
    "backup.database_not_empty": (
        "Cơ sở dữ liệu đã có dữ liệu; hãy đặt THUTUC_DATABASE tới nơi còn trống.",
        "The database holds something already; set THUTUC_DATABASE to an empty one.",
    ),
    "backup.files_not_empty": (
        "Kho tệp đã có tệp; hãy đặt THUTUC_FILES tới nơi còn trống.",
        "The file store holds files already; set THUTUC_FILES to an empty one.",
    ),
    "place_unusable": ("{path}: {reason}.", "{path}: {reason}."),
    "files_extra": (
        "THUTUC_FILES là S3 nhưng chưa cài phần hỗ trợ; chạy: pip install 'thutuc[s3]'",
        "THUTUC_FILES is S3, whose support is not installed; run: pip install 'thutuc[s3]'",
    ),
    "store_unusable": (
        "Kho tệp không đọc, ghi được (đầy hoặc lỗi); kiểm tra THUTUC_FILES.",
        "The file store cannot be read or written (full or faulty); look at THUTUC_FILES.",
    ),
}
