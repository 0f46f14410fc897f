// data-copy="id" on a button copies the value of that field; without a clipboard the field is there to copy by hand.

(() => {
  "use strict";

  const status = document.querySelector("[data-copy-status]");

  for (const button of document.querySelectorAll("[data-copy]")) {
    const field = document.getElementById(button.dataset.copy);
    const words = button.querySelector("[data-copy-words]");
    button.hidden = !navigator.clipboard;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(field.value ?? field.textContent.trim());
        words.textContent = "Copied";
        status.textContent = "Copied";
      } catch {
        field.focus();
        field.select?.();
      }
    });
  }
})();
