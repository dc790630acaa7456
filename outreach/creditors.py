"""Who speaks for a debt: the creditor of the loans a text is about, or the lender of the settings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from cases.flows.turn import FlowRules
from cases.model import Creditor
from outreach.casefile import OWN, BorrowerFile
from outreach.runtime import Runtime
from outreach.settings import LenderSettings
from outreach.wording import Sender

AND = ", "


def speakers(runtime: Runtime, file: BorrowerFile) -> tuple[Creditor, ...]:
    """Those whose debts the file is about, the oldest debt's first; never none. What a creditor leaves open is ours."""
    found: tuple[Creditor, ...] | None = file.worked_out.get("speakers")
    if found is None:
        found = file.worked_out["speakers"] = _speakers(runtime.settings.lender, file)
    return found


def _speakers(lender: LenderSettings, file: BorrowerFile) -> tuple[Creditor, ...]:
    rows = {each.ref: each for each in file.creditors.values()}
    found = tuple(_filled(rows[ref], lender) if ref in rows else of_lender(lender) for ref in file.institutions)
    return found or (of_lender(lender),)


def of_lender(lender: LenderSettings) -> Creditor:
    """The lender of the settings, as the creditor of all loans that name none with a row."""
    return Creditor(
        ref=OWN,
        name=lender.name,
        full_name=lender.full_name,
        phone=lender.phone,
        officer=lender.officer,
        pay_url=lender.pay_url,
        actor=lender.actor,
        kind=lender.kind,
    )


def _filled(creditor: Creditor, lender: LenderSettings) -> Creditor:
    return replace(
        creditor,
        phone=creditor.phone or lender.phone,
        officer=creditor.officer or lender.officer,
        pay_url=creditor.pay_url or lender.pay_url,
    )


def actor_of(creditors: Iterable[Creditor]) -> str:
    """The stricter one: who collects for anybody is judged as a collector."""
    return "third_party" if any(each.actor == "third_party" for each in creditors) else "first_party"


def packs_of(creditors: Iterable[Creditor]) -> tuple[str, ...]:
    """The packs of all of them, each once."""
    return tuple(sorted({pack for each in creditors for pack in each.packs}))


def sender_of(runtime: Runtime, file: BorrowerFile) -> Sender:
    """Who signs a text: every creditor it is about by name, and the officer the borrower knows."""
    found: Sender | None = file.worked_out.get("sender")
    if found is None:
        those = speakers(runtime, file)
        found = file.worked_out["sender"] = Sender(
            lender=joined(each.name for each in those),
            full_name=joined(each.full_name for each in those),
            phone=joined(each.phone for each in those),
            officer=file.officer or those[0].officer,
        )
    return found


def joined(values: Iterable[str]) -> str:
    """Names as one text names several, each once."""
    return AND.join(dict.fromkeys(values))


def facts_of(creditors: tuple[Creditor, ...]) -> Mapping[str, object]:
    """The values of the placeholders in disclosures, spelled as the texts of these creditors spell them."""
    return {
        "institution_full_name": joined(each.full_name for each in creditors),
        "creditor_or_agent_name": joined(each.name for each in creditors),
        "contact_phone": joined(each.phone for each in creditors),
        "speaker_full_name_or_robot": creditors[0].officer,
    }


def pay_page(runtime: Runtime, file: BorrowerFile) -> str:
    """Where the oldest of these debts is paid."""
    return speakers(runtime, file)[0].pay_url


def rules_for(runtime: Runtime, file: BorrowerFile) -> FlowRules:
    """The limits of what may be agreed, with the names and pages of those whose debts it is."""
    lender, sender = runtime.settings.lender, sender_of(runtime, file)
    pages = {each.loan.ref: lender.pay_url for each in file.accounts}
    pages |= {ref: creditor.pay_url for ref, creditor in file.creditors.items() if creditor.pay_url}
    return replace(
        runtime.rules(),
        lender=sender.lender,
        phone=sender.phone,
        officer=sender.officer,
        pay_url=pay_page(runtime, file),
        pay_pages=pages,
    )
