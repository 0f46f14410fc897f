// The agenda is sent whole after each change and merged into the page: what is open stays open, the focus stays where it
// was, and what came or moved shows itself.

const agenda = () => document.getElementById("agenda");
const rows = () => [...document.querySelectorAll(".item")];

let before = null;
let cardInUse = "";

// Whether a panel, a menu or the session's fields are open is not for the server to say.
const keepsOpenState = (element, { attrName }) => {
  const isOpenState = (attrName === "open" && element.matches("details"))
    || (attrName === "hidden" && element.matches("[data-panel]"))
    || (attrName === "aria-expanded" && element.matches("[data-panel-toggle]"));
  return !isOpenState;
};

const remember = ({ detail: { ctx } }) => {
  if (ctx.target?.id === "drawer-results") {
    cardInUse = document.activeElement?.closest("#drawer-results [data-exercise]")?.id ?? "";
  }
  if (ctx.target !== agenda()) {
    return;
  }
  const active = document.activeElement;
  before = {
    focus: active,
    id: active?.id,
    row: rows().findIndex((row) => row.contains(active)),
    places: new Map(rows().map((row, place) => [row.id, place])),
  };
};

const isLost = () => !document.activeElement || document.activeElement === document.body || document.activeElement.disabled;

// The same element if it is still there, else the row that took its place, else the other half of undo and redo.
const bringFocusBack = () => {
  if (!before.focus || before.focus === document.body || !isLost()) {
    return;
  }
  const same = before.id ? document.getElementById(before.id) : null;
  const row = before.row >= 0 ? rows()[Math.min(before.row, rows().length - 1)] : null;
  const candidates = [same, row?.querySelector(".item-name"), ...document.querySelectorAll("#redo, #undo"), document.getElementById("agenda-name")];
  candidates.find((candidate) => candidate && !candidate.disabled)?.focus({ preventScroll: true });
};

// Results that come while the keys are already among them keep the card in use, or lead back to the words searched for.
const stayInLibrary = () => {
  if (cardInUse && isLost()) {
    const card = document.getElementById(cardInUse);
    (card?.querySelector("[data-drawer-adds]") ?? document.querySelector("[data-find-field]")).focus({ preventScroll: true });
  }
  cardInUse = "";
};

const show = (row) => {
  row.classList.remove("item-touched");
  requestAnimationFrame(() => row.classList.add("item-touched"));
  row.scrollIntoView({ block: "nearest" });
};

const showWhatCame = () => {
  const came = rows().filter((row) => !before.places.has(row.id));
  const focused = rows().find((row) => row.contains(document.activeElement));
  const moved = focused && before.places.get(focused.id) !== rows().indexOf(focused) ? [focused] : [];
  (came.length > 0 ? came : moved).slice(0, 1).forEach(show);
};

const settle = ({ detail: { task } }) => {
  stayInLibrary();
  if (before && task?.type === "main") {
    bringFocusBack();
    showWhatCame();
    before = null;
  }
};

const closeMenu = (event) => {
  const menu = event.target.closest("[data-menu]");
  if (menu?.open) {
    menu.open = false;
    menu.querySelector("summary").focus({ preventScroll: true });
  }
};

export const startFocus = () => {
  htmx.registerExtension("plan-editor", { htmx_before_morph_attr: keepsOpenState });
  document.addEventListener("htmx:before:swap", remember);
  document.addEventListener("htmx:after:settle", settle);
  document.addEventListener("submit", closeMenu);
  const title = document.querySelector("[data-select-first]");
  if (title && matchMedia("(pointer: fine)").matches) {
    title.focus();
    title.select();
  }
};
