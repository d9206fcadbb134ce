"""The page of comments as an office reads it, and as the decree wants it."""

import re
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import docx
from docx.shared import Mm, Pt

from reminder.documents.writing import annex_file
from reminder.engine.linting.page import comments
from tests.linting.drafts import TOP, remarks, understood

AT = datetime(2026, 2, 20, 2, 0, tzinfo=UTC)
DRAFT = (
    "Sở Y tế báo cáo UBND tỉnh kết quả thực hiện hằng quý.\n"
    "Sở Nội vụ báo cáo UBND tỉnh trước ngày 15/11/2026.\n"
    "Xây dựng Đề án cấp nước sạch | Đề án | Sở Y tế/ Sở Xây dựng | Quý III/2026\n"
    "Rà soát giếng khoan | | Sở Giao thông vận tải | Trước ngày 31/5/2026\n"
    "Ban hành đơn giá nước | | Sở Giao thông vận tải | Quý II/2026"
)


def page(text: str, lang: str = "vi", top: tuple[str, ...] = TOP) -> Any:
    annex = comments(understood(text, top), remarks(text, top=top), date(2026, 2, 20), "Sở Tư pháp", lang)
    return docx.Document(BytesIO(annex_file((annex,), "Sở Tư pháp", AT)))


def test_the_page_in_full() -> None:
    made = page(DRAFT)
    assert [" ".join(p.text.split()) for p in made.paragraphs if p.text] == [
        "PHỤ LỤC",
        "Ý KIẾN ĐỐI VỚI DỰ THẢO KẾ HOẠCH",
        "Cấp nước sạch nông thôn tỉnh Bình Mẫu",
        "(Kèm theo Công văn số ngày tháng 02 năm 2026 của Sở Tư pháp)",
        "Qua rà soát thời gian thực hiện, phân công chủ trì, sản phẩm và chế độ báo cáo của 5 nhiệm vụ, báo cáo trong "
        "dự thảo, có 8 chỗ, gộp thành 5 nội dung, đề nghị xem xét, hoàn thiện như sau:",
    ]
    assert [[cell.text for cell in row.cells] for row in made.tables[0].rows] == [
        ["TT", "Vị trí", "Nội dung dự thảo", "Ý kiến", "Đề nghị"],
        [
            "1", "Mục II.1", "“báo cáo UBND tỉnh kết quả thực hiện hằng quý”",
            "Báo cáo định kỳ chưa ghi ngày phải gửi.",
            "Đề nghị ghi ngày gửi của từng kỳ, như “trước ngày 20 của tháng cuối quý”.",
        ],
        [
            "2", "Mục II.2; nhiệm vụ 2",
            "- Mục II.2: “báo cáo UBND tỉnh trước ngày 15/11/2026”\n- Nhiệm vụ 2: “Trước ngày 31/5/2026”",
            "- Ngày cuối là thứ Bảy, 14/11/2026; ngày làm việc liền trước là 13/11/2026, liền sau là 16/11/2026.\n"
            "- Ngày cuối là thứ Bảy, 30/5/2026; ngày làm việc liền trước là 29/5/2026, liền sau là 01/6/2026.",
            "Đề nghị chọn ngày làm việc liền trước hoặc liền sau.",
        ],
        [
            "3", "Nhiệm vụ 1", "Xây dựng Đề án cấp nước sạch: “Sở Y tế/ Sở Xây dựng”",
            "Ghi các cơ quan để lựa chọn, chưa xác định cơ quan nào chịu trách nhiệm chính.",
            "Đề nghị giao một cơ quan chủ trì, các cơ quan khác phối hợp; nếu tùy trường hợp thì tách thành từng nhiệm "
            "vụ.",
        ],
        [
            "4", "Nhiệm vụ 2, 3", "“Sở Giao thông vận tải”",
            "“Sở Giao thông vận tải” nay là Sở Xây dựng (Nghị quyết 190/2025/QH15).", "Đề nghị ghi “Sở Xây dựng”.",
        ],
        [
            "5", "Nhiệm vụ 2, 3", "- Nhiệm vụ 2: “Rà soát giếng khoan”\n- Nhiệm vụ 3: “Ban hành đơn giá nước”",
            "Chưa ghi sản phẩm.",
            "Đề nghị bổ sung sản phẩm để có căn cứ theo dõi, đánh giá kết quả.",
        ],
    ]  # fmt: skip


