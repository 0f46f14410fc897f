// Answers in the form: which of its controls are answers, what they say, and how to put an answer into them.

const isOurs = (control) => control.name.startsWith("x-");

// The key of an answer a control belongs to; "" for buttons and for what is no answer.
export const keyOf = (control) => (control.name && !isOurs(control) && !control.matches("button, output") ? control.name : "");

const controlsOf = (form, key) => [...form.elements].filter((control) => control.name === key && !control.matches("button"));

export const answerIn = (form, key) => {
  const controls = controlsOf(form, key);
  if (controls[0]?.matches("[type=radio], [type=checkbox]")) {
    return controls.find((control) => control.checked)?.value ?? "";
  }
  return controls[0]?.value ?? "";
};

// The page hears of it as if it had been typed.
export const fillIn = (form, key, text) => {
  const controls = controlsOf(form, key);
  for (const control of controls) {
    if (control.matches("[type=radio], [type=checkbox]")) {
      control.checked = text !== "" && control.value === text;
    } else {
      control.value = text;
    }
  }
  controls[0]?.dispatchEvent(new Event("input", { bubbles: true }));
};

export const controlOf = (form, key) => controlsOf(form, key)[0];

// Whether a control says something else than the server wrote into it.
export const isChanged = (control) => {
  if (control.matches("[type=radio], [type=checkbox]")) {
    return control.checked !== control.defaultChecked;
  }
  if (control.matches("select")) {
    return control.selectedIndex !== Math.max(0, [...control.options].findIndex((option) => option.defaultSelected));
  }
  return control.matches("input, textarea") && control.value !== control.defaultValue;
};
