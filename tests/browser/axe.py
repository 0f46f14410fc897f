"""What axe finds on a page as it is shown, in light and dark."""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

LIGHT_AND_DARK = ("light", "dark")
ABOUT_COLORS = ("color-contrast", "link-in-text-block")
"""The rules that look at colors. All others find the same in the dark, so they are asked once."""
IS_THERE = "() => 'axe' in window"
RUN = """async rules => {
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  const {violations} = await axe.run({
    resultTypes: ["violations"], ...(rules && {runOnly: {type: "rule", values: rules}}),
  });
  return violations.map(each => `${each.id}: ${each.help} (${each.nodes[0].html.slice(0, 160)})`);
}"""


def violations(page: Page, *, colors: tuple[str, ...] = ("light",)) -> list[str]:
    """What axe finds, with the first element it finds it on; all rules in the first colors, those about colors in all.

    The page is left in the first colors.
    """
    if not page.evaluate(IS_THERE):
        page.evaluate(AXE_SCRIPT)
    first, *others = colors
    show_in(page, first)
    found: list[str] = page.evaluate(RUN)
    for scheme in others:
        show_in(page, scheme)
        found += [f"{scheme}: {said}" for said in page.evaluate(RUN, list(ABOUT_COLORS))]
    if others:
        show_in(page, first)
    return found


def show_in(page: Page, scheme: str) -> None:
    """Show the page as to somebody whose system is light or dark, at rest."""
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
