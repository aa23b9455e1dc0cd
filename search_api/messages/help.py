"""Words of the help page."""

from __future__ import annotations

HELP: dict[str, tuple[str, str]] = {
    "nav.help": ("Hướng dẫn", "Help"),
    "help.title": ("Hướng dẫn sử dụng", "How to use this site"),
    "help.lead": (
        "Tìm thủ tục bằng lời thường ngày, xem cần giấy tờ gì, mất bao lâu, bao nhiêu tiền và nộp ở đâu.",
        "Find a procedure in everyday words; see which papers it needs, how long it takes, what it costs and where "
        "to apply.",
    ),
    "help.contents": ("Trong trang này", "On this page"),
    "help.video": ("Xem video hướng dẫn", "Watch the video guide"),
    # Search ------------------------------------------------------------------------------------------------
    "help.search.title": ("Tìm bằng từ khóa", "Search by words"),
    "help.search.words": (
        "Gõ điều bạn cần làm, có dấu hay không dấu, cả câu cũng được. "
        "Gõ sai một vài chữ, viết tắt hoặc quên bật bộ gõ vẫn tìm được.",
        "Type in Vietnamese what you need to do, with or without accents, as words or as a sentence. Slips, short "
        "forms and left-over keys of Vietnamese keyboards are understood.",
    ),
    "help.search.try": ("Bấm để thử:", "Try one:"),
    "help.search.code": (
        "Biết mã thủ tục thì gõ mã, ví dụ {code}.",
        "If you know the code of a procedure, type it, e.g. {code}.",
    ),
    "help.search.unsure": (
        "Khi kết quả chưa chắc đúng, trang nói rõ. Hãy thử từ khác, hoặc xem theo đơn vị và lĩnh vực.",
        "Where results may not be what you look for, the page says so. Try other words, or browse.",
    ),
    # Browse ------------------------------------------------------------------------------------------------
    "help.browse.title": ("Xem theo đơn vị và lĩnh vực", "Browse by agency and field"),
    "help.browse": (
        "Vào {link}, chọn đơn vị cung cấp rồi chọn lĩnh vực. "
        "Trang của cơ quan cũ dẫn đến cơ quan nay làm việc đó.",
        "Open {link}, choose the providing agency, then a field. "
        "Pages of former agencies lead to those that took over.",
    ),
    "help.procedure": (
        "Trang của mỗi thủ tục có: cách thực hiện, thành phần hồ sơ, thời hạn, phí, lệ phí, biểu mẫu "
        "và căn cứ pháp lý.",
        "The page of a procedure has the steps, the papers, time, fees, forms and legal bases.",
    ),
    # Levels ------------------------------------------------------------------------------------------------
    "help.levels.title": ("Hai mức độ dịch vụ công trực tuyến", "Two levels of online services"),
    "help.levels.full": ("Toàn trình", "Full"),
    "help.levels.full.text": (
        "mọi việc làm trên mạng, từ nộp hồ sơ đến giải quyết; kết quả trả trực tuyến hoặc qua bưu chính công ích.",
        "everything is done online, from applying to the decision; the result comes online or by public post.",
    ),
    "help.levels.partial": ("Một phần", "Partial"),
    "help.levels.partial.text": (
        "có ít nhất một bước phải làm trực tiếp, chẳng hạn phải có mặt hoặc cơ quan phải kiểm tra thực địa. "
        "Trang thủ tục nêu lý do khi nguồn có nêu.",
        "at least one step is not online, e.g. you must be present or the agency must look at the place. "
        "The page of a procedure tells the reason where its source does.",
    ),
    "help.levels.bases": (
        "Căn cứ pháp lý, kèm ngày có hiệu lực và hết hiệu lực:",
        "Legal bases with the days on which they take and lose effect (in Vietnamese):",
    ),
    # Nine steps --------------------------------------------------------------------------------------------
    "help.steps.title": ("Nộp hồ sơ trực tuyến: chín bước", "Applying online: nine steps"),
    "help.steps.demo": (
        "Cổng này không phải cổng chính thức: hồ sơ nộp ở đây không có giá trị pháp lý.",
        "This is no official portal: dossiers sent here have no legal effect.",
    ),
    "help.steps.1": ("Đăng nhập", "Log in"),
    "help.steps.1.text": (
        "Bấm “Đăng nhập” ở góc trên bên phải, nhập tài khoản và mật khẩu. Chưa có thì đăng ký tài khoản trước.",
        "Use “Log in” at the top right with your account and password. Register first if you have none.",
    ),
    "help.steps.2": ("Nộp hồ sơ trực tuyến", "Apply online"),
    "help.steps.2.text": ("Mở mục này trên thanh chính.", "Open this entry of the main menu."),
    "help.steps.3": (
        "Chọn đơn vị cung cấp dịch vụ công",
        "Choose the providing agency",
    ),
    "help.steps.3.text": (
        "Chọn đơn vị, rồi bấm “Nộp hồ sơ” cạnh thủ tục cần làm.",
        "Choose the agency, then “Apply” beside the procedure.",
    ),
    "help.steps.4": ("Tiếp nhận hồ sơ", "Reception form"),
    "help.steps.4.text": (
        "Cho biết ai nộp hồ sơ, rồi bấm “Tiếp theo”.",
        "Say who applies, then go on.",
    ),
    "help.steps.5": ("Thông tin hồ sơ", "Information of the dossier"),
    "help.steps.5.text": (
        "Điền thông tin mà hồ sơ cần, rồi bấm “Tiếp theo”.",
        "Fill in what the dossier needs, then go on.",
    ),
    "help.steps.6": ("Mẫu tờ khai điện tử (nếu có)", "Electronic form (if there is one)"),
    "help.steps.6.text": (
        "Điền tờ khai nếu thủ tục có; không có thì bước này được bỏ qua.",
        "Fill in the form if the procedure has one; else this step is left out.",
    ),
    "help.steps.7": ("Thành phần hồ sơ", "Papers"),
    "help.steps.7.text": (
        "Đính kèm tệp hoặc ảnh chụp của từng giấy tờ được yêu cầu.",
        "Attach a file or a photograph of each paper that is asked for.",
    ),
    "help.steps.8": ("Lưu lại hoặc gửi đi", "Save or send"),
    "help.steps.8.text": (
        "Xem lại, sửa nếu cần, rồi lưu lại để làm tiếp sau hoặc gửi đến cơ quan có thẩm quyền.",
        "Check, correct if need be, then save it for later or send it to the competent agency.",
    ),
    "help.steps.9": ("Hồ sơ cá nhân", "Your profile"),
    "help.steps.9.text": (
        "Theo dõi hồ sơ đang ở đâu và xem trả lời của cơ quan.",
        "Follow where the dossier is and read the answers of the agency.",
    ),
    # SMS ---------------------------------------------------------------------------------------------------
    "help.sms.title": ("Tra cứu hồ sơ bằng tin nhắn", "Look up a dossier by text message"),
    "help.sms": ("Soạn {message} gửi {number}.", "Send {message} to {number}."),
    "help.sms.code": ("mã hồ sơ", "code of the dossier"),
    "help.sms.answer": (
        "Tin trả lời cho biết tình trạng và các ngày của hồ sơ, không nêu tên người nộp.",
        "The answer tells the state and the days of the dossier, never a name.",
    ),
    # Accessibility, contact --------------------------------------------------------------------------------
    "help.access.title": ("Ai cũng dùng được", "Accessibility"),
    "help.access": (
        "Mục tiêu là WCAG 2.2 mức AA: dùng được bằng bàn phím, trình đọc màn hình, điện thoại màn hình hẹp 320 px, "
        "chữ phóng to 200 %, nền sáng hoặc tối theo máy của bạn, và không cần JavaScript.",
        "The aim is WCAG 2.2, level AA: every page works with a keyboard, a screen reader, on a window of 320 px, "
        "with text at 200 %, in a light or dark theme as your device has it, and without JavaScript.",
    ),
    "help.access.tell": (
        "Nếu có chỗ nào không dùng được, hãy báo theo địa chỉ liên hệ bên dưới.",
        "If anything cannot be used, please tell us by the contact below.",
    ),
    "help.contact.title": ("Liên hệ", "Contact"),
    "help.contact.phone": ("Điện thoại", "Telephone"),
    "help.contact.email": ("Thư điện tử", "Email"),
    "help.contact.report": ("Báo lỗi nội dung", "Report a mistake in the contents"),
    "help.contact.none": (
        "Trang này chưa có địa chỉ liên hệ. Về một thủ tục cụ thể, hãy hỏi cơ quan nêu ở trang của thủ tục đó.",
        "This site names no contact yet. About a procedure, ask the agency that its page names.",
    ),
}
