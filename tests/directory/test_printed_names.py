# ruff: noqa: E501  (a table of cases is read by its rows)
"""Printed cells of agency names against the shipped directories."""

import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reminder.directory.agency import Agency, Cast
from reminder.directory.directory import Directory
from reminder.directory.register import Register
from reminder.rulefile import load

NOW, THEN = date(2026, 5, 1), date(2018, 1, 15)
DIRECTORY: Directory = load(Path(__file__).parents[2] / "rules").directory


def resolve(raw: str, on: date = NOW, register: str = "thai-nguyen") -> Cast:
    return DIRECTORY.resolve(raw, on, register)


def short(cast: Cast, prefix: str) -> str:
    """`snnmt sxd ?` : ids without their province, ~ unspecific, ! outside, ? unknown; `snnmt*` not in force."""
    marks = {"unspecific": "~", "outside": "!", "unknown": "?"}
    late = {"not-in-force": "*"}
    return " ".join((p.id.removeprefix(prefix) or marks[p.kind]) + late.get(p.kind, "") for p in cast.parties)


TODAY = [
    # one body, spelt in many ways
    ("Sở Nông nghiệp và Môi trường", "snnmt"),
    ("Sở NN&MT", "snnmt"),
    ("Sở NN-MT", "snnmt"),
    ("sở nnmt", "snnmt"),
    ("SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", "snnmt"),
    ("Sở Nông nghiệp – Môi trường", "snnmt"),
    ("Sở Nông nghiệp và Môi trường tỉnh Thái Nguyên", "snnmt"),
    ("Giám đốc Sở Nông nghiệp và Môi trường", "snnmt"),
    ("Sở Nông nghiệp và Môi trường (cơ quan thường trực).", "snnmt"),
    ("Giao Sở Tài chính", "stc"),
    ("So Nong nghiep va Moi truong", "snnmt"),
    ("Sở VHTT&DL", "svhttdl"),
    ("Sở VH,TT&DL", "svhttdl"),
    ("Sở Văn hoá, Thể thao và Du lịch", "svhttdl"),
    ("Sở Văn hóa - Thể thao - Du lịch", "svhttdl"),
    ("Sở GD-ĐT", "sgddt"),
    ("UỶ BAN NHÂN DÂN TỈNH", "ubnd"),
    ("Chánh Văn phòng UBND tỉnh", "vp"),
    ("VP UBND tỉnh", "vp"),
    ("BQL các KCN", "bqlkcn"),
    ("Ban QL KCN tỉnh Thái Nguyên", "bqlkcn"),
    ("Ban quản lí các Khu công nghiệp", "bqlkcn"),
    ("Đài Khí tượng Thuỷ văn", "dkttv"),
    ("Ủy ban MTTQ Việt Nam tỉnh", "mttq"),
    ("UBMTTQ", "mttq"),
    ("Báo và Phát thanh - Truyền hình Thái Nguyên", "bao"),
    ("Bộ CHQS tỉnh", "bchqs"),
    ("UBND P. Phan Đình Phùng", "phuong-phan-dinh-phung"),
    # bodies that have ceased
    ("Sở TN&MT", "snnmt"),
    ("Sở NN và PTNT", "snnmt"),
    ("Sở KH&ĐT", "stc"),
    ("Sở GTVT", "sxd"),
    ("Sở LĐ,TB&XH", "sldtbxh"),
    ("Sở Thông tín và Truyền thông", "stttt"),
    ("UBND TP. Thái Nguyên", "tp-thai-nguyen"),
    ("UBND huyện Na Rì (nay là UBND xã Na Rì)", "xa-na-ri"),
    # composite cells
    ("Các sở, ban, ngành, UBND các xã, phường, đơn vị có liên quan", "departments communes ~"),
    ("Thủ trưởng các Sở, ban, ngành thuộc tỉnh, Chủ tịch UBND các xã, phường và Thủ trưởng các đơn vị có liên quan", "departments communes ~"),
    ("Trung tâm Thông tin tỉnh, Báo và Phát thanh, Truyền hình Thái Nguyên", "tttt bao"),
    ("Sở NN&MT; các Sở: Xây dựng, Tài chính; UBND các xã, phường và các đơn vị liên quan", "snnmt sxd stc communes ~"),
    ("Các Sở: NN&MT, TC, XD", "snnmt stc sxd"),
    ("UBND các phường: Phan Đình Phùng, Gia Sàng và xã Võ Nhai", "phuong-phan-dinh-phung phuong-gia-sang xa-vo-nhai"),
    ("Các xã Võ Nhai, Dân Tiến", "xa-vo-nhai xa-dan-tien"),
    ("- Sở Xây dựng\n- Sở Tài chính;", "sxd stc"),
    ("1. Sở Xây dựng\n2. Sở Y tế", "sxd syt"),
    ("Chánh Văn phòng UBND tỉnh, Giám đốc các sở, Thủ trưởng các ban, ngành", "vp departments departments"),
    ("Tất cả các sở, ban, ngành", "departments"),
    ("UBND 92 xã, phường", "communes"),
    ("UBND các xã/phường", "communes"),
    ("Ủy ban nhân dân cấp xã", "communes"),
    ("Sở NN&MT chủ trì, phối hợp với Sở Xây dựng", "snnmt"),
    ("Sở TN&MT và các DN", "snnmt ~"),
    ("Công an tỉnh, Tài chính", "ca ?"),
    ("Sở Tài chính, Gia Sàng", "stc ?"),
    ("Đồng chí Giám đốc Sở Tài chính, Xây dựng", "stc sxd"),
    ("UBND xã Võ Nhai, phường Gia Sàng, Phan Đình Phùng", "xa-vo-nhai phuong-gia-sang phuong-phan-dinh-phung"),
    ("UBND xã Võ Nhai, Gia Sàng, Dân Tiến", "xa-vo-nhai phuong-gia-sang xa-dan-tien"),
    # who is not named
    ("Các sở, ngành liên quan", "~"),
    ("các sở, ban, ngành có liên quan", "~"),
    ("Các sở, ngành, địa phương có liên quan", "~"),
    ("các cơ quan, đơn vị", "~ ~"),
    ("Chủ đầu tư hạ tầng", "~"),
    ("các tổ chức chính trị - xã hội", "~"),
    ("Bộ Nông nghiệp và Môi trường", "!"),
    ("Công ty cổ phần Môi trường và Đô thị Thái Nguyên", "!"),
    ("", ""),
    (" – ", ""),
    ("Không", ""),
    # what is cited is no body, and one piece
    ("Theo phân công tại Quyết định số 99/QĐ-UBND ngày 25/9/2025 của Chủ tịch UBND tỉnh", "~"),
    ("Theo phân công tại Quyết định\nsố 99/QĐ-UBND ngày 25/9/2025 của Chủ tịch UBND tỉnh; Sở Y tế", "~ syt"),
    ("Theo Quyết định số 99/QĐ-UBND, ngày 25/9/2025 của UBND tỉnh, Sở Y tế và Sở Nội vụ", "~ syt snv"),
    ("Quyết định 12-NQ/TU, Sở Y tế", "~ syt"),
    ("Cơ quan được giao tại Nghị quyết 12-NQ/TU", "~"),
    ("Sở Y tế theo Quyết định số 99/QĐ-UBND ngày 25/9/2025", "syt"),
    ("Tổ công tác theo Quyết định số 5/QĐ-UBND", "?"),
    ("Sở Y tế, theo chức năng, nhiệm vụ được giao", "syt"),
    ("Các sở, ban, ngành theo chức năng, nhiệm vụ được giao", "departments"),
    ("Các sở, ban, ngành theo phân công", "~"),
    ("9; 25/9/2025; 99/QĐ-UBND", "~ ~ ~"),
    ("Theo quy định của pháp luật", "~"), ("Như trên", "~"), ("-nt-", "~"),
    ("Đ/c Nguyễn Văn A - PCT UBND tỉnh", "~ ubnd"), ("Ông Lê Văn B, Giám đốc Sở Y tế", "~ syt"),
    # a name that nobody knows keeps its commas
    ("Trung tâm Xúc tiến đầu tư, thương mại và du lịch tỉnh; Sở Y tế", "? syt"),
    ("Trung tâm Dữ liệu, thống kê, Thanh tra tỉnh", "? thanhtra"),
    ("Báo và Đài Phát thanh, Truyền hình miền núi", "?"),
    ("Ban Quản lý rừng đặc dụng, phòng hộ tỉnh", "?"), ("Sở Lạ, xây dựng", "?"), ("Sở Lạ, Xây dựng", "? sxd"),
    ("Viettel Thái Nguyên, VNPT Thái Nguyên", "? ?"),
    ("UBND các xã Võ Nhai Mới, La Hiên", "? xa-la-hien"),
    # the end of a line
    ("Sở Công\nThương", "sct"), ("Sở Văn hóa, Thể\nthao và Du lịch\nSở Y tế", "svhttdl syt"),
    ("Các sở,\nban, ngành", "departments"), ("UBND các xã, phường\ncó liên quan", "~"),
    ("UBND các xã, phường\nđơn vị có liên quan", "communes ~"),
    # nothing between
    ("Sở Xây dựng Sở Tài chính", "sxd stc"), ("Sở Nội vụ-Sở Tài chính", "snv stc"), ("Sở KHCN-Sở TC", "skhcn stc"),
    ("Sở Y tế. Sở Văn hóa, Thể thao và Du lịch UBND xã Võ Nhai", "syt svhttdl xa-vo-nhai"),
    ("Sở Y tế Sở Lạ", "?"), ("Thanh tra Sở Y tế", "?"), ("Trung tâm Thông tin Sở Xây dựng", "?"),
    ("Sở Văn hóa, Thể thao và Du lịch/Sở Nội vụ", "svhttdl snv"), ("Sở Nội vụ | Sở Y tế", "snv syt"),
    ("a) Sở Tài chính b) Sở Nội vụ", "stc snv"), ("1. Sở Tài chính 2. Sở Nội vụ 3) Sở Y tế", "stc snv syt"),
    # the part that a body has is no further body
    ("Sở Y tế - Cơ quan thường trực", "syt"), ("Sở Y tế, cơ quan đầu mối; Sở Nội vụ", "syt snv"), ("Cơ quan thường trực", "~"),
    ("Sở Tài chính trình UBND tỉnh", "stc"),
    # some of a group is not the group
    ("UBND các xã, phường có rừng; Sở Y tế", "~ syt"), ("UBND CÁC XÃ, PHƯỜNG CÓ RỪNG", "~"),
    ("UBND các xã, phường liên quan", "~"), ("Sở Y tế, các sở, ban, ngành, UBND cấp xã liên quan", "syt departments ~"),
    ("Thủ trưởng các cơ quan, đơn vị, địa phương có liên quan", "~"), ("Tất cả các sở, ban, ngành liên quan", "~"),
    ("Các sở, ban, ngành được giao nhiệm vụ tại Mục I", "~"), ("Các sở, ban, ngành tỉnh Bắc Kạn", "~"),
    ("UBND các xã, phường (trừ phường Gia Sàng)", "~"), ("Các sở, ban, ngành, trừ Sở Y tế", "~"),
    ("Các sở, ban, ngành, đơn vị có liên quan", "departments ~"), ("các địa phương có biển", "~"),
    ("Các sở, ban, ngành; trừ Sở Y tế", "~"), ("Các sở, ban, ngành, UBND các xã, phường (trừ Sở Y tế)", "~ ~"),
    ("Các sở, ban, ngành; UBND các xã, phường (trừ phường Gia Sàng)", "departments ~"),
    ("Các sở, ban, ngành, trừ Sở Y tế; UBND các xã, phường", "~ communes"),
    ("Các sở, ban, ngành, trừ Sở Y tế\nUBND các xã, phường", "~ communes"),
    ("Trừ Sở Y tế, các sở, ban, ngành còn lại", "~"), ("Sở Y tế, không bao gồm các đơn vị sự nghiệp", "syt"),
    ("Các sở, ban, ngành (không phải báo cáo: Sở Y tế)", "~"), ("Các sở, ban, ngành, Ngoại trừ Y tế", "~"),
    ("Ban Chỉ đạo phòng trừ dịch bệnh tỉnh", "?"), ("UBND xã Trừ Văn Thố; Sở Y tế", "? syt"), ("XÃ TRỪ VĂN THỐ", "?"),
    ("Sở Nội vụ; ngoài ra Sở Y tế", "snv ?"), ("Sở Ngoại vụ", "?"),
    # all of them
    ("các cơ quan, đơn vị, địa phương", "all"), ("Người đứng đầu các cơ quan, đơn vị, địa phương", "all"),
    ("các cấp, các ngành", "all"), ("Các sở, ban, ngành và các địa phương", "all"),
    ("các sở, ban, ngành, đoàn thể, địa phương", "departments ~ communes"),
    ("UBND các xã, phường, đặc khu và các đơn vị liên quan", "communes ~"), ("các đơn vị trực thuộc", "~"),
    ("các đơn vị trực thuộc Sở Y tế", "~"), ("Sở Xây dựng (và các đơn vị liên quan)", "sxd ~"),
    ("100% cơ quan, đơn vị", "~ ~"), ("UBND các cấp", "~"), ("Mỗi xã", "~"),
    # whom no province directs
    ("Văn phòng Đoàn ĐBQH và HĐND tỉnh", "!"), ("Sở Y tế, Văn phòng Đoàn đại biểu Quốc hội và HĐND tỉnh", "syt !"),
    # known for other days
    ("UBND các huyện, thành phố", "districts*"), ("Sở Y tế; UBND cấp huyện", "syt districts*"),
    # never taken by likeness
    ("UBND xã Văn Lâng", "?"),
    ("UBND xa Van Lang", "?"),
    ("Sở Du lịch", "?"),
    ("Sở Tài nguyên", "?"),
    ("Sở Xây dựng tỉnh Bắc Kạn", "?"),
    ("UBND xã Điềm Thuỵ Hạ", "?"),
]  # fmt: skip

