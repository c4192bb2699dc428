"""The program's cadence: about the program, not about a person, so that no release stands in front of it."""

from tandem.domain.followups.models import CadenceEdition
from tandem.domain.followups.rules import SHIPPED, Cadence, Span
from tandem.vocabulary.followups import Window


def cadence_in_force() -> Cadence:
    """The newest edition of the program's cadence, else the one that ships."""
    found = CadenceEdition.objects.order_by("-id").first()
    return cadence_of(found)


def cadence_of(found: CadenceEdition | None) -> Cadence:
    """An edition as the rules read it."""
    if found is None:
        return SHIPPED
    spans = tuple(Span(Window(name), unit, start, end, tries) for name, unit, start, end, tries in found.spans)
    return Cadence(spans, tuple(found.outcomes), tuple(found.dispositions), found.pk)
