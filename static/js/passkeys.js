// Passkeys: a form asks the server what to ask, the browser makes or shows a passkey, and the form is sent with its answer.

(() => {
  "use strict";

  const forms = document.querySelectorAll("[data-passkey]");
  const isAble = Boolean(window.PublicKeyCredential && navigator.credentials);

  const toBytes = (text) => {
    const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
  };

  const toText = (bytes) => {
    const letters = Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join("");
    return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  };

  const named = (list) => (list || []).map((one) => ({ ...one, id: toBytes(one.id) }));

  const ask = async (form) => {
    const response = await fetch(form.dataset.options, {
      method: "POST",
      headers: { "X-CSRFToken": form.elements.csrf_token.value },
    });
    if (!response.ok || response.redirected) throw new Error("options");
    const options = await response.json();
    options.challenge = toBytes(options.challenge);
    if (options.user) options.user.id = toBytes(options.user.id);
    options.excludeCredentials = named(options.excludeCredentials);
    options.allowCredentials = named(options.allowCredentials);
    return options;
  };

  const asJson = ({ id, rawId, type, response }) => {
    const answer = { clientDataJSON: toText(response.clientDataJSON) };
    for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (response[part]) answer[part] = toText(response[part]);
    }
    return JSON.stringify({ id, rawId: toText(rawId), type, response: answer, clientExtensionResults: {} });
  };

  const say = (form, words) => {
    const line = form.querySelector("[data-passkey-problem]");
    line.textContent = words;
    line.hidden = false;
  };

  const use = async (form) => {
    try {
      const publicKey = await ask(form);
      const credential = await navigator.credentials[form.dataset.passkey]({ publicKey });
      form.elements.credential.value = asJson(credential);
      form.submit();
    } catch (error) {
      const isKnown = error.name === "InvalidStateError";
      say(form, isKnown ? "This device has a passkey for you already." : "No passkey was used. Try again.");
    }
  };

  for (const form of forms) {
    if (!isAble) continue;
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (form.reportValidity()) use(form);
    });
  }
  if (!isAble) document.querySelectorAll("[data-no-passkeys]").forEach((words) => (words.hidden = false));
})();
