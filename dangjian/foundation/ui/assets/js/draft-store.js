// Drafts in the browser's store, a week at most; removed when the server has taken the form, or when someone signs out.
const PREFIX = "draft:";
const SENT = "draft-sent";
const DAYS_KEPT = 7;

function keys() {
  return Object.keys(localStorage).filter((name) => name.startsWith(PREFIX)).map((name) => name.slice(PREFIX.length));
}

export function read(key) {
  try {
    const draft = JSON.parse(localStorage.getItem(PREFIX + key));
    return draft && Array.isArray(draft.values) ? draft : null;
  } catch {
    return null;
  }
}

export function write(key, values, once) {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify({ at: Date.now(), values, once: once || "" }));
    return true;
  } catch {
    return false;
  }
}

export function remove(key) {
  localStorage.removeItem(PREFIX + key);
}

export function removeAll() {
  keys().forEach(remove);
}

export function forgetOld() {
  for (const key of keys()) {
    const draft = read(key);
    if (!draft || draft.at < Date.now() - DAYS_KEPT * 86400000) remove(key);
  }
}

export function forgetKeys() {
  for (const key of keys()) {
    const draft = read(key);
    if (draft) write(key, draft.values, "");
  }
}

export function markSent(key) {
  sessionStorage.setItem(SENT, JSON.stringify({ key, from: location.href }));
}

// Taken: the page after the form's own is one of ours, for someone still signed in, that refuses nothing
// and either no longer holds the form or says that it was done.
export function forgetSent() {
  const sent = JSON.parse(sessionStorage.getItem(SENT));
  if (!sent) return;
  sessionStorage.removeItem(SENT);
  const isNext = document.referrer.split("#")[0] === sent.from.split("#")[0];
  const isRefused = !document.body.dataset.person || document.querySelector("[data-refused], .errors, .message.error");
  const holdsForm = [...document.querySelectorAll("form[data-draft-key]")].some((form) => form.dataset.draftKey === sent.key);
  if (isNext && !isRefused && (!holdsForm || document.querySelector(".message.success"))) remove(sent.key);
}
