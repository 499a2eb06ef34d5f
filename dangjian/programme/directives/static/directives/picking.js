// From a selection, or sentence by sentence with the keys, to a place of the text as the page counts it (code points).
const points = (words) => [...words].length;

function offset(node, at, pane) {
  const part = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-at]");
  if (part && pane.contains(part)) {
    const before = node.nodeType === Node.TEXT_NODE ? node.data.slice(0, at) : [...node.childNodes].slice(0, at).map((child) => child.textContent).join("");
    return Number(part.dataset.at) + points(before);
  }
  if (!pane.contains(node)) return null;
  const next = node.childNodes[at] || node.nextSibling;
  const found = next && (next.matches?.("[data-at]") ? next : next.querySelector?.("[data-at]"));
  return found ? Number(found.dataset.at) : null;
}

export function placeOf(selection, pane) {
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const start = offset(range.startContainer, range.startOffset, pane);
  let end = offset(range.endContainer, range.endOffset, pane);
  if (start !== null && end === null) end = start + points(selection.toString());
  return start === null || end <= start ? null : { start, end };
}

export function picking({ text, say, add, leave }) {
  let sentences = null;
  let from = 0;
  let to = 0;

  function gather() {
    const byNumber = new Map();
    for (const part of text().querySelectorAll("[data-at]")) {
      if (part.dataset.n === "-1") continue;
      if (!byNumber.has(part.dataset.n)) byNumber.set(part.dataset.n, []);
      byNumber.get(part.dataset.n).push(part);
    }
    return [...byNumber.values()].filter((parts) => !parts.every((part) => part.dataset.clause));
  }

  function show() {
    text().querySelectorAll(".picked").forEach((part) => part.classList.remove("picked"));
    const chosen = sentences.slice(Math.min(from, to), Math.max(from, to) + 1).flat();
    chosen.forEach((part) => part.classList.add("picked"));
    sentences[to][0].scrollIntoView({ block: "nearest" });
    say(`选句：↑↓ 换，Shift+↑↓ 多选，↵ 添加，Esc 退出。${sentences[to].map((part) => part.textContent).join("")}`);
  }

  function end() {
    sentences = null;
    text().querySelectorAll(".picked").forEach((part) => part.classList.remove("picked"));
  }

  function place() {
    const first = sentences[Math.min(from, to)][0];
    const last = sentences[Math.max(from, to)].at(-1);
    return { start: Number(first.dataset.at), end: Number(last.dataset.at) + points(last.textContent) };
  }

  return {
    isOn: () => sentences !== null,
    begin(near) {
      sentences = gather();
      if (!sentences.length) {
        sentences = null;
        return say("原文的句子都已列出，没有可添加的");
      }
      const after = near ? sentences.findIndex((parts) => Number(parts[0].dataset.at) > Number(near.dataset.at)) : 0;
      from = to = Math.max(after, 0);
      text().focus();
      show();
    },
    key(event) {
      const by = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      if (by) {
        to = Math.min(Math.max(to + by, 0), sentences.length - 1);
        if (!event.shiftKey) from = to;
        show();
      } else if (event.key === "Enter") {
        const chosen = place();
        end();
        add(chosen);
      } else if (event.key === "Escape") {
        end();
        say("没有添加");
        leave();
      } else return false;
      return true;
    },
  };
}
