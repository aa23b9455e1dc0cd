"""Words of the command line: key -> (Vietnamese, English). Nothing else lives here."""

from __future__ import annotations

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
    "json": ("In kết quả dạng JSON.", "Print the result as JSON."),
    "serve": ("Mở trang web và API.", "Serve the site and the API."),
    "index": ("Thư mục chỉ mục.", "Index folder."),
    "host": ("Địa chỉ lắng nghe.", "Address to listen on."),
    "port": ("Cổng lắng nghe.", "Port to listen on."),
    "workers": ("Số tiến trình.", "Number of processes."),
    "search": ("Tìm thủ tục.", "Search procedures."),
    "search_query": ("Nội dung cần tìm, có dấu hay không dấu.", "What to look for, with or without marks."),
    "limit": ("Số kết quả.", "Number of results."),
    "judge": (
        "Đo chất lượng tìm kiếm bằng các câu hỏi đã chấm (cột class, query, codes).",
        "Measure search with judged queries (columns class, query, codes).",
    ),
    "judge_file": ("Tệp TSV các câu hỏi đã chấm.", "TSV file of judged queries."),
    "misses": (
        "In cả những câu chưa đúng ở vị trí đầu.",
        "Print the queries whose first place is wrong too.",
    ),
    "version": ("In phiên bản.", "Print the version."),
}

SAID: dict[str, tuple[str, str]] = {
    "checked": (
        "{procedures} thủ tục, {errors} lỗi, {warnings} cảnh báo.",
        "{procedures} procedures, {errors} errors, {warnings} warnings.",
    ),
    "not_in_data": (
        "{path}: không nằm trong thư mục dữ liệu nào (thư mục có portal.yaml); hãy kiểm tra đường dẫn.",
        "{path}: lies in no data folder (one that holds portal.yaml); check the path.",
    ),
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
    "built": (
        "Đã dựng {generation}: {procedures} thủ tục trong {seconds} giây.",
        "Built {generation}: {procedures} procedures in {seconds} s.",
    ),
    "built_part": ("  {part}: {seconds} giây", "  {part}: {seconds} s"),
    "skipped": ("  bỏ qua {name}: {rule}", "  left out {name}: {rule}"),
    "draft": ("bản nháp (status: draft)", "a draft (status: draft)"),
    "has_mistakes": ("có lỗi: {rule}", "has mistakes: {rule}"),
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
    "bad_query": ("Không tìm được: {reason}", "Cannot search: {reason}"),
    "results": ("{total} kết quả", "{total} results"),
    "not_confident": (
        "Không chắc các kết quả này đúng ý.",
        "Not sure that these results are what was meant.",
    ),
    "judgement_header": (
        "dòng đầu phải là: class, query, codes (cách nhau bằng tab)",
        "the first line must read: class, query, codes (tabs between)",
    ),
    "judgement_row": (
        "dòng này phải có ba cột cách nhau bằng tab, cột query không trống",
        "this line needs three columns with tabs between, query not empty",
    ),
    "no_such_file": ("không có tệp này", "there is no such file"),
    "missed": ("chưa đúng", "missed"),
    "nothing_fits": ("(không có)", "(none)"),
}
