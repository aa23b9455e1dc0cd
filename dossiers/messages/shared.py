"""Words of steps 4 and 5, which every procedure shares, and the labels of the nine steps."""

from __future__ import annotations

SHARED: dict[str, tuple[str, str]] = {
    # The nine steps, under the labels of the portal's guide ------------------------------------------------
    "step.sign_in": ("Đăng nhập", "Sign in"),
    "step.open": ("Nộp hồ sơ trực tuyến", "Submit a dossier online"),
    "step.choose": ("Chọn đơn vị cung cấp dịch vụ công", "Choose agency and procedure"),
    "step.reception": ("Tiếp nhận hồ sơ", "Who applies"),
    "step.information": ("Thông tin hồ sơ", "About the dossier"),
    "step.form": ("Mẫu tờ khai điện tử", "Electronic form"),
    "step.components": ("Thành phần hồ sơ", "Papers"),
    "step.review": ("Lưu lại hoặc gửi đi", "Save or send"),
    "step.follow": ("Theo dõi hồ sơ", "Follow the dossier"),
    # Step 4 ------------------------------------------------------------------------------------------------
    "shared.applicant_kind": ("Ai đứng tên hồ sơ?", "Who is the applicant?"),
    "shared.applicant_kind.person": ("Cá nhân", "A person"),
    "shared.applicant_kind.organisation": ("Tổ chức, doanh nghiệp", "An organisation or company"),
    "shared.organisation_name": ("Tên tổ chức", "Name of the organisation"),
    "shared.tax_code": ("Mã số thuế", "Tax code"),
    "shared.full_name": ("Họ và tên người nộp", "Full name of the person who submits"),
    "shared.citizen_id": ("Số định danh cá nhân (số căn cước)", "Personal number (on the identity card)"),
    "shared.birth_date": ("Ngày sinh", "Date of birth"),
    "shared.phone": ("Số điện thoại di động", "Mobile phone number"),
    "shared.email": ("Thư điện tử", "E-mail address"),
    "shared.address": ("Địa chỉ liên hệ", "Contact address"),
    "shared.on_behalf": ("Bạn nộp thay người khác?", "Do you submit for somebody else?"),
    "shared.on_behalf.hint": (
        "Ví dụ nộp cho cha mẹ, con hoặc người ủy quyền cho bạn.",
        "For example for a parent, a child, or somebody who authorised you.",
    ),
    "shared.principal_name": ("Họ và tên người được nộp thay", "Full name of that person"),
    "shared.principal_citizen_id": ("Số định danh của người được nộp thay", "Personal number of that person"),
    "shared.principal_phone": ("Số điện thoại của người được nộp thay", "Phone number of that person"),
    "shared.principal_address": ("Địa chỉ của người được nộp thay", "Address of that person"),
    # Step 5 ------------------------------------------------------------------------------------------------
    "shared.receive_by": (
        "Bạn muốn nhận kết quả bằng cách nào?",
        "How would you like to receive the result?",
    ),
    "shared.receive_by.counter": ("Đến nhận tại quầy", "Collect it at the counter"),
    "shared.receive_by.post": ("Qua bưu chính công ích", "By public post"),
    "shared.receive_by.electronic": ("Bản điện tử", "Electronically"),
    "shared.post_address": ("Địa chỉ nhận qua bưu chính", "Postal address"),
    "shared.notify_by": ("Báo tin cho bạn qua", "Tell me by"),
    "shared.notify_by.email": ("Thư điện tử", "E-mail"),
    "shared.notify_by.sms": ("Tin nhắn điện thoại", "Text message"),
    "shared.has_authorised": ("Có người được ủy quyền nhận thay?", "May somebody else collect the result?"),
    "shared.has_authorised.hint": (
        "Người này được đến nhận kết quả thay bạn.",
        "That person may collect the result in your place.",
    ),
    "shared.authorised_name": ("Họ và tên người được ủy quyền", "Full name of that person"),
    "shared.authorised_citizen_id": (
        "Số định danh của người được ủy quyền",
        "Personal number of that person",
    ),
    "shared.authorised_phone": ("Số điện thoại của người được ủy quyền", "Phone number of that person"),
    "shared.authorised_email": ("Thư điện tử của người được ủy quyền", "E-mail address of that person"),
    "shared.authorised_address": ("Địa chỉ của người được ủy quyền", "Address of that person"),
    "shared.remark": ("Ghi chú cho cơ quan giải quyết", "Note to the agency"),
    "shared.remark.hint": ("Không bắt buộc.", "Optional."),
}
