// What is typed in a form with data-draft-key survives a reload, a crash and a lost answer.
import { put, typed, values } from "./form-values.js";
import { forgetKeys, forgetOld, forgetSent, markSent, read, remove, write } from "./draft-store.js";

function clock(moment) {
  return `${moment.getHours()}:${String(moment.getMinutes()).padStart(2, "0")}`;
}

function offer(form, key, at, opened) {
  const moment = new Date(at);
  const line = document.createElement("div");
  line.className = "draft-line";
  line.setAttribute("role", "status");
  const words = document.createElement("span");
  words.textContent = `已恢复未提交的内容（${moment.getMonth() + 1}月${moment.getDate()}日 ${clock(moment)} 存在本机）`;
  const drop = document.createElement("button");
  drop.type = "button";
  drop.textContent = "放弃，按原样填";
  drop.addEventListener("click", () => {
    remove(key);
    put(form, opened);
    line.remove();
  });
  line.append(words, drop);
  form.prepend(line);
}

// A form that was sent and got no answer goes out again under its own idempotency key: it cannot take effect twice.
// The key's tail is the state of the person's posts; under another state it would only be refused.
function takeKey(form, once) {
  const field = form.elements.namedItem("once");
  const tail = (key) => key.slice(key.indexOf("."));
  if (field && once && tail(once) === tail(field.value)) field.value = once;
}

function restore(form, key) {
  const draft = read(key);
  const opened = values(form);
  if (!draft || typed(draft.values) === typed(opened)) return;
  put(form, draft.values);
  takeKey(form, draft.once);
  offer(form, key, draft.at, opened);
  form.dispatchEvent(new CustomEvent("draft:restored", { bubbles: true }));
}

function keep(form) {
  const key = form.dataset.draftKey;
  const said = form.querySelector("[data-draft-saved]");
  let timer = 0;
  let dirty = false;
  const save = (once) => {
    clearTimeout(timer);
    if (!dirty && !once) return;
    dirty = false;
    const words = write(key, values(form), once) ? `草稿存在本机 ${clock(new Date())}` : "本机存不下草稿，请尽快提交";
    if (said) said.textContent = words;
  };
  const note = () => {
    dirty = true;
    clearTimeout(timer);
    timer = setTimeout(save, 300);
  };
  form.addEventListener("input", note);
  form.addEventListener("change", note);
  form.addEventListener("submit", () => {
    const field = form.elements.namedItem("once");
    save(field ? field.value : "-");
    markSent(key);
  });
  addEventListener("pagehide", () => save());
  document.addEventListener("visibilitychange", () => save());
}

export function keepDrafts() {
  try {
    forgetSent();
    forgetOld();
    if (document.querySelector("[data-refused]")) forgetKeys();
  } catch {
    return; // Storage is off in this browser: the form works, only nothing is kept.
  }
  for (const form of document.querySelectorAll("form[data-draft-key]")) {
    restore(form, form.dataset.draftKey);
    keep(form);
  }
}
