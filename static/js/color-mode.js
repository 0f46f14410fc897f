// Light or dark, set before the page paints: the person's choice, or else what the system asks for.
// A control with data-color-mode="system|light|dark" makes the choice; it is kept in this browser only.

(() => {
  "use strict";

  const KEY = "therapytool-color-mode";
  const systemIsDark = window.matchMedia("(prefers-color-scheme: dark)");

  const stored = () => {
    try {
      return localStorage.getItem(KEY) ?? "system";
    } catch {
      return "system";
    }
  };

  const store = (mode) => {
    try {
      localStorage.setItem(KEY, mode);
    } catch {
      // A browser that keeps nothing still changes the page at hand.
    }
  };

  const apply = (mode) => {
    const dark = mode === "dark" || (mode !== "light" && systemIsDark.matches);
    document.documentElement.dataset.bsTheme = dark ? "dark" : "light";
  };

  const showChoice = (mode) => {
    for (const control of document.querySelectorAll("[data-color-mode]")) {
      control.setAttribute("aria-pressed", String(control.dataset.colorMode === mode));
    }
    for (const group of document.querySelectorAll("[data-color-mode-group]")) {
      group.hidden = false;
    }
  };

  apply(stored());
  systemIsDark.addEventListener("change", () => apply(stored()));

  document.addEventListener("DOMContentLoaded", () => showChoice(stored()));
  document.addEventListener("click", (event) => {
    const control = event.target.closest("[data-color-mode]");
    if (control) {
      store(control.dataset.colorMode);
      apply(control.dataset.colorMode);
      showChoice(control.dataset.colorMode);
    }
  });
})();
