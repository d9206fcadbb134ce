"""An agency file as values: every body, group and succession whole, with the line it stands on."""

from datetime import date

import pytest

from reminder.directory.agency import Agency, Contact, Group, Succession
from reminder.directory.directory import Directory
from reminder.directory.register import Register
from reminder.rulefile.reading import directories
from reminder.rulefile.reading.findings import Findings, parse
from reminder.rulefile.reading.schema import DirectoryFile
from reminder.rulefile.reading.schema_faults import shaped
from tests.rulefile.office import AGENCIES

TEXT = """\
[directory]
id = "tinh"
name = "Thử"
province = 19
outside = ["Tập đoàn Than"]
unspecific = ["khu đô thị"]

[[agency]]
id = "ubnd"
name = "UBND tỉnh"
kind = "province"
aliases = ["UBND"]
name_en = "Committee"
contacts = [{ mailbox = "vt@u.example", name = "Văn thư", from = 2026-01-01, until = 2026-12-31 }]
head = [{ mailbox = "ct@u.example" }]
lang = "en"
from = 2025-03-01
until = 2030-12-31

[communes]
superior = "ubnd"
from = 2025-07-01
rows = [
  { code = "00001", id = "a", name = "UBND xã A", aliases = ["A"], contacts = [{ mailbox = "vt@a.example" }] },
  { code = "00002", id = "b", name = "Xã UBND B", from = 2025-09-01, until = 2027-01-01, \
head = [{ mailbox = "ct@b.example" }] },
]

[[group]]
id = "all"
name = "Các xã"
aliases = ["xã"]
kinds = ["commune", "unit"]
members = ["ubnd"]
except = ["a"]
from = 2025-07-01
until = 2031-01-01

[[succession]]
old = "ubnd"
new = ["a", "b"]
from = 2031-01-01
share = "split"
basis = "NQ 1"
scope = "đất đai"
"""


def read(*texts: str) -> tuple[Directory, list[str]]:
    findings, files = Findings(), []
    for n, text in enumerate(texts):
        whole = parse(f"{n}.toml", text, findings)
        assert whole
        file = shaped(DirectoryFile, whole)
        assert file
        files.append((whole, file))
    return directories.directory(files, findings), [f"{p.level} {p}" for p in findings.problems]


def test_a_whole_file() -> None:
    found, said = read(TEXT)
    july = date(2025, 7, 1)
    assert said == []
    assert found.registers == (
        Register(
            "tinh", "Thử", 19,
            (
                Agency(
                    "ubnd", "UBND tỉnh", "province", ("UBND",), "Committee",
                    (Contact("vt@u.example", "Văn thư", date(2026, 1, 1), date(2026, 12, 31)),), "",
                    (Contact("ct@u.example"),), "en", date(2025, 3, 1), date(2030, 12, 31),
                ),
                Agency(
                    "a", "UBND xã A", "commune", ("xã A", "A"), contacts=(Contact("vt@a.example"),), superior="ubnd",
                    from_on=july,
                ),
                Agency(
                    "b", "Xã UBND B", "commune", ("Xã UBND B",), head=(Contact("ct@b.example"),), superior="ubnd",
                    from_on=date(2025, 9, 1), until_on=date(2027, 1, 1),
                ),
            ),
            (Group("all", "Các xã", ("xã",), ("commune", "unit"), ("ubnd",), ("a",), july, date(2031, 1, 1)),),
            (Succession("ubnd", ("a", "b"), date(2031, 1, 1), "split", "NQ 1", "đất đai"),),
            ("Tập đoàn Than",), ("khu đô thị",),
        ),
    )  # fmt: skip
    (register,) = found.registers
    assert [str(a.place) for a in register.agencies] == ["0.toml:8", "0.toml:24", "0.toml:25"]
    assert str(register.place) == "0.toml:1"


