"""Users, passwords and sign-ins."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from outreach import people
from outreach.people import PeopleError, Role
from storage import people as stored
from tests.support.office import NOW, PASSWORD, Office, make_office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = make_office(tmp_path)
    yield made
    made.runtime.close()


def test_a_user_signs_in_with_their_password_however_the_login_is_written(office: Office) -> None:
    person = people.check_password(office.runtime, " MARA ", PASSWORD)
    assert person is not None
    assert (person.login, person.name, person.role) == ("mara", "Mara Lind", Role.COLLECTOR)
    assert people.check_password(office.runtime, "mara", PASSWORD + "x") is None
    assert people.check_password(office.runtime, "nobody", PASSWORD) is None


@pytest.mark.parametrize(
    ("login", "password", "why"),
    [
        ("mara", "long enough", "is taken"),
        ("MARA", "long enough", "is taken"),
        ("two words", "long enough", "one word"),
        ("", "long enough", "one word"),
        ("new", "short", "8 to 512"),
    ],
)
def test_a_user_that_cannot_be_is_refused_with_the_reason(office: Office, login: str, password: str, why: str) -> None:
    with pytest.raises(PeopleError, match=why):
        people.add_user(office.runtime, login, "New", Role.COLLECTOR, password, now=NOW)


def test_the_password_is_kept_as_argon2id_and_hashed_anew_when_the_cost_rises(office: Office) -> None:
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    with office.runtime.db.writing() as connection:
        stored.change_user(connection, office.people["mara"].id, password_hash=cheap)
    assert people.check_password(office.runtime, "mara", PASSWORD) is not None
    with office.runtime.db.reading() as connection:
        row = stored.by_login(connection, "mara")
    assert row is not None
    assert row.password_hash != cheap
    assert row.password_hash.startswith("$argon2id$")


def test_a_new_password_signs_out_everywhere(office: Office) -> None:
    token = people.open_session(office.runtime, office.people["mara"], now=NOW)
    people.set_password(office.runtime, "mara", "another long one")
    assert people.find_session(office.runtime, token, now=NOW, prolong=False) is None
    assert people.check_password(office.runtime, "mara", PASSWORD) is None
    assert people.check_password(office.runtime, "mara", "another long one") is not None


def test_somebody_who_left_is_kept_out(office: Office) -> None:
    token = people.open_session(office.runtime, office.people["mara"], now=NOW)
    people.set_active(office.runtime, "mara", active=False)
    assert people.find_session(office.runtime, token, now=NOW, prolong=False) is None
    assert people.check_password(office.runtime, "mara", PASSWORD) is None
    assert "mara" not in [person.login for person in people.all_people(office.runtime)]
    assert people.names_of(office.runtime)["mara"] == "Mara Lind"


def test_expired_sign_ins_are_forgotten_with_the_next_one(office: Office) -> None:
    people.open_session(office.runtime, office.people["mara"], now=NOW)
    people.open_session(office.runtime, office.people["ilse"], now=NOW + timedelta(hours=13))
    with office.runtime.db.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM sign_ins").scalar() == 1
