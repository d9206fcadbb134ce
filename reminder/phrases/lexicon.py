"""The word lists of the grammar, folded (no marks, lower case)."""

from typing import Final

HOURS: Final = frozenset({"gio", "h", "g"})
CONNECTORS: Final = frozenset({",", "va", "/", "-", "hoac"})
NAMED: Final = frozenset({"hang", "moi", "nam", "thang", "quy", "tuan", "lan", "ngay", "n", "mot"})
"""Words that may follow a sign behind a number without making it the number of a document."""

CITING: Final = frozenset({"luat", "quyet", "thong"})
EVENT_NOUNS: Final = frozenset({"mua", "tet", "ky", "dai", "khai", "le", "hoi", "cuoc", "thoi"})

OPEN: Final = frozenset({
    "thuong xuyen", "lien tuc", "lau dai", "quanh nam", "hang ngay", "hang gio",
    "khong thoi han", "vo thoi han", "suot nam", "duong xuyen",
})  # fmt: skip
ONWARD: Final = frozenset({"tro di", "tro ve sau", "ve sau"})
UNDATED: Final = frozenset({
    "kip thoi", "khan truong", "dot xuat", "chua xac dinh", "chua co", "chua ro", "phu hop", "som", "tuy theo",
    "tuy tinh hinh", "can cu", "cho huong dan", "chuyen tiep", "ngay lap tuc", "som nhat", "co lo trinh", "tuong ung",
    "dam bao tien do", "bao dam tien do", "gan voi",
    "trong thoi gian toi", "trong qua trinh", "trong suot qua trinh",
})  # fmt: skip
STOP: Final = frozenset({
    "", ",", ";", "\n", ":", "(", ")", "truoc", "cham", "muon", "hoan", "xong", "hang", "dinh", "thuong", "den", "va",
})  # fmt: skip
"""What ends a condition: the next clause, or a word that brings a date of its own."""
