// Lets the record of a meeting be opened again without a network: the page as it was last seen, and its styles and scripts.
// No other store may keep a page (Cache-Control: no-store). This one keeps only a page that names the account it was
// made for in `Offline-Account`, three days at most, and of one account at a time; signing out empties it.
const KEPT = "meetings";
const MOST = 3 * 24 * 60 * 60 * 1000;
const isRecord = (path) => /^\/meetings\/(new|[0-9a-f-]{36}\/record)\/$/.test(path);
const isStatic = (path) => path.startsWith("/static/");

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

async function forgetPages(but = "") {
  const kept = await caches.open(KEPT);
  for (const request of await kept.keys()) {
    const answer = await kept.match(request);
    const account = answer && answer.headers.get("Offline-Account");
    if (account && account !== but) await kept.delete(request);
  }
}

async function keep(request, answer) {
  const kept = await caches.open(KEPT);
  if (isStatic(new URL(request.url).pathname)) {
    await kept.put(request, answer.clone());
    return;
  }
  const account = answer.headers.get("Offline-Account");
  if (!account) return;
  await forgetPages(account);
  const headers = new Headers(answer.headers);
  headers.set("Kept-At", String(Date.now()));
  await kept.put(request, new Response(await answer.clone().blob(), { status: answer.status, headers }));
}

async function fresh(request) {
  const answer = await fetch(request);
  if (answer.redirected && new URL(answer.url).pathname === "/sign-in/") await forgetPages();
  if (answer.ok && !answer.redirected) await keep(request, answer);
  return answer;
}

async function page(request) {
  try {
    return await fresh(request);
  } catch {
    const found = await caches.match(request);
    if (found && Date.now() - Number(found.headers.get("Kept-At")) < MOST) return found;
    const words = "没有网络，这一页在这台手机上没有打开过，或已过三天。联网后再试；已写的记录还在。";
    return new Response(words, { status: 503, headers: { "Content-Type": "text/plain; charset=utf-8" } });
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    if (isRecord(url.pathname)) event.respondWith(page(request));
  } else if (isStatic(url.pathname)) event.respondWith(caches.match(request).then((found) => found || fresh(request)));
});

// The page that brought the worker in was not seen by it: it names itself and what it is made of.
self.addEventListener("message", (event) => {
  const ours = (address) => {
    const url = new URL(address);
    return url.origin === self.location.origin && (isRecord(url.pathname) || isStatic(url.pathname));
  };
  const all = event.data.filter(ours).map((address) => fresh(new Request(address, { credentials: "same-origin" })));
  event.waitUntil(Promise.allSettled(all).then(() => event.source && event.source.postMessage("kept")));
});
