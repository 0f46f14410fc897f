// Before it is sent: does this tab still hold something that the server has not?

import { read } from "./store.js";

const notice = document.querySelector("[data-unsaved]");
const isUnsaved = () => read(notice.dataset.unsaved).length > 0;

notice.hidden = !isUnsaved();
document.querySelector("[data-send]")?.addEventListener("submit", (event) => {
  if (isUnsaved()) {
    event.preventDefault();
    notice.hidden = false;
    notice.querySelector("a").focus();
  }
});
