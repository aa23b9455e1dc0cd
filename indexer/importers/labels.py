"""Vietnamese words that the importers write into the data: heads of notes, sentences, names of units."""

from __future__ import annotations

LABELS: dict[str, str] = {
    "agencies": "Cơ quan thực hiện",
    "competent": "Cơ quan có thẩm quyền",
    "delegated": "Cơ quan được ủy quyền",
    "coordinating": "Cơ quan phối hợp",
    "papers": "Thành phần hồ sơ",
    "paper_remarks": "Lưu ý về thành phần hồ sơ",
    "paper_case": "Trường hợp trong thành phần hồ sơ",
    "methods": "Cách thức thực hiện",
    "deadline": "Thời hạn",
    "basis": "Căn cứ pháp lý",
    "subjects": "Đối tượng thực hiện",
    "kind": "Loại thủ tục",
    "publisher": "Cơ quan công bố",
    "decision": "Quyết định công bố",
    "fields": "Lĩnh vực khác",
    "cases": "Thời hạn theo trường hợp",
    "service_groups": "Nhóm dịch vụ",
    "returning": "Cách trả kết quả",
    "requirements": "Yêu cầu, điều kiện",
    "steps": "Trình tự thực hiện",
    "result": "Kết quả thực hiện",
    "name": "Tên đầy đủ",
    "note": "Ghi chú",
    "places": "Nơi tiếp nhận hồ sơ",
}
"""Heads of what stays as text in the note of a procedure."""

PHRASES: dict[str, str] = {
    "bare_duration": "Nguồn chỉ ghi “{text}”, không có đơn vị.",
    "source_says": "Nguồn ghi: {text}",
    "original_count": "Số bản chính ghi trong nguồn: {count}.",
    "copy_count": "Số bản sao ghi trong nguồn: {count}.",
    "other_forms": "Biểu mẫu khác: {text}",
    "electronic_form": "Có biểu mẫu điện tử.",
    "form_files": "Tệp mẫu kèm theo: {text}",
    "papers_to_hand_in": "Thành phần hồ sơ",
    "national_record": "Bản ghi {code} của Cơ sở dữ liệu quốc gia về thủ tục hành chính.",
    "collected_by": "Qua kho dữ liệu công khai {text}.",
    "portal_record": "Bản ghi của Cổng Dịch vụ công quốc gia.",
    "portal_marks": "Dấu của Cổng: {text}.",
    "unknown_field": "Lĩnh vực chưa rõ",
    "unknown_agency": "Cơ quan {level} (nguồn không ghi tên)",
}
"""Sentences that an importer writes into the data."""

LEVEL_NAMES: dict[str, str] = {
    "ministry": "cấp bộ",
    "province": "cấp tỉnh",
    "district": "cấp huyện",
    "commune": "cấp xã",
    "other": "khác",
}
UNIT_NAMES: dict[str, str] = {
    "working_day": "ngày làm việc",
    "day": "ngày",
    "hour": "giờ",
    "month": "tháng",
}
RETURN_NAMES: dict[str, str] = {
    "ONLINE": "trực tuyến",
    "OFFLINE": "trực tiếp",
    "AT_HOME": "tại nhà",
    "AT_SUBMISSION_PLACE": "tại nơi nộp hồ sơ",
}
