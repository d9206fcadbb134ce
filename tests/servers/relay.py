"""A Postfix of the suite's own on loopback: a real relay, with a queue on disk. What it takes it throws away, or
refuses by recipient, or hands to a Maildir-less bounce. Needs to be root, as Postfix does."""

import shutil
import socket
import subprocess
import tempfile
from pathlib import Path
from types import TracebackType

_MAIN = """\
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
myhostname = relay.example
mydomain = relay.example
myorigin = relay.example
mydestination =
relay_domains =
alias_maps =
local_recipient_maps =
default_transport = discard:
local_transport = discard:
relay_transport = discard:
smtpd_recipient_restrictions = check_recipient_access regexp:{folder}/access, permit_mynetworks, reject
smtpd_client_connection_count_limit = 0
smtpd_peername_lookup = no
smtpd_tls_security_level = none
smtpd_sasl_auth_enable = no
maillog_file = {folder}/log
maillog_file_prefixes = {folder}
notify_classes =
"""

_MASTER = """\
127.0.0.1:{port} inet n - n - 100 smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
proxymap unix - - n - - proxymap
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
discard unix - - n - - discard
error unix - - n - - error
retry unix - - n - - error
showq unix n - n - - showq
flush unix n - n 1000? 0 flush
postlog unix-dgram n - n - 1 postlogd
"""


class Relay:
    """A running relay; a context manager. `access` are lines of its regexp table of recipients."""

    def __init__(self, access: str = "") -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="reminder-postfix-"))
        self._access = access
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]

    def __enter__(self) -> "Relay":
        self.folder.chmod(0o755)
        for name in ("queue", "data", "etc"):
            (self.folder / name).mkdir()
        shutil.chown(self.folder / "data", "postfix", "postfix")
        (self.folder / "access").write_text(self._access)
        (self.folder / "etc" / "main.cf").write_text(_MAIN.format(folder=self.folder))
        (self.folder / "etc" / "master.cf").write_text(_MASTER.format(port=self.port))
        self._run("start")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._run("stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, what: str) -> None:
        command = ["/usr/sbin/postfix", "-c", str(self.folder / "etc"), what]
        found = subprocess.run(command, capture_output=True, text=True, timeout=60)
        if found.returncode:
            raise RuntimeError(f"postfix {what}: {found.stderr}")

    def taken(self) -> list[str]:
        """The Message-IDs it took, from its log."""
        path = self.folder / "log"
        text = path.read_text("utf-8", "replace") if path.exists() else ""
        return [line.split("message-id=")[1].strip() for line in text.splitlines() if "message-id=<" in line]