def test_the_page_is_laid_out_as_the_decree_wants() -> None:
    made = page(DRAFT)
    section, table = made.sections[0], made.tables[0]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin / Mm(1)) for margin in margins] == [20, 20, 30, 15]
    assert made.styles["Normal"].font.name == "Times New Roman"
    assert abs(sum(cell.width for cell in table.rows[0].cells) - Mm(210 - 30 - 15)) < Pt(1)
    assert "w:tblHeader" in table.rows[0]._tr.xml and all("w:cantSplit" in row._tr.xml for row in table.rows)


def test_a_draft_without_remarks_has_a_page_that_says_so() -> None:
    made = page("Xây dựng Đề án cấp nước sạch | Đề án | Sở Y tế | Quý III/2026")
    assert made.paragraphs[4].text.endswith("không có nội dung đề nghị chỉnh sửa.") and not made.tables


def test_in_english_and_for_another_kind_of_document() -> None:
    made = page(DRAFT, "en", (TOP[0], "Số: 12/CTr-UBND", *TOP[2:]))
    assert made.paragraphs[1].text == "COMMENTS ON THE DRAFT CHƯƠNG TRÌNH"
    assert [cell.text for cell in made.tables[0].rows[1].cells][1:4] == [
        "Section II.1", "“báo cáo UBND tỉnh kết quả thực hiện hằng quý”",
        "The report is to be made periodically, but on which day is not written.",
    ]  # fmt: skip


def test_a_number_that_all_places_share_is_said_once() -> None:
    text = "Sở Y tế hoàn thành Đề án A trước ngày 15/11/2026; hoàn thành Đề án B trước ngày 22/11/2026."
    (row,) = page(text).tables[0].rows[1:]
    assert [cell.text for cell in row.cells][1:4] == [
        "Mục II.1", "- “hoàn thành Đề án A trước ngày 15/11/2026”\n- “hoàn thành Đề án B trước ngày 22/11/2026”",
        "- Ngày cuối là thứ Bảy, 14/11/2026; ngày làm việc liền trước là 13/11/2026, liền sau là 16/11/2026.\n"
        "- Ngày cuối là thứ Bảy, 21/11/2026; ngày làm việc liền trước là 20/11/2026, liền sau là 23/11/2026.",
    ]  # fmt: skip


def test_a_name_that_is_asked_about_is_seen() -> None:
    draft = "Sở Tài chánh báo cáo UBND tỉnh trước ngày 15/12/2026.\nSở Y học báo cáo UBND tỉnh trước ngày 15/12/2026."
    assert [row.cells[2].text.rpartition(": ")[2] for row in page(draft).tables[0].rows[1:]] == [
        "“Sở Tài chánh”", "“Sở Y học”",
    ]  # fmt: skip


def test_what_is_quoted_stands_in_the_draft() -> None:
    """Of sentences without a time of their own too, whose short names are made up."""
    draft = (
        "Sở Nội vụ tổng hợp, gửi báo cáo Bộ Nội vụ theo lộ trình của Bộ.\n"
        "Sở Y tế định kỳ báo cáo kết quả thực hiện về UBND tỉnh.\n"
        "Đề án | Đề án | Sở Giao thông vận tải, Sở Tài chánh | Theo lộ trình"
    )
    quoted = [q for row in page(draft).tables[0].rows[1:] for q in re.findall("“(.+?)”", row.cells[2].text)]
    assert len(quoted) == 5 and all(words.strip(" …") in draft for words in quoted)


def test_no_day_of_issue_is_made_up() -> None:
    top = (TOP[0], "Số:     /KH-UBND", "Bình Mẫu, ngày     tháng 02 năm 2026", *TOP[3:])
    made = page("Xây dựng Đề án cấp nước sạch | Đề án | Sở Y tế | Quý IV/2025", top=top)
    assert made.tables[0].rows[1].cells[3].text == "Thời hạn này đã qua trước khi ban hành văn bản."
