// When an answer cannot simply be kept: it was changed on another device, or the server says what is wrong with it.
// Both texts are shown, and the person chooses; or the sentence stands at the question.

import { answerIn, controlOf, fillIn } from "./answers.js";

const template = document.getElementById("conflict");

const placeOf = (form, key) => {
  const control = controlOf(form, key);
  return { control, question: control.closest(".portal-question") };
};

export const showConflict = (form, entry, data, decide) => {
  const { control, question } = placeOf(form, entry.id);
  const panel = template.content.firstElementChild.cloneNode(true);
  const heading = panel.querySelector("[data-title]");
  heading.id = `conflict-${entry.id}`;
  heading.textContent = `“${data.label}” was changed on another device`;
  panel.setAttribute("aria-labelledby", heading.id);
  panel.dataset.conflict = entry.id;
  panel.querySelector("[data-kept]").textContent = data.kept_in_words;
  panel.querySelector("[data-typed]").textContent = data.typed_in_words;
  const isWords = control.matches("textarea, [type=text]:not([inputmode])");
  panel.querySelector("[data-choose=both]").hidden = !(isWords && data.kept && entry.text);
  panel.addEventListener("click", ({ target }) => {
    const choice = target.closest("[data-choose]")?.dataset.choose;
    if (choice) {
      panel.remove();
      settle(form, entry, data, choice, decide);
      control.focus();
    }
  });
  question.querySelector(`[data-conflict="${CSS.escape(entry.id)}"]`)?.remove();
  question.querySelector(".portal-progress").after(panel);
  return question;
};

const settle = (form, entry, data, choice, decide) => {
  const joint = controlOf(form, entry.id).matches("textarea") ? "\n\n" : "; ";
  const typed = answerIn(form, entry.id);
  const texts = { kept: data.kept, typed, both: [data.kept, typed].join(joint) };
  fillIn(form, entry.id, texts[choice]);
  decide(entry.id, choice === "kept" ? null : texts[choice], data);
};

export const showRefusal = (form, entry, data) => {
  const { control, question } = placeOf(form, entry.id);
  clearRefusal(form, entry.id);
  const sentence = document.createElement("p");
  sentence.className = "field-error";
  sentence.id = `answer-${entry.id}-error`;
  sentence.textContent = data.message;
  control.before(sentence);
  control.classList.add("is-invalid");
  control.setAttribute("aria-invalid", "true");
  control.setAttribute("aria-describedby", sentence.id);
  const branch = control.closest("[data-when]");
  if (branch) {
    branch.hidden = false;
  }
  return question;
};

export const clearRefusal = (form, key) => {
  const control = controlOf(form, key);
  if (control.getAttribute("aria-invalid")) {
    document.getElementById(`answer-${key}-error`)?.remove();
    control.classList.remove("is-invalid");
    control.removeAttribute("aria-invalid");
    control.removeAttribute("aria-describedby");
  }
};