def test_a_file_without_communes_and_several_files_in_their_order() -> None:
    bare = '[directory]\nid = "x"\nname = "X"\nprovince = 1\n'
    found, said = read(bare, AGENCIES)
    assert (said, [r.id for r in found.registers]) == ([], ["x", "tinh"])
    assert found.registers[0] == Register("x", "X", 1)


def test_ids_that_are_taken() -> None:
    bare = '[directory]\nid = "{}"\nname = "X"\nprovince = 1\n\n[[group]]\nid = "{}"\nname = "G"\nkinds = ["unit"]\n'
    found, said = read(bare.format("x", "g"), bare.format("x", "g"), bare.format("y", "h"))
    assert said == [
        'error 1.toml:2: directory.id: directory "x" stands in two files; keep one',
        'error 1.toml:7: group[g].id: id "g" is taken at 0.toml:6; give each body its own',
    ]
    assert [r.id for r in found.registers] == ["x", "y"]


REFERENCES = [
    ('superior = "ubnd"\nfrom = 2025-07', 'superior = "ubdn"\nfrom = 2025-07',
     '21: communes.superior: no agency or group has the id "ubdn"; add it or mend the id — did you mean "ubnd"?'),
    ('kinds = ["commune", "unit"]\nmembers = ["ubnd"]', 'members = ["ubnd", "all"]', ""),
    ('kinds = ["commune", "unit"]\nmembers = ["ubnd"]', 'members = ["zzz"]',
     '32: group[all].members[1]: no agency or group has the id "zzz"; add it or mend the id'),
    ('kinds = ["commune", "unit"]\nmembers = ["ubnd"]\n', "",
     '28: group[all]: the group "all" has no one in it; give kinds or members'),
    ('members = ["ubnd"]\n', "", ""), ('kinds = ["commune", "unit"]\n', "", ""),
    ('except = ["a"]', 'except = ["a", "zzz"]',
     '34: group[all].except[2]: no agency or group has the id "zzz"; add it or mend the id'),
    ('old = "ubnd"', 'old = "zzz"',
     '39: succession[1].old: no agency or group has the id "zzz"; add it or mend the id'),
    ('new = ["a", "b"]', 'new = ["a", "zzz"]',
     '40: succession[1].new[2]: no agency or group has the id "zzz"; add it or mend the id'),
    ('share = "split"', 'share = "merge"',
     '40: succession[1].new: several successors need share = "split", so that a person chooses'),
    ('new = ["a", "b"]\nfrom = 2031-01-01\nshare = "split"', 'new = ["a"]\nfrom = 2031-01-01\nshare = "merge"', ""),
    ('new = ["a", "b"]\nfrom = 2031-01-01\nshare = "split"', 'new = ["a"]\nfrom = 2031-01-01\nshare = "split"', ""),
    ('new = ["a", "b"]', 'new = ["a", "ubnd"]', "40: succession[1].new: a body cannot succeed itself"),
    ("until = 2030-12-31\n", "",
     '38: succession[1].old: "ubnd" has no until, so its succession is never used; give it one'),
    ("until = 2030-12-31", "until = 2025-02-28", "18: agency[ubnd].until: until lies before from; swap them"),
    ("until = 2030-12-31", "until = 2025-03-01", ""),
    ('kind = "province"', 'kind = "province"\nsuperior = "ubnx"',
     '12: agency[ubnd].superior: no agency or group has the id "ubnx"; add it or mend the id — did you mean "ubnd"?'),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "said"), REFERENCES)
def test_what_leads_nowhere(old: str, new: str, said: str) -> None:
    assert TEXT.count(old) == 1
    assert read(TEXT.replace(old, new))[1] == [f"error 0.toml:{said}"] * bool(said)


def test_references_of_faulty_files_are_not_judged() -> None:
    bare = '[directory]\nid = "tinh"\nname = "X"\nprovince = 1\n'
    wrong = TEXT.replace('old = "ubnd"', 'old = "zzz"')
    assert [line.split(": ")[1] for line in read(wrong, bare)[1]] == ["directory.id"]
