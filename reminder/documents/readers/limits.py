"""How much of a document is read at all, and how reading says how far it is."""

from collections.abc import Callable

Progress = Callable[[int, int], None]  # done, total: pages, sheets or parts

MAX_BYTES = 24 * 1024 * 1024
MAX_UNPACKED = 96 * 1024 * 1024
MAX_PART = 12 * 1024 * 1024
MAX_PARTS = 2_000
