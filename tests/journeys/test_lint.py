"""`reminder lint`: from a draft in Word to the page of comments."""

from pathlib import Path

import docx
import pytest

from tests.journeys.desk import Desk, sheet
from tests.linting.drafts import paper

AT = ("--at", "2026-02-20", "--lang", "vi")
GOOD = "Xây dựng Đề án cấp nước | Đề án | Sở Xây dựng | Quý III/2026"
BAD = (
    "Sở Công Thương định kỳ báo cáo kết quả thực hiện về UBND tỉnh.\n"
    "Xây dựng Đề án cấp nước | Đề án | Sở Xây dựng/ Sở Công Thương | Quý III/2026\n"
    "Rà soát giếng khoan | Báo cáo | Sở Xây dựng | \n"
    "Ban hành đơn giá nước | Quyết định | Sở Công Thương | Tháng 9/2026 (Quý II)"
)


@pytest.fixture
def draft(desk: Desk) -> Desk:
    (desk.folder / "xau.docx").write_bytes(paper(BAD))
    (desk.folder / "tot.docx").write_bytes(paper(GOOD))
    return desk


def test_the_remarks_and_the_page(draft: Desk) -> None:
    ran = draft.run("lint", "xau.docx", "--out", "gop-y.docx", *AT)
    assert ran.status == 1 and "Đã xem 4 nhiệm vụ, báo cáo; có 4 chỗ cần góp ý, gộp thành 4 nội dung" in ran.err
    assert "Đã ghi gop-y.docx; cần xem lại trước khi gửi" in ran.err and "Nhiệm" in ran.out
    page = docx.Document(str(draft.folder / "gop-y.docx"))
    assert (
        page.paragraphs[1].text == "Ý KIẾN ĐỐI VỚI DỰ THẢO KẾ HOẠCH"
        and "Văn phòng UBND tỉnh" in page.paragraphs[3].text
    )
    assert [row.cells[1].text for row in page.tables[0].rows][1:] == [
        "Mục II.1", "Nhiệm vụ 1", "Nhiệm vụ 2", "Nhiệm vụ 3",
    ]  # fmt: skip


def test_json_and_csv_have_the_contract_s_keys(draft: Desk) -> None:
    ran = draft.run("lint", "xau.docx", "--format", "json", *AT)
    (remarks,) = ran.json.values()
    assert ran.status == 1 and list(ran.json) == ["remarks"]
    assert [list(remark) for remark in remarks] == [["kind", "line", "place", "words", "why"]] * 4
    assert [remark["kind"] for remark in remarks] == [
        "duty without a day", "choice of leads", "no date", "contradiction",
    ]  # fmt: skip
    assert (remarks[1]["line"], remarks[1]["place"]) == ("bảng 1, hàng 2", "nhiệm vụ 1 (bảng 1, hàng 2)")
    assert remarks[2]["words"] == "Rà soát giếng khoan" and "Đề nghị bổ sung thời hạn" in remarks[2]["why"]
    headings, *written = sheet(draft.run("lint", "xau.docx", "--format", "csv", *AT))
    assert headings == ["Loại", "Dòng", "Vị trí", "Nội dung", "Vì sao"]
    assert [line[1:] for line in written] == [[str(value) for value in remark.values()][1:] for remark in remarks]
    assert [line[0] for line in written][1:3] == ["nhiều cơ quan để chọn", "chưa có thời hạn"]


def test_a_line_of_a_text_is_a_number(draft: Desk) -> None:
    draft.write("xau.txt", "KẾ HOẠCH\nSố: 9/KH-UBND\nSở Công Thương báo cáo UBND tỉnh kết quả hằng quý.\n")
    (remark,) = draft.run("lint", "xau.txt", "--format", "json", *AT).json["remarks"]
    assert remark["line"] == 3 and remark["place"].endswith("dòng 3")


def test_page_and_console_count_alike_and_a_draft_needs_no_day_of_issue(draft: Desk) -> None:
    top = (
        "ỦY BAN NHÂN DÂN TỈNH BÌNH MẪU",
        "Số:     /KH-UBND",
        "Bình Mẫu, ngày    tháng 02 năm 2026",
        "KẾ HOẠCH",
        "Cấp nước",
    )
    rows = "\n".join(f"Việc thứ {n} | Đề án | | Quý III/2026" for n in range(1, 7))
    (draft.folder / "du-thao.docx").write_bytes(paper(rows, top))
    ran = draft.run("lint", "du-thao.docx", "--out", "gop-y.docx", *AT)
    page = docx.Document(str(draft.folder / "gop-y.docx"))
    assert "có 6 chỗ cần góp ý, gộp thành 1 nội dung" in ran.err and "issued_on" not in ran.err
    assert "có 6 chỗ, gộp thành 1 nội dung" in page.paragraphs[4].text
    assert page.tables[0].rows[1].cells[2].text.count("Việc thứ") == 6 == ran.out.count("Việc thứ")


def test_a_good_draft_ends_with_nothing_to_say(draft: Desk) -> None:
    ran = draft.run("lint", "tot.docx", "--out", "gop-y.docx", *AT)
    assert (ran.status, ran.out) == (0, "") and "không có chỗ nào cần góp ý" in ran.err
    assert draft.run("lint", "tot.docx", "--format", "json", *AT).json == {"remarks": []}
    assert not docx.Document(str(draft.folder / "gop-y.docx")).tables


def test_what_cannot_be_meant_is_refused(draft: Desk) -> None:
    assert draft.run("lint", "xau.docx", "--out", "gop-y.pdf", *AT).status == 2
    assert "hiện có tinh" in draft.run("lint", "xau.docx", "--directory", "no", *AT).err
    draft.write("thu.txt", "Kính gửi anh, hẹn gặp lại.\n")
    ran = draft.run("lint", "thu.txt", *AT)
    assert ran.status == 1 and "không thấy nhiệm vụ hoặc báo cáo nào" in ran.err
    (draft.folder / "cu.docx").write_bytes(b"x")
    assert draft.run("lint", "xau.docx", "--out", "cu.docx", *AT).status == 1
    assert (draft.folder / "cu.docx").read_bytes() == b"x"


def test_what_was_not_read_is_said(draft: Desk, tmp_path: Path) -> None:
    made = docx.Document(str(draft.folder / "tot.docx"))
    struck = made.add_paragraph().add_run("Sở Công Thương báo cáo trước ngày 15/12/2026.")
    struck.font.strike = True
    made.save(str(draft.folder / "gach.docx"))
    ran = draft.run("lint", "gach.docx", *AT)
    assert ran.status == 0 and "Sở Công Thương báo cáo trước ngày 15/12/2026." in ran.err


def test_in_english_with_the_directory_named(province: Desk) -> None:
    (province.folder / "p.docx").write_bytes(paper(BAD))
    ran = province.run("lint", "p.docx", "--directory", "thai-nguyen", "--at", "2026-02-20", "--lang", "en")
    assert ran.status == 1 and "task 1" in ran.out.lower() and "Please name one as lead" in " ".join(ran.out.split())
