// The sheet with scripts: every question is in the page, one is shown, and what is typed is saved as it is typed.

import { answerIn, controlOf, fillIn, isChanged, keyOf } from "./answers.js";
import { clearRefusal, showConflict, showRefusal } from "./conflict.js";
import { Queue } from "./queue.js";
import { sayState, showClock } from "./status.js";

const PAUSE_IN_TYPING = 700;
const PAUSE_IN_A_NUMBER = 2_500;
const PATIENCE = 5_000;

const form = document.getElementById("sheet");
const questions = [...form.querySelectorAll(".portal-question")];
const { name, token, home } = form.dataset;
const revisions = new Map(questions.flatMap((question) => Object.entries(JSON.parse(question.dataset.revisions))));
let shown = Number(form.dataset.shown);
let isLeaving = false;
let isKeptFromGoing = false;

const queue = new Queue({
  name,
  token,
  revisions,
  tell: () => {
    isKeptFromGoing &&= queue.failures > 0;
    sayState(queue, unsettled(), { isAskedToGo: isKeptFromGoing });
  },
  saved: (data) => data.saved_at && showClock(data),
  refused: (entry, data) => {
    const question = data.problem === "changed"
      ? showConflict(form, entry, data, (key, text, stands) => queue.decide(key, text, stands))
      : showRefusal(form, entry, data);
    if (question.id !== `question-${shown}`) {
      show(questions.indexOf(question) + 1);
    }
    question.querySelector("[role=alertdialog]")?.focus();
  },
});

const unsettled = () => queue.waiting.filter((entry) => entry.blocked).map((entry) => entry.id);

// Questions for another answer than hers (worksheet.js hides them) are passed over, and the next one says so.

const isPassedOver = (question) =>
  [...question.querySelector(".portal-fields > .sheet").children].every((part) => part.hidden || part.matches(".conditional-else"));

const beyond = (number, step) => {
  const next = number + step;
  return questions[next - 1] && isPassedOver(questions[next - 1]) ? beyond(next, step) : next;
};

const sayPassedOver = () => {
  for (const note of form.querySelectorAll("[data-passed]")) {
    const here = questions.indexOf(note.closest(".portal-question"));
    note.hidden = !questions.slice(Number(note.dataset.passed) - 1, here).every(isPassedOver);
  }
};

// Showing one question

const show = (number, { remember = true, focus = true } = {}) => {
  shown = number;
  for (const question of questions) {
    question.hidden = question !== questions[number - 1];
  }
  sayPassedOver();
  const count = questions[number - 1].querySelector(".portal-count");
  document.title = count.textContent;
  if (remember) {
    history.pushState({ number }, "", `/w/${name}/${number}`);
  }
  if (focus) {
    count.focus({ preventScroll: true });
    scrollTo({ top: 0 });
  }
};

// Another page needs the server: go there when everything is kept, or stay and say why not.
const goTo = async (address) => {
  if (!(await queue.settled(PATIENCE)) || !navigator.onLine) {
    const [key] = unsettled();
    if (key) {
      show(questions.indexOf(controlOf(form, key).closest(".portal-question")) + 1);
    }
    isKeptFromGoing = true;
    sayState(queue, unsettled(), { isAskedToGo: true });
    return;
  }
  isLeaving = true;
  location.assign(address);
};

const move = (where) => {
  queue.hurry();
  const next = where === "check" ? questions.length + 1 : beyond(shown, Number(where));
  if (next > questions.length) {
    goTo(`/w/${name}/check`);
  } else if (next < 1) {
    goTo(home);
  } else {
    show(next);
  }
};

// Saving

const note = (control, delay) => {
  const key = keyOf(control);
  if (key) {
    clearRefusal(form, key);
    unblock(key);
    queue.put(key, answerIn(form, key), { delay });
    offerClearing(control.closest(".portal-question"));
  } else if (control.name === "x-private") {
    queue.wish(control.value, control.checked);
  }
};

// What was refused is tried again once it is changed; what was changed elsewhere waits for the choice.
const unblock = (key) => {
  const entry = queue.entries.get(key);
  if (entry && !form.querySelector(`[data-conflict="${CSS.escape(key)}"]`)) {
    entry.blocked = false;
  }
};

// Half a number is none yet, and no reason to complain.
form.addEventListener("input", ({ target }) => note(target, target.matches("[inputmode]") ? PAUSE_IN_A_NUMBER : PAUSE_IN_TYPING));
form.addEventListener("change", ({ target }) => note(target, 0));
form.addEventListener("focusout", () => queue.isEmpty || queue.pump());

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (event.submitter?.dataset.move) {
    move(event.submitter.dataset.move);
  }
});

// Enter in a line sends no form: it would press the first button of the first question.
form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches("input:not([type=submit])")) {
    event.preventDefault();
  }
});

// A choice once made can be taken back; a radio button alone cannot.

const offerClearing = (question) => {
  const button = question.querySelector("[data-clear]");
  button.hidden = !question.querySelector(".sheet input[type=radio]:checked");
};

form.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-clear]");
  if (button) {
    const question = button.closest(".portal-question");
    const keys = new Set([...question.querySelectorAll("input[type=radio]:checked")].map((radio) => radio.name));
    for (const key of keys) {
      fillIn(form, key, "");
    }
    question.querySelector("input[type=radio]").focus();
  }
});

// The page comes and goes

addEventListener("popstate", () => {
  const number = Number(location.pathname.split("/").pop());
  if (questions[number - 1]) {
    show(number, { remember: false });
  }
});
addEventListener("visibilitychange", () => document.hidden && queue.hurry());
addEventListener("beforeunload", (event) => {
  if (!queue.isEmpty && !isLeaving && !window.portalIsLeaving) {
    event.preventDefault();
  }
});
window.portalHeld = () => queue.held();

for (const field of form.querySelectorAll(".portal-fields")) {
  field.disabled = false;
}
// What was typed before this script had come is not lost either.
for (const control of form.elements) {
  if (isChanged(control) && !queue.entries.has(control.name)) {
    note(control, 0);
  }
}
for (const entry of queue.waiting) {
  if (entry.block) {
    form.querySelector(`[name="x-private"][value="${CSS.escape(entry.block)}"]`).checked = entry.isPrivate;
  } else {
    fillIn(form, entry.id, entry.text);
  }
}
questions.forEach(offerClearing);
addEventListener("DOMContentLoaded", sayPassedOver);
showClock();
queue.pump();