QUANG_NINH_2018 = [
    ("Sở Thông tin và Truyền thông, Kế hoạch và Đầu tư, Tài chính và UBND các địa phương", "stttt skhdt stc districts"),
    ("Các sở, ngành; UBND các địa phương: Hoành Bồ, Hạ Long, Quảng Yên; Tập đoàn Công nghiệp Than - Khoáng sản Việt Nam; Tổng công ty Đông Bắc", "departments h-hoanh-bo tp-ha-long tx-quang-yen ! !"),
    ("UBND huyện Ba Chẽ, Cô Tô, Uông Bí", "h-ba-che h-co-to tp-uong-bi"),
    ("UBND các huyện: Hải Hà, Bình Liêu, Đầm Hà, Ba Chẽ; UBND thành phố Móng Cái", "h-hai-ha h-binh-lieu h-dam-ha h-ba-che tp-mong-cai"),
    ("Các Sở: Công Thương, Xây dựng, Tài nguyên và Môi trường, Tài chính, Lao động Thương binh và xã hội", "sct sxd stnmt stc sldtbxh"),
    ("Các sở, ngành: Xây dựng, Kế hoạch và Đầu tư, Tài chính, Ban Xúc tiến và Hỗ trợ đầu tư, đơn vị liên quan", "sxd skhdt stc ipa ~"),
    ("Sở, ban, ngành và đơn vị có chức năng", "~"),
    ("Các đơn vị xi măng, nhiệt điện, các khu công nghiệp, cụm công nghiệp; khu đô thị; UBND thành phố Hạ Long; Tập đoàn Công nghiệp Than - KS VN, Tổng công ty Đông Bắc", "~ ~ ~ ~ ~ tp-ha-long ! !"),
    ("Tập đoàn Công nghiệp than - Khoáng sản Việt Nam; Tổng Công ty Đông Bắc; các tổ chức, doanh nghiệp khai thác khoáng sản; cá nhân, hộ gia đình", "! ! ~ ~ ~ ~"),
    ("Ban Quản lý khu Kinh tế", "bqlkkt"),
    ("Trường đào tạo cán bộ Nguyễn Văn Cừ; Sở Tài nguyên và Môi trường; các tổ chức đoàn thể; UBND các địa phương, đơn vị", "truong-nvc stnmt ~ districts ~"),
    ("Đề nghị các Ban Xây dựng Đảng của Tỉnh ủy (Ban Tuyên giáo Tỉnh ủy; Ban Dân vận Tỉnh ủy; Ủy ban Kiểm tra Tỉnh ủy)", "btg bdv ubkt"),
]  # fmt: skip

