"""Duties as offices write them: each shape of sentence with who owes it, to whom, through whom, by when."""

import pytest

from reminder.documents.narrative.sameness import likenesses, said_once
from reminder.documents.narrative.titles import duty_title
from tests.documents.test_accounting import told as read

Told = tuple[str, str, str, str, str]


def told(*lines: str) -> list[Told]:
    duties = said_once(read(*lines).duties)
    return [(d.kind, d.owed_by_raw, d.to_raw, d.via_raw, d.schedule_raw) for d in duties]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            ("1. Trước ngày 20/6 hằng năm, Sở Y tế báo cáo UBND tỉnh.",),
            [("report", "Sở Y tế", "UBND tỉnh", "", "Trước ngày 20/6 hằng năm")],
        ),
        (
            (
                "1. Các sở, ban, ngành định kỳ hằng năm báo cáo kết quả về UBND tỉnh (qua Sở Xây dựng) trước ngày "
                "10/12.",
            ),
            [("report", "Các sở, ban, ngành", "UBND tỉnh", "Sở Xây dựng", "định kỳ hằng năm … trước ngày 10/12")],
        ),
        (
            ("1. Giao Sở Y tế chủ trì sửa chữa cây quý. Hoàn thành trước ngày 05/10/2026.",),
            [("task", "Sở Y tế", "", "", "trước ngày 05/10/2026")],
        ),
        (
            ("1. Giao Sở Y tế chủ trì sửa chữa bồn hoa. Hạn hoàn thành: 10/10/2026.",),
            [("task", "Sở Y tế", "", "", "10/10/2026")],
        ),
        (("1. Quý III/2026, Sở Công Thương đánh giá biển tên.",), [("task", "Sở Công Thương", "", "", "Quý III/2026")]),
        (
            ("1. Sở Y tế báo cáo về Ủy ban nhân dân tỉnh chậm nhất 15h30 ngày 20/10/2026.",),
            [("report", "Sở Y tế", "Ủy ban nhân dân tỉnh", "", "chậm nhất 15h30 ngày 20/10/2026")],
        ),
        (
            (
                "1. Trồng cây",
                "- Đơn vị chủ trì: Sở Xây dựng",
                "- Phối hợp: Sở Tài chính",
                "- Thời gian hoàn thành: Quý I/2026",
            ),
            [("task", "Sở Xây dựng", "", "", "Quý I/2026")],
        ),
        (
            (
                "2.1. Xóa điểm lõm sóng",
                "- Đơn vị chủ trì: Sở Khoa học và Công nghệ; đơn vị phối hợp: VNPT; thời gian hoàn thành: Quý "
                "III/2026; sản phẩm: Báo cáo.",
            ),
            [("task", "Sở Khoa học và Công nghệ", "", "", "Quý III/2026")],
        ),
        (
            (
                "1. Về cắt tỉa",
                "Giao Sở Xây dựng chủ trì, phối hợp với các cơ quan liên quan:",
                "a) Rà soát cây nguy hiểm; hoàn thành trong tháng 02/2026.",
                "b) Hằng tuần báo cáo Ủy ban nhân dân tỉnh số cây đã cắt.",
                "2. Về khen thưởng",
                "Sở Nội vụ tổng hợp danh sách trước ngày 15/02/2027.",
            ),
            [
                ("task", "Sở Xây dựng", "", "", "trong tháng 02/2026"),
                ("report", "Sở Xây dựng", "Ủy ban nhân dân tỉnh", "", "Hằng tuần"),
                ("task", "Sở Nội vụ", "", "", "trước ngày 15/02/2027"),
            ],
        ),
        (
            (
                "1. Sở Y tế gửi báo cáo số cây về UBND tỉnh trước ngày 30/9/2026.",
                "2. Giao Sở Xây dựng chủ trì xây dựng dự thảo Kế hoạch cây xanh. Thời gian hoàn thành trước ngày "
                "05/10/2026.",
                "Yêu cầu các Sở, ngành, địa phương triển khai thực hiện./.",
            ),
            [
                ("report", "Sở Y tế", "UBND tỉnh", "", "trước ngày 30/9/2026"),
                ("plan", "Sở Xây dựng", "", "", "trước ngày 05/10/2026"),
            ],
        ),
        (
            (
                "Kính gửi: Sở Y tế, Sở Nội vụ",
                "1. Báo cáo tình hình thực hiện gửi về Sở Tài chính trước ngày 20/10/2026.",
            ),
            [("report", "Sở Y tế, Sở Nội vụ", "Sở Tài chính", "", "trước ngày 20/10/2026")],
        ),
        (
            (
                "Để có cơ sở tổng hợp, Sở Tài chính đề nghị các sở, ban, ngành thực hiện các nội dung sau:",
                "1. Rà soát, đề xuất điều chỉnh vốn, gửi Sở Tài chính chậm nhất ngày 23/10/2026.",
            ),
            [("submission", "các sở, ban, ngành", "Sở Tài chính", "", "chậm nhất ngày 23/10/2026")],
        ),
        (
            (
                "Điều 6. Chế độ báo cáo hằng năm",
                "1. UBND cấp xã báo cáo UBND cấp huyện trước ngày 15 tháng 11; UBND cấp huyện gửi báo cáo về Sở Tư "
                "pháp trước ngày 30 tháng 11.",
            ),
            [
                ("report", "UBND cấp xã", "UBND cấp huyện", "", "trước ngày 15 tháng 11 … hằng năm"),
                ("report", "UBND cấp huyện", "Sở Tư pháp", "", "trước ngày 30 tháng 11 … hằng năm"),
            ],
        ),
        (
            (
                "3- Đảng ủy Ủy ban nhân dân tỉnh",
                "- Lãnh đạo Ủy ban nhân dân tỉnh ban hành Kế hoạch trong tháng 7/2026.",
            ),
            [("plan", "Đảng ủy Ủy ban nhân dân tỉnh", "", "", "trong tháng 7/2026")],
        ),
        (
            (
                "1. Sở Y tế rà soát cơ chế, trên cơ sở đó dự thảo Quyết định; trình UBND tỉnh xem xét, quyết định "
                "trong quý III năm 2026.",
            ),
            [("submission", "Sở Y tế", "UBND tỉnh", "", "trong quý III năm 2026")],
        ),
        (
            ("1. Chiến dịch diệt bọ gậy: đợt 1 trong tháng 4/2026; do UBND các xã, phường tổ chức.",),
            [("task", "UBND các xã, phường", "", "", "trong tháng 4/2026")],
        ),
        (
            ("1. Lắp đặt hệ thống quan trắc: Ban Quản lý Khu kinh tế tỉnh đôn đốc, xong trước ngày 30/6/2026.",),
            [("task", "Ban Quản lý Khu kinh tế tỉnh", "", "", "xong trước ngày 30/6/2026")],
        ),
        (
            ("1. Sở Nội vụ gửi báo cáo về UBND tỉnh theo quy định.",),
            [("report", "Sở Nội vụ", "UBND tỉnh", "", "theo quy định")],
        ),
        (
            (
                "1. Các cơ quan, đơn vị lập hồ sơ đề nghị Chủ tịch UBND tỉnh tặng Bằng khen gửi về Sở Nội vụ trước "
                "ngày 15/02/2027.",
            ),
            [("submission", "Các cơ quan, đơn vị", "Sở Nội vụ", "", "trước ngày 15/02/2027")],
        ),
        (
            ("1. Sở Y tế báo cáo trong quý III/2026, Sở Nội vụ báo cáo trước ngày 30/9/2026.",),
            [
                ("report", "Sở Y tế", "", "", "trong quý III/2026"),
                ("report", "Sở Nội vụ", "", "", "trước ngày 30/9/2026"),
            ],
        ),
    ],
)
def test_shapes(lines: tuple[str, ...], expected: list[Told]) -> None:
    assert told(*lines) == expected


