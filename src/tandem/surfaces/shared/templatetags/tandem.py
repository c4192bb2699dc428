"""How a screen writes times, ages, code words and shapes.

Duty screens use the 24-hour clock in the active time zone; a missing time is a word, never an empty cell.
"""

from datetime import date, datetime, timedelta
from uuid import uuid4

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from tandem.foundation.organizations.times import clock_words
from tandem.vocabulary import law, scene, signing, terms, timeline

register = template.Library()

LABELS = {
    "role": terms.ROLE_LABELS,
    "origin": terms.ORIGIN_LABELS,
    "response": terms.RESPONSE_LABELS,
    "response_short": terms.RESPONSE_SHORT,
    "contact_outcome": terms.CONTACT_OUTCOME_LABELS,
    "disposition": terms.DISPOSITION_LABELS,
    "handoff": terms.HANDOFF_LABELS,
    "referral": terms.REFERRAL_LABELS,
    "need": terms.NEED_LABELS,
    "attempt": terms.ATTEMPT_LABELS,
    "unanswered": terms.UNANSWERED_LABELS,
    "transport_to": scene.TRANSPORT_TO_LABELS | {terms.Unanswered.UNKNOWN: gettext_noop("Nobody knows where")},
    "transport_by": scene.TRANSPORT_BY_LABELS | {terms.Unanswered.UNKNOWN: gettext_noop("Nobody knows who")},
    "addendum": signing.ADDENDUM_LABELS,
    "note_state": signing.NOTE_STATE_LABELS,
    "profession": {one: one.replace("_", " ").capitalize() for one in terms.Profession},
    "law_role": {one: one.replace("_", " ").capitalize() for one in law.LawRole}
    | {
        law.LawRole.CLINICIAN_SAME: gettext_noop("Clinician"),
        law.LawRole.CLINICIAN_OTHER: gettext_noop("Clinician elsewhere"),
    },
    "category": law.CATEGORY_LABELS,
    "purpose": law.PURPOSE_LABELS,
    "kind": {kind: info.label for kind, info in timeline.KINDS.items()},
}


def _local(moment: datetime) -> datetime:
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment


@register.filter
def clock(moment: datetime | None) -> str:
    """The 24-hour time, `21:47`, in the active time zone; "not yet" for None. Where two zones meet, `21:47 EST`."""
    return clock_words(_local(moment), "%H:%M") if moment else _("not yet")


@register.filter
def day(moment: datetime | date | None) -> str:
    """The day, `Nov 22` (`22 nov` in Spanish), with the year when it is another year; "unknown" for None."""
    if not moment:
        return _("unknown")
    local = _local(moment) if isinstance(moment, datetime) else moment
    written = date_format(local, _("M j"))
    return written if local.year == timezone.localdate().year else f"{written}, {local.year}"


@register.filter
def day_clock(moment: datetime | None) -> str:
    """Day and 24-hour time, `Nov 22, 21:47`; "unknown" for None."""
    return f"{day(moment)}, {clock(moment)}" if moment else _("unknown")


