// "/" goes to the search field. The person can switch this single key off; the choice is kept in this browser only.

(() => {
  "use strict";

  const KEY = "therapytool-single-keys";
  const field = document.getElementById("q");
  const hint = document.querySelector("[data-search-key]");
  const row = document.querySelector("[data-single-keys]");
  const control = document.querySelector("[data-single-keys-switch]");

  const areOn = () => {
    try {
      return localStorage.getItem(KEY) !== "off";
    } catch {
      return true;
    }
  };

  const store = (on) => {
    try {
      localStorage.setItem(KEY, on ? "on" : "off");
    } catch {
      // A browser that keeps nothing still changes the page at hand.
    }
  };

  let on = areOn();

  const show = () => {
    hint.hidden = !on;
    control.checked = on;
    row.hidden = false;
  };

  const isTyping = (target) => target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");

  document.addEventListener("keydown", (event) => {
    const isPlain = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (on && isPlain && !isTyping(event.target)) {
      event.preventDefault();
      field.focus();
      field.select();
    }
  });

  control.addEventListener("change", () => {
    on = control.checked;
    store(on);
    show();
  });

  show();
})();
