"""Makers of made-up timelines for the reading's tests."""

from itertools import count

from tandem.training.debrief.rows import Kept, Told
from tandem.vocabulary.training import Happened

TEAM = ("dispatcher", "officer", "clinician", "peer")


class Line:
    """Lines of a run, numbered as they come; `at` in seconds."""

    def __init__(self):
        self.rows: list[Told] = []
        self.moments: list[Kept] = []
        self._next = count(1)

    def add(self, at: float, kind: Happened, seat: str = "", **detail) -> int:
        number = next(self._next)
        self.rows.append(Told(number, round(at * 1000), seat, kind, detail))
        return number

    def sign(self, at: float, name: str, *to: str, kind: str = "behavior", text: str = "He covers his ears.") -> int:
        return self.add(at, Happened.CUE_SHOWN, cue=name, cue_kind=kind, level=1, to=list(to), text=text)

    def see(self, at: float, seat: str, kind: str = "") -> int:
        return self.add(at, Happened.CUE_SEEN, seat, cue_kind=kind)

    def window(self, at: float, mark: str, seat: str) -> None:
        self.kept(at, window=(mark, seat))

    def kept(self, at: float, arousal: int = 50, trust: int = 50, window: tuple[str, str] | None = None) -> int:
        number = next(self._next)
        self.moments.append(Kept(number, round(at * 1000), arousal, trust, window))
        return number

    def leads(self, at: float, seat: str) -> int:
        return self.add(at, Happened.LEAD_TAKEN, seat)

    def asks(self, at: float, giver: str, taker: str) -> int:
        return self.add(at, Happened.LEAD_OFFERED, giver, by=giver, asked=taker, to=taker, offer=True)

    def wants(self, at: float, taker: str, giver: str) -> int:
        return self.add(at, Happened.LEAD_OFFERED, taker, by=taker, asked=giver, to=taker, offer=False)

    def hands(self, at: float, giver: str, taker: str) -> int:
        return self.add(at, Happened.LEAD_HANDED_OVER, taker, **{"from": giver, "to": taker})

    def ends(self, at: float, kind: str = "good", sentence: str = "He walked out with the team.") -> int:
        return self.add(at, Happened.ENDED, outcome=f"{kind} home", sentence=sentence)