THAI_NGUYEN_2011 = [
    ("Sở TN&MT, UBND cấp huyện, xã", "stnmt districts ~"),
    ("Sở NN&PTNT, Công thương, Giao thông, các sở, ngành liên quan", "snnptnt sct sgtvt ~"),
    ("Sở NN&PTNT\nKHCN, Viện NC", "snnptnt skhcn ~"),
    ("Sở NN&PTN\nSở KH - CN", "snnptnt skhcn"),
    ("UBND thành phố TN, thị xã Sông Công", "tp-thai-nguyen tp-song-cong"),
    ("Sở Xây dựng, UBND huyện", "sxd districts"),
    ("Sở Công thương, Liên minh HTX, Sở TN&MT", "sct lmhtx stnmt"),
    ("Sở TN&MT, Các DN, Ban QL các CCN", "stnmt ~ ~"),
    ("Sở TNMT, Sở VH-TT-DL", "stnmt svhttdl"),
    ("Ban tuyên giáo Tỉnh uỷ", "btgdv"),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "meant"), TODAY)
def test_thai_nguyen_today(raw: str, meant: str) -> None:
    assert short(resolve(raw), "tn-") == meant


@pytest.mark.parametrize(("raw", "meant"), QUANG_NINH_2018)
def test_quang_ninh_in_2018(raw: str, meant: str) -> None:
    assert short(resolve(raw, THEN, "quang-ninh"), "qn-") == meant


