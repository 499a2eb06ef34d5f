// On a phone the second bar is longer than the window: where one is stands in it to be seen.
function showCurrent() {
  const bar = document.querySelector(".subnav ul");
  const here = bar?.querySelector("[aria-current]");
  if (here) bar.scrollLeft = here.offsetLeft + here.offsetWidth / 2 - bar.clientWidth / 2;
}

// The menu button of the phone's top bar.
export function menus() {
  showCurrent();
  const button = document.querySelector("[data-opens-menu]");
  if (!button) return;
  button.addEventListener("click", () => {
    const open = button.getAttribute("aria-expanded") !== "true";
    button.setAttribute("aria-expanded", String(open));
    document.querySelectorAll("[data-menu]").forEach((part) => part.classList.toggle("is-open", open));
  });
}
