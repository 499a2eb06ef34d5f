// 复制: puts the text of another element on the clipboard, also where the page has no https.
async function copy(text, field) {
  if (navigator.clipboard && window.isSecureContext) {
    await navigator.clipboard.writeText(text);
    return true;
  }
  field.focus();
  field.select();
  return document.execCommand("copy");
}

export function copyButtons() {
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const field = document.getElementById(button.dataset.copy);
    const said = button.parentElement.querySelector("[data-copied]");
    let done = false;
    try {
      done = await copy(field.value, field);
    } catch {
      done = false;
    }
    if (!done) field.select();
    if (said) said.textContent = done ? "已复制，可以粘贴到群里" : "没能自动复制，文字已选中，请长按或按 Ctrl+C";
  });
}
