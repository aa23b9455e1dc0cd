"""Words of the complaints about data files: rule -> (Vietnamese, English). Nothing else lives here."""

from __future__ import annotations

HINTS: dict[str, tuple[str, str]] = {
    "did_you_mean": (' Có phải ý là "{near}"?', ' Did you mean "{near}"?'),
    "warning": ("cảnh báo: ", "warning: "),
}

MESSAGES: dict[str, tuple[str, str]] = {
    # Files -------------------------------------------------------------------------------------------------
    "missing_file": (
        "thiếu tệp bắt buộc này; hãy tạo tệp theo docs/procedure-format.md.",
        "this required file is missing; write it after docs/procedure-format.md.",
    ),
    "no_folder": (
        "không có thư mục dữ liệu này; hãy kiểm tra đường dẫn.",
        "there is no such data folder; check the path.",
    ),
    "unreadable": (
        "không đọc được tệp ({reason}); hãy kiểm tra quyền đọc.",
        "the file cannot be read ({reason}); check its permissions.",
    ),
    "unknown_file": (
        "tệp này không thuộc thư mục dữ liệu nên bị bỏ qua; hãy đổi tên hoặc chuyển đi nơi khác.",
        "this file does not belong in a data folder and is passed over; rename it or move it away.",
    ),
    "wrong_ending": (
        "tên tệp phải kết thúc bằng .yaml, nếu không tệp sẽ bị bỏ sót; hãy đổi tên.",
        "the name must end in .yaml or the file would be missed; rename it.",
    ),
    "file_name": (
        'tên tệp phải là "{expected}" để người khác tìm thấy; hãy đổi tên tệp hoặc sửa code.',
        'the file must be called "{expected}" so that others find it; rename it or mend the code.',
    ),
    "wrong_folder": (
        'thuộc lĩnh vực "{field}" nên tệp phải nằm trong procedures/{field}/; hãy chuyển tệp hoặc sửa field.',
        'of the field "{field}", so the file belongs in procedures/{field}/; move it or mend the field.',
    ),
    # Encoding and syntax -----------------------------------------------------------------------------------
    "too_large": (
        "tệp có {size} byte, nhiều hơn mức {most} byte cho phép; hãy chia nhỏ hoặc rút gọn.",
        "the file has {size} bytes, more than the {most} allowed; split or shorten it.",
    ),
    "utf16": (
        "tệp được lưu bằng UTF-16; hãy lưu lại bằng UTF-8.",
        "the file is saved as UTF-16; save it as UTF-8.",
    ),
    "not_utf8": (
        "không phải UTF-8 tại byte thứ {byte}, có thể tệp được lưu bằng bảng mã cũ (windows-1258, TCVN3, VNI); "
        "hãy lưu lại bằng UTF-8.",
        "not UTF-8 at byte {byte}, perhaps saved in an old encoding (windows-1258, TCVN3, VNI); save it as UTF-8.",
    ),
    "empty_file": (
        "tệp rỗng; hãy viết nội dung hoặc xóa tệp.",
        "the file is empty; fill it or remove it.",
    ),
    "several_documents": (
        'mỗi tệp chỉ chứa một tài liệu; hãy bỏ dòng "---" này hoặc tách thành nhiều tệp.',
        'a file holds one document only; drop this "---" or split the file.',
    ),
    "syntax": (
        "sai cú pháp YAML: {problem_vi}.",
        "YAML syntax: {problem_en}.",
    ),
    "too_deep": (
        "lồng nhau sâu hơn {most} tầng; hãy xem lại các dấu ngoặc.",
        "nested more than {most} levels deep; look at the brackets.",
    ),
    "too_many_nodes": (
        "có hơn {most} giá trị trong một tệp; hãy chia nhỏ.",
        "more than {most} values in one file; split it.",
    ),
    "alias": (
        "không dùng neo (&), bí danh (*) và khóa gộp (<<); hãy viết lại nội dung đầy đủ.",
        "anchors (&), aliases (*) and merge keys (<<) are not used; write the content out.",
    ),
    "tag": (
        'không dùng thẻ YAML "{tag}"; hãy bỏ thẻ hoặc đặt cả giá trị trong dấu nháy.',
        'YAML tags such as "{tag}" are not used; drop it or put the value in quotes.',
    ),
    "complex_key": (
        "khóa phải là một từ; hãy viết dạng khóa: giá trị.",
        "a key must be a word; write key: value.",
    ),
    "long_number": (
        "số dài hơn {most} chữ số; nếu là mã thì đặt trong dấu nháy.",
        "a number of more than {most} digits; if it is a code, put it in quotes.",
    ),
    "doubled_key": (
        'khóa "{name}" đã có ở dòng {first}; hãy giữ lại một.',
        'the key "{name}" stands in line {first} already; keep one of them.',
    ),
    # Types and values --------------------------------------------------------------------------------------
    "unknown_key": (
        "không có khóa này; hãy xóa hoặc sửa tên khóa.",
        "there is no such key; remove it or mend its name.",
    ),
    "missing": (
        "thiếu khóa bắt buộc này; hãy thêm vào (null nếu được phép và chưa rõ).",
        "this key is required; add it (null where allowed and unknown).",
    ),
    "number_not_text": (
        'viết không có dấu nháy nên bị đọc thành số và có thể mất chữ số; hãy đặt trong dấu nháy: "{raw}".',
        'written without quotes it is read as a number and may lose digits; put it in quotes: "{raw}".',
    ),
    "bool_not_text": (
        "đây là giá trị đúng/sai, không phải văn bản; hãy đặt trong dấu nháy.",
        "this is a yes/no value, not a text; put it in quotes.",
    ),
    "not_text": (
        "phải là văn bản; hãy viết một dòng chữ.",
        "must be a text; write a line of words.",
    ),
    "empty_text": (
        "không được để trống; hãy điền nội dung hoặc xóa khóa.",
        "must not be empty; fill it or remove the key.",
    ),
    "long_text": (
        "dài hơn {most} ký tự; hãy viết ngắn lại.",
        "longer than {most} characters; shorten it.",
    ),
    "pattern": (
        '"{value}" không đúng dạng; {expected_vi}.',
        '"{value}" does not have the right form; {expected_en}.',
    ),
    "not_integer": (
        "phải là số nguyên; hãy viết chữ số, không dấu nháy, không phần lẻ.",
        "must be a whole number; write digits without quotes and without decimals.",
    ),
    "not_number": (
        "phải là số; hãy viết chữ số, không dấu nháy.",
        "must be a number; write digits without quotes.",
    ),
    "not_bool": (
        "chỉ nhận true hoặc false; hãy viết một trong hai.",
        "only true or false; write one of them.",
    ),
    "not_day": (
        'phải là ngày có thật, dạng 2026-11-24; "{value}" thì không. Chưa rõ ngày thì ghi null.',
        'must be a real day such as 2026-11-24; "{value}" is not. Where the day is unknown write null.',
    ),
    "not_list": (
        "phải là danh sách; hãy viết mỗi mục một dòng bắt đầu bằng gạch đầu dòng, hoặc [a, b].",
        "must be a list; write each item on a line that begins with a dash, or [a, b].",
    ),
    "not_mapping": (
        "phải là các cặp khóa: giá trị; hãy xem mẫu trong docs/procedure-format.md.",
        "must be pairs of key: value; see the sample in docs/procedure-format.md.",
    ),
    "not_one_of": (
        '"{value}" không hợp lệ; hãy dùng một trong: {allowed}.',
        '"{value}" is not known; use one of {allowed}.',
    ),
    "too_small": (
        "phải từ {least} trở lên; hãy sửa số.",
        "must be {least} or more; mend the number.",
    ),
    "too_big": (
        "phải từ {most} trở xuống; hãy sửa số.",
        "must be {most} or less; mend the number.",
    ),
    "short_list": (
        "cần ít nhất {least} mục; hãy thêm mục hoặc xóa khóa.",
        "needs at least {least} items; add some or remove the key.",
    ),
    "long_list": (
        "nhiều hơn {most} mục; hãy bớt đi.",
        "more than {most} items; take some away.",
    ),
    "other": (
        "giá trị không dùng được ({detail}); hãy xem docs/procedure-format.md.",
        "the value cannot be used ({detail}); see docs/procedure-format.md.",
    ),
    # References --------------------------------------------------------------------------------------------
    "unknown_agency": (
        'không có cơ quan "{value}" trong agencies.yaml; hãy sửa mã hoặc thêm cơ quan.',
        'there is no agency "{value}" in agencies.yaml; mend the id or add the agency.',
    ),
    "unknown_field": (
        'không có lĩnh vực "{value}" trong fields.yaml; hãy sửa mã hoặc thêm lĩnh vực.',
        'there is no field "{value}" in fields.yaml; mend the id or add the field.',
    ),
    "name_not_id": (
        '"{value}" là tên gọi; ở đây cần mã.',
        '"{value}" is a name; an id is needed here.',
    ),
    "unknown_area": (
        'không có địa bàn "{value}" trong areas.yaml; hãy sửa mã hoặc thêm địa bàn.',
        'there is no area "{value}" in areas.yaml; mend the code or add the area.',
    ),
    "unknown_procedure": (
        'không có thủ tục "{value}" trong thư mục dữ liệu; hãy sửa mã hoặc bỏ mục này.',
        'there is no procedure "{value}" in the data folder; mend the code or drop the entry.',
    ),
    "unknown_code_list": (
        'không có danh mục "{value}" trong code_lists/; hãy sửa tên hoặc thêm danh mục.',
        'there is no list "{value}" in code_lists/; mend the name or add the list.',
    ),
    "missing_form_file": (
        'không có tệp "{value}" trong thư mục dữ liệu; hãy thêm tệp hoặc ghi file: null.',
        'there is no file "{value}" in the data folder; add it or write file: null.',
    ),
    "not_a_kind": (
        '"{value}" là một cơ quan cụ thể; ở đây cần một loại cơ quan (kinds).',
        '"{value}" is a single agency; a kind of agency (kinds) is needed here.',
    ),
    "doubled_id": (
        '"{value}" đã được dùng ở {other}; hãy chọn mã khác.',
        '"{value}" is used at {other} already; choose another id.',
    ),
    "doubled_version": (
        "thủ tục {value} đã có ở {other}; mỗi phiên bản cần valid_from riêng.",
        "procedure {value} stands at {other} already; each version needs a valid_from of its own.",
    ),
    "replaces_itself": (
        "thủ tục {value} không thể thay thế chính nó; hãy bỏ mã này khỏi replaces.",
        "procedure {value} cannot replace itself; drop the code from replaces.",
    ),
    "replaces_cycle": (
        "{value} lại thay thế {other}, trực tiếp hoặc qua thủ tục khác; hãy bỏ một mã khỏi replaces.",
        "{value} replaces {other} in turn, directly or by way of others; drop one code from replaces.",
    ),
    "cycle": (
        'cơ quan "{value}" là cấp trên của chính nó qua các parent; hãy sửa một parent.',
        'the agency "{value}" is above itself by way of its parents; mend one of them.',
    ),
    "days_reversed": (
        "valid_to đứng trước valid_from; hãy sửa một trong hai ngày.",
        "valid_to lies before valid_from; mend one of the two days.",
    ),
    "hours_order": (
        "giờ làm việc chồng nhau hoặc giờ đóng không sau giờ mở; hãy viết lần lượt theo giờ trong ngày.",
        "working hours overlap, or a closing is not after its opening; write them in the order of the day.",
    ),
    "doubled_day": (
        "ngày {value} đã có ở dòng {first}; hãy giữ lại một.",
        "the day {value} stands in line {first} already; keep one of them.",
    ),
    "year_missing": (
        "chưa có ngày nghỉ nào của năm {year}, ngày hẹn trả sang năm sau sẽ sai; hãy thêm khi có thông báo.",
        "no day off of {year} is here: due dates beyond this year will be wrong; add them when announced.",
    ),
    "year_provisional": (
        "ngày nghỉ năm {year} mới là dự kiến; khi có thông báo hãy thay bằng lịch chính thức và bỏ provisional.",
        "the days off of {year} are computed only; replace them and drop provisional when they are announced.",
    ),
    "expired_basis": (
        "{code}: căn cứ {number} hết hiệu lực từ {expired_on}; hãy soát lại thủ tục theo văn bản hiện hành.",
        "{code}: the legal basis {number} ended on {expired_on}; revise the procedure by the law now in force.",
    ),
    "replaced_basis": (
        "{code}: căn cứ {number} hết hiệu lực từ {expired_on}, được {replaced_by} thay thế; "
        "hãy soát lại thủ tục theo văn bản mới.",
        "{code}: the legal basis {number} ended on {expired_on}, replaced by {replaced_by}; "
        "revise the procedure by the new document.",
    ),
    "clashing_alias": (
        'tên gọi "{value}" cũng là của {other}; người tìm sẽ thấy cả hai, nếu không chủ ý thì hãy bỏ một.',
        'the name "{value}" belongs to {other} too; people will find both: if that is not meant, drop one.',
    ),
    # Everyday phrases (thutuc aliases lint) -----------------------------------------------------------------
    "alias_stolen": (
        '"{value}" là tên chính thức của {other}, một thủ tục khác; người tìm {other} sẽ gặp thủ tục này: hãy bỏ '
        "hoặc nói rõ hơn.",
        '"{value}" is the official name of another procedure, {other}: who looks for {other} finds this one; drop '
        "it or make it more precise.",
    ),
    "alias_collides": (
        '"{value}" cũng là cách gọi của {other}; nếu không thật sự nhiều nghĩa thì hãy bỏ hoặc nói rõ hơn.',
        '"{value}" is also said of {other}; unless it has several meanings, drop it or make it more precise.',
    ),
    "alias_idle": (
        '"{value}" đã là tên chính thức của chính thủ tục này nên không thêm gì; hãy bỏ.',
        '"{value}" is already an official name of this procedure and adds nothing; drop it.',
    ),
    "alias_doubled": (
        '"{value}" lặp lại "{first}" của cùng thủ tục (không kể chữ hoa và dấu câu); hãy bỏ một.',
        '"{value}" repeats "{first}" of the same procedure (capitals and signs aside); drop one.',
    ),
    "alias_general": (
        '"{value}" quá chung: có trong tên chính thức của {number} thủ tục; hãy nói rõ việc gì.',
        '"{value}" is too general: it stands in the official names of {number} procedures; say of what.',
    ),
    "alias_of_place": (
        '"{value}" là tên của cơ quan hoặc lĩnh vực "{other}", không phải của một thủ tục; hãy bỏ.',
        '"{value}" is the name of an agency or a field, "{other}", not of one procedure; drop it.',
    ),
    "situation_short": (
        '"{value}" chỉ có {size} tiếng; tình huống cần ít nhất {least}: hãy viết đủ ý hoặc chuyển sang aliases.',
        '"{value}" has only {size} syllables; a situation has at least {least}: write more or move it to aliases.',
    ),
    "situation_long": (
        '"{value}" có {size} tiếng; tình huống có nhiều nhất {most}: hãy rút gọn hoặc tách.',
        '"{value}" has {size} syllables; a situation has at most {most}: shorten or split it.',
    ),
    "not_nfc": (
        'được viết bằng ký tự tổ hợp (NFD); hãy lưu lại dạng dựng sẵn (NFC): "{value}".',
        'written with combining marks (NFD); save it composed (NFC): "{value}".',
    ),
    "word_idle": (
        '"{value}" được giải nghĩa bằng chính nó nên không thêm gì; hãy bỏ nghĩa "{means}".',
        '"{value}" stands for itself, which adds nothing; drop the meaning "{means}".',
    ),
    "word_doubled": (
        '"{value}" với nghĩa "{means}" đã có ở trên; hãy bỏ một.',
        '"{value}" meaning "{means}" stands above already; drop one.',
    ),
    "partial_without_reason": (
        "dịch vụ một phần phải công bố lý do; hãy thêm partial_reason nếu biết.",
        "a partly online service must publish why; add partial_reason where it is known.",
    ),
    "reason_without_partial": (
        "partial_reason chỉ dùng khi online_level: partial; hãy sửa một trong hai.",
        "partial_reason goes with online_level: partial only; mend one of them.",
    ),
    "doubled_document": (
        'mã giấy tờ "{value}" đã dùng trong thủ tục này; hãy chọn mã khác.',
        'the document code "{value}" is used in this procedure already; choose another.',
    ),
    "no_form": (
        "show_if hỏi đến mẫu điện tử nhưng thủ tục không có form; hãy thêm form hoặc bỏ show_if.",
        "show_if asks about an e-form, but the procedure has no form; add one or drop show_if.",
    ),
    # E-forms -----------------------------------------------------------------------------------------------
    "doubled_page": (
        'trang "{value}" đã có; hãy chọn mã khác.',
        'there is a page "{value}" already; choose another id.',
    ),
    "doubled_question": (
        'câu hỏi "{value}" đã có; hãy chọn mã khác.',
        'there is a question "{value}" already; choose another id.',
    ),
    "doubled_option": (
        'lựa chọn "{value}" đã có; hãy chọn giá trị khác.',
        'there is an option "{value}" already; choose another value.',
    ),
    "min_above_max": (
        "min ({min}) lớn hơn max ({max}); hãy sửa một trong hai.",
        "min ({min}) is above max ({max}); mend one of them.",
    ),
    "condition_shape": (
        "điều kiện cần question kèm phép so sánh, hoặc đúng một trong all, any, not.",
        "a condition needs a question with a comparison, or exactly one of all, any, not.",
    ),
    "unknown_question": (
        'không có câu hỏi "{value}" ở phía trước; điều kiện chỉ được hỏi đến câu đã đi qua.',
        'there is no earlier question "{value}"; a condition may refer to earlier ones only.',
    ),
    "operator_type": (
        'phép so sánh "{operator}" không dùng được với câu hỏi kiểu {type}; hãy chọn phép khác.',
        'the comparison "{operator}" does not fit a question of the type {type}; choose another.',
    ),
    "value_type": (
        'giá trị "{value}" không bao giờ là câu trả lời của câu hỏi kiểu {type}; hãy sửa giá trị.',
        'the value "{value}" can never answer a question of the type {type}; mend it.',
    ),
}

