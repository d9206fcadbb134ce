"""Agencies by their English names: in English tables and lists, kept by an import, and no part of the JSON's names."""

from tests.journeys.desk import Desk
from tests.web.test_english_names import named


def test_tables_have_them_in_english_and_json_has_the_names_of_the_directory(desk: Desk) -> None:
    named(desk)
    desk.run("tick", "--at", "2026-11-20T09:00")
    for words in (
        ("status",),
        ("preview", "--days", "60"),
        ("who", "year"),
        ("explain", "kh-1/1"),
        ("agencies", "list"),
    ):
        at = () if words[0] == "agencies" else ("--at", "2026-12-07")
        said = {lang: desk.run("--lang", lang, *words, *at).out for lang in ("en", "vi")}
        whole = {lang: " ".join(out.split()) for lang, out in said.items()}
        assert "Department of Industry" in whole["en"], words
        assert "Sở Công" in whole["vi"] and "Department of Industry" not in whole["vi"], words
        drawn = {lang: desk.run("--lang", lang, *words, *at, "--format", "csv").out for lang in ("en", "vi")}
        assert "Department of Industry and Trade" in drawn["en"]
        if words[0] in ("status", "preview", "who"):
            assert "Sở Công Thương" not in drawn["en"] and "Department of Industry" not in drawn["vi"], words
            rows = {lang: desk.run("--lang", lang, *words, *at, "--format", "json").out for lang in ("en", "vi")}
            assert "Sở Công Thương" in rows["en"] and "Department of Industry" not in rows["en"]
        assert words[0] == "explain" or "Sở Xây dựng" in drawn["en"], "it has no other name"


def test_the_list_of_agencies_and_an_import_keep_them(desk: Desk) -> None:
    named(desk)
    listed = {a["id"]: a["name_en"] for a in desk.run("agencies", "list", "--format", "json").json}
    assert listed == {
        "ubnd": "Provincial People's Committee", "snnmt": "Department of Agriculture and Environment", "sxd": "",
        "sct": "Department of Industry and Trade",
    }  # fmt: skip
    desk.write("lienhe.csv", "Tên cơ quan,Hộp thư\nSở Công Thương,phong@sct.example\n")
    assert desk.run("agencies", "import", "lienhe.csv", "--yes").status == 0
    after = {a["id"]: a for a in desk.run("agencies", "list", "--format", "json").json}
    assert after["sct"]["name_en"] == "Department of Industry and Trade"
    assert "phong@sct.example" in after["sct"]["contacts"]
