// The path below which the world sees this server, where a proxy puts it under one: `/gis`. The server writes it into the page.

const BASE = typeof document === 'undefined' ? '' : (document.documentElement.dataset['base'] ?? '');

/** A path of our own server as the browser must ask for it; one that has the path already stays as it is. */
export function ours(path: string): string {
  if (BASE === '' || !path.startsWith('/') || path === BASE || path.startsWith(`${BASE}/`)) return path;
  return BASE + path;
}

/** The whole address of a template of our server, from where the page is, under whatever other name the server is known. Keeps the
 *  braces, which `URL` would escape. */
export function absolute(template: string): string {
  const path = template.replace(/^https?:\/\/[^/]*/, '');
  return `${location.origin}${ours(path.startsWith('/') ? path : `/${path}`)}`;
}
