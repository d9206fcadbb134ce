"""Which time in a sentence is no deadline: each rule by itself, and none that is not needed."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminder.documents.narrative import background
from reminder.documents.narrative.background import RULES, Rule
from tests.documents.test_accounting import told

NUMBERED = [pytest.param(n, rule, id=f"{n}-{rule.kind}") for n, rule in enumerate(RULES)]


def kinds(sentence: str) -> list[str]:
    return [one.why for one in told(*sentence.split("\n")).printed if one.where == "background"]


@pytest.mark.parametrize(("n", "rule"), NUMBERED)
def test_each_rule_names_its_example_and_no_other_does(n: int, rule: Rule, monkeypatch: pytest.MonkeyPatch) -> None:
    with_it = kinds(rule.like)
    assert rule.kind in with_it
    monkeypatch.setattr(background, "RULES", (*RULES[:n], *RULES[n + 1 :]))
    assert kinds(rule.like) != with_it


def test_a_limit_beside_its_data_period_is_a_duty() -> None:
    words = "trước ngày 20/6 hằng năm, số liệu tính từ ngày 15/12 năm trước đến ngày 14/6"
    (duty,) = told(f"1. Sở Xây dựng báo cáo UBND tỉnh {words}.").duties
    assert (duty.owed_by_raw, duty.schedule_raw) == ("Sở Xây dựng", words)


HINTS = (
    "tình hình dịch bệnh", "giấy phép hết hạn", "tài liệu năm 2025", "văn bản đề nghị hỗ trợ", "số liệu thống kê",
    "chỉ tiêu giai đoạn 2026 - 2030", "công trình đạt chuẩn", "dự toán ngân sách năm 2027", "quyết định bãi bỏ",
    "kế hoạch phấn đấu tăng 5%", "tồn tại đã nêu", "hồ sơ phục vụ phiên họp", "tỷ lệ giải ngân", "hồ sơ lưu trữ",
    "thời điểm kiểm kê", "danh mục cấp phép", "phiên chợ Tết", "lễ kỷ niệm", "kinh phí", "số lượng người hưởng",
)  # fmt: skip
ACTS = ("rà soát", "hoàn thành", "gửi", "xử lý", "tổng hợp", "công khai", "cập nhật", "khắc phục", "hoàn thiện")
LIMITS = (
    "trước ngày 30/9/2026", "chậm nhất ngày 30/9/2026", "chậm nhất là ngày 30 tháng 9 năm 2026", "xong trước 30/9/2026",
    "trước 16 giờ 00 ngày 30/9/2026", "muộn nhất ngày 30/9/2026", "trước ngày 15/12 hằng năm",
)  # fmt: skip
BEHIND = ("", " để phục vụ kỳ họp", " theo quy định", ", đạt 100%", " nhằm chuẩn bị cho đại hội", ", không để tồn đọng")


SUBJECTS = (
    "1. Sở Y tế", "1. Sở Y tế phải", "Giao Sở Y tế", "Khi nhận được văn bản, đề nghị các xã", "Đối với các xã:",
    "UBND tỉnh tăng cường chỉ đạo, trong đó yêu cầu Sở Y tế", "Trước ngày 10/4/2026, Sở Y tế có văn bản đề nghị các xã",
)  # fmt: skip


@given(st.sampled_from(list(itertools.product(SUBJECTS, ACTS, HINTS, LIMITS, BEHIND))))
def test_a_limit_to_come_that_is_ordered_is_a_duty_or_asked(said: tuple[str, str, str, str, str]) -> None:
    subject, act, hint, limit, behind = said
    found = told(f"{subject} {act} {hint} {limit}{behind}.")
    ends = [one for one in found.printed if any(day in one.words for day in ("30/9", "15/12", "30 tháng 9"))]
    assert ends and {one.where for one in ends} <= {"duty", "unplaced"}


@pytest.mark.parametrize(
    "sentence",
    [
        "1. Sở Y tế hoàn thành đề án bảo vệ môi trường (tháng 6/2026).",
        "1. Sở Y tế phân công trực nghỉ Tết từ ngày 14/02 đến ngày 22/02/2027.",
        "1. Sở Xây dựng khởi công công trình dịp 30/4.",
        "1. Sở Y tế hoàn thành các nhiệm vụ đã được giao trong quý III/2026.",
        "1. Sở Y tế tiếp tục xử lý các hồ sơ đang tồn đọng đến hết ngày 30/9/2026.",
        "1. Sở Y tế tổ chức trực ban từ 05 giờ ngày 26/9/2026 cho đến khi có thông báo mới.",
        "1. Sở Y tế tổ chức Ngày hội đọc sách 21/4/2026.",
        "1. Sở Nội vụ hoàn thành việc bổ nhiệm công chức năm 2026.",
        "1. Các chủ đầu tư đến hết ngày 30/9/2026 giải ngân đạt 60%.",
        "Đợt tiêm chủng bổ sung kết thúc vào ngày 30/9/2026.",
        "Quỹ Phát triển khoa học đang nhận hồ sơ riêng đến hết ngày 31/8/2026.",
    ],
)
def test_what_may_order_is_not_passed_over(sentence: str) -> None:
    assert kinds(sentence) == []
