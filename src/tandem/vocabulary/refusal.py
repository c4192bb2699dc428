"""A refusal: input or a move that cannot be taken, with the field and what to do about it, in words for a person."""


class Refusal(Exception):
    """`errors` is a list of (field, sentence). Nothing was stored. Surfaces show it beside the field; APIs answer 400."""

    def __init__(self, *errors: tuple[str, str]):
        self.errors = list(errors)
        super().__init__("; ".join(f"{field}: {sentence}" for field, sentence in errors))


class Conflict(Refusal):
    """Somebody else got there first. Surfaces say who and when; APIs answer 409."""


class Absent(Exception):
    """There is no such thing for this reader. Forbidden looks exactly like this: same status, same body."""
