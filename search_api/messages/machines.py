"""Words for and about machines that read pages: descriptions of pages, feeds of changes, dumps, search plug-ins."""

from __future__ import annotations

MACHINES: dict[str, tuple[str, str]] = {
    # Descriptions of pages ---------------------------------------------------------------------------------
    "meta.site": (
        "Tra cứu thủ tục hành chính bằng lời thường ngày: giấy tờ cần nộp, thời hạn, phí, lệ phí, nơi nộp.",
        "Look up administrative procedures of Vietnam: papers to hand in, time, fees, where to apply.",
    ),
    "meta.where": ("Cơ quan thực hiện: {text}.", "Carried out by: {text}."),
    "meta.who": ("Dành cho: {text}.", "For: {text}."),
    "meta.time": ("Thời hạn: {text}.", "Time: {text}."),
    "meta.fee": ("Phí, lệ phí: {text}.", "Fees: {text}."),
    "meta.agency.one": (
        "{n} thủ tục hành chính của {name}: giấy tờ, thời hạn, phí, lệ phí, nơi nộp.",
        "{n} administrative procedure of {name}: papers, time, fees, where to apply.",
    ),
    "meta.agency.other": (
        "{n} thủ tục hành chính của {name}: giấy tờ, thời hạn, phí, lệ phí, nơi nộp.",
        "{n} administrative procedures of {name}: papers, time, fees, where to apply.",
    ),
    "meta.field.one": (
        "{n} thủ tục hành chính thuộc lĩnh vực {name}: giấy tờ, thời hạn, phí, lệ phí, nơi nộp.",
        "{n} administrative procedure in the field {name}: papers, time, fees, where to apply.",
    ),
    "meta.field.other": (
        "{n} thủ tục hành chính thuộc lĩnh vực {name}: giấy tờ, thời hạn, phí, lệ phí, nơi nộp.",
        "{n} administrative procedures in the field {name}: papers, time, fees, where to apply.",
    ),
    "meta.picture": (
        "Ô tìm kiếm thủ tục hành chính, gõ có dấu hay không dấu",
        "A search box for administrative procedures of Vietnam",
    ),
    "country": ("Việt Nam", "Vietnam"),
    # Search plug-in ----------------------------------------------------------------------------------------
    "opensearch.short": ("Thủ tục HC", "VN procedures"),
    "opensearch.description": (
        "Tìm thủ tục hành chính: gõ có dấu hay không dấu, hoặc gõ mã thủ tục.",
        "Find an administrative procedure of Vietnam by words or by its code.",
    ),
    "suggestion.agency": ("Cơ quan", "Agency"),
    "suggestion.field": ("Lĩnh vực", "Field"),
    # Feeds -------------------------------------------------------------------------------------------------
    "feed.title": ("Thay đổi thủ tục hành chính", "Changes of administrative procedures"),
    "feed.title.place": (
        "Thay đổi thủ tục hành chính: {name}",
        "Changes of administrative procedures: {name}",
    ),
    "feed.subtitle": (
        "Thủ tục mới, thủ tục sửa đổi và thủ tục không còn trong dữ liệu, mới nhất trước.",
        "New, changed and removed procedures, newest first.",
    ),
    "change.added": ("Mới: {name}", "New: {name}"),
    "change.changed": ("Sửa đổi: {name}", "Changed: {name}"),
    "change.removed": ("Không còn: {name}", "Removed: {name}"),
    "change.added.text": (
        "Thủ tục {code} mới có trong dữ liệu.",
        "Procedure {code} is new in the data.",
    ),
    "change.changed.text": ("Thủ tục {code} thay đổi: {parts}.", "Procedure {code} changed: {parts}."),
    "change.removed.text": (
        "Thủ tục {code} không còn trong dữ liệu.",
        "Procedure {code} is no longer in the data.",
    ),
    "change.valid_from": ("Phiên bản có hiệu lực từ {day}.", "The version in force from {day}."),
    # What changed ------------------------------------------------------------------------------------------
    "part.code": ("mã thủ tục", "code"),
    "part.name": ("tên thủ tục", "name"),
    "part.short_name": ("tên ngắn", "short name"),
    "part.aliases": ("tên thường gọi", "everyday names"),
    "part.situations": ("cách nói thường ngày", "everyday phrases"),
    "part.keywords": ("từ khóa", "keywords"),
    "part.agency": ("cơ quan thực hiện", "implementing agency"),
    "part.field": ("lĩnh vực", "field"),
    "part.levels": ("cấp thực hiện", "level"),
    "part.kind": ("loại thủ tục", "kind of procedure"),
    "part.online_level": ("mức độ trực tuyến", "online level"),
    "part.partial_reason": (
        "lý do chỉ trực tuyến một phần",
        "reason why it is only partly online",
    ),
    "part.proactive_level": ("mức phục vụ chủ động", "level of proactive service"),
    "part.applicant_types": ("đối tượng thực hiện", "who may apply"),
    "part.summary": ("tóm tắt", "summary"),
    "part.steps": ("trình tự thực hiện", "steps"),
    "part.methods": (
        "cách thức thực hiện, thời hạn, phí, lệ phí",
        "ways to carry it out, time and fees",
    ),
    "part.time": ("thời hạn giải quyết", "processing time"),
    "part.fees": ("phí, lệ phí", "fees"),
    "part.components": ("thành phần hồ sơ", "papers to hand in"),
    "part.sets": ("số bộ hồ sơ", "number of sets of papers"),
    "part.form": ("biểu mẫu điện tử", "electronic form"),
    "part.results": ("kết quả thực hiện", "result"),
    "part.requirements": ("yêu cầu, điều kiện", "requirements and conditions"),
    "part.legal_bases": ("căn cứ pháp lý", "legal bases"),
    "part.competent_agencies": ("cơ quan có thẩm quyền", "competent agency"),
    "part.delegated_agencies": ("cơ quan được ủy quyền", "delegated agency"),
    "part.coordinating_agencies": ("cơ quan phối hợp", "coordinating agency"),
    "part.reception_places": ("địa chỉ tiếp nhận hồ sơ", "where to hand in"),
    "part.related": ("thủ tục liên quan", "related procedures"),
    "part.linked": ("thủ tục liên thông", "linked procedures"),
    "part.replaces": ("thủ tục bị thay thế", "procedures it replaces"),
    "part.legacy_codes": ("mã cũ", "older codes"),
    "part.external_ids": ("mã ở hệ thống khác", "codes in other systems"),
    "part.decision": ("quyết định công bố", "publishing decision"),
    "part.publishing_agency": ("cơ quan công bố", "publishing agency"),
    "part.status": ("tình trạng hiệu lực", "status"),
    "part.sensitive": ("mức riêng tư", "privacy"),
    "part.place_independent": ("nộp không phụ thuộc nơi cư trú", "whether one may apply anywhere"),
    "part.video": ("video hướng dẫn", "video"),
    "part.note": ("lưu ý", "note"),
    "part.valid_from": ("ngày có hiệu lực", "first day in force"),
    "part.valid_to": ("ngày hết hiệu lực", "last day in force"),
    "part.updated_on": ("ngày cập nhật", "day of update"),
    "part.source": ("nguồn", "source"),
    "part.other": ("thông tin khác", "other information"),
    # Page of the dumps -------------------------------------------------------------------------------------
    "data.title": ("Dữ liệu mở", "Open data"),
    "data.lead.one": (
        "Tải toàn bộ {n} thủ tục trong một tệp; không cần đăng ký, không cần khóa.",
        "{n} procedure in one file, without registration or key.",
    ),
    "data.lead.other": (
        "Tải toàn bộ {n} thủ tục trong một tệp; không cần đăng ký, không cần khóa.",
        "All {n} procedures in one file, without registration or key.",
    ),
    "data.files": ("Tệp", "Files"),
    "data.jsonl": (
        "Mọi thủ tục với mọi phần, mỗi dòng một thủ tục dạng JSON, nén gzip.",
        "Every procedure with all its parts, one JSON object a line, compressed with gzip.",
    ),
    "data.csv": (
        "Bảng tính, mỗi dòng một thủ tục với các mục chính; mở được bằng Excel, LibreOffice (UTF-8).",
        "A spreadsheet with the main facts, one procedure a row; opens in Excel and LibreOffice (UTF-8).",
    ),
    "data.package": (
        "Mô tả hai tệp trên cho máy đọc: các cột, số dòng, dung lượng, mã băm SHA-256, giấy phép.",
        "Describes the two files for programs: columns, rows, sizes, SHA-256 hashes, licence.",
    ),
    "data.versions": (
        "Một thủ tục có thể có nhiều phiên bản; mỗi phiên bản là một dòng. Giá trị chưa rõ để trống.",
        "A procedure may have several versions, a row each. What is not known is left empty.",
    ),
    "data.guard": (
        "Trong tệp bảng tính, ô bắt đầu bằng =, +, - hoặc @ có thêm dấu ' ở đầu để không bị hiểu là công thức.",
        "In the spreadsheet, cells that begin with =, +, - or @ have a ' before them, so that no program takes "
        "them for formulas.",
    ),
    "data.codes": (
        "Phần mềm bảng tính có thể đọc mã thủ tục thành số (1.010040 thành 1.01004): khi nhập, hãy chọn "
        "kiểu văn bản cho cột code; cột url luôn giữ đủ mã.",
        "Spreadsheet programs may take codes for numbers (1.010040 becomes 1.01004): import the column code as "
        "text; the column url always holds the whole code.",
    ),
    "data.columns": ("Các cột của tệp bảng tính", "Columns of the spreadsheet"),
    "data.licence": ("Giấy phép", "Licence"),
    "data.licence.official": (
        "Văn bản hành chính và dữ kiện không thuộc phạm vi bảo hộ quyền tác giả (Luật Sở hữu trí tuệ, Điều 15).",
        "Official texts and facts are not subject to copyright (Law on Intellectual Property of Vietnam, Art. 15).",
    ),
    "data.licence.own": (
        "Phần do dự án tự viết, như tên thường gọi và tóm tắt, theo giấy phép Apache-2.0.",
        "What this project wrote itself, such as everyday names and summaries, is under the Apache-2.0 licence.",
    ),
    "data.licence.source": (
        "Mỗi thủ tục ghi nguồn của nó; khi dùng lại, hãy ghi nguồn và ngày dữ liệu.",
        "Every procedure names its source; please name it and the day of the data when you use them.",
    ),
    "data.single": ("Từng thủ tục", "Single procedures"),
    "data.single.text": (
        "Thêm đuôi vào địa chỉ trang của thủ tục:",
        "Add an ending to the address of a procedure's page:",
    ),
    "data.json": ("mọi phần, JSON", "all parts, JSON"),
    "data.jsonld": (
        "dịch vụ công theo từ vựng schema.org, JSON-LD",
        "a government service in the words of schema.org, JSON-LD",
    ),
    "data.yaml": ("tệp để biên tập, YAML", "a file to edit, YAML"),
    "data.changes": ("Theo dõi thay đổi", "Follow changes"),
    "data.changes.text": (
        "Nguồn tin Atom: tất cả thủ tục, và ở trang của mỗi cơ quan, mỗi lĩnh vực.",
        "Atom feeds: of all procedures, and on the page of every agency and field.",
    ),
    "data.others": ("Cho chương trình", "For programs"),
    # Columns of the spreadsheet ----------------------------------------------------------------------------
    "column.code": ("Mã thủ tục", "Code of the procedure"),
    "column.valid_from": ("Ngày có hiệu lực", "First day in force"),
    "column.valid_to": ("Ngày cuối còn hiệu lực", "Last day in force"),
    "column.status": (
        "Tình trạng: in_force, suspended, abolished",
        "Status: in_force, suspended, abolished",
    ),
    "column.name": ("Tên chính thức", "Official name"),
    "column.short_name": ("Tên ngắn", "Short name"),
    "column.agency": ("Mã cơ quan thực hiện", "Id of the implementing agency"),
    "column.agency_name": ("Tên cơ quan thực hiện", "Name of the implementing agency"),
    "column.field": ("Mã lĩnh vực", "Id of the field"),
    "column.field_name": ("Tên lĩnh vực", "Name of the field"),
    "column.levels": (
        "Cấp thực hiện: ministry, province, district, commune, other",
        "Level: ministry, province, district, commune, other",
    ),
    "column.online_level": (
        "Mức độ trực tuyến: none, partial, full; trống: chưa rõ",
        "Online level: none, partial, full; empty: not known",
    ),
    "column.applicant_types": ("Đối tượng thực hiện", "Who may apply"),
    "column.channels": ("Cách nộp: in_person, online, post", "Ways: in_person, online, post"),
    "column.processing_time": ("Thời hạn giải quyết, bằng lời", "Processing time, in words (Vietnamese)"),
    "column.fee": ("Phí, lệ phí, bằng lời", "Fees, in words (Vietnamese)"),
    "column.papers": ("Giấy tờ phải nộp, mỗi dòng một giấy tờ", "Papers to hand in, one a line"),
    "column.results": ("Kết quả thực hiện, mỗi dòng một kết quả", "Results, one a line"),
    "column.legal_bases": ("Số hiệu căn cứ pháp lý", "Numbers of the legal bases"),
    "column.decision": ("Số quyết định công bố", "Number of the publishing decision"),
    "column.updated_on": ("Ngày cập nhật", "Day of update"),
    "column.source_url": ("Địa chỉ nguồn", "Address of the source"),
    "column.url": ("Đường dẫn trang của thủ tục", "Path of the page of the procedure"),
}
