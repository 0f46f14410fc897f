// The order of blocks and of rows: dragged by pointer or finger, moved by Alt and the arrow keys.

import { pickUp, putDown, sendChange } from "../editing/saving.js";

const isStill = matchMedia("(prefers-reduced-motion: reduce)");
const motion = () => (isStill.matches ? 0 : 150);
const ARROWS = { ArrowUp: "up", ArrowDown: "down" };
const sorted = new WeakSet();

const blockDropped = ({ item, oldIndex, newIndex }) => {
  if (oldIndex !== newIndex) {
    sendChange({ change: "move", key: item.dataset.key, to: newIndex });
  }
};

// A row dropped is one more press of its form: the form says what it holds, and where the row goes. The rows are put back
// first, so that the form is sent as the server knows it; the answer takes the button away again.
const rowDropped = ({ item, from, oldIndex, newIndex }) => {
  if (oldIndex === newIndex) {
    return;
  }
  const form = item.closest("form");
  from.insertBefore(item, from.children[oldIndex < newIndex ? oldIndex : oldIndex + 1] ?? null);
  const pressed = document.createElement("button");
  pressed.type = "submit";
  pressed.name = "rows";
  pressed.value = `to:${item.dataset.row}:${newIndex}`;
  pressed.hidden = true;
  form.append(pressed);
  form.requestSubmit(pressed);
};

const sort = (list, options) => {
  if (list && !sorted.has(list)) {
    sorted.add(list);
    const looks = { animation: motion(), direction: "vertical", ghostClass: "item-ghost", scrollSensitivity: 60 };
    Sortable.create(list, { ...looks, onChoose: pickUp, onUnchoose: putDown, ...options });
  }
};

const sortEverything = () => {
  sort(document.querySelector("[data-blocks]"), {
    delay: 200,
    delayOnTouchOnly: true,
    draggable: ">.outline-block",
    filter: "button",
    onUpdate: blockDropped,
    preventOnFilter: false,
  });
  for (const list of document.querySelectorAll("[data-rows]")) {
    sort(list, { draggable: ">.row-card", handle: "[data-row-handle]", onUpdate: rowDropped });
  }
};

const press = (button) => {
  if (button && !button.disabled) {
    button.form.requestSubmit(button);
  }
};

const moveByKey = (event) => {
  const direction = ARROWS[event.key];
  if (!direction || !event.altKey || event.target.matches?.("select")) {
    return;
  }
  const block = event.target.closest?.(".outline-block");
  const row = event.target.closest?.(".row-card");
  if (block) {
    event.preventDefault();
    press(document.getElementById(`${direction}-${block.dataset.key}`));
  } else if (row) {
    event.preventDefault();
    press(row.querySelector(`:scope > .row-head [data-row-${direction}]`));
  }
};

export const startOrder = () => {
  sortEverything();
  document.addEventListener("keydown", moveByKey);
  document.addEventListener("htmx:after:settle", sortEverything);
};
