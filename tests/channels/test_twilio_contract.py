"""The request that really leaves, held against Twilio's own description of its API."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from openapi_core import OpenAPI
from openapi_core.datatypes import RequestParameters

from channels.base import Outgoing
from channels.sms import SmsAdapter
from tests.channels.conftest import PHONE, Twilio

DESCRIPTION = Path(__file__).parents[3] / "shared" / "data" / "twilio" / "api_v2010.json"
MESSAGES = "/2010-04-01/Accounts/{AccountSid}/Messages.json"
ACCOUNT = Twilio().account_sid
ANSWER = json.dumps({"sid": "SM" + "0" * 32, "status": "queued"}).encode()


@dataclass(kw_only=True)
class Recorded:
    """A request as it came over the wire, in the shape that openapi-core reads."""

    host_url: str
    path: str
    method: str
    content_type: str
    body: bytes
    parameters: RequestParameters = field(default_factory=RequestParameters)


@contextmanager
def recorder() -> Iterator[tuple[str, list[Recorded]]]:
    """A server that keeps each request and answers as Twilio does."""
    requests: list[Recorded] = []

    class Keep(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            parameters = RequestParameters(header=dict(self.headers))
            content_type = self.headers.get_content_type()
            requests.append(
                Recorded(
                    host_url="https://api.twilio.com",
                    path=self.path,
                    method=self.command.lower(),
                    content_type=content_type,
                    body=body,
                    parameters=parameters,
                )
            )
            self.send_response(201)
            self.end_headers()
            self.wfile.write(ANSWER)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # the name in http.server
            pass

    with HTTPServer(("127.0.0.1", 0), Keep) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", requests
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def described() -> OpenAPI:
    """The one path we use, so that reading it takes no time."""
    if not DESCRIPTION.is_file():
        pytest.skip(f"Twilio's description of its API is not here: {DESCRIPTION.name}")
    whole = json.loads(DESCRIPTION.read_text(encoding="utf-8"))
    used = {name: whole[name] for name in ("openapi", "info", "components", "security", "servers")}
    return OpenAPI.from_dict(used | {"paths": {MESSAGES: whole["paths"][MESSAGES]}})


async def test_the_request_that_leaves_is_one_that_twilio_describes(described: OpenAPI) -> None:
    callback = "https://chat.alder.example/webhooks/twilio/status"
    with recorder() as (base, requests):
        adapter = SmsAdapter(Twilio(api_base=base), status_callback=callback)
        try:
            await adapter.send(Outgoing(message_id=1, address=PHONE, text="您好，请回复 1 & 2 = 好"))
        finally:
            await adapter.close()
    (request,) = requests
    result = described.unmarshal_request(request)
    assert result.errors == []
    assert result.body == {
        "To": PHONE,
        "From": Twilio().from_number,
        "Body": "您好，请回复 1 & 2 = 好",
        "StatusCallback": callback,
    }
    assert request.path == MESSAGES.format(AccountSid=ACCOUNT)
