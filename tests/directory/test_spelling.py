"""Two spellings of one name are seen to be one, and of two names two."""

import pytest

from reminder.directory.spelling import aligns, bare, expand, key, tokens

SHORT = {
    "UBND": "Ủy ban nhân dân", "HĐND": "Hội đồng nhân dân", "UBMTTQ": "Ủy ban Mặt trận Tổ quốc",
    "UBMTTQVN": "Ủy ban Mặt trận Tổ quốc Việt Nam", "MTTQ": "Mặt trận Tổ quốc", "BQL": "Ban Quản lý",
    "QL": "quản lý", "KCN": "Khu công nghiệp", "CCN": "Cụm công nghiệp", "KKT": "Khu kinh tế",
    "KTTV": "Khí tượng Thủy văn", "PTTH": "Phát thanh - Truyền hình", "HTX": "Hợp tác xã", "DN": "doanh nghiệp",
    "TP": "Thành phố", "TX": "Thị xã", "VN": "Việt Nam", "KS": "Khoáng sản", "LHPN": "Liên hiệp Phụ nữ",
    "LĐLĐ": "Liên đoàn Lao động", "CCB": "Cựu chiến binh", "BHXH": "Bảo hiểm xã hội", "BCH": "Bộ Chỉ huy",
    "BCHQS": "Bộ Chỉ huy quân sự", "BĐBP": "Bộ đội Biên phòng", "TN&MT": "Tài nguyên và Môi trường",
    "NN&MT": "Nông nghiệp và Môi trường", "NN&PTNT": "Nông nghiệp và Phát triển nông thôn",
    "KH&CN": "Khoa học và Công nghệ", "KH&ĐT": "Kế hoạch và Đầu tư", "GTVT": "Giao thông vận tải",
    "GD&ĐT": "Giáo dục và Đào tạo", "TT&TT": "Thông tin và Truyền thông", "VHTT&DL": "Văn hóa, Thể thao và Du lịch",
    "LĐTB&XH": "Lao động - Thương binh và Xã hội",
}  # fmt: skip


@pytest.mark.parametrize(("short", "full"), SHORT.items(), ids=lambda text: str(text)[:12])
def test_an_abbreviation_is_its_name(short: str, full: str) -> None:
    assert key(short) == key(short.lower()) == key(full) == key(full.upper())
    assert key(f"Sở {short} tỉnh") == key(f"Sở {full} tỉnh")
    assert key(" - ".join(short.split("&"))) == key(full)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("hoá", "hóa", True), ("Uỷ ban", "Ủy ban", True), ("quản lí", "quản lý", True), ("thuỷ", "thủy", True),
        ("P. Linh Sơn", "Phường Linh Sơn", True), ("X.La Bằng", "xã La Bằng", True),
        ("H. Phú Lương", "huyện Phú Lương", True),
        ("Q. 1", "quận 1", False), ("Q. Ba", "quận Ba", True), ("TT. Đu", "thị trấn Đu", True),
        ("tt Đu", "thị trấn Đu", False), ("Văn Lăng", "Văn Lang", False), ("Ba", "Bá", False), ("ây", "âi", False),
        ("thy", "thi", True), ("uy", "ui", False), ("a_b", "a b", True),
    ],
)  # fmt: skip
def test_words_in_normal_form(one: str, other: str, same: bool) -> None:
    assert (tokens(one) == tokens(other)) is same


@pytest.mark.parametrize("word", ["và", "các", "của", "thuộc", "những", "cùng", "VÀ", "Của"])
def test_a_connector_is_no_part_of_a_name(word: str) -> None:
    assert key(f"Sở A {word} B") == key("Sở A B")
    assert bare(tokens(f"Sở A {word} B")) == bare(("sở", "a", "b"))
    assert tokens(word) != ()


def test_without_marks() -> None:
    assert bare(("đường", "văn", "lăng")) == "duong van lang"
    assert bare(tokens("Thủy lợi - HĐND")) == "thuy loi hdnd"


def test_the_widest_abbreviation_is_taken() -> None:
    assert expand(("tn", "mt")) == tokens("tài nguyên môi trường")
    assert expand(("ubmttq", "vn")) == tokens("ủy ban mặt trận tổ quốc việt nam")
    assert expand(("nn", "pt", "nt", "x")) == (*tokens("nông nghiệp phát triển nông thôn"), "x")
    assert expand(("lđ", "t", "b", "xh")) == tokens("lao động thương binh xã hội")
    assert expand(("x", "dn")) == ("x", *tokens("doanh nghiệp"))
    assert expand(()) == ()


@pytest.mark.parametrize(
    ("short", "full", "fits"),
    [
        ("sở lđ tb xh", "sở lao động thương binh xã hội", True),
        ("sở lđtbxh", "sở lao động thương binh xã hội", True),
        ("ban xtđt", "ban xúc tiến đầu tư", True),
        ("xt ban", "xúc tiến ban", True),
        ("sở nội vụ", "sở nội vụ", False),  # nothing is shortened
        ("sở nv x", "sở nội vụ", False),
        ("sở nv", "sở nội vụ tỉnh", False),  # a word is left
        ("sở vn", "sở nội vụ", False),
        ("sở n vụ", "sở nội vụ", False),  # one letter is no run
        ("sở nvt", "sở nội vụ", False),
        ("a bcdefghi", "a b1 c1 d1 e1 f1 g1 h1 i1", True),
        ("a bcdefghij", "a b1 c1 d1 e1 f1 g1 h1 i1 j1", False),  # nine are too many
        ("", "sở", False),
    ],
)
def test_initials(short: str, full: str, fits: bool) -> None:
    assert aligns(tuple(short.split()), tuple(full.split())) is fits
