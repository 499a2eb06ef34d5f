// The officer's hands stay on the keys: one card is open, its clause is lit in the text, every verdict is saved at once.
// The page is whole without this script: each button is a form of its own.
import { keepEdits, forgetEdit, waitingEdit } from "./edits.js";
import { placeOf, picking } from "./picking.js";

const work = () => document.getElementById("work");
const cards = () => [...work().querySelectorAll("details.proposal")];
const current = () => work().querySelector("details.proposal[open]");
const clauses = (id) => [...work().querySelectorAll(`[data-clause="${id}"]`)];

function paint() {
  const verdicts = new Map(cards().map((card) => [card.dataset.proposal, card.dataset.verdict]));
  for (const mark of work().querySelectorAll("[data-clause]")) {
    mark.classList.toggle("confirmed", verdicts.get(mark.dataset.clause) === "confirmed");
    mark.classList.toggle("dropped", verdicts.get(mark.dataset.clause) === "dropped");
  }
}

function light(card) {
  work().querySelectorAll("mark.on").forEach((mark) => mark.classList.remove("on"));
  const marks = card ? clauses(card.dataset.proposal) : [];
  marks.forEach((mark) => mark.classList.add("on"));
  const text = document.getElementById("text");
  if (!marks.length || text.scrollHeight <= text.clientHeight) return;
  const box = marks[0].getBoundingClientRect();
  const pane = text.getBoundingClientRect();
  const isSeen = box.top > pane.top + 40 && marks[marks.length - 1].getBoundingClientRect().bottom < pane.bottom - 40;
  if (!isSeen) text.scrollTop += box.top - pane.top - pane.height / 3;
}

let at = "";
let hasMoved = false;

function open(card, focus = true) {
  if (!card) return;
  at = card.dataset.proposal;
  for (const other of cards()) if (other !== card) other.open = false;
  card.open = true;
  light(card);
  if (focus) card.querySelector("summary").focus({ preventScroll: true });
  const box = card.getBoundingClientRect();
  const bar = document.getElementById("bar").getBoundingClientRect().bottom;
  if (box.top < bar || box.bottom > innerHeight) card.scrollIntoView({ block: box.height > innerHeight - bar ? "start" : "center" });
}

// Between an answer's swap and its settling no card is open: a key pressed then starts from where the officer was.
const here = () => current() || document.getElementById(`p-${at}`);

function step(by) {
  const all = cards();
  const from = all.indexOf(here());
  hasMoved = true;
  open(all[Math.min(Math.max(from + by, 0), all.length - 1)]);
}

function say(words, isWrong = false) {
  const line = document.getElementById("said");
  line.textContent = words;
  line.classList.toggle("is-wrong", isWrong);
}

function typing(target) {
  return target.matches("input, textarea, select, [contenteditable]");
}

function escape(form) {
  const card = form.closest("details.proposal");
  forgetEdit(form);
  form.closest(".slot").replaceChildren();
  open(card);
}

// Enter confirms from the card's own line only: on a button or link it does what that says.
function enter(event, card) {
  if (event.target.closest("button, a, [role=button]") || event.target.closest("details.add")) return false;
  const button = card.querySelector('[data-key="Enter"]');
  if (button) button.click();
  else open(cards().find((one) => one.dataset.verdict === "pending") || card);
  return true;
}

function undo() {
  const form = work().querySelector("[data-undo]");
  if (form) form.requestSubmit();
  else say("没有可撤销的操作");
  return true;
}

function act(event) {
  const card = here();
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (key === "j" || key === "ArrowDown") return step(1), true;
  if (key === "k" || key === "ArrowUp") return step(-1), true;
  if (key === "u") return undo();
  if (key === "a" && document.getElementById("add")) return pick(), true;
  if (!card) return false;
  if (key === "Enter") return enter(event, card);
  const button = card.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!button) return false;
  button.click();
  return true;
}

function add(place) {
  const form = work().querySelector("[data-add]");
  form.elements.start.value = place.start;
  form.elements.end.value = place.end;
  form.requestSubmit();
}

const picker = picking({ text: () => document.getElementById("text"), say, add, leave: () => open(current() || cards()[0]) });

