"""Text from outside: kept exactly as given, or refused with a reason. Never trimmed, escaped or mended in silence."""

from tandem.vocabulary.refusal import Refusal


def clean(field: str, value: object, limit: int, *, required: bool = False) -> str:
    """`value` as text of at most `limit` characters, unchanged. Raises Refusal naming `field`.

    A NUL cannot be stored by PostgreSQL and a lone surrogate is not text (RFC 3629), so both are refused.
    """
    if value is None:
        value = ""
    if not isinstance(value, str):
        raise Refusal((field, f"This must be text, not {type(value).__name__}."))
    if required and not value.strip():
        raise Refusal((field, "This can't be empty."))
    if len(value) > limit:
        raise Refusal((field, f"This is {len(value)} characters long; at most {limit} fit. Shorten it."))
    if "\x00" in value:
        raise Refusal((field, "This contains a NUL character, which can't be stored. Remove it."))
    try:
        value.encode()
    except UnicodeEncodeError:
        raise Refusal((field, "This contains half a character (a lone surrogate). Send it as valid UTF-8.")) from None
    return value


# What a spreadsheet would run, or read as the start of something it runs.
FORMULA = tuple("=+-@|\t\r\n\0＝＋－＠")


def cell(text: str) -> str:
    """A cell of a file that a spreadsheet shows as text, whatever it begins with (OWASP ASVS 1.2.10)."""
    return "'" + text if text and text[0] in FORMULA else text
