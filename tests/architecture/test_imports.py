"""The import contracts hold, and each of them catches a fault planted in a copy of the graph."""

from copy import deepcopy
from functools import cache
from pathlib import Path

import grimp
import pytest
from importlinter.application.use_cases import _register_contract_types, read_user_options
from importlinter.configuration import configure
from importlinter.domain.contract import registry

ROOT = Path(__file__).parents[2]


@cache
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("tandem", include_external_packages=True, cache_dir=None)


@cache
def contracts() -> dict[str, object]:
    configure()
    options = read_user_options(config_filename=str(ROOT / ".importlinter"))
    _register_contract_types(options)
    made = {}
    for one in options.contracts_options:
        kind = registry.get_contract_class(one["type"])
        made[one["id"]] = kind(name=one["name"], session_options=options.session_options, contract_options=one)
    return made


def keeps(contract: str, on: grimp.ImportGraph) -> bool:
    """Whether this graph keeps the contract. The graph may not be used again: a check takes it apart."""
    return contracts()[contract].check(on, verbose=False).kept


def test_every_contract_holds():
    assert [one for one in contracts() if not keeps(one, deepcopy(graph()))] == []


PLANTED = [
    ("floors", "tandem.vocabulary.terms", "tandem.domain.people.rules"),
    ("floors", "tandem.foundation.clock", "tandem.disclosure.combine"),
    ("floors", "tandem.disclosure.combine", "tandem.foundation.clock"),
    ("floors", "tandem.foundation.acts.act", "tandem.domain.incidents.rules"),
    ("floors", "tandem.domain.incidents.rules", "tandem.surfaces.shared.session"),
    ("floors", "tandem.domain.incidents.facts", "tandem.measures.results"),
    ("floors", "tandem.standards.eido.read", "tandem.surfaces.shared.session"),
    ("floors", "tandem.standards.eido.read", "tandem.subscriptions"),
    ("domain", "tandem.domain.people.rules", "tandem.domain.incidents.rules"),
    ("domain", "tandem.domain.referrals.rules", "tandem.domain.releases.opening"),
    ("domain", "tandem.domain.staffing.rules", "tandem.domain.directory.models"),
    ("inside-a-room", "tandem.domain.people.models.person", "tandem.domain.people.records"),
    ("inside-a-room", "tandem.domain.people.records", "tandem.domain.people.actions"),
    ("inside-a-room", "tandem.domain.people.rules", "tandem.domain.people.models.person"),
    ("models-stay", "tandem.surfaces.shared.session", "tandem.domain.people.models"),
    ("models-stay", "tandem.standards.eido.intake", "tandem.domain.incidents.models"),
    ("pure", "tandem.disclosure.combine", "django"),
    ("pure", "tandem.domain.incidents.rules", "django"),
    ("pure", "tandem.measures.evaluation.engine", "django"),
    ("measures", "tandem.measures.results", "tandem.domain.incidents.records"),
    ("floors", "tandem.training.engine.play", "tandem.measures.results"),
    ("floors", "tandem.planning.replay.replay", "tandem.measures.results"),
    ("planning", "tandem.planning.replay.replay", "tandem.domain.incidents.editions"),
    ("planning", "tandem.planning.replay.replay", "tandem.domain.people.rules"),
    ("pure", "tandem.planning.replay.replay", "django"),
    ("training", "tandem.training.library.compiling", "tandem.domain.incidents.records"),
    ("training", "tandem.training.engine.play", "tandem.domain.people.rules"),
    ("inside-training", "tandem.training.engine.play", "tandem.training.library.compiling"),
    ("pure", "tandem.training.engine.play", "django"),
    ("one-story", "tandem.training.library.compiling", "bink"),
    ("one-issuer", "tandem.domain.people.records", "tandem.disclosure.issue"),
    ("training", "tandem.training.sessions.actions.play", "tandem.domain.people.records"),
    ("inside-sessions", "tandem.training.sessions.models.run", "tandem.training.sessions.records.phone"),
    ("inside-training", "tandem.training.library.records", "tandem.training.sessions.records.rooms"),
    ("training-rows-stay", "tandem.surfaces.rehearse.phone", "tandem.training.sessions.models"),
    ("training-rows-stay", "tandem.surfaces.rehearse.author", "tandem.training.library.models"),
    ("training-rows-stay", "tandem.surfaces.rehearse.debrief", "tandem.training.debrief.models"),
    ("training-rows-stay", "tandem.surfaces.rehearse.team", "tandem.training.teaching.models"),
    ("inside-training", "tandem.training.debrief.records", "tandem.training.teaching.records"),
    ("surfaces", "tandem.surfaces.entry.views", "tandem.surfaces.board.apps"),
]


@pytest.mark.parametrize(("contract", "importer", "imported"), PLANTED)
def test_a_planted_import_is_caught(contract, importer, imported):
    faulty = deepcopy(graph())
    for module in (importer, imported):
        assert module in faulty.modules, f"{module} is gone: plant the fault elsewhere"
    faulty.add_import(importer=importer, imported=imported, line_number=1, line_contents="planted")
    assert not keeps(contract, faulty)