@pytest.mark.parametrize(
    "line",
    [
        "Để cải thiện chỉ số xanh của tỉnh trong năm 2026, UBND tỉnh ban hành Kế hoạch với các nội dung sau:",
        "Ngày 19/12/2025, Sở Xây dựng có Văn bản số 31/SXD đề nghị các đơn vị báo cáo, thời hạn trước ngày 05/02/2026.",
        "Thời gian chốt số liệu báo cáo năm tính từ ngày 15 tháng 12 năm trước đến ngày 14 tháng 12 của kỳ báo cáo.",
        "Thống kê bao gồm thống kê hằng năm và thống kê từ thời điểm bắt đầu trồng đến ngày 31 tháng 12 của "
        "năm thống kê.",
        "Mức thu áp dụng đến hết năm học 2026 - 2027.",
        "Thực hiện Công văn số 15412/UBND-KT ngày 02/10/2026 về giải ngân những tháng cuối năm 2026.",
        "Tuy nhiên, đến hết tháng 11 năm 2025 còn 09 địa phương chưa gửi báo cáo năm 2025.",
        "Quy trình vận hành đã được UBND tỉnh phê duyệt tiếp tục được áp dụng đến hết ngày 30 tháng 6 năm 2027.",
        "Sở Y tế hoàn thành phủ sóng 4G/5G.",
        "Phép thử này hết hạn công nhận vào ngày 14/10/2026.",
        "Từ ngày 01/3/2026, không tiếp nhận hồ sơ giấy đối với 250 thủ tục.",
        "Hết năm 2026: giữ vững 11 nhóm tiêu chí.",
        "Sở Công Thương chỉ đạo tổ chức các phiên chợ Tết.",
        "Sở Y tế hướng dẫn tổ chức lễ hội, trọng tâm là Hội Lim (ngày 12, 13 tháng Giêng), không để đổi tiền lẻ.",
        "Các chủ đầu tư báo cáo tình hình giải ngân đến hết ngày 31/7/2026.",
        "Kinh phí các năm tiếp theo được tổng hợp vào dự toán hằng năm của đơn vị.",
        "Đến ngày 31/12/2026, 95% người dân có Sổ sức khỏe điện tử.",
        "Sở Y tế xây dựng phương án phục vụ các tháng cao điểm nắng nóng (từ tháng 4 đến tháng 7/2026).",
        "Sở Y tế tổ chức ra quân hưởng ứng Tháng vận động hiến máu (tháng 5/2026).",
        "Sở Y tế tuyên truyền về bệnh Dại, nhất là Ngày Thế giới phòng, chống bệnh Dại (28/9).",
        "Sở Y tế thẩm định thành tích khen thưởng dịp 2/9.",
        "Sở Y tế đưa nội dung vào chương trình kiểm tra năm 2026 và các năm tiếp theo.",
        "Thanh tra tỉnh bảo đảm mỗi doanh nghiệp được kiểm tra không quá 1 lần trong năm.",
        "Trước đó, tính đến ngày 30/6/2026, còn 22 kiến nghị chưa giải quyết.",
        "Sau gần một năm bỏ phương pháp khoán, toàn tỉnh có 98,2% hộ kinh doanh đã kê khai điện tử.",
        "Lễ tưởng niệm nạn nhân tai nạn giao thông được tổ chức trên toàn quốc ngày 15/11/2026.",
        "Mỗi đoàn thanh tra không quá 45 ngày, thời kỳ thanh tra từ năm 2024 đến năm 2026.",
        "Đảng viên sinh hoạt tạm thời trên 03 tháng thì kiểm điểm ở nơi tạm thời.",
        "Hộ không khai báo hoặc bán chạy lợn bệnh sau ngày 25/7/2026 thì không được hỗ trợ.",
        "Mực nước hồ Kẻ Gỗ lúc 7 giờ ngày 27/9/2026 là 29,3 m.",
        "Kết quả sơ bộ sẽ được Cục Thống kê công bố vào tháng 12/2026.",
        "Hội chợ Coop-Expo năm nay mở tại Hà Nội từ ngày 20 đến ngày 24/5/2026.",
        "Quỹ Phát triển khoa học và công nghệ quốc gia đang nhận hồ sơ riêng đến hết ngày 31/8/2026.",
        "Thành tích lấy theo năm công tác, từ 01/12/2025 đến 30/11/2026.",
        "Báo cáo được đưa ra thảo luận tại phiên họp ngày 27/8/2026.",
        "Thời hạn thực hiện Phương án là đến hết năm 2027.",
        "Ủy ban Kiểm tra Tỉnh ủy cung cấp danh sách đảng viên bị kỷ luật trong năm.",
        "Việc sử dụng người hoạt động không chuyên trách đã kết thúc ngày 31/5/2026.",
        "Chủ tịch UBND xã chịu trách nhiệm nếu đến ngày 31/12/2026 giải ngân dưới 95%.",
        "Sở Y tế tổ chức hội trại chào mừng Ngày thành lập Đoàn 26/3.",
        "Ngày Tôn vinh tiếng Việt là ngày 08/9.",
        "Sở Y tế kiểm kê tài sản cố định tại thời điểm 0 giờ ngày 01/01/2027.",
        "Hợp đồng thu gom hiện hành có thời hạn từ 01/01/2026 đến hết 31/12/2028.",
        "Lớp học diễn ra trong 03 ngày, từ 21/4 đến 23/4/2026.",
        "Sở Y tế thông tin về Kỳ thi tốt nghiệp trung học phổ thông (11 - 12/6/2026).",
        "Kỳ báo cáo năm lấy số liệu từ 15/12/2025 đến 14/12/2026.",
        "Kế hoạch cao điểm theo Công văn số 1760/CAT-PC08 kết thúc vào 31/7/2026.",
        "Đến 31/12/2026: 100% hộ dân phân loại rác thành 03 nhóm.",
        "Đợt 1 đã thực hiện trong tháng 4/2026 với 87% hộ gia đình.",
        "Kết quả rà soát là căn cứ thực hiện chính sách an sinh xã hội từ ngày 01/01/2027.",
        "Cấm biển từ 05 giờ ngày 26/9/2026 cho đến khi có thông báo mới.",
        "Học sinh khối 10 tựu trường ngày 24/8/2026.",
        "Thực hiện Công văn số 11/BNV-TCBC (Bộ yêu cầu các tỉnh gửi báo cáo trước ngày 15/4/2026), Sở Nội vụ như sau:",
        "Phấn đấu hết quý III/2026 giải ngân đạt trên 70%.",
        "Đến 31/12/2026 giảm tỷ lệ hộ nghèo xuống dưới 3%.",
        "Năm học mới bắt đầu từ ngày 05/9/2026.",
        "Sở Y tế gửi nhu cầu tuyển dụng công chức năm 2027.",
        "Sở Y tế bố trí lực lượng cho đợt cao điểm do Công an tỉnh phát động (từ ngày 10/4 đến ngày 10/5/2026).",
        "Sở Y tế rà soát theo Công văn số 2019/UBND-ĐT (báo cáo trước ngày 15/5/2026).",
        "Sở Y tế diễn tập theo phương án đã lập từ tháng 4/2026.",
        "Qua kiểm tra tuần từ 13 đến 19/7/2026, phát hiện nhiều ổ gà.",
        "Tại Công văn hỏa tốc số 31/SXD, Sở Xây dựng đề nghị các đơn vị báo cáo trước ngày 05/02/2026.",
        "Theo báo cáo của Bộ Tài chính, ước giải ngân đến hết tháng 9 năm 2026 đạt 52,8% kế hoạch.",
    ],
)
def test_no_duty_is_invented(line: str) -> None:
    assert told(line) == []


