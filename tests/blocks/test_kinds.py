"""Every kind of block has all its parts, and every control is drawn in every medium."""

from __future__ import annotations

import importlib
from typing import get_args

import pytest
from jinja2 import Environment, nodes

from therapytool.blocks import KINDS, AnyBlock
from therapytool.blocks.answers import FIELDS
from therapytool.blocks.base import Block, Control
from therapytool.shipped import folder

TEMPLATES = folder("templates")
MEDIA = ("paper", "screen", "word")
STYLED = ("paper", "screen")
WORDS_OF_A_MEDIUM = ("paper", "screen", "<input", "<textarea", "<select", "<svg")


def parsed(path: str) -> nodes.Template:
    return Environment(autoescape=True).parse((TEMPLATES / path).read_text(encoding="utf-8"))


def macros_of(medium: str) -> dict[str, list[str]]:
    """The names of a medium's macros, each with the names of its arguments."""
    macros = parsed(f"controls/{medium}.html").find_all(nodes.Macro)
    return {macro.name: [argument.name for argument in macro.args] for macro in macros}


def controls_used() -> set[str]:
    """The macros of `controls` that the blocks' templates call."""
    used = (getter for kind in KINDS for getter in parsed(f"blocks/{kind}.html").find_all(nodes.Getattr))
    return {getter.attr for getter in used if isinstance(getter.node, nodes.Name) and getter.node.name == "controls"}


def test_the_table_of_kinds_and_the_type_of_any_block_agree() -> None:
    union, _discriminator = get_args(AnyBlock)
    assert set(get_args(union)) == set(KINDS.values())


@pytest.mark.parametrize("kind", KINDS)
class TestEveryKind:
    def test_lives_in_a_module_of_its_name(self, kind: str) -> None:
        assert importlib.import_module(f"therapytool.blocks.{kind}").__name__ == KINDS[kind].__module__

    def test_says_its_own_name(self, kind: str) -> None:
        assert get_args(KINDS[kind].model_fields["kind"].annotation) == (kind,)

    def test_has_a_template_and_a_style(self, kind: str) -> None:
        assert (TEMPLATES / "blocks" / f"{kind}.html").is_file()
        assert (TEMPLATES / "blocks" / f"{kind}.css").is_file()

    def test_has_a_template_that_knows_no_medium(self, kind: str) -> None:
        template = (TEMPLATES / "blocks" / f"{kind}.html").read_text(encoding="utf-8")
        assert [word for word in WORDS_OF_A_MEDIUM if word in template] == []

    def test_says_itself_in_plain_text(self, kind: str) -> None:
        assert KINDS[kind].plain_text is not Block.plain_text


def test_no_template_or_style_is_left_without_a_kind() -> None:
    assert {path.stem for path in (TEMPLATES / "blocks").iterdir()} == set(KINDS)


@pytest.mark.parametrize("medium", MEDIA)
class TestEveryMedium:
    def test_draws_every_control(self, medium: str) -> None:
        assert set(Control) <= set(macros_of(medium))

    def test_draws_all_that_the_blocks_ask_for(self, medium: str) -> None:
        assert controls_used() <= set(macros_of(medium))


@pytest.mark.parametrize("medium", STYLED)
def test_every_medium_with_styles_has_its_own(medium: str) -> None:
    assert (TEMPLATES / "controls" / f"{medium}.css").is_file()


@pytest.mark.parametrize("name", sorted(controls_used()))
def test_a_control_is_called_the_same_way_in_every_medium(name: str) -> None:
    paper, *others = (macros_of(medium)[name] for medium in MEDIA)
    assert all(other == paper for other in others)


def test_every_control_is_read_by_a_field() -> None:
    assert set(FIELDS) == set(Control)
