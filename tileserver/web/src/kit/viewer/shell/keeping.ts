// What a page keeps of itself, so that it opens without a line: the files it is made of, also those that come late, and who answers with them.

import { fontFaces } from '../../map/fonts.ts';
import { mapWorkerUrl } from '../../map/map-worker.ts';
import { ours } from '../../page/base.ts';
import { language } from '../../page/text.ts';
import { fill } from './caches.ts';
import { isLasting, keyOf, type Shell } from './names.ts';

/** A page that is still busy has other things to ask for. */
const SETTLED_MS = 3000;

/** What some browsers know of the line (Network Information API). */
interface Saving {
  connection?: { saveData?: boolean };
}

/** True where a browser lets pages answer without a line: over https, or on the device itself. */
export function canAnswer(): boolean {
  return 'serviceWorker' in navigator && 'caches' in window;
}

/** Scripts, styles and letters of the page that is open, and of what of it comes late. */
export function pageFiles(): string[] {
  const linked = [...document.querySelectorAll<HTMLLinkElement>('link[href]')].map(({ href }) => href);
  const scripts = [...document.querySelectorAll<HTMLScriptElement>('script[src]')].map(({ src }) => src);
  const late = document.querySelector<HTMLMetaElement>('meta[name=late-scripts]')?.content.split(' ').filter(Boolean) ?? [];
  const letters = Object.values(fontFaces()).flatMap((faces) => faces.map(({ url }) => url));
  return [...linked, ...scripts, ...late.map(ours), ...letters, mapWorkerUrl()];
}

/** Each once, with the host. */
export function whole(urls: readonly string[]): string[] {
  return [...new Set(urls.map((url) => new URL(url, location.origin).href))];
}

export async function beginWorker({ page }: Shell): Promise<void> {
  await navigator.serviceWorker.register(ours(`${page}-worker.js`), { scope: ours(page) });
}

/** Keeps the page once it has come to rest; a file that is kept already is not asked for again. What does not come is tried at the next visit.
 *  Not where data is dear: then the page needs the line. */
export function keepShell(shell: Shell): void {
  if (!canAnswer() || (navigator as Saving).connection?.saveData) return;
  const settled = () => setTimeout(() => void keep(shell).catch(() => undefined), SETTLED_MS);
  if (document.readyState === 'complete') settled();
  else window.addEventListener('load', settled, { once: true });
}

async function keep(shell: Shell): Promise<void> {
  const base = ours(shell.page).slice(0, -shell.page.length);
  const urls = whole([ours(shell.page), ours('/favicon.svg'), ...pageFiles()]).filter((url) => keyOf(shell, new URL(url), base) !== undefined);
  await fill(shell.cache, urls, asAnybody, () => undefined, isLasting);
  await beginWorker(shell);
}

/** As everybody sees it, whoever is signed in: a device is lost, and read by the next one. */
function asAnybody(url: string): Promise<Response> {
  return fetch(url, { credentials: 'omit', headers: { Accept: isLasting(url) ? '*/*' : 'text/html', 'Accept-Language': language() } });
}
