"""The mailer alone: kept connections in threads into smtp-sink, against smtp-source and a connection each
(performance 3). Needs Postfix's tools. Run: python benchmarks/sending.py [MAILS]
"""

import smtplib
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from time import perf_counter

from benchmarks.end_to_end import SIZE, sink, source
from reminder.mail.recipient_policy import Policy
from reminder.mail.smtp import SmtpMailer
from reminder.mail.smtp_conversation import Server

SENDER, TO = "nhachan@province.example", "vt@so.example"
MESSAGE = (b"Subject: x\r\nMessage-ID: <x@y.example>\r\n\r\n" + (b"x" * 70 + b"\r\n") * (SIZE // 72))[:SIZE] + b"\r\n"
say = sys.stdout.write


def rate(count: int, threads: int, send: Callable[[int], object]) -> float:
    begun = perf_counter()
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(send, range(count)))
    return count / (perf_counter() - begun)


def kept(port: int, count: int, threads: int) -> float:
    mailer = SmtpMailer(Server("127.0.0.1", port, "none", per_connection=10**9), Policy(sink=True), perf_counter)
    mine = threading.local()

    def send(_n: int) -> None:
        if not hasattr(mine, "line"):
            mine.line = mailer.line()
        outcome = mine.line.send(SENDER, TO, MESSAGE)
        assert outcome.verdict == "accepted", outcome

    try:
        return rate(count, threads, send)
    finally:
        mailer.close()


def each(port: int, count: int) -> float:
    def send(_n: int) -> None:
        with smtplib.SMTP("127.0.0.1", port, timeout=30) as server:
            server.sendmail(SENDER, [TO], MESSAGE)

    return rate(count, 1, send)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 4000
    with sink() as port:
        limit = {n: source(port, count, n) for n in (1, 4)}
        usual = each(port, count // 4)
        say(f"{count:,} mails of 12 kB into smtp-sink\n\n| | mails/s | of smtp-source | times a connection each |\n"
            "|---|---|---|---|\n")  # fmt: skip
        for n, speed in limit.items():
            say(f"| smtp-source, {n} | {speed:,.0f} | 1 | {speed / usual:.1f} |\n")
        say(f"| smtplib, a connection each | {usual:,.0f} | {usual / limit[1]:.2f} | 1 |\n")
        for n in (1, 4):
            speed = kept(port, count, n)
            say(f"| ours, {n} kept | {speed:,.0f} | {speed / limit[n]:.2f} | {speed / usual:.1f} |\n")


if __name__ == "__main__":
    main()
