"""What a borrower meant: one message in, a ``Reading`` out. Rules and word lists only; no network, no database."""

from understanding.reader import read, written_amounts

__all__ = ["read", "written_amounts"]
