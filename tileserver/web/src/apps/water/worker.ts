// Answers for the page where there is no line, with what was kept on purpose: the network first, what is kept if it does not answer. Keeps
// nothing by itself, and answers for no other page.

import { isCacheOfOurs, isLasting, keyOf, PAGE } from './offline/shell.ts';

/** The parts of a service worker that are used here; the page's own types know none. */
interface ServiceWorker {
  location: Location;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  addEventListener(name: 'install' | 'activate', heard: (event: { waitUntil(done: Promise<unknown>): void }) => void): void;
  addEventListener(name: 'fetch', heard: (event: { request: Request; respondWith(answer: Promise<Response>): void }) => void): void;
}

/** Who stands at a burst does not wait longer for a server that may be out of reach. */
const PATIENCE_MS = 4000;
/** What a proxy answers for a server that is not there. */
const NOT_THERE = [502, 503, 504];

const worker = self as unknown as ServiceWorker;
const base = worker.location.pathname.replace(new RegExp(`${PAGE}-worker\\.js$`), '');

worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  const key = event.request.method === 'GET' && url.origin === worker.location.origin ? keyOf(url, base) : undefined;
  if (key !== undefined) event.respondWith(answered(event.request, key));
});

async function answered(request: Request, key: string): Promise<Response> {
  const kept = await keptUnder(key);
  if (!kept) return fetch(request);
  if (isLasting(key)) return kept;
  const fresh = fetch(request).then((answer) => (NOT_THERE.includes(answer.status) ? kept : answer), () => kept);
  const [second, patience] = [kept.clone(), new AbortController()];
  const late = new Promise<Response>((done) => {
    const waits = setTimeout(() => done(second), PATIENCE_MS);
    patience.signal.addEventListener('abort', () => clearTimeout(waits));
  });
  return Promise.race([fresh, late]).finally(() => patience.abort());
}

/** What is kept under a name, with the page or with any network. */
async function keptUnder(key: string): Promise<Response | undefined> {
  for (const name of (await caches.keys()).filter(isCacheOfOurs)) {
    const kept = await caches.match(key, { cacheName: name, ignoreVary: true });
    if (kept) return kept;
  }
  return undefined;
}
