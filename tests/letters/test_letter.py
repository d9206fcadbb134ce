"""The letter that urges, in the form of Nghị định 30/2020/NĐ-CP: read back as a person and as Word would."""

import subprocess
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.shared import Mm, Pt

from reminder.directory.agency import Agency
from reminder.documents.writing.form import balanced
from reminder.engine.papers.letterhead import abbreviation, signer
from tests.journeys.desk import Desk
from tests.servers.needs import need_program
from tests.servers.waiting import PATIENCE

AT = ("--at", "2026-12-17")
FINANCE = """\
[[agency]]
id = "sti"
name = "Sở Tài chính"
kind = "department"
contacts = [{ mailbox = "vt@stc.example" }]
"""


def drafted(desk: Desk, *words: str) -> list[dict[str, Any]]:
    ran = desk.run("letter", *words, *AT, "--out", "thu", "--format", "json")
    assert ran.status == 0, ran.err
    found: list[dict[str, Any]] = ran.json
    return found


def opened(desk: Desk, file: str) -> Any:
    return Document(str(desk.folder / file))


def words(document: Any) -> str:
    """All text, tables in their place."""
    lines = []
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            lines += [" | ".join(dict.fromkeys(cell.text for cell in row.cells)) for row in block.rows]
        else:
            lines.append(block.text)
    return "\n".join(lines)


def test_one_letter_to_one_agency(late: Desk) -> None:
    (made,) = drafted(late, "--overdue", "--agency", "Sở Xây dựng", "--reply-by", "2026-12-22")
    assert (made["sender"], made["agencies"]) == ("snnmt", ["sxd"])
    text = words(opened(late, made["file"]))
    for part in (
        "UBND TỈNH\nSỞ NÔNG NGHIỆP\nVÀ MÔI TRƯỜNG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
        "Số:          /SNNMT-……", "V/v đôn đốc thực hiện\nchế độ báo cáo",
        "Thử Nghiệm, ngày        tháng 12 năm 2026", "Kính gửi: Sở Xây dựng.",
        "Thực hiện Kế hoạch số 1/KH-UBND ngày 05 tháng 01 năm 2026 của UBND tỉnh",
        "Tính đến ngày 17 tháng 12 năm 2026, Sở Nông nghiệp và Môi trường chưa ghi nhận",
        "1 | Báo cáo năm (năm 2026) | “trước ngày 15/12 hằng năm”; trước ngày 15/12/2026 | "
        "2 lần, gần nhất ngày 16/12/2026",
        "chậm nhất ngày 22/12/2026.",
        "Nơi nhận:\n- Như trên;\n- UBND tỉnh (để báo cáo);\n- Lưu: VT, ……", "GIÁM ĐỐC", "./.",
    ):  # fmt: skip
        assert part in text, part


def test_it_asserts_what_is_on_record_and_never_lateness(late: Desk) -> None:
    for made in drafted(late, "--overdue"):
        text = words(opened(late, made["file"])).lower()
        assert "chưa ghi nhận" in text
        assert not [w for w in ("quá hạn", "trễ", "chậm trễ", "vi phạm", "không báo cáo") if w in text]


def test_who_has_answered_is_not_written_to(late: Desk) -> None:
    (made,) = drafted(late, "--overdue")
    assert "sct" not in made["agencies"]
    ran = late.run("letter", "--overdue", "--agency", "sct", *AT)
    assert (ran.status, "nothing to write" in ran.err) == (1, True)


def test_many_agencies_one_letter_or_one_each(late: Desk) -> None:
    late.edit("rules/agencies/tinh.toml", "[[group]]", f"{FINANCE}\n[[group]]")
    assert late.run("reload", "--at", "2026-12-14").status == 0
    (many,) = drafted(late, "year")
    text = words(opened(late, many["file"]))
    assert "Kính gửi:\n- Sở Xây dựng;\n- Sở Tài chính." in text
    assert "về nội dung: Báo cáo năm" in text
    each = drafted(late, "year", "--each")
    assert [m["agencies"] for m in each] == [["sxd"], ["sti"]]


def test_an_obligation_not_yet_due_may_be_urged_too(late: Desk) -> None:
    (made,) = drafted(late, "kh-1/1")
    text = words(opened(late, made["file"]))
    assert "Xây dựng quy chế" in text and "chậm nhất ngày 31/12/2026" in text
    assert "V/v đôn đốc thực hiện\nnhiệm vụ, báo cáo" in text


