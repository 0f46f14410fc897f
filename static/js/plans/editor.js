// The plan editor, live: what works as plain forms saves itself, moves by drag and keyboard, and shows its pages.

import { startFocus } from "./focus.js";
import { startKeys } from "./keys.js";
import { startOrder } from "./order.js";
import { startPanes } from "./panes.js";
import { startSaving } from "../editing/saving.js";

const editor = document.getElementById("plan");

if (editor && globalThis.htmx) {
  editor.dataset.live = "";
  startSaving();
  startFocus();
  startPanes(editor);
  startOrder();
  startKeys();
}
