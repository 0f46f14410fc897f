// Keys: undo and redo outside fields, the single keys "/" and "?", which can be switched off, and the way through the library.

import { findInLibrary } from "./panes.js";

const KEY = "therapytool-single-keys";
const TYPED_INTO = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";

const singleKeysAreOn = () => {
  try {
    return localStorage.getItem(KEY) !== "off";
  } catch {
    return true;
  }
};

const switchSingleKeys = (on) => {
  try {
    localStorage.setItem(KEY, on ? "on" : "off");
  } catch {
    // A browser that keeps nothing still works; its keys stay on.
  }
};

const dialog = () => document.getElementById("shortcuts");

const pressButton = (id) => {
  const button = document.getElementById(id);
  if (!button.disabled) {
    button.form.requestSubmit(button);
  }
};

const undoOrRedo = (event) => {
  const key = event.key.toLowerCase();
  if (key === "z") {
    return event.shiftKey ? "redo" : "undo";
  }
  return key === "y" && !event.shiftKey ? "redo" : null;
};

const pressKey = (event) => {
  const isCombination = (event.ctrlKey || event.metaKey) && !event.altKey;
  const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (event.target.closest?.(TYPED_INTO) || dialog().open) {
    return;
  }
  const step = isCombination ? undoOrRedo(event) : null;
  if (step) {
    event.preventDefault();
    pressButton(step);
  } else if (isPlain && event.key === "/" && singleKeysAreOn()) {
    event.preventDefault();
    findInLibrary();
  } else if (isPlain && event.key === "?" && singleKeysAreOn()) {
    event.preventDefault();
    dialog().showModal();
  }
};

// Arrows go from the words searched for to what was found, and on; Enter there adds it.
const walkLibrary = (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const isCombination = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;
  if (!step || isCombination || !event.target.matches("[data-find-field], [data-drawer-adds]")) {
    return;
  }
  const stops = [...document.querySelectorAll("[data-find-field], [data-drawer-adds]")];
  const next = stops[stops.indexOf(event.target) + step];
  if (next) {
    event.preventDefault();
    next.focus();
  }
};

// Enter in a field of one line ends it, which saves it.
const endLine = (event) => {
  if (event.key === "Enter" && event.target.matches("[data-one-line]")) {
    event.preventDefault();
    event.target.blur();
  }
};

export const startKeys = () => {
  const control = document.querySelector("[data-single-keys-switch]");
  control.checked = singleKeysAreOn();
  control.addEventListener("change", () => switchSingleKeys(control.checked));
  document.querySelectorAll("[data-open-shortcuts]").forEach((button) => { button.hidden = false; });
  document.addEventListener("click", (event) => event.target.closest("[data-open-shortcuts]") && dialog().showModal());
  document.addEventListener("keydown", pressKey);
  document.addEventListener("keydown", walkLibrary);
  document.addEventListener("keydown", endLine);
};