def test_the_page_is_the_decrees(late: Desk) -> None:
    document = opened(late, drafted(late, "--overdue")[0]["file"])
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert 20 <= round(section.top_margin.mm) <= 25 and 20 <= round(section.bottom_margin.mm) <= 25
    assert 30 <= round(section.left_margin.mm) <= 35 and 15 <= round(section.right_margin.mm) <= 20
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    assert document.styles["Normal"].font.name == "Times New Roman"
    for paragraph in document.paragraphs:
        if len(paragraph.text) > 60:
            assert {run.font.size for run in paragraph.runs} == {Pt(14)}
            assert paragraph.paragraph_format.first_line_indent == pytest.approx(Mm(12.7), abs=Mm(1))
            assert paragraph.paragraph_format.space_before == Pt(6)


def test_a_draft_is_never_overwritten(late: Desk) -> None:
    drafted(late, "--overdue")
    ran = late.run("letter", "--overdue", *AT, "--out", "thu")
    assert ran.status == 1
    assert "exists already" in ran.err


def test_what_is_asked_for_must_be_clear(late: Desk) -> None:
    assert late.run("letter", *AT).status == 2
    assert late.run("letter", "year", "--overdue", *AT).status == 2
    assert late.run("letter", "year", "--agency", "Sở Không Có", *AT).status == 1


def test_nothing_is_sent_and_nothing_written_down(late: Desk) -> None:
    before = [str(m["Message-ID"]) for m in late.mails()]
    drafted(late, "--overdue")
    outbox = late.run("outbox", "list", "--format", "json").json
    drafted(late, "kh-1/1")
    assert [str(m["Message-ID"]) for m in late.mails()] == before
    assert late.run("outbox", "list", "--format", "json").json == outbox


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Sở Nông nghiệp và Môi trường", "SNNMT"),
        ("Sở Y tế", "SYT"),
        ("Sở Giáo dục và Đào tạo", "SGDĐT"),
        ("Sở Văn hóa, Thể thao và Du lịch", "SVHTTDL"),
        ("UBND tỉnh Thái Nguyên", "UBND"),
        ("Văn phòng UBND tỉnh", "VPUBND"),
    ],
)
def test_symbols(name: str, short: str) -> None:
    assert abbreviation(name) == short


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("SỞ Y TẾ", "SỞ Y TẾ"),
        ("SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", "SỞ NÔNG NGHIỆP\nVÀ MÔI TRƯỜNG"),
        ("SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH", "SỞ VĂN HÓA, THỂ THAO\nVÀ DU LỊCH"),
        ("X" * 40, "X" * 40),
        ("", ""),
    ],
)
def test_a_long_name_leaves_no_word_alone(name: str, lines: str) -> None:
    assert balanced(name, 24) == lines


def test_where_nobody_was_mailed_no_column_says_so(unheard: Desk) -> None:
    (made,) = drafted(unheard, "year")
    text = words(opened(unheard, made["file"]))
    assert "Đã nhắc" not in text and "Sở Xây dựng" in text


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Sở Y tế", ("GIÁM ĐỐC",)),
        ("Văn phòng UBND tỉnh", ("CHÁNH VĂN PHÒNG",)),
        ("UBND tỉnh Thái Nguyên", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
        ("Thanh tra tỉnh", ("CHÁNH THANH TRA",)),
        ("Liên minh Hợp tác xã tỉnh", ("CHỦ TỊCH",)),
        ("Hợp tác quốc tế", ("THỦ TRƯỞNG",)),
    ],
)
def test_who_signs(name: str, lines: tuple[str, ...]) -> None:
    agency = Agency("a", name, "department")
    assert signer(agency) == lines
    assert signer(agency, "Kt. Giám đốc/Phó Giám đốc") == ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")


def test_in_an_office_program_it_is_one_page_with_its_corners_side_by_side(late: Desk, tmp_path: Path) -> None:
    soffice, pdftotext = need_program("soffice", "pdftotext")
    (made,) = drafted(late, "--overdue", "--agency", "sxd")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    file = late.folder / made["file"]
    turn = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(file)]
    subprocess.run(turn, check=True, capture_output=True, timeout=PATIENCE)
    text = subprocess.run(
        [pdftotext, "-layout", str(tmp_path / f"{file.stem}.pdf"), "-"], check=True, capture_output=True, text=True,
        timeout=PATIENCE,
    ).stdout  # fmt: skip
    assert text.count("\f") == 1
    first = next(line for line in text.splitlines() if line.strip())
    assert "UBND TỈNH" in first and "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in first
    assert any("Nơi nhận:" in line and "GIÁM ĐỐC" in line for line in text.splitlines())
