"""Words around attached files and the locker; "file.refused.<rule>" says why a file is not taken and what to do."""

from __future__ import annotations

FILES: dict[str, tuple[str, str]] = {
    "file.limit.formats": (
        "Nhận tệp {formats}, mỗi tệp tối đa {mb} MB.",
        "Files of the kinds {formats}, up to {mb} MB each.",
    ),
    "file.limit.most.one": ("Chỉ một tệp.", "One file only."),
    "file.limit.most.other": ("Nhiều nhất {n} tệp.", "At most {n} files."),
    "file.limit.dossier": ("Cả hồ sơ tối đa {mb} MB.", "The whole dossier up to {mb} MB."),
    "file.choose": ("Chọn tệp từ máy", "Choose a file"),
    "file.attach": ("Tải lên", "Upload"),
    "file.from_locker": ("Hoặc lấy từ Kho giấy tờ của tôi", "Or take one from My papers"),
    "file.take": ("Lấy giấy này", "Take it"),
    "file.paper": ("Giấy đã chọn", "The chosen paper"),
    "file.no_room": (
        "Đã đủ số tệp. Muốn thay tệp khác, hãy xóa bớt trước.",
        "No more files fit here. To put in another one, remove one first.",
    ),
    "file.list": ("Tệp đã đính kèm: {label}", "Attached files: {label}"),
    "file.remove": ("Xóa", "Remove"),
    "file.keep": ("Lưu vào kho giấy tờ", "Keep in My papers"),
    "file.kept": ("Có trong kho giấy tờ", "In My papers"),
    "file.sending": ("Đang tải lên {name}: {percent}%", "Uploading {name}: {percent}%"),
    "file.failed": (
        "Chưa tải được {name}. Hãy kiểm tra kết nối mạng rồi thử lại.",
        "{name} could not be uploaded. Check the connection and try again.",
    ),
    "file.signed_out": (
        "Phiên đăng nhập đã hết nên chưa tải được {name}. Hãy tải lại trang và đăng nhập.",
        "The sign-in has ended, so {name} was not uploaded. Load the page again and sign in.",
    ),
    "file.store_down": (
        "Máy chủ chưa lưu được {name}; bản nháp vẫn còn nguyên. Hãy thử lại sau ít phút.",
        "The server could not keep {name}; your draft is untouched. Try again in a few minutes.",
    ),
    "file.retry": ("Thử lại", "Try again"),
    "file.cancel": ("Dừng tải", "Stop"),
    "file.attached": ("Đã đính kèm {name}.", "{name} is attached."),
    "file.refused": ("Không nhận {name}.", "{name} was not taken."),
    # What the scanner said ---------------------------------------------------------------------------------
    "file.scan.not_scanned": ("Chưa quét mã độc", "Not scanned for malware"),
    "file.scan.pending": ("Chờ quét mã độc", "Waiting for the malware scan"),
    "file.scan.clean": ("Không có mã độc", "No malware found"),
    "file.scan.infected": (
        "Có mã độc: hãy xóa tệp này và đính kèm tệp khác",
        "Contains malware: remove it and attach another file",
    ),
    "file.unready.pending": (
        "“{name}” đang chờ quét mã độc nên chưa gửi được. Hãy thử lại sau ít phút.",
        "“{name}” waits for the malware scan and cannot be sent yet. Try again in a few minutes.",
    ),
    "file.unready.infected": (
        "“{name}” có mã độc. Hãy xóa tệp này và đính kèm tệp khác.",
        "“{name}” contains malware. Remove it and attach another file.",
    ),
    "file.unready.missing": (
        "Máy chủ không còn giữ nguyên tệp “{name}”. Hãy xóa và đính kèm lại.",
        "The server does not hold “{name}” as it was. Remove it and attach it again.",
    ),
    # What its owner should know ----------------------------------------------------------------------------
    "file.note.gps": (
        "Ảnh này ghi vị trí chụp (GPS) và người xử lý hồ sơ có thể thấy. Nếu không muốn, hãy xóa và đính kèm "
        "ảnh không ghi vị trí, ví dụ ảnh chụp màn hình của nó.",
        "This picture tells where it was taken (GPS), and whoever handles the dossier can see it. If you do not "
        "want that, remove it and attach one without the place, for example a screenshot of it.",
    ),
    # Refusals ----------------------------------------------------------------------------------------------
    "file.refused.none_chosen": (
        "Chưa chọn tệp nào. Hãy chọn tệp rồi bấm Tải lên.",
        "No file was chosen. Choose one, then press Upload.",
    ),
    "file.refused.format": (
        "“{name}” không thuộc loại được nhận. Hãy dùng tệp {formats}, ví dụ lưu tài liệu thành PDF hoặc chụp ảnh.",
        "“{name}” is of a kind that is not taken. Use {formats}: save the document as PDF, or take a photo.",
    ),
    "file.refused.content": (
        "Nội dung của “{name}” không phải là {ending} (có vẻ là {found}). Đổi đuôi tệp không đổi được loại tệp; "
        "hãy mở tệp và lưu lại đúng loại.",
        "“{name}” is not {ending} inside (it looks like {found}). Renaming does not change the kind; open it and "
        "save it again as the right one.",
    ),
    "file.refused.empty": (
        "“{name}” không có nội dung. Hãy kiểm tra lại tệp.",
        "“{name}” is empty. Check the file.",
    ),
    "file.refused.too_large": (
        "“{name}” lớn hơn {mb} MB. Hãy quét ở độ phân giải thấp hơn, nén lại hoặc chia thành nhiều tệp.",
        "“{name}” is larger than {mb} MB. Scan at a lower resolution, compress it or split it.",
    ),
    "file.refused.too_many": (
        "Chưa đính kèm “{name}”: ở đây nhận nhiều nhất {most} tệp. Hãy xóa bớt hoặc gộp các trang vào một tệp PDF.",
        "“{name}” was not attached: at most {most} files fit here. Remove one, or join the pages into one PDF.",
    ),
    "file.refused.dossier_full": (
        "Chưa đính kèm “{name}”: tổng các tệp sẽ vượt {mb} MB. Hãy giảm cỡ tệp hoặc xóa bớt.",
        "“{name}” was not attached: all files together would exceed {mb} MB. Make files smaller or remove some.",
    ),
    "file.refused.day_full": (
        "Chưa đính kèm “{name}”: hôm nay tài khoản đã tải lên quá {mb} MB. Hãy tải tiếp vào ngày mai; bản nháp "
        "vẫn còn nguyên.",
        "“{name}” was not attached: the account uploaded more than {mb} MB today. Go on tomorrow; your draft "
        "is untouched.",
    ),
    "file.refused.damaged": (
        "Không đọc được “{name}”: tệp bị hỏng hoặc tải xuống chưa đủ. Hãy mở thử, lưu lại rồi đính kèm lại.",
        "“{name}” cannot be read: it is damaged or incomplete. Open it, save it again and attach it again.",
    ),
    "file.refused.encrypted": (
        "“{name}” đặt mật khẩu nên người xử lý không mở được. Hãy bỏ mật khẩu hoặc in ra PDF mới.",
        "“{name}” is protected by a password, so nobody could open it. Remove the password or print a new PDF.",
    ),
    "file.refused.script": (
        "“{name}” chứa lệnh tự chạy hoặc biểu mẫu động. Hãy in ra PDF mới (Print to PDF) rồi đính kèm.",
        "“{name}” holds scripts or a dynamic form. Print it to a new PDF and attach that.",
    ),
    "file.refused.embedded": (
        "“{name}” có tệp khác nằm bên trong. Hãy đính kèm riêng từng tệp.",
        "“{name}” has other files inside. Attach each of them by itself.",
    ),
    "file.refused.too_complex": (
        "“{name}” quá phức tạp để kiểm tra. Hãy in ra PDF mới hoặc chia thành nhiều tệp.",
        "“{name}” is too complex to be checked. Print it to a new PDF or split it.",
    ),
    "file.refused.pixels": (
        "Ảnh “{name}” quá lớn: {width} × {height} điểm ảnh, nhiều nhất {most} triệu. Hãy thu nhỏ ảnh.",
        "The picture “{name}” is too large: {width} × {height} pixels, at most {most} million. Make it smaller.",
    ),
    "file.refused.polyglot": (
        "“{name}” chứa nội dung của loại tệp khác. Hãy mở tệp, lưu thành tệp mới rồi đính kèm.",
        "“{name}” holds the content of another kind of file. Open it, save it as a new file and attach that.",
    ),
    "file.refused.bomb": (
        "“{name}” phình ra quá lớn khi mở. Hãy lưu tài liệu thành PDF rồi đính kèm.",
        "“{name}” grows too large when it is opened. Save the document as PDF and attach that.",
    ),
    "file.refused.macro": (
        "“{name}” chứa macro hoặc chương trình. Hãy lưu thành bản không có macro, hoặc PDF.",
        "“{name}” holds macros or programs. Save it without macros, or as PDF.",
    ),
    "file.refused.foreign": (
        "“{name}” lấy nội dung từ tệp hoặc trang khác khi mở. Hãy lưu tài liệu thành PDF rồi đính kèm.",
        "“{name}” fetches content from other files or sites when opened. Save the document as PDF and attach that.",
    ),
    # Pages -------------------------------------------------------------------------------------------------
    "file.title": ("Tệp đính kèm", "Attached files"),
    "file.none": ("Hồ sơ này chưa cần tệp nào.", "This dossier needs no files so far."),
    "file.back": ("Về hồ sơ", "Back to the dossier"),
    "file.download": ("Tải xuống", "Download"),
    "file.preview": ("Xem: {name}", "Preview: {name}"),
    "file.preview_hint": (
        "Nếu trình duyệt không hiện được nội dung, hãy tải tệp xuống.",
        "If your browser cannot show it, download the file.",
    ),
    "locker.title": ("Kho giấy tờ của tôi", "My papers"),
    "locker.about": (
        "Giấy tờ lưu ở đây để dùng lại khi nộp hồ sơ. Chỉ bạn xem được; hồ sơ giữ bản riêng nên bỏ khỏi kho không "
        "làm mất tệp trong hồ sơ.",
        "Papers kept here can be used again in dossiers. Only you see them; dossiers hold copies of their own, so "
        "removing one here changes nothing there.",
    ),
    "locker.add": ("Thêm giấy tờ", "Add papers"),
    "locker.empty": ("Kho chưa có giấy tờ nào.", "There are no papers yet."),
    "locker.limit": ("Nhiều nhất {n} giấy tờ, tổng cộng {mb} MB.", "At most {n} papers, {mb} MB together."),
    "locker.drop": ("Bỏ khỏi kho", "Take out"),
    "locker.since": ("Lưu ngày {day}", "Kept on {day}"),
}
