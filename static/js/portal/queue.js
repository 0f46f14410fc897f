// Answers on their way to the server: one at a time, in order, each until it is acknowledged. What the connection swallowed is sent
// again with growing pauses; what the server refuses stays here until the person has decided. Nothing is dropped in silence.

import { read, write } from "./store.js";

const FIRST_PAUSE = 2_000;
const LONGEST_PAUSE = 60_000;
const SLOWEST_ANSWER = 20_000;
const SMALL_ENOUGH_TO_OUTLIVE_THE_PAGE = 50_000;
const MOST_FOLLOWED = 20;
const FOR_THE_PERSON = [409, 413, 422];
const LATER = [408, 425, 429];

const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

export class Queue {
  // `tell` is called whenever the state may have changed; `saved` and `refused` with what came of one entry.
  constructor({ name, token, revisions, tell, saved, refused }) {
    Object.assign(this, { name, token, revisions, tell, saved, refused });
    this.acknowledged = new Map();
    this.entries = new Map(read(name).map((entry) => [entry.id, { ...entry, blocked: false }]));
    this.sending = false;
    this.failures = 0;
    this.hasStopped = false;
    this.timer = null;
    addEventListener("online", () => this.hurry());
    addEventListener("focus", () => this.#tryAfterReopening());
  }

  get waiting() {
    return [...this.entries.values()];
  }

  get isEmpty() {
    return this.entries.size === 0;
  }

  // An answer as it now reads. Saves that nobody acknowledged yet are named, so that this one may follow them.
  put(key, text, { delay = 0 } = {}) {
    const before = this.entries.get(key);
    if (before?.text === text) {
      return this.pump(delay);
    }
    if (!before && this.acknowledged.get(key) === text) {
      return;
    }
    const follows = before?.isTried ? [...before.follows, before.request].slice(-MOST_FOLLOWED) : before?.follows ?? [];
    this.#keep({ id: key, text, follows, request: newKey(), typedAt: Date.now(), isTried: false, blocked: before?.blocked ?? false });
    this.pump(delay);
  }

  // The wish to keep a block to oneself; it goes before answers that are typed after it.
  wish(block, isPrivate) {
    this.entries.delete(`private ${block}`);
    this.#keep({ id: `private ${block}`, block, isPrivate, request: newKey(), blocked: false });
    this.pump();
  }

  // The person has seen both texts and chosen; `text` replaces what is kept, null leaves it.
  decide(key, text, stands) {
    this.revisions.set(key, stands.revision);
    this.saved(stands);
    const entry = this.entries.get(key);
    this.entries.delete(key);
    if (text !== null) {
      this.#keep({ ...entry, text, follows: [], request: newKey(), isTried: false, blocked: false });
    }
    this.#persist();
    this.pump();
  }

  // Send soon: after a pause in typing, or at once. A pause between failures is not cut short.
  pump(delay = 0) {
    clearTimeout(this.timer);
    const pause = this.failures ? Math.max(delay, this.#pause()) : delay;
    this.timer = setTimeout(() => this.#send(), pause);
    this.tell();
  }

  // Send now, whatever went wrong before: the connection is back, or the page is about to go.
  hurry() {
    clearTimeout(this.timer);
    this.#send();
  }

  // Whether everything is kept by the server: as slow as it is, but not long after something went wrong.
  async settled(within) {
    const until = Date.now() + within;
    this.hurry();
    const mayCome = () => this.sending || (navigator.onLine && (!this.failures || Date.now() < until));
    while (!this.isEmpty && mayCome() && !this.hasStopped && !this.waiting.every((entry) => entry.blocked)) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return this.isEmpty;
  }

  // What the quick exit takes along.
  held() {
    const answers = {};
    const wishes = {};
    for (const entry of this.waiting) {
      if (entry.block) {
        wishes[entry.block] = entry.isPrivate;
      } else {
        answers[entry.id] = this.#body(entry);
      }
    }
    return { answers, private: wishes };
  }

  async #send() {
    const entry = this.waiting.find((each) => !each.blocked);
    if (this.sending || this.hasStopped || !entry || window.portalIsLeaving) {
      return;
    }
    this.sending = true;
    entry.isTried = true;
    this.#persist();
    this.tell();
    const answer = await this.#ask(entry);
    this.sending = false;
    this.#settle(entry, answer);
    this.tell();
    if (!this.isEmpty) {
      this.pump();
    }
  }

  async #ask(entry) {
    const path = entry.block ? `private/${entry.block}` : `answers/${entry.id}`;
    const body = JSON.stringify(entry.block ? { private: entry.isPrivate } : this.#body(entry));
    try {
      const response = await fetch(`/w/${this.name}/${path}`, {
        method: "PUT",
        headers: { Accept: "application/json", "Content-Type": "application/json", "X-CSRFToken": this.token },
        body,
        keepalive: body.length < SMALL_ENOUGH_TO_OUTLIVE_THE_PAGE,
        signal: AbortSignal.timeout(SLOWEST_ANSWER),
      });
      return { status: response.status, data: await response.json() };
    } catch {
      return { status: 0, data: {} };
    }
  }

  #body(entry) {
    return {
      text: entry.text,
      revision: this.revisions.get(entry.id) ?? 0,
      request: entry.request,
      follows: entry.follows,
      waited: Math.max(0, Date.now() - entry.typedAt),
    };
  }

  #settle(sent, { status, data }) {
    const now = this.entries.get(sent.id);
    if (status === 200) {
      this.failures = 0;
      this.#acknowledge(sent, now, data);
    } else if (FOR_THE_PERSON.includes(status) && (status !== 409 || data.problem === "changed")) {
      this.failures = 0;
      now.blocked = true;
      this.refused(now, data);
    } else if (status === 0 || status >= 500 || LATER.includes(status)) {
      this.failures += 1;
    } else {
      this.hasStopped = true;
      this.stoppedWith = status;
    }
    this.#persist();
  }

  #acknowledge(sent, now, data) {
    if (!sent.block) {
      this.revisions.set(sent.id, data.revision);
      this.acknowledged.set(sent.id, sent.text);
    }
    if (now.request === sent.request) {
      this.entries.delete(sent.id);
    } else if (!now.block) {
      now.follows = [];
    }
    this.saved(data);
  }

  // The link may have been opened again in another tab meanwhile.
  #tryAfterReopening() {
    if (this.hasStopped && this.stoppedWith === 401) {
      this.hasStopped = false;
      this.hurry();
    }
  }

  #pause() {
    return Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (this.failures - 1)) * (0.75 + Math.random() / 2);
  }

  #keep(entry) {
    this.entries.set(entry.id, entry);
    this.#persist();
  }

  // Left in a hurry, nothing is put down any more: the quick exit has taken everything along.
  #persist() {
    if (!window.portalIsLeaving) {
      write(this.name, this.waiting);
    }
  }
}
