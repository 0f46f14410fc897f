// A link ends in #token. The token is taken out of the address bar at once and posted; it is in no address that is sent.

(() => {
  "use strict";

  const form = document.querySelector("[data-door]");
  const enter = () => {
    const token = location.hash.slice(1);
    if (!form || !/^[A-Za-z0-9_-]{40,100}$/.test(token)) {
      return;
    }
    history.replaceState(null, "", location.pathname);
    document.querySelector("[data-door-wait]").hidden = false;
    form.hidden = true;
    form.elements.token.value = token;
    form.requestSubmit();
  };

  window.addEventListener("hashchange", enter);
  enter();
})();