FAULTS: dict[str, tuple[str, str]] = {
    # Generations and the index folder.
    "no_index": (
        "{path}: chưa có chỉ mục; hãy chạy `thutuc build DATA --out INDEX` trước.",
        "{path}: no readable index: run `thutuc build DATA --out INDEX` first",
    ),
    "none_readable": (
        "{path}: không có chỉ mục nào đọc được: {reasons}",
        "{path}: no readable index: {reasons}",
    ),
    "unreadable": (
        "{path}: không đọc được ({reason}); hãy dựng lại.",
        "{path}: cannot be read ({reason}); build again",
    ),
    "unreadable_folder": (
        "{path}: không đọc được ({reason}); hãy kiểm tra quyền đọc.",
        "{path}: cannot be read ({reason}); check its permissions",
    ),
    "holds_other": (
        "{path}: chứa thế hệ {id}; hãy dựng lại.",
        "{path}: holds generation {id}; build again",
    ),
    "odd_file": (
        "{path}: thiếu, hoặc không có trong manifest; hãy dựng lại.",
        "{path}: missing, or not in the manifest; build again",
    ),
    "differs": (
        "{path}: khác với manifest; hãy dựng lại.",
        "{path}: differs from the manifest; build again",
    ),
    "seal_differs": (
        "{path}: khác với {seal}; hãy dựng lại.",
        "{path}: differs from {seal}; build again",
    ),
    "other_version": (
        "{path}: do phiên bản khác của thutuc tạo ra; hãy dựng lại.",
        "{path}: made by another version of thutuc; build again",
    ),
    "short": (
        "{path}: chỉ có {lines} trên {procedures} thủ tục; hãy dựng lại.",
        "{path}: holds {lines} of {procedures} procedures; build again",
    ),
    "not_opened": (
        "{path}: không mở được ({reason}); hãy dựng lại.",
        "{path}: cannot be opened ({reason}); build again",
    ),
    "lock_held": (
        "{path}: một lần dựng khác đang chạy; hãy chờ nó xong.",
        "{path}: another build is running; wait until it ends",
    ),
}

