"""A small made-up table for each design, and the spec that it can be run with: what the hostile tests start from."""

import numpy as np
import pandas as pd


def _series() -> pd.DataFrame:
    rng = np.random.default_rng(1)
    month = np.arange(1, 31)
    return pd.DataFrame({"month": month, "calls": rng.poisson(40, 30), "people": 9000 + month})


def _places() -> pd.DataFrame:
    rng = np.random.default_rng(2)
    place, month = np.meshgrid(np.arange(12), np.arange(1, 17), indexing="ij")
    start = np.repeat([9, 9, 9, 11, 11, 0, 0, 0, 0, 0, 0, 0], 16)
    columns = {"place": [f"P{one}" for one in place.ravel()], "month": month.ravel(), "start": start}
    return pd.DataFrame({**columns, "calls": rng.poisson(30 + place.ravel()), "size": place.ravel() % 4})


def _one_place() -> pd.DataFrame:
    table = _places()
    return table.assign(start=np.where(table["place"] == "P0", 11, 0))


def _people() -> pd.DataFrame:
    rng = np.random.default_rng(3)
    return pd.DataFrame(
        {
            "met": np.tile([0, 1, 0], 50),
            "again": rng.integers(0, 2, 150),
            "age": rng.normal(40, 9, 150).round(1),
            "area": rng.choice(["North", "South"], 150),
            "days": rng.integers(1, 90, 150),
        }
    )


def _calls() -> pd.DataFrame:
    rng = np.random.default_rng(4)
    return pd.DataFrame(
        {
            "call": np.arange(80),
            "drawn": np.tile(["team", "police"], 40),
            "arrest": rng.integers(0, 2, 80),
            "at": [f"2026-01-{1 + one // 4:02}T10:{one % 4:02}" for one in range(80)],
            "known": [f"2026-01-{1 + one // 4:02}T11:{one % 4:02}" for one in range(80)],
        }
    )


PANEL = {"unit": "place", "time": "month", "outcome": "calls", "first_treated": "start", "placebos": 3}
TABLES = {
    "its": (_series, {"time": "month", "outcome": "calls", "population": "people", "change": 19, "placebos": 3}),
    "staggered": (_places, {**PANEL, "covariates": ["size"]}),
    "rollout": (_places, PANEL),
    "synthetic": (_one_place, PANEL),
    "matched": (_people, {"outcome": "again", "treated": "met", "covariates": ["age", "area"], "placebos": 3}),
    "survival": (
        _people,
        {"duration": "days", "event": "again", "group": "met", "covariates": ["age", "area"], "placebos": 3},
    ),
    "trial": (
        _calls,
        {
            "unit": "call",
            "arm": "drawn",
            "outcome": "arrest",
            "allocated_at": "at",
            "outcome_at": "known",
            "placebos": 3,
        },
    ),
    "chart": (_series, {"time": "month", "outcome": "calls", "population": "people", "kind": "p", "placebos": 3}),
}
