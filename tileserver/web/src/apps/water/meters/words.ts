// What is said of meters and readings, and the sentences of this part, known to whoever of it says one.

import { writeNumber, writeValue } from '../../../kit/page/numbers.ts';
import texts from 'virtual:catalogue/water-meters';
import { learn, say, sayIfKnown } from '../../../kit/page/text.ts';
import type { Judgement } from './judge.ts';
import type { Reading } from './shelf.ts';
import type { Meter } from './wire.ts';

learn(texts);

/** How far a meter is: to read, on the phone, read, to be confirmed, refused. */
export type MeterState = 'todo' | 'kept' | 'read' | 'asks' | 'refused';

export function stateOf(meter: Meter, own: Reading | undefined): MeterState {
  if (own) return own.state === 'waits' ? 'kept' : own.state;
  return meter.read ? 'read' : 'todo';
}

/** True of a meter whose reader can walk on. */
export function isDone(state: MeterState): boolean {
  return state === 'kept' || state === 'read';
}

export function meterName({ address, meter }: Meter): string {
  return address ?? meter;
}

export function className(of: string | null): string | undefined {
  return of === null ? undefined : (sayIfKnown(`web-meters-class-${of}`) ?? of);
}

/** To a hundredth: litres of ten. */
export function writeRounded(value: number): string {
  return writeNumber(Math.round(value * 100) / 100);
}

/** What was read before, and what is usual. */
export function beforeWords({ last }: Meter, usual: { daily: number } | undefined): string {
  const latest = last.at(-1);
  if (!latest) return say('web-meters-no-past');
  const before = say('web-meters-past', { value: writeNumber(latest.value), time: writeValue('', latest.read_at) });
  return usual ? `${before} ${say('web-meters-usual', { daily: writeRounded(usual.daily) })}` : before;
}

/** What a value says: what was used, and what is unlikely about it. */
export function judgementWords({ verdict, used, days, usual, previous }: Judgement): string {
  const daily = (used ?? 0) / Math.max(days, 1);
  if (verdict === 'high' && usual) {
    const times = Math.round(daily / usual.daily);
    return Number.isFinite(times) ? say('web-meters-asks-high', { times }) : say('web-meters-asks-high-of-nothing');
  }
  if (verdict === 'low') return say('web-meters-asks-low');
  if (verdict === 'zero') return say('web-meters-asks-zero');
  if (verdict === 'rollover') return say('web-meters-asks-rollover', { previous: writeNumber(previous?.value ?? 0) });
  if (verdict === 'backwards') return say('web-meters-asks-backwards', { previous: writeNumber(previous?.value ?? 0) });
  return used === undefined ? say('web-meters-first') : say('web-meters-used', { used: writeNumber(used), days: Math.max(1, Math.round(days)), daily: writeRounded(daily) });
}
