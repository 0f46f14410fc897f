// The plan editor, live: what works as plain forms saves itself, moves by drag and keyboard, and shows its pages.

import { startFocus } from "./plan-editor-focus.js";
import { startKeys } from "./plan-editor-keys.js";
import { startOrder } from "./plan-editor-order.js";
import { startPanes } from "./plan-editor-panes.js";
import { startSaving } from "./plan-editor-saving.js";

const editor = document.getElementById("plan");

if (editor && globalThis.htmx) {
  editor.dataset.live = "";
  startSaving();
  startFocus();
  startPanes(editor);
  startOrder();
  startKeys();
}
