// A second click does nothing; after 15 seconds without an answer the button comes back, with the same idempotency key.
const WAIT = 15000;

function release(form) {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll("[data-was]")) {
    button.textContent = button.dataset.was;
    button.removeAttribute("data-was");
    button.removeAttribute("aria-disabled");
  }
}

export function submitOnce() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("hx-post")) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    const button = event.submitter || form.querySelector("[type=submit]");
    if (button && !button.children.length) {
      button.dataset.was = button.textContent;
      button.textContent = button.dataset.busy || "正在提交…";
      button.setAttribute("aria-disabled", "true");
    }
    setTimeout(() => release(form), WAIT);
  });
  addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(release));
}
