"""One name of the engine, what stands there, and what takes its place."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Shortcut:
    """`owner` is a module or class of the engine; `name` is looked up there when it is used, so it can be replaced."""

    owner: Any
    name: str
    ours: Any
    usual: Any = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "usual", getattr(self.owner, self.name))

    def take(self) -> None:
        setattr(self.owner, self.name, self.ours)

    def leave(self) -> None:
        setattr(self.owner, self.name, self.usual)


def written_down(style: Any) -> dict[str, Any]:
    """Where shortcuts write what they have found out about a style, for the next time."""
    own: dict[str, Any] = style.__dict__
    found: dict[str, Any] = own.get("written_down", own)
    return found


def everywhere(usual: Callable[..., Any], ours: Callable[..., Any]) -> tuple[Shortcut, ...]:
    """A shortcut for each module of the engine that took a function over by its name."""
    name = usual.__name__
    engine = [module for key, module in sys.modules.items() if key.split(".")[0] == "weasyprint"]
    return tuple([Shortcut(module, name, ours) for module in engine if getattr(module, name, None) is usual])
