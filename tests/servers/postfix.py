"""A private Postfix on loopback: its own configuration and queue, delivering to a Maildir of ours, or throwing away.

Debian's `postfix` must be installed and the tests run as root, as Postfix's master does. Nothing of the
machine's own mail system is touched.
"""

import mailbox
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from tests.servers.needs import need, need_program
from tests.servers.waiting import PATIENCE

_MAIN = """\
compatibility_level = 3.6
queue_directory = {root}/queue
data_directory = {root}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
myhostname = postfix.test
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
maillog_file = {root}/log/mail.log
maillog_file_prefixes = {root}
alias_maps =
local_recipient_maps =
virtual_mailbox_domains = static:all
virtual_mailbox_base = {root}
virtual_mailbox_maps = static:Maildir/
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
virtual_minimum_uid = 1
virtual_transport = {transport}
message_size_limit = 1048576
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_recipient_restrictions = check_recipient_access inline:{{refused@x.example=REJECT}}, permit
smtpd_client_connection_count_limit = 0
smtpd_peername_lookup = no
smtpd_tls_security_level = {tls}
{certificates}
"""
_MASTER = """\
127.0.0.1:{port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
proxymap unix - - n - - proxymap
virtual unix - n n - - virtual
smtp unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
tlsmgr unix - - n 1000? 1 tlsmgr
anvil unix - - n - 1 anvil
showq unix n - n - - showq
postlog unix-dgram n - n - 1 postlogd
"""


@dataclass
class Postfix:
    """A running instance; a context manager. Mail for any address lands in `maildir`; without `keeps` it is queued
    on disk as any other, then forgotten."""

    certificate: Path | None = None
    key: Path | None = None
    port: int = 0
    keeps: bool = True
    root: Path = field(init=False)

    @property
    def maildir(self) -> Path:
        return self.root / "Maildir"

    @property
    def log(self) -> str:
        path = self.root / "log" / "mail.log"
        return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""

    def __enter__(self) -> "Postfix":
        (self._program,) = need_program("postfix")
        need(os.geteuid() == 0, "root, as Postfix's master does")
        # A folder of its own: Postfix's daemons must come through, and pytest's are closed to others.
        self.root = Path(tempfile.mkdtemp(prefix="postfix-test-"))
        self.port = self.port or _free_port()
        owner = pwd.getpwnam("postfix")
        for name in ("etc", "queue", "data", "log"):
            (self.root / name).mkdir(parents=True, exist_ok=True)
        shutil.chown(self.root / "data", "postfix", "root")
        shutil.chown(self.root, "postfix", "root")
        self.root.chmod(0o755)
        certificates = (
            f"smtpd_tls_cert_file = {self.certificate}\nsmtpd_tls_key_file = {self.key}" if self.certificate else ""
        )
        main = _MAIN.format(
            root=self.root,
            uid=owner.pw_uid,
            gid=owner.pw_gid,
            transport="virtual" if self.keeps else "discard:",
            tls="may" if self.certificate else "none",
            certificates=certificates,
        )
        etc = self.root / "etc"
        (etc / "main.cf").write_text(main)
        (etc / "master.cf").write_text(_MASTER.format(port=self.port))
        self._run("start")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._run("stop")
        shutil.rmtree(self.root)

    def flush(self) -> None:
        """Try everything in the queue now."""
        self._run("flush")

    def _run(self, command: str) -> None:
        done = subprocess.run(
            [self._program, "-c", str(self.root / "etc"), command],
            capture_output=True, text=True, timeout=PATIENCE, check=False,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"postfix {command}: {done.stdout}{done.stderr}{self.log}")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


def arrived(maildir: Path) -> list[mailbox.MaildirMessage]:
    """The mails that lie in a folder, which its first delivery makes bit by bit."""
    whole = all((maildir / part).is_dir() for part in ("tmp", "new", "cur"))
    return list(mailbox.Maildir(maildir, create=False)) if whole else []
