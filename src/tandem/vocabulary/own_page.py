"""Words of the person's own page: who should come next time, and the two questions nobody can be known by."""

from enum import StrEnum


class Comes(StrEnum):
    """Who should come, or how, as the person wants it."""

    NO_UNIFORM = "no_uniform"
    CLINICIAN_FIRST = "clinician_first"
    PEER = "peer"
    WOMAN = "woman"
    MAN = "man"
    SAME = "same"


COMES_LABELS = {
    Comes.NO_UNIFORM: "No uniform first",
    Comes.CLINICIAN_FIRST: "The counselor talks first",
    Comes.PEER: "Someone who has been through it",
    Comes.WOMAN: "A woman",
    Comes.MAN: "A man",
    Comes.SAME: "Someone I met before",
}


class Treated(StrEnum):
    WELL = "well"
    MIXED = "mixed"
    BADLY = "badly"


TREATED_LABELS = {
    Treated.WELL: "With respect",
    Treated.MIXED: "Some good, some not",
    Treated.BADLY: "Without respect",
}


class Helped(StrEnum):
    """What would have helped."""

    LISTEN = "listen"
    SOONER = "sooner"
    OTHERS = "others"
    AFTER = "after"
    LANGUAGE = "language"
    NOTHING = "nothing"


HELPED_LABELS = {
    Helped.LISTEN: "More time to talk",
    Helped.SOONER: "Help that comes sooner",
    Helped.OTHERS: "Other people at the door",
    Helped.AFTER: "More help afterward",
    Helped.LANGUAGE: "Help in my language",
    Helped.NOTHING: "Nothing, it was good as it was",
}
