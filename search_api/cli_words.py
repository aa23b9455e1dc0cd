"""Words of the command line: key -> (Vietnamese, English). Nothing else lives here."""

from __future__ import annotations

from search_api.messages import judging, officers, upkeep, workers

HELP: dict[str, tuple[str, str]] = {
    "app": (
        "Tìm đúng thủ tục hành chính: kiểm tra và dựng dữ liệu, tìm kiếm, phục vụ trang web.",
        "Find the right administrative procedure: check and build data, search, serve the site.",
    ),
    "lang": ("Ngôn ngữ thông báo: vi hoặc en.", "Language of messages: vi or en."),
    "check": (
        "Kiểm tra dữ liệu: mọi lỗi của mọi tệp, kèm dòng, cột và cách sửa. Mã thoát 1 nếu có lỗi.",
        "Check data: every mistake of every file with line, column and how to mend it. Exit code 1 if any.",
    ),
    "check_paths": (
        "Thư mục dữ liệu, hoặc các tệp thủ tục trong một thư mục dữ liệu.",
        "A data folder, or files of procedures inside one.",
    ),
    "format": (
        "Dạng in: text, json hoặc github (chú thích trong nhật ký GitHub).",
        "Output: text, json or github (annotations of its workflow log).",
    ),
    "basis": (
        "Chỉ liệt kê thủ tục có căn cứ pháp lý đã hết hiệu lực theo dữ liệu (cảnh báo, mã thoát 0).",
        "List only procedures whose legal basis has ended as far as the data says (warnings, exit code 0).",
    ),
    "diff": (
        "So sánh hai trạng thái: thủ tục nào đổi (trường nào), bị bỏ, được thêm. "
        "Mã thoát 0: giống nhau, 1: khác nhau, 2: không so sánh được.",
        "Compare two states: which procedures changed (which fields), were removed or added. "
        "Exit code 0: the same, 1: they differ, 2: trouble.",
    ),
    "diff_old": (
        "Trước: thư mục dữ liệu, thế hệ (gen-…) hoặc chỉ mục (thế hệ hiện hành của nó).",
        "Before: a data folder, a generation (gen-…) or an index (its current generation).",
    ),
    "diff_new": ("Sau: cũng vậy.", "After: likewise."),
    "schema": (
        "In JSON Schema của tệp dữ liệu để trình soạn thảo kiểm tra khi gõ.",
        "Print the JSON Schema of a data file, for editors.",
    ),
    "schema_name": ("Loại tệp: {names}.", "Kind of file: {names}."),
    "draft_07": (
        "Viết theo draft-07 cho trình soạn thảo cũ.",
        "Write draft-07 for editors that know no newer.",
    ),
    "new": ("In khung có chú thích của một thủ tục mới.", "Print a commented skeleton of a new procedure."),
    "new_code": ("Mã thủ tục, ví dụ 1.001193.", "Code of the procedure, e.g. 1.001193."),
    "new_field": ("Lĩnh vực, mã trong fields.yaml.", "Field, an id of fields.yaml."),
    "new_agency": (
        "Cơ quan thực hiện, mã trong agencies.yaml.",
        "Implementing agency, an id of agencies.yaml.",
    ),
    "new_data": (
        "Thư mục dữ liệu để ghi tệp vào; bỏ trống thì in ra màn hình.",
        "Data folder to write the file into; printed where absent.",
    ),
    "aliases": (
        "Soát các cách gọi hằng ngày (aliases, situations, từ thường ngày).",
        "Look through the everyday phrases (aliases, situations, everyday words).",
    ),
    "aliases_lint": (
        "Tìm cách gọi trùng với thủ tục khác, không thêm gì, quá chung hoặc lấy mất tên chính thức của "
        "thủ tục khác. Mã thoát 1 nếu có tên bị lấy mất.",
        "Find phrases that collide, add nothing, are too general, or steal another procedure's official name. "
        "Exit code 1 if one is stolen.",
    ),
    "import": (
        "Nhập thủ tục từ nơi khác thành một thư mục dữ liệu YAML, kèm báo cáo: đọc, ghi, sửa gì, từ chối gì.",
        "Import procedures from elsewhere into a YAML data folder, with a report of what was done to each.",
    ),
    "import_national": (
        "Nhập danh sách quốc gia (mỗi dòng một bản ghi JSON, nén gzip).",
        "Import the national list (a JSON record a line, packed with gzip).",
    ),
    "import_portal": (
        "Nhập bản ghi JSON của chính cổng quốc gia: một tệp hoặc một thư mục.",
        "Import the national portal's own JSON: a file or a folder.",
    ),
    "import_source": ("Tệp hoặc thư mục nguồn.", "File or folder to read."),
    "import_out": (
        "Thư mục dữ liệu để ghi; phải trống, chưa có hoặc là bản nhập trước còn nguyên.",
        "Data folder to write; empty, absent or an untouched earlier import.",
    ),
    "build": (
        "Dựng chỉ mục từ dữ liệu YAML; chỉ mục cũ vẫn phục vụ cho đến khi chỉ mục mới hoàn chỉnh.",
        "Build the index from YAML data; the old index serves until the new one is whole.",
    ),
    "data": ("Thư mục dữ liệu; mặc định là dữ liệu kèm theo.", "Data folder; the bundled data by default."),
    "out": ("Thư mục chỉ mục để ghi vào.", "Index folder to write."),
    "keep_going": (
        "Bỏ qua tệp có lỗi (vẫn báo) và dựng phần còn lại.",
        "Leave files with mistakes out (and report them) and build the rest.",
    ),
    "watch": (
        "Dựng lại mỗi khi dữ liệu thay đổi, cho đến khi nhấn Ctrl+C; dữ liệu có lỗi thì chỉ mục cũ vẫn giữ nguyên.",
        "Build again whenever the data changes, until Ctrl+C; mistakes leave the old index as it is.",
    ),
    "json": ("In kết quả dạng JSON.", "Print the result as JSON."),
    "serve": ("Mở trang web và API.", "Serve the site and the API."),
    "index": ("Thư mục chỉ mục.", "Index folder."),
    "host": ("Địa chỉ lắng nghe.", "Address to listen on."),
    "port": ("Cổng lắng nghe.", "Port to listen on."),
    "workers": ("Số tiến trình.", "Number of processes."),
    "preview": (
        "Thư mục dữ liệu đang sửa: mỗi lần lưu tệp, trang hiện ngay thay đổi và lỗi. Chỉ máy này xem được.",
        "A data folder being edited: pages show each saved change and its complaints. Seen on this machine only.",
    ),
    "search": ("Tìm thủ tục.", "Search procedures."),
    "search_query": ("Nội dung cần tìm, có dấu hay không dấu.", "What to look for, with or without marks."),
    "limit": ("Số kết quả.", "Number of results."),
    "explain": (
        "Cho biết từng bước hiểu câu hỏi và từng yếu tố xếp hạng đã làm gì.",
        "Tell what each step of understanding and each factor of ranking did.",
    ),
    "without": (
        "Bỏ một bước hoặc một yếu tố (lặp lại được): "
        "code, telex, frames, routing, words, repair, prefix, coverage, named, names, prior.",
        "Leave out a step or a factor (repeatable): "
        "code, telex, frames, routing, words, repair, prefix, coverage, named, names, prior.",
    ),
    "version": ("In phiên bản.", "Print the version."),
    **judging.HELP,
    **upkeep.HELP,
    **workers.HELP,
    **officers.HELP,
}

