"""A number written in one of the formats of Word's lists (`w:numFmt`)."""

from reminder.documents.bullets import to_roman

_ONES = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
# Signs that run from 1 on: circled and bracketed figures, full-width digits.
_SIGNS = {
    "decimalEnclosedCircle": (0x2460, 20),
    "decimalEnclosedParen": (0x2474, 20),
    "decimalEnclosedFullstop": (0x2488, 20),
}
_PADDED = {"decimalZero": 2, "decimalZero3": 3, "decimalZero4": 4, "decimalZero5": 5}
_FOOTNOTE_SIGNS = "*†‡§"


def written(number: int, form: str) -> str:
    """3 → `III` as `upperRoman`, `c` as `lowerLetter`, `ba` as `vietnameseCounting`; figures for what is not known."""
    if form == "none":
        return ""
    if form.lower().endswith("roman"):
        text = to_roman(number) if 0 < number < 4000 else str(number)
        return text.lower() if form == "lowerRoman" else text
    if form in ("upperLetter", "lowerLetter"):
        # Word goes on after z with aa, bb, cc … zz, aaa.
        text = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number < 781 else str(number)
        return text.upper() if form == "upperLetter" else text
    if form in _SIGNS and 0 < number <= _SIGNS[form][1]:
        return chr(_SIGNS[form][0] + number - 1)
    if form == "decimalFullWidth":
        return "".join(chr(0xFF10 + int(digit)) for digit in str(number))
    if form == "chicago" and 0 < number < 41:
        return _FOOTNOTE_SIGNS[(number - 1) % 4] * ((number - 1) // 4 + 1)
    if form == "numberInDash":
        return f"- {number} -"
    if form in ("cardinalText", "vietnameseCounting"):
        return in_words(number)
    if form in ("ordinalText", "ordinal"):
        return (
            {1: "thứ nhất", 4: "thứ tư"}.get(number, f"thứ {in_words(number)}")
            if form == "ordinalText"
            else str(number)
        )
    return f"{number:0{_PADDED.get(form, 1)}}"


def in_words(number: int) -> str:
    """21 → `hai mươi mốt`; figures from 100 on."""
    if not 0 <= number < 100:
        return str(number)
    tens, one = divmod(number, 10)
    if not tens:
        return _ONES[one]
    head = "mười" if tens == 1 else f"{_ONES[tens]} mươi"
    tail = {0: "", 1: "một" if tens == 1 else "mốt", 5: "lăm"}.get(one, _ONES[one])
    return f"{head} {tail}".strip()
