// The sheet was handed in: nothing of it stays in this browser.

import { write } from "./store.js";

write(document.querySelector("[data-handed-in]").dataset.handedIn, []);