function pick() {
  const place = placeOf(getSelection(), document.getElementById("text"));
  if (place) add(place);
  else picker.begin(current() && clauses(current().dataset.proposal)[0]);
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.altKey) return;
  const form = event.target.closest("form[data-escape]");
  if (form && event.key === "Escape") return event.preventDefault(), escape(form);
  if (form && event.key === "Enter" && (event.ctrlKey || event.metaKey || event.target.type === "radio")) return event.preventDefault(), form.requestSubmit();
  if (typing(event.target) || event.target.closest("dialog, details.confirm[open], .top")) return;
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") return event.preventDefault(), undo();
  if (event.ctrlKey || event.metaKey) return;
  if (picker.isOn() ? picker.key(event) : act(event)) event.preventDefault();
});

document.addEventListener("click", (event) => {
  const mark = event.target.closest("[data-clause]");
  const summary = event.target.closest("details.proposal > summary");
  const cancel = event.target.closest("form[data-escape] [data-cancel]");
  if (event.target.closest("[data-pick]")) {
    pick();
  } else if (cancel) {
    event.preventDefault();
    escape(cancel.closest("form"));
  } else if (mark && getSelection().isCollapsed) {
    open(document.getElementById(`p-${mark.dataset.clause}`));
  } else if (summary) {
    event.preventDefault();
    open(summary.parentElement);
  }
});

const pickButton = () => work().querySelector("[data-pick]");
document.addEventListener("selectionchange", () => {
  const button = pickButton();
  if (button) button.hidden = !placeOf(getSelection(), document.getElementById("text"));
});
// Before the click: pressing a button would drop the selection.
document.addEventListener("pointerdown", (event) => {
  if (event.target.closest("[data-pick]")) event.preventDefault();
});

let scrolled = 0;
document.body.addEventListener("htmx:beforeSwap", (event) => {
  scrolled = document.getElementById("text").scrollTop;
  const { xhr, requestConfig } = event.detail;
  const refused = xhr.responseText.includes("data-refused") && new DOMParser().parseFromString(xhr.responseText, "text/html").querySelector("[role=alert]");
  if (refused) {
    event.detail.shouldSwap = event.detail.isError = false;
    say(refused.textContent, true);
  } else if (new URL(xhr.responseURL).pathname !== new URL(requestConfig.path, location).pathname) {
    // Led away: the session has ended. The page itself asks to sign in, and comes back; what was typed is kept.
    event.detail.shouldSwap = false;
    location.reload();
  } else if (xhr.responseText.includes('id="work"')) {
    // Also where an earlier answer comes again: it comes without its headers.
    event.detail.target = work();
    event.detail.swapOverride = "outerHTML";
  }
});
document.body.addEventListener("htmx:load", (event) => {
  const form = event.detail.elt.matches("form[data-escape]") ? event.detail.elt : event.detail.elt.querySelector("form[data-escape]");
  if (form) {
    keepEdits(form);
    (form.querySelector("[aria-invalid], textarea, input:checked, input[type=radio]") || form).focus();
    form.scrollIntoView({ block: "nearest" });
  }
  if (event.detail.elt.id === "work") document.getElementById("text").scrollTop = scrolled;
});
document.body.addEventListener("work:said", (event) => {
  const { words, level, forget } = event.detail;
  if (forget) forgetEdit(forget);
  requestAnimationFrame(() => say(words, level === "error"));
});
document.body.addEventListener("htmx:beforeRequest", () => {
  hasMoved = false;
});
// Whoever went on while the answer was under way stays where they went.
document.body.addEventListener("work:open", (event) => {
  paint();
  const id = hasMoved ? at : event.detail.id;
  const card = document.getElementById(`p-${id}`) || cards()[0];
  if (!id) current()?.removeAttribute("open");
  if (id) open(card);
  else light(null);
});

// After htmx has taken up the page, which it does first: a click on 改 must fetch the form, not leave the page.
document.addEventListener("DOMContentLoaded", () => {
  paint();
  open(current(), !location.hash || location.hash.startsWith("#p-"));
  const waiting = waitingEdit(cards().map((card) => card.dataset.proposal), work().dataset.account);
  if (!waiting) return;
  open(document.getElementById(`p-${waiting}`));
  current().querySelector('[data-key="e"]')?.click();
});
