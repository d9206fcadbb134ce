"""Templates are compiled once in a process of the tests and for all that are forked from it: known by their source, so
a changed one is made anew."""

from collections.abc import Callable
from typing import Any, get_args

from jinja2 import BaseLoader, BytecodeCache
from jinja2.bccache import Bucket

from reminder.mail.contents import MailKind
from reminder.mail.render import Renderer
from reminder.mail.samples import sample
from reminder.mail.template_sandbox import Sandbox

_kept: dict[str, bytes] = {}


class _Kept(BytecodeCache):
    def load_bytecode(self, bucket: Bucket) -> None:
        if code := _kept.get(bucket.key + bucket.checksum):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        _kept[bucket.key + bucket.checksum] = bucket.bytecode_to_string()


def keep() -> None:
    """What is compiled from now on."""
    real = Sandbox.__init__

    def init(self: Sandbox, loader: BaseLoader, words: dict[str, Callable[..., Any]]) -> None:
        real(self, loader, words)
        self.bytecode_cache = _Kept()

    Sandbox.__init__ = init  # type: ignore[method-assign]  # the seam is Jinja's own


def all_kept() -> None:
    """Every one now, so that no process forked from this one has to."""
    renderer = Renderer()
    for kind in get_args(MailKind):
        renderer.render(sample(kind))
