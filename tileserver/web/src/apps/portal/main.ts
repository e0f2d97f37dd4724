// The portal's script: suggestions in the search box, light and dark, signing in. The page itself comes whole from the server,
// in the reader's language; there is no map here.

import { ours } from '../../kit/page/base.ts';
import './portal.css';
import { linkTo, type Found } from '../../kit/search/search.ts';
import { linked } from '../../kit/page/link.ts';
import { isLanguage, keep, kept, speak } from '../../kit/page/text.ts';
import '../../kit/search/map-search.ts';
import '../../kit/server/sign-in.ts';
import '../../kit/page/theme-switch.ts';

// The map stood here once: links of that time still show what they showed.
if (/^#v\d+\//.test(location.hash)) location.replace(ours(`/apps/planning${location.hash}`));

const { lang } = document.documentElement;
if (isLanguage(lang)) speak(lang);
// The server knows what a link or the browser wishes, and not what was chosen on this device.
const chosen = kept();
if (chosen && chosen !== lang && !new URLSearchParams(location.search).has('lang')) {
  speak(chosen);
  location.replace(linked(location.pathname + location.search + location.hash));
}
document.querySelector('.languages')?.addEventListener('click', ({ target }) => {
  const { lang: wish } = (target as HTMLElement).closest('a') ?? {};
  if (isLanguage(wish)) keep(wish);
});
document.addEventListener('search-chosen', (event) => location.assign(linkTo((event as CustomEvent<Found>).detail)));
// Others see other layers.
document.addEventListener('session-changed', () => location.reload());
