// What is typed in a form with data-draft-key survives a reload, a crash and a lost answer.
// The idempotency key is kept with it: sending a restored form again cannot take effect twice.
const PREFIX = "draft:";
const DAYS_KEPT = 7;
const SKIPPED = new Set(["password", "file", "submit", "button", "reset"]);

function fields(form) {
  return [...form.elements].filter(
    (field) => field.name && field.name !== "csrfmiddlewaretoken" && !SKIPPED.has(field.type) && !field.closest("[data-no-draft]"),
  );
}

function values(form) {
  return fields(form).map((field) => {
    if (field.type === "checkbox" || field.type === "radio") return [field.name, field.value, field.checked];
    if (field.multiple) return [field.name, [...field.selectedOptions].map((option) => option.value), null];
    return [field.name, field.value, null];
  });
}

function put(form, kept) {
  const waiting = kept.slice();
  for (const field of fields(form)) {
    const isChoice = field.type === "checkbox" || field.type === "radio";
    const at = waiting.findIndex(([name, value, checked]) => name === field.name && (checked === null ? !isChoice : isChoice && value === field.value));
    if (at < 0) continue;
    const [, value, checked] = waiting.splice(at, 1)[0];
    if (isChoice) field.checked = checked;
    else if (field.multiple) for (const option of field.options) option.selected = value.includes(option.value);
    else field.value = value;
  }
}

function typed(form, entries) {
  const hidden = new Set(fields(form).filter((field) => field.type === "hidden").map((field) => field.name));
  return JSON.stringify(entries.filter(([name]) => !hidden.has(name)));
}

function stored(key) {
  try {
    const draft = JSON.parse(localStorage.getItem(PREFIX + key));
    return draft && Array.isArray(draft.values) ? draft : null;
  } catch {
    return null;
  }
}

function clock(moment) {
  const two = (number) => String(number).padStart(2, "0");
  return `${moment.getMonth() + 1}月${moment.getDate()}日 ${two(moment.getHours())}:${two(moment.getMinutes())}`;
}

function offer(form, key, at, opened) {
  const line = document.createElement("div");
  line.className = "draft-line";
  line.setAttribute("role", "status");
  const words = document.createElement("span");
  words.textContent = `已恢复未提交的内容（${clock(new Date(at))} 存在本机）`;
  const drop = document.createElement("button");
  drop.type = "button";
  drop.textContent = "放弃，按原样填";
  drop.addEventListener("click", () => {
    localStorage.removeItem(PREFIX + key);
    put(form, opened);
    line.remove();
  });
  line.append(words, drop);
  form.prepend(line);
}

function clearDone() {
  const done = document.cookie.split("; ").find((part) => part.startsWith("draft_done="));
  if (done) {
    for (const key of decodeURIComponent(done.slice("draft_done=".length)).split("|")) localStorage.removeItem(PREFIX + key);
    document.cookie = "draft_done=; Max-Age=0; Path=/; SameSite=Lax";
  }
  const oldest = Date.now() - DAYS_KEPT * 86400000;
  for (const name of Object.keys(localStorage).filter((name) => name.startsWith(PREFIX))) {
    const draft = stored(name.slice(PREFIX.length));
    if (!draft || draft.at < oldest) localStorage.removeItem(name);
  }
}

function keep(form) {
  const key = form.dataset.draftKey;
  const opened = values(form);
  const draft = stored(key);
  if (draft && typed(form, draft.values) !== typed(form, opened)) {
    put(form, draft.values);
    offer(form, key, draft.at, opened);
    form.dispatchEvent(new CustomEvent("draft:restored", { bubbles: true }));
  }
  const saved = form.querySelector("[data-draft-saved]");
  let timer = 0;
  let dirty = false;
  const save = () => {
    clearTimeout(timer);
    if (!dirty) return;
    dirty = false;
    try {
      localStorage.setItem(PREFIX + key, JSON.stringify({ at: Date.now(), values: values(form) }));
      if (saved) saved.textContent = `草稿存在本机 ${clock(new Date()).split(" ")[1]}`;
    } catch {
      if (saved) saved.textContent = "本机存不下草稿，请尽快提交";
    }
  };
  const note = () => {
    dirty = true;
    clearTimeout(timer);
    timer = setTimeout(save, 300);
  };
  form.addEventListener("input", note);
  form.addEventListener("change", note);
  form.addEventListener("submit", save);
  addEventListener("pagehide", save);
  document.addEventListener("visibilitychange", save);
}

export function keepDrafts() {
  try {
    clearDone();
  } catch {
    return; // Storage is off in this browser: the form works, only nothing is kept.
  }
  document.querySelectorAll("form[data-draft-key]").forEach(keep);
  document.querySelectorAll("form[data-clears-drafts]").forEach((form) =>
    form.addEventListener("submit", () => {
      for (const name of Object.keys(localStorage).filter((name) => name.startsWith(PREFIX))) localStorage.removeItem(name);
    }),
  );
}
