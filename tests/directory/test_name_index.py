"""What a single printed name means: a small register in which every rule can be seen."""

from datetime import date

import pytest

from reminder.directory.agency import Agency, Group
from reminder.directory.directory import Directory
from reminder.directory.name_index import Names
from reminder.directory.register import Register
from reminder.directory.spelling import key

ON = date(2026, 5, 1)
EARLIER = date(2024, 5, 1)
END, START = date(2025, 6, 30), date(2025, 7, 1)
AGENCIES = (
    Agency("ubnd", "UBND tỉnh", "province"),
    Agency("stp", "Sở Tư pháp", "department", aliases=("Tư pháp tỉnh",)),
    Agency("sldtbxh", "Sở Lao động - Thương binh và Xã hội", "department", until_on=END),
    Agency("svl-old", "Ban Vật liệu", "board", until_on=date(2020, 1, 1)),
    Agency("svl-last", "Ban Vật liệu", "board", until_on=END),
    Agency("new", "Ban Mới", "board", from_on=START),
    Agency("van-lang", "UBND xã Văn Lang", "commune"),
    Agency("van-lăng", "UBND xã Văn Lăng", "commune"),
    Agency("htd", "Hội Tin Dùng", "association"),
    Agency("htd2", "Hội Thể Dục", "association"),
    Agency("xtdt", "Ban Xúc tiến Đầu tư", "board"),
    Agency("y-te", "Sở Y tế", "department"),
)
GROUPS = (
    Group("all", "Các sở, ban, ngành", aliases=("các cơ quan",)),
    Group("old", "các địa phương", until_on=END),
    Group("now", "các địa phương", from_on=START),
)
NAMES = Names.of("Thái Nguyên", AGENCIES, GROUPS, ["Tập đoàn Than"], ["cơ quan chủ trì"])


def known(text: str, on: date = ON) -> str:
    found = NAMES.known(text, on)
    return (found.id or found.kind) if found else ""


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("Sở Tư pháp", "stp"), ("Tư pháp tỉnh", "stp"), ("Tư pháp", "stp"), ("Sở Tư pháp tỉnh", "stp"),
        ("Sở Tư pháp tỉnh Thái Nguyên", "stp"), ("Sở Tư pháp Thái Nguyên", "stp"), ("Sở Tư pháp cấp tỉnh", "stp"),
        ("Sở Tư pháp toàn tỉnh", "stp"), ("Sở Tư pháp trên địa bàn tỉnh", "stp"), ("Sở Tư pháp trong tỉnh", "stp"),
        ("UBND tỉnh", "ubnd"), ("UBND", ""), ("Ủy ban nhân dân tỉnh", "ubnd"), ("Sở", ""), ("", ""), ("tỉnh", ""),
        ("Tập đoàn Than", "outside"), ("cơ quan chủ trì", "unspecific"), ("các sở, ban, ngành", "all"),
        ("Các cơ quan", "all"), ("Ban Mới", "new"), ("Sở TP", ""), ("Sở Tư pháp " + "x" * 240, ""),
    ],
)  # fmt: skip
def test_a_name_as_written_or_without_its_province(text: str, means: str) -> None:
    assert known(text) == means


def test_the_three_bodies_likest_to_a_name_however_many_names_each_has() -> None:
    many = tuple(f"Sở Tài chính{tail}" for tail in ("a", "b", "c", "d", "e", "g", "h", "i"))
    bodies = (
        Agency("stc", "Sở Tài chính", "department", aliases=many), Agency("two", "Sở Tài chánk", "department"),
        Agency("three", "Sở Tài chánkk", "department"), Agency("four", "Sở Tài giunq", "department"),
        Agency("far", "Hội Tin Dùng", "association"),
    )  # fmt: skip
    found = Names.of("Thái Nguyên", bodies, (), [], []).proposals("Sở Tài chínk")
    assert [id_ for id_, _ in found] == ["stc", "two", "three"]
    assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)
    assert all(88 <= score < 100 for _, score in found)


