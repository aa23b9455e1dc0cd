"""Words of the importers: repairs, refusals, faults, comments of files -> (Vietnamese, English)."""

from __future__ import annotations

REPAIRS: dict[str, tuple[str, str]] = {
    "not_nfc": (
        "chữ tổ hợp được đổi về dạng dựng sẵn (NFC)",
        "decomposed letters were composed (NFC)",
    ),
    "broken_name": (
        "tên có xuống dòng hoặc khoảng trắng thừa, viết lại trên một dòng",
        "the name had line breaks or doubled blanks; written on one line",
    ),
    "title_of_decision": (
        "tên là trích yếu một quyết định, không phải tên thủ tục; giữ nguyên",
        "the name is the title of a decision, not of a procedure; kept",
    ),
    "bare_duration": (
        '"{text}" không có đơn vị: giữ số, unit: null',
        '"{text}" without a unit: the number is kept, unit: null',
    ),
    "deadline_as_text": (
        'thời hạn "{text}" không phải số kèm đơn vị: giữ trong ghi chú',
        'the deadline "{text}" is no number with a unit: kept in the note',
    ),
    "restored_amount": (
        '"{text}" bị cắt cụt: lấy {amount} trong ngoặc',
        '"{text}" is cut short: {amount} of the bracket is taken',
    ),
    "unlikely_amount": (
        '"{text}" quá nhỏ, có thể bị cắt cụt: amount: null, giữ nguyên văn trong ghi chú',
        '"{text}" is too small, perhaps cut short: amount: null, the wording is kept in the note',
    ),
    "free_but_priced": (
        '"{text}" vừa ghi miễn phí vừa nêu mức thu: amount: null, giữ nguyên văn trong ghi chú',
        '"{text}" says free and names a rate at once: amount: null, the wording is kept in the note',
    ),
    "fee_as_text": (
        'mức thu "{text}" không phải số tiền nguyên: giữ trong ghi chú',
        'the fee "{text}" is no whole amount: kept in the note',
    ),
    "merged_channel": (
        "kênh lặp lại {times} lần được gộp thành một với nhiều thời hạn hoặc mức thu",
        "a channel that came {times} times is one with several terms or fees",
    ),
    "unknown_channel": (
        'không rõ kênh "{text}": giữ trong ghi chú',
        'the channel "{text}" is not known: kept in the note',
    ),
    "form_in_name": (
        'tách tên tệp mẫu "{text}" dính vào tên giấy tờ',
        'the name of a form file, "{text}", hung on to the paper and was cut off',
    ),
    "form_not_found": (
        "tên tệp mẫu dính vào tên giấy tờ nhưng không rõ ranh giới: giữ nguyên",
        "a form file hangs on to the name of the paper, but where it begins is unclear: kept",
    ),
    "form_joined": (
        'nối lại tên tệp mẫu bị cắt rời: "{text}"',
        'the name of a form file that was cut apart is whole again: "{text}"',
    ),
    "year_in_count": (
        "số bản {count} có năm dính ở đầu: trả năm về tên giấy tờ",
        "the count {count} began with a year: it went back to the name of the paper",
    ),
    "unlikely_count": (
        "số bản {count} không có lý: để trống, giữ trong ghi chú",
        "a count of {count} is not likely: left out, kept in the note",
    ),
    "remarks_of_papers": (
        "các dòng lưu ý trong thành phần hồ sơ được chuyển sang ghi chú",
        "remarks among the papers went to the note",
    ),
    "raw_papers": (
        "thành phần hồ sơ còn là văn bản thô: giữ trong ghi chú",
        "the papers are raw text: kept in the note",
    ),
    "raw_methods": (
        "cách thức thực hiện còn là văn bản thô: giữ trong ghi chú",
        "the ways of handing in are raw text: kept in the note",
    ),
    "long_case": (
        "tên trường hợp dài {length} ký tự: rút ngắn, toàn văn trong ghi chú",
        "the name of a case has {length} letters: shortened, whole in the note",
    ),
    "long_text": (
        "văn bản dài {length} ký tự: chuyển phần dư sang ghi chú",
        "a text of {length} letters: what is too much went to the note",
    ),
    "basis_number_mended": (
        'số hiệu "{text}" được đọc là "{number}"',
        'the number "{text}" is read as "{number}"',
    ),
    "basis_number_from_title": (
        'số hiệu "{number}" lấy từ trích yếu',
        'the number "{number}" is taken from the title',
    ),
    "basis_without_number": (
        'căn cứ "{text}" không rõ số hiệu: giữ trong ghi chú',
        'the basis "{text}" has no clear number: kept in the note',
    ),
    "agency_variant": (
        'cơ quan "{text}" được hiểu là {id}; nguyên văn giữ trong ghi chú',
        'the agency "{text}" is taken as {id}; the wording is kept in the note',
    ),
    "several_agencies": (
        "nhiều cơ quan thực hiện: {id} đại diện, tất cả nêu trong ghi chú",
        "several agencies carry it out: {id} stands for them, all are named in the note",
    ),
    "agency_from_authority": (
        "không ghi cơ quan thực hiện: lấy cơ quan có thẩm quyền ({id})",
        "no implementing agency: the competent one ({id}) is taken",
    ),
    "agency_from_bundled": (
        "không ghi cơ quan thực hiện: lấy theo bản đi kèm chương trình ({id})",
        "no implementing agency: that of the bundled procedure ({id}) is taken",
    ),
    "agency_unknown": (
        "không ghi cơ quan thực hiện: dùng {id}",
        "no implementing agency: {id} is used",
    ),
    "not_an_agency": (
        'cơ quan "{text}" không phải tên cơ quan: giữ trong ghi chú',
        'the agency "{text}" is no name of an agency: kept in the note',
    ),
    "unknown_level": (
        'cấp "{text}" không rõ: ghi là other',
        'the level "{text}" is not known: other',
    ),
    "unknown_applicant": (
        'đối tượng "{text}" không có trong danh mục: giữ trong ghi chú',
        'the applicant type "{text}" is not on the list: kept in the note',
    ),
    "unknown_kind": (
        'loại thủ tục "{text}" không rõ: giữ trong ghi chú',
        'the kind "{text}" is not known: kept in the note',
    ),
    "page_words": (
        'bỏ chữ của trang web dính vào: "{text}"',
        'words of the web page that hung on were dropped: "{text}"',
    ),
    "further_fields": (
        'nhiều lĩnh vực: lấy "{first}", các lĩnh vực khác trong ghi chú',
        'several fields: "{first}" is taken, the others are in the note',
    ),
    "differing_times": (
        "danh sách trường hợp của Cổng có thời hạn riêng: giữ trong ghi chú",
        "the portal's list of cases has times of its own: kept in the note",
    ),
    "unknown_key": (
        'khóa lạ "{text}": giữ trong ghi chú',
        'the key "{text}" is not known: kept in the note',
    ),
}
"""What an importer may do to a record: it is said, counted and, record by record, listed."""

