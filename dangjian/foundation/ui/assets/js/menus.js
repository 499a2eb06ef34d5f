// The buttons of the phone: one opens the menu of the top bar, one the entries of a platform.
export function menus() {
  for (const button of document.querySelectorAll("[data-opens-menu], [data-opens-subnav]")) {
    button.addEventListener("click", () => {
      const open = button.getAttribute("aria-expanded") !== "true";
      button.setAttribute("aria-expanded", String(open));
      if (button.matches("[data-opens-menu]")) {
        document.querySelectorAll("[data-menu]").forEach((part) => part.classList.toggle("is-open", open));
      }
    });
  }
}
