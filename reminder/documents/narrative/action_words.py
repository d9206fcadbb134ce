"""The verbs of offices: what a body is told to do begins with one of them, and what stands before is its name."""

import re
from typing import Final

_VERBS: Final = """
ban hành, biên soạn, biểu dương, bàn giao, bám sát, báo cáo, bình chọn, bảo dưỡng, bảo quản, bảo trì, bảo vệ, bảo đảm,
bố trí, bốc thăm, bồi thường, cân đối, bổ nhiệm, bổ sung, chi, chi trả, cho vay, chuyển, chuyển giao, chuyển đổi, chuẩn
bị, chăm sóc, chấm, chấm dứt, chấn chỉnh, chấp thuận, chọn, chọn cử, chấp hành, chỉ huy, chỉ đạo, chỉnh lý, chỉnh sửa,
chịu trách nhiệm, chốt, chủ trì, chủ động, chữa, cung cấp, cung ứng, có nhiệm vụ, có trách nhiệm, có văn bản, công bố,
công khai, công nhận, cấm, cấp, cấp cứu, cấp phát, cấp đủ, cập nhật, cắm, củng cố, cử, di chuyển, di dời, diễn tập, duy
trì, duy tu, duyệt, dọn, dừng, dự thảo, dự trù, gia hạn, giao, giao ban, gieo, giám sát, giám định, giải ngân, giải
phóng, giải quyết, giải trình, góp ý, giải tỏa, giảm, gửi, hoàn chỉnh, hoàn thiện, hoàn thành, hoàn tất, huy động, hướng
dẫn, hướng tới, họp, hỗ trợ, in, in ấn, khai thác, khai trương, khen thưởng, khoanh, khám, khôi phục, khảo sát, khẩn
trương, khắc phục, khởi công, khuyến khích, kiến nghị, kiểm kê, kiểm soát, kiểm tra, kiểm đếm, kiện toàn, kéo dài, kê
khai, kêu gọi, ký, ký kết, kết nối, kết thúc, luân phiên, làm, làm rõ, làm việc, lát, lãnh đạo, lưu trữ, lưu ý, lấy,
lập, lắng nghe, lắp đặt, lồng ghép, lựa chọn, mua, mời, mở, mở rộng, nghe, nghiêm túc, nghiên cứu, nghiệm thu, ngăn
chặn, nhân rộng, nhắc nhở, nhận, nhập, niêm yết, nâng, nâng cấp, nêu, nạo vét, nắm, nộp, phun, phát, phát hiện, phát
hành, phát sóng, phát thanh, phát động, phân bổ, phân công, phân khai, phân kỳ, phân loại, phân luồng, phân tích, phê
bình, phê duyệt, phòng ngừa, phấn đấu, phối hợp, phổ biến, phụ trách, quan tâm, quy định, quyết toán, quyết định, quán
triệt, quét, quản lý, ra mắt, ra quân, rà soát, rút, rút kinh nghiệm, soạn thảo, sàng lọc, sơ kết, sơn, sắp xếp, số hóa,
sử dụng, sửa, sửa chữa, tham gia, tham mưu, tham vấn, thanh toán, thanh tra, thay, thay thế, theo dõi, thi công, thu,
thu gom, thu hút, thu hồi, thu nhận, thuê, thành lập, tháo, tháo dỡ, tháo gỡ, thí điểm, thông báo, thả, thẩm tra, thẩm
định, thống kê, thực hiện, tiêm, tiêu hủy, tiến hành, tiếp, tiếp nhận, tiếp thu, tiếp tục, trang trí, trao, trao đổi,
treo, triển khai, truy thu, trình, trưng bày, trả, trả lời, trồng, trực, trực ban, tuyên truyền, tuyển, tranh thủ,
trích, trích lập, tuần tra, tìm, tích cực, tích hợp, tính, tính toán, tăng, tăng cường, tạm dừng, tập hợp, tập huấn, tập
trung, tọa đàm, tổ chức, tổ chức lại, tổ chức tiêm, tổng hợp, tổng kết, tự, vay, vận chuyển, vận hành, vận động, xem
xét, xin, xác nhận, xác định, xây dựng, xét, xóa, xử lý, xử phạt, yêu cầu, áp dụng, điều chỉnh, điều phối, điều tra,
điều động, đánh giá, đóng, đôn đốc, đăng, đăng ký, đăng tải, đưa, đảm bảo, đảm nhiệm, đảm nhận, đấu thầu, đẩy mạnh, đắp,
đặt, đề cử, đề nghị, đề ra, đề xuất, đối chiếu, đối soát, đối thoại, ưu tiên, ứng cứu, ứng trực
"""
# The same words begin a noun, or go on with a name, before these.
_NO_VERB: Final = {
    "tổ chức": "chính, đoàn, hội, đảng, xã, quốc, kinh, sự",
    "giao": "thông",
    "tự": "quản, vệ, trị",
    "trực": "thuộc, tuyến",
    "trồng": "trọt",
    "xây dựng": "và phát triển",
    "cấp": "được, tỉnh, huyện, xã, trên, dưới, ủy, uỷ, cơ sở, thoát, ngành",
    "quản lý": "dự án, khu, thị, đê, rừng, chất, đất, xuất, nhà, các, vịnh, bến, đường, ngoại, hạ, trật, di, "
    "đầu, Quỹ, thi",
    "phát": "triển",
    "bảo vệ": "môi trường, thực vật, rừng, chính trị, sức khỏe, quyền lợi",
    "kiểm soát": "bệnh, thủ tục",
    "giám định": "tư pháp",
    "tổng hợp": "xã, phường, huyện, tỉnh, đặc khu, thành phố",
    "thẩm định": "giá",
    "đóng": "tàu",
    "thu": "ngân, hút",
    "chi": "nhánh, cục, bộ, hội, đoàn, phí",
}
# These are verbs only before such words: "Ban Quản lý dự án đầu tư xây dựng chủ trì".
_ONLY_BEFORE: Final = {
    "xây dựng": "kế, chương, đề, báo, phương, dự thảo, và, quy, cơ, hệ, bộ, mô, các, lộ, danh, nội, tài, kịch, văn bản"
    ", chuyên, chỉ, dự toán, tờ, hồ sơ, nghị, thang, khung, mới, nhà, ít nhất, tối thiểu, bảng giá, đơn giá, phần mềm"
    ", ứng dụng, website, quyết định, thông tư, hướng dẫn, sổ tay, chiến lược"
    # what is drawn up stands with a capital as often as not
    ", Kế hoạch, Chương trình, Đề án, Đề cương, Báo cáo, Phương án, Dự thảo, Dự toán, Dự án, Quy chế, Quy định"
    ", Quy trình, Quy hoạch, Quy ước, Cơ chế, Cơ sở dữ liệu, Hệ thống, Bộ chỉ số, Bộ tiêu chí, Mô hình, Danh mục"
    ", Kịch bản, Chuyên đề, Chỉ thị, Tờ trình, Hồ sơ, Nghị quyết, Nghị định, Quyết định, Thông tư, Hướng dẫn, Khung"
    ", Lộ trình, Sổ tay, Chiến lược, Bảng giá, Đơn giá, Website"
}
# Where a name or a subject ends, whatever follows.
_STOPS: Final = """
trong phạm vi, theo chức năng, theo nhiệm vụ, căn cứ, trên cơ sở, định kỳ, hằng, hàng năm, hàng quý, hàng tháng,
hàng tuần, trước ngày, chậm nhất, là cơ quan, là đầu mối, là đơn vị, có, kịp thời, phải, cần, thường xuyên, đã, sẽ,
đang, không, được, và gửi, và báo cáo, và chịu, số, nội dung, kết quả, tình hình, danh sách, để, về, qua, trước, trong,
vào, từ, đến, theo, bằng, khi, nếu, nhằm, sau, xong, chưa, kèm, hồ sơ, ý kiến, kinh phí, biết, tại, với, cho, của,
trân trọng, kính
"""
_NO_STOP: Final = {"có": "liên quan, chức năng, rừng, điểm thi", "của": "Tỉnh, Thành, UBND, HĐND, tỉnh, huyện, xã"}


