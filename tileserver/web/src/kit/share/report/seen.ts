// What goes along with a report: where it is, by the names people and offices have for it, and which data was seen when. Only what the
// reader has before them.

import { writeNumber, writeValue } from '../../page/numbers.ts';
import { say } from '../../page/text.ts';
import type { Seen } from './report-text.ts';

export interface Wrong {
  /** Parcel and sheet; without it, a place on the map. */
  name?: string;
  /** Longitude and latitude that were asked about. */
  at?: readonly [number, number];
  /** Of the ward or commune, as registers have it. */
  commune?: string | null;
  day?: string;
  revision?: number;
  /** The whole address of the answer. */
  link: string;
}

export function seenOf({ name, at, commune, day, revision, link }: Wrong): Seen {
  const about = name ?? say('web-report-place');
  const facts = [
    say('web-report-about', { about }),
    commune ? say('web-report-commune', { code: commune }) : undefined,
    at ? say('web-report-at', { place: `${at[1].toFixed(6)}, ${at[0].toFixed(6)}` }) : undefined,
    day === undefined ? undefined : say('web-report-day', { day: writeValue('', day) }),
    revision === undefined ? undefined : say('web-report-revision', { revision: writeNumber(revision) }),
    say('web-report-link', { link }),
  ];
  return { about, facts: facts.filter((fact) => fact !== undefined) };
}
