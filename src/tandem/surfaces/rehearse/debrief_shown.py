"""What the page of a debrief says: every code as a word, every moment as a clock, in the reader's language."""

from django.utils.safestring import mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from tandem.surfaces.rehearse.debrief_drawing import Words, overview, timelines
from tandem.surfaces.rehearse.drawing import Picture, Someone, draw
from tandem.surfaces.rehearse.words import KIND_ICONS, kinds, role
from tandem.training.debrief import leads, signs
from tandem.training.debrief.questions import newest
from tandem.training.debrief.reading import Note, Reading
from tandem.training.debrief.records import DebriefView, HeardRow, scene_before
from tandem.training.debrief.replay import Why
from tandem.training.debrief.rows import clock
from tandem.training.debrief.signs import Sign, count_by_seat
from tandem.training.engine import play
from tandem.training.engine.scenario import Scenario
from tandem.vocabulary.rehearsing import WATCHED_ANSWERS, WATCHED_LABELS
from tandem.vocabulary.training import Seat

# A longer run is drawn in parts of so many milliseconds.
PART_MS = 180_000
CHIPS = {"clean": "ok", "early": "warn", "late": "warn", "unclear": "danger"}


def kind_words() -> dict[str, str]:
    return {code: word for code, _icon, word, _where in kinds()} | {"": _("kind not said")}


def mark_words() -> dict[str, str]:
    return {"clean": _("clean"), "early": _("early"), "late": _("late"), "unclear": _("unclear")}


def seconds(milliseconds: int) -> int:
    return milliseconds // 1000


def cell(one: Sign, seat: str) -> tuple[str, str]:
    """(kind, words) of what one seat did with one sign."""
    seen = one.by(seat)
    if seen:
        return "seen", _("after %(n)s s") % {"n": seconds(seen.after_ms)}
    if seat in one.missed:
        return "missed", _("could see it, missed it")
    why = dict(one.could_not).get(seat)
    words = {signs.AWAY: _("phone was away"), signs.ENDED: _("no time left to see it")}
    return "could-not", words.get(why, _("could not see"))


def sign_sentence(one: Sign, text: str, reading: Reading) -> str:
    """ "Sign 2, behavior, 03:20: Covers his ears. Clinician: after 11 s. Officer: could see it, missed it." """
    told = [_("%(role)s: %(what)s.") % {"role": role(seat), "what": cell(one, seat)[1]} for seat in reading.seats]
    begin = _("Sign %(n)s, %(kind)s, %(at)s: %(text)s") % {
        "n": one.place,
        "kind": kind_words().get(one.kind, one.kind),
        "at": clock(one.at_ms),
        "text": text,
    }
    return " ".join([begin, *told])


def summary(reading: Reading) -> list[str]:
    """Sentences under the picture: what each seat saw of what it could see. No order of merit, no sum."""
    if not reading.signs:
        return [_("The story showed no sign in this run.")]
    found = []
    for seat in reading.seats:
        saw, could = count_by_seat(reading.signs, seat)
        if could:
            found.append(
                _("%(role)s: saw %(saw)s of %(could)s they could see.")
                % {"role": role(seat), "saw": saw, "could": could}
            )
        else:
            found.append(_("%(role)s: could see none.") % {"role": role(seat)})
    return found


def handoff_rows(view: DebriefView) -> list[dict]:
    return [
        {
            "at": clock(one.at_ms),
            "at_ms": one.at_ms,
            "giver": role(one.from_seat) if one.from_seat else "",
            "taker": role(one.to_seat),
            "from_seat": one.from_seat,
            "to_seat": one.to_seat,
            "mark": mark_words()[one.mark] if one.mark else _("not handed over"),
            "kind": CHIPS.get(one.mark or "", "none"),
            "why": _why(one),
        }
        for one in view.reading.handoffs
    ]