@pytest.mark.parametrize(
    ("given", "near"),
    [
        ("UBND xã Kiến Thụy", []), ("UBND phường Dương Kinh", []), ("Hội Nông nghiệp", []),
        ("Văn phòng UBND thành phố", []), ("UBND phường Điềm Thụi", []), ("UBND xã Điềm Thuy.", ["xã"]),
        ("Sở Nông nghiẹp", ["sở"]), ("so nong nghiep z", ["sở"]),
    ],
)  # fmt: skip
def test_only_a_body_of_its_kind_with_much_the_same_name_of_its_own_is_near(given: str, near: list[str]) -> None:
    bodies = (
        Agency("xã", "UBND xã Điềm Thụy", "commune"), Agency("phường", "UBND phường Trung Thành", "commune"),
        Agency("sở", "Sở Nông nghiệp", "department"), Agency("vp", "Văn phòng UBND tỉnh", "department"),
    )  # fmt: skip
    assert [id_ for id_, _ in Names.of("Thái Nguyên", bodies, (), [], []).proposals(given)] == near


def test_what_is_meant_on_a_day() -> None:
    assert known("Ban Mới", END) == ""
    assert known("Ban Mới", START) == "new"
    assert (known("các địa phương", END), known("các địa phương", START)) == ("old", "now")
    assert known("Ban Vật liệu") == "svl-last", "of those that ceased the last"
    assert known("Sở Lao động - Thương binh và Xã hội") == "sldtbxh"
    assert known("Ban Vật liệu", date(2019, 1, 1)) == "", "two at once are nobody"


def spelled(text: str, on: date = ON) -> str:
    found = NAMES.spelled_out(text, on)
    return found.id if found else ""


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("Sở TP", ""), ("Sở tp", ""), ("Sở LĐ TB XH", "sldtbxh"), ("Ban XTĐT", "xtdt"), ("Ban XTĐT tỉnh", "xtdt"),
        ("Hội TD", ""),
        ("So Tu phap", "stp"), ("Sơ Tư phap", "stp"), ("UBND xa Van Lang", ""), ("UBND xã Văn Lâng", ""),
        ("Hoi Tin Dung", "htd"), ("tỉnh", ""), ("x" * 241, ""),
        ("So Tu phap" + " x" * 120, ""),
    ],
)  # fmt: skip
def test_initials_and_letters_without_marks(text: str, means: str) -> None:
    assert spelled(text) == means


@pytest.mark.parametrize(
    ("text", "nobody"),
    [
        *((f"{many} đơn vị", True) for many in ("các", "những", "mọi", "Các", "CÁC")),
        *((f"Chi nhánh {tail}", True) for tail in ("liên quan", "có chức năng", "chức năng")),
        *(
            (f"{who} nào đó", True)
            for who in (
                "Đơn vị", "Cơ quan", "Tổ chức", "Đoàn thể", "Doanh nghiệp", "Cá nhân", "Hộ gia đình", "Hộ",
                "Chủ đầu tư", "Chủ dự án", "Chủ hạ tầng", "Chủ cơ sở", "Nhà đầu tư", "Nhà thầu", "Người dân",
                "Nhân dân", "Cộng đồng", "Địa phương", "Cơ sở", "Ngành", "Sở", "Ban",
            )
        ),
        ("khu đô thị", True), ("Khu đô thị", False), ("Đơn vị Sông Đà", False),
        ("ĐƠN VỊ", True), ("DN", True), ("KHU ĐÔ THỊ", False),
        ("Sở Xây dựng", False), ("", False), ("...", False), ("chi cục Thuế", False), (" khu đô thị", True),
    ],
)  # fmt: skip
def test_who_is_nobody_in_particular(text: str, nobody: bool) -> None:
    assert NAMES.unspecific(text) is nobody


@pytest.mark.parametrize(
    ("text", "beyond"),
    [
        *(
            (name, True)
            for name in (
                "Bộ Tài chính", "Chính phủ", "Thủ tướng Chính phủ", "Quốc hội", "Tập đoàn Điện lực",
                "Tổng công ty Đường sắt", "Công ty Cấp nước", "CÔNG TY X",
            )
        ),
        ("Bộ Chỉ huy quân sự", False), ("Bộ đội Biên phòng", False), ("Bộ phận một cửa", False),
        ("Bộ Tư lệnh Thủ đô", False),
        ("Sở Tài chính", False), ("", False),
    ],
)  # fmt: skip
def test_whom_no_province_directs(text: str, beyond: bool) -> None:
    assert NAMES.outside(text) is beyond


def test_what_looks_alike_is_proposed_likeliest_first() -> None:
    found = NAMES.proposals("Sở Tư phát")
    assert found[0] == ("stp", 90)
    assert NAMES.proposals("UBND xã Văn Lâng")[:2] == (("van-lang", 100), ("van-lăng", 100))
    assert len(NAMES.proposals("Hội Tin Dục")) <= 3
    assert NAMES.proposals("Zzz") == NAMES.proposals("") == NAMES.proposals("Sở Tư pháp " + "x" * 240) == ()


