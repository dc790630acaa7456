"""Each request that reached the stand-in for Twilio in a story is one that Twilio's own description allows."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from openapi_core import OpenAPI
from openapi_core.datatypes import RequestParameters

from emulators import Running
from tests.stories.performance import perform
from tests.stories.script import read_story
from tests.support.tree import ROOT

HERE = Path(__file__).parent
DESCRIPTION = ROOT.parent / "shared" / "data" / "twilio" / "api_v2010.json"
MESSAGES = "/2010-04-01/Accounts/{AccountSid}/Messages.json"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not DESCRIPTION.is_file(), reason="left out: Twilio's OpenAPI description is not there"),
]


@dataclass(kw_only=True)
class Recorded:
    """A request as it came in, in the shape that openapi-core reads. Credentials were checked on the way in."""

    path: str
    body: bytes
    content_type: str
    host_url: str = "https://api.twilio.com"
    method: str = "post"
    parameters: RequestParameters = field(
        default_factory=lambda: RequestParameters(header={"Authorization": "Basic checked"})
    )


@pytest.fixture(scope="module")
def described() -> OpenAPI:
    """Only the path that we use: the whole description takes long to read."""
    whole = json.loads(DESCRIPTION.read_text(encoding="utf-8"))
    used = {name: whole[name] for name in ("openapi", "info", "components", "security", "servers")}
    return OpenAPI.from_dict(used | {"paths": {MESSAGES: whole["paths"][MESSAGES]}})


@pytest.mark.parametrize("name", ["broken_promise", "stop_in_words"])
def test_it_allows_all_that_left_in(name: str, described: OpenAPI, stand_ins: Running, tmp_path: Path) -> None:
    perform(read_story(HERE / f"{name}.story"), stand_ins, tmp_path)
    calls = stand_ins.remote.state()["twilio"]["calls"]
    assert len(calls) > 1
    for call in calls:
        request = Recorded(path=call["path"], body=call["body"].encode(), content_type=call["content_type"])
        result = described.unmarshal_request(request)
        assert result.errors == [], call
        assert set(result.body or ()) == {"To", "From", "Body", "StatusCallback"}
