"""Identity that wrong answers locked: the panel says until when, and a collector unlocks with a reason."""

from __future__ import annotations

from cases.events import IdentityFailed
from outreach.desk_work import working
from tests.support.office import Office


def test_a_collector_unlocks_identity_with_a_reason(office: Office) -> None:
    _, point_id = office.point("B-1")
    with working(office.runtime, "B-1", "borrower") as work:
        for left in (2, 1, 0):
            work.apply(IdentityFailed(contact_point_id=point_id, tries_left=left))
    browser = office.browser("mara")
    assert "Identity is locked until" in browser.get("/desk/c/B-1/case").text
    assert browser.post("/desk/c/B-1/identity", data={"why": " "}).status_code == 409
    assert browser.post("/desk/c/B-1/identity", data={"why": "called back, knows the contract"}).status_code == 200
    panel = browser.get("/desk/c/B-1/case").text
    assert "Identity is locked" not in panel
    assert "called back, knows the contract" in panel
    again = browser.post("/desk/c/B-1/identity", data={"why": "once more"})
    assert (again.status_code, "not locked" in again.text) == (409, True)
