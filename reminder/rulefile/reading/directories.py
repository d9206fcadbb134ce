"""Agency files → the directory: ids once, superiors and successions that lead somewhere."""

from collections.abc import Iterable, Sequence

from reminder.directory.agency import Agency, Contact, Group, Succession
from reminder.directory.directory import Directory
from reminder.directory.register import Register
from reminder.msgids import N_
from reminder.rulefile.reading.findings import Findings, Source, like
from reminder.rulefile.reading.schema import AgencyRow, CommuneRow, ContactRow, DirectoryFile

Files = Sequence[tuple[Source, DirectoryFile]]


def directory(files: Files, findings: Findings) -> Directory:
    """The directory of all files together. Ids are unique over all of them, agencies and groups alike."""
    taken: dict[str, str] = {}
    registers: dict[str, Register] = {}
    for source, file in files:
        head = file.directory
        if head.id in registers:
            findings.add(
                source, ("directory", "id"), N_('directory "{id}" stands in two files; keep one'), id=head.id
            )
        for path, id_ in _ids(file):
            if id_ in taken:
                findings.add(
                    source,
                    (*path, "id"),
                    N_('id "{id}" is taken at {where}; give each body its own'),
                    id=id_,
                    where=taken[id_],
                )
            taken.setdefault(id_, str(source.place(*path)))
        registers.setdefault(head.id, _register(source, file))
    for source, file in files if not findings.faulty & {source.path for source, _ in files} else ():
        _references(source, file, frozenset(taken), findings)
    return Directory(tuple(registers.values()))


def _register(source: Source, file: DirectoryFile) -> Register:
    head = file.directory
    agencies = [_agency(source, ("agency", n), row) for n, row in enumerate(file.agency)]
    if file.communes:
        agencies += [_commune(source, n, row, file) for n, row in enumerate(file.communes.rows)]
    groups = tuple(
        Group(
            g.id,
            g.name,
            tuple(g.aliases),
            tuple(g.kinds),
            tuple(g.members),
            tuple(g.except_),
            g.from_on,
            g.until_on,
            source.place("group", n),
        )
        for n, g in enumerate(file.group)
    )
    successions = tuple(
        Succession(s.old, tuple(s.new), s.from_on, s.share, s.basis, s.scope, source.place("succession", n))
        for n, s in enumerate(file.succession)
    )
    return Register(
        head.id, head.name, head.province, tuple(agencies), groups, successions,
        tuple(head.outside), tuple(head.unspecific), source.place("directory"),
    )  # fmt: skip


def _agency(source: Source, path: tuple[str | int, ...], row: AgencyRow) -> Agency:
    return Agency(
        row.id, row.name, row.kind, tuple(row.aliases), row.name_en, _contacts(row.contacts), row.superior,
        _contacts(row.head), row.lang, row.from_on, row.until_on, source.place(*path),
    )  # fmt: skip


def _commune(source: Source, n: int, row: CommuneRow, file: DirectoryFile) -> Agency:
    """A commune's row says the least; the rest holds for all of them. It is also called without "UBND"."""
    assert file.communes is not None
    short = row.name.removeprefix("UBND ")
    return Agency(
        row.id, row.name, "commune", (short, *row.aliases), "", _contacts(row.contacts), file.communes.superior,
        _contacts(row.head), "vi", row.from_on or file.communes.from_on, row.until_on,
        source.place("communes", "rows", n),
    )  # fmt: skip


def _contacts(rows: Iterable[ContactRow]) -> tuple[Contact, ...]:
    return tuple(Contact(c.mailbox, c.name, c.from_on, c.until_on) for c in rows)


def _ids(file: DirectoryFile) -> Iterable[tuple[tuple[str | int, ...], str]]:
    yield from ((("agency", n), row.id) for n, row in enumerate(file.agency))
    yield from (
        (("communes", "rows", n), row.id) for n, row in enumerate(file.communes.rows if file.communes else ())
    )
    yield from ((("group", n), row.id) for n, row in enumerate(file.group))


def _references(source: Source, file: DirectoryFile, ids: frozenset[str], findings: Findings) -> None:
    def known(id_: str, *path: str | int) -> None:
        if id_ and id_ not in ids:
            findings.add(
                source,
                path,
                N_('no agency or group has the id "{id}"; add it or mend the id{like}'),
                id=id_,
                like=like(id_, ids),
            )

    for n, row in enumerate(file.agency):
        known(row.superior, "agency", n, "superior")
        if row.from_on and row.until_on and row.until_on < row.from_on:
            findings.add(source, ("agency", n, "until"), N_("until lies before from; swap them"))
    if file.communes:
        known(file.communes.superior, "communes", "superior")
    for n, group in enumerate(file.group):
        for m, member in enumerate(group.members):
            known(member, "group", n, "members", m)
        for m, member in enumerate(group.except_):
            known(member, "group", n, "except", m)
        if not group.kinds and not group.members:
            findings.add(
                source,
                ("group", n),
                N_('the group "{id}" has no one in it; give kinds or members'),
                id=group.id,
            )
    ended = {row.id: row.until_on for row in file.agency}
    for n, s in enumerate(file.succession):
        known(s.old, "succession", n, "old")
        for m, new in enumerate(s.new):
            known(new, "succession", n, "new", m)
        if s.share != "split" and len(s.new) > 1:
            findings.add(
                source,
                ("succession", n, "new"),
                N_('several successors need share = "split", so that a person chooses'),
            )
        if s.old in s.new:
            findings.add(source, ("succession", n, "new"), N_("a body cannot succeed itself"))
        elif s.old in ended and ended[s.old] is None:
            findings.add(
                source,
                ("succession", n, "old"),
                N_('"{id}" has no until, so its succession is never used; give it one'),
                id=s.old,
            )
