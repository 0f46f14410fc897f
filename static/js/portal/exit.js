// The quick exit: a press on "Leave quickly" or Escape twice. The page goes blank at once, what it still holds is sent on its
// way, this browser's pass ends, and another page takes the place of this one, so that "back" does not return here.

(() => {
  "use strict";

  const TWICE_WITHIN = 800;
  const LARGEST_KEEPALIVE = 60_000;
  const leaving = document.querySelector("[data-leave]");
  let lastEscape = -Infinity;

  // Pages that hold what is not saved yet put a function here, which returns it.
  window.portalHeld = window.portalHeld ?? (() => ({}));

  const bodyOf = (held) => {
    const body = JSON.stringify(held);
    return body.length < LARGEST_KEEPALIVE ? body : "{}";
  };

  const leave = () => {
    document.documentElement.classList.add("portal-gone");
    document.title = "\u200b";
    if (leaving.matches("form")) {
      const headers = { "Content-Type": "application/json", "X-CSRFToken": leaving.elements["x-token"].value };
      fetch(leaving.action, { method: "POST", keepalive: true, headers, body: bodyOf(window.portalHeld()) }).catch(() => {});
    }
    window.portalIsLeaving = true;
    try {
      sessionStorage.clear();
    } catch {
      // A browser that keeps nothing has nothing to clear.
    }
    location.replace(leaving.dataset.leave);
  };

  leaving?.addEventListener(leaving.matches("form") ? "submit" : "click", (event) => {
    event.preventDefault();
    leave();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.repeat) {
      lastEscape = event.key === "Escape" ? lastEscape : -Infinity;
    } else if (event.timeStamp - lastEscape < TWICE_WITHIN && leaving) {
      leave();
    } else {
      lastEscape = event.timeStamp;
    }
  });

  // A page brought back from the browser's memory is asked for again: it may be somebody else who looks now.
  window.addEventListener("pageshow", (event) => event.persisted && location.reload());
})();
