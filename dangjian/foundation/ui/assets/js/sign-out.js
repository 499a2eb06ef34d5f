// Who signs out leaves nothing typed on a shared machine.
import { removeAll } from "./draft-store.js";

export function signOut() {
  for (const form of document.querySelectorAll("form[data-clears-drafts]")) form.addEventListener("submit", removeAll);
}
