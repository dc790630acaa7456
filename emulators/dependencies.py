"""What the routes under `/control` and `/phones` ask FastAPI for."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from emulators.telegram.server import TelegramServer
from emulators.twilio.server import TwilioServer
from emulators.world import World


def world_of(request: Request) -> World:
    world: World = request.app.state.world
    return world


TheWorld = Annotated[World, Depends(world_of)]


def telegram_of(world: TheWorld) -> TelegramServer:
    return world.telegram


def twilio_of(world: TheWorld) -> TwilioServer:
    return world.twilio


TheTelegram = Annotated[TelegramServer, Depends(telegram_of)]
TheTwilio = Annotated[TwilioServer, Depends(twilio_of)]
