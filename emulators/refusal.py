"""What the control side answers when an order makes no sense."""

from __future__ import annotations


class ControlError(Exception):
    """An order that cannot be carried out, with the HTTP status and one line for the person who gave it."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status
