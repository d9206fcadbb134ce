"""Rendering, composing and sending a mail, against the usual ways, in one run: `python -m benchmarks.mail`.

A and B take turns, so that what else the machine does falls on both. Compare ratios, not figures.
"""

import smtplib
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from statistics import median
from time import perf_counter

from reminder.mail.compose import Letter, Mailbox, compose
from reminder.mail.contents import MailView
from reminder.mail.message_ids import message_id
from reminder.mail.recipient_policy import Policy
from reminder.mail.render import Rendered, Renderer
from reminder.mail.samples import sample, sample_item
from reminder.mail.smtp import SmtpMailer
from reminder.mail.smtp_conversation import Server

HANOI = timezone(timedelta(hours=7))
DATE = datetime(2026, 12, 7, 8, 30, tzinfo=HANOI)


def turns(ways: dict[str, Callable[[], object]], rounds: int = 40, each: int = 5) -> dict[str, float]:
    """Median milliseconds of one call of each way."""
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for way in ways.values():
        way()
    for _ in range(rounds):
        for name, way in ways.items():
            start = perf_counter()
            for _ in range(each):
                way()
            taken[name].append((perf_counter() - start) / each * 1000)
    return {name: median(times) for name, times in taken.items()}


def table(title: str, times: dict[str, float], unit: str = "ms") -> None:
    first = next(iter(times.values()))
    out = [f"\n{title}"]
    out += [f"  {name:<58}{taken:>10.2f} {unit}   ×{taken / first:.2f}" for name, taken in times.items()]
    sys.stdout.write("\n".join(out) + "\n")


def digest() -> MailView:
    """Three matters and 21 facts or more: about the 12 kB of text and HTML the targets speak of."""
    items = tuple(sample_item(t) for t in ("overdue", "coming", "checkpoint"))
    return replace(sample("reminder"), items=items)


def letter(mail: Rendered, number: int = 0) -> Letter:
    return Letter(
        Mailbox("Sở Nông nghiệp và Môi trường", "nhachan@thainguyen.example"),
        Mailbox("Sở Y tế", f"vanthu{number}@thainguyen.example"),
        mail.subject, mail.text, mail.html, DATE, message_id(b"k" * 32, str(number), "thainguyen.example"),
    )  # fmt: skip


def email_message(made: Letter) -> bytes:
    """The usual way."""
    mail = EmailMessage()
    mail["From"] = f"{made.sender.name} <{made.sender.address}>"
    mail["To"] = f"{made.recipient.name} <{made.recipient.address}>"
    mail["Subject"], mail["Date"], mail["Message-ID"] = made.subject, made.date, made.message_id
    mail.set_content(made.text)
    mail.add_alternative(made.html, subtype="html")
    return mail.as_bytes()


def mime_text(made: Letter) -> bytes:
    """The older one."""
    mail = MIMEMultipart("alternative")
    mail["From"], mail["To"] = made.sender.address, made.recipient.address
    mail["Subject"], mail["Message-ID"] = made.subject, made.message_id
    mail.attach(MIMEText(made.text, "plain", "utf-8"))
    mail.attach(MIMEText(made.html, "html", "utf-8"))
    return mail.as_bytes()


def rendering() -> None:
    renderer, one, three = Renderer(), replace(sample("reminder"), items=(sample_item("coming"),)), digest()
    mail = renderer.render(three)
    size = len(mail.text.encode()) + len(mail.html.encode())
    times = turns(
        {
            "render and compose, one matter": lambda: compose(letter(renderer.render(one))),
            "render, one matter": lambda: renderer.render(one),
            f"render, three matters ({size / 1000:.0f} kB)": lambda: renderer.render(three),
            "render and compose, three matters": lambda: compose(letter(renderer.render(three))),
        }
    )
    table("Rendering", times)
    small = renderer.render(one)
    times = turns(
        {
            "compose": lambda: compose(letter(small)),
            "MIMEMultipart and MIMEText": lambda: mime_text(letter(small)),
            "EmailMessage": lambda: email_message(letter(small)),
        }
    )
    table(f"Composing one matter ({(len(small.text.encode()) + len(small.html.encode())) / 1000:.0f} kB)", times)


def sending(mails: int = 2000) -> None:
    """Into Postfix's smtp-sink, a process of its own."""
    raw = compose(letter(Renderer().render(replace(sample("reminder"), items=(sample_item("coming"),)))))
    port = 10_625
    sink = subprocess.Popen(
        ["/usr/sbin/smtp-sink", "-u", "postfix", f"127.0.0.1:{port}", "100"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port)
        rates: dict[str, float] = {}
        for connections in (1, 4):
            source = ["/usr/sbin/smtp-source", "-s", str(connections), "-m", str(mails), "-l", str(len(raw))]
            start = perf_counter()
            subprocess.run([*source, "-d", "-f", "a@x.example", "-t", "b@x.example", f"127.0.0.1:{port}"], check=True)
            rates[f"smtp-source, {connections} connections, mails/s"] = mails / (perf_counter() - start)
            rates[f"SmtpMailer, {connections} threads, mails/s"] = _threads(port, raw, mails, connections)
        start = perf_counter()
        for _ in range(200):
            with smtplib.SMTP("127.0.0.1", port) as client:
                client.sendmail("a@x.example", ["b@x.example"], raw)
        rates["smtplib, a connection each, mails/s"] = 200 / (perf_counter() - start)
        table("Sending", rates, "")
    finally:
        sink.terminate()
        sink.wait()


def _threads(port: int, raw: bytes, mails: int, threads: int) -> float:
    mailer = SmtpMailer(Server("127.0.0.1", port, "none", per_connection=mails), Policy(sink=True), perf_counter)

    def work() -> None:
        line = mailer.line()
        for _ in range(mails // threads):
            outcome = line.send("a@x.example", "b@x.example", raw)
            assert outcome.verdict == "accepted", outcome

    workers = [threading.Thread(target=work) for _ in range(threads)]
    start = perf_counter()
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    rate = mails / (perf_counter() - start)
    mailer.close()
    return rate


def _wait_for(port: int) -> None:
    for _ in range(100):
        try:
            smtplib.SMTP("127.0.0.1", port).close()
            return
        except OSError:
            threading.Event().wait(0.05)


if __name__ == "__main__":
    rendering()
    sending()
