"""The files a new office starts from, to the letter where a province has its own ways."""

import re
import tomllib

import pytest

from reminder.rulefile.writing.new_files import OPTIONAL, Province, _prefixes, commune_rows, directory_text, provinces
from reminder.rulefile.writing.toml_text import literal


def province(code: int) -> Province:
    return next(p for p in provinces() if p.code == code)


def test_every_province_as_it_is_known() -> None:
    assert [(p.code, p.name, p.city, p.id, p.prefix) for p in provinces()] == [
        (1, "Hà Nội", True, "ha-noi", "hn"), (4, "Cao Bằng", False, "cao-bang", "cb"),
        (8, "Tuyên Quang", False, "tuyen-quang", "tq"), (11, "Điện Biên", False, "dien-bien", "db"),
        (12, "Lai Châu", False, "lai-chau", "lc"), (14, "Sơn La", False, "son-la", "sl"),
        (15, "Lào Cai", False, "lao-cai", "lca"), (19, "Thái Nguyên", False, "thai-nguyen", "tn"),
        (20, "Lạng Sơn", False, "lang-son", "ls"), (22, "Quảng Ninh", False, "quang-ninh", "qn"),
        (24, "Bắc Ninh", False, "bac-ninh", "bn"), (25, "Phú Thọ", False, "phu-tho", "pt"),
        (31, "Hải Phòng", True, "hai-phong", "hp"), (33, "Hưng Yên", False, "hung-yen", "hy"),
        (37, "Ninh Bình", False, "ninh-binh", "nb"), (38, "Thanh Hóa", False, "thanh-hoa", "th"),
        (40, "Nghệ An", False, "nghe-an", "na"), (42, "Hà Tĩnh", False, "ha-tinh", "ht"),
        (44, "Quảng Trị", False, "quang-tri", "qt"), (46, "Huế", True, "hue", "hue"),
        (48, "Đà Nẵng", True, "da-nang", "dn"), (51, "Quảng Ngãi", False, "quang-ngai", "qng"),
        (52, "Gia Lai", False, "gia-lai", "gl"), (56, "Khánh Hòa", False, "khanh-hoa", "kh"),
        (66, "Đắk Lắk", False, "dak-lak", "dl"), (68, "Lâm Đồng", False, "lam-dong", "ld"),
        (75, "Đồng Nai", False, "dong-nai", "dna"), (79, "Hồ Chí Minh", True, "ho-chi-minh", "hcm"),
        (80, "Tây Ninh", False, "tay-ninh", "tni"), (82, "Đồng Tháp", False, "dong-thap", "dt"),
        (86, "Vĩnh Long", False, "vinh-long", "vl"), (91, "An Giang", False, "an-giang", "ag"),
        (92, "Cần Thơ", True, "can-tho", "ct"), (96, "Cà Mau", False, "ca-mau", "cm"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "prefixes"),
    [
        (["hue"], ["hue", "h", "hu", "hue"]), (["quang", "ngai"], ["qn", "qng", "qnga", "qngai"]),
        (["ho", "chi", "minh"], ["hcm", "hcmi", "hcmin", "hcminh"]),
    ],
)  # fmt: skip
def test_letters_a_province_may_take(words: list[str], prefixes: list[str]) -> None:
    assert list(_prefixes(words)) == prefixes


def agencies(code: int, *also: str) -> dict[str, str]:
    return {a["id"]: a["name"] for a in tomllib.loads(directory_text(province(code), also))["agency"]}


def test_what_a_city_and_a_province_are_called() -> None:
    one, city = directory_text(province(19)), directory_text(province(31))
    assert 'id = "thai-nguyen"\nname = "Thái Nguyên"\nprovince = 19\n' in one
    for text, words, others in (
        (one, ("UBND tỉnh", "Tỉnh ủy", "Provincial", "Bộ Chỉ huy quân sự tỉnh"), ('UBND thành phố"', "Municipal")),
        (
            city,
            ("UBND thành phố", "Thành ủy", "Municipal", "Bộ Chỉ huy quân sự thành phố"),
            ("Provincial", "Công an tỉnh"),
        ),
    ):
        assert all(word in text for word in words)
        assert not any(word in text for word in others)
    assert agencies(1)["hn-bchqs"] == "Bộ Tư lệnh Thủ đô Hà Nội"
    assert agencies(79)["hcm-bchqs"] == "Bộ Tư lệnh Thành phố Hồ Chí Minh"
    assert not re.search(r"\$", one)


def test_what_only_some_have() -> None:
    assert OPTIONAL == {
        "dan-toc": "Sở Dân tộc và Tôn giáo", "ngoai-vu": "Sở Ngoại vụ", "du-lich": "Sở Du lịch",
        "quy-hoach": "Sở Quy hoạch - Kiến trúc",
    }  # fmt: skip
    plain = set(agencies(19).values())
    for key, name in OPTIONAL.items():
        found = set(agencies(19, key).values())
        assert name in found - plain
        assert name not in plain
    tourism = agencies(19, "du-lich")
    assert (tourism["tn-svhtt"], agencies(19)["tn-svhttdl"]) == (
        "Sở Văn hóa và Thể thao", "Sở Văn hóa, Thể thao và Du lịch",
    )  # fmt: skip
    text = directory_text(province(19), ("du-lich",))
    assert "Department of Culture and Sports" in text
    assert "Sở VHTT" in text
    assert "Sở VHTTDL" not in text
    assert "Department of Culture, Sports and Tourism" in directory_text(province(19))
    with pytest.raises(ValueError, match=r"\Aa, b\Z"):
        directory_text(province(19), ("b", "du-lich", "a"))


def test_communes_a_row_a_line_wards_first() -> None:
    rows = commune_rows(19, "tn").splitlines()
    assert len(rows) == 92
    assert rows[0].startswith('  { code = "') and rows[0].endswith('" },')
    made = tomllib.loads(f"rows = [\n{commune_rows(19, 'tn')}]")["rows"]
    names = [row["name"] for row in made]
    levels = [name.split()[1] for name in names]
    assert levels == sorted(levels, key=["phường", "xã", "đặc"].index)
    for level in ("phường", "xã"):
        codes = [row["code"] for row in made if row["name"].split()[1] == level]
        assert codes == sorted(codes)
        assert len(codes[0]) == 5
    ids = {row["name"]: row["id"] for row in made}
    assert ids["UBND xã Võ Nhai"] == "tn-xa-vo-nhai"
    assert {ids["UBND xã Văn Lang"], ids["UBND xã Văn Lăng"]} == {"tn-xa-van-lang-02143", "tn-xa-van-lang-05665"}
    assert any(name.startswith("UBND đặc khu ") for name in (r["name"] for r in tomllib.loads(
        f"rows = [\n{commune_rows(22, 'qn')}]")["rows"]))  # fmt: skip
    with pytest.raises(ValueError, match="999"):
        commune_rows(999, "x")


def test_values_as_toml() -> None:
    assert literal({"a": "x", "b": "", "c": 'y"'}) == '{ a = "x", c = "y\\"" }'
    assert literal(("a", "b")) == '["a", "b"]'
    assert literal(()) == "[]"
    assert literal('a\n"b""\nc"') == '"""\na\n"b\\""\nc\\""""'
