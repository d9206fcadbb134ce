"""`reminder agencies`: who can be reached, and a contact list shown, then written whole or not at all."""

import os
import tomllib
from pathlib import Path
from typing import Any

import pytest

from reminder.rulefile.writing import atomic_save
from tests.contacts.lists import AGENCIES, FILE, LIST, SAID, decomposed, office, workbook
from tests.journeys.desk import Desk, Ran

AT = ("--at", "2026-12-01", "--lang", "en")
BAD = LIST + "Sở Ytế,a@b.gov.vn\nUBND phường Văn Lang,khong@gmail.com\n"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return office(tmp_path)


def bring(desk: Desk, listed: str | bytes, *more: str, name: str = "ds.csv") -> Ran:
    (desk.folder / name).write_bytes(listed.encode() if isinstance(listed, str) else listed)
    return desk.run("agencies", "import", name, *more, *AT)


def text(desk: Desk) -> str:
    return (desk.folder / FILE).read_bytes().decode()


def contacts(desk: Desk) -> dict[str, list[str]]:
    data: dict[str, Any] = tomllib.loads(text(desk))
    rows = [*data["agency"], *data["communes"]["rows"]]
    return {r["id"]: [c["mailbox"] for c in r["contacts"]] for r in rows if "contacts" in r}


def test_the_diff_comes_first_and_nothing_is_written(desk: Desk) -> None:
    ran = bring(desk, LIST)
    assert (ran.status, text(desk)) == (0, AGENCIES)
    shown = [line.strip() for line in ran.out.splitlines()[1:]]
    assert shown == [
        "Sở Nông nghiệp và Môi trường (t-snnmt) contacts",
        "+ vanthu@nnmt.gov.vn",
        "Sở Văn hóa, Thể thao và Du lịch (t-svhttdl) contacts",
        "- cu@vhttdl.gov.vn",
        "sau@vhttdl.gov.vn",
        "+ vanthu@vhttdl.gov.vn",
        "UBND xã Hòa Bình (t-xa-hoa-binh) contacts",
        "+ vanthu@hoabinh.gov.vn",
    ]
    assert "--yes" in ran.err


def test_written_it_changes_three_lines_and_adds_one(desk: Desk) -> None:
    assert bring(desk, LIST, "--yes").status == 0
    assert contacts(desk) == {"t-ubnd": ["vt@ubnd.example"], **SAID}
    before, after = AGENCIES.splitlines(), text(desk).splitlines()
    assert len(after) == len(before) + 1
    assert [line for line in after if line not in before] == [
        'contacts = [{ mailbox = "vanthu@nnmt.gov.vn" }]',
        '  { mailbox = "vanthu@vhttdl.gov.vn" },                        # văn thư cũ',
        '  { code = "00001", id = "t-xa-hoa-binh", name = "UBND xã Hòa Bình", '
        'contacts = [{ mailbox = "vanthu@hoabinh.gov.vn" }] },   # một',
    ]
    assert desk.run("check").status == 0
    again = bring(desk, LIST, "--yes")
    assert again.status == 0 and "Nothing changes: 3" in again.err


@pytest.mark.parametrize(
    ("listed", "name"),
    [
        (decomposed(LIST), "ds.csv"),
        (LIST.replace("Hòa Bình", "Hoà Bình").replace("UBND xã", "Ủy ban nhân dân xã"), "ds.csv"),
        (LIST.replace("Sở Nông nghiệp và Môi trường", "SỞ NN&MT"), "ds.csv"),
        (LIST.replace("Sở Nông nghiệp và Môi trường", "Sở TN-MT"), "ds.csv"),
        (LIST.replace("Sở Nông nghiệp và Môi trường", "t-snnmt"), "ds.csv"),
        (LIST.replace("@nnmt.gov.vn", "@NNMT.GOV.VN").replace(",vanthu@nnmt", ",mailto:vanthu@nnmt"), "ds.csv"),
        (
            workbook(
                ("Tên cơ quan", "Email"),
                ("Sở Nông nghiệp và Môi trường tỉnh Thử Nghiệm", "vanthu@nnmt.gov.vn"),
                ("Sở VHTTDL", " vanthu@vhttdl.gov.vn "),
                ("Xã Hòa Bình", "vanthu@hoabinh.gov.vn"),
            ),
            "ds.xlsx",
        ),
    ],
)
def test_names_are_taken_as_plans_have_them(desk: Desk, listed: str | bytes, name: str) -> None:
    ran = bring(desk, listed, "--yes", name=name)
    assert ran.status == 0, ran.out
    assert contacts(desk) == {"t-ubnd": ["vt@ubnd.example"], **SAID}


def test_one_bad_row_and_nothing_is_written(desk: Desk) -> None:
    ran = bring(desk, BAD, "--yes")
    assert (ran.status, text(desk)) == (1, AGENCIES)
    assert 'ds.csv:5: "Sở Ytế" is not in the directory' in ran.out
    assert 'ds.csv:6: "khong@gmail.com" of UBND phường Văn Lang: gmail.com is not among the allowed domains' in ran.out
    assert "2 problems; nothing was written" in ran.err
    assert '[[agency]]\nid = "t-so-yte"\nname = "Sở Ytế"\nkind = "department"\n' in ran.out
    assert 'contacts = [{ mailbox = "a@b.gov.vn" }]' in ran.out


