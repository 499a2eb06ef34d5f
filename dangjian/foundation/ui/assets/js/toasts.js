// Messages that come with an htmx answer (HX-Trigger: {"toast": {"level": …, "words": …}}) and answers that did not come.
const LEVELS = new Set(["success", "info", "warning", "error"]);

export function say(level, words) {
  const area = document.getElementById("messages");
  const item = document.createElement("li");
  item.className = `message ${LEVELS.has(level) ? level : "info"}`;
  item.textContent = words;
  area.append(item);
  item.scrollIntoView({ block: "nearest" });
}

export function toasts() {
  const body = document.body;
  body.addEventListener("toast", (event) => say(event.detail.level, event.detail.words));
  // An answer from elsewhere is the sign-in page: it needs a whole page of its own.
  body.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, requestConfig } = event.detail;
    if (new URL(xhr.responseURL).pathname === new URL(requestConfig.path, location.href).pathname) return;
    event.detail.shouldSwap = false;
    location.assign(xhr.responseURL);
  });
  body.addEventListener("htmx:sendError", () => say("warning", "没有连上服务器，页面上的内容都还在。请检查网络后再试一次。"));
  body.addEventListener("htmx:responseError", (event) =>
    say("error", event.detail.xhr.status === 404 ? "没有找到，或者您没有查看的权限。" : "服务器没有办成，页面上的内容都还在。请稍后再试。"),
  );
}
