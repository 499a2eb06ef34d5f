// Lets the record of a meeting be opened again without a network: the page as it was last seen, and its styles and scripts.
const KEPT = "meetings";
const isRecord = (path) => /^\/meetings\/(new|[0-9a-f-]{36}\/record)\/$/.test(path);

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

async function fresh(request) {
  const answer = await fetch(request);
  if (answer.ok && !answer.redirected) {
    const kept = await caches.open(KEPT);
    await kept.put(request, answer.clone());
  }
  return answer;
}

async function page(request) {
  try {
    return await fresh(request);
  } catch {
    const found = await caches.match(request);
    const words = "没有网络，这一页在这台手机上没有打开过。联网后再试；已写的记录还在。";
    return found || new Response(words, { status: 503, headers: { "Content-Type": "text/plain; charset=utf-8" } });
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate" && isRecord(url.pathname)) event.respondWith(page(request));
  if (url.pathname.startsWith("/static/")) event.respondWith(caches.match(request).then((found) => found || fresh(request)));
});
