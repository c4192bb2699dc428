"""What the form asks, in the reader's language, and what to do about a field that was not taken."""

from django.utils.translation import gettext as _

from tandem.vocabulary.asking import ASKER_LABELS, HOW_SOON_LABELS, KNOWS_LABELS, SAFE_CONTACT_LABELS, Asker


def options(labels: dict) -> list[tuple[str, str]]:
    """A code set as (code, words)."""
    return [(code.value, _(words)) for code, words in labels.items()]


def asks() -> dict[str, list[tuple[str, str]]]:
    """The choices of the form, by field. An officer asks from the field phone, signed in."""
    askers = {code: words for code, words in ASKER_LABELS.items() if code != Asker.OFFICER}
    return {
        "asker": options(askers),
        "how_soon": options(HOW_SOON_LABELS),
        "knows": options(KNOWS_LABELS),
        "safe_contact": options(SAFE_CONTACT_LABELS),
    }


def sentence(field: str) -> str:
    """What to do about a field that was not taken: too long, empty, or not to be read."""
    return {
        "asker": _("Choose who is asking."),
        "worry": _("Tell us what worries you, in at most 4,000 characters of plain text."),
        "asker_phone": _("Give us one way: your phone, your e-mail, or where the person can be found."),
        "asker_email": _("This is not an e-mail address. Check it, or leave it out."),
        "form_key": _("This form is no longer whole. Send it again, please."),
    }.get(field, _("This is too long, or can't be read. Shorten it, in plain text."))
