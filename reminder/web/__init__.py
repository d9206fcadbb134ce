"""The page on which agencies see what they owe and answer, and their private calendar feed."""

from reminder.web.serve import serve

__all__ = ["serve"]
