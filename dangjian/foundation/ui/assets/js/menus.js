// The menu button of the phone's top bar.
export function menus() {
  const button = document.querySelector("[data-opens-menu]");
  if (!button) return;
  button.addEventListener("click", () => {
    const open = button.getAttribute("aria-expanded") !== "true";
    button.setAttribute("aria-expanded", String(open));
    document.querySelectorAll("[data-menu]").forEach((part) => part.classList.toggle("is-open", open));
  });
}
