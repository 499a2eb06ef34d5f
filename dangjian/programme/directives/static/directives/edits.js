// What is typed into a card's form is in the browser's store at every keystroke, and comes back after a reload or a crash.
// It lies where the drafts of whole pages lie: the same form on a page of its own finds it, signing out removes it.
const PREFIX = "draft:";

const fields = (form) => [...form.elements].filter((field) => field.name && field.type !== "hidden" && field.type !== "submit");
const keyOf = (form) => (typeof form === "string" ? form : form.dataset.draftKey);

function read(key) {
  try {
    return new Map(JSON.parse(localStorage.getItem(PREFIX + key)).values);
  } catch {
    return null;
  }
}

function write(key, form) {
  const values = fields(form).map((field) => [field.name, field.value, null]);
  localStorage.setItem(PREFIX + key, JSON.stringify({ at: Date.now(), values, once: "" }));
}

export function keepEdits(form) {
  const key = keyOf(form);
  if (!key) return;
  const kept = read(key);
  const said = form.querySelector("[data-draft-saved]");
  if (kept && fields(form).some((field) => kept.has(field.name) && kept.get(field.name) !== field.value)) {
    for (const field of fields(form)) if (kept.has(field.name)) field.value = kept.get(field.name);
    if (said) said.textContent = "已恢复未保存的修改";
  }
  form.addEventListener("input", () => {
    try {
      write(key, form);
      if (said) said.textContent = "草稿存在本机";
    } catch {
      if (said) said.textContent = "本机存不下草稿，请尽快保存";
    }
  });
}

export function forgetEdit(form) {
  const key = keyOf(form);
  try {
    if (key) localStorage.removeItem(PREFIX + key);
  } catch {
    // Storage is off in this browser: there is nothing to forget.
  }
}

// The first proposal of this page whose form was left unsaved, or undefined.
export function waitingEdit(proposals, account) {
  return proposals.find((id) => read(`proposal:${account}:${id}`));
}
