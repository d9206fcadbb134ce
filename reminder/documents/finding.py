"""What a document made us say: a code, its facts, and its words in English and Vietnamese."""

from dataclasses import dataclass
from typing import Literal

from reminder.documents.blocks import Spot
from reminder.errors import BadInput, Place, Problem


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark with its place. `warning`: imported, but a person should look; `error`: not usable."""

    code: str
    facts: tuple[tuple[str, str | int], ...] = ()
    spot: Spot | None = None
    level: Literal["error", "warning"] = "warning"

    def say(self, lang: str = "en") -> str:
        """The sentence, with its remedy, in `vi` or `en`."""
        return _WORDS[self.code][lang == "vi"].format(**dict(self.facts))

    def problem(self, path: str, key: str = "", lang: str = "en") -> Problem:
        """The same as a `Problem` of the file `path`; pages and cells stand in the message."""
        words = self.say(lang)
        if self.spot is not None and not self.spot.line:
            words = f"{self.spot.say(lang)}: {words}"
        return Problem(Place(path, self.spot.line if self.spot else 0), key, words, self.level)


def found(code: str, spot: Spot | None = None, **facts: str | int) -> Finding:
    """`found("gap", spot, missing="3")` → the finding."""
    return Finding(code, tuple(facts.items()), spot)


class Unreadable(BadInput):
    """The file as a whole cannot be read. `finding` says it in either language."""

    def __init__(self, path: str, code: str, **facts: str | int) -> None:
        self.finding = Finding(code, tuple(facts.items()), None, "error")
        super().__init__([self.finding.problem(path)])
        self._path = path

    def say(self, lang: str) -> str:
        """The sentence in `vi` or `en`, after the path."""
        return str(self.finding.problem(self._path, lang=lang))


_WORDS: dict[str, tuple[str, str]] = {
    # The whole file
    "missing": ("there is no such file; check the path", "không có tệp này; kiểm tra lại đường dẫn"),
    "not-a-file": ("this is not a file; name a document", "đây không phải là tệp; hãy chỉ ra một văn bản"),
    "no-access": ("the file cannot be opened ({why})", "không mở được tệp ({why})"),
    "empty": ("the file is empty; ask for it again", "tệp rỗng; hãy xin lại tệp"),
    "too-big": (
        "the file has {mb} MB, more than the {limit} MB a plan may have; import only the plan and its tables",
        "tệp nặng {mb} MB, quá {limit} MB cho phép; chỉ nhập phần kế hoạch và các bảng của nó",
    ),
    "bomb": (
        "unpacked, the file would be far larger than any plan; it is refused. Save it anew from Word or Excel",
        "tệp khi giải nén lớn bất thường nên bị từ chối; hãy lưu lại tệp từ Word hoặc Excel",
    ),
    "dtd": (
        "the file carries XML definitions no office program writes; it is refused. Save it anew from Word or Excel",
        "tệp chứa khai báo XML mà phần mềm văn phòng không tạo ra nên bị từ chối; hãy lưu lại từ Word hoặc Excel",
    ),
    "macro": (
        "the file carries macros; save it as .docx or .xlsx without them",
        "tệp có macro; hãy lưu lại dạng .docx hoặc .xlsx không có macro",
    ),
    "legacy-office": (
        "this is an old Word or Excel file (.doc, .xls); open it and save it as .docx or .xlsx",
        "đây là tệp Word/Excel đời cũ (.doc, .xls); hãy mở ra và lưu lại dạng .docx hoặc .xlsx",
    ),
    "encrypted": (
        "the file is protected by a password; save a copy without it",
        "tệp có mật khẩu; hãy lưu một bản không đặt mật khẩu",
    ),
    "broken": (
        "the file is damaged and cannot be read; ask for it again or save it anew",
        "tệp bị hỏng, không đọc được; hãy xin lại tệp hoặc lưu lại",
    ),
    "scan": (
        "the document is a scanned image without text; ask for the Word file, or have the text recognised first",
        "văn bản là ảnh quét, không có chữ; hãy xin tệp Word hoặc nhận dạng chữ (OCR) trước",
    ),
    "unknown-format": (
        "the file is neither docx, xlsx, pdf nor text; save it as one of them",
        "tệp không phải docx, xlsx, pdf hay văn bản thuần; hãy lưu lại một trong các dạng đó",
    ),
    "other-office": (
        "this is a {name} file; save it as .docx, .xlsx or .pdf",
        "đây là tệp {name}; hãy lưu lại dạng .docx, .xlsx hoặc .pdf",
    ),
    "formula": (
        "{cell} holds a formula; paste it as a value and save again",
        "ô {cell} là công thức; hãy dán thành giá trị rồi lưu lại",
    ),
    "cell-error": ("{cell} holds the error {value}; correct it", "ô {cell} báo lỗi {value}; hãy sửa lại"),
    "too-many": (
        "the file has more than {limit} {what}; import only the plan and its tables",
        "tệp có hơn {limit} {what}; chỉ nhập phần kế hoạch và các bảng của nó",
    ),
    "legacy-font": (
        "the text is in the old {name} encoding; convert it to Unicode (for example with UniKey) and save it again",
        "văn bản dùng bảng mã cũ {name}; hãy chuyển sang Unicode (ví dụ bằng UniKey) rồi lưu lại",
    ),
    "not-text": (
        "the file is not text in UTF-8; save it as UTF-8",
        "tệp không phải văn bản UTF-8; hãy lưu lại với bảng mã UTF-8",
    ),
    # A row
    "cut-start": ("the beginning of this row is missing", "hàng bị mất phần đầu"),
    "cut-end": ("the row is cut off; its last cells are missing", "hàng bị cắt, thiếu các ô cuối"),
    "number-inferred": (
        "the number is not printed; {stt} follows from the next row",
        "số thứ tự không in ra; suy từ hàng sau là {stt}",
    ),
    "gap": ("number {missing} is missing before this row", "thiếu số thứ tự {missing} trước hàng này"),
    "repeat": ("number {stt} is printed twice", "số thứ tự {stt} bị lặp"),
    "order": ("number {stt} stands after {before}", "số thứ tự {stt} đứng sau {before}"),
    "no-number": ("the row has no number", "hàng không có số thứ tự"),
    "no-title": ("the row names no task", "hàng không có tên nhiệm vụ"),
    "no-lead": ("the row names no lead agency", "hàng không nêu cơ quan chủ trì"),
    "no-timeframe": ("the row has no timeframe", "hàng không có thời gian thực hiện"),
    "blank-filled": (
        "{columns}: blank, filled from the row above; check that the cell was merged",
        "{columns}: để trống, điền theo hàng trên; kiểm tra có đúng là ô gộp không",
    ),
    "guessed-cells": (
        "cell borders are not printed; check where each cell ends",
        "không thấy ranh giới ô; hãy kiểm tra từng ô",
    ),
    "header-lost": (
        "the table has no header; its columns were told by what they hold: {columns}",
        "bảng mất dòng tiêu đề; các cột được nhận theo nội dung: {columns}",
    ),
    "table-skipped": (
        "a table without tasks was left out (it begins with “{words}”)",
        "bỏ qua một bảng không có nhiệm vụ (bắt đầu bằng “{words}”)",
    ),
    "total-skipped": ("a row of totals was left out", "bỏ qua hàng tổng cộng"),
    "hidden-sheet": ("the hidden sheet “{name}” was not read", "không đọc trang tính ẩn “{name}”"),
    "page-image": (
        "this page is an image without text and was not read",
        "trang này là ảnh, không có chữ nên không đọc được",
    ),
    "no-tasks": ("no table of tasks was found", "không tìm thấy bảng nhiệm vụ"),
    # A duty
    "undated": (
        "no date is given for: “{words}”; a person has to say when",
        "không có thời hạn: “{words}”; cần người ấn định",
    ),
    "no-owner": ("it is not said who owes this", "không nêu cơ quan nào phải thực hiện"),
    "no-recipient": ("it is not said to whom it goes", "không nêu nơi nhận"),
    "said-again": ("said again: “{words}”", "được nêu lại: “{words}”"),
    # The head
    "two-numbers": (
        "two numbers are printed, {first} and {second}; the second is taken",
        "văn bản ghi hai số {first} và {second}; lấy số sau",
    ),
    "no-plan-number": ("the plan's number is not printed", "văn bản không ghi số"),
    "no-issue-day": ("the day of issue is not printed", "văn bản không ghi đủ ngày ban hành"),
}
