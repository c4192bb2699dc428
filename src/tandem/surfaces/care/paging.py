"""Pages of a long list: which rows a page holds, and whether there is one before and after it."""

PAGE = 25


def pages(total: int, at: int, size: int = PAGE) -> dict:
    """Where page `at` (from 1; beyond the end is the last) of `total` rows stands, for `care/paging.html`."""
    last = max(1, -(-total // size))
    here = min(at, last)
    return {
        "at": here,
        "last": last,
        "first_row": (here - 1) * size + 1 if total else 0,
        "last_row": min(total, here * size),
        "total": total,
        "before": here - 1 if here > 1 else None,
        "after": here + 1 if here < last else None,
    }