def test_the_same_sentence_twice_is_one_duty_and_other_owners_or_quarters_are_not() -> None:
    weekly = "Định kỳ trước 16 giờ ngày thứ Sáu hằng tuần, báo cáo UBND tỉnh số cây đã trồng."
    assert len(told("1. Sở Xây dựng", weekly, "2. Giao Sở Xây dựng (Trung tâm Cây xanh):", f"- {weekly}")) == 1
    june = "Trước ngày 20 tháng 6 hằng năm, {} báo cáo tình hình cây xanh, gửi UBND tỉnh."
    assert len(told("1. Chế độ báo cáo", f"a) {june.format('Sở Xây dựng')}", f"b) {june.format('Sở Y tế')}")) == 2
    quarter = "Sở Y tế báo cáo UBND tỉnh tình hình vườn thuốc trong quý {} năm 2026."
    assert len(told(f"1. {quarter.format('II')}", f"2. {quarter.format('III')}")) == 2


@pytest.mark.parametrize("body", ["Sở Y tế", "Sở Xây dựng", "Ban Quản lý dự án đầu tư xây dựng", "UBND các xã, phường"])
@pytest.mark.parametrize(
    "product", ["Kế hoạch", "kế hoạch", "Đề án", "Quy chế", "quy chế", "Bộ chỉ số", "Danh mục", "bảng giá", "Thông tư"]
)
def test_who_draws_something_up_ends_before_the_verb(body: str, product: str) -> None:
    ((_, owed_by, *_),) = told(f"1. {body} xây dựng {product} về vườn thuốc nam trước ngày 30/9/2026.")
    assert owed_by == body


