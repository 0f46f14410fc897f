/* What a worksheet on screen does while one answers: values reckoned from other answers are kept up to date, and words
   that hang on an answer come and go. Without this script the values stand as of the last save and the words begin with
   "If you chose ...", as on paper. */
(() => {
  "use strict";

  const NOTHING = "–";
  const NUMBER = /^[-+]?(\d{1,12}(\.\d*)?|\.\d+)$/;

  /* Of every part of the form, those put away included, but for what is left out. */
  function answersOf(form, leftOut) {
    const answers = new Map();
    const standing = [...form.elements].filter((control) => !leftOut.has(control.closest("[data-when]")));
    for (const { localName, type, name, checked, value } of standing) {
      const isAsked = name && ["input", "select", "textarea"].includes(localName);
      const isGiven = ["checkbox", "radio"].includes(type) ? checked : value?.trim();
      if (isAsked && isGiven) answers.set(name, value.trim());
    }
    for (const { dataset, textContent } of form.querySelectorAll("[data-given]")) answers.set(dataset.given, textContent.trim());
    return answers;
  }

  /* As therapytool/blocks/arithmetic.py: a key, what is below it, or a column with the row left out. */
  function isMeant(reference, key) {
    if (key === reference || key.startsWith(`${reference}.`)) return true;
    const [name, ...column] = reference.split(".");
    const [block, , ...rest] = key.split(".");
    return column.length > 0 && block === name && rest.join(".") === column.join(".");
  }

  function numberIn(text) {
    if (text === "yes") return 1;
    const plain = text.replaceAll(",", "");
    return NUMBER.test(plain) ? Number(plain) : NaN;
  }

  function numbersOf(reference, answers) {
    const meant = [...answers].filter(([key]) => isMeant(reference, key));
    return meant.map(([, text]) => numberIn(text)).filter(Number.isFinite);
  }

  /* From one time of day to the next time the clock shows the other. */
  function minutesBetween(references, answers) {
    const [first, second] = references.map((reference) => {
      const [, hour, minute] = answers.get(reference)?.match(/^(\d{1,2}):(\d{2})/) ?? [];
      return Number(hour) * 60 + Number(minute);
    });
    return (second - first + 1440) % 1440;
  }

  const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

  function result(operation, references, answers) {
    if (operation === "hours") return minutesBetween(references, answers) / 60;
    if (operation === "minutes") return minutesBetween(references, answers);
    const groups = references.map((reference) => numbersOf(reference, answers));
    const numbers = groups.flat();
    if (operation === "sum") return numbers.length ? sum(numbers) : NaN;
    if (operation === "average") return sum(numbers) / numbers.length;
    if (!groups.every((group) => group.length)) return NaN;
    const [first, ...others] = groups.map(sum);
    if (operation === "difference") return first - sum(others);
    if (operation === "product") return others.reduce((product, number) => product * number, first);
    return (first / others[0]) * 100;
  }

  /* As therapytool/blocks/results.py: halves of a sum that was filled up go to the even number. */
  function scoreOf({ worths, least, average, times }, answers) {
    const asked = worths.flatMap(([keys, worth]) => keys.map((key) => worth[answers.get(key)]));
    const given = asked.filter((worth) => worth !== undefined);
    if (!given.length || given.length < least) return NaN;
    if (average) return (sum(given) / given.length) * times;
    const whole = (sum(given) * asked.length) / given.length;
    const below = Math.floor(whole);
    return (whole - below === 0.5 ? below + (below % 2) : Math.round(whole)) * times;
  }

  function bandOf({ bands }, number) {
    return bands.find(([low, high]) => low <= number && number <= high)?.[2] ?? "";
  }

  function rounded(number, decimals) {
    const power = 10 ** decimals;
    return String((Math.sign(number) * Math.round(Math.abs(number) * power + 1e-9)) / power);
  }

  function reckoned({ operation, of, decimals, score }, answers) {
    const scoring = score && JSON.parse(score);
    const number = score ? scoreOf(scoring, answers) : result(operation, of.split(" "), answers);
    if (operation === "band") return bandOf(scoring, number);
    return Number.isFinite(number) ? rounded(number, Number(decimals ?? 1)) : NOTHING;
  }

  function reckon(form, answers) {
    for (const output of form.querySelectorAll("output[data-operation]")) {
      const text = reckoned(output.dataset, answers);
      if (output.textContent !== text) output.textContent = text;
      if (output.id && text && text !== NOTHING) answers.set(output.id.replace(/^answer-/, ""), text);
    }
  }

  function applies({ equals, atLeast, atMost }, answer) {
    if (answer === undefined) return false;
    if (equals !== undefined) return answer === equals;
    const number = numberIn(answer);
    return number >= Number(atLeast ?? -Infinity) && number <= Number(atMost ?? Infinity);
  }

  /* What somebody is typing in, or has to mend, is not taken away. */
  const isInUse = (block) => block.contains(document.activeElement) || block.querySelector("[aria-invalid=true]");

  /* As therapytool/blocks/branches.py: one may hang on another, or on a value reckoned from it. */
  function update(form) {
    const hanging = [...form.querySelectorAll("[data-when]")];
    let leftOut = new Set(hanging.filter((block) => block.hidden));
    for (let tries = 0; tries <= hanging.length; tries += 1) {
      const answers = answersOf(form, leftOut);
      reckon(form, answers);
      const now = hanging.filter((block) => !applies(block.dataset, answers.get(block.dataset.when)));
      if (now.length === leftOut.size && now.every((block) => leftOut.has(block))) break;
      leftOut = new Set(now);
    }
    for (const block of hanging) block.hidden = leftOut.has(block) && !isInUse(block);
  }

  const formsWithin = (root) => [...root.querySelectorAll("form")].filter((form) => form.querySelector(".sheet"));

  document.addEventListener("input", ({ target }) => {
    if (target.form?.querySelector(".sheet")) update(target.form);
  });
  document.addEventListener("DOMContentLoaded", () => formsWithin(document).forEach(update));
  document.addEventListener("htmx:after:swap", () => formsWithin(document).forEach(update));
})();
