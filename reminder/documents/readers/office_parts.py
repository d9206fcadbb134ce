"""The parts of an Office file, found as Office finds them: by their relationships, never by their names.

The part with the text need not be `word/document.xml`; its numbering, styles and notes stand where its relationships
say. Files saved as "Strict Open XML" use other namespaces for the same elements: they are read as the usual ones.
"""

import posixpath
import re
import zipfile
from typing import Literal
from xml.etree import ElementTree as ET

OfficeKind = Literal["docx", "xlsx", "pptx", ""]

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TYPE = "{http://schemas.openxmlformats.org/package/2006/content-types}"
# What a file without relationships at its root is likely to hold.
_USUAL = ("word/document.xml", "xl/workbook.xml", "ppt/presentation.xml")
_KINDS: tuple[tuple[OfficeKind, str], ...] = (
    ("docx", r"wordprocessingml|ms-word|^word/"),
    ("xlsx", r"spreadsheetml|ms-excel|^xl/"),
    ("pptx", r"presentationml|ms-powerpoint|^ppt/"),
)


class Parts:
    """The parts of one file. `main` is the path of the one with the document itself (`word/document2.xml`). A part that
    is missing or named by no relationship is None, or no path."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = set(archive.namelist())
        self._relations: dict[str, dict[str, tuple[str, str]]] = {}
        rooted = self.related("", "officeDocument")
        self.main = next((path for path in (*rooted, *_USUAL) if path in self._names), "")

    @property
    def kind(self) -> OfficeKind:
        """What the main part is: by its content type, else by the folder it lies in; "" for no Office file."""
        types = self.root("[Content_Types].xml")
        told = [self.main]
        for element in types if types is not None and self.main else ():
            if element.tag == f"{_TYPE}Override" and element.get("PartName", "").lstrip("/") == self.main:
                told.insert(0, element.get("ContentType", ""))
        return next((kind for text in told for kind, words in _KINDS if re.search(words, text)), "")

    def root(self, path: str) -> ET.Element | None:
        """The root element of the part, in the usual namespaces."""
        return ET.fromstring(usual(self._archive.read(path))) if path in self._names else None

    def related(self, source: str, kind: str) -> list[str]:
        """The paths of the parts that `source` has under relationships of this kind (`footnotes`), in order."""
        return [path for is_kind, path in self._related(source).values() if is_kind == kind and path in self._names]

    def only(self, source: str, kind: str) -> ET.Element | None:
        """The root of the one part of this kind."""
        return next((self.root(path) for path in self.related(source, kind)), None)

    def path(self, source: str, key: str) -> str:
        """The path of the part that `source` names by the id of a relationship (`rId7`)."""
        path = self._related(source).get(key, ("", ""))[1]
        return path if path in self._names else ""

    def by_id(self, source: str, key: str) -> ET.Element | None:
        """The root of that part, where it is one of XML."""
        path = self.path(source, key)
        return self.root(path) if path.endswith(".xml") else None

    def _related(self, source: str) -> dict[str, tuple[str, str]]:
        if source not in self._relations:
            folder, file = posixpath.split(source)
            root = self.root(posixpath.join(folder, "_rels", f"{file}.rels"))
            self._relations[source] = {
                element.get("Id", ""): (
                    element.get("Type", "").rpartition("/")[2],
                    posixpath.normpath(posixpath.join("/", folder, element.get("Target", ""))).lstrip("/"),
                )
                for element in (root if root is not None else ())
                if element.tag == _RELATION and element.get("TargetMode") != "External"
            }
        return self._relations[source]


def office_kind(archive: zipfile.ZipFile) -> OfficeKind:
    """Whether the archive is a Word, Excel or PowerPoint file, whatever its parts are called; "" for another."""
    return Parts(archive).kind


def local(element: ET.Element) -> str:
    """The name of the element without its namespace."""
    return element.tag.rpartition("}")[2]


def usual(xml: bytes) -> bytes:
    """The XML with the names of the strict form replaced by those of the transitional one."""
    return _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", xml)
