"""Agency files → the directory: ids once, superiors and successions that lead somewhere."""

from collections.abc import Iterable, Sequence

from reminder.directory.agency import Agency, Contact, Group, Succession
from reminder.directory.directory import Directory
from reminder.directory.register import Register
from reminder.rulefile.reading.findings import FilePart, Findings, like
from reminder.rulefile.reading.schema import AgencyRow, CommuneRow, DirectoryFile, made
from reminder.translatable import N_

Files = Sequence[tuple[FilePart, DirectoryFile]]


def directory(files: Files, findings: Findings) -> Directory:
    """The directory of all files together. Ids are unique over all of them, agencies and groups alike."""
    taken: dict[str, str] = {}
    registers: dict[str, Register] = {}
    for whole, file in files:
        head = file.directory
        if head.id in registers:
            whole.of("directory", "id").fault(N_('directory "{id}" stands in two files; keep one'), id=head.id)
        for path, id_ in _ids(file):
            if id_ in taken:
                template = N_('id "{id}" is taken at {where}; give each body its own')
                whole.of(*path, "id").fault(template, id=id_, where=taken[id_])
            taken.setdefault(id_, str(whole.of(*path).place))
        registers.setdefault(head.id, _register(whole, file))
    for whole, file in files if not findings.faulty & {each.source.path for each, _ in files} else ():
        _references(whole, file, frozenset(taken))
    return Directory(tuple(registers.values()))


def _register(whole: FilePart, file: DirectoryFile) -> Register:
    agencies = [_agency(row, whole.of("agency", n)) for n, row in enumerate(file.agency)]
    communes = file.communes.rows if file.communes else ()
    agencies += [_commune(row, file, whole.of("communes", "rows", n)) for n, row in enumerate(communes)]
    return made(
        Register, file.directory, agencies=tuple(agencies), place=whole.of("directory").place,
        groups=tuple(made(Group, g) for g in file.group),
        successions=tuple(made(Succession, s) for s in file.succession),
    )  # fmt: skip


def _agency(row: AgencyRow | CommuneRow, at: FilePart, **further: object) -> Agency:
    contacts, head = (tuple(made(Contact, c) for c in rows) for rows in (row.contacts, row.head))
    return made(Agency, row, contacts=contacts, head=head, place=at.place, **further)


def _commune(row: CommuneRow, file: DirectoryFile, at: FilePart) -> Agency:
    """A commune's row says the least; the rest holds for all of them. It is also called without "UBND"."""
    assert file.communes is not None
    return _agency(
        row, at, kind="commune", aliases=(row.name.removeprefix("UBND "), *row.aliases),
        superior=file.communes.superior, from_on=row.from_on or file.communes.from_on,
    )  # fmt: skip


def _ids(file: DirectoryFile) -> Iterable[tuple[tuple[str | int, ...], str]]:
    yield from ((("agency", n), row.id) for n, row in enumerate(file.agency))
    yield from ((("communes", "rows", n), row.id) for n, row in enumerate(file.communes.rows if file.communes else ()))
    yield from ((("group", n), row.id) for n, row in enumerate(file.group))


def _references(whole: FilePart, file: DirectoryFile, ids: frozenset[str]) -> None:
    def known(id_: str, at: FilePart) -> None:
        if id_ and id_ not in ids:
            at.fault(
                N_('no agency or group has the id "{id}"; add it or mend the id{like}'), id=id_, like=like(id_, ids)
            )

    for n, row in enumerate(file.agency):
        known(row.superior, whole.of("agency", n, "superior"))
        if row.from_on and row.until_on and row.until_on < row.from_on:
            whole.of("agency", n, "until").fault(N_("until lies before from; swap them"))
    if file.communes:
        known(file.communes.superior, whole.of("communes", "superior"))
    for n, group in enumerate(file.group):
        for key, members in (("members", group.members), ("except", group.except_)):
            for m, member in enumerate(members):
                known(member, whole.of("group", n, key, m))
        if not group.kinds and not group.members:
            template = N_('the group "{id}" has no one in it; give kinds or members')
            whole.of("group", n).fault(template, id=group.id)
    ended = {row.id: row.until_on for row in file.agency}
    for n, s in enumerate(file.succession):
        old, new = whole.of("succession", n, "old"), whole.of("succession", n, "new")
        known(s.old, old)
        for m, heir in enumerate(s.new):
            known(heir, new.of(m))
        if s.share != "split" and len(s.new) > 1:
            new.fault(N_('several successors need share = "split", so that a person chooses'))
        if s.old in s.new:
            new.fault(N_("a body cannot succeed itself"))
        elif s.old in ended and ended[s.old] is None:
            old.fault(N_('"{id}" has no until, so its succession is never used; give it one'), id=s.old)
