// The portal's script: suggestions in the search box, light and dark, signing in. The page itself comes whole from the server,
// in the reader's language; there is no map here.

import './portal.css';
import { linkTo, type Found } from '../../kit/search.ts';
import { isLanguage, speak } from '../../kit/text.ts';
import '../../kit/map-search.ts';
import '../../kit/sign-in.ts';
import '../../kit/theme-switch.ts';

// The map stood here once: links of that time still show what they showed.
if (/^#v\d+\//.test(location.hash)) location.replace(`/apps/planning${location.hash}`);

const { lang } = document.documentElement;
if (isLanguage(lang)) speak(lang);
document.addEventListener('search-chosen', (event) => location.assign(linkTo((event as CustomEvent<Found>).detail)));
// Others see other layers.
document.addEventListener('session-changed', () => location.reload());