def _why(one: leads.Handoff) -> str:
    """Why it was that."""
    waited = {"n": seconds(one.waited_ms or 0)}
    if one.how == leads.UNASKED:
        return _("Taken without an answer from whoever led.")
    if one.how == leads.UNANSWERED:
        return _("Asked, and nobody answered for 12 s.")
    if one.how == leads.DECLINED:
        return _("Asked. “Not yet” after %(n)s s: the lead stayed.") % waited
    if one.how == leads.TAKEN_BACK:
        return _("Asked, and taken back.")
    said = _("Asked, answered in %(n)s s.") % waited
    if one.right:
        end = clock(one.right[1]) if one.right[1] < 10**9 else ""
        right = {"start": clock(one.right[0]), "end": end}
        after = _("The right moment was %(start)s to %(end)s.") if end else _("The right moment began at %(start)s.")
        return f"{said} {after % right}"
    return said


def title(reading: Reading) -> str:
    """How it ended for the person."""
    return reading.outcome.sentence or _("It was stopped where it stood.")


def lasted(reading: Reading) -> str:
    minutes, rest = divmod(seconds(reading.lasts_ms), 60)
    return _("%(m)s min %(s)s s") % {"m": minutes, "s": rest}


class Shown:
    """One debrief in words. `scenario` says lines in the reader's language where it can."""

    def __init__(self, view: DebriefView, scenario: Scenario):
        self.view, self.scenario = view, scenario
        self.language = (get_language() or "en").partition("-")[0]

    def say(self, text: str) -> str:
        return self.scenario.said(text, self.language)

    def words(self) -> Words:
        reading = self.view.reading
        lanes = (*reading.seats, *reading.scripted)
        names = {one.seat: one.name for one in self.view.players}
        return Words(
            title=_("Who saw what, and when"),
            told=" ".join(
                [*(sign_sentence(one, self.say(one.text), reading) for one in reading.signs), *summary(reading)]
            ),
            arousal=_("arousal"),
            trust=_("trust (dashed)"),
            leads=_("leads"),
            person=self.scenario.person.split(" ")[0],
            seats={seat: role(seat) for seat in lanes},
            names={seat: names.get(seat, _("Script")) for seat in lanes},
            kinds=kind_words(),
            marks=mark_words(),
            after=_("%(n)s s"),
            missed=_("could see it, missed it"),
            signs={one.place: sign_sentence(one, self.say(one.text), reading) for one in reading.signs},
        )

    def parts(self) -> list[tuple[int, int, str]]:
        """(from, to, words) of each part a long run is drawn in; none for a short one."""
        lasts = self.view.reading.lasts_ms
        if lasts <= PART_MS * 1.4:
            return []
        starts = range(0, lasts, PART_MS)
        return [(at, min(at + PART_MS, lasts), f"{clock(at)}–{clock(min(at + PART_MS, lasts))}") for at in starts]

    def picture(self, part: int | None) -> str:
        parts = self.parts()
        span = parts[part] if part is not None and part < len(parts) else (0, self.view.reading.lasts_ms, "")
        return mark_safe(timelines(self.view.reading, self.words(), from_ms=span[0], to_ms=span[1]))

    def bar(self) -> str:
        return mark_safe(overview(self.view.reading, self.words()))

    def sign_rows(self) -> list[dict]:
        reading = self.view.reading
        return [
            {
                "place": one.place,
                "at": clock(one.at_ms),
                "at_ms": one.at_ms,
                "icon": KIND_ICONS.get(one.kind, "eye"),
                "kind": kind_words().get(one.kind, one.kind),
                "text": self.say(one.text),
                "cells": [(role(seat), *cell(one, seat)) for seat in reading.seats],
            }
            for one in reading.signs
        ]

    def noticed(self) -> list[str]:
        words = kind_words()
        return [
            _("%(at)s, %(role)s: %(kind)s")
            % {"at": clock(one.at_ms), "role": role(one.seat), "kind": words.get(one.kind, words[""])}
            for one in self.view.reading.noticed
        ]

    def moments(self) -> list[dict]:
        """The moments to look at again, each with what was said there and what people remember of it."""
        return [self.moment(one) for one in self.view.reading.replays]

    def moment(self, one) -> dict:
        told = [each for each in self.view.recalls if each.number == one.number]
        return {
            "number": one.number,
            "at": clock(one.at_ms),
            "at_ms": one.at_ms,
            "why": [self._reason(each) for each in one.why],
            "scene": self._scene(one),
            "recalls": [(each, role(each.author.seat)) for each in told],
        }

    def _reason(self, why: Why) -> str:
        words = {
            Why.SIGN: _("a sign"),
            Why.HANDOFF: _("the lead"),
            Why.TURN: _("a turn"),
        }
        return words[why]

    def _scene(self, one) -> str:
        moment = self.view.reading.moment_at(one.at_ms)
        cast = tuple(Someone(each.seat, each.name, each.seat) for each in self.view.players)
        picture = Picture(
            scene=scene_before(self.view.run.id, one.number),
            arousal=moment.arousal if moment else 50,
            trust=moment.trust if moment else 50,
            person=Someone("person", self.scenario.person, "person"),
            cast=cast,
            language=self.language,
        )
        return mark_safe(draw(picture, name=f"scene-{one.number}", speech=False).svg)

    def said(self) -> list[dict]:
        """The dispatcher's words, and what each of the others understood."""
        others = [one for one in self.view.players if one.seat != Seat.DISPATCHER]
        heard = {(one.number, one.author.hold): one for one in self.view.heards}
        return [
            {
                "number": one.number,
                "text": self.say(one.text),
                "told": one.told,
                "at": clock(one.at_ms),
                "cells": [_understood(role(other.seat), heard.get((one.number, other.hold))) for other in others],
            }
            for one in self.view.reading.words
        ]

    def questions(self) -> list[dict]:
        instrument = newest()
        mine = self.view.reader.member
        own = next((one.answers for one in self.view.replies if mine and one.author.hold == mine.hold), {})
        found = []
        for item in instrument.items:
            options = [(option.code, option.label.say(self.language)) for option in item.options]
            told = [
                (
                    role(one.author.seat),
                    one.author.name,
                    dict(options).get(one.answers[item.link_id], one.answers[item.link_id]),
                )
                for one in self.view.replies
                if one.answers.get(item.link_id)
            ]
            found.append(
                {
                    "id": item.link_id,
                    "text": item.text.say(self.language),
                    "help": item.help.say(self.language) if item.help else "",
                    "options": options,
                    "most": item.most,
                    "own": own.get(item.link_id, ""),
                    "told": told,
                }
            )
        return found

    def notes(self) -> list[dict]:
        return [_note(one) for one in self.view.reading.notes]

    def pov(self) -> list[str]:
        """The person's own side, read first."""
        return [self.say(one.text) for one in play.point_of_view(self.scenario)]

    def seen_words(self) -> str:
        count = len(self.view.reading.signs)
        return ngettext("%(n)s sign in this run.", "%(n)s signs in this run.", count) % {"n": count}


def _understood(who: str, said: HeardRow | None) -> tuple[str, str, str, str]:
    """(role, code, words of it, own words) of what one of the team says about one line; empty before they say it."""
    labels = {"same": _("understood the same"), "other": _("understood:"), "not_known": _("did not know")}
    return (who, said.understood, labels[said.understood], said.words) if said else (who, "", "", "")


def _note(one: Note) -> dict:
    question = _(WATCHED_LABELS[one.question]) if one.question in WATCHED_LABELS else ""
    answers = WATCHED_ANSWERS[one.question] if question else {}
    return {
        "at": clock(one.at_ms),
        "at_ms": one.at_ms,
        "who": role(one.seat) if one.seat else _("Instructor"),
        "question": question,
        "answer": _(answers[one.answer]) if one.answer in answers else "",
        "words": one.words,
    }
