// The order of the agenda: rows and library cards dragged by pointer or finger, rows moved by Alt and the arrow keys.

import { pickUp, putDown, sendChange } from "../editing/saving.js";

const isStill = matchMedia("(prefers-reduced-motion: reduce)");
const motion = () => (isStill.matches ? 0 : 150);

const dropped = ({ item, oldIndex, newIndex }) => {
  if (oldIndex !== newIndex) {
    sendChange({ change: "move", key: item.dataset.key, to: newIndex });
  }
};

// The card dropped stands in the agenda until the answer brings its row; its double stays in the library.
const droppedFromLibrary = ({ item, clone, newIndex }) => {
  htmx.process(clone);
  sendChange({ change: "add-exercise", exercise: item.dataset.exercise, dose: item.dataset.dose, at: newIndex });
};

const removeStandIns = () => document.querySelectorAll(".items > .drawer-card").forEach((card) => card.remove());

const sortRows = () => {
  Sortable.create(document.querySelector("[data-items]"), {
    animation: motion(),
    chosenClass: "item-chosen",
    dragClass: "item-carried",
    draggable: ".item, .drawer-card",
    ghostClass: "item-ghost",
    group: { name: "agenda", put: ["library"] },
    handle: "[data-handle]",
    onAdd: droppedFromLibrary,
    onChoose: pickUp,
    onUnchoose: putDown,
    onUpdate: dropped,
    scrollSensitivity: 60,
  });
};

const lendCards = () => {
  const cards = document.querySelector("[data-drawer-cards]");
  if (cards) {
    Sortable.create(cards, {
      animation: motion(),
      delay: 200,
      delayOnTouchOnly: true,
      draggable: ".drawer-card",
      filter: "button, a",
      ghostClass: "item-ghost",
      group: { name: "library", pull: "clone", put: false },
      onChoose: pickUp,
      onUnchoose: putDown,
      preventOnFilter: false,
      sort: false,
    });
  }
};

const ARROWS = { ArrowUp: "up", ArrowDown: "down" };
const TYPED_INTO = "input:not([type=checkbox], [type=radio]), textarea, select";

const moveByKey = (event) => {
  const row = event.target.closest?.(".item");
  const direction = ARROWS[event.key];
  if (!row || !direction || !event.altKey || event.target.matches(TYPED_INTO)) {
    return;
  }
  event.preventDefault();
  const button = document.getElementById(`${direction}-${row.dataset.key}`);
  if (!button.disabled) {
    button.form.requestSubmit(button);
  }
};

export const startOrder = () => {
  sortRows();
  lendCards();
  document.addEventListener("keydown", moveByKey);
  document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => ctx.target?.id === "drawer-results" && lendCards());
  document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => ctx.changeForm && removeStandIns());
};
