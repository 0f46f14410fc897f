// One pane at a time where there is no room for three, and the panels of the rows.

const NAMES = ["library", "agenda", "pages"];
const isNarrow = () => getComputedStyle(document.querySelector(".pane-tabs")).display !== "none";

const showPane = (editor, name) => {
  editor.dataset.pane = name;
  for (const tab of editor.querySelectorAll(".pane-tab")) {
    if (tab.dataset.paneTab === name) {
      tab.setAttribute("aria-current", "true");
    } else {
      tab.removeAttribute("aria-current");
    }
  }
  if (isNarrow()) {
    scrollTo(0, 0);
  }
};

export const findInLibrary = () => {
  showPane(document.getElementById("plan"), "library");
  const field = document.querySelector("[data-find-field]");
  field.focus();
  field.select();
};

// Open or close the panel of a row; opening an exercise shows its worksheet at the right as well.
const setPanel = (key, isOpen) => {
  document.getElementById(`panel-${key}`).hidden = !isOpen;
  document.getElementById(`name-${key}`).setAttribute("aria-expanded", String(isOpen));
  const sheet = document.querySelector(`#item-${CSS.escape(key)} [data-sheet]`);
  if (isOpen && sheet && !isNarrow()) {
    htmx.ajax("GET", sheet.getAttribute("href"), { source: "#pages", target: "#pages", swap: "outerMorph" });
  }
};

const press = (editor, event) => {
  const tab = event.target.closest("[data-pane-tab]");
  const toggle = event.target.closest("[data-panel-toggle]");
  const opener = event.target.closest("[data-panel-open]");
  if (tab) {
    if (tab.matches("a[href^='#']")) {
      event.preventDefault();
    }
    if (tab.matches("[data-find]")) {
      findInLibrary();
    } else {
      showPane(editor, tab.dataset.paneTab);
    }
    tab.closest("[data-menu]")?.removeAttribute("open");
  }
  if (toggle) {
    event.preventDefault();
    setPanel(toggle.closest("[data-key]").dataset.key, toggle.getAttribute("aria-expanded") !== "true");
  }
  if (opener) {
    event.preventDefault();
    setPanel(opener.dataset.panelOpen, true);
    opener.closest("details").open = false;
    document.querySelector(`#panel-${CSS.escape(opener.dataset.panelOpen)} :is(input:not([type=hidden]), textarea)`)?.focus();
  }
};

// A menu opens to where there is room for it.
const placeMenu = (event) => {
  const menu = event.target;
  if (menu.matches?.("[data-menu][open]")) {
    menu.classList.remove("menu-upwards");
    const room = menu.closest(".pane").getBoundingClientRect().bottom;
    const panel = menu.querySelector(".menu-panel").getBoundingClientRect();
    menu.classList.toggle("menu-upwards", panel.bottom > Math.min(room, innerHeight));
  }
};

export const startPanes = (editor) => {
  editor.addEventListener("click", (event) => press(editor, event));
  editor.addEventListener("toggle", placeMenu, { capture: true });
  const wanted = location.hash.slice(1);
  if (NAMES.includes(wanted)) {
    showPane(editor, wanted);
  }
};
