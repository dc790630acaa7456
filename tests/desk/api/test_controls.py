"""Feeds and kill switches as programs use them."""

from __future__ import annotations

from typing import Any

import pytest

from outreach.settings import FeedSettings
from tests.desk.api.conftest import PREFIX, Lender

PAYMENT = {"external_ref": "P-1", "loan_ref": "L-1", "amount": "10.00", "paid_at": "2026-11-24T09:00:00-05:00"}


@pytest.fixture
def fed(lender: Lender) -> Lender:
    """A lender who declared a feed and has a borrower."""
    lender.runtime.settings = lender.runtime.settings.model_copy(update={"feeds": {"core": FeedSettings()}})
    lender.bring()
    return lender


def post(lender: Lender, path: str, body: Any = None) -> tuple[int, dict[str, Any]]:
    answer = lender.http.post(PREFIX + path, json=body) if body is not None else lender.http.post(PREFIX + path)
    return answer.status_code, answer.json()


def feed(lender: Lender) -> dict[str, Any]:
    (found,) = lender.get("/feeds").json()["feeds"]
    return dict(found)


def test_a_watermark_is_told_and_never_moves_backwards(fed: Lender) -> None:
    assert (feed(fed)["watermark"], feed(fed)["stale"]) == (None, True)
    status, told = post(fed, "/feeds/core/watermark", {"watermark": "2026-11-24T06:00:00Z"})
    assert (status, told["watermark"], told["told_by"], told["stale"]) == (
        200,
        "2026-11-24T06:00:00Z",
        "api:core banking",
        False,
    )
    assert post(fed, "/feeds/core/watermark", {"watermark": "2026-11-23T06:00:00+01:00"}) == (200, told)
    assert post(fed, "/feeds/core/watermark")[1]["watermark"] == "2026-11-24T15:00:00Z"


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("core", {"watermark": "2026-11-25T06:00:00Z"}),
        ("core", {"watermark": "2026-11-24T06:00:00"}),
        ("core", {"watermark": 1}),
        ("core", {"watermark": "0001-01-01T00:00:00+10:00"}),
        ("core", {"water": None}),
        ("core", []),
        ("a b", None),
    ],
)
def test_what_no_feed_can_say_is_refused(fed: Lender, name: str, body: Any) -> None:
    assert post(fed, f"/feeds/{name}/watermark", body)[0] == 400
    assert feed(fed)["watermark"] is None


@pytest.mark.parametrize(
    ("params", "watermark"),
    [
        ({"feed": "core"}, "2026-11-24T15:00:00Z"),
        ({"feed": "core", "as_of": "2026-11-24"}, "2026-11-24T00:00:00Z"),
        ({"feed": "core", "as_of": "2026-11-25"}, "2026-11-24T15:00:00Z"),
        ({}, None),
    ],
)
def test_payments_may_say_how_far_they_go(fed: Lender, params: dict[str, str], watermark: str | None) -> None:
    assert fed.post("payments", [PAYMENT], **params).status_code == 200
    assert feed(fed)["watermark"] == watermark


def test_a_payment_that_was_refused_leaves_the_watermark(fed: Lender) -> None:
    bad = PAYMENT | {"external_ref": "P-2", "loan_ref": "nobody's"}
    assert fed.post("payments", [PAYMENT, bad], feed="core").status_code == 422
    assert fed.post("payments", [PAYMENT, bad], feed="core", skip_bad="true").status_code == 200
    assert feed(fed)["watermark"] is None


def test_a_switch_is_thrown_and_lifted(fed: Lender) -> None:
    status, thrown = post(fed, "/switches", {"scope": "channel", "target": "sms", "why": "an incident"})
    assert (status, thrown["thrown_by"], thrown["lifted_at"]) == (201, "api:core banking", None)
    assert fed.get("/switches").json() == {"switches": [thrown]}
    status, lifted = post(fed, f"/switches/{thrown['id']}/lift", {"why": "over"})
    assert (status, lifted["lifted_by"], lifted["lift_why"]) == (200, "api:core banking", "over")
    assert fed.get("/switches").json() == {"switches": []}
    assert fed.get("/switches", all="true").json() == {"switches": [lifted]}


@pytest.mark.parametrize(
    ("path", "body", "status", "words"),
    [
        ("/switches", {"scope": "channel", "target": "smss", "why": "x"}, 400, "nearest is 'sms'"),
        ("/switches", {"scope": "channels", "target": "sms", "why": "x"}, 400, "scope"),
        ("/switches", {"scope": "all", "why": ""}, 400, "why"),
        ("/switches", {"scope": "all", "why": "a\u0000b"}, 400, "cannot be shown"),
        ("/switches/7/lift", {"why": "x"}, 404, "no switch 7"),
    ],
)
def test_a_switch_that_cannot_be_is_refused(
    fed: Lender, path: str, body: dict[str, str], status: int, words: str
) -> None:
    found, answer = post(fed, path, body)
    assert (found, words in answer["error"]["message"]) == (status, True)


def test_figures_tell_of_both(fed: Lender) -> None:
    post(fed, "/switches", {"scope": "all", "why": "an incident"})
    told = fed.http.get("/metrics").text
    assert "forbear_switches_thrown 1.0" in told
    assert "forbear_stale_feeds 1.0" in told
