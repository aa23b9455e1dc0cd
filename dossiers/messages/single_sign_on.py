"""Words of single sign-on: what went wrong and the way on, first details, linking."""

from __future__ import annotations

SINGLE_SIGN_ON: dict[str, tuple[str, str]] = {
    # What went wrong ----------------------------------------------------------------------------------------
    "sso.failed.title": ("Chưa đăng nhập được bằng {name}", "Signing in with {name} did not succeed"),
    "sso.failed.lost": (
        "Lần đăng nhập này đã quá 10 phút, đã dùng rồi hoặc bắt đầu ở một trình duyệt khác. Hãy đăng nhập lại. "
        "Nếu vẫn gặp trang này, hãy cho phép trình duyệt lưu cookie của cổng này.",
        "This sign-in is older than 10 minutes, was used already, or began in another browser. Sign in again. "
        "If you still see this page, allow your browser to keep cookies of this portal.",
    ),
    "sso.failed.cancelled": (
        "Bạn đã dừng lại hoặc chưa đồng ý để {name} gửi thông tin cho cổng này. Chưa có gì được lưu.",
        "You stopped, or did not agree that {name} tells this portal who you are. Nothing has been kept.",
    ),
    "sso.failed.refused": (
        "{name} không chấp nhận lần đăng nhập này; mỗi lần đăng nhập chỉ dùng được một lần. Hãy đăng nhập lại.",
        "{name} did not accept this sign-in; each one counts once. Sign in again.",
    ),
    "sso.failed.untrusted": (
        "Câu trả lời của {name} không xác thực được nên cổng này không nhận. Hãy đăng nhập lại; "
        "nếu vẫn gặp trang này, hãy báo cho đơn vị vận hành cổng.",
        "The answer of {name} could not be verified, so this portal did not accept it. Sign in again; "
        "if you still see this page, tell the operator of the portal.",
    ),
    "sso.failed.down": (
        "{name} hiện không trả lời. Hãy thử lại sau ít phút, hoặc đăng nhập bằng tài khoản của cổng này.",
        "{name} does not answer now. Try again in some minutes, or sign in with an account of this portal.",
    ),
    "sso.failed.setup": (
        "Kết nối giữa cổng này và {name} đang có lỗi cài đặt mà bạn không sửa được. Hãy đăng nhập bằng tài khoản "
        "của cổng này và báo cho đơn vị vận hành cổng.",
        "The connection between this portal and {name} is set up wrongly, which you cannot mend. Sign in with an "
        "account of this portal and tell its operator.",
    ),
    "sso.failed.disabled": (
        "Tài khoản gắn với {name} của bạn đang bị khóa. Hãy liên hệ đơn vị vận hành cổng.",
        "The account that belongs to your {name} is disabled. Ask the operator of the portal.",
    ),
    "sso.failed.officer": (
        "Tài khoản cán bộ không đăng nhập bằng {name} mà bằng mật khẩu và mã dùng một lần.",
        "Officers sign in with their password and a one-time password, not with {name}.",
    ),
    "sso.failed.taken": (
        "{name} của bạn đã gắn với một tài khoản khác. Hãy đăng nhập lại bằng {name} để vào tài khoản đó.",
        "Your {name} belongs to another account already. Sign in with {name} again to open that one.",
    ),
    "sso.failed.other_identity": (
        "Tài khoản này đã liên kết với {name} của một người khác. Nếu đây là tài khoản của bạn, hãy đăng nhập bằng "
        "mật khẩu, gỡ liên kết cũ rồi làm lại.",
        "This account is linked to the {name} of somebody else. If it is yours, sign in with the password, "
        "remove the old link and begin again.",
    ),
    "sso.failed.again": ("Đăng nhập lại bằng {name}", "Sign in with {name} again"),
    "sso.failed.local": ("Đăng nhập bằng tài khoản của cổng này", "Sign in with an account of this portal"),
    # The first time -----------------------------------------------------------------------------------------
    "sso.complete.title": ("Hoàn tất tài khoản", "Complete your account"),
    "sso.complete.lead": (
        "{name} đã xác nhận bạn. Đây là lần đầu bạn vào cổng này: hãy kiểm tra những gì {name} gửi, điền phần còn "
        "thiếu và đồng ý. Không cần đặt mật khẩu.",
        "{name} has confirmed who you are. This is your first visit: check what {name} has told us, fill in "
        "what is missing, and agree. You need no password.",
    ),
    "sso.complete.button": ("Tiếp theo", "Next"),
    "sso.complete.have": (
        "Đã có tài khoản ở cổng này? Liên kết với tài khoản đó",
        "Have an account here already? Link it",
    ),
    "account.sso_link.title": ("Liên kết với tài khoản đã có", "Link your account"),
    "account.sso_link.lead": (
        "Nhập mật khẩu của tài khoản ở cổng này một lần. Từ lần sau, bạn vào được bằng cả hai cách, và hồ sơ đã có "
        "vẫn ở nguyên đó.",
        "Enter the password of your account here once. From then on you can sign in both ways, and your dossiers "
        "stay where they are.",
    ),
    "account.sso_link.button": ("Liên kết và đăng nhập", "Link and sign in"),
    "account.sso_link.none": ("Chưa có tài khoản? Hoàn tất tài khoản mới", "No account? Complete a new one"),
    # Later --------------------------------------------------------------------------------------------------
    "sso.linked.title": ("Đăng nhập bằng {name}", "Sign in with {name}"),
    "sso.linked.yes": (
        "Tài khoản này đăng nhập được bằng {name} từ ngày {day}.",
        "{name} has opened this account since {day}.",
    ),
    "sso.linked.no": (
        "Tài khoản này chưa liên kết với {name}. Muốn liên kết: đăng xuất, chọn “Đăng nhập bằng {name}”, "
        "rồi chọn liên kết với tài khoản đã có.",
        "This account is not linked to {name}. To link it: sign out, choose “Sign in with {name}”, then choose to "
        "link an account you have.",
    ),
    "sso.linked.remove": ("Gỡ liên kết", "Remove the link"),
    "sso.linked.no_password": (
        "Tài khoản chưa có mật khẩu nên nếu gỡ liên kết sẽ không còn cách đăng nhập. Hãy đặt mật khẩu trước.",
        "The account has no password, so without the link nothing would open it. Set a password first.",
    ),
}
