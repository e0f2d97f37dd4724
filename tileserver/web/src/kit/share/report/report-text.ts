// A report of wrong information as text, and as a letter for the mail program of who sends it. Pure: nothing is sent from here.

/** What is reported on: lines that say where it is and which data was seen, in the reader's language. */
export interface Seen {
  /** Parcel and sheet, or that it is a place on the map. */
  about: string;
  facts: readonly string[];
}

/** The whole text is no longer than this (characters). */
export const LONGEST = 1500;
/** Browsers on Windows hand no longer link to a mail program, and say nothing of it (characters, as they stand in the link). */
const LONGEST_LINK = 2000;

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

/** A `mailto:` link (RFC 6068): lines end in CR LF, everything else but letters and digits is escaped. None if it is longer than links may be. */
export function letterTo(email: string, subject: string, body: string): string | undefined {
  const address = encodeURIComponent(email).replaceAll('%40', '@');
  const text = encodeURIComponent(body.replaceAll('\n', '\r\n'));
  const link = `mailto:${address}?subject=${encodeURIComponent(subject)}&body=${text}`;
  return link.length > LONGEST_LINK ? undefined : link;
}
