// The board by keyboard: arrow keys go from one sheet to the next, X ticks it, Enter opens it. The keys work only while the focus is
// on a sheet of the board, so they are in nobody's way.

(() => {
  "use strict";

  const sheets = () => [...document.querySelectorAll("[data-entries] .card-link")];

  const go = (from, step) => {
    const all = sheets();
    all[all.indexOf(from) + step]?.focus();
  };

  const tick = (link) => link.closest("li").querySelector("[name=response]")?.click();

  const actions = { ArrowDown: (link) => go(link, 1), ArrowUp: (link) => go(link, -1), x: tick };

  document.addEventListener("keydown", (event) => {
    const row = event.target.closest?.("[data-entries] > li");
    const action = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (row && action && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      action(row.querySelector(".card-link"));
    }
  });

  document.addEventListener("change", ({ target }) => {
    if (target.matches("[data-tick-all]")) {
      document.querySelectorAll(`[name="${target.dataset.tickAll}"]`).forEach((box) => {
        box.checked = target.checked;
      });
    }
  });

  const show = () => document.querySelectorAll(".looked-at [hidden]").forEach((part) => {
    part.hidden = false;
  });
  show();
  document.addEventListener("htmx:after:swap", show);
})();