@register.filter
def age(moment: datetime | timedelta | None, now: datetime | None = None) -> str:
    """How long since: minutes to 2 h, then hours to 48 h, then days; "unknown" for None. A future moment is 0 min."""
    if moment is None:
        return _("unknown")
    passed = moment if isinstance(moment, timedelta) else (now or timezone.now()) - moment
    minutes = max(0, int(passed.total_seconds() // 60))
    if minutes < 120:
        return _("%(n)d min") % {"n": minutes}
    if minutes < 48 * 60:
        return _("%(n)d h") % {"n": minutes // 60}
    return ngettext("%(n)d day", "%(n)d days", minutes // 1440) % {"n": minutes // 1440}


@register.filter
def ago(moment: datetime | None) -> str:
    """The age as a phrase, `6 min ago`; "unknown" for None."""
    return _("%(age)s ago") % {"age": age(moment)} if moment else _("unknown")


@register.filter
def label(code: str | None, vocabulary: str) -> str:
    """What a screen says for a stored code. None is "Unknown"; a code outside the vocabulary raises KeyError."""
    labels = LABELS[vocabulary]
    return _(labels[code]) if code else _("Unknown")


@register.simple_tag
def icon(name: str, label: str = "") -> str:
    """One icon of the sprite. Decoration is hidden from screen readers; an icon that stands alone takes a `label`."""
    href = f"{static('shared/icons.svg')}#{name}"
    if label:
        return format_html('<svg class="i" role="img" aria-label="{}"><use href="{}"/></svg>', label, href)
    return format_html('<svg class="i" aria-hidden="true"><use href="{}"/></svg>', href)


SHAPES = {
    "full": '<circle cx="9" cy="9" r="8" class="fill"/>',
    "half": '<circle cx="9" cy="9" r="7" class="edge"/><path d="M9 2a7 7 0 0 1 0 14z" class="fill"/>',
    "empty": '<circle cx="9" cy="9" r="7" class="edge quiet"/>',
    "cross": '<path d="M3 3l12 12M15 3L3 15" class="edge quiet"/>',
}


@register.simple_tag
def shape(name: str) -> str:
    """A team's state as a shape: full (on scene), half (on the way), empty (free), cross (not available)."""
    # The bodies are the constants above, so that they are safe.
    return mark_safe(f'<svg class="shape" viewBox="0 0 18 18" aria-hidden="true">{SHAPES[name]}</svg>')


@register.simple_tag
def diamond(number: int | str, kind: str = "") -> str:
    """A call on list and map: a numbered diamond. `kind` warn (changed), late, or none."""
    return format_html(
        '<svg class="no {}" viewBox="0 0 30 30" aria-hidden="true"><path d="M15 0l15 15-15 15L0 15z"/>'
        '<text x="15" y="20" text-anchor="middle">{}</text></svg>',
        kind,
        number,
    )


@register.simple_tag
def since(moment: datetime | None, late_after: int | None = None) -> str:
    """An age that ticks in the browser while the feed is live. `late_after` minutes turns it red."""
    if moment is None:
        return format_html('<span class="age">{}</span>', _("unknown"))
    number, _space, unit = age(moment).partition(" ")
    late = late_after is not None and timezone.now() - moment >= timedelta(minutes=late_after)
    return format_html(
        '<time class="age{}" datetime="{}" data-since="{}" data-late-after="{}">{} <small>{}</small></time>',
        " late" if late else "",
        moment.isoformat(),
        moment.isoformat(),
        "" if late_after is None else late_after,
        number,
        unit,
    )


@register.inclusion_tag("shared/until.html")
def until(moment: datetime, of_minutes: int = 20, words: str = "") -> dict:
    """A count-down to `moment` with a bar of `of_minutes`: amber under 5 min, red once past."""
    left = (moment - timezone.now()).total_seconds()
    kind = "zero" if left <= 0 else "low" if left < 300 else ""
    whole = max(1, of_minutes) * 60
    bar = max(0, min(whole, int(left)))
    return {"moment": moment, "words": words, "kind": kind, "whole": whole, "bar": bar, "of": of_minutes}


@register.inclusion_tag("shared/times.html")
def times(request=None, dispatch=None, arrival=None, engagement=None, clear=None) -> dict:
    """The five times of one team: each a datetime or None. The latest known one is ringed until the team is clear."""
    steps = [
        [_("Request"), request, ""],
        [_("Dispatch"), dispatch, ""],
        [_("Arrival"), arrival, ""],
        [_("Engaged"), engagement, ""],
        [_("Clear"), clear, ""],
    ]
    known = [index for index, step in enumerate(steps) if step[1]]
    for index in known:
        steps[index][2] = "now_" if index == known[-1] and index < 4 else "done"
    return {"steps": steps}


@register.inclusion_tag("shared/field.html")
def bound(field) -> dict:
    """A Django form's bound field in the house look: label, hint, control and error tied by aria-describedby."""
    widget = field.field.widget
    kinds = {"Textarea": "textarea", "Select": "select", "NullBooleanSelect": "select"}
    value = field.value()
    return {
        "id": field.id_for_label,
        "name": field.html_name,
        "label": field.label,
        "hint": field.help_text,
        "error": field.errors[0] if field.errors else "",
        "required": field.field.required,
        "kind": kinds.get(type(widget).__name__, getattr(widget, "input_type", "text")),
        "value": "" if value is None else value,
        "options": getattr(field.field, "choices", None),
        "maxlength": widget.attrs.get("maxlength"),
        "autocomplete": widget.attrs.get("autocomplete"),
    }


@register.simple_tag
def form_errors(form) -> list[tuple[str, str]]:
    """Errors of a Django form as (id of the field, sentence), for `error_summary`; form-wide ones have an empty id."""
    found = []
    for name, errors in form.errors.items():
        target = form[name].id_for_label if name in form.fields else ""
        found += [(target, error) for error in errors]
    return found


@register.simple_tag
def new_id() -> str:
    """An id unique in the page, to tie a hint or heading to its control when the caller gave none."""
    return f"u{uuid4().hex[:8]}"


@register.filter
def same(value, other) -> bool:
    """Whether two answers are the same word: a stored code and a posted string count as equal. None equals nothing."""
    return value is not None and str(value) == str(other)


@register.filter
def among(value, chosen) -> bool:
    """Whether a value is one of the chosen ones of a checkbox group (None: nothing chosen)."""
    return str(value) in {str(item) for item in chosen or ()}


@register.filter
def percent_of(value: float, whole: float) -> float:
    """A value's place on a line of 100, clamped to 0 to 100, for bars and interval lines."""
    return max(0.0, min(100.0, 100.0 * float(value) / float(whole))) if whole else 0.0


@register.filter
def count_to(number: int) -> range:
    """0 to `number` - 1, to draw a fixed row of marks."""
    return range(int(number))
