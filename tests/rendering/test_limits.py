"""The fence around the worker holds even when the fetcher in front of it does not."""

from __future__ import annotations

import json
import signal
import subprocess
import sys

import pytest

from tests.hostile.listener import Listener
from therapytool.rendering.workers.child import PACKAGE_PARENT, environment

FENCED = """
import json, sys
from therapytool.rendering.workers.limits import Limits, OutsideTheFence, allow_seconds, raise_fence, set_limits
given = sys.argv[1]
{before}
set_limits(Limits())
raise_fence()
answers = []
for attempt in sys.argv[2:]:
    try:
        exec(attempt)
    except (OutsideTheFence, MemoryError) as error:
        answers.append(type(error).__name__)
    else:
        answers.append("done")
print(json.dumps(answers), flush=True)
"""

REFUSED = "OutsideTheFence"

FORBIDDEN = [
    "open('/etc/passwd')",
    "open(given, 'w')",
    "open(given, 'a')",
    "__import__('os').open(given, 0)",
    "__import__('pathlib').Path(given).read_text()",
    "__import__('pathlib').Path(given).unlink()",
    "__import__('os').rename(given, given + 'x')",
    "__import__('os').mkdir(given + 'x')",
    "__import__('socket').create_connection(('127.0.0.1', 9))",
    "__import__('socket').socket()",
    "__import__('socket').getaddrinfo('localhost', 80)",
    "__import__('subprocess').run(['true'])",
    "__import__('os').system('true')",
    "__import__('os').execv('/bin/true', ['true'])",
    "__import__('os').fork()",
    "__import__('os').posix_spawn('/bin/true', ['true'], {})",
]

ENGINE_WITHOUT_ITS_FETCHER = """
from weasyprint.urls import URLFetcher
from therapytool.rendering.layout import engine
from therapytool.rendering.layout.engine import lay_out
engine.AssetFetcher = type("OpenFetcher", (URLFetcher,), {"refusal": None})
lay_out("<p>warm</p>", "")
"""


def python(*arguments: str) -> subprocess.CompletedProcess[str]:
    """A program run as a worker is: with nothing around it."""
    command = [sys.executable, "-P", "-c", *arguments]
    return subprocess.run(command, env=environment(), capture_output=True, text=True, check=False, timeout=60)


def fenced(*attempts: str, given: str = "", before: str = "") -> list[str]:
    """What comes of each of these lines of Python inside the fence: "done", or the name of the error."""
    answers: list[str] = json.loads(python(FENCED.replace("{before}", before), given, *attempts).stdout)
    return answers


@pytest.fixture(scope="module")
def forbidden(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What became of every forbidden line, tried one after the other on a file that must survive."""
    file = tmp_path_factory.mktemp("fence") / "file"
    file.write_text("words")
    answers = dict(zip(FORBIDDEN, fenced(*FORBIDDEN, given=str(file)), strict=True))
    assert file.read_text() == "words"
    return answers


@pytest.mark.parametrize("attempt", FORBIDDEN)
def test_python_inside_may_not(attempt, forbidden):
    assert forbidden[attempt] == REFUSED


def test_python_inside_may_still_import():
    assert fenced("import wave, xml.dom.minidom, PIL.ImageFilter") == ["done"]


def test_our_fonts_stay_readable_and_the_rest_of_the_checkout_does_not():
    places = ["fonts/symbols.json", "pyproject.toml", "fonts/../pyproject.toml", "therapytool/../pyproject.toml"]
    attempts = [f"open(given + '/{place}').close()" for place in places]
    assert fenced(*attempts, given=str(PACKAGE_PARENT)) == ["done", REFUSED, REFUSED, REFUSED]


def test_a_way_around_by_a_link_is_closed(tmp_path):
    link = tmp_path / "site-packages"
    link.symlink_to("/etc/passwd")
    assert fenced("open(given)", given=str(link)) == [REFUSED]


@pytest.fixture(scope="module")
def listener():
    with Listener() as listener:
        yield listener


class TestAnEngineWhoseFetcherLetsEverythingThrough:
    ATTEMPT = "lay_out('<img src=\"%s\">' % given, '')"

    def test_calls_the_host_without_the_fence(self, listener):
        python(f"import sys; given = sys.argv[1]\n{ENGINE_WITHOUT_ITS_FETCHER}\n{self.ATTEMPT}", listener.address)
        assert listener.calls == 1

    def test_calls_nobody_within_it(self, listener):
        before = listener.calls
        assert fenced(self.ATTEMPT, given=listener.address, before=ENGINE_WITHOUT_ITS_FETCHER) == ["done"]
        assert listener.calls == before


def test_processor_time_beyond_what_is_allowed_ends_the_process():
    program = "from therapytool.rendering.workers.limits import allow_seconds\nallow_seconds(0.01)\nwhile True: pass"
    assert python(program).returncode == -signal.SIGXCPU


def test_memory_beyond_the_limit_is_an_error_not_a_killed_machine():
    assert fenced("bytearray(2**33)") == ["MemoryError"]


def test_no_file_can_grow(tmp_path):
    file = tmp_path / "file"
    program = """
import sys
from therapytool.rendering.workers.limits import Limits, set_limits
set_limits(Limits())
open(sys.argv[1], "wb", buffering=0).write(b"words")
"""
    assert "File too large" in python(program, str(file)).stderr
    assert file.read_text() == ""
