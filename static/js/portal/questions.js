// Questions on one page: sent as a whole, and again until they arrive. Nothing is stored in this browser, so the page says that it
// has to stay open until then. Without this script the form is sent as any other.

const FIRST_PAUSE = 2_000;
const LONGEST_PAUSE = 30_000;
const SLOWEST_ANSWER = 20_000;

const main = document.getElementById("main");
const formHere = () => main.querySelector("[data-questions]");
let hasUnsent = false;
let isSending = false;

const say = (words, state = "") => {
  const status = formHere()?.querySelector("[data-questions-status]");
  if (status) {
    status.textContent = words;
    status.dataset.state = state;
  }
};

const pause = (milliseconds) =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    addEventListener("online", () => (clearTimeout(timer), resolve()), { once: true });
  });

const once = async (address, body) => {
  try {
    const answer = await fetch(address, { method: "POST", body, signal: AbortSignal.timeout(SLOWEST_ANSWER) });
    return answer.status >= 500 ? null : answer;
  } catch {
    return null;
  }
};

// What comes back instead of the thanks is shown in the place of the form: lines are empty, or the link has ended.
const show = async (answer) => {
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("main");
  main.replaceChildren(...fresh.childNodes);
  const first = main.querySelector("[data-focus-first]") ?? main;
  first.focus();
};

const send = async (form, submitter) => {
  isSending = true;
  say("Sending…");
  for (let wait = FIRST_PAUSE; isSending; wait = Math.min(wait * 2, LONGEST_PAUSE)) {
    const answer = await once(form.action, new URLSearchParams(new FormData(form, submitter)));
    if (answer) {
      isSending = hasUnsent = false;
      return answer.redirected ? location.replace(answer.url) : show(answer);
    }
    hasUnsent = true;
    say("Not sent yet: there is no connection. Keep this page open, and it goes out as soon as there is one.", "waiting");
    await pause(wait);
  }
};

main.addEventListener("submit", (event) => {
  if (event.target.matches("[data-questions]")) {
    event.preventDefault();
    if (!isSending) {
      send(event.target, event.submitter);
    }
  }
});

addEventListener("beforeunload", (event) => {
  if (hasUnsent && !window.portalIsLeaving) {
    event.preventDefault();
  }
});
