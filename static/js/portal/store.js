// Where unsaved answers wait: in this tab's session storage, and only there. It is gone with the tab, it survives a reload, and
// an answer is taken out as soon as the server has it. See docs/decisions/0005-unsaved-answers.md.

const PREFIX = "worksheet ";

export const read = (name) => {
  try {
    return JSON.parse(sessionStorage.getItem(PREFIX + name)) ?? [];
  } catch {
    return [];
  }
};

export const write = (name, entries) => {
  try {
    if (entries.length) {
      sessionStorage.setItem(PREFIX + name, JSON.stringify(entries));
    } else {
      sessionStorage.removeItem(PREFIX + name);
    }
  } catch {
    // A browser that keeps nothing still holds them in the page.
  }
};
