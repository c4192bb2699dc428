"""HIPAA beside the table: how an agreement was given, and the author of a note.

The law cares that *agree* is a signed authorization (45 CFR 164.508(c)). A spoken yes, recorded with who heard it, is
enough where the law asks for none: the responder card (R05), the dispatcher's line (R31), and for a registered provider
treating the person (R20, R21, R41), where asking at all is our own stricter default.
An author reads the own note (164.508(a)(2)(i)(A) for psychotherapy notes) only while working for its holder.
"""

from tandem.disclosure.question import Question
from tandem.disclosure.table import Rule
from tandem.disclosure.views import WHOLE
from tandem.vocabulary.law import Basis, Category, LawRole, Purpose

SPOKEN_ENOUGH = frozenset({"R05", "R31"})
SPOKEN_ENOUGH_TO_TREAT = frozenset({"R20", "R21", "R41"})
NOTES = frozenset(
    {Category.CLINICAL_NOTE, Category.PART2_RECORD, Category.SUD_COUNSELING_NOTE, Category.PSYCHOTHERAPY_NOTE}
)

AUTHOR = Rule(
    id="author",
    roles=frozenset({LawRole.CLINICIAN_SAME, LawRole.CLINICAL_SUPERVISOR, LawRole.PEER}),
    categories=NOTES,
    purposes=frozenset({Purpose.TREATMENT, Purpose.SCENE, Purpose.REFERRAL, Purpose.EMERGENCY}),
    bases=frozenset(Basis),
    grounds=frozenset(),
    relationship=None,
    scope=frozenset(),
    views=dict.fromkeys(NOTES, WHOLE),
    obligations=frozenset({"audit"}),
    authority="164.506(c);164.508(a)(2)(i)(A);2.12(c)(3)",
)
"""The author's own note: not a line of the table, since the table takes the reader as not the author."""


def lets(rule: Rule, question: Question) -> bool:
    """Whether the way the person agreed bears `rule`. Rules that do not rest on *agree* are not touched."""
    if question.basis is not Basis.AGREE or Basis.AGREE not in rule.grounds or not question.facts.agreement_spoken:
        return True
    return rule.id in SPOKEN_ENOUGH or (rule.id in SPOKEN_ENOUGH_TO_TREAT and question.facts.receiver_treats)
