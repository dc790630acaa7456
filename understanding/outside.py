"""What intents are called outside: conversations tell a few apart that nobody else needs to."""

from __future__ import annotations

from collections.abc import Mapping

from cases.reading import Intent

SHOWN: Mapping[Intent, Intent] = {Intent.ASK_WHY_THIS: Intent.ASK_WHY, Intent.MY_DATA: Intent.OTHER}
"""Intents that only the conversations tell apart, and what they are called outside."""

INTENTS = tuple(intent for intent in Intent if intent not in SHOWN)
"""The closed set that is ever shown."""


def shown(intent: Intent) -> Intent:
    """The intent as the outside knows it."""
    return SHOWN.get(intent, intent)
