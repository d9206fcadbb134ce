"""Words that decide what others mean: each in a phrase that reads otherwise without it."""

from datetime import date

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
    ("Đơn … ngày 14/9/2026, giải quyết … ngày 28/9/2026",
     "..2026-09-28 by !unread !unread [..2026-09-14, ..2026-09-28]",
     "hoặc"),
    # repeating.py _JOINING
    ("ngày 15 … 30/6/2026",
     "..2026-06-30 by [..2026-06-15, ..2026-06-30]",
     "( | , | và"),
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
    ("12/… 2026",
     "2026-01-01..2026-12-31 by !unread !unread",
     "ngày | quý | tháng | tuần"),
    ("số 12/… ngày 5/6/2026; trước ngày 30/6/2026",
     "..2026-06-30 before !which_counts [..2026-06-05, ..2026-06-30 before]",
     "n"),
    # terminals.py _STOP
    ("Theo lộ trình … ngày 30/6/2026",
     "..2026-06-30 by",
     ") | , | : | ; | chậm | hoàn | muộn | thường | và | xong | đến"),
    ("Từ ngày ban hành … 30/6/2026",
     "2026-01-10..2026-06-30 by",
     "( | hàng | hằng"),
    ("theo kế hoạch năm … 10 ngày",
     "undated ~10day< !no_event",
     "trước"),
    # terminals.py _TIME
    ("thay … trước ngày 30/6/2026 bằng trước ngày 30/9/2026",
     "..2026-09-30 before [..2026-06-30 before, ..2026-09-30 before]",
     "chậm | cuối | giữa | gửi | hoàn | hàng | hằng | hết | muộn | mỗi | ngày | năm | nộp | quí | quý | "
     "sau | tháng | trong | trước | tuần | tới | từ | từng | vào | xong | đầu | đến"),
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
    # part <next>
    ("ngày 05 tháng …",
     "by monthly/1 → 2026-02-05, 2026-03-05, 2026-04-05",
     "tới | tiếp | kế | liền sau | liền tiếp"),
    # part <near>
    ("trước ngày 15 tháng 12 năm …",
     "before yearly/1 → 2026-12-15 before, 2027-12-15 before, 2028-12-15 before",
     "thực hiện | này | hiện tại | hiện hành | đó"),
    # part <weekday>
    ("trước … hằng tuần",
     "before weekly/1 → 2026-01-13 before, 2026-01-20 before, 2026-01-27 before",
     "thứ 3 | t 3"),
    # part <bare>
    ("Đầu …/2026",
     "2026-01-01..2026-03-31 by !vague !vague",
     "i"),
    # part <years>
    ("…",
     "2026-01-01..2026-12-31 by",
     "năm nay"),
    # part <which>
    ("trước ngày 10 tháng … của quý",
     "before quarterly/1 → 2026-03-10 before, 2026-06-10 before, 2026-09-10 before",
     "thứ ba"),
    ("trước ngày 10 tháng … của quý",
     "before quarterly/1 → 2026-02-10 before, 2026-05-10 before, 2026-08-10 before",
     "thứ hai"),
    # part <half_name>
    ("ngày 15 tháng cuối của …",
     "by half_yearly/1 → 2026-06-15, 2026-12-15, 2027-06-15",
     "6 tháng | 06 tháng | sáu tháng | nửa năm"),
    # part <edge>
    ("ngày … của tháng",
     "by monthly/1 → 2026-02-01, 2026-03-01, 2026-04-01",
     "đầu"),
    # part <reported_months>
    ("…",
     "half_yearly/1 open",
     "sáu tháng | 06 tháng"),
    # part <branch>
    ("Trước Tết Giáp …",
     "undated",
     "tý | tí"),
    # part <feast>
    ("Trước … 2026",
     "undated",
     "giỗ tổ | giỗ quốc tổ hùng vương"),
    # part <to>
    ("01/6/2026 … 30/6/2026",
     "2026-06-01..2026-06-30 by",
     ", đến | , đến hết | tới | cho đến | , tới | tới hết | đến cả | cho đến hết"),
    # part <standing>
    ("…",
     "open",
     "thường kỳ | hàng ngày | quanh năm | vô thời hạn | đường xuyên | hằng giờ | hàng giờ"),
    # part <item>
    ("…",
     "undated",
     "sớm | căn cứ | chưa có | chưa rõ | phù hợp | chuyển tiếp | ngay lập tức | có lộ trình | tương ứng | "
     "gắn với"),
    # part <counted>
    ("30/6 … nộp báo cáo",
     "undated !count_or_day",
     "đơn vị | cơ quan | phường | cán bộ | trường | thôn | xóm | bản | đại biểu | đoàn viên | hội viên | "
     "doanh nghiệp | hợp tác xã"),
    # part <item>
    ("…",
     "undated !no_date",
     "cuối giờ"),
    # part <one>
    ("ngày … tháng 6 năm 2026",
     "..2026-06-07 by",
     "bẩy"),
    # part <weekday>
    ("trước … hằng tuần",
     "before weekly/1 → 2026-01-12 before, 2026-01-19 before, 2026-01-26 before",
     "t 2"),
    ("trước … hằng tuần",
     "before weekly/1 → 2026-01-14 before, 2026-01-21 before, 2026-01-28 before",
     "t 4 | thứ 4"),
    ("trước … hằng tuần",
     "before weekly/1 → 2026-01-10 before, 2026-01-17 before, 2026-01-24 before",
     "thứ bẩy | thứ 7"),
    # part <daypart>
    ("trước … ngày 30/6/2026",
     "..2026-06-30 before",
     "tối | cuối giờ sáng | cuối giờ trưa | cuối giờ chiều | cuối giờ tối"),
    # part <which>
    ("trước ngày 10 tháng … của quý",
     "before quarterly/1 → 2026-01-10 before, 2026-04-10 before, 2026-07-10 before",
     "thứ nhất | thứ 1 | thứ một"),
    # part <named_period>
    ("hằng …",
     "quarterly/1 open",
     "quí"),
    # part <reported_months>
    ("…",
     "yearly/1 open",
     "09 tháng | chín tháng"),
    ("…",
     "quarterly/1 open",
     "03 tháng | ba tháng"),
    # part <counted>
    ("30/6 … nộp báo cáo",
     "undated !no_date",
     "đồng | tỷ | hồ sơ | % | dự án | tỉ | nghìn | ngàn | tấn | kg | m | mét | điểm | học sinh | thủ tục | "
     "nhiệm vụ | văn bản | lượt | công trình | sản phẩm | con | nhà | máy | buổi | cuộc | đề án | nội dung "
     "| lao động | suất | chiếc | bộ | khẩu | ca"),
    # part <end>
    ("hai mươi … ngày kể từ ngày ký",
     "undated ~25day>ngày ký",
     "nhăm"),
    # part <roman>
    ("tháng …/2026",
     "2026-07-01..2026-07-31 by",
     "vii"),
    ("tháng …/2026",
     "2026-08-01..2026-08-31 by",
     "viii"),
    ("tháng …/2026",
     "2026-09-01..2026-09-30 by",
     "ix"),
    ("tháng …/2026",
     "2026-12-01..2026-12-31 by",
     "xii"),
    # part <daypart>
    ("trước 5 giờ … ngày 30/6/2026",
     "..2026-06-30 before 05:00",
     "buổi sáng | buổi trưa | buổi chiều | buổi tối | cuối buổi"),
    ("… ngày 30/6/2026",
     "..2026-06-30 by",
     "đầu giờ sáng | đầu giờ trưa | đầu giờ chiều | đầu giờ tối"),
    # part <glued>
    ("… năm 2026",
     "2026-01-01..2026-03-31 by",
     "qi"),
    ("…/2026",
     "2026-01-01..2026-03-31 by",
     "quýi | quíi"),
    ("… năm 2026",
     "2026-04-01..2026-06-30 by",
     "qii"),
    ("…/2026",
     "2026-04-01..2026-06-30 by",
     "quýii | quíii"),
    ("… năm 2026",
     "2026-07-01..2026-09-30 by",
     "qiii"),
    ("…/2026",
     "2026-07-01..2026-09-30 by",
     "quýiii | quíiii"),
    ("…/2026",
     "2026-10-01..2026-12-31 by",
     "quíiv"),
    # part <misread>
    ("Quý …/2026",
     "2026-01-01..2026-03-31 by !letter_in_number",
     "l"),
    ("Quý …/2026",
     "2026-04-01..2026-06-30 by !letter_in_number",
     "il | li"),
    # part <side>
    ("nửa … năm 2026",
     "2026-07-01..2026-12-31 by",
     "sau"),
    # part <which>
    ("ngày 10 tháng … hằng quý",
     "by quarterly/1 → 2026-02-10, 2026-05-10, 2026-08-10",
     "giữa"),
    # part <size>
    ("mỗi 2 …",
     "half_yearly/1 open",
     "quý | quí"),
    # part <lunar_mark>
    ("10/3 … hằng năm",
     "by yearly/1 →",
     "( âm lịch )"),
    # part <stem>
    ("Trước Tết … Tý",
     "undated",
     "giáp"),
    ("Trước Tết … Sửu",
     "undated",
     "kỷ"),
    ("Trước Tết … Tý",
     "undated",
     "canh"),
    ("Trước Tết … Sửu",
     "undated",
     "tân"),
    ("Trước Tết … Tý",
     "undated",
     "nhâm"),
    ("Trước Tết … Sửu",
     "undated",
     "quý"),
    # part <branch>
    ("Trước Tết Ất …",
     "undated",
     "sửu"),
    ("Trước Tết Giáp …",
     "undated",
     "dần"),
    ("Trước Tết Ất …",
     "undated",
     "mão | mẹo"),
    ("Trước Tết Giáp …",
     "undated",
     "thìn"),
    ("Trước Tết Ất …",
     "undated",
     "tị"),
    ("Trước Tết Giáp …",
     "undated",
     "tuất"),
    ("Trước Tết Ất …",
     "undated",
     "hợi"),
    # part <feast>
    ("Trước … 2026",
     "undated",
     "tết đoan ngọ"),
    ("Trước … 2026",
     "undated",
     "tết hàn thực"),
    ("Trước … 2026",
     "undated",
     "tết nguyên tiêu"),
    ("Trước … 2026",
     "undated",
     "lễ vu lan"),
    # part <to>
    ("2026 … 2030",
     "2026-01-01..2030-12-31 by",
     "đến cuối ngày"),
    ("01/6/2026 … 30/6/2026",
     "2026-06-01..2026-06-30 before",
     "đến trước | tới trước | , đến trước"),
    # part <day_unit>
    ("trong 5 … kể từ ngày ký",
     "undated ~5working_day>ngày ký",
     "ngày công"),
    # part <long_unit>
    ("trong 5 … kể từ ngày ký",
     "undated ~5hour>ngày ký",
     "giờ đồng hồ"),
]  # fmt: skip


def test_a_word_of_a_list_decides() -> None:
    meant = [(frame.replace("…", word), told) for frame, told, words in LISTS for word in words.split(" | ")]
    assert [(phrase, whole(read(phrase, ON))) for phrase, _ in meant] == meant
