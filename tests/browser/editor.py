"""What a person sees and does in the plan editor."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect


class EditorPage:
    """The editor in a browser."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def start(self, words: str) -> None:
        """From the list, start a plan with the button that says this."""
        self.page.goto("/plans/")
        self.page.get_by_role("button", name=words).first.click()
        self.page.wait_for_url("**/plans/*")
        expect(self.page.locator("#plan[data-live]")).to_have_count(1)

    @property
    def address(self) -> str:
        """The plan's address."""
        return self.page.url.partition("?")[0]

    @property
    def rows(self) -> Locator:
        """The names of the rows."""
        return self.page.locator(".item-name")

    def row(self, title: str) -> Locator:
        """One row of the agenda."""
        return self.page.locator(".item", has=self.page.locator(".item-name", has_text=title))

    def search(self, words: str) -> None:
        """Put words into the field in use and wait until the cards found by them stand there."""
        self.page.locator(".drawer-count").evaluate("count => count.dataset.before = ''")
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(words)
        expect(self.page.locator(".drawer-count[data-before]")).to_have_count(0)

    def card(self, title: str) -> Locator:
        """One card of the library drawer."""
        return self.page.locator(".drawer-card", has_text=title)

    def expect_rows(self, *titles: str) -> None:
        """The agenda holds just these rows, and that is saved."""
        expect(self.rows).to_have_text(list(titles))
        self.expect_saved()

    def expect_saved(self) -> None:
        """The words say that everything is saved."""
        expect(self.page.locator("#save-status")).to_contain_text("Saved")

    def expect_total(self, words: str) -> None:
        """What the minutes add up to."""
        expect(self.page.locator("#plan-total")).to_have_text(words)

    def expect_kept(self, *titles: str) -> None:
        """The same rows after loading the page anew."""
        self.page.goto(self.address)
        expect(self.rows).to_have_text(list(titles))

    def tab_to(self, target: Locator, *, key: str = "Tab") -> None:
        """Press Tab, or another key, and nothing else, until the target has the focus."""
        for _ in range(200):
            if target.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press(key)
        raise AssertionError(f"{key} does not reach {target}")
