// Who signs out leaves nothing typed on a shared machine, and no page that was kept for times without a network.
import { removeAll } from "./draft-store.js";

function forgetPages() {
  if ("caches" in window) caches.keys().then((names) => names.forEach((name) => caches.delete(name))).catch(() => {});
}

export function signOut() {
  for (const form of document.querySelectorAll("form[data-clears-drafts]")) {
    form.addEventListener("submit", removeAll);
    form.addEventListener("submit", forgetPages);
  }
}
