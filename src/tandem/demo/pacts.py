"""Agreements between the organizations of the demo city: one for the program, one with its care partners, and old ones."""

from datetime import date, datetime, timedelta

from tandem.demo.dice import Dice
from tandem.foundation.acts.batch import Batch
from tandem.foundation.organizations.models import Organization, Pact, PactNotice, PactSide, Part2Setting
from tandem.vocabulary.law import Category, Purpose

SEED = 46
_C, _P = Category, Purpose
OF_THE_CALL = (_C.CAD_FACTS, _C.SAFETY_FLAGS, _C.DEMOGRAPHICS, _C.SAFETY_PLAN, _C.REFERRAL_STATUS)
OF_CARE = (*OF_THE_CALL[1:], _C.CLINICAL_NOTE, _C.SCREENING, _C.PART2_RECORD)
SIGNERS = ("Robin Chiefmoor", "Avery Stellmark", "Sasha Brightwold", "Drew Holloway-Penn", "Kit Marlowe-Finch")
TREATING = ("provider", "hospital", "crisis_center")


def agree_between(doing: Batch, organizations: dict[str, Organization], now: datetime) -> None:
    """Every organization that works together has said so, one agreement ends soon, and one has lapsed."""
    dice, everyone = Dice(SEED), list(organizations.values())
    members = [one for one in everyone if one.in_program]
    provider = next(one for one in members if one.registered_provider)
    partners = [one for one in everyone if not one.in_program and one.registered_provider and one.kind in TREATING]
    shelters = [one for one in everyone if one.kind == "shelter"]
    told = (
        ("Crisis response, whole county", "MOU 2025-14", members, OF_THE_CALL, (_P.SCENE, _P.DISPATCH), -410, 320),
        ("Care partners of Juniper", "MOU 2025-31", [provider, *partners], OF_CARE, (_P.TREATMENT, _P.REFERRAL), -300, 430),
        ("Beds for the night", "MOU 2024-08", [provider, *shelters[:1]], OF_THE_CALL[2:], (_P.REFERRAL,), -359, 6),
        ("Youth beds, first year", "MOU 2024-02", [provider, *shelters[-1:]], OF_THE_CALL[2:], (_P.REFERRAL,), -400, -35),
    )  # fmt: skip
    pacts, sides, notices = [], [], []
    for name, reference, between, categories, purposes, since, until in told:
        pact = Pact(
            id=dice.id(),
            name=name,
            reference=reference,
            categories=list(categories),
            purposes=list(purposes),
            starts_at=now + timedelta(days=since),
            ends_at=now + timedelta(days=until),
            recorded_at=now + timedelta(days=since),
        )
        pacts.append(pact)
        signed_on: date = pact.starts_at.date() - timedelta(days=9)
        sides += [
            PactSide(pact=pact, organization=one, signed_by=dice.one(SIGNERS), signed_on=signed_on) for one in between
        ]
        if 0 < until <= 30:
            notices += [
                PactNotice(pact=pact, organization=one, days=30, told_at=pact.ends_at - timedelta(days=30))
                for one in between
            ]
    reason = "Juniper's recovery team counsels and prescribes for alcohol and opioid use, and says so."
    settled = Part2Setting(organization=provider, program=True, reason=reason, set_at=now - timedelta(days=380))
    with doing.piece():
        doing.copy(Pact, pacts, counted=False)
        doing.copy(PactSide, sides, counted=False)
        doing.copy(PactNotice, notices, counted=False)
        doing.copy(Part2Setting, [settled], counted=False)
