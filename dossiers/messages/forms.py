"""Words around the fields of any form, and what is said when an answer is wrong, by type and rule."""

from __future__ import annotations

FORMS: dict[str, tuple[str, str]] = {
    "form.error_mark": ("Lỗi:", "Error:"),
    "form.summary.one": (
        "Có {n} chỗ cần sửa trước khi tiếp tục",
        "There is {n} thing to mend before you can go on",
    ),
    "form.summary.other": (
        "Có {n} chỗ cần sửa trước khi tiếp tục",
        "There are {n} things to mend before you can go on",
    ),
    "form.optional": ("không bắt buộc", "optional"),
    "form.yes": ("Có", "Yes"),
    "form.no": ("Không", "No"),
    "form.choose": ("Chọn", "Choose"),
    "form.day_hint": (
        "Ngày/tháng/năm, ví dụ 24/11/2026",
        "Day/month/year, for example 24/11/2026",
    ),
    "form.month_hint": ("Tháng/năm, ví dụ 11/2026", "Month/year, for example 11/2026"),
    "form.money_hint": ("Số tiền bằng đồng, ví dụ 1.000.000", "Amount in đồng, for example 1.000.000"),
    "form.province": ("Tỉnh, thành phố", "Province or city"),
    "form.commune": ("Xã, phường, đặc khu", "Commune or ward"),
    "form.commune_hint": (
        "Tên đơn vị từ ngày 01/7/2025, ví dụ Phường Hoa Lư",
        "Name since 1 July 2025, for example Phường Hoa Lư",
    ),
    "form.street": ("Số nhà, đường, thôn, tổ dân phố", "House number, street, hamlet"),
    "form.item": ("{label} – mục {n}", "{label} – item {n}"),
    "form.item_add": ("Thêm một mục", "Add an item"),
    "form.item_remove": ("Xóa mục {n}", "Remove item {n}"),
    "form.password_show": ("Hiện mật khẩu", "Show the password"),
    "form.only_if": (
        "Chỉ trả lời nếu bạn chọn “{answer}” ở “{label}”.",
        "Answer only if you chose “{answer}” at “{label}”.",
    ),
    "form.only_if_other": (
        "Chỉ trả lời nếu phù hợp với các câu trả lời trước.",
        "Answer only if it applies after your earlier answers.",
    ),
    "form.confirm_mark": ("Cần xác nhận", "Please confirm"),
    # Rules, for any type ----------------------------------------------------------------------------------
    "fault.required": ("Nhập “{label}”.", "Enter “{label}”."),
    "fault.invalid": (
        "“{label}” chưa đúng dạng. Hãy kiểm tra và nhập lại.",
        "“{label}” does not have the right form. Check it and enter it again.",
    ),
    "fault.too_long": (
        "“{label}” có {length} ký tự, nhiều nhất là {max}. Hãy viết ngắn lại.",
        "“{label}” has {length} characters, at most {max} are allowed. Make it shorter.",
    ),
    "fault.too_small": ("“{label}” phải từ {min} trở lên.", "“{label}” must be {min} or more."),
    "fault.too_large": ("“{label}” không được quá {max}.", "“{label}” must be {max} or less."),
    "fault.too_early": ("“{label}” phải từ {bound} trở đi.", "“{label}” must be {bound} or later."),
    "fault.too_late": (
        "“{label}” phải là {bound} hoặc trước đó.",
        "“{label}” must be {bound} or earlier.",
    ),
    "fault.too_few": (
        "“{label}” cần ít nhất {min} mục. Hãy thêm.",
        "“{label}” needs at least {min} items. Add some.",
    ),
    "fault.too_many": ("“{label}” chỉ nhận nhiều nhất {max}.", "“{label}” takes at most {max}."),
    "fault.check": (
        "“{label}” không khớp với các câu trả lời khác. Hãy kiểm tra lại.",
        "“{label}” does not fit the other answers. Check them again.",
    ),
    # Rules of one type ------------------------------------------------------------------------------------
    "fault.choose_one.required": ("Chọn “{label}”.", "Choose an answer to “{label}”."),
    "fault.choose_one.invalid": (
        "Chọn một trong các câu trả lời của “{label}”.",
        "Choose one of the answers to “{label}”.",
    ),
    "fault.choose_many.required": ("Chọn ít nhất một mục ở “{label}”.", "Choose at least one of “{label}”."),
    "fault.choose_many.invalid": (
        "Chỉ chọn các mục có sẵn ở “{label}”.",
        "Choose only what is offered at “{label}”.",
    ),
    "fault.yes_no.required": ("Chọn Có hoặc Không cho “{label}”.", "Choose yes or no for “{label}”."),
    "fault.yes_no.invalid": ("Chọn Có hoặc Không cho “{label}”.", "Choose yes or no for “{label}”."),
    "fault.code_list.required": ("Chọn “{label}” trong danh sách.", "Choose “{label}” from the list."),
    "fault.code_list.invalid": ("Chọn “{label}” trong danh sách.", "Choose “{label}” from the list."),
    "fault.number.invalid": (
        "“{label}” phải là một số, ví dụ 15 hoặc 1,5.",
        "“{label}” must be a number, for example 15 or 1,5.",
    ),
    "fault.money.invalid": (
        "“{label}” phải là số tiền bằng đồng, không có số lẻ, ví dụ 1.000.000.",
        "“{label}” must be a whole amount in đồng, for example 1.000.000.",
    ),
    "fault.date.required": (
        "Nhập “{label}” theo dạng ngày/tháng/năm.",
        "Enter “{label}” as day/month/year.",
    ),
    "fault.date.invalid": (
        "“{label}” phải là một ngày có thật theo dạng ngày/tháng/năm, ví dụ 24/11/2026.",
        "“{label}” must be a real day as day/month/year, for example 24/11/2026.",
    ),
    "fault.month.required": ("Nhập “{label}” theo dạng tháng/năm.", "Enter “{label}” as month/year."),
    "fault.month.invalid": (
        "“{label}” phải theo dạng tháng/năm, ví dụ 11/2026.",
        "“{label}” must be month/year, for example 11/2026.",
    ),
    "fault.address.required": (
        "Nhập “{label}”: tỉnh, xã hoặc phường, số nhà và đường.",
        "Enter “{label}”: province, commune, house number and street.",
    ),
    "fault.address.no_province": ("Chọn tỉnh, thành phố ở “{label}”.", "Choose the province of “{label}”."),
    "fault.address.no_commune": (
        "Nhập tên xã, phường hoặc đặc khu ở “{label}”.",
        "Enter the commune or ward of “{label}”.",
    ),
    "fault.address.other_province": (
        "Xã, phường ở “{label}” không thuộc tỉnh đã chọn. Hãy chọn lại tỉnh hoặc xã.",
        "The commune of “{label}” lies in another province. Change the province or the commune.",
    ),
    "fault.citizen_id.invalid": (
        "“{label}” gồm đúng 12 chữ số, in trên thẻ căn cước.",
        "“{label}” has exactly 12 digits, as on the identity card.",
    ),
    "fault.passport.invalid": (
        "“{label}” gồm chữ cái và chữ số như trên hộ chiếu, ví dụ C1234567.",
        "“{label}” consists of letters and digits as in the passport, for example C1234567.",
    ),
    "fault.phone.invalid": (
        "“{label}” gồm 10 chữ số và bắt đầu bằng 03, 05, 07, 08 hoặc 09.",
        "“{label}” has 10 digits and begins with 03, 05, 07, 08 or 09.",
    ),
    "fault.email.invalid": (
        "“{label}” phải có dạng ten@tenmien, ví dụ an.nguyen@example.vn.",
        "“{label}” must look like name@domain, for example an.nguyen@example.vn.",
    ),
    "fault.tax_code.invalid": (
        "“{label}” chưa đúng: mã số thuế có 10 chữ số (chi nhánh thêm “-” và 3 chữ số) và chữ số cuối để kiểm tra; "
        "cá nhân, hộ kinh doanh dùng 12 chữ số định danh. Hãy so lại với giấy chứng nhận.",
        "“{label}” is not right: a tax code has 10 digits (a branch adds “-” and 3 digits), the last one "
        "checks the others; persons and household businesses use the 12 digits of the personal number.",
    ),
    "fault.declaration.required": (
        "Đánh dấu vào ô “{label}” để xác nhận.",
        "Tick “{label}” to confirm.",
    ),
    "fault.declaration.invalid": (
        "Đánh dấu vào ô “{label}” để xác nhận.",
        "Tick “{label}” to confirm.",
    ),
    "fault.file.required": ("Đính kèm tệp cho “{label}”.", "Attach a file for “{label}”."),
    "fault.repeat.required": ("Thêm ít nhất một mục vào “{label}”.", "Add at least one item to “{label}”."),
}
