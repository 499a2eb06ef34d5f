// The values of a form as a list of [name, value, checked], and back.
const SKIPPED = new Set(["password", "file", "hidden", "submit", "button", "reset"]);

function fields(form) {
  return [...form.elements].filter((field) => field.name && !SKIPPED.has(field.type) && !field.closest("[data-no-draft]"));
}

function isChoice(field) {
  return field.type === "checkbox" || field.type === "radio";
}

export function values(form) {
  return fields(form).map((field) => {
    if (isChoice(field)) return [field.name, field.value, field.checked];
    if (field.multiple) return [field.name, [...field.selectedOptions].map((option) => option.value), null];
    return [field.name, field.value, null];
  });
}

export function put(form, kept) {
  const waiting = kept.slice();
  for (const field of fields(form)) {
    const at = waiting.findIndex(
      ([name, value, checked]) => name === field.name && (isChoice(field) ? checked !== null && value === field.value : checked === null),
    );
    if (at < 0) continue;
    const [, value, checked] = waiting.splice(at, 1)[0];
    if (isChoice(field)) field.checked = checked;
    else if (field.multiple) for (const option of field.options) option.selected = value.includes(option.value);
    else field.value = value;
  }
}

export function typed(entries) {
  return JSON.stringify(entries);
}
