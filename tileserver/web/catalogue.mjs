// Takes the web's sentences (ids `web-*`) out of the project's Fluent catalogue and fails if the languages differ.

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse, serialize, Resource } from '@fluent/syntax';

const LANGUAGES = ['vi', 'en'];

/** What every map needs: an app imports further parts by name, `virtual:catalogue/network`. */
const KIT = ['kit', 'kit/remedies', 'maplibre', 'planning/map', 'search'];

/** Stand in the pages themselves, for who has no scripts. */
const OF_PAGES = /^web-no-script/;

/**
 * The sentences an import of `virtual:catalogue`, or of a part of it, stands for; `part#web-plans-state,web-plan` is those whose ids begin so
 * (patterns: `web-meters$` is that one), for who says no others of a part.
 */
export function ofImport(folder, path) {
  const [part, beginnings] = path.slice('virtual:catalogue/'.length).split('#');
  const others = beginnings ? `|^(?!${beginnings.split(',').join('|')})` : '';
  return catalogue(folder, part === '' ? KIT : [part], new RegExp(OF_PAGES.source + others));
}

/**
 * @param {string} folder Holds a folder for each language, with a file for each part of the program, or a folder of them.
 * @param {readonly string[]} [parts] The parts to take: those an app needs beside the kit's. All if left out.
 * @param {RegExp} [without] Ids to leave out.
 * @returns {Record<string, string>} Fluent text per language, only the ids the web uses.
 */
export function catalogue(folder, parts, without) {
  const texts = {};
  const ids = {};
  for (const language of LANGUAGES) {
    const own = join(folder, language);
    const files = parts ? parts.map((part) => `${part}.ftl`) : filesIn(own);
    const web = files.flatMap((file) => webEntries(join(own, file))).filter((entry) => !without?.test(entry.id.name));
    ids[language] = web.map((entry) => entry.id.name);
    const twice = ids[language].find((id, at) => ids[language].indexOf(id) !== at);
    if (twice) throw new Error(`${own}: ${twice} stands twice`);
    texts[language] = serialize(new Resource(web), {});
  }
  const [vi, en] = LANGUAGES.map((language) => ids[language].join('\n'));
  if (vi !== en) {
    const missing = ids.vi.filter((id) => !ids.en.includes(id)).concat(ids.en.filter((id) => !ids.vi.includes(id)));
    throw new Error(`the web's sentences differ between languages: ${missing.join(', ') || 'their order'}`);
  }
  return texts;
}

/** All files of a language, by their names from its folder: a subject of several parts has a folder of its own. */
function filesIn(folder) {
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.flatMap((entry) => (entry.isDirectory() ? filesIn(join(folder, entry.name)).map((file) => join(entry.name, file)) : [entry.name])).sort();
}

/** The web's sentences of one file, without comments. */
function webEntries(file) {
  const body = parse(readFileSync(file, 'utf8'), {}).body;
  const junk = body.filter((entry) => entry.type === 'Junk' && entry.content.includes('web-'));
  if (junk.length > 0) throw new Error(`${file}: cannot read ${junk[0].content.split('\n')[0]}`);
  const web = body.filter((entry) => entry.type === 'Message' && entry.id.name.startsWith('web-'));
  for (const entry of web) entry.comment = null;
  return web;
}
