"""A missing library of the system is told by name, with the line to type for that system."""

from __future__ import annotations

import pytest

from therapytool.rendering import system


@pytest.fixture
def without_pango(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(system.LIBRARIES, "Pango", ("libno-such-thing.so",))


def release(monkeypatch: pytest.MonkeyPatch, **facts: str) -> None:
    """Pretend to be a Linux that describes itself so."""
    monkeypatch.setattr(system.sys, "platform", "linux")
    monkeypatch.setattr(system.platform, "freedesktop_os_release", lambda: facts)
    monkeypatch.setattr(system.os, "geteuid", lambda: 1000)


def test_nothing_is_said_when_all_is_there():
    assert system.missing_system_libraries() is None


def test_what_is_missing_is_named_with_a_line_to_type(without_pango, monkeypatch):
    release(monkeypatch, ID="debian")
    assert system.missing_system_libraries() == (
        "The page engine needs Pango. Install it with:\n\n"
        "    sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0\n"
    )


@pytest.mark.parametrize(
    ("facts", "line"),
    [
        ({"ID": "ubuntu", "ID_LIKE": "debian"}, "sudo apt-get install libpango-1.0-0 "),
        ({"ID": "linuxmint", "ID_LIKE": "ubuntu debian"}, "sudo apt-get install libpango-1.0-0 "),
        ({"ID": "fedora"}, "sudo dnf install pango"),
        ({"ID": "rocky", "ID_LIKE": "rhel centos fedora"}, "sudo dnf install pango"),
        ({"ID": "opensuse-leap", "ID_LIKE": "suse opensuse"}, "sudo zypper install libpango"),
        ({"ID": "manjaro", "ID_LIKE": "arch"}, "sudo pacman -S pango"),
        ({"ID": "alpine"}, "sudo apk add pango"),
        ({"ID": "unheard-of"}, "install Pango 1.44 or newer"),
        ({}, "install Pango 1.44 or newer"),
    ],
)
def test_the_line_is_that_of_the_system(facts, line, monkeypatch):
    release(monkeypatch, **facts)
    assert system.install_line().startswith(line)


def test_root_needs_no_sudo(monkeypatch):
    release(monkeypatch, ID="debian")
    monkeypatch.setattr(system.os, "geteuid", lambda: 0)
    assert system.install_line() == system.DEBIAN_LINE


def test_a_mac_uses_homebrew_and_is_told_where_its_libraries_lie(monkeypatch):
    monkeypatch.setattr(system.sys, "platform", "darwin")
    assert system.install_line() == "brew install pango"
    assert system.library_folders() == "/opt/homebrew/lib:/usr/local/lib"


def test_a_system_that_does_not_describe_itself_gets_general_advice(monkeypatch):
    def nothing() -> dict[str, str]:
        raise OSError

    monkeypatch.setattr(system.platform, "freedesktop_os_release", nothing)
    monkeypatch.setattr(system.sys, "platform", "linux")
    assert system.install_line().startswith("install Pango")
