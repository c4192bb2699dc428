"""How fast rehearsals play and are checked: `.venv/bin/python -m tests.performance.scenarios`.

Plays a shipped scenario by script, every seat by the engine, beside the raw story runtime taking the same choices in the same
run: aim at least 0.2 of its steps a second. Then compiles and checks a scenario of 10,000 nodes: aim at most 10 s. The
seconds are the processor's own, of this program and of Node, so that another program takes nothing from them; the
clock's are printed beside them. Exits with 1 below an aim.
"""

import os
import sys
import time
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tandem.settings")
os.environ.setdefault("TANDEM_SECRET_KEY", "this program signs nothing")

from bink.story import Story as Raw
from django.conf import settings

from tandem.training.engine import play
from tandem.training.engine import tests as engine_tests
from tandem.training.engine.scenario import Scenario, scenario
from tandem.training.engine.scripted import scripted

AIM_SHARE, AIM_CHECK = 0.2, 10.0
SHIPPED, STEPS, PARTS = "welfare-check", 6_000, 5_000
HERE = Path(engine_tests.__file__).parent


def script(told: Scenario, seed: int) -> list[int]:
    """One run with every seat played by script: the index of each option taken."""
    moment, taken = play.begin(told, seed=seed), []
    while not moment.ending:
        acts = [act for seat in told.seats if (act := scripted(moment, seat, seed))]
        option, wait = min(acts, key=lambda act: act[1]) if acts else (play.timed(moment) or moment.options[0], 600)
        taken.append(moment.options.index(option))
        moment = play.choose(told, moment, option.id, at=moment.at + int(wait * 1000))
    return taken


def raw(compiled: str, runs: list[list[int]]) -> int:
    """The same choices in the runtime alone. Another seed may word a line otherwise; the steps are the same."""
    told, steps = Raw(compiled), 0
    for taken in runs:
        told.reset_state()
        while told.can_continue():
            told.cont()
        for index in taken:
            if index >= len(told.get_current_choices()):
                break
            told.choose_choice_index(index)
            while told.can_continue():
                told.cont()
            steps += 1
    return steps


def share_of_raw(told: Scenario) -> float:
    """Scripted steps a second by raw steps a second, in alternating turns."""
    took, steps = [0.0, 0.0], [0, 0]
    seed = 0
    while steps[0] < STEPS:
        before = time.process_time()
        runs = [script(told, seed + number) for number in range(100)]
        took[0] += time.process_time() - before
        steps[0] += sum(len(taken) for taken in runs)
        before = time.process_time()
        steps[1] += raw(told.compiled, runs)
        took[1] += time.process_time() - before
        seed += 100
    fast, rawly = steps[0] / took[0], steps[1] / took[1]
    print(f"{told.name}: scripted {fast:,.0f} steps/s, raw {rawly:,.0f} steps/s: {fast / rawly:.2f} (aim {AIM_SHARE})")
    return fast / rawly


def large() -> str:
    """A scenario of 10,000 nodes: parts in a row with a choice each, and a way back here and there."""
    top = (HERE / "porch.ink").read_text().partition("-> call")[0].replace("# pov: person_view\n", "")
    parts = [
        f"=== k{n}\nLine {n}.\n+ [Go on from {n}. #by: dispatcher officer clinician #sensible]\n-> k{n + 1}\n"
        for n in range(PARTS)
    ]
    return f"{top}-> k0\n{''.join(parts)}=== k{PARTS}\nIt is quiet. # ends: good quiet\n-> END\n"


def seconds_of_check() -> float:
    from tandem.training.engine import skeleton
    from tandem.training.library.checking import check_source

    text = large()
    clock, before = time.monotonic(), os.times()
    found = check_source(text)
    after = os.times()
    bones = skeleton.read(found.compiled)
    nodes = len(bones.parts) + len(bones.choices)
    took = sum(after[:4]) - sum(before[:4])
    print(
        f"check of {nodes:,} nodes: {took:.1f} s of the processor, {time.monotonic() - clock:.1f} s by the clock "
        f"({found.checked.steps:,} steps played, {len(found.checked.findings)} findings; aim {AIM_CHECK:.0f})"
    )
    return took


def main() -> int:
    from tandem.training.library.compiling import built

    file = settings.CONTENT_DIR / "scenarios" / SHIPPED / "scenario.ink"
    text = file.read_text(encoding="utf-8")
    good = share_of_raw(scenario(SHIPPED, text, built(SHIPPED, text))) >= AIM_SHARE
    return 0 if seconds_of_check() <= AIM_CHECK and good else 1


if __name__ == "__main__":
    sys.exit(main())
