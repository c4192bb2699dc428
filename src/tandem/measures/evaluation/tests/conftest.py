"""The published data: where the numbers that must come out are known."""

from importlib.util import find_spec
from pathlib import Path

import pandas as pd
import pytest


@pytest.fixture(scope="session")
def sicily(shared) -> pd.DataFrame:
    """Heart attacks in Sicily by month; smoking was forbidden in bars from January 2005 on (Lopez Bernal 2017)."""
    return pd.read_csv(shared / "data/evidence/sicily.csv")


@pytest.fixture(scope="session")
def rossi() -> pd.DataFrame:
    """Weeks to rearrest, with and without financial aid (Rossi 1980). Taken from beside lifelines, not through it."""
    return pd.read_csv(Path(find_spec("lifelines").submodule_search_locations[0]) / "datasets/rossi.csv")


def rows(report, part: str) -> dict:
    """The rows of a part of the table, by their label."""
    return {row.label: row for row in report.table if row.part == part}


@pytest.fixture(scope="session")
def mpdta(shared) -> pd.DataFrame:
    """Teen employment by county; minimum wages rose in 2004, 2006, 2007 or not (Callaway and Sant'Anna 2021)."""
    return pd.read_csv(shared / "data/evidence/mpdta.csv")
