"""How the tests are shared out when several workers run them. Loaded by `-p tests.workers`; `bin/test` asks for two.

One Tandem is started for all tests that sit down at it, so these stay with one worker, begun first because they take
longest. Every other file stays whole, because its fixtures are made once for it.
"""

import pytest

RUNNING = "running"


# First, because the workers read the groups in the same step.
@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    if not config.pluginmanager.hasplugin("xdist"):
        return
    for item in items:
        group = RUNNING if "tandem" in getattr(item, "fixturenames", ()) else str(item.path)
        item.add_marker(pytest.mark.xdist_group(group))
    items.sort(key=lambda item: "tandem" not in getattr(item, "fixturenames", ()))
