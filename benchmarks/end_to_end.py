"""End to end into one server: claim, look again, render, compose, send, record (performance 5).

Beside it, in the same run into the same server: `smtp-source`, which does nothing but send, and the usual way, row
by row with EmailMessage and a connection each. Needs Postfix and root. Run: python benchmarks/end_to_end.py [MAILS]
"""

import smtplib
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from email.message import EmailMessage
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from jinja2 import Environment, StrictUndefined

from reminder.engine.context.clock_guard import Timeguard
from reminder.engine.operations import metrics
from reminder.engine.planning.store_decisions import Memo
from reminder.engine.sending.loop import send_ready
from reminder.engine.tick import survey
from reminder.mail.render import Folders, filters, shipped_templates
from reminder.mail.reply_codes import Outcome
from reminder.mail.samples import sample, sample_item
from reminder.mail.smtp import SmtpChannel
from reminder.mail.template_sandbox import escapes
from reminder.store import claims, outbox
from reminder.store.claims import Take
from tests.reliability.rig import AT, Desk, Rig, mailboxes
from tests.servers.postfix import Postfix

SIZE = 12_000
MANY = 10_000
MEMO = Memo()
SEEN = replace(sample("reminder"), items=(sample_item("coming"),))
say = sys.stdout.write


@contextmanager
def sink() -> Iterator[int]:
    """Postfix's smtp-sink: takes and forgets."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen(["/usr/sbin/smtp-sink", "-u", "nobody", f"127.0.0.1:{port}", "1000"])
    try:
        for _ in range(100):
            try:
                smtplib.SMTP("127.0.0.1", port, timeout=5).quit()
                break
            except OSError:
                threading.Event().wait(0.05)
        yield port
    finally:
        process.terminate()
        process.wait()


def source(port: int, count: int, sessions: int) -> float:
    begun = perf_counter()
    subprocess.run(
        ["/usr/sbin/smtp-source", "-d", "-s", str(sessions), "-m", str(count), "-l", str(SIZE), "-f", "a@x.example",
         "-t", "b@x.example", f"127.0.0.1:{port}"], check=True,
    )  # fmt: skip
    return count / (perf_counter() - begun)


@contextmanager
def queued(port: int, count: int, connections: int) -> Iterator[Desk]:
    """An office whose mails wait."""
    with tempfile.TemporaryDirectory() as folder:
        rig = Rig(Path(folder) / "office", port, mailboxes(count), connections=connections)
        with rig.sending(AT) as desk:
            desk.sender.pressure.until = 1e18
            desk.tick()
            desk.sender.pressure.until = 0
            desk.sender.letters.renderer.render(SEEN)  # templates are compiled once a process, whoever sends
            yield desk


def ours(port: int, count: int, connections: int) -> tuple[float, float, float]:
    """Mails a second, CPU milliseconds a mail, and the longest wait for the figures meanwhile, in milliseconds."""
    with queued(port, count, connections) as desk:
        stop, waits = threading.Event(), [0.0]

        def watch() -> None:
            while not stop.wait(1.0):
                begun = perf_counter()
                metrics.figures(desk.office, desk.database)
                waits.append(perf_counter() - begun)

        watcher = threading.Thread(target=watch)
        watcher.start()
        begun, cpu = perf_counter(), process_time()
        done = send_ready(desk.sender, lambda: desk.catalogue)
        took, spent = perf_counter() - begun, process_time() - cpu
        stop.set()
        watcher.join()
        assert done.sent >= count, done
        return done.sent / took, spent / done.sent * 1000, max(waits) * 1000


def jinja() -> Environment:
    """The shipped templates as one usually has them: compiled once, no sandbox, nothing kept between mails."""
    made = Environment(
        loader=Folders((shipped_templates(),), SEEN.lang), undefined=StrictUndefined, autoescape=escapes,
        trim_blocks=True, lstrip_blocks=True, auto_reload=False,
    )  # fmt: skip
    made.filters |= filters(SEEN.lang)
    return made


def usual(port: int, count: int) -> tuple[float, float]:
    """Row by row: claim, render, EmailMessage, a connection each, mark. Mails a second, CPU milliseconds a mail."""
    templates, parts = jinja(), ("subject.txt", "txt", "html")
    with queued(port, count, 1) as desk:
        [templates.get_template(f"{SEEN.kind}.{part}.j2").render(view=SEEN) for part in parts]
        begun, cpu = perf_counter(), process_time()
        for _ in range(count):
            (mail,) = desk.database.transact(
                lambda c: claims.claim(c, Take("usual", desk.office.clock.now(), desk.sender.lease, 1))
            )
            message = EmailMessage()
            message["From"], message["To"] = "nhachan@province.example", mail.mailbox
            subject, text, html = (templates.get_template(f"{SEEN.kind}.{part}.j2").render(view=SEEN) for part in parts)
            message["Subject"] = " ".join(subject.split())
            message.set_content(text)
            message.add_alternative(html, subtype="html")
            with smtplib.SMTP("127.0.0.1", port, timeout=30) as server:
                server.send_message(message)
            desk.database.transact(
                lambda c, m=mail: claims.finish(c, m, desk.office.clock.now(), state="sent")  # type: ignore[misc]
            )
        return count / (perf_counter() - begun), (process_time() - cpu) / count * 1000


@dataclass
class Watched:
    """What was seen while mails left: seconds for the figures, how late a look at what is due began and how long it
    took, and how long the urgent mail waited. The longest of each."""

    figures: float = 0.0
    late: float = 0.0
    look: float = 0.0
    urgent: float = 0.0


def busy(port: int, count: int) -> tuple[float, Watched]:
    """Mails a second at four connections, while every second somebody looks at what is due and asks for the figures,
    and half a second after the start the last of all becomes urgent."""
    with queued(port, count, 4) as desk:
        seen, last, left = Watched(), f"so+{count - 1}@so.example", [0.0]
        real = SmtpChannel.send

        def send(line: SmtpChannel, envelope_from: str, rcpt: str, message: bytes) -> Outcome:
            outcome = real(line, envelope_from, rcpt, message)
            if rcpt == last:
                left[0] = perf_counter()
            return outcome

        SmtpChannel.send = send  # type: ignore[method-assign]
        thread = threading.Thread(target=send_ready, args=(desk.sender, lambda: desk.catalogue))
        begun = perf_counter()
        thread.start()
        thread.join(0.5)
        with desk.database.read() as connection:
            row = next(m for m in outbox.listing(connection, "pending") if m.mailbox == last)
        raised = perf_counter()
        desk.database.transact(lambda c: outbox.raise_urgency(c, row.id, 3))
        due = perf_counter()
        while thread.is_alive():
            due += 1.0
            thread.join(max(0.0, due - perf_counter()))
            seen.late = max(seen.late, perf_counter() - due if thread.is_alive() else 0.0)
            seen.look = max(seen.look, timed(lambda: looked(desk)))
            seen.figures = max(seen.figures, timed(lambda: metrics.figures(desk.office, desk.database)))
        SmtpChannel.send = real  # type: ignore[method-assign]
        seen.urgent = left[0] - raised
        return count / (perf_counter() - begun), seen


def looked(desk: Desk) -> object:
    guard = Timeguard(desk.office.clock, desk.office.config.zone)
    return survey(desk.office, desk.catalogue, desk.database, guard, alone=False, memo=MEMO)


def timed(work: Callable[[], object]) -> float:
    begun = perf_counter()
    work()
    return perf_counter() - begun


def table(name: str, port: int, count: int) -> None:
    """Three rounds of all in turn, so that what else the machine does meanwhile meets all alike; the medians."""
    few = max(100, count // 10)
    limits, slow, rates = [], [], dict[int, list[tuple[float, float, float]]]()
    for _ in range(3):
        limits.append(source(port, count, 4))
        slow.append(usual(port, few))
        for n in (1, 4):
            rates.setdefault(n, []).append(ours(port, count, n))
    limit, before, spent = median(limits), median(speed for speed, _ in slow), median(cpu for _, cpu in slow)
    say(f"\n{name}, {count:,} mails of 12 kB\n\n| | mails/s | of smtp-source | times the usual way | CPU ms a mail "
        "| longest wait for figures |\n|---|---|---|---|---|---|\n")  # fmt: skip
    say(f"| smtp-source, 4 connections | {limit:,.0f} | 1 | {limit / before:.1f} | | |\n")
    say(f"| the usual way | {before:,.0f} | {before / limit:.2f} | 1 | {spent:.1f} | |\n")
    for n, found in rates.items():
        speed, cpu, _wait = (median(each) for each in zip(*found, strict=True))
        wait = max(wait for *_, wait in found)
        say(f"| ours, {n} connections | {speed:,.0f} | {speed / limit:.2f} | {speed / before:.1f} | {cpu:.1f} "
            f"| {wait:.0f} ms |\n")  # fmt: skip


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    with sink() as port:
        table("smtp-sink", port, count)
    with Postfix(keeps=False) as relay:
        table("Postfix", relay.port, count)
        speed, seen = busy(relay.port, MANY)
        say(f"\n{MANY:,} mails into Postfix, four connections, looked at every second\n\n"
            f"| | seen | target |\n|---|---|---|\n| all of them | {MANY / speed:.0f} s | 30 s |\n"
            f"| figures of `status` within | {seen.figures * 1000:.0f} ms | 300 ms |\n"
            f"| a look at what is due begins late by | {seen.late * 1000:.0f} ms | 1000 ms |\n"
            f"| and takes | {seen.look * 1000:.0f} ms | |\n"
            f"| what became urgent meanwhile leaves within | {seen.urgent:.2f} s | 2 s |\n")  # fmt: skip


if __name__ == "__main__":
    main()
