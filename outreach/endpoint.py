"""What may be named as the address of a service of others: HTTPS, or anything on this machine."""

from __future__ import annotations

from ipaddress import ip_address
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator


def on_this_machine(url: str) -> bool:
    """Whether an address never leaves this machine."""
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _endpoint(value: str) -> str:
    if not value:
        return value
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"{value!r} is no address; write one like https://reader.example/v1")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise ValueError("the address must be without a user, a query or a mark behind #")
    if parts.scheme == "http" and not on_this_machine(value):
        raise ValueError("borrowers' words leave this machine by https alone")
    return value


Endpoint = Annotated[str, AfterValidator(_endpoint)]
"""The base of a service's address; empty: none."""
