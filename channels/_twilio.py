"""What every Twilio channel shares: the client, the signature check, error codes and statuses.

Sources: https://www.twilio.com/docs/messaging/api/message-resource, https://www.twilio.com/docs/api/errors,
https://www.twilio.com/docs/usage/security.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final, Protocol

from channels.base import ErrorKind, ReceiptStatus, SendError

if TYPE_CHECKING:
    from twilio.rest import Client

TIMEOUT_S: Final = 15.0
THROTTLE_PAUSE: Final = timedelta(seconds=5)
SIGNATURE_HEADER: Final = "x-twilio-signature"
SETTINGS_HEADER: Final = "x-twilio-webhooks-signature-settings"

ERROR_KINDS: Final[Mapping[int, ErrorKind]] = {
    20429: ErrorKind.THROTTLED,  # too many requests
    30001: ErrorKind.THROTTLED,  # queue overflow
    30022: ErrorKind.THROTTLED,  # rate of a US 10DLC campaign exceeded
    21610: ErrorKind.STOPPED,  # the person answered STOP
    30004: ErrorKind.STOPPED,  # blocked by the person or the carrier
    21211: ErrorKind.BAD_ADDRESS,  # no phone number
    21217: ErrorKind.BAD_ADDRESS,  # no phone number
    21612: ErrorKind.BAD_ADDRESS,  # no way from our number to this one
    21614: ErrorKind.BAD_ADDRESS,  # no mobile
    30005: ErrorKind.BAD_ADDRESS,  # unknown handset
    30006: ErrorKind.BAD_ADDRESS,  # landline
    30003: ErrorKind.RETRY,  # handset off or out of reach
    30017: ErrorKind.RETRY,  # carrier congested
    30008: ErrorKind.UNKNOWN,  # the carrier does not say
}
"""What a code means for us. Every other code is something to mend in the account or the settings: CONFIG."""

STATUSES: Final[Mapping[str, ReceiptStatus]] = {
    "accepted": ReceiptStatus.ACCEPTED,
    "scheduled": ReceiptStatus.ACCEPTED,
    "queued": ReceiptStatus.ACCEPTED,
    "sending": ReceiptStatus.ACCEPTED,
    "sent": ReceiptStatus.SENT,
    "delivered": ReceiptStatus.DELIVERED,
    "read": ReceiptStatus.READ,
    "undelivered": ReceiptStatus.FAILED,
    "failed": ReceiptStatus.FAILED,
    "canceled": ReceiptStatus.FAILED,
}


class TwilioConfig(Protocol):
    """The account. It is off while one of the first three is empty."""

    @property
    def account_sid(self) -> str: ...
    @property
    def auth_token(self) -> str: ...
    @property
    def from_number(self) -> str: ...
    @property
    def api_base(self) -> str: ...


def missing_settings(config: TwilioConfig) -> tuple[str, ...]:
    """The names of settings that have to be filled in."""
    needed = ("account_sid", "auth_token", "from_number")
    return tuple(f"twilio.{name}" for name in needed if not getattr(config, name))


def signed_by_twilio(auth_token: str, url: str, form: Mapping[str, str], headers: Mapping[str, str]) -> bool:
    """Whether Twilio signed this form for this public URL, with SHA-1 or SHA-256. ``headers`` have lower-case names."""
    from twilio.request_validator import RequestValidator, get_signature_algorithm

    if not auth_token:
        return False
    algorithm = get_signature_algorithm(headers.get(SETTINGS_HEADER, ""))
    signature = headers.get(SIGNATURE_HEADER, "")
    return bool(RequestValidator(auth_token).validate(url, dict(form), signature, algorithm))


def error_of(code: int | None, status: int | None, what: str) -> SendError:
    """Twilio's code, or the HTTP status where there is none, as one of ours. 5xx: it may have been taken."""
    if status is not None and status >= 500:
        return SendError(ErrorKind.UNKNOWN, what, code=str(code or status))
    kind = ErrorKind.THROTTLED if status == 429 else ERROR_KINDS.get(code or 0, ErrorKind.CONFIG)
    after = THROTTLE_PAUSE if kind is ErrorKind.THROTTLED else None
    return SendError(kind, what, code=str(code or status or "") or None, after=after)


class TwilioMessages:
    """Creates messages. The client is built at the first send, in the loop that sends ever after."""

    def __init__(self, config: TwilioConfig) -> None:
        self._config = config
        self._client: Client | None = None

    async def create(self, **fields: Any) -> str:
        """The new message's SID; ``fields`` as of the Message resource. Raises SendError."""
        from aiohttp import ClientConnectorError, ClientError
        from twilio.base.exceptions import TwilioException, TwilioRestException

        try:
            async with asyncio.timeout(TIMEOUT_S):  # the library's own timeout does not reach its asynchronous client
                message = await self._opened().messages.create_async(**fields)
        except TwilioRestException as error:
            raise error_of(error.code, error.status, error.msg) from error
        except ClientConnectorError as error:
            raise SendError(ErrorKind.RETRY, f"Twilio cannot be reached: {error}") from error
        except (TimeoutError, ClientError, OSError, ValueError, TwilioException) as error:
            raise SendError(ErrorKind.UNKNOWN, f"no clear answer from Twilio: {type(error).__name__}") from error
        return str(message.sid)

    async def close(self) -> None:
        """Give connections back."""
        if self._client is not None:
            await self._client.http_client.close()
            self._client = None

    def _opened(self) -> Client:
        if self._client is None:
            from twilio.http.async_http_client import AsyncTwilioHttpClient
            from twilio.rest import Client

            # Never max_retries: it repeats POSTs, and messages have no idempotency key.
            client = Client(self._config.account_sid, self._config.auth_token, http_client=AsyncTwilioHttpClient())
            client.api.base_url = self._config.api_base
            self._client = client
        return self._client
