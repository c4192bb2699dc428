"""What a check found about one content, kept by its hash, so that a page and an approval read the same."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import Any
from uuid import UUID

from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.foundation.editions import records as editions
from tandem.foundation.editions.rules import hash_of
from tandem.foundation.jobs.work import CannotFinish, Doing
from tandem.training.engine.check import SECONDS, Checked, check
from tandem.training.engine.finding import Finding, Level
from tandem.training.library.checking import check_source
from tandem.training.library.compiling import CannotCompile
from tandem.training.library.content import tables_as_files
from tandem.training.library.models import CheckResult
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.training import EndingKind

# The work of checking whole, as jobs know it.
CHECK = "scenario.check"
# A first look, while the author waits: what the lines say, sensible plays, and a moment of trying everything.
MOMENT = 0.5
NOT_WHOLE = "It was not checked whole yet. Press “Check it whole”, then go on."


@dataclass(frozen=True, slots=True)
class Verdict:
    """`reached` of `written` endings, `good` of `plays` sensible plays. `whole`: as far as the check goes."""

    findings: tuple[Finding, ...]
    reached: int
    written: int
    good: int
    plays: int
    steps: int
    seconds: float
    whole: bool

    @property
    def musts(self) -> int:
        return sum(one.level is Level.MUST for one in self.findings)

    @property
    def looks(self) -> int:
        return len(self.findings) - self.musts

    @property
    def may_be_approved(self) -> bool:
        return self.whole and not self.musts


def first_look(content: Any) -> tuple[str | None, Verdict]:
    """The compiled story (None where ink can't read it) and what a moment's look finds. Raises CannotCompile.

    What only playing for longer can tell, like a sign nobody saw yet, is left to the whole check.
    """
    files = tables_as_files(content)
    found = check_source(content["source"], files, seconds=MOMENT)
    verdict = verdict_of(found.checked, whole=False)
    if not found.checked.whole:
        written = set(check(content["source"], None, content.get("languages", {}), raw=files).findings)
        sure = tuple(one for one in verdict.findings if one.level is Level.MUST or one in written)
        verdict = replace(verdict, findings=sure)
    return found.compiled, verdict


def verdict_of(checked: Checked, *, whole: bool) -> Verdict:
    return Verdict(
        findings=checked.findings,
        reached=len(checked.endings),
        written=len(checked.written),
        good=checked.sensible.get(EndingKind.GOOD, 0),
        plays=sum(checked.sensible.values()),
        steps=checked.steps,
        seconds=round(checked.seconds, 1),
        whole=whole,
    )


def kept(content_hash: str) -> Verdict | None:
    """What was found about this content; None where nobody has checked it."""
    found = CheckResult.objects.filter(pk=content_hash).first()
    if found is None:
        return None
    told = dict(found.told)
    findings = tuple(Finding(**{**one, "level": Level(one["level"])}) for one in told.pop("findings"))
    return Verdict(findings=findings, whole=found.whole, **told)


def keep(content_hash: str, verdict: Verdict, *, actor: Actor) -> None:
    """Keep what was found. A first look never takes the place of a whole one. Raises NotAllowed."""
    told = {name: value for name, value in asdict(verdict).items() if name != "whole"}
    with act(actor, Permission.SCENARIO_WRITE, kind="edition") as doing:
        if verdict.whole or not CheckResult.objects.filter(pk=content_hash, whole=True).exists():
            defaults = {"told": told, "whole": verdict.whole, "checked_at": doing.at}
            CheckResult.objects.update_or_create(pk=content_hash, defaults=defaults)


def check_content(content: Any, *, seconds: float = SECONDS, tell: Callable[[int], None] | None = None) -> Checked:
    """Check a content as it stands. Raises CannotCompile without Node."""
    return check_source(content["source"], tables_as_files(content), seconds=seconds, tell=tell).checked


def problems(content: Any) -> list[str]:
    """What keeps a content from being approved, as sentences: the `Check` of scenarios for `foundation/editions`."""
    found = kept(hash_of(content))
    if found is None or (not found.whole and not found.musts):
        return [NOT_WHOLE]
    return [sentence(one) for one in found.findings if one.level is Level.MUST]


def sentence(one: Finding) -> str:
    """ "Line 65: Nothing can happen here. Add a way on." """
    where = ", ".join(filter(None, [one.file, f"line {one.line}" if one.line else ""]))
    return f"{where[:1].upper()}{where[1:]}: {one.what} {one.do}" if where else f"{one.what} {one.do}"


def check_edition(doing: Doing) -> dict:
    """The work: check one edition's content whole and keep what was found. Stopped, nothing is kept of it."""
    found = editions.edition_of(UUID(doing.arguments["edition"]))
    if found is None or found.content_hash != doing.arguments["content"]:
        raise CannotFinish("The text was changed meanwhile. Check it as it is now.")
    began = clock.now()

    def tell(steps: int) -> None:
        share = min(int((clock.now() - began).total_seconds() * 100 / SECONDS), 99)
        doing.say(share, 100, f"{steps} steps played")

    try:
        checked = check_content(found.content, tell=tell)
    except CannotCompile as reason:
        raise CannotFinish(str(reason)) from None
    keep(found.content_hash, verdict_of(checked, whole=True), actor=doing.actor)
    return {"steps": checked.steps, "findings": len(checked.findings)}
