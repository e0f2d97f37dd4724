// A report of wrong information as text, and as a letter for the mail program of who sends it. Pure: nothing is sent from here.

/** What is reported on: lines that say where it is and which data was seen, in the reader's language. */
export interface Seen {
  /** Parcel and sheet, or that it is a place on the map. */
  about: string;
  facts: readonly string[];
}

/** Mail programs cut long links; the whole text is no longer than this (characters). */
export const LONGEST = 1500;

/** How long the words of a person may be, that the facts still go along whole. */
export function roomFor({ facts }: Seen): number {
  return Math.max(200, LONGEST - facts.join('\n').length - 2);
}

/** The words first, then what was looked at. Words too long are cut; facts never. */
export function reportOf(seen: Seen, words: string): string {
  const said = [...words.trim()];
  const room = roomFor(seen);
  const kept = said.length > room ? `${said.slice(0, room - 1).join('')}…` : said.join('');
  return [kept, '', ...seen.facts].join('\n');
}

/** A `mailto:` link (RFC 6068): lines end in CR LF, everything else but letters and digits is escaped. */
export function letterTo(email: string, subject: string, body: string): string {
  const address = encodeURIComponent(email).replaceAll('%40', '@');
  const text = encodeURIComponent(body.replaceAll('\n', '\r\n'));
  return `mailto:${address}?subject=${encodeURIComponent(subject)}&body=${text}`;
}
