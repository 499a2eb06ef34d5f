// The roll: a name and its reason; how many came. The queue of what was sent without a network: queue.js.
(() => {
  const form = document.querySelector("form[data-draft-key]");
  if (!form) return;
  document.documentElement.classList.add("scripted");
  const EXCUSED = new Set(["mobile", "frail"]);
  const lists = [...form.querySelectorAll(".who select")];

  function show() {
    let present = 0;
    let expected = 0;
    for (const list of lists) {
      const chip = list.closest(".who");
      const reason = list.value;
      chip.classList.toggle("is-off", Boolean(reason));
      chip.dataset.reason = reason ? `· ${list.selectedOptions[0].textContent}` : "";
      if (!reason) present += 1;
      if (!EXCUSED.has(reason)) expected += 1;
    }
    const put = (name, number) => {
      const place = form.querySelector(`[data-${name}]`);
      if (place) place.textContent = String(number);
    };
    put("present", present);
    put("expected", expected);
  }

  form.addEventListener("change", show);
  form.addEventListener("draft:restored", show);
  show();
})();
