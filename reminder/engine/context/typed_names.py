"""What a person typed → ids of the catalogue, with what is near when nothing fits."""

from datetime import date

from reminder.core.catalogue import Catalogue
from reminder.directory.directory import Directory
from reminder.errors import BadInput, WrongUse
from reminder.text_matching import near
from reminder.translatable import N_
from reminder.words.typed_days import TypedDay


def known_plan(catalogue: Catalogue, given: str) -> str:
    """The plan's id. Raises BadInput with what is near."""
    if given in catalogue.plan_of:
        return given
    likely = ", ".join(near(given, catalogue.plan_of, 3, 0.3) or catalogue.plan_of)
    raise BadInput.of(N_("“{given}” is no plan; did you mean {near}?"), given=given, near=likely)


def known_obligation(catalogue: Catalogue, given: str) -> str:
    """The obligation's id, also from a unique ending (`report-annual`). Raises BadInput with what is near."""
    ids = catalogue.obligation_of
    if given in ids:
        return given
    endings = [id_ for id_ in ids if id_.endswith("/" + given)]
    if len(endings) == 1:
        return endings[0]
    likely = endings or near(given, ids, 3, 0.5)
    none = N_("“{given}” is no obligation; reminder status lists them")
    template = N_("“{given}” is no obligation; did you mean {near}?") if likely else none
    raise BadInput.of(template, given=given, near=", ".join(likely))


def known_agency(catalogue: Catalogue, obligation: str, given: str, on: date, plan_id: str = "") -> str:
    """The agency's id, from the id itself or a name as plans print it: those of the obligation's, of this or of any
    plan. Raises BadInput with what is near."""
    directory = catalogue.directory
    if given in directory and not directory.is_group(given):
        return given
    about = catalogue.obligation_of[obligation].plan if obligation else plan_id
    plan = catalogue.plan_of[about] if about else None
    # A province whose plans are kept here is meant before one whose directory merely lies beside.
    kept = dict.fromkeys(p.directory for p in catalogue.plans)
    registers = [plan.directory] if plan else [r.id for r in directory.registers if r.id in kept or not kept]
    hits = dict.fromkeys(
        parties[0].id
        for parties in (directory.resolve(given, on, register).parties for register in registers)
        if len(parties) == 1 and parties[0].kind == "agency"
    )
    if len(hits) > 1:
        raise BadInput.of(
            N_("“{given}” is a name in several directories; name one by its id: {ids}"),
            given=given, ids=", ".join(hits),
        )  # fmt: skip
    if hits:
        return next(iter(hits))
    for party in (p for register in registers for p in directory.resolve(given, on, register).parties):
        if party.kind == "not-in-force" and (why := directory.out_of_force(party.id, on)):
            raise BadInput.of(
                N_("“{given}” is in the directory, but not in force on {day} ({why}); name a body of now"),
                given=given, day=(TypedDay(on),), why=(why,),
            )  # fmt: skip
    ids = [a.id for r in directory.registers for a in r.agencies]
    likely = [id_ for register in registers for p in directory.resolve(given, on, register).parties
            for id_, _ in p.proposals] or near(given, ids, 3, 0.5)  # fmt: skip
    none = N_("“{given}” is no agency of the directory; reminder agencies list shows them")
    template = N_("“{given}” is no agency of the directory; did you mean {near}?") if likely else none
    shown = ", ".join(f"{directory.agency(id_).name} ({id_})" for id_ in dict.fromkeys(likely[:3]) if id_ in directory)
    raise BadInput.of(template, given=given, near=shown or ", ".join(likely[:3]))


def known_register(directory: Directory, given: str) -> str:
    """The id of the agency file meant by its id or its province's code; "" for nothing. Raises WrongUse with those
    there are."""
    if not given:
        return ""
    for register in directory.registers:
        if given in (register.id, str(register.province), f"{register.province:02}"):
            return register.id
    ids = ", ".join(r.id for r in directory.registers)
    raise WrongUse.of(N_("--directory {given}: there are {ids}"), given=given, ids=ids)
