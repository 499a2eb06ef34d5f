// A form with data-confirm asks first in a dialog of the browser's own; a panel made of details closes on Esc and outside clicks.
function dialog(words, label) {
  const box = document.createElement("dialog");
  box.className = "ask";
  box.setAttribute("aria-labelledby", "ask-words");
  const text = document.createElement("p");
  text.id = "ask-words";
  text.textContent = words;
  const actions = document.createElement("div");
  actions.className = "actions";
  const no = document.createElement("button");
  no.className = "btn";
  no.textContent = "先不";
  no.autofocus = true;
  const yes = document.createElement("button");
  yes.className = "btn btn-primary";
  yes.textContent = label;
  actions.append(no, yes);
  box.append(text, actions);
  document.body.append(box);
  return { box, no, yes };
}

function ask(form, submitter) {
  const { box, no, yes } = dialog(form.dataset.confirm, form.dataset.confirmLabel || "确定");
  no.addEventListener("click", () => box.close());
  yes.addEventListener("click", () => {
    form.dataset.confirmed = "1";
    box.close();
    form.requestSubmit(submitter);
    delete form.dataset.confirmed;
  });
  box.addEventListener("close", () => box.remove());
  box.showModal();
}

export function confirmDialogs() {
  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      if (!form.dataset.confirm || form.dataset.confirmed || !window.HTMLDialogElement) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      ask(form, event.submitter);
    },
    true,
  );
  document.addEventListener("click", (event) => {
    const cancel = event.target.closest("[data-close]");
    if (cancel) cancel.closest("details").open = false;
    for (const panel of document.querySelectorAll("details.confirm[open], details.menu[open]")) if (!panel.contains(event.target)) panel.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const panel of document.querySelectorAll("details.confirm[open], details.menu[open]")) {
      panel.open = false;
      panel.querySelector("summary").focus();
    }
  });
}
