// ↑↓ move along the rows, ↵ opens (it is a link), / goes to the filter or to search.
function typing(target) {
  return target.closest("input, textarea, select, [contenteditable]") && target.type !== "checkbox";
}

function step(rows, by) {
  const here = rows.findIndex((link) => link === document.activeElement || (link.closest("tr, li, .card") || link).contains(document.activeElement));
  const next = here < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(Math.max(here + by, 0), rows.length - 1);
  rows[next].focus();
  rows[next].scrollIntoView({ block: "nearest" });
}

export function listKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const inFilter = event.target.closest("form[data-filter]") && event.key === "ArrowDown" && event.target.matches("input");
    if (typing(event.target) && !inFilter) return;
    if (event.key === "/") {
      const field = document.querySelector("form[data-filter] input[type=search]") || document.querySelector("form[data-search] input");
      if (field) {
        event.preventDefault();
        field.focus();
        field.select();
      }
      return;
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const rows = [...document.querySelectorAll("[data-list] a[data-open]")];
    if (!rows.length || event.target.closest("details[open], dialog")) return;
    event.preventDefault();
    step(rows, event.key === "ArrowDown" ? 1 : -1);
  });
}