REFUSALS: dict[str, tuple[str, str]] = {
    "not_json": ("dòng hoặc tệp không phải JSON ({detail})", "the line or file is no JSON ({detail})"),
    "not_a_record": ("không phải bản ghi thủ tục", "no record of a procedure"),
    "bad_code": ('mã "{text}" không hợp lệ', 'the code "{text}" does not have the right form'),
    "no_name": ("không có tên", "it has no name"),
    "doubled": (
        "mã này đã có ở {first}; bản sau bị bỏ",
        "this code came at {first} already; the later one is left out",
    ),
    "not_valid": ("không đúng mô hình: {detail}", "it does not fit the model: {detail}"),
}
"""Why a record is not written."""

SUMMARY: dict[str, tuple[str, str]] = {
    "counts": (
        "đọc {read} bản ghi, viết {written} thủ tục, sửa {repaired} chỗ, từ chối {refused} bản ghi",
        "{read} records read, {written} procedures written, {repaired} repairs, {refused} records refused",
    ),
    "rule": ("  {count} × {rule}: {words}", "  {count} × {rule}: {words}"),
    "refused": ("  từ chối {place}: {words}", "  refused {place}: {words}"),
    "registers": (
        "thêm {agencies} cơ quan và loại cơ quan, {fields} lĩnh vực",
        "{agencies} agencies and kinds and {fields} fields were added",
    ),
    "left_out": (
        "không mang sang (dữ liệu kỹ thuật của nguồn): {keys}",
        "not carried over (technical data of the source): {keys}",
    ),
}
"""Lines of the report."""

FAULTS: dict[str, tuple[str, str]] = {
    "occupied": (
        "{path}: thư mục đã có nội dung và không do lệnh nhập tạo ra; hãy chọn thư mục khác hoặc thư mục rỗng.",
        "{path}: the folder holds something that no import wrote; choose another or an empty one.",
    ),
    "edited": (
        "{path}: bản nhập trước có {file} đã được sửa, thêm hoặc xóa; hãy chuyển nó đi nơi khác rồi nhập lại.",
        "{path}: an earlier import, but {file} was changed, added or removed since; move it away and import again.",
    ),
    "not_a_folder": (
        "{path}: đây là tệp, cần một thư mục; hãy chọn đường dẫn khác.",
        "{path}: this is a file, a folder is needed; choose another path.",
    ),
    "missing": (
        "{path}: không có tệp hay thư mục này; hãy kiểm tra đường dẫn.",
        "{path}: there is no such file or folder; check the path.",
    ),
    "unreadable": (
        "{path}: không đọc được ({reason}); hãy kiểm tra tệp.",
        "{path}: it cannot be read ({reason}); check the file.",
    ),
    "no_records": (
        "{path}: không có tệp .json nào; hãy kiểm tra đường dẫn.",
        "{path}: it holds no .json file; check the path.",
    ),
    "bundled": (
        "{path}: dữ liệu đi kèm có lỗi hoặc thiếu tệp; hãy chạy thutuc check với thư mục này.",
        "{path}: the bundled data has mistakes or lacks files; run thutuc check on it.",
    ),
}
"""Why an import does not begin or is not written at all."""

COMMENTS: dict[str, tuple[str, str]] = {
    "copied": (
        "Chép từ dữ liệu đi kèm chương trình khi nhập; sửa ở đây chỉ đổi thư mục này.",
        "Copied from the bundled data by the import; a change here changes this folder only.",
    ),
    "extended": (
        "Từ dữ liệu đi kèm chương trình, thêm những mục có trong dữ liệu được nhập.",
        "From the bundled data, with what the imported records name besides.",
    ),
    "filtered": (
        "Từ dữ liệu đi kèm chương trình, chỉ những mục mà thủ tục có trong thư mục này.",
        "From the bundled data, those entries only whose procedure is in this folder.",
    ),
    "imported": (
        "Nhập tự động từ {origin}; nhập lại sẽ không ghi đè nếu tệp đã được sửa.",
        "Imported from {origin}; a new import refuses to overwrite what was edited.",
    ),
}
"""First lines of the files of an imported folder."""
ORIGINS: dict[str, tuple[str, str]] = {
    "national": ("tệp bản ghi quốc gia", "the file of national records"),
    "portal": ("bản ghi của Cổng Dịch vụ công quốc gia", "records of the national portal"),
}
