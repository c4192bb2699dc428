"""Drawn fragments, kept while what they show stands, so that a change costs one drawing and not one per screen.

A key always holds the moment the thing last changed and the present minute: words like "2 min ago" never grow older
than that, and nothing has to be thrown away by hand. Only code that holds a release asks for a fragment.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.safestring import SafeString, mark_safe

KEPT = 2000
_kept: OrderedDict[Hashable, Any] = OrderedDict()
_lock = threading.Lock()


def minute() -> tuple[int, str | None, str]:
    """The part of a key that lets words about time, in this language and zone, stand for a minute."""
    return int(timezone.now().timestamp() // 60), translation.get_language(), timezone.get_current_timezone_name()


def find(key: Hashable) -> Any | None:
    """What is kept under `key`, or None."""
    with _lock:
        found = _kept.get(key)
        if found is not None:
            _kept.move_to_end(key)
        return found


def keep(key: Hashable, value: Any) -> Any:
    """Keep `value` under `key`; the least used goes first when there are too many."""
    with _lock:
        _kept[key] = value
        if len(_kept) > KEPT:
            _kept.popitem(last=False)
    return value


def once(key: Hashable, draw: Callable[[], Any]) -> Any:
    """What is kept under `key`, else what `draw` returns."""
    found = find(key)
    return keep(key, draw()) if found is None else found


def html(template: str, **values: Hashable) -> SafeString:
    """What a template makes of these values and nothing else, kept for a minute as long as they are the same."""
    return once((template, minute(), *values.items()), lambda: mark_safe(render_to_string(template, values)))


def forget() -> None:
    """Drop everything, for tests."""
    with _lock:
        _kept.clear()