HEADS = ("Sở", "Hội", "Ban", "Chi cục", "Cục", "Phòng", "Bộ", "Trường", "Bệnh viện")
LEVELS = ("huyện", "thị xã", "thành phố", "xã", "phường", "thị trấn", "đặc khu")


@pytest.mark.parametrize("head", [*HEADS, "UBND cấp", *(f"UBND {level}" for level in LEVELS)])
@pytest.mark.parametrize("between", [", ", " và ", "; "])
def test_the_first_word_need_not_be_said_again(head: str, between: str) -> None:
    names = [f"{head} {rest}" for rest in ("Linh Sơn", "Phan Hiền", "Gia Cẩm")]
    bodies = tuple(Agency(f"a{n}", name, "unit") for n, name in enumerate(names))
    book = Directory((Register("r", "Tỉnh", 19, bodies),))
    found = book.resolve(f"{head} Linh Sơn{between}Phan Hiền{between}Gia Cẩm", ON)
    assert [p.id for p in found.parties] == ["a0", "a1", "a2"]
    assert not found.choice


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Sở Tư pháp", True), ("Tư pháp tỉnh", True), ("UBND tỉnh", True), ("các cơ quan", True), ("Tư pháp", False),
        ("Sở Tư pháp tỉnh", False), ("Ban Mới", True), ("Sở Lạ", False), ("Tập đoàn Than", False), ("", False),
    ],
)  # fmt: skip
def test_whether_nothing_of_a_name_is_left_out(text: str, whole: bool) -> None:
    assert NAMES.in_full(text, ON) is whole
    assert not NAMES.in_full("Ban Mới", END)


LATER = Agency("later", "Ban Mới", "board", from_on=date(2027, 1, 1), until_on=date(2027, 6, 30))


@pytest.mark.parametrize(
    ("text", "on", "body"),
    [
        ("Ban Mới", EARLIER, "new"), ("Ban Mới tỉnh", EARLIER, "new"), ("Sở Tư pháp", ON, ""), ("Sở Lạ", ON, ""),
        ("Ban Vật liệu", ON, "svl-last"), ("các địa phương", ON, "old"), ("các địa phương", EARLIER, "now"),
        ("Tập đoàn Than", ON, ""), ("", ON, ""),
    ],
)  # fmt: skip
def test_what_is_known_for_other_days(text: str, on: date, body: str) -> None:
    found = NAMES.elsewhen(text, on)
    assert (found.id if found else "") == body
    assert found is None or (found.kind, found.raw) == ("not-in-force", text)


def test_of_several_of_other_days_the_next_to_begin_is_meant() -> None:
    names = Names.of("Thái Nguyên", (*AGENCIES, LATER), GROUPS)
    ids = [found.id if (found := names.elsewhen("Ban Mới", on)) else "" for on in (EARLIER, ON, date(2028, 1, 1))]
    assert ids == ["new", "later", "later"]


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Các sở, ban, ngành liên quan", "sở ban ngành"), ("sở, ban, ngành có tên", "sở ban ngành"),
        ("các sở, ban, ngành", ""), ("các cơ quan được giao", "cơ quan"), ("những địa phương có biển", "địa phương"),
        ("Sở ban", ""), ("các đơn vị", ""), ("", ""),
    ],
)  # fmt: skip
def test_the_group_that_words_begin_with_and_go_on_from(text: str, group: str) -> None:
    assert NAMES.narrowed(text) == key(group)


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("Sở Tư", {"stp"}), ("pháp", {"stp"}), ("Ban Xúc", {"xtdt"}), ("Đầu tư", {"xtdt"}), ("Sở Tư pháp", set()),
        ("Xúc tiến", set()), ("Hội", {"htd", "htd2", "sldtbxh"}), ("Văn Lăng", {"van-lăng"}), ("", set()),
        ("Sở Tư pháp tỉnh", set()), ("Tập", set()),
    ],
)  # fmt: skip
def test_whose_name_is_torn(text: str, bodies: set[str]) -> None:
    assert {body.id for body in NAMES.torn(text)} == bodies


def test_a_torn_name_is_proposed_first_and_of_very_many_none() -> None:
    assert NAMES.proposals("Sở Tư")[0] == ("stp", 66)
    many = tuple(Agency(f"s{n}", f"Sở {a} {a}", "department") for n, a in enumerate("BCĐGH"))
    assert Names.of("Thái Nguyên", many, ()).proposals("Sở") == ()
