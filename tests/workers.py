"""How the tests are shared out when several workers run them. Loaded by `-p tests.workers`; `bin/test` asks for two.

One Tandem is started for all tests that sit down at it, so these stay with one worker, begun first because they take
longest. The libraries of evaluation take seconds to import, so its tests stay together too. Every other file stays
whole, because its fixtures are made once for it.
"""

import pytest

RUNNING = ("tests/journeys/", "tests/pages/")
EVALUATION = (
    "src/tandem/measures/evaluation/",
    "src/tandem/measures/studies/",
    "src/tandem/surfaces/insight/evaluate/",
    "src/tandem/domain/trials/tests/test_to_its_end.py",
)
SOURCES = ("tests/architecture/", "tests/asvs/test_sources.py")


def share_of(nodeid: str) -> str:
    """What stays together: the folders of the running program, what reads the sources, the evaluation, else one file."""
    if nodeid.startswith(RUNNING):
        return "running"
    if nodeid.startswith(EVALUATION):
        return "evaluation"
    return "sources" if nodeid.startswith(SOURCES) else nodeid.split("::")[0]


def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: not item.nodeid.startswith(RUNNING))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    from xdist.scheduler import LoadScopeScheduling

    class Shares(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            return share_of(nodeid)

    return Shares(config, log)