def test_what_is_to_be_pasted_can_be(desk: Desk) -> None:
    ran = bring(desk, BAD)
    row = ran.out[ran.out.index("[[agency]]") : ran.out.index("\n\n", ran.out.index("[[agency]]")) + 1]
    desk.write(FILE, AGENCIES + "\n" + row)
    assert desk.run("check").status == 0
    assert bring(desk, LIST + "Sở Ytế,a@b.gov.vn\n", "--yes").status == 0


def test_partial_takes_the_good_rows_and_still_says_so(desk: Desk) -> None:
    ran = bring(desk, BAD, "--partial", "--yes")
    assert ran.status == 1
    assert contacts(desk) == {"t-ubnd": ["vt@ubnd.example"], **SAID}


def test_partial_never_takes_half_an_agency(desk: Desk) -> None:
    half = LIST + "Sở NN&MT,sai-dia-chi\n"
    assert bring(desk, half, "--partial", "--yes").status == 1
    assert "t-snnmt" not in contacts(desk) and contacts(desk)["t-xa-hoa-binh"] == SAID["t-xa-hoa-binh"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (",a@b.gov.vn", "the row has a mailbox and no name"),
        ("Các sở,a@b.gov.vn", "names a group or nobody in particular"),
        ("các đơn vị liên quan,a@b.gov.vn", "names a group or nobody in particular"),
        ('"Sở NN&MT, UBND tỉnh",a@b.gov.vn', '"Sở NN&MT, UBND tỉnh" names several agencies'),
        ("Sở NN&MT hoặc UBND tỉnh,a@b.gov.vn", '"Sở NN&MT hoặc UBND tỉnh" names several agencies'),
        ("Sở TT&TT,a@b.gov.vn", "was divided (Nghị quyết 190/2025/QH15); name the successor"),
        ("Ban Quản lý dự án,a@b.gov.vn", "(it existed until 2024-12-31; no successor is known); name the body of now"),
        ("UBND phường Văn Làng,a@b.gov.vn", "is not in the directory; add it there or as an alias — near: UBND"),
        ("UBND tỉnh,a@b.invalid.vn@c", "is not a mailbox"),
        ("UBND tỉnh,vt ubnd@b.gov.vn", "is not a mailbox"),
        ("UBND tỉnh,Văn thư <vt@b.gov.vn>", "is not a mailbox"),
        ("UBND tỉnh,văn.thư@b.gov.vn", "is not a mailbox"),
        ("UBND tỉnh,vt@b", "is not a mailbox"),
        ("UBND tỉnh,vt@b.gov.vn.evil.com", "evil.com is not among the allowed domains (*.gov.vn, *.chinhphu.vn)"),
        ("UBND tỉnh,vt@xgov.vn", "xgov.vn is not among the allowed domains"),
        ("UBND tỉnh,vt＠b.gov.vn", "is not a mailbox"),
        ("UBND tỉnh,vt@b。gov.vn", "is not a mailbox"),
    ],
)
def test_each_fault_has_its_line_and_remedy(desk: Desk, row: str, said: str) -> None:
    ran = bring(desk, f"{LIST}{row}\n", "--yes")
    assert (ran.status, text(desk)) == (1, AGENCIES)
    assert ran.out.startswith("ds.csv:5: ") and said in ran.out.splitlines()[0]


def test_what_is_odd_and_still_taken(desk: Desk) -> None:
    more = (
        "Sở TN&MT,b@nnmt.gov.vn\nSở NN&MT,VANTHU@nnmt.gov.vn\nUBND phường Văn Lang,vanthu@hoabinh.gov.vn\nUBND tỉnh,\n"
    )
    ran = bring(desk, LIST + more, "--yes")
    assert ran.status == 0
    assert contacts(desk)["t-snnmt"] == ["vanthu@nnmt.gov.vn", "b@nnmt.gov.vn"]
    assert contacts(desk)["t-ubnd"] == ["vt@ubnd.example"]
    warned = [line.removeprefix("warning: ") for line in ran.out.splitlines() if line.startswith("warning: ")]
    assert [line.partition(": ")[0] for line in warned] == ["ds.csv:5", "ds.csv:5", "ds.csv:6", "ds.csv:7", "ds.csv:8"]
    assert "→ Sở Nông nghiệp và Môi trường" in warned[0] and "further mailbox" in warned[1]
    assert "listed twice" in warned[2] and "UBND xã Hòa Bình" in warned[3] and "has no mailbox" in warned[4]


def test_reserved_domains_only_where_mail_stays_on_the_machine(desk: Desk) -> None:
    row = "Cơ quan,Email\nSở NN&MT,vt@nnmt.example\n"
    assert bring(desk, row).status == 0
    desk.edit("reminder.toml", "[mail]", '[smtp]\nsink = true\n\n[mail]\ntransport = "smtp"')
    assert bring(desk, row).status == 0
    desk.edit("reminder.toml", "sink = true", "sink = false")  # a relay on this machine, as most are
    ran = bring(desk, row)
    assert ran.status == 1 and "nnmt.example is reserved" in ran.out


