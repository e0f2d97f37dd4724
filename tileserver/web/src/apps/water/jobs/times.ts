// Times of jobs, as people of the province keep them (UTC+7). Pure.

import { writeValue } from '../../../kit/page/numbers.ts';
import { say } from '../../../kit/page/text.ts';
import type { Job, Span } from './wire.ts';

const OFFSET = '+07:00';
const CLOCK = /^([01]?\d|2[0-3])\s*[:h.]\s*([0-5]\d)?$/i;

/** 8:30, 8h30 and 8h as 08:30; nothing if it is no time of a day. */
export function readClock(text: string): string | undefined {
  const found = CLOCK.exec(text.trim());
  return found ? `${(found[1] ?? '').padStart(2, '0')}:${found[2] ?? '00'}` : undefined;
}

/** A day and a time here, RFC 3339. */
export function moment(day: string, clock: string): string {
  return `${day}T${clock}:00${OFFSET}`;
}

/** When water is off: as it was, where that is known, and else as planned. */
export function spanOf({ planned, real }: Job): Span {
  return { from: real.from ?? planned.from, to: real.to ?? planned.to };
}

export function spanWords(job: Job): string {
  const { from, to } = spanOf(job);
  const write = (text: string | null) => (text === null ? say('web-water-job-unknown') : writeValue('', text));
  return say('web-water-job-span', { from: write(from), to: write(to) });
}

/** The hour of a moment, for a list one looks at today. */
export function clockOf(text: string): string {
  return writeValue('', text);
}
