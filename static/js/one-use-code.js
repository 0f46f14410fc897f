// A one-use address ends in #code. The code is taken out of the address bar, put into the form and sent with it.

(() => {
  "use strict";

  const form = document.querySelector("[data-one-use-code]");
  const code = decodeURIComponent(location.hash.slice(1));
  if (form && code) {
    history.replaceState(null, "", location.pathname);
    form.elements.code.value = code;
    form.requestSubmit();
  }
})();