@pytest.mark.parametrize(("raw", "meant"), THAI_NGUYEN_2011)
def test_thai_nguyen_in_2011(raw: str, meant: str) -> None:
    assert short(resolve(raw, date(2011, 12, 31)), "tn-") == meant


@pytest.mark.parametrize(
    "head", ["Sở", "Hội", "Ban", "Chi cục", "Cục", "Phòng", "Bộ", "Trường", "Bệnh viện", "UBND xã", "UBND phường"]
)
def test_the_first_word_said_once_holds_for_the_names_behind_it(head: str) -> None:
    both = tuple(Agency(id_, f"{head} {name}", "unit") for id_, name in (("kl", "Kiểm lâm"), ("tl", "Thủy lợi")))
    directory = Directory((Register("tinh", "Tỉnh", 19, both),))
    for title in ("", "Lãnh đạo ", "Đồng chí Thủ trưởng "):
        found = directory.resolve(f"{title}{head} Kiểm lâm, Thủy lợi", NOW, "tinh")
        assert [p.id for p in found.parties] == ["kl", "tl"]


@pytest.mark.parametrize(
    "raw",
    [
        "UBND các xã, phường/ Sở Nông nghiệp và Môi trường",
        "Chủ đầu tư hạ tầng/ Sở Nông nghiệp và Môi trường (trường hợp CCN không có chủ đầu tư hạ tầng)",
        "Sở Xây dựng hoặc Sở Công Thương",
        "Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh",
        "Sở Công Thương (nếu trong cụm công nghiệp)",
    ],
)
def test_alternatives_conditions_and_the_only_asked_are_a_choice(raw: str) -> None:
    assert resolve(raw).choice and resolve(raw).raw == raw


