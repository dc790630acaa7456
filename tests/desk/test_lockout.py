"""Wrong passwords lock a login, whoever types them from wherever, and whether there is such a login or not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from argon2 import PasswordHasher

from outreach import lockout, people
from outreach.lockout import Locked
from outreach.refusals import NotFound, Refused
from tests.desk.test_sign_in import type_in
from tests.support.office import PASSWORD, Office

MOST = 10


@pytest.fixture(autouse=True)
def cheap_hashes(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many passwords are tried here; hashes that take long are looked at elsewhere."""
    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(people, "_hasher", lambda: hasher)
    monkeypatch.setattr(people, "_nobodys_hash", lambda: hasher.hash("nobody's"))
    people.set_password(office.runtime, "mara", PASSWORD)


def guess(office: Office, times: int, login: str = "mara") -> None:
    for number in range(times):
        assert lockout.check_password(office.runtime, login, f"guess {number}", now=office.wall_at) is None


@pytest.mark.parametrize("login", ["mara", "nobody-of-that-name"])
def test_after_so_many_wrong_passwords_a_login_is_locked_and_told_whether_it_exists_or_not(
    office: Office, login: str
) -> None:
    guess(office, MOST - 1, login)
    assert type_in(office.stranger(), login, "one more").status_code == 401
    answer = type_in(office.stranger(), login.upper())
    assert (answer.status_code, "Try again in 30:00 minutes, or ask an admin" in answer.text) == (429, True)
    office.wall_at += timedelta(minutes=30)
    assert type_in(office.stranger(), login).status_code == (303 if login == "mara" else 401)


def test_a_lock_is_not_prolonged_by_who_goes_on_guessing(office: Office) -> None:
    guess(office, MOST)
    office.wall_at += timedelta(minutes=29)
    with pytest.raises(Locked):
        guess(office, 1)
    office.wall_at += timedelta(minutes=1)
    assert lockout.check_password(office.runtime, "mara", PASSWORD, now=office.wall_at) is not None


def test_the_right_password_and_a_long_time_begin_the_count_anew(office: Office) -> None:
    guess(office, MOST - 1)
    assert lockout.check_password(office.runtime, "mara", PASSWORD, now=office.wall_at) is not None
    guess(office, MOST - 1)
    office.wall_at += timedelta(minutes=30)
    guess(office, MOST - 1)
    assert lockout.check_password(office.runtime, "mara", PASSWORD, now=office.wall_at) is not None


def test_an_admin_sees_the_lock_and_unlocks(office: Office) -> None:
    admin = office.browser("imani")
    assert "Locked after too many" not in admin.get("/desk/people").text
    guess(office, MOST)
    assert "Locked after too many" in admin.get("/desk/people").text
    assert admin.post("/desk/people/mara/unlock").status_code == 303
    assert type_in(office.stranger()).status_code == 303
    assert admin.post("/desk/people/nobody/unlock").status_code == 422


def test_guessing_the_old_password_of_an_open_account_locks_it_too(office: Office) -> None:
    asked = {"old": "a guess", "new": "quite another one", "again": "quite another one"}
    here = office.browser("mara")
    assert [here.post("/desk/account/password", data=asked).status_code for _ in range(MOST)] == [422] * MOST
    answer = here.post("/desk/account/password", data=asked | {"old": PASSWORD})
    assert (answer.status_code, "Too many wrong passwords" in answer.text) == (429, True)


def test_a_new_password_unlocks_too(office: Office) -> None:
    guess(office, MOST)
    people.set_password(office.runtime, "mara", "another long one")
    assert lockout.check_password(office.runtime, "mara", "another long one", now=office.wall_at) is not None


def test_the_verbs_are_for_admins_alone(office: Office) -> None:
    for who in (office.people["mara"], office.people["devin"]):
        with pytest.raises(Refused, match="Only an admin"):
            lockout.unlock(office.runtime, who, "ilse")
        with pytest.raises(Refused, match="Only an admin"):
            lockout.locked(office.runtime, who, ["ilse"], now=office.wall_at)
    with pytest.raises(NotFound):
        lockout.unlock(office.runtime, office.people["imani"], "nobody")


def test_nothing_is_kept_of_what_was_typed_and_old_counts_are_dropped(office: Office) -> None:
    guess(office, 1, "my-password-in-the-wrong-field")
    with office.runtime.db.reading() as connection:
        (kept,) = connection.exec_driver_sql("SELECT * FROM lockouts").all()
    assert "my-password" not in str(kept)
    assert lockout.forget_old(office.runtime, now=office.wall_at + timedelta(minutes=59)) == 0
    assert lockout.forget_old(office.runtime, now=office.wall_at + timedelta(minutes=61)) == 1
