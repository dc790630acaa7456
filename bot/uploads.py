"""A form with a file in it: read to the end only as far as it may grow, and taken apart without touching the disk."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Final

from fastapi import Request
from starlette.datastructures import Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from bot.edges import Refused, read_body
from channels.base import InboundFile
from outreach.files import MOST_BYTES

MAX_FORM: Final = MOST_BYTES + 64 * 1024
"""The largest file, and room for what stands around it."""
MAX_FILES: Final = 4
MAX_FIELDS: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """The fields of the form by name, and its files; an empty file field is none."""

    fields: dict[str, str]
    files: tuple[InboundFile, ...]


async def read_upload(request: Request, source: str) -> Upload:
    """A ``multipart/form-data`` body. Raises Refused: 413 for one that is too large, 415, 422."""
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise Refused(415, source, "invalid", "send the file as multipart/form-data")
    body = await read_body(request, source, most=MAX_FORM)
    parser = MultiPartParser(Headers(raw=request.headers.raw), _once(body), max_files=MAX_FILES, max_fields=MAX_FIELDS)
    parser.spool_max_size = MAX_FORM  # whatever fits stays in memory
    try:
        form = await parser.parse()
    except (MultiPartException, KeyError, ValueError) as error:
        raise Refused(422, source, "invalid", f"the form cannot be read: {error}") from None
    fields: dict[str, str] = {}
    files: list[InboundFile] = []
    for name, value in form.multi_items():
        if isinstance(value, UploadFile):
            content = await value.read()
            if value.filename or content:
                files.append(InboundFile(name=value.filename or "", content=content))
        else:
            fields.setdefault(name, value)
    await form.close()
    return Upload(fields=fields, files=tuple(files))


async def _once(body: bytes) -> AsyncGenerator[bytes, None]:
    yield body
