"""The parts of a workbook that openpyxl does not give: the drawings and comments of each sheet, its XML itself.

Found by their relationships, whatever they are called. Files saved as "Strict Open XML" are read as the usual ones.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from openpyxl.packaging.relationship import RelationshipList, get_dependents, get_rels_path

_STRICT = b"http://purl.oclc.org/ooxml/"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def usual_form(archive: zipfile.ZipFile, data: bytes) -> bytes:
    """The workbook with the names of the strict form replaced by those of the transitional one, which is all that
    openpyxl knows; as it is where it has none."""
    strict = {name for name in archive.namelist() if _STRICT in archive.read(name)}
    if not strict:
        return data
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for name in archive.namelist():
            body = archive.read(name)
            if name in strict:
                body = re.sub(
                    rb"http://purl\.oclc\.org/ooxml/(\w+)/", rb"http://schemas.openxmlformats.org/\1/2006/", body
                )
            new.writestr(name, body)
    return out.getvalue()


def local(element: ET.Element) -> str:
    """The name of the element without its namespace."""
    return element.tag.rpartition("}")[2]


def sheet_paths(archive: zipfile.ZipFile) -> dict[str, str]:
    """Of each sheet by its name, the part that holds it."""
    main = next((rel.target for rel in _relations(archive, "") if rel.Type.endswith("/officeDocument")), "")
    targets = {rel.Id: rel.target for rel in _relations(archive, main)}
    root = ET.fromstring(archive.read(main))
    sheets = (element for element in root.iter() if local(element) == "sheet")
    return {sheet.get("name", ""): targets[sheet.get(_ID, "")] for sheet in sheets}


def related(archive: zipfile.ZipFile, path: str, kind: str) -> Iterator[ET.Element]:
    """The roots of the parts that `path` has under relationships of this kind (`drawing`)."""
    for rel in _relations(archive, path):
        if rel.Type.endswith(f"/{kind}") and rel.target in archive.namelist():
            yield ET.fromstring(archive.read(rel.target))


def _relations(archive: zipfile.ZipFile, path: str) -> RelationshipList:
    rels = get_rels_path(path)  # type: ignore[no-untyped-call]  # the stubs leave it out
    if rels not in archive.namelist():
        return RelationshipList()
    return get_dependents(archive, rels)