@pytest.mark.parametrize(
    "how",
    [
        "cũng", "vẫn", "nên", "đều", "luôn", "sớm", "đồng thời", "lần lượt", "nhanh chóng", "thống nhất", "bắt đầu",
        "phải", "kịp thời", "khẩn trương", "chủ động", "trực tiếp", "có thể", "sẽ",
    ],
)  # fmt: skip
@pytest.mark.parametrize("body", ["Sở Y tế", "Sở Xây dựng", "Công an tỉnh", "UBND các xã, phường"])
def test_how_it_is_done_is_no_part_of_who_does_it(body: str, how: str) -> None:
    ((_, owed_by, *_),) = told(f"1. {body} {how} báo cáo UBND tỉnh về vườn thuốc trước ngày 30/9/2026.")
    assert owed_by == body


@pytest.mark.parametrize(
    ("shape", "words"),
    [
        ("{} rà soát các thôn trước ngày 30/9/2026.", ["Xã Phú Bình", "Xã Phú Bính", "Sở Tài chính", "Sở Nội vụ"]),
        ("Sở Y tế rà soát {} trước ngày 30/9/2026.", ["bệnh viện công", "bệnh viện tư", "đường 05", "đường 07"]),
        ("Sở Y tế báo cáo tình hình {} trước ngày 30/9/2026.", ["dạy nghề", "dây nghề"]),
        ("Sở Y tế rà soát các thôn trong {}.", ["quý I/2027", "quý II/2027", "quý III/2027", "năm 2027"]),
        ("Sở Y tế báo cáo UBND tỉnh {} trước ngày 30/9/2026.", ["(qua Sở Nội vụ)", "(qua Sở Tài chính)"]),
    ],
)
def test_duties_that_differ_in_a_word_stay_two(shape: str, words: list[str]) -> None:
    duties = read(*(f"{n}. {shape.format(word)}" for n, word in enumerate(words, 1))).duties
    assert len(said_once(duties)) == len(words)
    assert len(said_once([*duties, *duties])) == len(words)


