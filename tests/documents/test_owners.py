"""Who owes what a sentence orders: each way offices word it, and whom a sentence names without making him owe."""

import pytest

from tests.documents.duties import told

BY = "trước ngày 30/9/2026"


@pytest.mark.parametrize(
    ("lines", "owners"),
    [
        ((f"1. Kế hoạch kiểm tra do Sở Nội vụ trình Chủ tịch UBND tỉnh phê duyệt {BY}.",), ["Sở Nội vụ"]),
        ((f"1. Công ty Điện lực Gia Lai khôi phục cấp điện {BY}.",), ["Công ty Điện lực Gia Lai"]),
        ((f"1. Các ban, cơ quan của Tỉnh ủy đăng ký nhiệm vụ {BY}.",), ["Các ban, cơ quan của Tỉnh ủy"]),
        ((f"1. Ban tự quản các thôn, buôn lập danh sách hộ nuôi {BY}.",), ["Ban tự quản các thôn, buôn"]),
        ((f"1. Cục Thống kê tỉnh công bố kết quả {BY}.",), ["Cục Thống kê tỉnh"]),
        ((f"1. Văn phòng Đăng ký đất đai giải quyết hồ sơ {BY}.",), ["Văn phòng Đăng ký đất đai"]),
        ((f"1. Viện Vệ sinh dịch tễ Trung ương tổng hợp nhu cầu {BY}.",), ["Viện Vệ sinh dịch tễ Trung ương"]),
        ((f"1. Hội đồng chấm thi hoàn thành việc chấm bài {BY}.",), ["Hội đồng chấm thi"]),
        ((f"1. Đội Kiểm tra trật tự đô thị giải tỏa lòng đường {BY}.",), ["Đội Kiểm tra trật tự đô thị"]),
        ((f"1. Đề nghị các đồng chí Giám đốc sở báo cáo bằng văn bản {BY}.",), ["các đồng chí Giám đốc sở"]),
        ((f"1. Báo và Phát thanh, Truyền hình tỉnh mở chuyên mục {BY}.",), ["Báo và Phát thanh, Truyền hình tỉnh"]),
        ((f"Hai là, Sở Xây dựng lập phương án cấp nước {BY}.",), ["Sở Xây dựng"]),
        (("1.Phòng Kinh tế xã", f"-Tham mưu thành lập các tổ tiêm phòng {BY}."), ["Phòng Kinh tế xã"]),
        ((f"1. Cắt tỉa cây: Ban Quản lý dự án đầu tư xây dựng và phát triển đô thị nạo vét cống {BY}.",),
            ["Ban Quản lý dự án đầu tư xây dựng và phát triển đô thị"]),
        ((f"2. Sở Xây dựng (chủ trì), các địa phương liên quan: thông xe kỹ thuật {BY}.",),
            ["Sở Xây dựng (chủ trì), các địa phương liên quan"]),
        ((f"1. Bản đăng ký thi đua của các cơ quan, đơn vị gửi về Sở Nội vụ {BY}.",), ["các cơ quan, đơn vị"]),
        (("Trước ngày 15/6/2026, Sở Y tế:", "- Rà soát danh sách các cơ sở tiêm chủng."), ["Sở Y tế"]),
        (("2. Rà soát bảng kê hộ: Chi cục Thống kê huyện chủ trì", f"- Cập nhật bảng kê 38 địa bàn mẫu {BY}."),
            ["Chi cục Thống kê huyện"]),
        (("III. Chế độ báo cáo đối với các trường trực thuộc", f"- Báo cáo số liệu đầu năm học {BY}."),
            ["các trường trực thuộc"]),
        ((f"UBND tỉnh yêu cầu thủ trưởng các sở, ngành khẩn trương gửi kế hoạch về Sở Nội vụ {BY}.",),
            ["thủ trưởng các sở, ngành"]),
        ((f"Các Vụ, Cục, Tập đoàn kinh tế, Tổng Công ty Nhà nước báo cáo Bộ trưởng {BY}.",),
            ["Các Vụ, Cục, Tập đoàn kinh tế, Tổng Công ty Nhà nước"]),
        ((f"Công ty Trách nhiệm hữu hạn một thành viên Khai thác Thủy lợi nộp báo cáo {BY}.",),
            ["Công ty Trách nhiệm hữu hạn một thành viên Khai thác Thủy lợi"]),
        ((f"Chế độ báo cáo: Trong mùa khô, UBND các xã, phường và chủ rừng báo cáo Sở Y tế {BY}.",),
            ["UBND các xã, phường và chủ rừng"]),
        ((f"Tổ giúp việc gửi dự thảo {BY}; thành viên Đoàn góp ý trước ngày 15/10/2026.",),
            ["Tổ giúp việc", "thành viên Đoàn"]),
        ((f"Thành lập Tổ công tác do Chủ tịch UBND cấp xã làm Tổ trưởng, gửi danh sách đầu mối về Sở {BY}.",), [""]),
        ((f"Kể từ khi đổi trụ sở, thì Trung tâm tư vấn phải gửi thông báo {BY}.",), ["Trung tâm tư vấn"]),
        (("Sở Xây dựng theo dõi, định kỳ báo cáo Ủy ban nhân dân tỉnh về kết quả.",), ["Sở Xây dựng"]),
        # Who is behind a semicolon or a full stop in the same paragraph
        (("Kiện toàn tổ chức. UBND các xã phê duyệt phương án trước ngày 20/5/2026; cập nhật số điện thoại trực ban "
          "trước ngày 31/5/2026.",), ["UBND các xã", "UBND các xã"]),
        (("Trường THCS in phiếu xong trong ngày 20/4/2026, nộp về UBND xã trước ngày 22/4/2026.",),
            ["Trường THCS", "Trường THCS"]),
        # Behind what is sent, which is named first and by nouns alone; behind a label and a lead-in
        ((f"1. Dự toán kinh phí năm 2027 các cơ quan gửi về Sở Tài chính {BY}.",), ["các cơ quan"]),
        ((f"1. Chế độ báo cáo: bắt đầu từ tháng 3 năm 2026, UBND các xã báo cáo Sở Tài chính {BY}.",),
            ["UBND các xã"]),
        ((f"1. Biểu mẫu do Văn phòng HĐND và UBND xã in ấn, giao cho các thôn {BY}.",),
            ["Văn phòng HĐND và UBND xã"]),
        ((f"1. Phần mềm do Sở Khoa học và Công nghệ xây dựng, đưa vào sử dụng {BY}.",), ["Sở Khoa học và Công nghệ"]),
        ((f"1. Mỗi trạm y tế gửi kết quả khám về Sở Y tế {BY}.",), ["Mỗi trạm y tế"]),
        (("Để bảo đảm tiến độ, Thống kê tỉnh đề nghị Ủy ban nhân dân các xã, phường:", f"1. Lập danh sách {BY}."),
            ["Ủy ban nhân dân các xã, phường"]),
        (("Sở đề nghị Ủy ban nhân dân các tỉnh:", "2. Chỉ đạo Sở Y tế:", f"a) Lập danh sách {BY}."), ["Sở Y tế"]),
        ((f"1. Bảo tàng Lịch sử thành phố tổ chức trưng bày {BY}.",), ["Bảo tàng Lịch sử thành phố"]),
        ((f"4. Đội Tuyên truyền mở lớp vào ngày 01/9/2026; Đội 2 tổng hợp báo cáo {BY}.",),
            ["Đội 2"]),
        ((f"1. Các đơn vị gửi báo cáo qua Phòng Quản lý thuế. Phòng này tổng hợp, trình Trưởng Thuế tỉnh {BY}.",),
            ["Phòng Quản lý thuế"]),
        ((f"1. Trên cơ sở dự toán do Sở Y tế lập, thẩm định kinh phí {BY}.",), [""]),
        ((f"3. Nhiệm vụ của Sở Y tế: mở 06 lớp đào tạo {BY}.",), ["Sở Y tế"]),
        ((f"Nhân kỷ niệm Ngày thành lập ngành, Văn phòng Sở tham mưu tổ chức gặp mặt {BY}.",), ["Văn phòng Sở"]),
        ((f"Thứ nhất, các Thuế cơ sở phân công công chức bám địa bàn {BY}.",), ["các Thuế cơ sở"]),
        (("Theo kế hoạch của Bộ, Sở Y tế đề nghị các đơn vị thực hiện một số việc sau:", f"1. Lập danh sách {BY}."),
            ["các đơn vị"]),
        ((f"1. Phòng Nghiệp vụ 1 triển khai cuộc thanh tra {BY}.",), ["Phòng Nghiệp vụ 1"]),
        ((f"1. Tổ xác minh báo cáo kết quả {BY}.",), ["Tổ xác minh"]),
        ((f"Hưởng ứng Ngày Toàn dân hiến máu, Ban Chỉ đạo các xã tổ chức hiến máu {BY}.",), ["Ban Chỉ đạo các xã"]),
        ((f"- Đối với 14 khu đã phê duyệt, chủ đầu tư lựa chọn xong nhà thầu {BY}.",), ["chủ đầu tư"]),
        ((f"1. Các trường hợp chưa được chi trả, các cơ quan báo cáo cụ thể {BY}.",), [""]),
        (("III. TỔ CHỨC THỰC HIỆN", f"1. Lập danh sách {BY}."), [""]),
        (("Để bảo đảm an toàn, Ngân hàng Nhà nước chi nhánh Khu vực 8 (NHNN Khu vực 8) yêu cầu các tổ chức tín dụng:",
          f"- Đối chiếu thông tin khách hàng {BY}."), ["các tổ chức tín dụng"]),
        (("3. Đối với quỹ tín dụng nhân dân", f"- Tổ chức đại hội thành viên {BY}."), ["quỹ tín dụng nhân dân"]),
        ((f"6. Phòng Tổng hợp và Kiểm soát nội bộ NHNN Khu vực 8 tham mưu tổ chức hội nghị {BY}.",),
            ["Phòng Tổng hợp và Kiểm soát nội bộ NHNN Khu vực 8"]),
        ((f"1. Giao Sở Y tế phân công lãnh đạo phụ trách từng địa bàn {BY}.",), ["Sở Y tế"]),
        ((f"1. Huấn luyện: phòng An toàn mở 06 lớp {BY}.",), ["phòng An toàn"]),
        ((f"1. Trung tâm Dịch vụ tổng hợp xã phát thanh nội dung này {BY}.",), ["Trung tâm Dịch vụ tổng hợp xã"]),
        ((f"1. Thống kê thành phố công bố kết quả {BY}.",), ["Thống kê thành phố"]),
        ((f"1. Hội Nông dân các xã chọn cử học viên, gửi danh sách về Trung tâm Hỗ trợ nông dân {BY}.",),
            ["Hội Nông dân các xã"]),
        # Who is no agency is still who is told, and not the agency of the heading
        (("1. Trường Đại học Tân Trào", f"- Người trúng tuyển hoàn thiện hồ sơ {BY}."), ["Người trúng tuyển"]),
        (("1. Văn phòng HĐND tỉnh", f"- Mỗi đại biểu gửi báo cáo kết quả {BY}."), ["Mỗi đại biểu"]),
        ((f"1. Riêng 09 địa phương nêu tại mục 1 gửi ngay báo cáo {BY}.",), ["09 địa phương"]),
        # Who is named and does not owe
        (("1. UBND xã Hòa Bình", f"- Các trường học phải được dọn xong {BY}."), ["UBND xã Hòa Bình"]),
        (("1. UBND tỉnh Phú Thọ", f"- Chỉ đạo Sở Tài chính xử lý nhà, đất dôi dư {BY}."), ["UBND tỉnh Phú Thọ"]),
        (("1. Sở Tài chính", f"- Những cơ sở đã được UBND tỉnh quyết định điều chuyển phải bàn giao xong {BY}."),
            ["Sở Tài chính"]),
        (("1. Sở Tài chính", f"- Đối với các cơ sở bán đấu giá, khẩn trương xác định giá khởi điểm {BY}."),
            ["Sở Tài chính"]),
        (("1. Công an tỉnh", f"- Xử lý dứt điểm 11 vụ việc do Thuế tỉnh chuyển {BY}."), ["Công an tỉnh"]),
        (("1. Sở Y tế", f"- Tổng hợp dự toán của các đơn vị trực thuộc gửi về Sở Tài chính {BY}."), ["Sở Y tế"]),
        (("1. Phòng Kinh tế", f"- Vụ Mùa: cấy xong diện tích 398 ha {BY}."), ["Phòng Kinh tế"]),
        ((f"4. Thanh tra dự án Khu dân cư Tân Phú, kết thúc {BY}.",), [""]),
        ((f"Nơi nhận báo cáo: Sở Nội vụ, {BY}.",), [""]),
        ((f"1. Tuyển chọn: mỗi xã từ 2 đến 4 người, xong {BY}.",), [""]),
    ],
)  # fmt: skip
def test_owners(lines: tuple[str, ...], owners: list[str]) -> None:
    assert [owner for _, owner, *_ in told(*lines)] == owners


