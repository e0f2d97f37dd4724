// A worker's part: answers for a page where there is no line, with what was kept on purpose. Files whose names change with them come from the
// device at once; for all else the network first, and what is kept if it does not answer: so a new version of the server is taken at the next
// load. Keeps nothing by itself, and answers for no other page.

import { isCacheOf, isLasting, keyOf, type Shell } from './names.ts';

/** The parts of a service worker that are used here; the page's own types know none. */
interface ServiceWorker {
  location: Location;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  addEventListener(name: 'install' | 'activate', heard: (event: { waitUntil(done: Promise<unknown>): void }) => void): void;
  addEventListener(name: 'fetch', heard: (event: { request: Request; respondWith(answer: Promise<Response>): void }) => void): void;
}

/** Who is out in the field does not wait longer for a server that may be out of reach. */
const PATIENCE_MS = 4000;
/** What a proxy answers for a server that is not there. */
const NOT_THERE = [502, 503, 504];

export function answerFor(shell: Shell): void {
  const worker = self as unknown as ServiceWorker;
  const base = worker.location.pathname.replace(new RegExp(`${shell.page}-worker\\.js$`), '');
  worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()));
  worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));
  worker.addEventListener('fetch', (event) => {
    const url = new URL(event.request.url);
    const key = event.request.method === 'GET' && url.origin === worker.location.origin ? keyOf(shell, url, base) : undefined;
    if (key !== undefined) event.respondWith(answered(shell, event.request, key));
  });
}

async function answered(shell: Shell, request: Request, key: string): Promise<Response> {
  const kept = await keptUnder(shell, key);
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

/** What is kept under a name, with the page or in a cache beside it. */
async function keptUnder(shell: Shell, key: string): Promise<Response | undefined> {
  for (const name of (await caches.keys()).filter((each) => isCacheOf(shell, each))) {
    const kept = await caches.match(key, { cacheName: name, ignoreVary: true });
    if (kept) return kept;
  }
  return undefined;
}
