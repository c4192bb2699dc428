"""Checks a scenario before anybody plays it: what its files say, where its story can lead, and whether sense ends well.

Nothing of it is trusted: what holds odd characters is not read, what reckons with text is not played, and playing has a
limit of time. A limit that was reached is said, and then what was not found is only looked at.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tandem.training.engine import dialect, reading, skeleton, source
from tandem.training.engine.dialect import DialectError
from tandem.training.engine.finding import Finding, Level, in_order, look, must
from tandem.training.engine.places import of_play, signs_written
from tandem.training.engine.play import point_of_view
from tandem.training.engine.reading import line_of, short
from tandem.training.engine.scenario import Scenario, scenario
from tandem.training.engine.search import Found, Played, search, sensible_plays
from tandem.training.engine.skeleton import Skeleton
from tandem.training.engine.source import Place
from tandem.training.engine.story import BadStory, EndlessStory
from tandem.vocabulary.training import EndingKind

SECONDS = 20.0
MOST_OF_A_KIND = 12


@dataclass(frozen=True, slots=True)
class Checked:
    """`endings`: those that were reached, by id. `sensible`: how many sensible plays ended how; None: not at all.

    `steps` were played; `whole` says that there was nothing more to play.
    """

    findings: tuple[Finding, ...]
    endings: Mapping[str, EndingKind] = field(default_factory=dict)
    written: Mapping[str, EndingKind] = field(default_factory=dict)
    sensible: Mapping[EndingKind | None, int] = field(default_factory=dict)
    steps: int = 0
    seconds: float = 0.0
    whole: bool = False

    @property
    def may_come_into_force(self) -> bool:
        return not any(one.level is Level.MUST for one in self.findings)


def check(
    text: str,
    compiled: str | None,
    translations: Mapping[str, object] | None = None,
    *,
    raw: Mapping[str, str] | None = None,
    seconds: float = SECONDS,
    tell: Callable[[int], None] | None = None,
) -> Checked:
    """Everything that can be said about a scenario: its source, its compiled story and {language: {English: text}}.

    `compiled` is None where the source could not be compiled; `raw` holds the text of the translations' files, for the
    numbers of their lines. Never raises: what cannot be read is a finding. `tell` hears of the steps played, and may stop it.
    """
    translations = translations or {}
    findings = reading.too_large(text)[:1] + list(reading.not_text(text))
    if any(one.level is Level.MUST for one in findings):
        return Checked(tuple(findings))
    broken = list(reading.of_tags(text))
    findings += [*broken, *reading.of_source(text)]
    for language, table in translations.items():
        findings += reading.of_translation(language, table, (raw or {}).get(language))
    if compiled is None:
        return Checked(tuple(in_order(findings)))
    try:
        bones = skeleton.read(compiled)
        told = scenario("", text, compiled)
    except DialectError as error:
        return Checked(tuple(in_order([*findings, must(error.line or 1, error.what, error.do)])))
    except ValueError as error:
        return Checked(tuple(in_order([*findings, must(None, f"It cannot be played: {error}.", "Simplify it.")])))
    findings += _of_bones(bones, told, text)
    findings += reading.signs_nobody_sees(text, told.seats)
    if bones.refused or broken:
        findings.append(look(None, "The story was not played.", "Mend what must be mended, then check again."))
        return Checked(tuple(in_order(findings)))
    return _played(findings, bones, told, text, translations, raw or {}, seconds, tell)


def _of_bones(bones: Skeleton, told: Scenario, text: str) -> list[Finding]:
    found = []
    for part, why in dict.fromkeys(bones.refused):
        do = "Use numbers, true and false, or a LIST." if why == skeleton.NO_TEXT else "Take it out."
        found.append(must(bones.parts.get(part) or _declares_text(text), why, do))
    reachable = bones.reachable() | bones.functions
    if told.pov:
        if told.pov not in bones.parts:
            found.append(
                must(
                    _line_of_tag(text, "pov"), f"# pov: names {told.pov}, and no part is called so.", "Write that part."
                )
            )
        reachable |= {told.pov}
    for part, line in bones.parts.items():
        if part not in reachable:
            found.append(
                must(line, f"No way leads to the part {part}.", "Lead to it by a choice or ->, or take it out.")
            )
    for mood in dialect.MOODS:
        if f"VAR {mood}" not in text:
            found.append(must(1, f"There is no variable {mood}.", f"Add VAR {mood} = 50 (0 to 100) at the top."))
    return found


def _played(
    findings: list[Finding],
    bones: Skeleton,
    told: Scenario,
    text: str,
    translations: Mapping[str, object],
    raw: Mapping[str, str],
    seconds: float,
    tell: Callable[[int], None] | None,
) -> Checked:
    written, twice = _endings(text)
    findings += [look(line, f"Two endings are called {name}.", "Name one of them otherwise.") for name, line in twice]
    plays: list[Played] = []
    try:
        plays = list(sensible_plays(told))
    except (BadStory, DialectError) as error:
        line = bones.circle() if isinstance(error, EndlessStory) else None
        findings.append(must(line, f"The story cannot begin: {error}.", "Mend that first."))
        return Checked(tuple(in_order(findings)), written={name: kind for name, (kind, _) in written.items()})
    signs = frozenset(signs_written(text))
    found = search(told, bones, seconds=seconds, endings=set(written), signs=signs, tell=tell)
    findings += of_play(bones, told, text, found, plays, written)
    findings += _untranslated(told, found, text, translations, raw)
    return Checked(
        findings=tuple(in_order(findings)),
        endings=found.endings,
        written={name: kind for name, (kind, _) in written.items()},
        sensible=Counter(one.end for one in plays),
        steps=found.steps,
        seconds=found.seconds,
        whole=found.whole,
    )


def _endings(text: str) -> tuple[dict[str, tuple[EndingKind, int]], list[tuple[str, int]]]:
    """{id: (kind, line)} of the endings as written, and (id, line) of those whose name another has."""
    written, twice = {}, []
    for line in source.lines(text):
        for place, tag in line.tags:
            name, _ = dialect.split(tag)
            if place is not Place.LINE or name != "ends":
                continue
            try:
                kind, name = dialect.line_tags((tag,), line.text).ends
            except DialectError:
                continue
            if name in written:
                twice.append((name, line.number))
            written.setdefault(name, (kind, line.number))
    return written, twice


def _untranslated(
    told: Scenario, found: Found, text: str, translations: Mapping[str, object], raw: Mapping[str, str]
) -> list[Finding]:
    """Texts that were seen in play and that a language of the scenario lacks; texts that nobody says any more."""
    findings = []
    for language in told.top.languages:
        table = translations.get(language)
        if language == "en":
            continue
        if not isinstance(table, Mapping):
            line = _line_of_tag(text, "languages")
            findings.append(
                must(line, f"There is no {language}.json.", f"Write it, or take {language} out of # languages:.")
            )
            continue
        said = found.texts | {told.title} | _of_view(told)
        lacking = sorted(said - table.keys())
        for one in lacking[:MOST_OF_A_KIND]:
            findings.append(
                must(_line_with(text, one), f"“{short(one)}” is not in {language}.json.", "Translate it there.")
            )
        if len(lacking) > MOST_OF_A_KIND:
            more = len(lacking) - MOST_OF_A_KIND
            findings.append(must(None, f"{more} more texts are not in {language}.json.", "Translate them there."))
        idle = sorted(set(table) - said) if found.whole else []
        for one in idle[:MOST_OF_A_KIND]:
            line = line_of(raw.get(language), one)
            findings.append(
                look(line, f"Nobody says “{short(one)}”.", "Take it out, or mend the English.", f"{language}.json")
            )
    return findings


def _of_view(told: Scenario) -> set[str]:
    try:
        return {line.text for line in point_of_view(told)}
    except (BadStory, DialectError):
        return set()


def _line_with(text: str, words: str) -> int | None:
    """The line of the source that holds these words, or the longest run of them between two alternatives."""
    for part in (words, words[:40], words[-30:], words[:20]):
        if len(part) > 7 and (at := text.find(part)) >= 0:
            return text.count("\n", 0, at) + 1
    return None


def _line_of_tag(text: str, name: str) -> int | None:
    for line in source.lines(text):
        if any(dialect.split(tag)[0] == name for _, tag in line.tags):
            return line.number
    return None


def _declares_text(text: str) -> int | None:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip().startswith("VAR") and '"' in line:
            return number
    return None