def test_tasks_of_a_list_that_differ_in_a_line_stay_two() -> None:
    lines = ["- Chủ trì: Sở Y tế", "- Phối hợp: {}", "- Thời gian: Quý II/2026", "- Sản phẩm: {}"]
    for one, other in (("Sở Nội vụ", "Sở Tài chính"), ("Bản đồ", "Sổ tay")):
        said = [["1. Lập hồ sơ vườn thuốc", *(line.format(word) for line in lines)] for word in (one, other)]
        duties = read(*said[0], *said[1]).duties
        assert len(said_once(duties)) == 2 and likenesses(said_once(duties)) == [(1, 0)]
        assert len(said_once(read(*said[0], *said[0]).duties)) == 1


@pytest.mark.parametrize(
    "said",
    [
        "không phải báo cáo", "không cần gửi báo cáo", "không bắt buộc phải lập hồ sơ", "chưa phải nộp hồ sơ",
        "được miễn báo cáo", "không yêu cầu báo cáo",
    ],
)  # fmt: skip
def test_what_is_not_ordered_is_asked(said: str) -> None:
    found = read(f"1. Sở Y tế {said} trước ngày 30/9/2026; Sở Nội vụ báo cáo trước ngày 15/10/2026.")
    assert [d.owed_by_raw for d in found.duties] == ["Sở Nội vụ"]
    assert [(p.words, p.where) for p in found.printed] == [
        ("trước ngày 30/9/2026", "unplaced"), ("trước ngày 15/10/2026", "duty"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "1. Thí sinh phải có giấy chứng nhận tốt nghiệp tạm thời cấp trước ngày 20/6/2026.",
        "1. Sở Y tế xét tặng sớm không quá 12 tháng.",
        "1. Sở Y tế trình HĐND tỉnh nghị quyết về chính sách hỗ trợ tại kỳ họp thường lệ giữa năm 2026.",
    ],
)
def test_a_limit_of_something_else_is_asked(line: str) -> None:
    found = read(line)
    assert found.duties == [] and [p.where for p in found.printed] == ["unplaced"]


