// A page that is made to be printed has a button for it.
export function printButtons() {
  for (const button of document.querySelectorAll("[data-print]"))
    button.addEventListener("click", () => window.print());
}
