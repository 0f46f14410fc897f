// What is typed or chosen before htmx has taken over the page is told again once it has: on a slow line the fields are there
// before the scripts, and notes that save themselves would wait for the next letter. Loaded without "defer", before any field.

(() => {
  "use strict";

  const fields = { input: new Set(), change: new Set() };
  const note = ({ type, target }) => fields[type].add(target);

  const tellAgain = ({ target }) => {
    if (target !== document.body) {
      return;
    }
    document.removeEventListener("htmx:after:process", tellAgain);
    for (const kind of Object.keys(fields)) {
      document.removeEventListener(kind, note, { capture: true });
      fields[kind].forEach((field) => field.dispatchEvent(new Event(kind, { bubbles: true })));
    }
  };

  for (const kind of Object.keys(fields)) {
    document.addEventListener(kind, note, { capture: true });
  }
  document.addEventListener("htmx:after:process", tellAgain);
})();
