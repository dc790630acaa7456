"""Rights words, a person at every turn, and silence where it is due."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cases.events import CeaseRequested, DistressReported, OptedOut, PersonRequested, WrongPersonReported
from cases.flows.conversations import FLOWS
from cases.flows.turn import Dialogue
from cases.model import Custody, CustodyState, HoldType
from cases.say import Phrase
from tests.cases.flows.script import NOW, RULES, SIGNPOSTS, Talk, context, heard_in, identified, late_case
from tests.cases.flows.words import LOCALES, phrase_in

RIGHTS = {
    "STOP // stop +stop": "stop_done ! OptedOut",
    "[stop]": "stop_done ! OptedOut",
    "never contact me again // cease +cease": "cease_done ! CeaseRequested",
    "wrong number // wrong_person +wrong_person": "wrong_person ! WrongPersonReported",
    "this is his wife // third_party +third_party": "third_person ! WrongPersonReported",
    "he died in june // deceased +deceased": "death ! DeathReported",
    "i dont want to live // distress +distress": "distress ! DistressReported PersonRequested",
    "talk to my lawyer // attorney +attorney": "represented ! RepresentativeNamed",
    "i filed chapter 7 // bankruptcy +bankruptcy": "represented ! RepresentativeNamed",
}
PLACES = [(flow, step) for flow in FLOWS for step in FLOWS[flow].steps]


@pytest.mark.parametrize(("words", "answer"), RIGHTS.items())
@pytest.mark.parametrize("known", [True, False])
def test_rights_are_honoured_before_anything_else(words: str, answer: str, *, known: bool) -> None:
    for place in (None, Dialogue(flow="verify", step="ask"), Dialogue(flow="promise", step="check")):
        Talk(context=context(identified=known), dialogue=place).play(f"{words} => {answer}")


@pytest.mark.parametrize("words", RIGHTS)
def test_rights_are_honoured_while_a_person_is_awaited_or_speaks(words: str) -> None:
    for state in (CustodyState.QUEUED, CustodyState.COLLECTOR):
        talk = Talk(context=context(case=late_case(custody=Custody(state=state))))
        assert talk.hear(heard_in(words)).events


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("known", [True, False])
def test_a_person_is_one_word_away_everywhere(place: tuple[str, str], *, known: bool) -> None:
    for words in ("a person please // human", "[person]", "i want to complain // complaint"):
        talk = Talk(context=context(identified=known), dialogue=Dialogue(flow=place[0], step=place[1]))
        talk.play(f"{words} => to_person ! PersonRequested")


def test_while_a_person_is_awaited_only_the_wait_is_spoken_of() -> None:
    talk = identified()
    talk.play("""
        person // human             => to_person ! PersonRequested
        why am i late // ask_why    => awaiting_person
        [pay]                       => -
        person // human             => awaiting_person_again
        thanks // thanks            => -
        (unreadable)                => -
        are you there?              => awaiting_person
        stop // stop +stop          => stop_done ! OptedOut
    """)


def test_with_the_desk_closed_what_is_chosen_from_the_menu_goes_on() -> None:
    talk = identified(desk_open=False, wait=Phrase(key="person.closed", values={"at": NOW}))
    talk.play("""
        person // human                     => to_person_closed ! PersonRequested
        why // ask_why                      => awaiting_person
        [promise]                           => promise_ask
        on friday // other @2026-11-27      => promise_check
        [yes]                               => promise_made ! PromiseMade
        anything else                       => awaiting_person
    """)
    assert talk.turns[0].says[0].choices


def test_are_you_there_with_the_desk_closed_brings_no_menu_but_the_wait() -> None:
    talk = identified(desk_open=False, wait=Phrase(key="person.closed", values={"at": NOW}))
    talk.play("""
        person // human     => to_person_closed ! PersonRequested
        [why]               => why_short
        在吗 // greeting    => awaiting_person
        thanks // thanks    => -
    """)


def test_before_identity_the_closed_desk_offers_no_choice_that_names_a_debt() -> None:
    talk = Talk(context=context(desk_open=False))
    talk.play("person // human => to_person_closed ! PersonRequested")
    assert [each.id for each in talk.turns[0].says[0].choices] == ["call_back"]


def test_a_collector_who_holds_the_chat_speaks_alone() -> None:
    talk = identified(case=late_case(custody=Custody(state=CustodyState.COLLECTOR)))
    talk.play("""
        why // ask_why      => -
        person // human     => -
    """)


def test_after_the_hand_back_the_bot_answers_again() -> None:
    talk = identified()
    talk.play("person // human => to_person ! PersonRequested")
    talk.context = replace(talk.context, case=replace(talk.context.case, custody=Custody(token=3)))
    talk.play("why // ask_why => why_short")


def test_a_doubtful_stop_is_asked_about_once() -> None:
    identified().play("""
        friday // promise @2026-11-27       => promise_check
        stop it already // stop             => stop_unsure
        no // no                            => promise_check
        stop it already // stop             => stop_unsure
        yes // yes                          => stop_done ! OptedOut
        STOP // stop +stop                  => -
    """)


def test_start_takes_a_stop_back() -> None:
    talk = Talk()
    talk.play("""
        STOP // stop +stop  => stop_done ! OptedOut
        start               => noted ! OptedIn
    """)
    assert talk.context.contact.opted_out_at is None


@pytest.mark.parametrize("locale", LOCALES)
def test_the_word_that_undoes_a_stop_is_understood_in_every_language(locale: str) -> None:
    Talk().play(f"""
        STOP // stop +stop => stop_done ! OptedOut
        {phrase_in(locale, "keyword.start")} => noted ! OptedIn
    """)


@pytest.mark.parametrize("word", ["START", "UNSTOP", "alta", "начать", "开始"])
def test_an_opt_in_word_counts_only_where_there_was_an_opt_out(word: str) -> None:
    talk = Talk()
    turn = talk.hear(heard_in(word))
    assert turn.events == ()
    assert [say.key for say in turn.says] != ["noted"]


def test_what_was_ceased_is_opened_by_a_person() -> None:
    Talk().play("""
        leave me alone all of you // cease +cease   => cease_done ! CeaseRequested
        START                                       => to_person ! PersonRequested
    """)


def test_all_rights_of_one_message_are_recorded() -> None:
    talk = Talk()
    talk.play("my lawyer says stop // attorney +attorney +stop => represented ! RepresentativeNamed OptedOut")
    talk = Talk()
    turn = talk.hear(heard_in("i cannot go on, stop all of it // distress +distress +stop +cease"))
    assert [type(event) for event in turn.events] == [DistressReported, PersonRequested, CeaseRequested, OptedOut]
    assert [say.key for say in turn.says] == ["distress"]


def test_somebody_else_disputes_nothing_in_the_borrowers_name() -> None:
    Talk().play("发错了吧，不认识这人 // wrong_person +wrong_person +dispute => wrong_person ! WrongPersonReported")


def test_the_representative_is_noted_and_then_only_specialists_answer() -> None:
    talk = Talk()
    talk.play("""
        i have a lawyer // attorney +attorney   => represented ! RepresentativeNamed
        Ms Bell, 555 0177                       => noted ! RepresentativeNamed
        thanks // thanks                        => -
        why am i late // ask_why                => to_person ! PersonRequested
    """)
    (hold,) = talk.context.case.holds
    assert (hold.type, hold.source) == (HoldType.ATTORNEY, "i have a lawyer / Ms Bell, 555 0177")


def test_a_death_is_acknowledged_once() -> None:
    Talk().play("""
        my father died // deceased +deceased    => death ! DeathReported
        yes he died // deceased +deceased       => -
        what happens now // unsure              => to_person ! PersonRequested
    """)


def test_after_words_of_despair_nothing_automated_answers_and_rights_still_count() -> None:
    talk = identified()
    talk.play("""
        i dont want to live // distress +distress   => distress ! DistressReported PersonRequested
        what do i owe // ask_balance                => -
        yes // yes                                  => -
        a person // human                           => -
        i want to die // distress +distress         => - ! DistressReported PersonRequested
        stop // stop +stop                          => - ! OptedOut
    """)


def test_distress_brings_the_one_on_call_and_the_crisis_line_of_the_country() -> None:
    rules = replace(RULES, signposts=SIGNPOSTS)
    talk = identified(desk_open=False, rules=rules)
    talk.play("i want to end it // distress +distress => distress ! DistressReported PersonRequested")
    values = talk.turns[0].says[0].values
    assert values == {
        "person_line": Phrase(key="person.on_call"),
        "crisis_line": Phrase(key="crisis.always", values={"where": "988"}),
    }
    asked = talk.turns[0].events[1]
    assert isinstance(asked, PersonRequested)
    assert asked.priority > 1


def test_a_third_person_learns_nothing_and_may_have_the_number_removed() -> None:
    talk = Talk()
    talk.play("""
        soy su esposa // third_party                => third_person ! WrongPersonReported
        debe algo?                                  => -
        este es mi celular // wrong_person          => wrong_person ! WrongPersonReported
    """)
    first = talk.turns[0].events[0]
    assert isinstance(first, WrongPersonReported)
    assert first.third_party
    assert OptedOut not in {type(event) for turn in talk.turns for event in turn.events}


def test_words_about_somebody_else_from_a_known_borrower_are_no_report() -> None:
    identified(case=late_case(custody=Custody(state=CustodyState.COLLECTOR))).play("жена дома // third_party => -")


def test_stop_from_a_third_person_takes_the_number_off_with_an_apology() -> None:
    Talk().play("""
        soy su esposa // third_party                => third_person ! WrongPersonReported
        ya no manden nada // stop +stop             => wrong_person ! WrongPersonReported OptedOut
    """)


def test_two_turns_not_understood_bring_the_menu_and_then_a_person() -> None:
    talk = identified()
    talk.play("""
        same thing w the card as june   => unclear_1
        no the OTHER one                => unclear_2 ! PersonRequested
    """)
    talk = identified()
    talk.play("""
        blah            => unclear_1
        [other]         => menu
        blah            => unclear_1
    """)


def test_a_question_that_was_not_understood_can_still_be_answered() -> None:
    identified().play("""
        [promise]                           => promise_ask
        hm                                  => unclear_1
        on friday // other @2026-11-27      => promise_check
    """)