@pytest.mark.parametrize(
    ("lines", "schedules"),
    [
        (("1. Quý II/2026:", "- Sở Y tế rà soát danh sách.", "- UBND các xã lập tổ công tác."), ["Quý II/2026"] * 2),
        (("* Tháng 3/2026", "- Sở Y tế rà soát danh sách trạm."), ["Tháng 3/2026"]),
        (("Tháng 10/2026", "- Ban hành phương án cấp xã: UBND các xã."), ["Tháng 10/2026"]),
        (("II. NHIỆM VỤ HOÀN THÀNH TRƯỚC NGÀY 30/6/2026", "1. Sở Y tế rà soát danh sách.",
          "2. Sở Nội vụ ban hành hướng dẫn."), ["TRƯỚC NGÀY 30/6/2026"] * 2),
        (("II. TIẾN ĐỘ CÔNG VIỆC THEO THÁNG", "- Ban hành phương án cấp xã: UBND các xã."), []),
        (("II. NHIỆM VỤ ĐẾN NĂM 2030", "1. Sở Y tế rà soát danh sách."), []),
        (("Tháng 12/2026", "- Tuần tra vùng giáp ranh, mỗi tháng 02 đợt."), []),
        # The lines of a list are one task; what they say twice is kept, and two tasks may stand under one name
        (("1. Kiểm tra", "- Đơn vị chủ trì: Sở Y tế", "- Thời gian: Quý II/2026", "- Thời gian: Quý IV/2026"),
            ["Quý II/2026 … Quý IV/2026"]),
        (("1. Xây dựng bộ chỉ số", "- Đơn vị chủ trì: Sở Y tế", "- Thời gian bắt đầu: tháng 3/2026",
          "- Thời gian hoàn thành: tháng 6/2026"), ["tháng 3/2026 - tháng 6/2026"]),
        (("1. Thanh tra đấu thầu thuốc", "- Thời kỳ thanh tra: 01/01/2023 - 30/9/2025",
          "- Thời gian tiến hành: Quý II/2026", "- Đơn vị chủ trì: Phòng Nghiệp vụ 3"), ["Quý II/2026"]),
        (("1. Bàn giao cọc mốc cho địa phương: đợt 1 ngày 05/5/2026, đợt 2 ngày 05/6/2026.",),
            ["đợt 1 ngày 05/5/2026, đợt 2 ngày 05/6/2026"]),
    ],
)  # fmt: skip
def test_what_stands_above_says_when(lines: tuple[str, ...], schedules: list[str]) -> None:
    assert [when for *_, when in told(*lines)] == schedules
