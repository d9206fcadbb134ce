"""What a process may still do that is about to open a stranger's file: so much memory and time, no file, no network.

A reader may have a fault that a document of a hundred kilobytes makes use of. What it cannot do afterwards is decided
here and kept by the kernel: limits of any POSIX system; on Linux also Landlock (files) and namespaces (network). What
the machine does not keep is missing in the answer, so that `doctor` can name it.
"""

import contextlib
import ctypes
import os
import resource
import signal
import stat
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Guard = Literal["limits", "files", "network"]

_PDEATHSIG, _NO_NEW_PRIVS = 1, 38
_USER, _NET, _IPC, _MOUNTS = 0x10000000, 0x40000000, 0x08000000, 0x00020000
_PRIVATE, _READ_ONLY = 0x00040000 | 0x00004000, 1  # MS_PRIVATE | MS_REC, MS_RDONLY
_SOCKETS = ("/run", "/tmp", "/var/tmp")
# Landlock: what it calls the rights to a file, and how many of them each version of the kernel's interface knows.
_RULESET, _RULE, _RESTRICT = 444, 445, 446
_EXECUTE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 2, 1 << 3
_OF_FILES = 1 << 0 | 1 << 1 | 1 << 2 | 1 << 14 | 1 << 15
_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
_SOCKET = 1 << 5 | 1 << 9  # make one, and remove it
_READING = _EXECUTE | _READ_FILE | _READ_DIR


@dataclass(frozen=True, slots=True)
class Limits:
    """Of one process: `memory` and the largest file it may write (`written`) in bytes, `seconds` of processor time.
    `alone`: it may start no other."""

    memory: int
    seconds: int
    written: int = 0
    alone: bool = True


def confine(limits: Limits, readable: Iterable[str], writable: str = "") -> frozenset[Guard]:
    """Give up all that reading does not need, for good: afterwards only files beneath `readable` can be opened, and
    only those beneath `writable` changed. Gives what of it the machine keeps."""
    libc = ctypes.CDLL(None, use_errno=True)
    guards: set[Guard] = {"limits"}
    if hasattr(libc, "prctl"):
        libc.prctl(_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        libc.prctl(_NO_NEW_PRIVS, 1, 0, 0, 0)
        needed = [*readable, *filter(None, (writable,))]
        if _leave_network(libc, needed, writable):
            guards.add("network")
        if _leave_files(libc, needed, writable):
            guards.add("files")
    _limit(limits)
    return frozenset(guards)


def _limit(limits: Limits) -> None:
    wanted = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: limits.written,
        resource.RLIMIT_CPU: limits.seconds,
        resource.RLIMIT_AS: limits.memory,
    }
    if limits.alone:
        wanted[resource.RLIMIT_NPROC] = 0
    for what, most in wanted.items():
        _, hard = resource.getrlimit(what)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        # A second between the two: the first signal says that time was up, the last one cannot be put off.
        grace = int(what == resource.RLIMIT_CPU and (hard == resource.RLIM_INFINITY or most < hard))
        with contextlib.suppress(ValueError, OSError):  # macOS knows limits that it does not let one set
            resource.setrlimit(what, (most, most + grace))


def _leave_network(libc: ctypes.CDLL, needed: Sequence[str], writable: str) -> bool:
    """Into a network of its own, which has nothing in it. The machine's own services (a database, say) are reached by
    sockets that are files: where such files lie, nothing is to be seen any more."""
    user, group = os.geteuid(), os.getegid()
    if libc.unshare(_USER | _NET | _IPC | _MOUNTS):
        return bool(libc.unshare(_USER | _NET | _IPC) == 0)
    for file, words in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")):
        with contextlib.suppress(OSError):
            Path("/proc/self", file).write_text(words)
    libc.mount(b"none", b"/", None, _PRIVATE, None)
    for folder in _SOCKETS:
        if not any(Path(path).resolve().is_relative_to(folder) for path in needed):
            libc.mount(b"none", folder.encode(), b"tmpfs", 0 if writable else _READ_ONLY, b"size=1m")
    return True


def _leave_files(libc: ctypes.CDLL, needed: Sequence[str], writable: str) -> bool:
    """Landlock: what is not allowed here is refused from now on, to this process and all that it starts."""
    version = libc.syscall(_RULESET, None, 0, 1)
    if version < 1:
        return False
    handled = (1 << _RIGHTS.get(version, 16)) - 1
    # Since version 4 also TCP, since 6 the sockets and the processes of others.
    asked = struct.pack("QQQ", handled, 3, 3)[: 24 if version >= 6 else 16 if version >= 4 else 8]
    rules = libc.syscall(_RULESET, asked, ctypes.c_size_t(len(asked)), 0)
    if rules < 0:
        return False
    for path in needed:
        with contextlib.suppress(OSError):
            _allow(libc, rules, path, handled if path == writable else _READING)
    with contextlib.suppress(OSError):
        _allow(libc, rules, os.devnull, handled & _OF_FILES)
        if writable:  # an office program talks to itself through a socket, and lays it nowhere else
            _allow(libc, rules, "/tmp", _SOCKET)
    kept = libc.syscall(_RESTRICT, rules, 0) == 0
    os.close(rules)
    return bool(kept)


def _allow(libc: ctypes.CDLL, rules: int, path: str, rights: int) -> None:
    handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        if not stat.S_ISDIR(os.fstat(handle).st_mode):
            rights &= _OF_FILES
        libc.syscall(_RULE, rules, 1, struct.pack("=Qi", rights, handle), 0)
    finally:
        os.close(handle)
