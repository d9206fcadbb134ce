"""What official paper says of an agency: its names in capitals, its symbol, its place, who signs. Drafts are in
Vietnamese whatever the reader's language is."""

from datetime import date

from reminder.core.catalogue import Catalogue, Plan
from reminder.directory.agency import Agency
from reminder.documents.writing import Heading
from reminder.words import day_words, month_figure, signed_by, translator

LANG = "vi"
_ = translator(LANG)


def heading(catalogue: Catalogue, sender: Agency, subject: str, on: date) -> Heading:
    """The upper corners of a letter of `sender`; number, unit and day are left blank."""
    register = next(r for r in catalogue.directory.registers if sender in r.agencies)
    highest = sender.kind == "province"
    above = "" if highest else next((a.name for a in register.agencies if a.kind == "province"), "")
    # Headings do not take the abbreviation.
    issuer = sender.name.replace("UBND", "Ủy ban nhân dân") if highest else sender.name
    return Heading(
        superior=above.upper(),
        issuer=issuer.upper(),
        symbol=_("No. {blank}{symbol}").format(blank=" " * 9, symbol=f"/{abbreviation(sender.name)}-……"),
        subject=subject,
        place_and_day=_("{place}, day {blank} month {month} {year}").format(
            place=register.name, blank=" " * 6, month=month_figure(on), year=on.year
        ),
        motto=(_("SOCIALIST REPUBLIC OF VIET NAM"), _("Independence - Freedom - Happiness")),
    )


def abbreviation(name: str) -> str:
    """`Sở Nông nghiệp và Môi trường` → `SNNMT`, `UBND tỉnh Thái Nguyên` → `UBND`, `Văn phòng UBND tỉnh` → `VPUBND`."""
    letters = ""
    for word in name.replace("Văn phòng", "VP").replace(",", " ").split():
        if word in ("tỉnh", "thành", "phố") and letters.endswith("UBND"):
            break
        if word.isupper() and len(word) > 1:
            letters += word
        elif word not in ("và", "-", "các", "của"):
            letters += word[0].upper()
    return letters


def signer(sender: Agency, given: str = "") -> tuple[str, ...]:
    """The lines of the signature block; `given` as typed, lines parted by "/" (`KT. GIÁM ĐỐC/PHÓ GIÁM ĐỐC`)."""
    if given:
        return tuple(part.strip().upper() for part in given.split("/"))
    return signed_by(sender.name)


def plan_words(plan: Plan, catalogue: Catalogue, issuer: bool = True) -> str:
    """`Kế hoạch số 125/KH-UBND ngày 16 tháng 7 năm 2025 của UBND tỉnh Thái Nguyên`; what the document leaves
    blank stays blank, and a day it does not print is not given. Whoever issued it need not name itself (`issuer`)."""
    number = plan.number if plan.numbered else f"……{plan.number}"
    by = catalogue.directory.agency(plan.issuer).name if plan.issuer else plan.issuer_raw
    dated = plan.issued_raw
    if plan.issued_on and not dated:
        dated = _("day {day}").format(day=day_words(plan.issued_on, LANG).removeprefix("ngày "))
    form = _("Plan No. {number} {dated}") if plan.number else _("Plan {dated}")
    if issuer:
        form = _("Plan No. {number} {dated} of {issuer}") if plan.number else _("Plan {dated} of {issuer}")
    return " ".join(form.format(number=number, dated=dated, issuer=by).split())


def enclosed_with(focal: str, on: date) -> str:
    """The line under an annex's title: the report of the focal agency that it goes with; number and day are left
    blank."""
    words = _("(Enclosed with Report No. {blank}/BC-{symbol} of day {blank} month {month} {year} of {focal})")
    return words.format(blank=" " * 6, symbol=abbreviation(focal), month=month_figure(on), year=on.year, focal=focal)