def _pattern(words: str, unless: dict[str, str]) -> str:
    """The words as alternatives, longest first, each whole and not before what makes another word of it."""
    listed = sorted((word.strip() for word in words.replace("\n", " ").split(",")), key=len, reverse=True)
    return "|".join(
        word + _before("!", unless.get(word)) + _before("=", _ONLY_BEFORE.get(word)) for word in filter(None, listed)
    )


def _before(sign: str, words: str | None) -> str:
    return f"(?{sign} (?:{'|'.join(words.split(', '))})(?!\\w))" if words else ""


LAYS: Final = f"trình{''.join(f'(?<!{word} trình)' for word in ('chương', 'quy', 'công', 'lộ', 'quá', 'giáo', 'tiến'))}"
"""The verb "trình", and no word that ends so: "Quy trình vận hành"."""
ACTIONS: Final = re.compile(rf"(?:{_pattern(_VERBS, _NO_VERB)})(?!\w)")
_WITHIN: Final = re.compile(rf"(?<!\w){ACTIONS.pattern}")
_HOW: Final = """
chưa, cũng, vẫn, nên, đều, luôn, sớm, chậm, đồng thời, lần lượt, nhanh chóng, thống nhất, hoàn toàn, cố gắng,
quyết liệt, bắt đầu, tạm thời
"""
VERBS: Final = re.compile(rf"(?:{_pattern(_VERBS, _NO_VERB)}|{_pattern(_STOPS, _NO_STOP)}|{_pattern(_HOW, {})})(?!\w)")
"""ACTIONS and what else ends a name."""


def begins_to_act(text: str) -> bool:
    """The first word is a verb of ACTIONS, with a capital or without: "Rà soát hồ sơ", and not "Sở Y tế rà soát"."""
    return bool(ACTIONS.match(_lowered(text)))


def acts_within(text: str) -> bool:
    """Some word of it is a verb of ACTIONS; the first one with a capital too."""
    return bool(_WITHIN.search(_lowered(text)))


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]
