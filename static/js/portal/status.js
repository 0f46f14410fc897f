// The line that always says in words how it stands: "Saving…", "Saved 10:42", "Not saved, we keep trying".

const line = document.querySelector("[data-status]");
const SLOW = 400;
let savedAt = line.querySelector("time")?.dateTime ?? "";
let isLate = false;
let timer = null;

const clock = () =>
  new Date(savedAt).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

const say = (words, state = "") => {
  clearTimeout(timer);
  timer = null;
  line.dataset.state = state;
  if (line.textContent !== words) {
    line.textContent = words;
  }
};

const saySaved = () => say(savedAt ? `Saved ${clock()}${isLate ? ", after the end of this link" : ""}` : "", "saved");

// The moment of the last save, by the server's clock.
export const showClock = (data) => {
  if (data) {
    savedAt = data.saved_at;
    isLate = data.late;
  } else {
    saySaved();
  }
};

const WHY_STOPPED = {
  401: "Not saved: this page was closed. Your words are still here. Open your link again in this tab, or type your code, and they are saved.",
  409: "Not saved: this sheet was sent already. Open it again from its first page to change something.",
  410: "Not saved: this link has ended. Your words are still here, so you can copy them. Ask for a new link.",
};

// How it stands: `unsettled` are keys the person has to decide about.
export const sayState = (queue, unsettled, { isAskedToGo = false } = {}) => {
  if (queue.hasStopped) {
    say(WHY_STOPPED[queue.stoppedWith] ?? "Not saved. Your words are still here. Open your link again in this tab to save them.", "stopped");
  } else if (queue.isEmpty && !isAskedToGo) {
    saySaved();
  } else if (isAskedToGo) {
    say(unsettled.length ? "Not saved: one answer needs a look first." : "There is no connection right now. Your words are kept here; go on when this line says “Saved”.", "waiting");
  } else if (queue.failures) {
    say("Not saved, we keep trying", "waiting");
  } else if (unsettled.length === queue.waiting.length) {
    say("Not saved: one answer needs a look.", "waiting");
  } else {
    line.dataset.state = "unsaved";
    timer ??= setTimeout(() => say("Saving…", "unsaved"), SLOW);
  }
};