@pytest.mark.parametrize(
    ("line", "schedule"),
    [
        ("1. Sở Y tế bàn giao hồ sơ đang lưu giữ tạm cho các xã, xong trong quý III/2026.", "trong quý III/2026"),
        ("1. Sở Y tế thống kê tai nạn lao động, báo cáo Sở Nội vụ hằng quý theo mẫu.", "hằng quý"),
        ("1. Sở Y tế hoàn thiện sơ kết Đề án; tổng kết Đề án quý IV/2030.", "tổng kết Đề án quý IV/2030"),
        ("1. Sở Y tế cập nhật số lượng hồ sơ trên trang của Sở vào thứ Sáu hằng tuần.", "vào thứ Sáu hằng tuần"),
        ("1. Sở Y tế chỉ đạo tiêm phòng trong tháng 3/2026, đạt trên 85% tổng đàn.", "trong tháng 3/2026"),
        ("1. Sở Y tế rà soát người hưởng trợ cấp hằng tháng, xong trong tháng 4/2026.", "trong tháng 4/2026"),
        ("1. Sở Y tế tổng hợp dự án không hoàn thành báo cáo UBND tỉnh vào ngày 25 hằng tháng.",
            "vào ngày 25 hằng tháng"),
        ("1. Luật Phá sản (sửa đổi): Sở Y tế gửi ý kiến trước ngày 18/9/2026.", "trước ngày 18/9/2026"),
        ("1. Sở Y tế mở chuyên mục mỗi tuần một kỳ.", "mỗi tuần một kỳ"),
        ("1. Sở Y tế đánh giá xã, phường không ma túy trong tháng 02/2026.", "trong tháng 02/2026"),
        ("1. Sở Y tế ký kết với 17 xã có tỷ lệ bao phủ dưới 90% trong tháng 3/2026.", "trong tháng 3/2026"),
        ("1. Sở Y tế rà soát, thống kê người nghiện từ ngày 01/3 đến ngày 31/3/2026.",
            "từ ngày 01/3 đến ngày 31/3/2026"),
        ("1. Sau khi xem xét hồ sơ, Sở Y tế trả lời trước ngày 30/6/2026.", "trước ngày 30/6/2026"),
        ("1. Sở Y tế tổ chức trực cứu nạn kể từ ngày 01/4/2026 đến ngày 31/10/2026.",
            "kể từ ngày 01/4/2026 đến ngày 31/10/2026"),
        ("1. UBND tỉnh quyết định ban hành trước ngày 30/6/2026.", "trước ngày 30/6/2026"),
        ("1. Sở Y tế cấp lại giấy phép hết hạn trong quý III/2026.", "trong quý III/2026"),
        ("1. Sở Xây dựng khắc phục tình hình ngập úng đến hết ngày 30/9/2026.", "đến hết ngày 30/9/2026"),
        ("1. Sở Y tế chỉnh lý xong tài liệu năm 2025 trước ngày 30/6/2026.", "năm 2025 trước ngày 30/6/2026"),
        ("1. Sở Y tế tiêm bổ sung cho đàn chó mới phát sinh trong tháng 9/2026.", "trong tháng 9/2026"),
        ("1. Sở Y tế tổ chức đối thoại theo Luật (hiệu lực từ 01/7/2025), mỗi xã 01 hội nghị trong tháng 11/2026.",
            "trong tháng 11/2026"),
        ("1. Sở Y tế tổ chức ký cam kết về không giao xe cho học sinh trong tháng 9/2026.", "trong tháng 9/2026"),
        ("1. Công an tỉnh cung cấp danh mục án tích để phục vụ bổ trợ tư pháp định kỳ vào tuần cuối của mỗi quý.",
            "định kỳ vào tuần cuối của mỗi quý"),
        ("1. Sở Y tế rà soát quỹ đất (đã có quyết định thu hồi trước năm 2025), bàn giao cho xã trong Quý III/2026.",
            "trong Quý III/2026"),
        ("1. UBND tỉnh gửi danh mục tờ trình đề nghị đưa vào chương trình kỳ họp trước 16 giờ ngày 21/10/2026.",
            "trước 16 giờ ngày 21/10/2026"),
        ("1. Cá nhân giao nộp hồ sơ vào Lưu trữ hiện hành trong thời hạn 30 ngày kể từ ngày công việc kết thúc.",
            "trong thời hạn 30 ngày kể từ ngày công việc kết thúc"),
        ("1. Sở Y tế lập tổ hỗ trợ tại Trung tâm Phục vụ hành chính công trong tháng 3/2026.", "trong tháng 3/2026"),
        ("1. Sở Xây dựng thay thế bóng hỏng không quá 48 giờ kể từ khi phát hiện.",
            "không quá 48 giờ kể từ khi phát hiện"),
        ("1. Đối với kiến nghị tại Văn bản số 45/CV-TP đề nghị lùi: giao Sở Tài chính trả lời trong tháng 7/2026.",
            "trong tháng 7/2026"),
        ("1. Sở Y tế ban hành hướng dẫn trong 07 ngày kể từ ngày ký Quyết định này.",
            "trong 07 ngày kể từ ngày ký Quyết định này"),
        ("1. Tháng 4/2026: Sở Y tế phối hợp mở 02 lớp bồi dưỡng.", "Tháng 4/2026"),
        ("Nhận được Công văn này, đề nghị các đơn vị báo cáo kết quả về Sở Y tế trước ngày 20/8/2026.",
            "trước ngày 20/8/2026"),
        ("1. Sở Y tế ban hành kế hoạch (đối với nơi chưa ban hành) chậm nhất là ngày 12/7/2026.",
            "chậm nhất là ngày 12/7/2026"),
        ("1. Giao Sở Công Thương có văn bản đề nghị các chủ hồ gửi phương án trước ngày 30/4/2026.",
            "trước ngày 30/4/2026"),
    ],
)  # fmt: skip
def test_a_word_beside_it_makes_no_background(line: str, schedule: str) -> None:
    assert [duty.schedule_raw for duty in read(line).duties] == [schedule]


