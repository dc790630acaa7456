"""What a person reads when the program is up."""

from __future__ import annotations

from cases.model import CustodyState, Treatment
from outreach import samples
from outreach.casebook import case_view
from outreach.people import SAMPLE_USERS
from outreach.runtime import Runtime
from outreach.samples import SamplePerson
from outreach.visitors import chat_link_of


def welcome(runtime: Runtime) -> str:
    """The addresses, the sign-ins, what is off and how to turn it on."""
    base = runtime.settings.web.base_url
    lines = ["", f"Forbear is up. Desk: {base}/desk/"]
    if runtime.settings.sample.enabled:
        lines += _sample(runtime)
    else:
        lines += ["Let somebody in: forbear user add NAME --role admin"]
    for name, adapter in sorted(runtime.channels.items()):
        if not adapter.on:
            lines.append(f"{name} is off; to turn it on, set {', '.join(adapter.missing)}")
    return "\n".join([*lines, "Ctrl-C stops it.", ""])


def _sample(runtime: Runtime) -> list[str]:
    phones = f"http://127.0.0.1:{runtime.settings.sample.emulators_port}/phones"
    lines = ["Sample mode: invented people; nothing reaches a real provider.", f"Phones and clock: {phones}"]
    lines += [f"Sign in as {user.role.value}: {user.login}, password {user.password}" for user in SAMPLE_USERS]
    shown = next((each for each in samples.sample_people(runtime) if _has_something_to_say(runtime, each)), None)
    if shown:
        lines.append(f"A borrower's chat ({shown.name}, born {shown.birth_year}): {chat_link_of(runtime, shown.ref)}")
    lines += [
        "Telegram and SMS go to the phones above. For real ones set database.url to a database of your own, then",
        "telegram.token; twilio.account_sid, twilio.auth_token and twilio.from_number; and start with: forbear run",
    ]
    return lines


def _has_something_to_say(runtime: Runtime, person: SamplePerson) -> bool:
    """Whether a newcomer playing this borrower meets the bot, in English, with something late and nothing agreed."""
    view = case_view(runtime, person.ref)
    open_to_talk = view.case.treatment in (Treatment.OUTREACH, Treatment.ENGAGED)
    return (
        person.language == "en" and view.position.late and open_to_talk and view.case.custody.state is CustodyState.BOT
    )