@pytest.mark.parametrize(
    "raw",
    [
        "Sở Xây dựng và các đơn vị liên quan (nếu có)",
        "Sở Y tế, 99/QĐ-UBND",
        "Sở Xây dựng và Sở Công Thương",
        "UBND các xã/phường",
        "Sở Xây dựng (qua bưu chính)",
    ],
)
def test_what_is_no_choice(raw: str) -> None:
    assert not resolve(raw).choice


def test_the_printed_name_stays_beside_what_it_means() -> None:
    cast = resolve("Các Sở: Công Thương, KH&ĐT")
    assert [(p.raw, p.id, [s.share for s in p.via]) for p in cast.parties] == [
        ("Công Thương", "tn-sct", []),
        ("KH&ĐT", "tn-stc", ["merge"]),
    ]


def test_a_split_body_keeps_its_own_id_and_says_so() -> None:
    (party,) = resolve("Sở Thông tin và Truyền thông").parties
    assert (party.id, party.via[-1].share, party.via[-1].new) == ("tn-stttt", "split", ("tn-skhcn", "tn-svhttdl"))


def test_likeness_is_proposed_with_its_score() -> None:
    (party,) = resolve("UBND xã Văn Lâng").parties
    assert party.kind == "unknown"
    assert {id_ for id_, score in party.proposals if score == 100} == {"tn-xa-van-lang-02143", "tn-xa-van-lang-05665"}