@pytest.mark.parametrize("limit", ["không quá ngày 30/9/2026", "không chậm hơn ngày 30/9/2026"])
def test_a_limit_that_says_no_later_is_a_limit(limit: str) -> None:
    (one,) = read(f"1. Sở Y tế báo cáo UBND tỉnh {limit}.").duties
    assert one.owed_by_raw == "Sở Y tế"


@pytest.mark.parametrize(
    ("line", "owed_by"),
    [
        ("1. Sở Y tế chủ trì. Sở Xây dựng phối hợp. Thời gian hoàn thành: 30/9/2026.", "Sở Y tế"),
        ("1. Sở Y tế chủ trì; Sở Xây dựng phối hợp thực hiện; hoàn thành trước ngày 30/9/2026.", "Sở Y tế"),
        ("1. Trung tâm Cây xanh do Sở Y tế quản lý báo cáo trước ngày 30/9/2026.", "Trung tâm Cây xanh"),
        ("1. Đề án cây xanh do Sở Y tế soạn thảo, hoàn thành trước ngày 30/9/2026.", "Sở Y tế"),
    ],
)
def test_who_helps_or_holds_does_not_owe(line: str, owed_by: str) -> None:
    ((_, owner, *_),) = told(line)
    assert owner == owed_by


def test_one_sentence_under_two_headings_is_asked() -> None:
    line = "Giao Sở Xây dựng báo cáo UBND tỉnh trước ngày 30/9/2026."
    duties = said_once(read("1. Về cấp nước", f"a) {line}", "2. Về thoát nước", f"a) {line}").duties)
    assert len(duties) == 2 and likenesses(duties) == [(1, 0)]


def test_what_only_looks_alike_is_asked() -> None:
    day = "về UBND tỉnh trước ngày 15/12/2026."
    duties = read(
        "1. Sở Nội vụ",
        f"- Báo cáo kết quả cải cách hành chính và chuyển đổi số {day}",
        f"- Báo cáo tình hình cải cách hành chính, chuyển đổi số {day}",
        f"- Báo cáo kết quả thi đua, khen thưởng {day}",
    ).duties
    assert len(said_once(duties)) == 3
    assert likenesses(duties) == [(1, 0)]


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (("1. Giao Sở Y tế chủ trì sửa chữa cây quý. Hoàn thành trước ngày 05/10/2026.",), "Chủ trì sửa chữa cây quý"),
        (("1. Quý III/2026, Sở Công Thương đánh giá biển tên.",), "Đánh giá biển tên"),
        (
            ("1. Sở Y tế tổng hợp vướng mắc của bệnh viện và báo cáo UBND tỉnh trong quý IV năm 2026.",),
            "Tổng hợp vướng mắc của bệnh viện và báo cáo",
        ),
    ],
)
def test_titles_say_what_and_not_when(lines: tuple[str, ...], title: str) -> None:
    (duty,) = read(*lines).duties
    assert duty_title(duty) == title
