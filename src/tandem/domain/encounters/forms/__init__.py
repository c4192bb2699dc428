"""The optional pages of a contact, declared as tables: a form has fields, a field has a kind and its answers. Pure.

Why not the questionnaire engine: it asks one question at a time, each with one answer and a score. A form here is one
screen of taps: several answers, counts, times and words side by side, nothing scored. What a program changes in them is
the law of its state, which is content with an edition (`law.py`).

One form belongs to one category of law, and so to one table; a field that belongs to another says so.
"""

from tandem.domain.encounters.forms.clinical import CLINICAL, form_named, hold
from tandem.domain.encounters.forms.field import Answers, Field, Form, Kind, Said, checked, said
from tandem.domain.encounters.forms.police import ENDING, FORCE_REPORT

__all__ = [
    "CLINICAL",
    "ENDING",
    "FORCE_REPORT",
    "Answers",
    "Field",
    "Form",
    "Kind",
    "Said",
    "checked",
    "form_named",
    "hold",
    "said",
]
