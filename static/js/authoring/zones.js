// Places on a picture are moved and stretched on the picture itself, by pointer or by the arrow keys; the numbers in the
// fields follow, and are what is saved.

import { pickUp, putDown } from "../editing/saving.js";

const STEP = 1;
const SMALLEST = 3;
const KEYS = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };

let held = null;

const round = (value) => Math.round(value * 10) / 10;
const within = (value, lowest, highest) => Math.min(Math.max(value, lowest), highest);

const fieldOf = (place, name) => {
  const part = place.closest("[data-stage]").dataset.stage;
  return document.getElementById(`f-${part}-zones.${place.dataset.place}.${name}`);
};

const numbersOf = (place) => Object.fromEntries(
  ["x", "y", "width", "height"].map((name) => [name, Number(fieldOf(place, name)?.value.replace(",", ".")) || 0]),
);

const draw = (place, { x, y, width, height }) => {
  Object.assign(place.style, { left: `${x}%`, top: `${y}%`, width: `${width}%`, height: `${height}%` });
};

const put = (place, numbers) => {
  draw(place, numbers);
  for (const [name, value] of Object.entries(numbers)) {
    fieldOf(place, name).value = round(value);
  }
};

const save = (place) => fieldOf(place, "x").dispatchEvent(new Event("change", { bubbles: true }));

const changed = (start, [right, down], stretches) => {
  if (stretches) {
    const width = within(start.width + right, SMALLEST, 100 - start.x);
    return { ...start, width, height: within(start.height + down, SMALLEST, 100 - start.y) };
  }
  return { ...start, x: within(start.x + right, 0, 100 - start.width), y: within(start.y + down, 0, 100 - start.height) };
};

const hold = (event) => {
  const place = event.target.closest?.(".stage-place");
  if (!place || event.button !== 0) {
    return;
  }
  pickUp();
  place.setPointerCapture(event.pointerId);
  const frame = place.parentElement.getBoundingClientRect();
  held = { place, frame, from: [event.clientX, event.clientY], start: numbersOf(place), stretches: event.target.matches(".stage-corner") };
};

const drag = (event) => {
  if (held) {
    const { place, frame, from, start, stretches } = held;
    const by = [(100 * (event.clientX - from[0])) / frame.width, (100 * (event.clientY - from[1])) / frame.height];
    held.hasMoved = true;
    put(place, changed(start, by, stretches));
  }
};

const release = () => {
  if (held?.hasMoved) {
    save(held.place);
  }
  if (held) {
    putDown();
  }
  held = null;
};

const press = (event) => {
  const place = event.target.closest?.(".stage-place");
  const by = KEYS[event.key];
  if (place && by && !event.altKey && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    put(place, changed(numbersOf(place), by, event.shiftKey));
  }
};

const letGo = (event) => {
  const place = event.target.closest?.(".stage-place");
  if (place && KEYS[event.key]) {
    save(place);
  }
};

const follow = (event) => {
  const name = event.target.id?.match(/-zones\.(\d+)\./);
  const place = name && document.querySelector(`.stage-place[data-place="${name[1]}"]`);
  if (place) {
    draw(place, numbersOf(place));
  }
};

const drawAll = () => document.querySelectorAll(".stage-place").forEach((place) => {
  const { x, y, width, height } = place.dataset;
  draw(place, { x, y, width, height });
});

export const startZones = () => {
  drawAll();
  document.addEventListener("htmx:after:settle", drawAll);
  document.addEventListener("pointerdown", hold);
  document.addEventListener("pointermove", drag);
  document.addEventListener("pointerup", release);
  document.addEventListener("pointercancel", release);
  document.addEventListener("keydown", press);
  document.addEventListener("keyup", letGo);
  document.addEventListener("input", follow);
};
