"""Places to write on: how few and how many lines they may hold, and making one hold so many."""

from __future__ import annotations

import re
from typing import Any

SVG = "{http://www.w3.org/2000/svg}"
HEIGHT = re.compile(r"((?:min-)?height:\s*)[\d.]+mm")


def least_lines(lines: int) -> int:
    """How few of so many ruled lines are still enough, where the block does not say."""
    return max(min(lines, 2), round(lines * 0.67))


def most_lines(lines: int) -> int:
    """How many ruled lines so many may become."""
    return lines + max(2, lines // 2)


def set_lines(element: Any, lines: int) -> None:
    """Make a place hold so many lines: its rules drawn anew, or its height set where it is words or a field."""
    step = float(element.get("data-step"))
    element.set("data-asked", element.get("data-asked") or element.get("data-lines"))
    element.set("data-lines", str(lines))
    height = f"{lines * step:g}"
    if element.tag != f"{SVG}svg":
        element.set("style", HEIGHT.sub(rf"\g<1>{height}mm", element.get("style") or ""))
        return
    element.set("height", f"{height}mm")
    element.set("viewBox", f"0 0 100 {height}")
    element.find(f"{SVG}path").set("d", "".join(f"M0 {n * step - 0.2:g}H100" for n in range(1, lines + 1)))
