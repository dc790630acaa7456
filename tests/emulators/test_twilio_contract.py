"""Answers fit Twilio's own OpenAPI description, where that file lies beside the checkout."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import httpx2
import pytest
from openapi_core import OpenAPI
from openapi_core.exceptions import OpenAPIError
from openapi_core.testing import MockRequest, MockResponse

from emulators import Running
from tests.emulators.conftest import CONFIG, JAMES

DESCRIPTION = Path(__file__).parents[3] / "shared" / "data" / "twilio" / "api_v2010.json"
PATHS = (
    "/2010-04-01/Accounts/{Sid}.json",
    "/2010-04-01/Accounts/{AccountSid}/Messages.json",
    "/2010-04-01/Accounts/{AccountSid}/Messages/{Sid}.json",
)
HOST = "https://api.twilio.com"
ACCOUNT = f"/2010-04-01/Accounts/{CONFIG.account_sid}"

pytestmark = pytest.mark.skipif(not DESCRIPTION.exists(), reason="left out: Twilio's OpenAPI description is not there")


@pytest.fixture(scope="module")
def contract() -> OpenAPI:
    """Only the paths of this stand-in: the whole description takes long to read."""
    described: dict[str, Any] = json.loads(DESCRIPTION.read_text(encoding="utf-8"))
    described["paths"] = {path: described["paths"][path] for path in PATHS}
    return OpenAPI.from_dict(described)


@pytest.fixture
def basic() -> dict[str, str]:
    pair = base64.b64encode(f"{CONFIG.account_sid}:{CONFIG.auth_token}".encode()).decode()
    return {"Authorization": f"Basic {pair}"}


def check(contract: OpenAPI, method: str, path: str, response: httpx2.Response) -> None:
    """Raises where the response is not what the description promises for this request."""
    request = MockRequest(HOST, method, path)
    answer = MockResponse(response.content, response.status_code, content_type="application/json")
    contract.validate_response(request, answer)


def test_every_answer_fits(contract: OpenAPI, http: httpx2.Client, running: Running, basic: dict[str, str]) -> None:
    form = {"To": JAMES.phone, "From": CONFIG.our_number, "Body": "Hello"}
    created = http.post(f"/twilio{ACCOUNT}/Messages.json", data=form, headers=basic)
    check(contract, "post", f"{ACCOUNT}/Messages.json", created)
    running.remote.line(JAMES.phone or "", "unreachable")
    http.post(f"/twilio{ACCOUNT}/Messages.json", data=form, headers=basic)
    running.remote.text(sender=JAMES.phone or "", body="hi")
    assert running.remote.settle()
    for path in (f"{ACCOUNT}.json", f"{ACCOUNT}/Messages.json", f"{ACCOUNT}/Messages/{created.json()['sid']}.json"):
        check(contract, "get", path, http.get(f"/twilio{path}", headers=basic))


def test_an_answer_that_does_not_fit_would_be_found(contract: OpenAPI) -> None:
    wrong = httpx2.Response(201, json={"sid": "SM1", "status": "on its way"})
    with pytest.raises(OpenAPIError):
        check(contract, "post", f"{ACCOUNT}/Messages.json", wrong)
