"""Words of accounts: registration, sign-in, profile, one's own data."""

from __future__ import annotations

ACCOUNT: dict[str, tuple[str, str]] = {
    # Questions ----------------------------------------------------------------------------------------------
    "account.full_name": ("Họ và tên", "Full name"),
    "account.birth_date": ("Ngày sinh", "Date of birth"),
    "account.sex": ("Giới tính", "Sex"),
    "account.sex.male": ("Nam", "Male"),
    "account.sex.female": ("Nữ", "Female"),
    "account.paper_kind": ("Loại giấy tờ", "Kind of identity paper"),
    "account.paper_kind.citizen_id": ("Thẻ căn cước, căn cước công dân", "Identity card (căn cước)"),
    "account.paper_kind.passport": ("Hộ chiếu", "Passport"),
    "account.citizen_id": ("Số định danh cá nhân (số căn cước)", "Personal number (on the identity card)"),
    "account.passport": ("Số hộ chiếu", "Passport number"),
    "account.issued_on": ("Ngày cấp giấy tờ", "Date of issue of the paper"),
    "account.issued_by": ("Nơi cấp giấy tờ", "Place of issue of the paper"),
    "account.phone": ("Số điện thoại di động", "Mobile phone number"),
    "account.phone.hint": ("10 chữ số, ví dụ 0912 345 678.", "10 digits, for example 0912 345 678."),
    "account.phone.invalid": (
        "Số điện thoại gồm 10 chữ số và bắt đầu bằng 03, 05, 07, 08 hoặc 09.",
        "A phone number has 10 digits and begins with 03, 05, 07, 08 or 09.",
    ),
    "account.email": ("Thư điện tử", "E-mail address"),
    "account.email.hint": (
        "Mã xác minh được gửi tới đây; nếu bỏ trống, mã được gửi bằng tin nhắn điện thoại.",
        "The code is sent there; without it, the code comes by text message.",
    ),
    "account.email.invalid": (
        "Thư điện tử phải có dạng ten@tenmien, ví dụ an.nguyen@example.vn.",
        "An e-mail address looks like name@domain, for example an.nguyen@example.vn.",
    ),
    "account.address": ("Địa chỉ", "Address"),
    "account.organisation": ("Tên tổ chức, doanh nghiệp", "Name of the organisation"),
    "account.number_kind": ("Tổ chức được định danh bằng", "The organisation is known by"),
    "account.number_kind.tax_code": ("Mã số thuế", "Tax code"),
    "account.number_kind.ident_code": ("Mã định danh điện tử", "Electronic identification code"),
    "account.tax_code": ("Mã số thuế", "Tax code"),
    "account.ident_code": ("Mã định danh điện tử", "Electronic identification code"),
    "account.representative": ("Người đại diện theo pháp luật", "Legal representative"),
    "account.representative_number": (
        "Số định danh của người đại diện",
        "Personal number of the representative",
    ),
    "account.number": ("Số giấy tờ đã đăng ký", "Number of the registered paper"),
    "account.number.missing": (
        "Nhập số định danh, hộ chiếu hoặc mã số thuế đã đăng ký.",
        "Enter the personal number, passport number or tax code you registered.",
    ),
    # Doubts ---------------------------------------------------------------------------------------------------
    "account.doubt.sex": (
        "Số định danh này thường được cấp cho giới tính khác với giới tính đã khai.",
        "This personal number is usually given to the other sex.",
    ),
    "account.doubt.year": (
        "Số định danh này thường được cấp cho năm sinh khác với năm đã khai.",
        "This personal number is usually given to another year of birth.",
    ),
    "account.doubt.confirm": (
        "Hãy so lại với thẻ căn cước; nếu đúng như trên thẻ, hãy đánh dấu để xác nhận.",
        "Compare it with the card; if it is as on the card, tick to confirm.",
    ),
    "account.confirmed": (
        "Tôi đã so với thẻ căn cước, thông tin đã khai là đúng",
        "I compared it with the card and it is right",
    ),
    # Passwords and codes --------------------------------------------------------------------------------------
    "account.account": ("Tài khoản", "Account"),
    "account.account.hint": (
        "Thư điện tử, số điện thoại, số định danh hoặc mã số thuế đã đăng ký.",
        "The e-mail address, phone number, personal number or tax code you registered.",
    ),
    "account.account.missing": ("Nhập tài khoản.", "Enter the account."),
    "account.password": ("Mật khẩu", "Password"),
    "account.password.missing": ("Nhập mật khẩu.", "Enter the password."),
    "account.present_password": ("Mật khẩu hiện tại", "Present password"),
    "account.present_password.missing": (
        "Nhập mật khẩu hiện tại để xác nhận chính bạn yêu cầu việc này.",
        "Enter your present password to confirm that it is you.",
    ),
    "account.present_password.wrong": (
        "Mật khẩu hiện tại chưa đúng. Hãy nhập lại.",
        "The present password is not right. Enter it again.",
    ),
    "account.new_password": ("Mật khẩu mới", "New password"),
    "account.new_password.hint": (
        "Từ 8 đến 128 ký tự. Một câu ngắn dễ nhớ là tốt; không dùng tên, số giấy tờ hay ngày sinh của bạn.",
        "8 to 128 characters. A short sentence is good; do not use your name, number or date of birth.",
    ),
    "account.password.too_short": (
        "Mật khẩu cần ít nhất {least} ký tự.",
        "A password needs at least {least} characters.",
    ),
    "account.password.too_long": (
        "Mật khẩu có nhiều nhất {most} ký tự.",
        "A password has at most {most} characters.",
    ),
    "account.password.common": (
        "Mật khẩu này quá phổ biến nên dễ bị đoán. Hãy chọn mật khẩu khác.",
        "This password is so common that it is guessed at once. Choose another one.",
    ),
    "account.password.own": (
        "Mật khẩu gần như chỉ là tên, số hoặc địa chỉ của bạn nên dễ bị đoán. Hãy chọn mật khẩu khác.",
        "This password is little more than your own name, number or address. Choose another one.",
    ),
    "account.code": ("Mã xác minh (6 chữ số)", "Code (6 digits)"),
    "account.code.wrong": (
        "Mã không đúng hoặc không còn hiệu lực. Mã dùng được trong 5 phút, nhập sai 5 lần phải lấy mã mới.",
        "The code is wrong or counts no more. It is good for 5 minutes; after 5 wrong tries ask for a new one.",
    ),
    "account.code.sent_email": (
        "Chúng tôi đã gửi thư tới {target}. Thư có thể đến chậm vài phút; hãy xem cả mục thư rác.",
        "We have sent a letter to {target}. It may take some minutes; look into the spam folder too.",
    ),
    "account.code.sent_sms": (
        "Chúng tôi đã gửi tin nhắn tới số {target}.",
        "We have sent a text message to {target}.",
    ),
    "account.code.again": ("Gửi lại mã", "Send the code again"),
    "account.code.sent_again": ("Đã gửi lại mã.", "A new code has been sent."),
    "account.too_often.one": (
        "Bạn đã thử quá nhiều lần. Hãy thử lại sau {n} phút.",
        "You have tried too often. Try again in {n} minute.",
    ),
    "account.too_often.other": (
        "Bạn đã thử quá nhiều lần. Hãy thử lại sau {n} phút.",
        "You have tried too often. Try again in {n} minutes.",
    ),
    "account.sign_in_again": (
        "Vì an toàn, hãy đăng xuất rồi đăng nhập lại trước khi làm việc này.",
        "To be safe, sign out and sign in again before you do this.",
    ),
    # Registration ---------------------------------------------------------------------------------------------
    "account.register": ("Đăng ký tài khoản", "Register an account"),
    "account.register.person": ("Đăng ký tài khoản cá nhân", "Register as a person"),
    "account.register.organisation": ("Đăng ký tài khoản tổ chức", "Register as an organisation"),
    "account.register.kinds": ("Loại tài khoản", "Kind of account"),
    "account.register.lead": (
        "Cần có tài khoản đã xác minh để nộp hồ sơ trực tuyến. Điền biểu mẫu, nhận mã rồi nhập mã là xong.",
        "You need a verified account to submit dossiers online. Fill in the form, receive a code, enter it: done.",
    ),
    "account.register.button": ("Đăng ký", "Register"),
    "account.consent": (
        "Tôi đồng ý cho cổng này xử lý dữ liệu cá nhân của tôi như nêu trên",
        "I agree that this portal processes my personal data as said above",
    ),
    "account.consent.missing": (
        "Đánh dấu để đồng ý; không có sự đồng ý thì không mở được tài khoản.",
        "Tick to agree; without that no account can be opened.",
    ),
    "account.consent.text": (
        "Dữ liệu được xử lý: những gì bạn khai ở trên, hồ sơ và giấy tờ bạn gửi, các lần đăng nhập.\n"
        "Mục đích: mở tài khoản, nhận và giải quyết hồ sơ của bạn, báo tin cho bạn.\n"
        "Nơi giữ: cơ quan vận hành cổng này; cơ quan giải quyết hồ sơ chỉ nhận hồ sơ bạn gửi tới họ.\n"
        "Bạn có quyền xem, sửa, tải về, rút lại sự đồng ý và xóa tài khoản bất cứ lúc nào ở mục “Dữ liệu của tôi”.",
        "Data: what you enter above, the dossiers and papers you send, and your sign-ins.\n"
        "Purpose: to open the account, to receive and settle your dossiers, and to notify you.\n"
        "Kept by: the operator of this portal; the competent agency receives only the dossiers you send to it.\n"
        "You may see, correct, download, withdraw your consent and delete the account at any time under “My data”.",
    ),
    "account.have": ("Đã có tài khoản? Đăng nhập", "Have an account? Sign in"),
    "account.verify.title": ("Nhập mã xác minh", "Enter the code"),
    "account.verify.button": ("Xác minh", "Verify"),
    "account.reset_code.title": ("Nhập mã trong tin nhắn", "Enter the code of the message"),
    "account.reset_code.button": ("Tiếp theo", "Next"),
    "account.change_code.title": ("Nhập mã xác nhận", "Enter the code"),
    "account.change_code.button": ("Xác nhận", "Confirm"),
    # Sign-in --------------------------------------------------------------------------------------------------
    "account.sign_in.title": ("Đăng nhập", "Sign in"),
    "account.sign_in.button": ("Đăng nhập", "Sign in"),
    "account.sign_in.wrong": (
        "Tài khoản hoặc mật khẩu chưa đúng. Hãy kiểm tra lại, hoặc đặt lại mật khẩu.",
        "Account or password is not right. Check them, or reset the password.",
    ),
    "account.sign_in.provider": ("Đăng nhập bằng {name}", "Sign in with {name}"),
    "account.sign_in.or": ("hoặc bằng tài khoản của cổng này", "or with an account of this portal"),
    "account.sign_in.none": ("Chưa có tài khoản? Đăng ký", "No account? Register"),
    "account.second.title": ("Bước hai: mã dùng một lần", "Second step: one-time password"),
    "account.second.lead": (
        "Mở ứng dụng tạo mã trên điện thoại và nhập mã đang hiện.",
        "Open the authenticator app on your phone and enter the code it shows.",
    ),
    "account.second.enrol": (
        "Lần đầu: quét mã dưới đây bằng một ứng dụng tạo mã (TOTP), hoặc nhập khóa bí mật vào ứng dụng, "
        "rồi nhập mã mà ứng dụng hiện ra. Không cho người khác xem khóa này.",
        "The first time: scan this with an authenticator app (TOTP), or enter the secret key there, then enter the "
        "code that the app shows. Let nobody else see the key.",
    ),
    "account.second.qr": ("Mã QR của khóa bí mật", "QR code of the secret key"),
    "account.second.secret": ("Khóa bí mật", "Secret key"),
    "account.second.code": ("Mã dùng một lần (6 chữ số)", "One-time password (6 digits)"),
    "account.second.wrong": (
        "Mã chưa đúng, đã dùng rồi hoặc vừa hết hạn. Hãy nhập mã đang hiện; nếu vẫn sai, "
        "kiểm tra giờ của điện thoại.",
        "The code is wrong, used already or just ended. Enter the one shown now; if it still fails, check the "
        "clock of your phone.",
    ),
    "account.sign_out": ("Đăng xuất", "Sign out"),
    "account.sign_out.lead": (
        "Bạn muốn đăng xuất khỏi thiết bị này? Bản nháp đã lưu vẫn còn.",
        "Do you want to sign out on this device? Saved drafts stay.",
    ),
    "account.done.dang-xuat": ("Bạn đã đăng xuất.", "You have signed out."),
    "account.done.xoa": (
        "Tài khoản đã được xóa. Cảm ơn bạn đã dùng cổng này.",
        "The account has been deleted. Thank you for using this portal.",
    ),
    "account.done.mat-khau": ("Đã đổi mật khẩu.", "The password has been changed."),
    "account.done.dang-ky": (
        "Tài khoản đã được xác minh. Bây giờ bạn có thể nộp hồ sơ trực tuyến.",
        "The account is verified. You can submit dossiers online now.",
    ),
    "account.done.chi-tiet": ("Đã lưu thông tin.", "The details have been saved."),
    "account.done.email": ("Đã đổi thư điện tử.", "The e-mail address has been changed."),
    "account.done.phone": ("Đã xác minh số điện thoại.", "The phone number has been verified."),
    "account.done.thiet-bi": ("Đã đăng xuất khỏi thiết bị đó.", "That device has been signed out."),
    # Recovery -------------------------------------------------------------------------------------------------
    "account.forgot.title": ("Quên mật khẩu", "Forgotten password"),
    "account.forgot.lead": (
        "Nhập thư điện tử để nhận đường dẫn đặt lại mật khẩu, hoặc số điện thoại đã xác minh để nhận mã.",
        "Enter your e-mail address to receive a link, or your verified phone number to receive a code.",
    ),
    "account.forgot.button": ("Gửi cho tôi", "Send it to me"),
    "account.forgot.account": ("Thư điện tử hoặc số điện thoại", "E-mail address or phone number"),
    "account.forgot.invalid": (
        "Nhập thư điện tử (ten@tenmien) hoặc số điện thoại 10 chữ số.",
        "Enter an e-mail address (name@domain) or a phone number of 10 digits.",
    ),
    "account.recover.title": ("Mất hoặc đổi số điện thoại", "Phone lost or number changed"),
    "account.recover.lead": (
        "Nhập thư điện tử và số giấy tờ đã đăng ký. Đường dẫn trong thư cho bạn đặt mật khẩu và số điện thoại mới. "
        "Nếu không còn dùng được cả thư điện tử, hãy đăng ký tài khoản mới; hồ sơ đã gửi vẫn được giải quyết và "
        "tra cứu được bằng mã hồ sơ.",
        "Enter the e-mail address and number you registered. The link in the letter lets you set a new "
        "password and phone number. If you have lost the mailbox as well, register anew; dossiers that were "
        "sent are settled all the same and can be followed by their code.",
    ),
    "account.recover.button": ("Gửi đường dẫn cho tôi", "Send me the link"),
    "account.sent.title": ("Hãy xem hộp thư của bạn", "Look into your mailbox"),
    "account.sent.lead": (
        "Chúng tôi đã gửi thư tới địa chỉ bạn vừa nhập. Đường dẫn trong thư dùng được một lần, trong 30 phút. "
        "Nếu vài phút nữa chưa thấy, hãy xem mục thư rác.",
        "We have sent a letter to the address you entered. The link in it works once, for 30 minutes. "
        "If it does not come in some minutes, look into the spam folder.",
    ),
    "account.reset.title": ("Đặt mật khẩu mới", "Set a new password"),
    "account.reset.lead": (
        "Sau khi đổi, mọi thiết bị đang đăng nhập đều phải đăng nhập lại.",
        "Afterwards every device has to sign in again.",
    ),
    "account.reset.button": ("Đặt mật khẩu", "Set the password"),
    "account.ended.title": ("Đường dẫn không còn hiệu lực", "The link counts no more"),
    "account.ended.lead": (
        "Đường dẫn đã được dùng, đã quá 30 phút hoặc có đường dẫn mới hơn. Hãy yêu cầu gửi lại.",
        "It was used, is older than 30 minutes, or there is a newer one. Ask for another one.",
    ),
    # Profile --------------------------------------------------------------------------------------------------
    "account.profile.title": ("Hồ sơ cá nhân", "My profile"),
    "account.profile.who": ("Thông tin tài khoản", "Account"),
    "account.profile.name": ("Tên", "Name"),
    "account.profile.kind": ("Loại tài khoản", "Kind of account"),
    "account.kind.person": ("Cá nhân", "Person"),
    "account.kind.organisation": ("Tổ chức", "Organisation"),
    "account.kind.officer": ("Cán bộ", "Officer"),
    "account.role": ("Vai trò", "Role"),
    "account.role.front_officer": ("Tiếp nhận và trả kết quả", "Front officer"),
    "account.role.case_officer": ("Giải quyết hồ sơ", "Case officer"),
    "account.role.approver": ("Phê duyệt", "Approver"),
    "account.role.clerk": ("Văn thư", "Clerk"),
    "account.role.admin": ("Quản trị", "Administrator"),
    "account.verified": ("đã xác minh", "verified"),
    "account.unverified": ("chưa xác minh", "not verified"),
    "account.none": ("chưa có", "none"),
    "account.change": ("Đổi", "Change"),
    "account.verify_now": ("Xác minh", "Verify"),
    "account.ways": ("Việc của tôi", "What I can do"),
    "account.ways.dossiers": ("Quản lý hồ sơ", "My dossiers"),
    "account.ways.submit": ("Nộp hồ sơ trực tuyến", "Submit a dossier online"),
    "account.ways.papers": ("Kho giấy tờ của tôi", "My papers"),
    "account.details.title": ("Chi tiết", "Details"),
    "account.details.lead": (
        "Sửa thông tin đã đăng ký. Hồ sơ đã gửi không thay đổi theo.",
        "Change what you registered. Dossiers that were sent do not change with it.",
    ),
    "account.details.button": ("Lưu lại", "Save"),
    "account.details.changed": (
        "Thông tin đã được sửa ở thiết bị khác trong lúc bạn nhập. Những gì bạn vừa nhập còn ở dưới: "
        "hãy kiểm tra rồi lưu lại lần nữa.",
        "The details were changed on another device meanwhile. What you entered still stands below: check it and "
        "save again.",
    ),
    "account.password.title": ("Thay đổi mật khẩu", "Change the password"),
    "account.password.lead": (
        "Sau khi đổi, các thiết bị khác phải đăng nhập lại.",
        "Afterwards other devices have to sign in again.",
    ),
    "account.password.button": ("Thay đổi mật khẩu", "Change the password"),
    "account.new_email.title": ("Đổi thư điện tử", "Change the e-mail address"),
    "account.new_email.lead": (
        "Thư điện tử mới có hiệu lực sau khi bạn nhập mã được gửi tới đó.",
        "The new address takes effect once you enter the code that is sent there.",
    ),
    "account.new_email.button": ("Gửi mã", "Send the code"),
    "account.new_phone.title": ("Đổi hoặc xác minh số điện thoại", "Change or verify the phone number"),
    "account.new_phone.lead": (
        "Số điện thoại có hiệu lực sau khi bạn nhập mã được gửi tới đó. Không cần số cũ.",
        "The number takes effect once you enter the code that is sent there. The old number is not needed.",
    ),
    "account.new_phone.button": ("Gửi mã", "Send the code"),
    "account.devices.title": ("Thiết bị đang đăng nhập", "Signed-in devices"),
    "account.devices.lead": (
        "Nếu thấy thiết bị lạ, hãy đăng xuất khỏi thiết bị đó rồi thay đổi mật khẩu.",
        "If you do not know one of them, sign it out and change the password.",
    ),
    "account.devices.unknown": ("Thiết bị không rõ", "Unknown device"),
    "account.devices.here": ("thiết bị này", "this device"),
    "account.devices.since": ("Đăng nhập ngày {day}", "Signed in on {day}"),
    "account.devices.seen": ("dùng lần cuối ngày {day}", "last used on {day}"),
    "account.devices.end": ("Đăng xuất khỏi thiết bị này", "Sign this device out"),
    "account.devices.end_others": (
        "Đăng xuất khỏi mọi thiết bị khác",
        "Sign out all other devices",
    ),
    "account.data.title": ("Dữ liệu của tôi", "My data"),
    "account.data.lead": (
        "Xem bạn đã đồng ý những gì, tải về mọi dữ liệu cổng này giữ về bạn, hoặc xóa tài khoản.",
        "See what you agreed to, download everything this portal keeps about you, or delete the account.",
    ),
    "account.data.consents": ("Những gì bạn đã đồng ý", "What you agreed to"),
    "account.data.consent.account": (
        "Xử lý dữ liệu cá nhân để mở tài khoản và giải quyết hồ sơ",
        "Processing of personal data for the account and your dossiers",
    ),
    "account.data.given": ("đồng ý ngày {day}", "given on {day}"),
    "account.data.withdraw": (
        "Rút lại sự đồng ý này nghĩa là xóa tài khoản (bên dưới).",
        "To withdraw it means to delete the account (below).",
    ),
    "account.data.none": ("Chưa có.", "None."),
    "account.data.export": ("Tải dữ liệu về", "Download"),
    "account.data.export.lead": (
        "Một tệp JSON có thông tin tài khoản, mọi hồ sơ và lịch sử của chúng, danh sách tệp đã đính kèm.",
        "A JSON file with the account, all dossiers with their history, and the list of attached files.",
    ),
    "account.data.export.button": ("Tải về tệp JSON", "Download the JSON file"),
    "account.remove.title": ("Xóa tài khoản", "Delete the account"),
    "account.remove.lead": (
        "Bản nháp, kho giấy tờ và thông tin cá nhân của tài khoản bị xóa ngay, không lấy lại được. Hồ sơ đã gửi "
        "vẫn được giải quyết và được cơ quan lưu giữ theo quy định về lưu trữ. Hãy tải dữ liệu về trước nếu cần.",
        "Drafts, your papers and the personal data of the account are removed at once and for good. Dossiers "
        "that were sent are settled all the same and kept by the agency as the rules on archives ask. "
        "Download your data first.",
    ),
    "account.remove.sure": ("Tôi hiểu và muốn xóa tài khoản", "I understand and want to delete the account"),
    "account.remove.missing": (
        "Đánh dấu để xác nhận bạn muốn xóa tài khoản.",
        "Tick to confirm that you want to delete the account.",
    ),
    "account.remove.button": ("Xóa tài khoản của tôi", "Delete my account"),
}
