"""Words that decide what others mean: each in a phrase that reads otherwise without it."""

from datetime import date

import pytest

from reminder.phrases import read
from tests.phrases.brief import whole

ON = date(2026, 1, 10)
# A phrase with a gap, its reading whichever of the words stands there, and the words: each list of them by its name.
LISTS = [
    # assemble.py _DONE
    ("… trong quý II/2026 và duy trì các năm tiếp theo",
     "2026-04-01..2026-06-30 by open",
     "thành | xong"),
    # background.py _AT
    ("trước ngày 10/6, … 10/12/2026",
     "..2026-12-10 before [..2026-06-10 before, ..2026-12-10 before]",
     "ban | hiện | hành | khai | kỳ | thành | trong | và | vào | xong | đoạn"),
    # background.py _JOINED
    ("Dự toán năm 2027 và kế hoạch … năm 2028, gửi trước ngày 05/7/2026",
     "..2026-07-05 before",
     "( | ,"),
    # background.py _JOINED
    ("Quý II … 2026",
     "2026-01-01..2026-12-31 by [2026-04-01..2026-06-30, 2026-01-01..2026-12-31]",
     "cả | và"),
    # background.py _PLAIN
    ("Năm 2026 (… quý II)",
     "2026-04-01..2026-06-30 by",
     "cần | gian | hoàn | kết | là | phải | thành | thúc | thời | trong | và | vào | xong"),
    # doubts.py _ASKS
    ("Hội nghị ngày 14/9/2026, … bản ngày 28/9/2026",
     "..2026-09-28 by !which_counts [..2026-09-14, ..2026-09-28]",
     "ban | bàn | báo | bố | dựng | gửi | hiện | hoàn | hành | hạn | khai | kiểm | kết | là | lấy | nghiệm "
     "| nộp | rà | thành | trong | trình | trả | tuyến | vào | xong | đăng | đạt | định"),
    # doubts.py _DONE
    ("… trình trước ngày 15/12/2025",
     "..2025-12-15 before !over",
     "vừa | đã"),
    # doubts.py _JOINS
    ("Đơn … ngày 14/9/2026, giải quyết … ngày 28/9/2026",
     "..2026-09-28 by [..2026-09-14, ..2026-09-28]",
     "các | cả | dịp | những | phòng | và"),
    # doubts.py _JOINS
    ("Đơn … ngày 14/9/2026, giải quyết … ngày 28/9/2026",
     "..2026-09-28 by !unread !unread [..2026-09-14, ..2026-09-28]",
     "hoặc"),
    # repeating.py _JOINING
    ("ngày 15 … 30/6/2026",
     "..2026-06-30 by [..2026-06-15, ..2026-06-30]",
     "( | , | và"),
    # repeating.py _JOINING
    ("ngày 15 … 30/6/2026",
     "..2026-06-30 by !unread [..2026-06-15, ..2026-06-30]",
     "hoặc"),
    # terminals.py _FROM
    ("Theo lộ trình … ngày 30/6/2026",
     "2026-06-30.. open",
     "từ"),
    # terminals.py _NAMED
    ("12/… 2026",
     "2026-01-01..2026-12-31 by !unread",
     "hàng | hằng | lần | mỗi | một | năm"),
    # terminals.py _NAMED
    ("12/… 2026",
     "2026-01-01..2026-12-31 by !unread !unread",
     "ngày | quý | tháng | tuần"),
    # terminals.py _NAMED
    ("số 12/… ngày 5/6/2026; trước ngày 30/6/2026",
     "..2026-06-30 before !which_counts [..2026-06-05, ..2026-06-30 before]",
     "n"),
    # terminals.py _STOP
    ("Theo lộ trình … ngày 30/6/2026",
     "..2026-06-30 by",
     ") | , | : | ; | chậm | hoàn | muộn | thường | và | xong | đến"),
    # terminals.py _STOP
    ("Từ ngày ban hành … 30/6/2026",
     "2026-01-10..2026-06-30 by",
     "( | hàng | hằng"),
    # terminals.py _STOP
    ("theo kế hoạch năm … 10 ngày",
     "undated ~10day< !no_event",
     "trước"),
    # terminals.py _TIME
    ("thay … trước ngày 30/6/2026 bằng trước ngày 30/9/2026",
     "..2026-09-30 before [..2026-06-30 before, ..2026-09-30 before]",
     "chậm | cuối | giữa | gửi | hoàn | hàng | hằng | hết | muộn | mỗi | ngày | năm | nộp | quí | quý | "
     "sau | tháng | trong | trước | tuần | tới | từ | từng | vào | xong | đầu | đến"),
    # terminals.py _TIME
    ("thay … trước ngày 30/6/2026 bằng trước ngày 30/9/2026",
     "..2026-09-30 before !no_year [..2026-06-30 before, ..2026-09-30 before]",
     "tết"),
    # unread.py _ALSO_WHEN
    ("… 5; trước ngày 30/6/2026",
     "..2026-06-30 before !unread !unread",
     "và khi"),
    # unread.py _BOUND
    ("… hạn trước ngày 30/6/2026",
     "..2026-06-30 before !unread",
     "trước"),
    # unread.py _DENIED
    ("giao đơn vị 5 … trước ngày 30/6/2026",
     "..2026-06-30 before !unread",
     "chưa báo | chưa gửi | chưa thực | chưa áp | ghi chú | không bao | không báo | không chờ | không còn "
     "| không cần | không gồm | không gửi | không kể | không nhận | không nộp | không phải | không sau | "
     "không thực | không tiếp | không trước | không tính | không tổ | không yêu | không áp | không được"),
    # unread.py _FOREWARNED
    ("… hạn trước ngày 30/6/2026",
     "..2026-06-30 before",
     "báo trước | lường trước | tuyên trước"),
    # unread.py _IS
    ("và khi … yêu cầu, trước ngày 30/6/2026",
     "..2026-06-30 before",
     "có | cần"),
    # unread.py _JOINS
    ("giao đơn vị 5 … trước ngày 30/6/2026",
     "..2026-06-30 before !unread",
     "báo | của | gửi | hết | kế | kể | liền | là | nay | này | nộp | sau | thì | tiếp | trong | trước | "
     "tới | từ | và | vào | đến"),
    # unread.py _JOINS
    ("quý … II/2026",
     "2026-04-01..2026-06-30 by !vague",
     "hoặc"),
    # unread.py _LONG
    ("đầu … kỳ 2026; trước ngày 30/6/2026",
     "2026-01-01..2026-06-30 before !unread",
     "chu | giai | nhiệm | đợt"),
    # unread.py _LUNAR
    ("… hạn trước ngày 30/6/2026",
     "..2026-06-30 before !unread",
     "chạp | giêng | mùng | mồng | rằm | âl"),
    # unread.py _NAMING
    ("Theo … 5, trước ngày 30/6/2026",
     "..2026-06-30 before",
     "biểu | bước | bảng | chí | chương | chỉ | cấp | cụm | hđ | hạng | khoản | khu | khóa | khối | km | "
     "loại | luật | lô | lần | lộ | lớp | lục | máy | mẫu | mục | mức | nghị | nhóm | pc | phiên | phòng | "
     "phần | phụ | quyết | quốc | qđ | số | thôn | thị | tiêu | trang | tt | tw | tư | tầng | tổ | văn | "
     "xóm | án | đai | điều | điểm | đoàn | đường | đồn | độ | đội | đợt | ấp"),
    # unread.py _NO_TIME
    ("… hạn trước ngày 30/6/2026",
     "..2026-06-30 before",
     "trước chủ | trước cơ | trước cổng | trước dân | trước hđnd | trước nhân | trước pháp | trước tuổi | "
     "trước ubnd | đầu tư"),
    # unread.py _NO_TURN
    ("… hạn trước ngày 30/6/2026",
     "..2026-06-30 before",
     "bài trừ | bãi biển | bãi bồi | bãi chôn | bãi chứa | bãi rác | bãi đỗ | diệt trừ | dừng chân | khấu "
     "trừ | miễn dịch | miễn giảm | miễn phí | miễn thuế | nói riêng | nếu không | phòng trừ | riêng biệt "
     "| riêng của | riêng lẻ | riêng tư | sông bãi"),
    # unread.py _NUMERALS
    ("… mươi; trước ngày 30/6/2026",
     "..2026-06-30 before !unread",
     "ba | bảy | bốn | chín | chục | hai | lăm | mươi | mười | mốt | một | năm | rưỡi | sáu | trăm | tám | "
     "tư"),
    # unread.py _OR
    ("… hạn trước ngày 30/6/2026",
     "..2026-06-30 before",
     "hoặc"),
    # unread.py _PAIRS
    ("sau khi …, trước ngày 30/6/2026",
     "..2026-06-30 before !unread",
     "chậm nhất | chủ nhật | học kỳ | kỳ họp | tháng chẵn | tháng cuối | tháng lẻ | tháng đầu | âm lịch"),
    # unread.py _PARTS
    ("giao đơn vị 5 … trước ngày 30/6/2026",
     "..2026-06-30 before !unread",
     "cuối | giữa | nửa | đầu"),
    # unread.py _PERIODS
    ("… mỗi 2 ngày; trước ngày 30/6/2026",
     "..2026-06-30 before !unread",
     "năm | quí | quý | tháng | tuần"),
    # unread.py _REPEATS
    ("giao đơn vị 5 … trước ngày 30/6/2026",
     "..2026-06-30 before !unread",
     "hàng | hằng | mỗi | từng"),
    # unread.py _TURNS
    ("… trước ngày 30/6/2026",
     "..2026-06-30 before !unread",
     "bãi | dừng | hoặc | hủy | miễn | ngừng | nếu | riêng | trừ"),
    # unread.py _UNITS
    ("Quý II … 2026",
     "2026-01-01..2026-12-31 by !year_apart !which_counts !unread [2026-04-01..2026-06-30, "
     "2026-01-01..2026-12-31]",
     "giờ | ngày | quí | quý | tháng | tuần"),
    # unread.py _UNITS
    ("ngày 15 … 30/6/2026",
     "..2026-06-30 by !no_month !no_month !unread",
     "năm"),
    # unread.py _WEEKDAY
    ("… năm; trước ngày 30/6/2026",
     "..2026-06-30 before !unread",
     "thứ"),
    # unread.py _WEEKDAYS
    ("thứ …; trước ngày 30/6/2026",
     "..2026-06-30 before !unread",
     "ba | bảy | hai | năm | sáu | tư"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("phrase", "reading"),
    [(frame.replace("…", word), reading) for frame, reading, words in LISTS for word in words.split(" | ")],
)
def test_a_word_of_a_list_decides(phrase: str, reading: str) -> None:
    assert whole(read(phrase, ON)) == reading
