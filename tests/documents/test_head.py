"""The head of a document: number, day, issuer and title as they are printed, whatever the layout; nothing invented."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reminder.documents import Document, Head, read_document, read_duties, read_head, read_tables
from reminder.documents.blocks import Cell, Paragraph, Row, Table
from reminder.documents.finding import Spot
from reminder.documents.head.dates import day_in
from reminder.documents.head.kinds import kinds
from reminder.documents.head.numbers import number_in
from reminder.documents.tables.printed_times import printed_times
from tests.documents.letterheads import Made, excel, heads, plain, word
from tests.documents.papers import _Sheet

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"


def lines(text: str) -> Document:
    """A paragraph a line."""
    return Document(
        "txt", tuple(Paragraph(t.strip(), Spot("line", n)) for n, t in enumerate(text.split("\n"), 1) if t.strip())
    )


def says(head: Head) -> tuple[str, str, str, str]:
    return head.number, head.issued, head.issuer, head.title


def missing(head: Head) -> set[str]:
    return {f.code for f in head.findings}


def is_as_made(head: Head, made: Made) -> None:
    assert (*says(head), head.issued_on) == (made.number, made.issued, made.issuer, made.title, made.issued_on)
    blank = {"no-plan-number"} if not made.number[:1].isdigit() else set()
    assert missing(head) == blank | ({"no-issue-day"} if made.issued_on is None else set())


@settings(max_examples=150, deadline=None)
@given(heads())
def test_a_head_says_what_it_was_made_of(made: Made) -> None:
    is_as_made(read_head(made.document), made)


@settings(max_examples=12, deadline=None)
@given(
    heads(("table of two rows", "table of one row", "two columns", "one column")), st.sampled_from((word, excel, plain))
)
def test_in_every_format(tmp_path_factory: pytest.TempPathFactory, made: Made, form: object) -> None:
    ending = {word: "docx", excel: "xlsx", plain: "txt"}
    assert callable(form)
    file = tmp_path_factory.mktemp("heads") / f"a.{ending[form]}"
    file.write_bytes(form(made.document))
    is_as_made(read_head(read_document(file)), made)


@pytest.mark.parametrize(
    ("text", "issuer", "on", "title"),
    [
        (
            "UBND THÀNH PHỐ HÀ NỘI CỘNG HÒA XÃ HỘI CHỦ\nSỞ Y TẾ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
            "Số: 86/SYT-KT Hà Nội, ngày 17 tháng 3 năm V/v chăm sóc cây xanh tại khu 2026\nnhà ở công vụ\nKính gửi:",
            "SỞ Y TẾ",
            date(2026, 3, 17),
            "V/v chăm sóc cây xanh tại khu nhà ở công vụ",
        ),
        (
            "ỦY BAN NHÂN DÂN CỘNG HOÀ XÃ HỘI TỈNH CÀ MAU CHỦ NGHĨA VIỆT NAM Độc lập - Tự do\n- Hạnh phúc\n"
            "Số: 8/UBND-KT Cà Mau, ngày 7 tháng 3\nV/v chăm sóc cây xanh năm 2026\nKính gửi: Các sở.",
            "ỦY BAN NHÂN DÂN TỈNH CÀ MAU",
            date(2026, 3, 7),
            "V/v chăm sóc cây xanh",
        ),
        (  # whose year it is cannot be told
            "UBND TỈNH CÀ MAU\nSố: 8/UBND-KT Cà Mau, ngày 7 tháng 3 năm V/v chăm sóc cây xanh năm 2026\nKính gửi:",
            "UBND TỈNH CÀ MAU",
            None,
            "V/v chăm sóc cây xanh năm 2026",
        ),
        (
            "ỦY BAN MTTQ VIỆT NAM CỘNG HÒA XÃ HỘI CHỦ TỈNH ĐIỆN BIÊN NGHĨA VIỆT NAM BAN THƯỜNG TRỰC Độc lập - Tự do - "
            "Số: 24/KH-MTTQ-BTT Hạnh phúc\nĐiện Biên, ngày 20 tháng 02 năm 2026\nKẾ HOẠCH\nChăm sóc cây xanh",
            "BAN THƯỜNG TRỰC ỦY BAN MTTQ VIỆT NAM TỈNH ĐIỆN BIÊN",
            date(2026, 2, 20),
            "Chăm sóc cây xanh",
        ),
    ],
)
def test_two_columns_run_into_one_another(text: str, issuer: str, on: date | None, title: str) -> None:
    head = read_head(lines(text))
    assert (head.issuer, head.issued_on, head.title) == (issuer, on, title)
    assert head.number[:1].isdigit()


def test_two_columns_of_a_page(tmp_path: Path) -> None:
    sheet = _Sheet()
    left = ("UBND TỈNH LÂM ĐỒNG", "SỞ XÂY DỰNG", "", "Số: 31/SXD-QLN", "V/v chăm sóc cây xanh", "công sở năm 2026")
    right = (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "",
        "Lâm Đồng, ngày 15 tháng 9 năm 2026",
    )
    for x, column in ((60, left), (400, right)):
        for n, text in enumerate(column):
            sheet.say(x, 40 + 16 * n, text)
    for n, text in enumerate(("Kính gửi: Các sở, ban, ngành.", "Sở Xây dựng đề nghị báo cáo trước ngày 20/9/2026.")):
        sheet.say(100, 190 + 20 * n, text)
    (tmp_path / "a.pdf").write_bytes(sheet.save())
    assert says(read_head(read_document(tmp_path / "a.pdf"))) == (
        "31/SXD-QLN", "ngày 15 tháng 9 năm 2026", "SỞ XÂY DỰNG", "V/v chăm sóc cây xanh công sở năm 2026",
    )  # fmt: skip


SENTENCES = (
    "Căn cứ Quyết định số 99/QĐ-STC ngày 01/02/2024;",
    "1. Thực hiện Kế hoạch số 12/KH-STC ngày 05/01/2026.",
    "Nghị quyết số 09-NQ/TU ngày 08/12/2017 đã nêu rõ nhiệm vụ.",
    "Sở Tài chính báo cáo trước ngày 15/12/2026.",
    "Theo Thông tư số 02/2022/TT-BTNMT ngày 10/01/2022, Sở Y tế tổng hợp.",
    "- Trước ngày 20/6, các sở báo cáo kết quả.",
    "Lâm Đồng, ngày hội của cây xanh, tổ chức hằng năm.",
    "(Kèm theo Quyết định số 1785/QĐ-TTg ngày 02/9/2025)",
    "Mẫu số 01: ............, ngày ..... tháng ..... năm 20....",
    "Tiếp theo Công văn Số 77/SXD-QLN ngày 03/3/2025 của Sở Xây dựng.",
)


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8))
def test_a_text_without_a_head_has_none_and_says_so(sentences: list[str]) -> None:
    head = read_head(lines("\n".join(sentences)))
    assert (*says(head), head.issued_on) == ("", "", "", "", None)
    assert missing(head) == {"no-plan-number", "no-issue-day", "no-issuer", "no-plan-title"}


@settings(deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60), max_size=12))
def test_any_text_has_some_head(texts: list[str]) -> None:
    read_head(lines("\n".join(texts)))


# Nghị định 30/2020/NĐ-CP, Phụ lục III
SIGNS = (
    "NQ", "QĐ", "CT", "QC", "QyĐ", "TC", "TB", "HD", "CTr", "KH", "PA", "ĐA", "DA", "BC", "BB", "TTr", "HĐ", "CĐ",
    "BGN", "BTT", "GUQ", "GM", "GGT", "GNP", "PG", "PC", "PB",
)  # fmt: skip


@pytest.mark.parametrize("sign", SIGNS)
def test_every_sign_of_the_decree(sign: str) -> None:
    assert f"|{sign}|" in f"|{kinds().sign.removeprefix('(?:').removesuffix(')')}|"
    for number in (
        f"12/{sign}-UBND",
        f"12/{sign}-SXD",
        f"05-{sign}/TU",
        f"/{sign}-UBND",
        f"-{sign}/TU",
        f"7a/2026/{sign}-HĐND",
    ):
        assert number_in(f"Số: {number}") == (number, 0, len(f"Số: {number}"))


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Số: 512 /UBND-KT", "512/UBND-KT"),
        ("Số: 1234/SNNMT-TL", "1234/SNNMT-TL"),
        ("Số:67/SKHĐT-TH", "67/SKHĐT-TH"),
        ("Số: 45/STC-NS&TH", "45/STC-NS&TH"),
        ("Số: 100/KH-UBND.VX", "100/KH-UBND.VX"),
        ("Số: 12/TTg-NN", "12/TTg-NN"),
        ("Số: 12/2025/TT-BNNMT", "12/2025/TT-BNNMT"),
        ("Luật số: 31/2024/QH15", "31/2024/QH15"),
        ("Số 123-KH/TU", "123-KH/TU"),
        ("Số: 367 - QĐ/TWĐTN-VP", "367-QĐ/TWĐTN-VP"),
        ("Số 08-QĐi/TW", "08-QĐi/TW"),
        ("Số: 45 KH/UBND", "45-KH/UBND"),
        ("Số: 45 KH-UBND", "45/KH-UBND"),
        ("Số: 12 /KH - UBND", "12/KH-UBND"),
        ("Số ký hiệu: 31/KH-SXD", "31/KH-SXD"),
        ("31/KH-SXD", "31/KH-SXD"),
        ("SỐ: 31/KH-SXD", "31/KH-SXD"),
        ("Số:       /KH-UBND", "/KH-UBND"),
        ("Số: ……./2026/NQ-HĐND", "/2026/NQ-HĐND"),
        ("Số ... -CV/BTGTU", "-CV/BTGTU"),
        ("UBND TỈNH LÂM ĐỒNG Số: 31/SXD-QLN Lâm Đồng, ngày 1 tháng 5 năm 2025", "31/SXD-QLN"),
        ("Số: 33/KH-UBND - Nam Định, ngày 1 tháng 5 năm 2025", "33/KH-UBND"),
        ("V/v cây xanh Số: 55/UBND-KT", "55/UBND-KT"),
        ("Căn cứ Quyết định số 12/QĐ-UBND", ""),
        ("Căn cứ Quyết định Số 12/QĐ-UBND", ""),
        ("V/v cây số 55-CTr/TU", ""),
        ("Thực hiện Công văn Số: 12/SXD-KT", ""),
        ("của Kế hoạch số: 12/KH-UBND", ""),
        ("Số: 12", ""),
        ("Số 12 Trần Phú", ""),
    ],
)
def test_a_number_and_none(line: str, number: str) -> None:
    found = number_in(line)
    assert (found[0] if found else "") == number


@pytest.mark.parametrize(
    ("line", "words", "on"),
    [
        ("Lâm Đồng, ngày 15 tháng 9 năm 2025", "ngày 15 tháng 9 năm 2025", date(2025, 9, 15)),
        ("Số: 512/UBND-KT Lâm Đồng, ngày 15 tháng 9 năm 2025", "ngày 15 tháng 9 năm 2025", date(2025, 9, 15)),
        ("Hà Nội, ngày 05/01/2026", "ngày 05/01/2026", date(2026, 1, 5)),
        ("Tp.HCM, ngày 9-7-2025", "ngày 9-7-2025", date(2025, 7, 9)),
        ("Hà Nội, 05.01.2026", "ngày 05.01.2026", date(2026, 1, 5)),
        ("Xã Đức Trọng, ngày 5/1/2026", "ngày 5/1/2026", date(2026, 1, 5)),
        ("xã Đức Trọng, ngày 5/1/2026", "ngày 5/1/2026", date(2026, 1, 5)),
        ("Ngày 5/1/2026", "ngày 5/1/2026", date(2026, 1, 5)),
        ("Thành phố Hồ Chí Minh, ngày 5 tháng 1 năm 2026", "ngày 5 tháng 1 năm 2026", date(2026, 1, 5)),
        ("SỞ XÂY DỰNG Lâm Đồng, ngày 5 tháng 1 năm 2026", "ngày 5 tháng 1 năm 2026", date(2026, 1, 5)),
        ("HÀ NỘI, NGÀY 5 THÁNG 1 NĂM 2026", "ngày 5 tháng 1 năm 2026", date(2026, 1, 5)),
        ("Lâm Đồng,ngày05tháng01năm2026", "ngày 05 tháng 01 năm 2026", date(2026, 1, 5)),
        ("Lâm Đồng, ngày     tháng 01 năm 2026", "ngày … tháng 01 năm 2026", None),
        ("Lâm Đồng, ngày … tháng … năm 2026", "ngày … tháng … năm 2026", None),
        ("Lâm Đồng, ngày ..... tháng ..... năm 2026", "ngày … tháng … năm 2026", None),
        ("Lâm Đồng, ngày    /01/2026", "ngày …/01/2026", None),
        ("Lâm Đồng, tháng 01 năm 2026", "tháng 01 năm 2026", None),
        ("Lâm Đồng, ngày 5 tháng 1 năm 202", "ngày 5 tháng 1 năm 202…", None),
        ("Lâm Đồng, ngày 31 tháng 02 năm 2026", "ngày 31 tháng 02 năm 2026", None),
        ("Lâm Đồng, ngày … tháng … năm 20…", "", None),
        ("......, ngày .... tháng .... năm 20....", "", None),
        ("Ngày 15 tháng 9 năm 2025, UBND tỉnh ban hành", "", None),
        ("Triển khai Nghị quyết ngày 10/12/2025 của Quốc hội", "", None),
        ("Căn cứ Quyết định của Lâm Đồng, ngày 5 tháng 2 năm 2026", "", None),
        ("trước ngày 15 tháng 9 năm 2025", "", None),
        ("Hạn nộp: ngày 15/9/2025", "", None),
        ("Thời gian: Ngày 15/9/2025", "", None),
    ],
)
def test_a_day_of_issue_and_none(line: str, words: str, on: date | None) -> None:
    found = day_in(line)
    assert (found.words if found else "", found.on if found else None) == (words, on)


HEAD = f"UBND TỈNH LÂM ĐỒNG\nSỞ XÂY DỰNG\n{MOTTO}Số: 1/KH-SXD\nLâm Đồng, ngày 5 tháng 1 năm 2026\n"
REST = "\nI. MỤC ĐÍCH\n1. Sở Y tế báo cáo trước ngày 15/12/2026."


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("KẾ HOẠCH\nChăm sóc cây xanh\nTỔ CHỨC THỰC HIỆN", "Chăm sóc cây xanh"),
        ("KẾ HOẠCH\nCHĂM SÓC CÂY XANH\nCÔNG SỞ NĂM 2026\nMỤC ĐÍCH, YÊU CẦU", "CHĂM SÓC CÂY XANH CÔNG SỞ NĂM 2026"),
        ("KẾ HOẠCH CHĂM SÓC CÂY XANH\nnăm 2026", "CHĂM SÓC CÂY XANH năm 2026"),
        ("KẾ HOẠCH\nChăm sóc cây xanh\nKính gửi: Các sở", "Chăm sóc cây xanh"),
        ("KẾ HOẠCH\nChăm sóc cây xanh\nPHỤ LỤC I", "Chăm sóc cây xanh"),
        ("Kế hoạch\nChăm sóc cây xanh", "Chăm sóc cây xanh"),
        ("KẾ HOẠCH\nChăm sóc cây xanh\n(Kèm theo Quyết định số 5/QĐ-SXD ngày 5/1/2026)", "Chăm sóc cây xanh"),
        ("KẾ HOẠCH\nChăm sóc cây xanh\nSở Xây dựng ban hành kế hoạch như sau:", "Chăm sóc cây xanh"),
        (
            "KẾ HOẠCH\nHành động\nThực hiện Nghị quyết số 57-NQ/TW\nCăn cứ Kết luận số 1-KL/TW;",
            "Hành động Thực hiện Nghị quyết số 57-NQ/TW",
        ),
        (
            "KẾ HOẠCH\nHành động\nThực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của\nBộ Chính trị, Sở xây dựng:",
            "Hành động",
        ),
        (
            "QUYẾT ĐỊNH\nVề việc ban hành Quy chế\nGIÁM ĐỐC SỞ XÂY DỰNG\nCăn cứ Luật Xây dựng;",
            "Về việc ban hành Quy chế",
        ),
        ("QUYẾT ĐỊNH\nBAN HÀNH QUY CHẾ\nGIÁM ĐỐC SỞ XÂY DỰNG\nCăn cứ Luật Xây dựng;", "BAN HÀNH QUY CHẾ"),
        (
            "CHƯƠNG TRÌNH HÀNH ĐỘNG\nthực hiện Nghị quyết số 57-NQ/TW\n-----\nThực hiện Nghị quyết:",
            "thực hiện Nghị quyết số 57-NQ/TW",
        ),
        ("THÔNG BÁO\nKết luận cuộc họp ngày 4/1/2026\nNgày 4/1/2026, Sở đã họp.", "Kết luận cuộc họp ngày 4/1/2026"),
        ("GIẤY MỜI\nHọp về cây xanh\nSở Xây dựng trân trọng kính mời: Sở Y tế", "Họp về cây xanh"),
        ("Kế hoạch chăm sóc cây xanh năm 2026", "Kế hoạch chăm sóc cây xanh năm 2026"),
        ("DANH MỤC NHIỆM VỤ NĂM 2026", "DANH MỤC NHIỆM VỤ NĂM 2026"),
    ],
)
def test_a_title_ends_where_something_else_begins(text: str, title: str) -> None:
    head = read_head(lines(HEAD + text + REST))
    assert says(head) == ("1/KH-SXD", "ngày 5 tháng 1 năm 2026", "SỞ XÂY DỰNG", title)


def table(*rows: tuple[str, ...]) -> Table:
    return Table(tuple(Row(tuple(map(Cell, row)), Spot("row", n, "9")) for n, row in enumerate(rows, 1)), True)


def test_a_title_ends_at_a_table_and_at_a_box() -> None:
    top = lines(HEAD + "KẾ HOẠCH\nChăm sóc cây xanh").blocks
    for rows in ((("Sở Y tế", "Tháng 8"),), (("STT", "Đơn vị", "Thời gian"), ("1", "Sở Y tế", "Tháng 8"))):
        assert read_head(Document("docx", (*top, table(*rows)))).title == "Chăm sóc cây xanh"
    named = Paragraph("Chăm sóc cây xanh", Spot("paragraph", 3))
    boxed = Paragraph("Giao Sở Y tế rà soát", Spot("paragraph", 3))
    assert read_head(Document("docx", (*top[:-1], named, boxed))).title == "Chăm sóc cây xanh"


@pytest.mark.parametrize(
    ("names", "issuer"),
    [
        ("ỦY BAN NHÂN DÂN\nTỈNH LÂM ĐỒNG", "ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG"),
        ("UBND TỈNH LÂM ĐỒNG SỞ XÂY DỰNG", "SỞ XÂY DỰNG"),
        ("UBND TỈNH LÂM ĐỒNG\nSỞ NÔNG NGHIỆP\nVÀ MÔI TRƯỜNG", "SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG"),
        ("SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG TỈNH LÂM ĐỒNG", "SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG TỈNH LÂM ĐỒNG"),
        ("SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG\nCHI CỤC KIỂM LÂM", "CHI CỤC KIỂM LÂM"),
        ("UBND TỈNH LÂM ĐỒNG\nVĂN PHÒNG", "VĂN PHÒNG UBND TỈNH LÂM ĐỒNG"),
        ("VĂN PHÒNG CHÍNH PHỦ", "VĂN PHÒNG CHÍNH PHỦ"),
        ("UBND TỈNH\nBAN QUẢN LÝ\nDỰ ÁN ĐẦU TƯ XÂY DỰNG", "BAN QUẢN LÝ DỰ ÁN ĐẦU TƯ XÂY DỰNG"),
        ("DỰ THẢO LẦN 2\nUBND TỈNH LÂM ĐỒNG", "UBND TỈNH LÂM ĐỒNG"),
        ("HỎA TỐC\nUBND TỈNH LÂM ĐỒNG", "UBND TỈNH LÂM ĐỒNG"),
        ("Ký bởi: Ủy ban nhân dân tỉnh\nThời gian ký: 15.09.2025 16:20\nSỞ Y TẾ", "SỞ Y TẾ"),
        ("Sở Y tế tỉnh Lâm Đồng", "Sở Y tế tỉnh Lâm Đồng"),
        ("CÔNG ĐOÀN VIÊN CHỨC TỈNH", "CÔNG ĐOÀN VIÊN CHỨC TỈNH"),
        ("ĐẢNG BỘ TỈNH\nĐẢNG ỦY UBND TỈNH\n*", "ĐẢNG ỦY UBND TỈNH"),
        ("TẬP ĐOÀN ĐIỆN LỰC\nCÔNG TY ĐIỆN LỰC LÂM ĐỒNG", "CÔNG TY ĐIỆN LỰC LÂM ĐỒNG"),
    ],
)
def test_the_issuer_stands_under_its_superior(names: str, issuer: str) -> None:
    text = f"{names}\n{MOTTO}Số: 1/KH-X\nLâm Đồng, ngày 5 tháng 1 năm 2026\nKẾ HOẠCH\nChăm sóc cây xanh"
    assert read_head(lines(text)).issuer == issuer


LETTER = (
    f"SỞ XÂY DỰNG\n{MOTTO}Số: 31/SXD-QLN\nV/v báo cáo\nKính gửi: UBND các xã.\nĐề nghị báo cáo trước ngày 20/9/2026."
    "\nLâm Đồng, ngày 15 tháng 9 năm 2026\nKT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nMẪU BÁO CÁO\nHà Nội, ngày 01 tháng 01 năm 2020"
    "\nTM. ỦY BAN NHÂN DÂN"
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (LETTER, ("31/SXD-QLN", "ngày 15 tháng 9 năm 2026", "SỞ XÂY DỰNG", "V/v báo cáo")),
        (
            f"SỞ XÂY DỰNG\n{MOTTO}Số: 31/SXD-QLN\nV/v chăm sóc cây Lâm Đồng, ngày 5 tháng 9 năm 2026\nxanh",
            ("31/SXD-QLN", "ngày 5 tháng 9 năm 2026", "SỞ XÂY DỰNG", "V/v chăm sóc cây xanh"),
        ),
        (
            "KẾ HOẠCH SỐ 12/KH-UBND NGÀY 05/01/2026 CỦA UBND TỈNH VỀ CHĂM SÓC CÂY XANH",
            ("12/KH-UBND", "ngày 05/01/2026", "UBND TỈNH", "VỀ CHĂM SÓC CÂY XANH"),
        ),
        (
            "Quyết định số 5/QĐ-UBND ngày 05/01/2026 của UBND tỉnh về việc ban hành Kế hoạch\nĐiều 1. Ban hành.",
            ("5/QĐ-UBND", "ngày 05/01/2026", "UBND tỉnh", "về việc ban hành Kế hoạch"),
        ),
        (
            "NGHỊ ĐỊNH\nCỦA CHÍNH PHỦ SỐ 30/2020/NĐ-CP NGÀY 05 THÁNG 3 NĂM 2020 VỀ CÔNG TÁC VĂN THƯ\nCăn cứ Luật;",
            ("30/2020/NĐ-CP", "ngày 05 tháng 3 năm 2020", "CHÍNH PHỦ", "VỀ CÔNG TÁC VĂN THƯ"),
        ),
        (
            "KẾ HOẠCH\nChăm sóc cây\n(Kèm theo Quyết định số 5/QĐ-UBND\nngày 15/9/2025 của UBND tỉnh Lâm Đồng)\nI. A",
            ("5/QĐ-UBND", "ngày 15/9/2025", "UBND tỉnh Lâm Đồng", "Chăm sóc cây"),
        ),
        (
            f"{HEAD}KẾ HOẠCH\nChăm sóc cây\n(Kèm theo Quyết định số 9/QĐ-BXD ngày 01/01/2020 của Bộ Xây dựng)\nI. A",
            ("1/KH-SXD", "ngày 5 tháng 1 năm 2026", "SỞ XÂY DỰNG", "Chăm sóc cây"),
        ),
    ],
)
def test_where_else_a_document_says_what_it_is(text: str, said: tuple[str, str, str, str]) -> None:
    assert says(read_head(lines(text))) == said


def test_an_annex_with_another_number_is_believed_and_that_is_said() -> None:
    head = read_head(
        lines(f"{HEAD}KẾ HOẠCH\nChăm sóc\nI. A\nPHỤ LỤC\n(Kèm theo Kế hoạch số 15/KH-SXD ngày 5/1/2026 của Sở)")
    )
    assert head.number == "15/KH-SXD" and missing(head) == {"two-numbers"}


def test_each_other_number_and_day_that_an_annex_prints_is_said() -> None:
    """Of two annexes, one in a table; the first is believed."""
    told = lines(
        f"{HEAD}KẾ HOẠCH\nChăm sóc\nI. A\nPHỤ LỤC I\n(Kèm theo Kế hoạch số 1/KH-SXD ngày 6/1/2026 của Sở)\nPHỤ LỤC II"
    )
    note = Cell("Kèm theo Kế hoạch số 15/KH-SXD ngày 5/1/2026 của Sở Xây dựng\n(Đơn vị: cây)")
    table = Table((Row((note, Cell()), Spot("row", 1, "1")),), True)
    head = read_head(Document("txt", (*told.blocks, table)))
    assert head.number == "1/KH-SXD" and str(head.issued_on) == "2026-01-05"
    assert [(f.code, *dict(f.facts).values()) for f in head.findings] == [
        ("two-numbers", "15/KH-SXD", "1/KH-SXD"),
        ("two-days", "ngày 5 tháng 1 năm 2026", "ngày 6/1/2026"),
    ]


def test_a_committee_that_only_the_text_names_is_said() -> None:
    head = read_head(lines("KẾ HOẠCH\nChăm sóc cây\n1. Sở Y tế báo cáo UBND tỉnh trước ngày 15/12/2026."))
    assert head.issuer == "UBND tỉnh" and "issuer-of-text" in missing(head)
    head = read_head(lines(f"{MOTTO}Số: 1/KH-STC\nKẾ HOẠCH\nA b\n1. Sở Y tế báo cáo UBND tỉnh trước ngày 15/12/2026."))
    assert head.issuer == "" and "no-issuer" in missing(head)


@settings(max_examples=200, deadline=None)
@given(heads())
def test_what_a_document_says_of_itself_is_no_question(made: Made) -> None:
    printed = [
        *read_duties(made.document, made.issued_on, made.title).printed,
        *printed_times(read_tables(made.document).outcomes),
    ]
    assert [one.words for one in printed if one.where == "unplaced"] == []


def test_a_sentence_that_stands_where_the_title_does_orders_what_it_orders() -> None:
    document = lines("KẾ HOẠCH\nSố: 9/KH-UBND\nSở Công Thương báo cáo UBND tỉnh kết quả hằng quý.")
    told = read_duties(document, None, read_head(document).title)
    assert [duty.owed_by_raw for duty in told.duties] == ["Sở Công Thương"]


@pytest.mark.parametrize(
    "behind", ["V/v nộp báo cáo trước ngày 15/10/2026", "V/v báo cáo\nSở Y tế nộp báo cáo trước ngày 15/10/2026."]
)
@pytest.mark.parametrize(
    "head",
    [
        "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM TỈNH SƠN LA Độc lập - Tự do - Hạnh phúc "
        "Số: 4/UBND-TH Sơn La, ngày 09 tháng 10 năm 2026 ",
        "Số: 4/UBND-TH Sơn La, ngày 09 tháng 10 năm 2026 ",
        "Số: 4/UBND-TH ",
        "",
    ],
)
def test_a_limit_behind_the_letterhead_is_not_passed_over(head: str, behind: str) -> None:
    told = read_duties(lines(head + behind), date(2026, 10, 9))
    assert [one.where for one in told.printed if "15/10" in one.words] in (["duty"], ["unplaced"])
    assert {one.where for one in told.printed if "09" in one.words} <= {"background"}
