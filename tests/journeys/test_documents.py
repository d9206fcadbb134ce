"""Documents by the command line: what this machine can read, what it refuses, and the pictures of a scan."""

import pytest

from reminder.documents.readers import machine, programs
from tests.documents.papers import pdf
from tests.journeys.desk import Desk


def lines(desk: Desk) -> dict[str, tuple[str, str, str]]:
    rows = desk.run("--lang", "en", "doctor", "--format", "json").json
    return {row["about"]: (row["level"], row["seen"], row["remedy"]) for row in rows}


def test_the_doctor_names_what_documents_are_read_with(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "guards", lambda: frozenset({"limits", "files", "network"}))
    monkeypatch.setattr(programs, "soffice", lambda: "/somewhere/soffice")
    monkeypatch.setattr(programs, "tesseract", lambda: "/somewhere/tesseract")
    found = lines(desk)
    assert found["documents"][0] == found["other documents"][0] == found["scans"][0] == "fine"
    assert "/somewhere/soffice" in found["other documents"][1] and "/somewhere/tesseract" in found["scans"][1]


def test_the_doctor_names_what_the_machine_lacks(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "guards", lambda: frozenset({"limits"}))
    monkeypatch.setattr(programs, "soffice", lambda: "")
    monkeypatch.setattr(programs, "tesseract", lambda: "")
    found = lines(desk)
    assert found["documents"] == (
        "warning", "other files can be read; the network can be reached",
        "see docs/operations.md: how documents are read",
    )  # fmt: skip
    assert found["other documents"][0] == found["scans"][0] == "warning"
    assert "libreoffice-writer-nogui" in found["other documents"][2] and "tesseract-ocr-vie" in found["scans"][2]


def test_the_doctor_looks_at_this_machine(desk: Desk) -> None:
    assert {"documents", "other documents", "scans"} <= lines(desk).keys()


def test_a_scan_becomes_a_plan_with_pictures_beside_it(desk: Desk) -> None:
    (desk.folder / "scan.pdf").write_bytes(pdf().replace(b"BT /F", b"BT 3 Tr /F"))
    ran = desk.run("--lang", "en", "import", "scan.pdf", "--out", "rules/plans/scan.toml")
    assert ran.status == 0 and "pictures of what was recognised" in ran.out + ran.err
    assert "recognised in an image: “" in ran.out and "“Trước ngày 30/9/2026; " in ran.out
    assert (desk.folder / "rules/plans/scan.images/I.2.png").exists()


def test_what_cannot_be_read_is_one_line_and_no_file(desk: Desk) -> None:
    (desk.folder / "plan.pdf").write_bytes(b"%PDF-1.7\n%broken")
    ran = desk.run("--lang", "en", "import", "plan.pdf", "--out", "rules/plans/plan.toml")
    assert (ran.status, ran.out) == (1, "") and ran.err.count("\n") == 1 and "damaged" in ran.err
    assert not (desk.folder / "rules/plans/plan.toml").exists()