SAID: dict[str, tuple[str, str]] = {
    "importing": ("nhập bản ghi", "import records"),
    "import_fault": ("Chưa nhập xong: {reason}.", "Import not finished: {reason}."),
    "checked": (
        "{procedures} thủ tục, {errors} lỗi, {warnings} cảnh báo.",
        "{procedures} procedures, {errors} errors, {warnings} warnings.",
    ),
    "aliases_linted": (
        "{phrases} cách gọi, {errors} lỗi, {warnings} cảnh báo.",
        "{phrases} phrases, {errors} errors, {warnings} warnings.",
    ),
    "checked_basis": (
        "{procedures} thủ tục, {warnings} căn cứ pháp lý đã hết hiệu lực, {errors} lỗi.",
        "{procedures} procedures, {warnings} legal bases that have ended, {errors} errors.",
    ),
    "not_in_data": (
        "{path}: không nằm trong thư mục dữ liệu nào (thư mục có portal.yaml); hãy kiểm tra đường dẫn.",
        "{path}: lies in no data folder (one that holds portal.yaml); check the path.",
    ),
    "diff_counts": (
        "{changed} đổi, {removed} bỏ, {added} thêm",
        "{changed} changed, {removed} removed, {added} added",
    ),
    "diff_same": ("Không có gì khác nhau.", "Nothing differs."),
    "diff_changed": ("đổi", "changed"),
    "diff_removed": ("bỏ", "removed"),
    "diff_added": ("thêm", "added"),
    "diff_empty": ("(trống)", "(empty)"),
    "diff_items_added": ("thêm {items}", "added {items}"),
    "diff_items_removed": ("bỏ {items}", "removed {items}"),
    "diff_items_changed": ("sửa {items}", "changed {items}"),
    "diff_reordered": ("đổi thứ tự", "in another order"),
    "diff_more": ("… và {number} trường nữa (xem --json)", "… and {number} more fields (see --json)"),
    "diff_mistakes": (
        "Không so sánh được: dữ liệu có lỗi ở trên; hãy sửa rồi chạy lại.",
        "Cannot compare: the data has the mistakes above; mend them and run again.",
    ),
    "diff_unknown": (
        "{path}: không phải thư mục dữ liệu (có portal.yaml), thế hệ (có manifest.json) hay chỉ mục (có CURRENT); "
        "hãy kiểm tra đường dẫn.",
        "{path}: no data folder (with portal.yaml), generation (with manifest.json) or index (with CURRENT); "
        "check the path.",
    ),
    "diff_unreadable": ("Không so sánh được: {reason}", "Cannot compare: {reason}"),
    "file_exists": (
        "{path}: tệp đã có nên không ghi đè; hãy chọn mã khác hoặc xóa tệp.",
        "{path}: exists already and is not overwritten; choose another code or remove it.",
    ),
    "bad_code": (
        '"{code}" không phải mã thủ tục; mã có dạng 1.001193, có thể kèm đuôi như .H40.',
        '"{code}" is no procedure code; it looks like 1.001193, perhaps with an ending such as .H40.',
    ),
    "wrote": ("Đã ghi {path}", "Wrote {path}"),
    "not_built": (
        "Chưa dựng: dữ liệu có {errors} lỗi ở trên. Chỉ mục cũ (nếu có) vẫn giữ nguyên. "
        "Sửa lỗi rồi chạy lại, hoặc thêm --keep-going để bỏ qua tệp lỗi.",
        "Not built: the data has {errors} mistakes, see above. The old index (if any) stays as it is. "
        "Mend them and run again, or add --keep-going to leave those files out.",
    ),
    "nothing_to_build": (
        "Chưa dựng: {path} không có thủ tục nào dùng được. Chỉ mục cũ (nếu có) vẫn giữ nguyên.",
        "Not built: {path} holds no usable procedure. The old index (if any) stays as it is.",
    ),
    "system_fault": (
        "Chưa xong: {reason}. Chỉ mục cũ (nếu có) vẫn giữ nguyên.",
        "Not finished: {reason}. The old index (if any) stays as it is.",
    ),
    "fault_after_switch": (
        "Chỉ mục mới đã được đưa vào phục vụ, nhưng sau đó có lỗi: {reason}. Hãy sửa rồi dựng lại.",
        "The new index serves already, but something failed after the switch: {reason}. Mend it and build again.",
    ),
    "built": (
        "Đã dựng {generation}: {procedures} thủ tục trong {seconds} giây.",
        "Built {generation}: {procedures} procedures in {seconds} s.",
    ),
    "built_part": ("  {part}: {seconds} giây", "  {part}: {seconds} s"),
    "built_from": (
        "  dùng lại kết quả phân tích của {reused} tệp; bộ nhớ nhiều nhất: {peak} MiB",
        "  analyses of {reused} files used again; most memory: {peak} MiB",
    ),
    "watching": (
        "Đang theo dõi {path} (Ctrl+C để dừng)",
        "Watching {path} (Ctrl+C stops)",
    ),
    "skipped": ("  bỏ qua {name}: {rule}", "  left out {name}: {rule}"),
    "draft": ("bản nháp (status: draft)", "a draft (status: draft)"),
    "has_mistakes": ("có lỗi: {rule}", "has mistakes: {rule}"),
    "changes_recorded": (
        "  so với {previous}: {changed} đổi, {removed} bỏ, {added} thêm",
        "  against {previous}: {changed} changed, {removed} removed, {added} added",
    ),
    "changes_anew": (
        "  không so sánh được với thế hệ trước nên nhật ký thay đổi bắt đầu lại: {reason}",
        "  the generation before cannot be compared, so the record of changes starts anew: {reason}",
    ),
    "changes_dropped": (
        "  nhật ký thay đổi chỉ giữ {kept} dòng mới nhất: bỏ {dropped} dòng cũ",
        "  the record of changes keeps the newest {kept} lines: {dropped} older ones left out",
    ),
    "build_load": ("đọc dữ liệu", "read data"),
    "build_analyse": ("phân tích văn bản", "analyse text"),
    "build_index": ("ghi chỉ mục Whoosh", "write the Whoosh index"),
    "build_tables": ("tính bảng điểm", "compute score tables"),
    "build_records": ("ghi bản ghi và từ vựng", "write records and vocabulary"),
    "build_check": ("kiểm tra", "check"),
    "build_publish": ("đưa vào phục vụ", "publish"),
    "serving": (
        "Đang phục vụ tại http://{host}:{port} (Ctrl+C để dừng)",
        "Serving on http://{host}:{port} (Ctrl+C stops)",
    ),
    "no_index_yet": (
        "Chưa có chỉ mục dùng được: {reason}. Trang sẽ báo bận cho đến khi `thutuc build` xong.",
        "No readable index yet: {reason}. The site answers 503 until `thutuc build` is done.",
    ),
    "rate_limit_off": (
        "Giới hạn truy cập đang TẮT (THUTUC_RATE_LIMIT=off): chỉ dùng khi đo.",
        "Rate limits are OFF (THUTUC_RATE_LIMIT=off): for measurements only.",
    ),
    "no_index": ("Không mở được chỉ mục: {reason}", "Cannot open the index: {reason}"),
    "older_index": (
        "Chỉ mục hiện hành không mở được nên dùng thế hệ cũ {generation}; hãy dựng lại.",
        "The current index cannot be opened, so the older generation {generation} answers; build again.",
    ),
    "preview_in_production": (
        "Không xem thử được khi THUTUC_MODE=production.",
        "There is no preview with THUTUC_MODE=production.",
    ),
    "preview_elsewhere": (
        "Xem thử chỉ dành cho máy này: hãy bỏ --host hoặc dùng 127.0.0.1.",
        "A preview is for this machine only: leave --host out or use 127.0.0.1.",
    ),
    "preview_workers": (
        "Xem thử chạy bằng một tiến trình: hãy bỏ --workers.",
        "A preview runs as one process: leave --workers out.",
    ),
    "preview_no_folder": ("{path}: không có thư mục này.", "{path}: there is no such folder."),
    "previewing": (
        "Xem thử {path} tại http://{host}:{port}; mọi lỗi và thay đổi: http://{host}:{port}{page}",
        "Preview of {path} on http://{host}:{port}; all complaints and changes: http://{host}:{port}{page}",
    ),
    "no_public_address": (
        "THUTUC_MODE=production cần THUTUC_BASE_URL (địa chỉ công khai) hoặc THUTUC_ALLOWED_HOSTS "
        '(danh sách tên miền, không có "*"); hãy đặt một trong hai rồi chạy lại.',
        "THUTUC_MODE=production needs THUTUC_BASE_URL (the public address) or THUTUC_ALLOWED_HOSTS "
        '(a list of host names without "*"); set one of them and start again.',
    ),
    "no_secret": (
        "THUTUC_MODE=production với hồ sơ trực tuyến cần THUTUC_SECRET_KEYS; tạo khóa bằng: "
        "python -c 'import secrets; print(secrets.token_hex(32))'",
        "THUTUC_MODE=production with dossiers needs THUTUC_SECRET_KEYS; make a key with: "
        "python -c 'import secrets; print(secrets.token_hex(32))'",
    ),
    "weak_secret": (
        "một khóa trong THUTUC_SECRET_KEYS quá yếu; mỗi khóa cần ít nhất 32 ký tự ngẫu nhiên.",
        "a key in THUTUC_SECRET_KEYS is too weak; each needs at least 32 random characters.",
    ),
    "no_mail": (
        "THUTUC_MODE=production với hồ sơ trực tuyến cần THUTUC_SMTP để gửi thư xác minh.",
        "THUTUC_MODE=production with dossiers needs THUTUC_SMTP to send letters of verification.",
    ),
    "bad_setting": (
        'Biến môi trường {name}="{value}" không dùng được: {want}. Hãy sửa hoặc bỏ biến này.',
        'The environment variable {name}="{value}" cannot be used: {want}. Mend it or unset it.',
    ),
    "setting_": ("xem docs/operations.md", "see docs/operations.md"),
    "setting_dossiers": ("cần true hoặc false", "true or false is wanted"),
    "setting_frame_ancestors": (
        'cần danh sách JSON các nguồn, ví dụ ["https://xa.example.vn"]',
        'a JSON list of sources is wanted, e.g. ["https://xa.example.vn"]',
    ),
    "setting_origin_rate_limit": (
        'cần giới hạn dạng "3000 per 1 minute", hoặc off',
        'limits such as "3000 per 1 minute" are wanted, or off',
    ),
    "setting_oidc_issuer": (
        "cần địa chỉ https không có phần ? và #, ví dụ https://sso.example.vn",
        "an https address without ? and # is wanted, e.g. https://sso.example.vn",
    ),
    "setting_oidc_client_id": (
        "khi có THUTUC_OIDC_ISSUER, cần mã ứng dụng mà nhà cung cấp đã cấp",
        "with THUTUC_OIDC_ISSUER, the client id given by the provider is wanted",
    ),
    "setting_mode": ("cần development hoặc production", "development or production is wanted"),
    "setting_index": ("cần đường dẫn thư mục", "the path of a folder is wanted"),
    "setting_lang": ("cần vi hoặc en", "vi or en is wanted"),
    "setting_base_url": (
        "cần địa chỉ không có đường dẫn, ví dụ https://thutuc.example.vn",
        "an address without a path is wanted, e.g. https://thutuc.example.vn",
    ),
    "setting_rate_limit": (
        'cần giới hạn dạng "30 per 10 second; 300 per 5 minute", hoặc off',
        'limits such as "30 per 10 second; 300 per 5 minute" are wanted, or off',
    ),
    "setting_allowed_hosts": (
        'cần danh sách JSON, ví dụ ["thutuc.example.vn"]',
        'a JSON list is wanted, e.g. ["thutuc.example.vn"]',
    ),
    "setting_security_contact": (
        "cần địa chỉ bắt đầu bằng mailto: hoặc https://",
        "an address that begins with mailto: or https:// is wanted",
    ),
    "setting_poll_seconds": ("cần số giây lớn hơn 0", "seconds above 0 are wanted"),
    "setting_log_level": (
        "cần debug, info, warning hoặc error",
        "debug, info, warning or error is wanted",
    ),
    "unknown_register": (
        'không có "{value}" trong {path}; hãy sửa hoặc thêm vào tệp đó.{hint}',
        'there is no "{value}" in {path}; mend it or add it to that file.{hint}',
    ),
    "bad_query": ("Không tìm được: {reason}", "Cannot search: {reason}"),
    "results": ("{total} kết quả", "{total} results"),
    "not_confident": (
        "Không chắc các kết quả này đúng ý.",
        "Not sure that these results are what was meant.",
    ),
    **judging.SAID,
    **upkeep.SAID,
    **workers.SAID,
    **officers.SAID,
}