def test_a_body_that_has_not_begun_is_not_meant() -> None:
    # Hạ Long was a city in 2018; the ward of that name begins in 2025.
    assert short(resolve("UBND phường Hạ Long", THEN, "quang-ninh"), "qn-") == "phuong-ha-long*"
    assert short(resolve("UBND phường Hạ Long", NOW, "quang-ninh"), "qn-") == "phuong-ha-long"
    assert short(resolve("các địa phương", NOW, "quang-ninh"), "qn-") == "communes"


NAMES = [a.name for a in DIRECTORY.register("thai-nguyen").agencies if a.until_on is None]


@settings(max_examples=60)
@given(
    st.sampled_from(NAMES),
    st.sampled_from(["NFC", "NFD"]),
    st.sampled_from([str, str.upper, str.lower]),
    st.sampled_from(["", "  ", ".", ";"]),
)
def test_spelling_does_not_matter(name: str, form: str, case: type[str], tail: str) -> None:
    plain = resolve(name).parties
    other = resolve(unicodedata.normalize(form, case(name)) + tail).parties  # type: ignore[arg-type]  # NFC or NFD
    assert [p.id for p in other] == [p.id for p in plain]
    assert len(plain) == 1 and plain[0].kind == "agency"


@settings(max_examples=60)
@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=6), st.sampled_from([", ", "; ", "\n", " và "]))
def test_a_list_is_its_members(names: list[str], between: str) -> None:
    alone = [p.id for name in names for p in resolve(name).parties]
    assert [p.id for p in resolve(between.join(names)).parties] == alone


@settings(max_examples=100)
@given(st.text(st.sampled_from("SởUBND xãcácvà,;:/()-&.\n TN&MThoặcĐề nghị"), max_size=60))
def test_no_cell_breaks_the_reader(raw: str) -> None:
    cast = resolve(raw)
    assert cast.raw == raw
    assert all(p.raw and (p.id in DIRECTORY or not p.id) for p in cast.parties)


def test_an_endless_cell_is_one_unknown_name() -> None:
    (party,) = resolve("Sở A, " * 20_000).parties
    assert party.kind == "unknown" and len(party.raw) < 100


