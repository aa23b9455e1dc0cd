"""What `thutuc user` says: key -> (Vietnamese, English); part of the words of the command line."""

from __future__ import annotations

HELP: dict[str, tuple[str, str]] = {
    "user": (
        "Tài khoản cán bộ: tạo, khóa, mở lại, bỏ thiết bị tạo mã, liệt kê. Công dân tự đăng ký trên trang.",
        "Officers' accounts: create, disable, enable, forget the code device, list. Citizens register on the site.",
    ),
    "user_create": (
        "Tạo tài khoản cán bộ. In mật khẩu đầu tiên đúng một lần; lần đăng nhập đầu, cán bộ quét mã QR để cài "
        "ứng dụng tạo mã dùng một lần.",
        "Create an officer's account. Prints the first password once; at the first sign-in the officer scans a QR "
        "code to set up the app for one-time passwords.",
    ),
    "user_email": ("Thư điện tử, cũng là tên đăng nhập.", "E-mail address, which is the sign-in name too."),
    "user_name": ("Họ và tên.", "Full name."),
    "user_role": (
        "Vai trò: front_officer (tiếp nhận, trả kết quả), case_officer (giải quyết), approver (phê duyệt), "
        "clerk (văn thư), admin (quản trị).",
        "Role: front_officer (receives and hands out), case_officer (settles), approver, clerk, admin.",
    ),
    "user_agency": ("Cơ quan, mã trong agencies.yaml.", "Agency, an id of agencies.yaml."),
    "user_who": ("Thư điện tử hoặc mã tài khoản.", "E-mail address or id of the account."),
    "user_disable": (
        "Khóa một tài khoản (cán bộ hay công dân) và kết thúc mọi lần đăng nhập của tài khoản đó.",
        "Disable an account (an officer's or a citizen's) and end all its sign-ins.",
    ),
    "user_enable": ("Mở lại một tài khoản đã khóa.", "Enable a disabled account again."),
    "user_reset_totp": (
        "Bỏ thiết bị tạo mã của một cán bộ (mất, đổi điện thoại); lần đăng nhập sau sẽ cài thiết bị mới.",
        "Forget an officer's code device (lost, changed); a new one is set up at the next sign-in.",
    ),
    "user_list": ("Liệt kê tài khoản cán bộ.", "List officers' accounts."),
}
SAID: dict[str, tuple[str, str]] = {
    "user_created": (
        "Đã tạo tài khoản {email}. Mật khẩu đầu tiên (chỉ in lần này): {password}",
        "Created the account {email}. First password (printed only this once): {password}",
    ),
    "user_taken": (
        "{email} đã có tài khoản; hãy dùng địa chỉ khác, hoặc xem `thutuc user list`.",
        "{email} has an account already; use another address, or see `thutuc user list`.",
    ),
    "user_bad_email": (
        '"{email}" không phải thư điện tử; cần dạng ten@tenmien.',
        '"{email}" is no e-mail address; name@domain is wanted.',
    ),
    "user_bad_agency": (
        'không có cơ quan "{agency}" trong chỉ mục; hãy lấy mã trong agencies.yaml.',
        'there is no agency "{agency}" in the index; take an id of agencies.yaml.',
    ),
    "user_unknown": ('không có tài khoản nào là "{who}".', 'there is no account "{who}".'),
    "user_no_officer": ("{who} không phải tài khoản cán bộ.", "{who} is no officer's account."),
    "user_disabled": (
        "Đã khóa {who}; mọi lần đăng nhập đã kết thúc.",
        "Disabled {who}; all its sign-ins have ended.",
    ),
    "user_enabled": ("Đã mở lại {who}.", "Enabled {who} again."),
    "user_totp_forgotten": (
        "Đã bỏ thiết bị tạo mã của {who}; lần đăng nhập sau sẽ cài thiết bị mới.",
        "Forgot the code device of {who}; a new one is set up at the next sign-in.",
    ),
    "user_none": (
        "Chưa có tài khoản cán bộ nào. Tạo bằng: thutuc user create",
        "There are no officers yet. Make one with: thutuc user create",
    ),
    "user_line": (
        "{email}  {name}  {role}  {agency}  {state}  {totp}",
        "{email}  {name}  {role}  {agency}  {state}  {totp}",
    ),
    "user_state_active": ("đang dùng", "active"),
    "user_state_disabled": ("đã khóa", "disabled"),
    "user_state_unverified": ("chưa xác minh", "unverified"),
    "user_state_deleted": ("đã xóa", "deleted"),
    "user_totp_set": ("đã cài mã", "code device set up"),
    "user_totp_missing": ("chưa cài mã", "no code device yet"),
}
