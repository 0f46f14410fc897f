// Writing exercises, live: what works as plain forms saves itself, moves by drag and keyboard, and shows its pages.

import { startOrder } from "./order.js";
import { startPanes } from "./panes.js";
import { startWords } from "./words.js";
import { startZones } from "./zones.js";
import { startSaving } from "../editing/saving.js";

const writer = document.getElementById("writer");

if (writer && globalThis.htmx) {
  writer.dataset.live = "";
  startSaving();
  startPanes(writer);
  startOrder();
  startWords();
  startZones();
}
