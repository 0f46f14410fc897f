// Slots are put in where one was writing last.

let last = null;

const remember = (event) => {
  if (event.target.matches?.("[data-takes-words]")) {
    last = event.target;
    const words = document.querySelector("[data-slot-words]");
    if (words) {
      words.hidden = false;
    }
  }
};

const insert = (event) => {
  const button = event.target.closest("[data-insert]");
  if (!button || !last?.isConnected) {
    return;
  }
  last.setRangeText(button.dataset.insert, last.selectionStart, last.selectionEnd, "end");
  last.focus();
  last.dispatchEvent(new Event("change", { bubbles: true }));
};

export const startWords = () => {
  document.addEventListener("focusin", remember);
  document.addEventListener("click", insert);
};
