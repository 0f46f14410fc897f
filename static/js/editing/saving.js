// Saving: each change is sent once, in order, to the newest revision this window knows. What cannot be sent is kept and
// sent again; what was refused stays where it was typed. The words beside the title always say which of it is so.

import { OF_NO_USE, RENEWED, SIGNED_OUT, renewToken } from "./token.js";

const LONGEST_WAIT = 30_000;
const SLOWEST_ANSWER = 20_000;
const REFUSED = [409, 422];
const OVERLOADED = [429, 502, 503, 504];

// Forms whose change was not made, with what they had sent and whether sending it again may help.
const unsaved = new Map();
let pending = 0;
let wake = null;

const agenda = () => document.querySelector("[data-revision]");
const status = () => document.getElementById("save-status");
const retryButton = () => document.querySelector("[data-retry]");

const say = (words, { failed = false, canRetry = false } = {}) => {
  status().textContent = words;
  status().classList.toggle("save-failed", failed);
  retryButton().hidden = !canRetry;
};

// The server knows the moment; where the person is, only the browser knows.
const showClock = () => {
  for (const clock of document.querySelectorAll("[data-clock]")) {
    const moment = new Date(clock.dateTime);
    const isToday = moment.toDateString() === new Date().toDateString();
    clock.textContent = isToday
      ? moment.toLocaleTimeString("en-US", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" })
      : moment.toLocaleDateString("en-US", { month: "short", day: "numeric" });
  }
};

// Wait until it may work again: a while, the connection or the person coming back, or the person asking for it.
const untilRetry = (attempt) => new Promise((resolve) => {
  const timer = setTimeout(() => wake(), Math.min(1000 * 2 ** attempt, LONGEST_WAIT));
  wake = () => {
    clearTimeout(timer);
    wake = null;
    resolve();
  };
});

const attemptOnce = async (url, request) => {
  try {
    const answer = await fetch(url, { ...request, signal: AbortSignal.timeout(SLOWEST_ANSWER) });
    return OVERLOADED.includes(answer.status) ? null : answer;
  } catch {
    return null;
  }
};

// Leaving a field to drag something saves the field; what the server answers is shown when the drag is over, so that the page
// does not change under the hand.
let still = Promise.resolve();
let letGo = () => {};

export const pickUp = () => {
  letGo();
  still = new Promise((resolve) => {
    letGo = resolve;
  });
};

export const putDown = () => letGo();

// Stands in for fetch: answers only when the server has answered, however long that takes. The request key makes sure
// that a change whose answer was lost is not made twice.
const keepTrying = async (url, request) => {
  for (let attempt = 0; ; attempt += 1) {
    const answer = await attemptOnce(url, request);
    const asksForToken = answer?.status === 400 || answer?.status === 401;
    const found = asksForToken ? await renewToken(request) : null;
    if (answer && (!asksForToken || found === OF_NO_USE)) {
      await still;
      return answer;
    }
    if (found !== RENEWED) {
      const words = found === SIGNED_OUT ? "Not saved: you are signed out. Sign in in another tab, then" : "Not saved, trying again.";
      say(words, { failed: true, canRetry: true });
      await untilRetry(attempt);
      say("Saving…");
    }
  }
};

const prepare = ({ detail: { ctx } }) => {
  if (!ctx.sourceElement.matches("[data-change]")) {
    return;
  }
  ctx.changeForm = ctx.sourceElement;
  ctx.fetch = keepTrying;
  ctx.request.body.set("request_key", crypto.getRandomValues(new Uint32Array(2)).join("-"));
  pending += 1;
  say("Saving…");
};

// Just before it is sent, which may be after others: the revision that this window knows by now.
const nameRevision = ({ detail: { ctx } }) => {
  if (ctx.changeForm && !ctx.changeForm.matches("[data-newest-revision]")) {
    ctx.request.body.set("revision", agenda().dataset.revision);
  }
};

// Every field as the server last said it, but the one in use and those whose words were refused.
const takeServersValues = () => {
  for (const field of agenda().querySelectorAll("input, textarea, select")) {
    if (field === document.activeElement || unsaved.has(field.form) || field.matches("[data-unsent]")) {
      continue;
    }
    if (["checkbox", "radio"].includes(field.type)) {
      field.checked = field.defaultChecked;
    } else if (field.type === "select-one") {
      const said = [...field.options].findIndex((option) => option.defaultSelected);
      field.selectedIndex = said < 0 ? field.selectedIndex : said;
    } else if (field.type !== "hidden" && field.value !== field.defaultValue) {
      field.value = field.defaultValue;
    }
  }
};

const isTyped = (form) => [...form.elements].some((field) => field.type !== "hidden" && (
  ["checkbox", "radio"].includes(field.type) ? field.checked !== field.defaultChecked : field.value !== (field.defaultValue ?? field.value)
));

const showUnsaved = () => {
  for (const form of unsaved.keys()) {
    if (form.isConnected) {
      form.classList.add("is-unsaved");
    } else {
      unsaved.delete(form);
    }
  }
  if (unsaved.size > 0) {
    say("Not saved", { failed: true, canRetry: [...unsaved.values()].some(({ canRetry }) => canRetry) });
  }
};

// After a change was made, what else was refused counts only as long as somebody's words stand in its fields.
const forgetUntyped = () => {
  for (const form of unsaved.keys()) {
    if (!isTyped(form)) {
      unsaved.delete(form);
    }
  }
};

const conclude = ({ detail: { ctx } }) => {
  const form = ctx.changeForm;
  if (!form) {
    return;
  }
  pending -= 1;
  form.classList.remove("is-unsaved");
  if (ctx.response?.status === 200) {
    unsaved.delete(form);
    forgetUntyped();
  } else {
    const canRetry = !REFUSED.includes(ctx.response?.status);
    unsaved.set(form, { values: Object.fromEntries(ctx.request.body), canRetry });
  }
  if (pending > 0) {
    say("Saving…");
    return;
  }
  takeServersValues();
  showClock();
  showUnsaved();
};

const retry = () => {
  if (wake) {
    wake();
    return;
  }
  for (const [form, { values, canRetry }] of unsaved) {
    if (canRetry) {
      htmx.ajax("POST", form.action, { source: form, values });
    }
  }
};

const warnBeforeLeaving = (event) => {
  if (pending > 0) {
    event.preventDefault();
  }
};

export const startSaving = () => {
  document.addEventListener("htmx:config:request", prepare);
  document.addEventListener("htmx:before:request", nameRevision);
  document.addEventListener("htmx:finally:request", conclude);
  document.addEventListener("submit", (event) => event.target.matches("[data-autosave]") && event.preventDefault());
  document.addEventListener("click", (event) => event.target.closest("[data-retry]") && retry());
  addEventListener("online", () => wake?.());
  addEventListener("focus", () => wake?.());
  addEventListener("beforeunload", warnBeforeLeaving);
  showClock();
};

// Send a change that no form of the page stands for, such as a row dropped at a place.
export const sendChange = (values) => {
  const form = document.getElementById("any-change");
  return htmx.ajax("POST", form.action, { source: form, values });
};