def test_names_and_heads(desk: Desk) -> None:
    listed = "Cơ quan,Email,Email lãnh đạo,Người liên hệ\nSở NN&MT,vt@nnmt.gov.vn,gd@nnmt.gov.vn,Trần B\n"
    assert bring(desk, listed, "--yes").status == 0
    row = next(a for a in tomllib.loads(text(desk))["agency"] if a["id"] == "t-snnmt")
    assert row["contacts"] == [{"mailbox": "vt@nnmt.gov.vn", "name": "Trần B"}]
    assert row["head"] == [{"mailbox": "gd@nnmt.gov.vn"}]
    assert desk.run("check").status == 0


def test_json(desk: Desk) -> None:
    ran = bring(desk, BAD, "--yes", "--partial", "--format", "json")
    found = ran.json
    assert (ran.status, found["written"], len(found["problems"])) == (1, True, 2)
    assert list(found) == ["file", "changes", "unchanged", "written", "problems", "notes", "paste"]
    assert found["changes"][1] == {
        "agency": "t-svhttdl", "name": "Sở Văn hóa, Thể thao và Du lịch", "key": "contacts",
        "before": ["cu@vhttdl.gov.vn", "sau@vhttdl.gov.vn"], "after": ["vanthu@vhttdl.gov.vn", "sau@vhttdl.gov.vn"],
    }  # fmt: skip


def test_bytes_that_are_not_ours_stay(desk: Desk) -> None:
    raw = "\ufeff" + decomposed(AGENCIES).replace("\n", "\r\n")
    (desk.folder / FILE).write_bytes(raw.encode())
    (desk.folder / FILE).chmod(0o640)
    assert bring(desk, LIST, "--yes").status == 0
    after = (desk.folder / FILE).read_bytes().decode()
    kept = [line for line in raw.split("\r\n") if line in after.split("\r\n")]
    assert len(kept) == len(raw.split("\r\n")) - 2 and after.startswith("\ufeff")
    assert (desk.folder / FILE).stat().st_mode & 0o777 == 0o640
    assert desk.run("check").status == 0


def test_a_write_that_fails_leaves_the_old_file_and_no_other(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_fd: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    before = sorted(p.name for p in (desk.folder / "rules/agencies").iterdir())
    ran = bring(desk, LIST, "--yes")
    assert ran.status == 1 and "No space left" in ran.err and "Traceback" not in ran.err
    assert text(desk) == AGENCIES
    assert sorted(p.name for p in (desk.folder / "rules/agencies").iterdir()) == before


def test_a_file_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_text("one")
    with pytest.raises(Exception, match="changed meanwhile"):
        atomic_save.save(file, "three", b"two")
    assert file.read_text() == "one"
    (tmp_path / "link.toml").symlink_to(file)
    atomic_save.save(tmp_path / "link.toml", "two", b"one")
    assert file.read_text() == "two" and (tmp_path / "link.toml").is_symlink()


def test_the_rules_that_ship_are_not_edited(tmp_path: Path) -> None:
    ran = bring(Desk(tmp_path), LIST, "--yes", "--directory", "19")
    assert ran.status == 1 and "reminder init" in ran.err


def test_whose_list_it_is_must_be_said_where_there_are_two(desk: Desk) -> None:
    other = AGENCIES.replace('id = "tinh"', 'id = "khac"').replace("t-", "k-").replace("province = 19", "province = 22")
    desk.write("rules/agencies/khac.toml", other)
    assert bring(desk, LIST).status == 2
    assert bring(desk, LIST, "--directory", "22", "--yes").status == 0
    assert text(desk) == AGENCIES
    unknown = bring(desk, LIST, "--directory", "x")
    assert unknown.status == 2 and "khac, tinh" in unknown.err


def test_who_can_be_reached_and_who_cannot(desk: Desk) -> None:
    listed = {r["id"]: r for r in desk.run("agencies", "list", "--format", "json", *AT).json}
    assert {id_: r["gap"] for id_, r in listed.items()} == {
        "t-ubnd": "stand-in", "t-snnmt": "no contact", "t-svhttdl": None, "t-xa-hoa-binh": "no contact",
        "t-phuong-van-lang": "no contact", "t-xa-van-lang": "no contact",
    }  # fmt: skip
    assert listed["t-svhttdl"]["contacts"] == ["cu@vhttdl.gov.vn"]
    assert listed["t-xa-hoa-binh"]["superior"] == "t-ubnd"
    bring(desk, LIST, "--yes")
    lacking = [r["id"] for r in desk.run("agencies", "missing", "--format", "json", *AT).json]
    assert lacking == ["t-ubnd", "t-phuong-van-lang", "t-xa-van-lang"]
    table = desk.run("agencies", "missing", "--lang", "en", *AT[:2])
    assert "only a stand-in address" in table.out and "3 agencies" in table.err
    assert "t-ubnd,UBND tỉnh,province,vt@ubnd.example,,," in desk.run("agencies", "list", "--format", "csv", *AT).out
