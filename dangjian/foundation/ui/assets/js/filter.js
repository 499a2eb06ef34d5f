// The filter form of a list asks again while one types, but not in the middle of a pinyin syllable.
const PAUSE = 250;

// On a phone the first field stands for the others, until one asks for them or has chosen in one.
function fold(form) {
  const fields = [...form.children].filter((part) => part.querySelector("select, input:not([type=hidden])"));
  const extra = fields.slice(1);
  const asked = new URLSearchParams(location.search);
  const isChosen = extra.some((part) => [...part.querySelectorAll("[name]")].some((field) => asked.get(field.name)));
  if (extra.length < 2 || isChosen) return;
  extra.forEach((part) => part.classList.add("filter-extra"));
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn filters-more";
  button.textContent = `更多筛选（${extra.length} 项）`;
  button.addEventListener("click", () => {
    form.classList.remove("is-folded");
    extra[0].querySelector("select, input").focus();
  });
  extra[0].before(button);
  form.classList.add("is-folded");
}

export function filterAsYouType() {
  for (const form of document.querySelectorAll("form[data-filter]")) {
    fold(form);
    let timer = 0;
    const ask = () => {
      clearTimeout(timer);
      timer = setTimeout(() => form.dispatchEvent(new Event("filter")), PAUSE);
    };
    form.addEventListener("input", (event) => {
      if (!event.isComposing) ask();
    });
    form.addEventListener("compositionend", ask);
    form.addEventListener("change", ask);
    // The address holds what was chosen, not every empty field.
    form.addEventListener("htmx:configRequest", (event) => {
      const { parameters } = event.detail;
      for (const name of Object.keys(parameters)) if (parameters[name] === "") delete parameters[name];
    });
  }
}
