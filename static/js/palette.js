// The palette over the page: opens on its link or Ctrl+K, arrow keys walk through what was found.

(() => {
  "use strict";

  const dialog = document.querySelector("[data-palette]");
  if (!dialog) {
    return;
  }
  const form = dialog.querySelector("form");
  const field = form.elements.q;

  const open = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) {
      return;
    }
    event.preventDefault();
    dialog.showModal();
    field.select();
    showWhatWasUsedLast();
  };

  // htmx takes a form over a moment after the page has loaded; keys may be quicker.
  const showWhatWasUsedLast = () => {
    if (form.hasAttribute("data-htmx-powered")) {
      form.dispatchEvent(new CustomEvent("palette-opened"));
    } else {
      setTimeout(showWhatWasUsedLast, 20);
    }
  };

  const entries = () => [...dialog.querySelectorAll("[data-palette-entry]")];

  const step = (by) => {
    const all = entries();
    const next = all.indexOf(document.activeElement) + by;
    (next < 0 ? field : all[Math.min(next, all.length - 1)] ?? field).focus();
  };

  const walk = (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by) {
      event.preventDefault();
      step(by);
    } else if (event.key === "Enter" && event.target === field && entries().length) {
      event.preventDefault();
      entries()[0].click();
    }
  };

  const closeFromBeside = (event) => {
    if (event.target === dialog) {
      dialog.close();
    }
  };

  document.querySelectorAll("[data-palette-opens]").forEach((link) => link.addEventListener("click", open));
  dialog.addEventListener("keydown", walk);
  dialog.addEventListener("click", closeFromBeside);
})();
