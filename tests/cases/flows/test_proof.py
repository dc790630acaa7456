"""Photos and files: what they are put with, and what is said when that is not plain."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from cases.events import DisputeOpened, PaidClaimed, ProofsFiled
from cases.flows.turn import Heard, SentFile
from cases.model import Channel, Charge, HoldType
from cases.money import Money
from cases.reading import AmountRead, DateRead, Intent, Reading
from cases.say import Phrase
from tests.cases.flows.script import Talk, account, context, identified

RECEIPT = SentFile(name="receipt.jpg", sha256="ab" * 32)
SMS_FEE = Charge(external_ref="C9", charged_on=date(2026, 11, 12), amount_minor=9900, rule="sms_notice")


def shown(talk: Talk, text: str = "", **reading: object) -> list[str]:
    """What is said when the photo comes, with words beside it."""
    talk.context = replace(talk.context, unsorted=(RECEIPT,))
    read = Reading(text=text, **reading)  # type: ignore[arg-type] # a test names fields freely
    turn = talk.hear(Heard(reading=read, files=(RECEIPT,)))
    if any(isinstance(event, ProofsFiled) for event in turn.events):
        talk.context = replace(talk.context, unsorted=())
    return [say.key for say in turn.says]


def filed(talk: Talk) -> ProofsFiled:
    return next(event for turn in talk.turns for event in turn.events if isinstance(event, ProofsFiled))


def test_a_photo_while_details_of_a_payment_are_asked_stands_with_the_claim() -> None:
    talk = identified()
    talk.play("[paid] => paid_ask ! PaidClaimed")
    assert shown(talk) == ["proof_kept"]
    (hold,) = talk.context.case.holds
    assert (filed(talk).kind, filed(talk).about) == ("paid", hold.ref)
    assert hold.evidence == "receipt.jpg (abababababab)"


def test_details_read_back_bank_number_and_the_photo_that_was_kept() -> None:
    talk = identified()
    talk.play("[paid] => paid_ask ! PaidClaimed")
    shown(talk)
    read = Reading(
        text="Nov 20, 186.40, First National, ref AB12345",
        amounts=(AmountRead(minor=18640, currency="USD", text="186.40"),),
        dates=(DateRead(on=date(2026, 11, 20), text="Nov 20"),),
        bank="First National",
        reference="AB12345",
    )
    said = talk.hear(Heard(reading=read)).says[0]
    details = said.values["details"]
    assert isinstance(details, Phrase)
    assert details.values["bank"] == "First National AB12345"
    assert details.values["proof"] == Phrase(key="paid.proof")
    assert talk.context.case.holds[0].evidence == "receipt.jpg (abababababab)"


def test_a_photo_out_of_the_blue_is_kept_and_asked_about() -> None:
    talk = identified()
    assert shown(talk) == ["proof_what"]
    talk.play("[proof_paid] => paid_ask ! PaidClaimed ProofsFiled")
    assert filed(talk).about == talk.context.case.holds[0].ref


def test_a_photo_that_shows_something_wrong_goes_with_the_dispute() -> None:
    talk = identified()
    shown(talk)
    talk.play("""
        [proof_dispute] => dispute_kind
        [amount_wrong]  => dispute_ask ! DisputeOpened
        twice the fee   => dispute_open ! DisputeOpened ProofsFiled
    """)
    assert filed(talk).kind == "dispute"


def test_a_photo_of_something_else_is_for_people_to_look_at() -> None:
    talk = identified()
    shown(talk)
    talk.play("[proof_other] => proof_other ! ProofsFiled")
    assert filed(talk).about is None


def test_i_paid_with_a_photo_is_a_claim_with_its_proof() -> None:
    talk = identified()
    assert shown(talk, "paid it, see", intent=Intent.ALREADY_PAID) == ["paid_ask"]
    assert [type(event) for event in talk.turns[0].events] == [PaidClaimed, ProofsFiled]


def test_before_identity_a_photo_is_kept_and_nothing_is_told() -> None:
    talk = Talk()
    assert shown(talk) == ["file_kept", "verify_wish"]
    talk.play("1987 => hello proof_what ! IdentityConfirmed")


def test_before_identity_a_photo_goes_with_the_one_open_claim() -> None:
    talk = Talk()
    known = identified()
    known.play("[paid] => paid_ask ! PaidClaimed")
    talk.context = replace(talk.context, case=known.context.case)
    assert shown(talk) == ["file_kept"]
    assert filed(talk).kind == "paid"


def test_a_file_that_is_none_of_ours_is_refused_with_its_reason() -> None:
    turn = identified().hear(Heard(reading=Reading(text=""), refused="type"))
    assert [(say.key, say.values["why"]) for say in turn.says] == [("file_refused", Phrase(key="file.type"))]


def test_a_charge_that_is_named_is_what_is_disputed_and_the_rest_may_be_paid() -> None:
    loan = account(minor=100_00)
    talk = identified(accounts=(replace(loan, charges=(SMS_FEE,)),))
    read = Reading(
        text="i never ordered sms", intent=Intent.DISPUTE, rights=frozenset({Intent.DISPUTE}), topics=frozenset({"sms"})
    )
    opened = talk.hear(Heard(reading=read))
    event = opened.events[0]
    assert isinstance(event, DisputeOpened)
    assert (event.kind, event.loan_ref, event.charge_ref) == ("amount", "L1", "C9")
    words = opened.says[0].values["words"]
    assert words == Phrase(key="dispute.charge", values={"amount": Money(currency="USD", minor=9900)})
    assert shown(talk, "see page 3") == ["dispute_noted"]
    rest = talk.turns[-1].says[0].values["rest_line"]
    assert rest == Phrase(key="rest.payable", values={"amount": Money(currency="USD", minor=100_00)})
    (hold,) = talk.context.case.holds
    assert (hold.type, hold.target, hold.source) == (HoldType.DISPUTE, "L1", "i never ordered sms / see page 3")
    assert hold.evidence is not None


def test_a_charge_is_found_by_its_amount_too() -> None:
    talk = identified(accounts=(replace(account(), charges=(SMS_FEE,)),))
    talk.play("the $99 is wrong // dispute +dispute $99 => dispute_open ! DisputeOpened")
    event = talk.turns[0].events[0]
    assert isinstance(event, DisputeOpened)
    assert event.charge_ref == "C9"


def test_nothing_to_show_ends_the_question() -> None:
    talk = identified(accounts=(replace(account(), charges=(SMS_FEE,)),))
    talk.play("""
        the $99 is wrong // dispute +dispute $99    => dispute_open ! DisputeOpened
        no // no                                    => dispute_noted
        [why]                                       => why_short
    """)


def test_a_wish_of_another_kind_is_no_evidence() -> None:
    talk = identified(accounts=(replace(account(), charges=(SMS_FEE,)),))
    talk.play("""
        the $99 is wrong // dispute +dispute $99    => dispute_open ! DisputeOpened
        a person please // human                    => to_person ! PersonRequested
    """)


def test_where_a_photo_can_be_sent_right_here_no_link_is_given() -> None:
    links = []
    for channel in (Channel.SMS, Channel.WEBCHAT, Channel.TELEGRAM):
        talk = Talk(context=context(identified=True, channel=channel))
        talk.play("[paid] => paid_ask ! PaidClaimed")
        links.append(talk.turns[0].says[0].values["link"])
    assert links == ["alder.example/c/1", "", ""]
