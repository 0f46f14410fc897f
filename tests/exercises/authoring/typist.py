"""Types a whole block into the form that the page shows, field by field, adding and taking away rows as needed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.exercises.authoring.window import TEXTAREA, Window

Content = Mapping[str, Any]
MARKED = {"kind"}


def write(window: Window, content: Content) -> None:
    """Make the open block say just this: rows first, then what stands in the fields."""
    if "row_labels" in content:
        window.save({"row_labels": "\n".join(content["row_labels"])})
    _make_rows(window, "", content)
    window.save({name: "" for name in _texts(window) if name not in content} | dict(_fields(window, "", content)))


def _texts(window: Window) -> list[str]:
    """The texts at the top of the form; names of answers may stay as they are."""
    controls = (each for each in window.form.iter() if each.tag == TEXTAREA or each.get("type") == "text")
    names = [(each.get("name") or "").removeprefix("f.") for each in controls]
    return [name for name in names if name and "." not in name and name != "id"]


def _make_rows(window: Window, prefix: str, content: Content) -> None:
    for key, value in content.items():
        place = f"{prefix}{key}"
        if _is_rows(value):
            _make_count(window, place, value)
            for number, row in enumerate(value):
                _make_rows(window, f"{place}.{number}.", row)
        elif isinstance(value, Mapping):
            _make_rows(window, f"{place}.", value)


def _make_count(window: Window, place: str, rows: list[Content]) -> None:
    kinds = [row.get("kind") for row in rows]
    while window.rows_of(place) < len(rows):
        kind = kinds[window.rows_of(place)]
        window.save({}, rows=f"add:{place}:{kind}" if kind else f"add:{place}")
    while window.rows_of(place) > len(rows):
        window.save({}, rows=f"remove:{place}.{window.rows_of(place) - 1}")


def _fields(window: Window, prefix: str, content: Content) -> Any:
    for key, value in content.items():
        place = f"{prefix}{key}"
        if key in MARKED:
            continue
        if _is_rows(value):
            for number, row in enumerate(value):
                yield from _fields(window, f"{place}.{number}.", row)
        elif isinstance(value, Mapping):
            yield from _fields(window, f"{place}.", value)
        else:
            yield from _one_field(window, place, value)


def _one_field(window: Window, place: str, value: Any) -> Any:
    if isinstance(value, list) and window.has_field(f"{place}.0"):
        yield from ((f"{place}.{number}", text) for number, text in enumerate(value))
    elif isinstance(value, list):
        yield place, value if _is_ticks(window, place) else "\n".join(map(str, value))
    elif window.has_field(f"{place}.mm") and isinstance(value, int):
        yield from ((place, "exact"), (f"{place}.mm", str(value)))
    else:
        yield place, value if isinstance(value, bool) else str(value)


def _is_rows(value: object) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], Mapping)


def _is_ticks(window: Window, place: str) -> bool:
    return any(each.get("name") == f"f.{place}" and each.get("type") == "checkbox" for each in window.form.iter())
