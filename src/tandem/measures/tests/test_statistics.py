import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.measures.statistics import quantile_ranks, wilson


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [
        # Newcombe 1998 (Statistics in Medicine 17:857), table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_agrees_with_published_intervals(k, n, low, high):
    assert wilson(k, n) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_holds_the_share_and_mirrors(pair):
    k, n = pair
    low, high = wilson(k, n)
    assert 0 <= low <= k / n <= high <= 1
    assert wilson(n - k, n) == pytest.approx((1 - high, 1 - low))


@pytest.mark.parametrize(("k", "n"), [(1, 0), (0, 0), (-1, 3), (4, 3)])
def test_what_is_no_share_is_refused(k, n):
    with pytest.raises(ValueError, match="not a share"):
        wilson(k, n)


@pytest.mark.parametrize(
    ("n", "ranks"),
    [(5, None), (6, (1, 6)), (10, (2, 9)), (20, (6, 15)), (25, (8, 18)), (50, (18, 33)), (100, (40, 61))],
)
def test_ranks_of_the_median_agree_with_the_published_table(n, ranks):
    assert quantile_ranks(n, 0.5) == ranks


@given(st.integers(1, 400), st.sampled_from([0.5, 0.9]))
def test_ranks_cover_at_least_the_level_and_are_tight(n, q):
    def below(r):
        return math.fsum(math.comb(n, i) * q**i * (1 - q) ** (n - i) for i in range(r))

    ranks = quantile_ranks(n, q)
    if ranks is None:
        assert below(1) > 0.025 or below(n) < 0.975
    else:
        low, high = ranks
        assert below(low) <= 0.025 < below(low + 1)
        assert below(high) >= 0.975 > below(high - 1)


def test_ranks_of_nothing_and_of_very_many():
    assert quantile_ranks(0, 0.5) is None
    low, high = quantile_ranks(10_000_000, 0.5)
    assert low + high == 10_000_001
    assert high - low == pytest.approx(2 * 1.96 * math.sqrt(10_000_000) / 2, abs=3)
