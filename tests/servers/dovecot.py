"""A Dovecot of the suite's own on loopback: one mailbox, its mails lie in a Maildir."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
from pathlib import Path
from types import TracebackType

from tests.servers.needs import need, need_program
from tests.servers.waiting import PATIENCE, until

USER, PASSWORD = "bounces", "canary-2718281"

_CONF = """\
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_internal_user = {internal}
default_internal_group = {group}
default_login_user = {login}
mail_location = maildir:{folder}/Maildir
mail_uid = {uid}
mail_gid = {gid}
first_valid_uid = 1
first_valid_gid = 1
namespace inbox {{
  inbox = yes
  separator = /
}}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


class Dovecot:
    """A running server with this password for everybody; a context manager. Needs to be root."""

    def __init__(self, password: str = PASSWORD) -> None:
        self._password = password
        (self._program,) = need_program("dovecot")
        need(os.geteuid() == 0, "root, as Dovecot's master does")
        self.folder = Path(tempfile.mkdtemp(prefix="reminder-imap-"))
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]

    def __enter__(self) -> "Dovecot":
        self.folder.chmod(0o755)
        for name in ("run", "state", "Maildir/new", "Maildir/cur", "Maildir/tmp"):
            (self.folder / name).mkdir(parents=True)
        shutil.chown(self.folder, 65534, 65534)
        for each in (self.folder / "Maildir").rglob("*"):
            shutil.chown(each, 65534, 65534)
        shutil.chown(self.folder / "Maildir", 65534, 65534)
        conf = self.folder / "dovecot.conf"
        conf.write_text(_CONF.format(
            folder=self.folder, port=self.port, password=self._password, uid=65534, gid=65534,
            internal="dovecot", group="dovecot", login="dovenull",
        ))  # fmt: skip
        self._server = subprocess.Popen(
            [self._program, "-F", "-c", str(conf)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        until(lambda: self._listens() or self._server.poll() is not None)
        if not self._listens():
            log = self.folder / "log"
            raise RuntimeError(log.read_text() if log.exists() else "no dovecot")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.send_signal(signal.SIGTERM)
        self._server.communicate(timeout=PATIENCE)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _listens(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def deliver(self, name: str, raw: bytes) -> None:
        """Put a mail into the inbox."""
        draft = self.folder / "Maildir" / "tmp" / name
        draft.write_bytes(raw.replace(b"\r\n", b"\n"))
        shutil.chown(draft, 65534, 65534)
        draft.rename(self.folder / "Maildir" / "new" / name)

    def count(self, folder: str = "") -> int:
        """How many mails lie in the inbox, or in another folder."""
        root = self.folder / "Maildir" / (f".{folder}" if folder else "")
        return sum(1 for sub in ("new", "cur") if (root / sub).exists() for _ in (root / sub).iterdir())
