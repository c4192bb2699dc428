"""The question: may this category, about this person, go to this reader, for this purpose, now?

A question carries values only. Whoever asks has looked up the calls, consents, agreements and orders beforehand; the
law cares that every one of those look-ups has a name here, so that none is decided silently somewhere else.
"""

from dataclasses import dataclass, field

from tandem.disclosure.scopes import SCOPE_WORDS
from tandem.vocabulary.law import Basis, Category, LawRole, Purpose


@dataclass(frozen=True, slots=True)
class Facts:
    """What is true of this reader and this row beside the scope words. Every default is the harmless value.

    F1 `sealed` (or expunged), `within_sealing_order`: what the order itself lets the privacy officer open.
    F2 `restricted`: an agreed restriction reaches this row and reader (45 CFR 164.522, 42 CFR 2.26).
    F3 `person_is_staff`: the reader's organization employs the person; `in_own_care_team`: the reader is truly on the
       person's care team there, not through break-glass.
    F4 `representative`, `guardian`: the row would go to one; `minor_alone_consents`, `age_unknown`, `papers_unproved`,
       `harm_feared` (164.502(g)(5)).
    F5 `between_organizations_without_agreement`: holder and reader belong to two organizations and no agreement between
       them is current; `recipient_named_in_signed_agreement`: it goes by link to the recipient the person's own signed
       agreement names.
    F6 `actor_disabled`, `no_second_factor`, `role_not_chosen`.
    F7 `mixed_with`: other categories in the same entry; `from_closed_entry`: after a merge, the value is known only
       from an entry that is not open to this reader.
    F8 `consent_void`: expired, revoked, an element missing, or not naming this discloser, recipient, category, purpose.
    F9 `proceeding`: the case says proceeding: yes; `authorization_names_proceeding`.

    `part2_origin`: the row comes from a Part 2 record, whatever its category.
    `agreement_spoken`: *agree* was said and heard, not signed; `receiver_treats`: the receiver is a registered provider
    treating the person. `author_own_note`: the reader wrote the row and works for the organization that holds it.
    `break_glass`: an open break-glass to this person; `emergency_recorded`: the fields of 2.51 are filled in.
    `by_link`: the reader came by a link; `link_not_provider`: as a shelter, school or other service.
    `police_medic`: a medic employed by police, dispatched as EMS.
    """

    sealed: bool = False
    within_sealing_order: bool = False
    restricted: bool = False
    person_is_staff: bool = False
    in_own_care_team: bool = False
    representative: bool = False
    guardian: bool = False
    minor_alone_consents: bool = False
    age_unknown: bool = False
    papers_unproved: bool = False
    harm_feared: bool = False
    between_organizations_without_agreement: bool = False
    recipient_named_in_signed_agreement: bool = False
    actor_disabled: bool = False
    no_second_factor: bool = False
    role_not_chosen: bool = False
    mixed_with: frozenset[Category] = frozenset()
    from_closed_entry: bool = False
    consent_void: bool = False
    proceeding: bool = False
    authorization_names_proceeding: bool = False
    part2_origin: bool = False
    agreement_spoken: bool = False
    receiver_treats: bool = False
    author_own_note: bool = False
    break_glass: bool = False
    emergency_recorded: bool = False
    by_link: bool = False
    link_not_provider: bool = False
    police_medic: bool = False


NO_FACTS = Facts()


@dataclass(frozen=True, slots=True)
class Question:
    """One reader, one category, one row. `relationship`: on the active call, the care team, or receiving the person.

    `scopes` are the scope words that hold for this row; ValueError names one that does not exist.
    """

    role: LawRole
    category: Category
    purpose: Purpose
    basis: Basis = Basis.NONE
    relationship: bool = False
    scopes: frozenset[str] = frozenset()
    facts: Facts = field(default=NO_FACTS)

    def __post_init__(self) -> None:
        if not self.scopes <= SCOPE_WORDS:
            raise ValueError(f"unknown scope words: {', '.join(sorted(self.scopes - SCOPE_WORDS))}")
