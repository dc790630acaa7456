"""`/phones`: the page, its data, and the stream that says when to look again."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends
from starlette.responses import FileResponse, Response, StreamingResponse
from starlette.staticfiles import StaticFiles

from emulators.dependencies import TheWorld
from emulators.phones.view import Phone, detail, mark_read, phones_of, summary
from emulators.refusal import ControlError
from emulators.world import World

STATIC: Final = Path(__file__).parent / "static"
IDLE_S: Final = 15.0
HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}

router = APIRouter()
static = StaticFiles(directory=STATIC)


def _phone(phone_id: str, world: TheWorld) -> Phone:
    phone = next((phone for phone in phones_of(world) if phone.id == phone_id), None)
    if phone is None:
        raise ControlError(404, f"there is no phone {phone_id!r}")
    return phone


ThePhone = Annotated[Phone, Depends(_phone)]


@router.get("", include_in_schema=False)
async def page() -> Response:
    return FileResponse(STATIC / "phones.html", headers=HEADERS)


@router.get("/api/setup")
async def setup(world: TheWorld) -> dict[str, Any]:
    """What the page must know beside the phones."""
    config = world.stage.config
    return {
        "desk_url": config.desk_url,
        "bot_username": config.bot_username,
        "our_number": config.our_number,
        "clock": config.clock_url is not None,
    }


@router.get("/api/phones")
async def list_phones(world: TheWorld) -> list[dict[str, Any]]:
    return [summary(world, phone) for phone in phones_of(world)]


@router.get("/api/phones/{phone_id}")
async def read_phone(phone: ThePhone, world: TheWorld) -> dict[str, Any]:
    return detail(world, phone)


@router.post("/api/phones/{phone_id}/read")
async def mark_phone_read(phone: ThePhone, world: TheWorld) -> dict[str, Any]:
    mark_read(world, phone)
    return summary(world, phone)


@router.get("/files/{file_id}")
async def read_file(file_id: str, world: TheWorld) -> Response:
    """A document or photo that the bot sent, as a download."""
    file = world.telegram.files.get(file_id)
    if file is None:
        raise ControlError(404, "there is no such file")
    headers = HEADERS | {"Content-Disposition": "attachment"}
    return Response(file.content, media_type=file.content_type, headers=headers)


@router.get("/events")
async def events(world: TheWorld) -> StreamingResponse:
    """Server-sent events: one `change` per notice of the feed, a comment in silence."""
    return StreamingResponse(_stream(world), media_type="text/event-stream", headers={"Cache-Control": "no-store"})


async def _stream(world: World) -> AsyncIterator[str]:
    yield "retry: 1000\n\n"
    async for notice in world.stage.feed.follow(IDLE_S):
        if notice is None:
            yield ": still here\n\n"
        else:
            yield f"event: change\ndata: {json.dumps({'topic': notice.topic} | notice.data)}\n\n"
