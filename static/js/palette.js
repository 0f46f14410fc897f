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
    } else if (event.key === "Enter" && event.target === field) {
      opensFirst = true;
      if (openFirst()) {
        event.preventDefault();
      }
    }
  };

  // Enter opens the first of what was found by the words that stand there, not by the first half of them: it waits for those.
  let shownFor = null;
  let opensFirst = false;

  const openFirst = () => {
    const [first] = entries();
    if (!opensFirst || shownFor !== field.value || !first) {
      return false;
    }
    opensFirst = false;
    first.click();
    return true;
  };

  const ours = (listen) => ({ detail: { ctx } }) => ctx.target?.id === "palette-results" && listen(ctx);

  const noteWords = (ctx) => {
    ctx.askedFor = field.value;
  };

  // Results that come while the keys are already among them: the same one keeps the focus, or the first takes it.
  let inUse = null;

  const noteFocus = () => {
    inUse = document.activeElement?.closest("[data-palette-entry]")?.getAttribute("href") ?? null;
  };

  const settle = (ctx) => {
    shownFor = ctx.askedFor;
    if (inUse !== null && !dialog.contains(document.activeElement)) {
      const same = entries().find((entry) => entry.getAttribute("href") === inUse);
      (same ?? entries()[0] ?? field).focus();
    }
    openFirst();
  };

  const closeFromBeside = (event) => {
    if (event.target === dialog) {
      dialog.close();
    }
  };

  document.querySelectorAll("[data-palette-opens]").forEach((link) => link.addEventListener("click", open));
  document.addEventListener("htmx:config:request", ours(noteWords));
  document.addEventListener("htmx:before:swap", ours(noteFocus));
  document.addEventListener("htmx:after:swap", ours(settle));
  field.addEventListener("input", () => {
    opensFirst = false;
  });
  dialog.addEventListener("keydown", walk);
  dialog.addEventListener("click", closeFromBeside);
})();
