"""Sentences that order nothing, and those that are asked about."""

import pytest

from reminder.documents.narrative.sameness import likenesses, said_once
from tests.documents.duties import told
from tests.documents.test_accounting import told as read


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
        "Sở Kế hoạch và Đầu tư tổng hợp kế hoạch phát triển kinh tế - xã hội 5 năm 2026-2030.",
        "Sở Tài chính cân đối ngân sách, bảo đảm kinh phí trong dự toán chi ngân sách nhà nước hàng năm.",
        "Căn cứ kế hoạch vốn hàng năm, Sở Y tế lập phân khai chi tiết.",
        "Đối với vốn bổ sung trong năm, giao Ủy ban nhân dân tỉnh thống nhất với Thường trực HĐND tỉnh.",
        "Năm 2026, kinh tế của đất nước sẽ có những điều kiện thuận lợi hơn.",
        "Sản phẩm được tặng giải được trưng bày trong thời gian 03 năm tính từ khi được trao giải.",
        "Trong 30 ngày kể từ ngày niêm yết, cử tri có quyền khiếu nại.",
        "Sở Công Thương trình Thủ tướng Chính phủ Đề án thí điểm để triển khai trong năm 2026.",
        "Sở Xây dựng tổ chức thực hiện Quy hoạch mạng lưới đường thủy từ nay đến năm 2030 đã được phê duyệt.",
        "Ngày 01/3/2026, UBND tỉnh ban hành Công văn số 1066/UBND-VXNV chỉ đạo các sở tổng kết.",
        "Để kịp báo cáo Bộ Tài chính trước ngày 20/7/2026, Sở Tài chính đề nghị các cơ quan triển khai các việc sau:",
        "Sau hơn 04 năm thực hiện Luật, các sở đã có chuyển biến.",
        "Dự thảo quy hoạch, kế hoạch 5 năm và hàng năm của ngành.",
        "Biên chế của Chi cục được UBND tỉnh giao hàng năm.",
        "Bảo đảm an toàn thực phẩm trong dịp Tết nguyên đán Bính Ngọ 2026.",
        "Hộ nghèo được miễn học phí đến hết ngày 31 tháng 12 năm 2026.",
        "Ưu tiên các dự án hoàn thành trước ngày 31/12/2026 nhưng chưa bố trí đủ vốn.",
        "Tuần 22 (từ 25/5 đến 31/5) ghi nhận 312 ca.",
        "Bảo đảm cuộc bầu cử ngày 15/3/2026 diễn ra dân chủ.",
        "Trước ngày 08/3/2026, Phó Thủ tướng sẽ chủ trì cuộc họp.",
        "Chiến dịch 60 ngày: từ 01/11 đến 30/12/2026.",
        "Sở Y tế giám sát chất lượng khám tại trạm y tế, mỗi tháng ít nhất 08 trạm.",
    ],
)
def test_no_duty_is_invented(line: str) -> None:
    assert told(line) == []


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
