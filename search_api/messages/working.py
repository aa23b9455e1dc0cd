"""Words of due dates: what is expected for a dossier handed in now, and how that was counted."""

from __future__ import annotations

WORKING: dict[str, tuple[str, str]] = {
    # The part of the page ----------------------------------------------------------------------------------
    "section.expected": ("Nếu nộp hôm nay", "If you apply today"),
    "expected.lead": (
        "Thời hạn chỉ bắt đầu tính khi cơ quan tiếp nhận hồ sơ đầy đủ, đúng quy định. Các ngày dưới đây được tính "
        "như thể hồ sơ được tiếp nhận ngay khi nộp; nếu phải bổ sung giấy tờ thì ngày hẹn sẽ lùi lại.",
        "Counting only starts when the agency accepts a complete dossier. The days below are counted as if yours "
        "were accepted as soon as you hand it in; if papers are missing, it will be later.",
    ),
    "expected.span": (
        "Tính cho hồ sơ nộp từ {since} đến trước {until}.",
        "Counted for dossiers handed in from {since} until before {until}.",
    ),
    "expected.outside": (
        "Cơ quan đang ngoài giờ làm việc: hồ sơ nộp trực tuyến lúc này được tính từ {start}.",
        "Counters are closed now: a dossier sent online at this hour counts from {start}.",
    ),
    "expected.post": (
        "Nộp qua bưu chính: tính từ khi cơ quan nhận được hồ sơ, phải cộng thêm thời gian chuyển phát.",
        "By post: counted from the day the agency receives the dossier; add the time of delivery.",
    ),
    "expected.hours": (
        "Thời hạn tính bằng giờ là giờ làm việc, mỗi ngày {hours} giờ.",
        "Times in hours are working hours, {hours} of them a day.",
    ),
    "expected.notes": (
        "Nguồn có ghi chú về thời hạn, ngày hẹn có thể khác: xem bảng cách thức thực hiện",
        "The source has notes on the time, so the date may differ: see the table of ways",
    ),
    "expected.date": ("Hẹn trả kết quả chậm nhất", "Result at the latest on"),
    "expected.how": ("Cách tính", "How it is counted"),
    "expected.provisional": ("dự kiến", "provisional"),
    "expected.unknown": (
        "Chưa tính được: nguồn không nêu thời hạn",
        "Cannot be told: the source gives no time",
    ),
    "expected.no_unit": (
        "Chưa tính được: nguồn không nêu đơn vị của thời hạn",
        "Cannot be told: the source gives no unit of time",
    ),
    # Days and hours ----------------------------------------------------------------------------------------
    "weekday.0": ("thứ Hai", "Monday"),
    "weekday.1": ("thứ Ba", "Tuesday"),
    "weekday.2": ("thứ Tư", "Wednesday"),
    "weekday.3": ("thứ Năm", "Thursday"),
    "weekday.4": ("thứ Sáu", "Friday"),
    "weekday.5": ("thứ Bảy", "Saturday"),
    "weekday.6": ("Chủ nhật", "Sunday"),
    "working.day": ("{weekday} {day}", "{weekday} {day}"),
    "working.clock": ("{hour} giờ", "{hour}:00"),
    "working.clock.minutes": ("{hour} giờ {minute}", "{hour}:{minute}"),
    "working.moment": ("{clock} {day}", "{clock} on {day}"),
    "working.weekend.one": ("{n} ngày nghỉ cuối tuần", "{n} day of a weekend"),
    "working.weekend.other": ("{n} ngày nghỉ cuối tuần", "{n} days of weekends"),
    "working.day_off": ("{day} ({reason})", "{day} ({reason})"),
    "working.days_off": ("từ {first} đến {last} ({reason})", "{first} to {last} ({reason})"),
    # Reasons -----------------------------------------------------------------------------------------------
    "working.outside": (
        "Nhận {received}, tính từ {start}.",
        "Received at {received}, counted from {start}.",
    ),
    "working.outside.holidays": (
        "Nhận {received}, tính từ {start}; ngày nghỉ: {holidays}.",
        "Received at {received}, counted from {start}; days off: {holidays}.",
    ),
    "working.cutoff.in_time": (
        "Bắt đầu tính trước {time} nên ngày thứ nhất là {day}; trả chậm nhất khi hết giờ làm việc của ngày cuối.",
        "Counting begins before {time}: day one is {day}; due at closing time of the last day.",
    ),
    "working.cutoff.late": (
        "Nhận từ {time} trở đi nên ngày thứ nhất là {day}; trả chậm nhất khi hết giờ làm việc của ngày cuối.",
        "Received at {time} or later: day one is {day}; due at closing time of the last day.",
    ),
    "working.skipped": ("Không tính {days}.", "Not counted: {days}."),
    "working.made_up": ("Có tính {days}.", "Counted as working days: {days}."),
    "working.short_month": (
        "Tháng cuối không có ngày {wanted} nên hết hạn vào {day}.",
        "The last month has no day {wanted}: the time ends on {day}.",
    ),
    "working.moved.weekend": (
        "Ngày cuối là {last}, ngày nghỉ cuối tuần, nên chuyển sang {to}.",
        "The last day is {last}, a weekend: moved to {to}.",
    ),
    "working.moved.holiday": (
        "Ngày cuối là {last}, ngày nghỉ ({reason}), nên chuyển sang {to}.",
        "The last day is {last}, a day off ({reason}): moved to {to}.",
    ),
    "working.year.provisional": (
        "Lịch nghỉ năm {year} mới là dự kiến nên ngày hẹn có thể thay đổi.",
        "The days off of {year} are not announced yet: the date may change.",
    ),
    "working.year.missing": (
        "Chưa có lịch nghỉ năm {year} nên ngày hẹn có thể thay đổi.",
        "The days off of {year} are not known: the date may change.",
    ),
}
