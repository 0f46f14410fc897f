"""The libraries of the operating system that layout needs, and the exact line to type when they are missing.

Loads no WeasyPrint, so that it can be asked before anything else is started.
"""

from __future__ import annotations

import ctypes
import os
import platform
import sys
from collections.abc import Mapping

LIBRARIES = {
    "GObject": ("libgobject-2.0.so.0", "libgobject-2.0.0.dylib"),
    "Pango": ("libpango-1.0.so.0", "libpango-1.0.0.dylib", "libpango-1.0.dylib"),
    "PangoFT2": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.0.dylib", "libpangoft2-1.0.dylib"),
    "HarfBuzz": ("libharfbuzz.so.0", "libharfbuzz.0.dylib"),
    "Fontconfig": ("libfontconfig.so.1", "libfontconfig.1.dylib"),
}
"""What layout cannot do without, by name, each with its file names on Linux and macOS."""

DEBIAN_LINE = "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"

INSTALL_LINES = {
    "debian": DEBIAN_LINE,
    "ubuntu": DEBIAN_LINE,
    "fedora": "dnf install pango harfbuzz",
    "rhel": "dnf install pango harfbuzz",
    "suse": "zypper install libpango-1_0-0 libharfbuzz-subset0",
    "arch": "pacman -S pango",
    "alpine": "apk add pango fontconfig harfbuzz-subset",
    "macos": "brew install pango",
}
"""The line to type, by the name a system gives itself or its parent."""

HOMEBREW_FOLDERS = ("/opt/homebrew/lib", "/usr/local/lib")


def missing_system_libraries() -> str | None:
    """None when everything is there, else what is missing and the line to type, as one text for the person."""
    missing = [name for name, files in LIBRARIES.items() if not any(map(_can_load, files))]
    if not missing:
        return None
    return f"The page engine needs {', '.join(missing)}. Install it with:\n\n    {install_line()}\n"


def install_line() -> str:
    """The one line that installs the libraries on this system; on an unknown one, what to look for."""
    names = system_names()
    line = next((INSTALL_LINES[name] for name in names if name in INSTALL_LINES), None)
    if line is None:
        return "install Pango 1.44 or newer with the package manager of this system"
    return line if names[0] == "macos" or os.geteuid() == 0 else f"sudo {line}"


def system_names() -> tuple[str, ...]:
    """What this system calls itself, nearest name first: ("ubuntu", "debian"), ("macos",)."""
    if sys.platform == "darwin":
        return ("macos",)
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return (sys.platform,)
    return _names_in(release)


def library_folders() -> str | None:
    """Where a Mac keeps the libraries beside the places the loader looks; None on other systems."""
    return ":".join(HOMEBREW_FOLDERS) if sys.platform == "darwin" else None


def _names_in(release: Mapping[str, str]) -> tuple[str, ...]:
    relatives = [name.removeprefix("opensuse-") for name in release.get("ID_LIKE", "").split()]
    return (release.get("ID", "linux"), *relatives)


def _can_load(name: str) -> bool:
    folders = HOMEBREW_FOLDERS if sys.platform == "darwin" else ()
    for place in (name, *(f"{folder}/{name}" for folder in folders)):
        try:
            ctypes.CDLL(place)
        except OSError:
            continue
        return True
    return False