SKELETON: dict[str, str] = {
    # Comments in data files are Vietnamese: those who write them read it.
    "no_schema": "# Để trình soạn thảo kiểm tra khi gõ: chạy `thutuc schema --draft-07 > schema.json`.\n",
}

SYNTAX: dict[str, tuple[str, str]] = {
    # By the beginning of what libyaml says.
    "found a tab character": (
        "có ký tự tab ở chỗ này; hãy thay tab bằng dấu cách",
        "there is a tab here; replace it with blanks",
    ),
    "found character that cannot start any token": (
        "ký tự này không được đứng đầu một giá trị; văn bản bắt đầu bằng ký hiệu thì đặt trong dấu nháy",
        "no value can begin with this character; put a text that begins with a sign in quotes",
    ),
    "mapping values are not allowed": (
        'có thêm một dấu hai chấm trên dòng; văn bản chứa ": " thì đặt trong dấu nháy',
        'there is a second colon on the line; put a text that holds ": " in quotes',
    ),
    "found unexpected end of stream": (
        "dấu nháy chưa đóng; hãy thêm dấu nháy ở cuối văn bản",
        "a quote is not closed; add one at the end of the text",
    ),
    "did not find expected ',' or": (
        "dấu ngoặc chưa đóng hoặc thiếu dấu phẩy; văn bản chứa dấu phẩy hay ngoặc thì đặt trong dấu nháy",
        "a bracket is not closed or a comma is missing; put a text that holds commas or brackets in quotes",
    ),
    "did not find expected key": (
        "thụt dòng lệch hoặc dấu nháy đóng sai chỗ; các khóa cùng cấp phải bắt đầu cùng một cột",
        "the indentation is off or a quote ends early; keys of one level begin in one column",
    ),
    "did not find expected '-' indicator": (
        "mục của danh sách phải bắt đầu bằng dấu gạch ngang ở cùng một cột",
        "items of a list begin with a dash in one column",
    ),
    "could not find expected ':'": (
        "thiếu dấu hai chấm và dấu cách sau tên khóa",
        "a colon and a blank are missing behind the key",
    ),
    "block sequence entries are not allowed": (
        "danh sách phải xuống dòng sau tên khóa",
        "a list begins on a line of its own below its key",
    ),
    "found unknown escape character": (
        "dấu \\ trong dấu nháy kép là ký tự đặc biệt; hãy dùng dấu nháy đơn",
        "a backslash has a meaning inside double quotes; use single quotes",
    ),
    "control characters are not allowed": (
        "có ký tự điều khiển không nhìn thấy; hãy xóa ký tự đó",
        "there is an invisible control character; remove it",
    ),
    "exceeded maximum nesting depth": (
        "lồng nhau quá sâu; hãy xem lại các dấu ngoặc",
        "nested too deep; look at the brackets",
    ),
    "": (
        "hãy xem lại dấu ngoặc, dấu nháy, dấu hai chấm và thụt dòng bằng dấu cách",
        "look at brackets, quotes and colons, and indent with blanks",
    ),
}

