// 全部已交 ticks everyone; whoever is taken out again takes it off, and the others stay as they are.
(() => {
  for (const roll of document.querySelectorAll("[data-roll]")) {
    const all = roll.querySelector("[name=dues_all]");
    const list = roll.querySelector(".plain-list");
    if (!all || !list) continue;
    const boxes = [...list.querySelectorAll("[type=checkbox]")];
    const lists = [...list.querySelectorAll("select")];
    const full = (one) => [...one.options].find((option) => "full" in option.dataset);

    all.addEventListener("change", () => {
      for (const box of boxes) box.checked = all.checked;
      for (const one of lists) {
        if (all.checked && !one.value) one.value = full(one).value;
        else if (!all.checked && one.value === full(one).value) one.value = "";
      }
    });
    list.addEventListener("change", () => {
      all.checked = boxes.every((box) => box.checked) && lists.every((one) => one.value);
    });
  }
})();
