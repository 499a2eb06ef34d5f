// One behaviour a file; every page works without any of them.
import { keepDrafts } from "./drafts.js";
import { goBack } from "./go-back.js";
import { signOut } from "./sign-out.js";
import { submitOnce } from "./submit-once.js";
import { filterAsYouType } from "./filter.js";
import { listKeys } from "./list-keys.js";
import { copyButtons } from "./copy.js";
import { confirmDialogs } from "./confirm.js";
import { menus } from "./menus.js";
import { printButtons } from "./print.js";
import { toasts } from "./toasts.js";

function start() {
  document.documentElement.classList.add("js");
  menus();
  toasts();
  filterAsYouType();
  listKeys();
  copyButtons();
  confirmDialogs();
  keepDrafts();
  signOut();
  goBack();
  printButtons();
  submitOnce();
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
