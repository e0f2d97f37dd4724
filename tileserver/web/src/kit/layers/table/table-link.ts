// What a table shows, as a part of a link: t=parcels,sort:-dien_tich,words:lê lợi,in-view,f.so_to:5..7. What is not understood is left out. Pure.

import type { Choice } from './rows.ts';

export interface TableLinked {
  layer?: string;
  choice: Choice;
  isInView: boolean;
}

export function readTable(text: string): TableLinked {
  const [layer = '', ...parts] = text.split(',').map(halves);
  const filters: Record<string, string> = {};
  const linked: TableLinked = { ...(layer[0] ? { layer: layer[0] } : {}), choice: { words: '', filters }, isInView: false };
  for (const [key, value] of parts as [string, string][]) {
    if (key === 'sort' && value !== '') linked.choice.sort = { field: value.replace(/^-/, ''), descending: value.startsWith('-') };
    if (key === 'words') linked.choice.words = value;
    if (key === 'in-view') linked.isInView = true;
    if (key.startsWith('f.') && key.length > 2) filters[key.slice(2)] = value;
  }
  return linked;
}

export function writeTable({ layer, choice: { sort, words, filters }, isInView }: TableLinked): string {
  const typed = Object.entries(filters).filter(([, text]) => text.trim() !== '');
  return [
    inner(layer ?? ''),
    ...(sort ? [`sort:${sort.descending ? '-' : ''}${inner(sort.field)}`] : []),
    ...(words.trim() === '' ? [] : [`words:${inner(words)}`]),
    ...(isInView ? ['in-view'] : []),
    ...typed.map(([field, text]) => `f.${inner(field)}:${inner(text)}`),
  ].join(',');
}

function halves(part: string): [string, string] {
  const at = part.indexOf(':');
  return at < 0 ? [decoded(part), ''] : [decoded(part.slice(0, at)), decoded(part.slice(at + 1))];
}

/** A word whose marks are not taken for those between the parts. */
function inner(text: string): string {
  return text.replace(/[%,:]/g, encodeURIComponent);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
