/* Taking a pack in, told step by step: the form is sent as it stands, and the answer is read line by line. Without this
   script the form does the same and the answer is the next page. */
(() => {
  "use strict";

  const form = document.querySelector("[data-pack]");
  if (!form || !window.ReadableStream) return;
  const part = (name) => form.querySelector(`[data-pack-${name}]`);

  async function readLines(response, hear) {
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (;;) {
      const { done, value } = await reader.read();
      rest += value ?? "";
      const lines = rest.split("\n");
      rest = lines.pop();
      lines.filter(Boolean).forEach((line) => hear(JSON.parse(line)));
      if (done) return;
    }
  }

  function begin() {
    part("actions").hidden = true;
    part("progress").hidden = false;
  }

  function fail() {
    part("progress").hidden = true;
    part("actions").hidden = false;
    part("said").textContent = "That did not go through, and nothing was taken in. Try again in a moment.";
  }

  function tell({ done, of, said, then }) {
    part("bar").value = done;
    part("words").textContent = `Taking it in: ${done} of ${of}`;
    if (!said) return;
    part("progress").hidden = true;
    const link = Object.assign(document.createElement("a"), { href: then, textContent: "See them in the library" });
    part("said").replaceChildren(`${said} `, link);
    part("said").focus();
  }

  form.addEventListener("submit", async (event) => {
    if (event.submitter?.hasAttribute("formaction")) return;
    event.preventDefault();
    begin();
    let isFinished = false;
    try {
      const response = await fetch(form.action, {
        method: "POST",
        body: new URLSearchParams(new FormData(form)),
        headers: { Accept: "application/x-ndjson" },
      });
      if (!response.ok) throw new Error(String(response.status));
      await readLines(response, (line) => {
        isFinished ||= Boolean(line.said);
        tell(line);
      });
    } catch {
      isFinished = false;
    }
    if (!isFinished) fail();
  });
})();
