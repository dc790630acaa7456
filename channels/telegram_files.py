"""Photos and documents that people send on Telegram: what an update says of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from channels.base import Attached

PHOTO_NAME: Final = "photo.jpg"


def attached_to(message: Mapping[str, Any]) -> tuple[Attached, ...]:
    """The photo in its largest size, or the document; nothing for what has another shape."""
    sizes = message.get("photo")
    if isinstance(sizes, list):
        known = [size for size in sizes if isinstance(size, dict) and isinstance(size.get("file_id"), str)]
        largest = max(known, key=lambda size: _number(size, "width") or 0, default=None)
        return (_attached(largest, PHOTO_NAME),) if largest else ()
    document = message.get("document")
    if isinstance(document, dict) and isinstance(document.get("file_id"), str):
        return (_attached(document, str(document.get("file_name") or "document")),)
    return ()


def _attached(file: Mapping[str, Any], name: str) -> Attached:
    return Attached(source=str(file["file_id"]), name=name, size=_number(file, "file_size"))


def _number(values: Mapping[str, Any], name: str) -> int | None:
    value = values.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else None
