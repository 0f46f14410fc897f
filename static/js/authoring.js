// Writing exercises, live: what works as plain forms saves itself, moves by drag and keyboard, and shows its pages.

import { startOrder } from "./authoring-order.js";
import { startPanes } from "./authoring-panes.js";
import { startWords } from "./authoring-words.js";
import { startZones } from "./authoring-zones.js";
import { startSaving } from "./plan-editor-saving.js";

const writer = document.getElementById("writer");

if (writer && globalThis.htmx) {
  writer.dataset.live = "";
  startSaving();
  startPanes(writer);
  startOrder();
  startWords();
  startZones();
}
