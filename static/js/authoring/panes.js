// One pane at a time where there is no room for three; the form is merged in whole, and the focus stays where it was.

const NAMES = ["outline", "form", "pages"];
const TYPED_INTO = "input:not([type=checkbox], [type=radio]), textarea, select";

let before = null;

const showPane = (writer, name) => {
  writer.dataset.pane = name;
  for (const tab of writer.querySelectorAll(".pane-tab")) {
    if (tab.dataset.paneTab === name) {
      tab.setAttribute("aria-current", "true");
    } else {
      tab.removeAttribute("aria-current");
    }
  }
};

const press = (writer, event) => {
  const tab = event.target.closest("[data-pane-tab]");
  if (!tab) {
    return;
  }
  if (tab.matches("a[href^='#']")) {
    event.preventDefault();
  }
  showPane(writer, tab.dataset.paneTab);
};

// A view that was chosen is the one that the pages show when they are asked for anew, answered or not.
const choose = (event) => {
  const chosen = event.target.closest("#pages a[hx-get]");
  if (chosen) {
    document.getElementById("pages").setAttribute("hx-get", chosen.getAttribute("hx-get"));
  }
};

// Whether a menu or "More" is open is not for the server to say.
const keepsOpenState = (element, { attrName }) => !(attrName === "open" && element.matches("details"));

const partName = () => document.querySelector(".part, .picker")?.id;

const remember = ({ detail: { ctx } }) => {
  if (ctx.target?.id !== "writing") {
    return;
  }
  const active = document.activeElement;
  before = { focus: active, id: active?.id, part: partName(), scroll: document.getElementById("form").scrollTop };
};

const isLost = () => !document.activeElement || document.activeElement === document.body || document.activeElement.disabled;

// Another part begins at its name; in the same part the same element keeps the focus, or its row's neighbor takes it.
const settle = ({ detail: { task } }) => {
  if (!before || task?.type !== "main") {
    return;
  }
  if (partName() !== before.part) {
    document.getElementById("form").scrollTop = 0;
    document.getElementById("part-name")?.focus({ preventScroll: true });
  } else if (isLost()) {
    const same = before.id ? document.getElementById(before.id) : null;
    const candidates = [same, document.getElementById("redo"), document.getElementById("undo"), document.getElementById("part-name")];
    candidates.find((candidate) => candidate && !candidate.disabled)?.focus({ preventScroll: true });
  }
  before = null;
};

const undoOrRedo = (event) => {
  const key = event.key.toLowerCase();
  const isCombination = (event.ctrlKey || event.metaKey) && !event.altKey;
  if (!isCombination || !["z", "y"].includes(key) || event.target.closest?.(TYPED_INTO)) {
    return;
  }
  event.preventDefault();
  const button = document.getElementById(key === "z" && !event.shiftKey ? "undo" : "redo");
  if (!button.disabled) {
    button.form.requestSubmit(button);
  }
};

export const startPanes = (writer) => {
  htmx.registerExtension("authoring", { htmx_before_morph_attr: keepsOpenState });
  writer.addEventListener("click", (event) => press(writer, event));
  writer.addEventListener("click", choose);
  document.addEventListener("htmx:before:swap", remember);
  document.addEventListener("htmx:after:settle", settle);
  document.addEventListener("keydown", undoOrRedo);
  const wanted = location.hash.slice(1);
  if (NAMES.includes(wanted)) {
    showPane(writer, wanted);
  }
};