SMALL = Directory(
    (
        Register(
            "tinh", "Thái Nguyên", 19,
            (
                Agency("sxd", "Sở Xây dựng", "department"), Agency("stc", "Sở Tài chính", "department"),
                Agency("syt", "Sở Y tế", "department"), Agency("la", "UBND xã La Bằng", "commune"),
                Agency("ha", "UBND xã Hà Thượng", "commune"), Agency("vp", "Văn phòng UBND tỉnh", "office"),
            ),
        ),
    )
)  # fmt: skip


@pytest.mark.parametrize(
    ("raw", "meant", "choice"),
    [
        # whose part it is
        ("Sở Xây dựng; phối hợp với Sở Tài chính", "sxd", False),
        ("Sở Xây dựng; phối hợp; Sở Tài chính", "sxd", False),
        ("Phối hợp với Sở Tài chính", "stc", False),
        ("Phối hợp: Sở Tài chính; chủ trì: Sở Xây dựng", "stc sxd", False),
        ("Chủ trì: Sở Xây dựng; tổng hợp; Sở Tài chính", "sxd stc", False),
        # a title without a name names nobody
        ("Giám đốc; Sở Xây dựng", "sxd", False), ("Thủ trưởng, Sở Xây dựng", "sxd", False), ("Giám đốc", "", False),
        # only between two names is "or" a choice
        ("hoặc Sở Xây dựng", "sxd", False), ("/ Sở Xây dựng; Sở Y tế", "sxd syt", False),
        ("Sở Xây dựng/ Sở Y tế", "sxd syt", True), ("Sở Xây dựng; Sở Tài chính hoặc Sở Y tế", "sxd stc syt", True),
        ("Giám đốc hoặc Sở Xây dựng", "sxd", False), ("Chủ trì / Sở Xây dựng", "sxd", False),
        # conditions and courtesies
        ("Sở Xây dựng (khi có yêu cầu)", "sxd", True), ("Sở Xây dựng (tùy việc)", "sxd", True),
        ("Sở Xây dựng (tuỳ việc)", "sxd", True), ("Sở Xây dựng (trường hợp cần)", "sxd", True),
        ("Sở Xây dựng (đối với cấp xã)", "sxd", True), ("Sở Xây dựng (nếu có)", "sxd", True),
        ("Sở Xây dựng (khiêm tốn)", "sxd", False), ("Sở Xây dựng (thường trực)", "sxd", False),
        ("Đề nghị: Sở Xây dựng", "sxd", True), ("Kính đề nghị Sở Xây dựng", "sxd", True), ("Mời Sở Xây dựng", "sxd", True),
        ("Giao: Sở Xây dựng", "sxd", False), ("Yêu cầu Sở Xây dựng", "sxd", False), ("Phân công Sở Xây dựng", "sxd", False),
        # what a name may be wrapped in
        ("Sở Xây dựng là cơ quan chủ trì", "sxd", False), ("Sở Xây dựng làm đầu mối", "sxd", False),
        ("Sở Xây dựng đầu mối", "sxd", False), ("Sở Xây dựng tham mưu", "sxd", False), ("Sở Xây dựng thực hiện", "sxd", False),
        ("Quyền Giám đốc Sở Xây dựng", "sxd", False), ("Phó Giám đốc Sở Xây dựng", "sxd", False),
        ("Đồng chí Giám đốc Sở Xây dựng", "sxd", False), ("Chánh Văn phòng UBND tỉnh", "vp", False),
        # brackets say what a name is now, or who is meant by a name that is not known
        ("Sở Cũ (nay là Sở Xây dựng)", "sxd", False), ("Sở Cũ (hiện nay là Sở Xây dựng)", "sxd", False),
        ("Sở Cũ (bây giờ là Sở Xây dựng)", "sxd", False), ("Sở Y tế (nay là Sở Xây dựng)", "sxd", False),
        ("Sở Y tế (Sở Xây dựng)", "syt", False), ("Các ban khác (Sở Xây dựng; Sở Y tế)", "sxd syt", False),
        ("Sở Cũ (Sở Xây dựng; Sở Lạ)", "?", False), ("Sở Cũ (ghi chú)", "?", False), ("Sở Cũ ()", "?", False),
        ("Sở Cũ (x); Sở Khác (nay là Sở Xây dựng)", "? sxd", False),
        # words said once
        ("UBND xã La Bằng, Hà Thượng", "la ha", False), ("UBND xã: La Bằng, Hà Thượng", "la ha", False),
        ("Các xã: La Bằng, Hà Thượng", "la ha", False), ("Sở Xây dựng; việc khác: Tài chính", "sxd ?", False),
        ("Sở Xây dựng: Tài chính", "sxd stc", False),
    ],
)  # fmt: skip
def test_each_turn_of_a_cell_in_a_small_register(raw: str, meant: str, choice: bool) -> None:
    found = SMALL.resolve(raw, NOW)
    assert (short(found, ""), found.choice) == (meant, choice)


