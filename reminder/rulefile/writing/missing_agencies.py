"""Rows for bodies the directory does not know yet, ready to be pasted into its file."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from reminder.directory.citations import cited, cites, without_basis
from reminder.directory.first_words import begins_body, is_outside, kind_of
from reminder.directory.register import Register
from reminder.directory.titles import name_alone
from reminder.group_by_key import gathered
from reminder.rulefile.writing.toml_text import literal
from reminder.text_matching import slug

_LONGEST_ID = 50


def rows(register: Register, names: Mapping[str, Sequence[str]]) -> str:
    """`[[agency]]` tables for names with their mailboxes; names of party and elected bodies, which answer to no
    province, as a line for `outside`. Kind, id and superior are proposals: a person pastes and mends them. What is no
    whole name of a body — the torn piece of a known one, words in small letters — is left out."""
    offered = gathered((_whole(register, name), box) for name, boxes in names.items() for box in boxes or ("",))
    ids = {a.id for a in register.agencies} | {g.id for g in register.groups}
    prefixes = Counter(a.id.split("-")[0] for a in register.agencies)
    prefix = max(prefixes, key=prefixes.__getitem__, default="")
    beyond = [name for name in offered if is_outside(name)]
    parts = []
    for name, mailboxes in offered.items():
        if not name or name in beyond:
            continue
        id_ = _free(f"{prefix}-{slug(name)}"[:_LONGEST_ID].strip("-"), ids)
        ids.add(id_)
        parts.append(_row(register, id_, name, mailboxes))
    if beyond:
        parts.append(f"# [directory]: outside = [{', '.join(map(literal, beyond))}]\n")
    return "\n".join(parts)


def _whole(register: Register, name: str) -> str:
    """The name that may be a body's, without the document that it is cited by; "" where it is none."""
    body = name_alone(without_basis(name)).strip()
    words = body.split()
    if len(words) < 2 or cited(body) or cites(body) or not (body[0].isupper() or begins_body(body)):
        return ""
    return "" if register.names.torn(body) else body


def _row(register: Register, id_: str, name: str, mailboxes: Sequence[str]) -> str:
    kind = kind_of(name)
    above = Counter(a.superior for a in register.agencies if a.kind == kind and a.superior)
    lines = ["[[agency]]", f'id = "{id_}"', f"name = {literal(name)}", f'kind = "{kind}"']
    if boxes := [literal({"mailbox": box}) for box in mailboxes if box]:
        lines.append(f"contacts = [{', '.join(boxes)}]")
    if above:
        lines.append(f'superior = "{max(above, key=above.__getitem__)}"')
    return "\n".join(lines) + "\n"


def _free(wanted: str, taken: Collection[str]) -> str:
    return next(i for i in (wanted, *(f"{wanted}-{n}" for n in range(2, 10_000))) if i not in taken)
