// 返回上一页 with what was typed still there, where the browser kept it.
export function goBack() {
  for (const button of document.querySelectorAll("[data-back]"))
    button.addEventListener("click", (event) => {
      if (history.length < 2) return;
      event.preventDefault();
      history.back();
    });
}
