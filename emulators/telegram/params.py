"""What a Bot API call was given, however it was sent: query, JSON, form or multipart."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request

from emulators.telegram.errors import BotApiError, bad_request


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file that came along, whole."""

    name: str
    content_type: str
    content: bytes


class Params:
    """Named values with the Bot API's leniency: numbers as text, objects as JSON text."""

    def __init__(self, values: dict[str, Any], uploads: dict[str, Upload] | None = None) -> None:
        self._values = values
        self._uploads = uploads or {}

    def text(self, name: str) -> str | None:
        value = self._values.get(name)
        return None if value is None else str(value)

    def integer(self, name: str) -> int | None:
        value = self._values.get(name)
        try:
            return None if value in (None, "") else int(value)
        except (TypeError, ValueError):
            raise bad_request(f'parameter "{name}" must be an Integer') from None

    def flag(self, name: str) -> bool:
        return str(self._values.get(name, "")).lower() in {"true", "1"}

    def structure(self, name: str) -> Any:
        value = self._values.get(name)
        if not isinstance(value, str) or not value:
            return value or None
        try:
            return json.loads(value)
        except json.JSONDecodeError:
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from None

    def upload(self, name: str) -> Upload | str | None:
        """A new file, or the text of a file id or link that stands for one."""
        if name in self._uploads:
            return self._uploads[name]
        value = self.text(name)
        if value and value.startswith("attach://"):
            attached = self._uploads.get(value.removeprefix("attach://"))
            if attached is None:
                raise bad_request("wrong file identifier/HTTP URL specified")
            return attached
        return value


async def read_params(request: Request) -> Params:
    """Everything the request carries, the body winning over the query."""
    values: dict[str, Any] = dict(request.query_params)
    if request.headers.get("content-type", "").startswith("application/json"):
        return Params(values | _object(await request.body()))
    uploads: dict[str, Upload] = {}
    async with request.form() as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                kind = value.content_type or "application/octet-stream"
                uploads[name] = Upload(name=value.filename or name, content_type=kind, content=await value.read())
            else:
                values[name] = value
    return Params(values, uploads)


def _object(body: bytes) -> dict[str, Any]:
    try:
        value = json.loads(body or b"{}")
    except ValueError:
        raise BotApiError(400, "Bad Request: can't parse JSON object") from None
    if not isinstance(value, dict):
        raise BotApiError(400, "Bad Request: object expected")
    return value
