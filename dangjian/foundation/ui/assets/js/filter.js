// The filter form of a list asks again while one types, but not in the middle of a pinyin syllable.
const PAUSE = 250;

export function filterAsYouType() {
  for (const form of document.querySelectorAll("form[data-filter]")) {
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
