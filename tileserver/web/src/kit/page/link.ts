// Links to pages and files of our own server, in the language the reader chose: below the path the world sees us under, and with `lang` in
// their query. What asks by script says its language in a header instead.

import { ours } from './base.ts';
import { language } from './text.ts';

export function linked(path: string): string {
  const [, bare = '', query = '', place = ''] = /^([^?#]*)(?:\?([^#]*))?(#.*)?$/.exec(path) ?? [];
  const asked = new URLSearchParams(query);
  asked.set('lang', language());
  return `${ours(bare)}?${asked}${place}`;
}
