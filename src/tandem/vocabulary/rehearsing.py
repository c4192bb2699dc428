"""What an observer of a rehearsal watches for: three questions with closed answers, the same in every scenario.

They ask what could be seen, never why, and never how well somebody did.
"""

from enum import StrEnum


class Watched(StrEnum):
    SPACE = "space"
    VOICES = "voices"
    LEAD = "lead"


WATCHED_LABELS = {
    Watched.SPACE: "Space: does the team give more or less of it?",
    Watched.VOICES: "How many voices at once?",
    Watched.LEAD: "The lead changed. Were the words said aloud?",
}
WATCHED_ANSWERS: dict[Watched, dict[str, str]] = {
    Watched.SPACE: {"more": "More", "same": "Same", "less": "Less"},
    Watched.VOICES: {"one": "1", "two": "2", "three": "3 or more"},
    Watched.LEAD: {"yes": "Yes", "no": "No", "unsure": "Not sure"},
}
