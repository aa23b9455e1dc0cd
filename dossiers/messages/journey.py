"""Words of the nine steps: choosing, filling in, papers, review, what changed meanwhile."""

from __future__ import annotations

JOURNEY: dict[str, tuple[str, str]] = {
    # Step 3, choosing --------------------------------------------------------------------------------------
    "choose.drafts.one": ("Bạn đang có {n} bản nháp", "You have {n} draft"),
    "choose.drafts.other": ("Bạn đang có {n} bản nháp", "You have {n} drafts"),
    "choose.draft_of": ("Sửa lần cuối ngày {day}", "Last changed on {day}"),
    "choose.go_on": ("Làm tiếp", "Go on"),
    "choose.by_words": (
        "Tìm thủ tục theo từ khóa, ví dụ khai sinh",
        "Find a procedure by words, for example khai sinh (birth registration)",
    ),
    "choose.by_agency": ("Tìm đơn vị theo tên", "Find an agency by its name"),
    "choose.find": ("Tìm", "Find"),
    "choose.no_agency": ("Không có đơn vị nào tên “{name}”.", "No agency is called “{name}”."),
    "choose.all_agencies": ("Xem tất cả các đơn vị", "See all agencies"),
    "choose.found.one": ("Có {n} thủ tục", "{n} procedure"),
    "choose.found.other": ("Có {n} thủ tục", "{n} procedures"),
    "choose.submit": ("Nộp hồ sơ", "Submit"),
    "choose.agency_needed": (
        "Chọn cơ quan nhận hồ sơ của bạn.",
        "Choose the agency that is to receive your dossier.",
    ),
    # Before one begins -------------------------------------------------------------------------------------
    "start.title": ("Trước khi bắt đầu", "Before you start"),
    "start.open_draft": (
        "Bản nháp của thủ tục này được sửa lần cuối ngày {day}. Bạn có thể làm tiếp, không cần nhập lại.",
        "The draft of this procedure was last changed on {day}. Go on with it: nothing has to be typed again.",
    ),
    "start.go_on": ("Làm tiếp bản nháp", "Go on with the draft"),
    "start.papers": ("Giấy tờ cần có", "Papers you need"),
    "start.no_papers": ("Không nêu giấy tờ nào.", "No papers are named."),
    "start.form": ("Tờ khai", "Form"),
    "start.pages.one": ("Tờ khai điện tử có {n} trang", "An electronic form with {n} page"),
    "start.pages.other": ("Tờ khai điện tử có {n} trang", "An electronic form with {n} pages"),
    "start.no_form": ("Không có tờ khai điện tử.", "There is no electronic form."),
    "start.more": ("Xem đầy đủ thủ tục này", "Read all about this procedure"),
    "start.elsewhere": (
        "Hồ sơ của thủ tục này nộp trên một trang khác, không nộp ở đây.",
        "Dossiers of this procedure are submitted on another site, not here.",
    ),
    "start.elsewhere_link": ("Đến trang nộp hồ sơ", "Go to that site"),
    "start.not_online": (
        "Thủ tục này chưa nhận hồ sơ trực tuyến. Hãy xem nơi nộp trực tiếp ở trang thủ tục.",
        "This procedure does not take dossiers online. See its page for where to hand them in.",
    ),
    "start.not_in_force": (
        "Thủ tục này hiện không có hiệu lực nên không nhận hồ sơ.",
        "This procedure is not in force now, so no dossiers are taken.",
    ),
    "start.account": (
        "Bạn cần đăng nhập để nộp hồ sơ. Sau khi đăng nhập, bạn trở lại trang này.",
        "You need to sign in to submit a dossier. After that you come back to this page.",
    ),
    "start.sign_in": ("Đăng nhập để nộp hồ sơ", "Sign in to submit"),
    "start.officer": (
        "Tài khoản cán bộ không dùng để nộp hồ sơ. Hãy đăng nhập bằng tài khoản cá nhân.",
        "Officers' accounts cannot submit dossiers. Sign in with an account of your own.",
    ),
    "start.unverified": (
        "Tài khoản chưa được xác minh. Hãy nhập mã đã gửi cho bạn trước khi tạo hồ sơ.",
        "Your account is not verified yet. Enter the code that was sent to you before you create a dossier.",
    ),
    "start.verify": ("Xác minh tài khoản", "Verify the account"),
    "start.agency": ("Cơ quan nhận hồ sơ", "Agency that receives the dossier"),
    "start.agency_hint": (
        "Nếu không thấy cơ quan của bạn, hãy chọn tên chung ở cuối danh sách.",
        "If your agency is not there, choose the general name at the end of the list.",
    ),
    "start.begin": ("Bắt đầu", "Start"),
    "start.new": ("Bắt đầu hồ sơ mới", "Start a new dossier"),
    # Every page --------------------------------------------------------------------------------------------
    "journey.progress": ("Tiến độ các bước", "Progress"),
    "journey.step": ("Bước {number}", "Step {number}"),
    "journey.step_of": ("Bước {number}/9", "Step {number} of 9"),
    "journey.to": ("Nộp đến:", "To:"),
    "journey.next": ("Tiếp theo", "Next"),
    "journey.save": ("Lưu lại", "Save"),
    "journey.back": ("Quay lại bước trước", "Back to the previous step"),
    "journey.saved_at": ("Đã lưu lúc {time}", "Saved at {time}"),
    "journey.saved_on": ("Đã lưu lúc {time} ngày {day}", "Saved at {time} on {day}"),
    "journey.saving": ("Đang lưu…", "Saving…"),
    "journey.expires": (
        "Bản nháp được giữ đến ngày {day}; mỗi lần sửa, thời hạn được tính lại.",
        "The draft is kept until {day}; every change begins that time anew.",
    ),
    "journey.failed_network": (
        "Chưa lưu được vì mất kết nối mạng. Đừng đóng trang này.",
        "Not saved: there is no connection. Do not close this page.",
    ),
    "journey.failed_session": (
        "Chưa lưu được vì phiên đăng nhập đã hết. Nội dung vẫn còn trên trang này: hãy đăng nhập lại ở cửa sổ "
        "khác, rồi bấm Thử lại.",
        "Not saved: your sign-in has ended. What you typed is still here: sign in again in another window, "
        "then press Try again.",
    ),
    "journey.failed_server": (
        "Chưa lưu được vì máy chủ đang bận. Đừng đóng trang này.",
        "Not saved: the server is busy. Do not close this page.",
    ),
    "journey.failed_conflict": (
        "Chưa lưu được vì hồ sơ đã sửa ở thiết bị khác. Bấm Thử lại để xem cả hai bản và chọn.",
        "Not saved: the dossier was changed on another device. Press Try again to see both versions and choose.",
    ),
    "journey.sign_in_again": ("Đăng nhập lại", "Sign in again"),
    "journey.retry": ("Thử lại", "Try again"),
    "journey.no_effect": (
        "Trang này không phải cổng dịch vụ công chính thức: hồ sơ ở đây chỉ để thử, không có giá trị pháp lý.",
        "This is no official portal: dossiers here are for trying out and have no legal effect.",
    ),
    "state.current": ("đang làm", "you are here"),
    "state.todo": ("chưa làm", "not started"),
    "state.incomplete": ("chưa đủ", "not complete"),
    "state.done": ("xong", "done"),
    "state.skipped": ("không cần", "not needed"),
    "overview.title": ("Hồ sơ nháp của bạn", "Your draft"),
    # Step 7 ------------------------------------------------------------------------------------------------
    "papers.cases": ("Trường hợp của bạn", "Your case"),
    "papers.cases_hint": (
        "Chọn trường hợp đúng với bạn để biết giấy tờ cần nộp.",
        "Choose what applies to you to see which papers are needed.",
    ),
    "papers.case_unnamed": ("Trường hợp {n}", "Case {n}"),
    "papers.show_cases": ("Hiện giấy tờ của trường hợp đã chọn", "Show the papers of the chosen cases"),
    "papers.originals.one": ("Bản chính: {n}.", "Originals: {n}."),
    "papers.originals.other": ("Bản chính: {n}.", "Originals: {n}."),
    "papers.copies.one": ("Bản sao: {n}.", "Copies: {n}."),
    "papers.copies.other": ("Bản sao: {n}.", "Copies: {n}."),
    "papers.form": ("Mẫu:", "Form:"),
    "papers.on_paper": (
        "Giấy này phải nộp bản giấy tại cơ quan; không bắt buộc đính kèm tệp.",
        "This paper must be handed in on paper at the agency; a file is not required.",
    ),
    "papers.none": (
        "Không có giấy tờ nào phải nộp cho các câu trả lời của bạn.",
        "For your answers no papers have to be handed in.",
    ),
    "paper.missing": ("Đính kèm tệp cho “{name}”.", "Attach a file for “{name}”."),
    "paper.too_many": (
        "“{name}” chỉ nhận nhiều nhất {most} tệp. Hãy bỏ bớt.",
        "“{name}” takes at most {most} files. Remove some.",
    ),
    # Step 8 ------------------------------------------------------------------------------------------------
    "review.lead": (
        "Kiểm tra lại mọi điều dưới đây trước khi gửi. Sau khi gửi, bạn không sửa được nữa.",
        "Check everything below before you send it. After that you cannot change it.",
    ),
    "review.edit": ("Sửa", "Change"),
    "review.nothing": ("Chưa trả lời", "Not answered"),
    "review.nothing_optional": ("Không có", "None"),
    "review.confirmed": ("Đã xác nhận", "Confirmed"),
    "review.declaration": (
        "Tôi đã kiểm tra và xác nhận những điều khai trong hồ sơ này là đúng.",
        "I have checked this dossier and confirm that what it says is true.",
    ),
    "review.declare_needed": (
        "Đánh dấu xác nhận những điều khai là đúng trước khi gửi.",
        "Confirm that what you declared is true before you send it.",
    ),
    "review.send": ("Gửi đi", "Send"),
    "review.missing": (
        "“{label}” còn thiếu hoặc chưa đúng. Bấm Sửa ở mục đó.",
        "“{label}” is missing or wrong. Press Change there.",
    ),
    "review.changed": (
        "Hồ sơ vừa được sửa ở thiết bị khác. Hãy kiểm tra lại bản mới nhất dưới đây rồi gửi.",
        "The dossier was changed on another device just now. Check the latest version below, then send it.",
    ),
    "review.uncoded": (
        "Chưa gửi được vì cơ quan này chưa có mã định danh để cấp mã hồ sơ. Bản nháp vẫn còn nguyên.",
        "It cannot be sent: this agency has no identification code for numbering dossiers. Your draft is kept.",
    ),
    "likely.label": ("Ngày có kết quả (dự kiến)", "Result on (expected)"),
    "likely.day": ("{day} (thời hạn {term})", "{day} (term: {term})"),
    "likely.note": (
        "Tính như thể hồ sơ được tiếp nhận ngay lúc gửi. Ngày hẹn trả chính thức có khi cơ quan tiếp nhận hồ sơ "
        "đầy đủ.",
        "Counted as if the dossier were accepted as soon as it is sent. The binding date comes when the agency "
        "accepts a complete dossier.",
    ),
    "likely.unknown": (
        "Chưa tính được vì thủ tục không nêu rõ thời hạn.",
        "Cannot be told: the procedure does not state a term that can be counted.",
    ),
    # A draft on an old wording -----------------------------------------------------------------------------
    "revised.title": ("Thủ tục đã thay đổi", "The procedure has changed"),
    "revised.told.one": (
        "Có {n} thay đổi từ khi bạn bắt đầu bản nháp này.",
        "There is {n} change since you began this draft.",
    ),
    "revised.told.other": (
        "Có {n} thay đổi từ khi bạn bắt đầu bản nháp này.",
        "There are {n} changes since you began this draft.",
    ),
    "revised.look": ("Xem thay đổi", "See what changed"),
    "revised.lead": (
        "Bạn bắt đầu bản nháp này ngày {day}. Từ đó thủ tục có những thay đổi sau:",
        "You began this draft on {day}. Since then this has changed:",
    ),
    "revised.question_new": ("Câu hỏi mới", "New question"),
    "revised.question_gone": ("Câu hỏi không còn", "Question no longer asked"),
    "revised.question_changed": ("Câu hỏi thay đổi", "Question changed"),
    "revised.paper_new": ("Giấy tờ mới", "New paper"),
    "revised.paper_gone": ("Giấy tờ không còn cần", "Paper no longer needed"),
    "revised.paper_changed": ("Giấy tờ thay đổi", "Paper changed"),
    "revised.terms": ("Thời hạn hoặc phí, lệ phí thay đổi", "Processing time or fees changed"),
    "revised.keeps": (
        "Khi chuyển sang bản mới, câu trả lời và tệp của bạn được giữ lại. Bạn chỉ cần bổ sung phần mới.",
        "When you move on to the present version, your answers and files are kept. You only add what is new.",
    ),
    "revised.follow": ("Dùng bản mới", "Use the present version"),
    "revised.later": ("Để sau", "Later"),
    # Two devices -------------------------------------------------------------------------------------------
    "conflict.title": ("Hồ sơ đã sửa ở thiết bị khác", "The dossier was changed on another device"),
    "conflict.told": (
        "Nội dung bạn vừa gửi chưa được lưu. Hãy so hai bản và chọn một.",
        "What you just sent has not been saved. Compare both versions and choose one.",
    ),
    "conflict.question": ("Câu hỏi", "Question"),
    "conflict.mine": ("Bản bạn vừa nhập", "What you just typed"),
    "conflict.kept": ("Bản đã lưu ở thiết bị khác", "What was saved on the other device"),
    "conflict.elsewhere": (
        "Trên trang này hai bản giống nhau; phần khác nằm ở trang khác của hồ sơ.",
        "On this page both versions are the same; the difference is on another page of the dossier.",
    ),
    "conflict.keep_mine": ("Giữ bản tôi vừa nhập", "Keep what I just typed"),
    "conflict.take_kept": ("Dùng bản đã lưu", "Use what was saved"),
}