def test_what_brackets_say_keeps_the_printed_name_where_it_is_a_new_one() -> None:
    assert [p.raw for p in SMALL.resolve("Sở Cũ (nay là Sở Xây dựng)", NOW).parties] == ["Sở Cũ"]
    inner = SMALL.resolve("Các ban khác (Sở Xây dựng; Sở Y tế)", NOW).parties
    assert [p.raw for p in inner] == ["Sở Xây dựng", "Sở Y tế"]


@pytest.mark.parametrize(("length", "whole"), [(4000, True), (4001, False)])
def test_the_longest_cell_that_is_read(length: int, whole: bool) -> None:
    raw = "Sở Xây dựng".ljust(length - 1, " ") + "."
    found = SMALL.resolve(raw, NOW)
    assert found.raw == raw
    assert [(p.id, p.kind) for p in found.parties] == [("sxd", "agency") if whole else ("", "unknown")]
    if not whole:
        assert found.parties[0].raw == raw[:80] + "…"


EXCEPTING = (
    "trừ", "ngoại trừ", "loại trừ", "trừ ra", "không bao gồm", "không gồm", "chưa bao gồm", "không kể", "không tính", "không phải",
    "ngoài", "không áp dụng đối với", "trừ đối với", "trừ:", "trừ các đơn vị:", "ngoại trừ các cơ quan sau:", "Trừ", "NGOẠI TRỪ",
    "Không bao gồm",
)  # fmt: skip
BEFORE = (" ", ", ", " , ", "; ", "\n", ";\n- ", ": ", ". ", " - ", " – ", " (", " [", " ((", ",\n")
WHOM = (
    "Sở Y tế",
    "Sở Y tế, Xây dựng và Nội vụ",
    "Sở Y tế; Sở Xây dựng",
    "Sở Y tế,\nSở Xây dựng",
    "Sở\nY tế",
    "sở Y tế/ Sở Nội vụ",
)
NAMED = (
    "Các sở, ban, ngành",
    "Các sở, ban, ngành, UBND các xã, phường",
    "Các đơn vị liên quan",
    "Các sở, ban, ngành (nếu có)",
)


@given(*map(st.sampled_from, (NAMED, BEFORE, EXCEPTING, WHOM)))
@settings(max_examples=300)
def test_who_is_excepted_never_owes(named: str, before: str, word: str, whom: str) -> None:
    """Neither by name, nor within a group, which is asked about instead; whether a bracket is closed or not."""
    closing = {"(": ")", "[": "]"}.get(before.strip()[:1], "") * len(before.strip())
    for raw in (f"{named}{before}{word} {whom}{closing}", f"{named}{before}{word} {whom}", f"{word} {whom}, {named}"):
        found = resolve(raw)
        assert not any(p.id for p in found.parties), (raw, short(found, "tn-"))
        assert "Y tế" in " ".join(p.raw for p in found.parties), raw
