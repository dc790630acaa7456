"""Who may open what: every route of the desk by its name. A route that is not here opens for nobody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from outreach.people import Role

ANYBODY: Final = None
EVERYONE: Final = frozenset(Role)
COLLECTORS: Final = frozenset({Role.COLLECTOR, Role.SUPERVISOR})
SUPERVISORS: Final = frozenset({Role.SUPERVISOR})
ADMINS: Final = frozenset({Role.ADMIN})
LEADERS: Final = SUPERVISORS | ADMINS

ROUTES: Final[Mapping[str, frozenset[Role] | None]] = {
    "sign_in_page": ANYBODY,
    "sign_in": ANYBODY,
    "choose_tongue": ANYBODY,
    "sign_out": EVERYONE,
    "home": EVERYONE,
    "account": EVERYONE,
    "awaited": EVERYONE,
    "change_password": EVERYONE,
    "end_sign_in": EVERYONE,
    "end_other_sign_ins": EVERYONE,
    "events": EVERYONE,
    "work": COLLECTORS,
    "queue": COLLECTORS,
    "find": COLLECTORS,
    "save_view": COLLECTORS,
    "remove_view": COLLECTORS,
    "snooze_form": COLLECTORS,
    "snooze": COLLECTORS,
    "wake": COLLECTORS,
    "conversation": COLLECTORS,
    "thread": COLLECTORS,
    "custody": COLLECTORS,
    "composer": COLLECTORS,
    "case": COLLECTORS,
    "why": COLLECTORS,
    "case_file": SUPERVISORS,
    "heard": COLLECTORS,
    "correct_heard": COLLECTORS,
    "duty": COLLECTORS,
    "given": COLLECTORS,
    "give_form": COLLECTORS,
    "reassign": SUPERVISORS,
    "put_back": COLLECTORS,
    "presence": COLLECTORS,
    "here": EVERYONE,
    "claim": COLLECTORS,
    "renew": COLLECTORS,
    "take_over": SUPERVISORS,
    "check": COLLECTORS,
    "reply": COLLECTORS,
    "confirm_promise": COLLECTORS,
    "note": COLLECTORS,
    "hand_back_form": COLLECTORS,
    "hand_back": COLLECTORS,
    "end_task": COLLECTORS,
    "plan_form": COLLECTORS,
    "plan_offer": COLLECTORS,
    "plan_grant": COLLECTORS,
    "plan_refuse": COLLECTORS,
    "relief_form": COLLECTORS,
    "relief_grant": COLLECTORS,
    "relief_end": COLLECTORS,
    "hold_form": COLLECTORS,
    "place_hold": COLLECTORS,
    "lift_form": COLLECTORS,
    "lift_hold": COLLECTORS,
    "unlock_identity": COLLECTORS,
    "proof": COLLECTORS,
    "reveal": COLLECTORS,
    "answer_claim": COLLECTORS,
    "dispute_form": COLLECTORS,
    "answer_dispute": COLLECTORS,
    "own_up": COLLECTORS,
    "readings": SUPERVISORS,
    "decide_readings": SUPERVISORS,
    "export_readings": SUPERVISORS,
    "approvals": SUPERVISORS,
    "approvals_list": SUPERVISORS,
    "approvals_count": SUPERVISORS,
    "approve": SUPERVISORS,
    "refuse": SUPERVISORS,
    "board": SUPERVISORS,
    "board_block": SUPERVISORS,
    "conduct": SUPERVISORS,
    "conduct_list": SUPERVISORS,
    "score": SUPERVISORS,
    "results": SUPERVISORS,
    "results_file": SUPERVISORS,
    "audit": LEADERS,
    "alerts": EVERYONE,
    "switches": LEADERS,
    "throw_switch": LEADERS,
    "lift_switch": LEADERS,
    "people": ADMINS,
    "hire": ADMINS,
    "change_person": ADMINS,
    "keep_out": ADMINS,
    "let_in": ADMINS,
    "new_password": ADMINS,
    "unlock_login": ADMINS,
    "end_sign_in_of": ADMINS,
    "tokens": ADMINS,
    "add_token": ADMINS,
    "revoke_token": ADMINS,
    "policies": LEADERS,
    "policy": LEADERS,
    "system": LEADERS,
    "templates": ADMINS,
    "template": ADMINS,
    "template_preview": ADMINS,
    "template_save": ADMINS,
    "template_versions": ADMINS,
    "template_restore": ADMINS,
}

HOMES: Final[Mapping[Role, str]] = {
    Role.COLLECTOR: "/desk/work",
    Role.SUPERVISOR: "/desk/work",
    Role.ADMIN: "/desk/wording",
}
"""Where somebody starts."""


def may(role: Role, route: str) -> bool:
    """Whether this role may open the route of this name."""
    allowed = ROUTES[route]
    return allowed is None or role in allowed
