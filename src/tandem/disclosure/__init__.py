"""The law: may this category, about this person, go to this reader, for this purpose, now?

Pure. It reads its own two tables once and decides from values; it knows no record, no clock and no database. Programs
change the facts a question carries (agreements, consents, relationships), never a rule.
"""

from tandem.disclosure.answer import Answer
from tandem.disclosure.combine import decide
from tandem.disclosure.question import Facts, Question
from tandem.disclosure.release import Enclosure, ListRelease, NotReleased, Package, Release

__all__ = ["Answer", "Enclosure", "Facts", "ListRelease", "NotReleased", "Package", "Question", "Release", "decide"]
