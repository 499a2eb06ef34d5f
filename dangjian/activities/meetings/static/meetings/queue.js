// Without a network a record waits on this phone, under the one-time key of its form: sent again it takes effect once.
(() => {
  const form = document.querySelector("form[data-offline]");
  const line = document.querySelector("[data-offline-line]");
  if (!form || !line) return;
  const account = form.dataset.offline;
  const token = () => document.querySelector("[name=csrfmiddlewaretoken]").value;
  const PROBE = 5000;

  function say(words) {
    line.hidden = !words;
    line.textContent = words;
  }

  function store() {
    return new Promise((resolve, reject) => {
      const opening = indexedDB.open("meetings", 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore("queue", { keyPath: "once" });
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
  }

  async function act(mode, work) {
    const database = await store();
    try {
      return await new Promise((resolve, reject) => {
        const asked = database.transaction("queue", mode);
        const result = work(asked.objectStore("queue"));
        asked.oncomplete = () => resolve(result.result);
        asked.onerror = () => reject(asked.error);
      });
    } finally {
      database.close();
    }
  }

  const all = async () => (await act("readonly", (queue) => queue.getAll())).filter((item) => item.account === account);

  async function reaches() {
    if (!navigator.onLine) return false;
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PROBE);
    try {
      return (await fetch(form.dataset.probe, { method: "HEAD", cache: "no-store", signal: stop.signal })).ok;
    } catch {
      return false;
    } finally {
      clearTimeout(timer);
    }
  }

  async function keep(button) {
    const fields = [...new FormData(form, button)].filter(([name]) => name !== "csrfmiddlewaretoken");
    const once = form.elements.namedItem("once").value;
    await act("readwrite", (queue) => queue.put({ once, account, url: form.action, fields, draft: form.dataset.draftKey }));
    say("没有网络：这份记录已存在这台手机，联网后打开这一页会自动提交。请不要清除浏览器数据。");
  }

  // Answers: taken (it led to the page of the meeting), refused in words, or not now.
  async function deliver(item) {
    const body = new FormData();
    for (const [name, value] of item.fields) body.append(name, value);
    body.append("csrfmiddlewaretoken", token());
    const answer = await fetch(item.url, { method: "POST", body, headers: { Accept: "text/html" } });
    if (answer.redirected && /\/meetings\/[0-9a-f-]{36}\/$/.test(new URL(answer.url).pathname)) return answer.url;
    if (answer.status === 422 || answer.status === 409 || answer.status === 404) return "refused";
    return "";
  }

  let busy = false;
  async function flush() {
    if (busy) return;
    busy = true;
    try {
      const waiting = await all();
      if (!waiting.length) return;
      if (!(await reaches())) {
        say(`没有网络：这台手机上有 ${waiting.length} 份记录等着提交。`);
        return;
      }
      let done = "";
      for (const item of waiting) {
        const answer = await deliver(item);
        if (answer === "refused") {
          say("联网后没有提交成功：内容还在这一页，请看一遍再提交。");
          await act("readwrite", (queue) => queue.delete(item.once));
        } else if (answer) {
          await act("readwrite", (queue) => queue.delete(item.once));
          localStorage.removeItem(`draft:${item.draft}`);
          done = answer;
        } else {
          say("联网了，但要先重新登录才能提交；记录还存在这台手机。");
        }
      }
      if (done) location.assign(done);
    } catch {
      say("网络又断了：记录还存在这台手机，联网后自动提交。");
    } finally {
      busy = false;
    }
  }

  form.addEventListener("submit", (event) => {
    if (form.dataset.reached) return;
    event.preventDefault();
    const button = event.submitter;
    reaches().then((is) => {
      if (!is) return keep(button).catch(() => say("这台手机存不下，请不要关闭这一页，联网后再提交。"));
      form.dataset.reached = "1";
      form.requestSubmit(button);
      delete form.dataset.reached;
      return undefined;
    });
  });
  addEventListener("online", flush);
  flush();

  // The first time the worker has not seen this page: it is told what to keep, and says when that is done.
  function keepPage(found) {
    navigator.serviceWorker.addEventListener("message", () => { form.dataset.kept = "1"; });
    const parts = performance.getEntriesByType("resource").map((one) => one.name);
    found.active.postMessage([location.href.split("#")[0], ...parts]);
  }

  if ("serviceWorker" in navigator && isSecureContext) {
    navigator.serviceWorker.register(form.dataset.worker, { scope: "/meetings/" }).catch(() => {});
    navigator.serviceWorker.ready.then(keepPage);
  } else {
    say("这台设备断网时打不开新页面：断网后不要关闭、不要刷新这一页，写好的存在这里，联网后再提交。");
  }
})();
