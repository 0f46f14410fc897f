// Small comforts on top of pages that work without scripts. Each is switched on by an attribute in the HTML.

(() => {
  "use strict";

  const TOAST_SECONDS = 10;

  // data-confirm="Delete this plan for good?" on a form or a button asks before anything is sent.
  const confirmFirst = (event) => {
    const asking = event.submitter?.closest("[data-confirm]") ?? event.target.closest("[data-confirm]");
    if (asking && !window.confirm(asking.dataset.confirm)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  };

  // data-dismiss removes the message around it.
  const dismiss = (event) => {
    event.target.closest("[data-dismiss]")?.closest("[data-dismissible]")?.remove();
  };

  // A toast leaves by itself, but never from under a pointer or the keyboard, and never when it offers an action.
  const leaveInTime = (toast) => {
    if (toast.querySelector("a, button:not([data-dismiss])")) {
      return;
    }
    const timer = setInterval(() => {
      if (!toast.isConnected) {
        clearInterval(timer);
      } else if (!toast.matches(":hover, :focus-within")) {
        clearInterval(timer);
        toast.remove();
      }
    }, TOAST_SECONDS * 1000);
  };

  const watchToasts = (region) => {
    const start = (node) => node.nodeType === Node.ELEMENT_NODE && leaveInTime(node);
    [...region.children].forEach(start);
    new MutationObserver((changes) => changes.forEach((change) => change.addedNodes.forEach(start)))
      .observe(region, { childList: true });
  };

  // A request that failed says so, unless the part of the page that sent it says so itself (data-own-errors).
  const sayItFailed = (event) => {
    const template = document.getElementById("request-failed");
    const region = document.getElementById("toasts");
    const status = event.detail?.ctx?.response?.status;
    const isAnswered = [401, 409, 422].includes(status);
    if (template && region && !isAnswered && !event.target.closest?.("[data-own-errors]")) {
      region.replaceChildren(template.content.cloneNode(true));
    }
  };

  // A menu closes on Escape, giving the focus back, and on a press elsewhere.
  const closeMenus = (event) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      const isEscape = event.type === "keydown" && event.key === "Escape";
      if (isEscape && menu.contains(document.activeElement)) {
        menu.querySelector("summary").focus();
      }
      if (isEscape || (event.type === "click" && !menu.contains(event.target))) {
        menu.open = false;
      }
    }
  };

  // data-shortcut="mod+k" on a link or button: Ctrl+K, or Command+K on a Mac.
  const followShortcut = (event) => {
    const isCombination = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    const target = isCombination && document.querySelector(`[data-shortcut="mod+${CSS.escape(event.key.toLowerCase())}"]`);
    if (target) {
      event.preventDefault();
      target.click();
    }
  };

  // On a phone the bar scrolls sideways: it begins at the place one is at.
  const showCurrentPlace = () => {
    const current = document.querySelector(".site-nav [aria-current]");
    const bar = current?.closest(".site-nav");
    if (bar && bar.scrollWidth > bar.clientWidth) {
      const place = current.getBoundingClientRect();
      bar.scrollLeft += place.left - (bar.clientWidth - place.width) / 2;
    }
  };

  showCurrentPlace();
  document.addEventListener("submit", confirmFirst, { capture: true });
  document.addEventListener("click", dismiss);
  document.addEventListener("click", closeMenus);
  document.addEventListener("keydown", closeMenus);
  document.addEventListener("keydown", followShortcut);
  document.addEventListener("htmx:response:error", sayItFailed);
  document.addEventListener("htmx:error", sayItFailed);
  document.querySelectorAll("[data-toasts]").forEach(watchToasts);
  document.querySelector("[data-focus-first]")?.focus();
})();
