"""Servers of the test suite's own: they run on loopback and fault on demand."""
