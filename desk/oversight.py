"""What codes are called in the rooms of supervisors: decisions, reasons to review, marks, doings, figures."""

from __future__ import annotations

from typing import Final

from desk.tongue import mark

DECISIONS: Final = {
    "plan": mark("Plan"),
    "near_miss": mark("Plan, a near miss"),
    "settlement": mark("Settlement"),
    "relief": mark("Relief"),
}
"""What a supervisor is to decide about."""
DOINGS: Final = {
    "Claimed": mark("claimed a chat"),
    "HandedBack": mark("handed a chat back"),
    "Requeued": mark("put a chat back into the queue"),
    "HoldPlaced": mark("placed a hold"),
    "HoldLifted": mark("lifted a hold"),
    "PromiseMade": mark("took a promise down"),
    "PromiseCancelled": mark("took a promise back"),
    "PlanAsked": mark("asked for a plan"),
    "PlanOffered": mark("offered a plan"),
    "PlanRefused": mark("refused a plan"),
    "HardshipReported": mark("recorded hardship"),
    "ForbearanceGranted": mark("granted relief"),
    "HardshipReviewed": mark("ended relief, or refused it"),
    "DisputeOpened": mark("recorded a dispute"),
    "DisputeAnswered": mark("answered a dispute"),
    "PaidClaimed": mark("recorded that it is said to be paid"),
    "PaidClaimFound": mark("found a payment"),
    "PaidClaimNotFound": mark("found no payment"),
    "IdentityUnlocked": mark("let identity be checked again"),
    "ReferredOut": mark("gave a case away"),
    "CaseClosed": mark("closed a case"),
    "Reopened": mark("opened a case again"),
    "switch_thrown": mark("switched off"),
    "switch_lifted": mark("switched on again"),
    "text_saved": mark("saved a text"),
    "person_hired": mark("let somebody in"),
    "person_changed": mark("changed a person"),
    "person_kept_out": mark("kept somebody out"),
    "person_let_in": mark("let somebody in again"),
    "new_password": mark("gave a new password"),
    "token_added": mark("made a token"),
    "token_revoked": mark("revoked a token"),
    "case_file_taken": mark("took the file of a case"),
    "results_exported": mark("exported results"),
    "talk_scored": mark("scored a talk"),
    "revealed": mark("looked at hidden data"),
}
"""What people did, as the audit page says it."""
RESULTS: Final = (
    (mark("Contacts"), mark("borrowers to whom a text of theirs left")),
    (mark("Right party"), mark("of these, who wrote back from a contact point known to be theirs")),
    (mark("Kept"), mark("of the promises made in the period that came to an end, those kept in full")),
    (
        mark("Cures, amounts, complaints"),
        mark("after they had written in the period; with several people each counts for each of them, in all once"),
    ),
    (mark("First reply"), mark("median from the call for a person to the first words; in brackets how many")),
)
"""What the figures of the results mean."""
RISKS: Final = {
    "complaint": mark("complaint followed"),
    "cease": mark("asked for no more contact"),
    "opted_out": mark("opt-out followed"),
    "vulnerable": mark("somebody unwell"),
    "dispute": mark("disputed"),
}
"""Why a talk is drawn for review."""
FLAGS: Final = {
    "threat_violence": mark("threat"),
    "threat_arrest": mark("threat"),
    "threat_suit_not_intended": mark("threat"),
    "misleading_criminal_liability": mark("threat"),
    "false_legal_form": mark("false authority"),
    "impersonate_government": mark("false authority"),
    "invented_blacklist": mark("false authority"),
    "profanity": mark("insult"),
    "shame": mark("shame"),
    "publish_debtor": mark("telling others"),
    "borrow_to_repay": mark("borrow to repay"),
    "marketing": mark("advertising"),
    "false_urgency": mark("false urgency"),
    "pressure": mark("pressure"),
    "capitals": mark("capitals"),
}
"""What flagged words are a sign of, by their list."""
MARKS: Final = {
    "tone": (mark("No pressure, shame or false urgency"), mark("Tone: calm, polite, plain")),
    "accuracy": (mark("True and complete about what happens next"), mark("Accuracy: dates, amounts, consequences")),
    "help": (mark("Heard, and offered a way"), mark("Help: no question twice, an offer that fits their means")),
    "rules": (mark("Kept the rules"), mark("Rules: said who they are, knew who it is, nothing to others")),
}
"""What is scored: the question, and what to look at."""
MARKS_SHORT: Final = {
    "tone": mark("Tone"),
    "accuracy": mark("Accuracy"),
    "help": mark("Help"),
    "rules": mark("Rules kept"),
}