PATTERNS: dict[str, tuple[str, str]] = {
    # By the pattern's beginning, as the models write it.
    r"^[1-9]\.\d{6}": (
        'mã thủ tục có dạng "1.001193", có thể kèm đuôi như ".H40"',
        'a procedure code looks like "1.001193", perhaps with an ending such as ".H40"',
    ),
    r"^[a-z0-9]+(-[a-z0-9]+)*$": (
        "chỉ dùng chữ thường không dấu, chữ số và gạch nối, như ho-tich",
        "use small letters without accents, digits and hyphens, such as ho-tich",
    ),
    r"^[a-z][a-z0-9_": (
        "chỉ dùng chữ thường không dấu, chữ số và gạch dưới, bắt đầu bằng chữ, như ngay_sinh",
        "use small letters without accents, digits and underscores, a letter first, such as birth_date",
    ),
    r"^[a-z0-9][a-z0-9_-]*$": (
        "chỉ dùng chữ thường không dấu, chữ số, gạch dưới và gạch nối",
        "use small letters without accents, digits, underscores and hyphens",
    ),
    r"^https://": (
        "địa chỉ phải bắt đầu bằng https://",
        "an address here begins with https://",
    ),
    r"^https?://": (
        "địa chỉ phải bắt đầu bằng https:// hoặc http://",
        "an address begins with https:// or http://",
    ),
    r"^([01]\d|2[0-3]):": ('giờ có dạng "15:00"', 'a time of day looks like "15:00"'),
    r"^\d{2}:": ('giờ có dạng "07:00"', 'a time of day looks like "07:00"'),
    r"^\d{2}(\d{3})?$": (
        'mã địa bàn gồm 2 hoặc 5 chữ số trong dấu nháy, như "37"',
        'an area code has 2 or 5 digits in quotes, such as "37"',
    ),
    r"^forms/": (
        "tệp mẫu nằm trong forms/, như forms/ct01.docx",
        "a form file lies in forms/, such as forms/ct01.docx",
    ),
    r"^account\.": (
        "chỉ điền sẵn từ tài khoản, như account.full_name",
        "prefill takes a value of the account, such as account.full_name",
    ),
    r"^[a-z0-9]{2,5}$": (
        "đuôi tệp viết thường, không dấu chấm, như pdf",
        "a file ending in small letters without the dot, such as pdf",
    ),
    "": ("hãy xem docs/procedure-format.md", "see docs/procedure-format.md"),
}
