// What an answer says in words: one line for each thing an operator has to know, the gravest first.

import { say, sayIfKnown } from '../../../kit/page/text.ts';
import { writeNumber, writeTenths, writeValue } from '../../../kit/page/numbers.ts';
import type { Difference } from './difference.ts';
import type { Burst, BurstTold, Candidate, Customers, Isolation, State } from './wire.ts';
import '../texts.ts';

/** What burst, as people call it. */
export function burstName({ burst, bursts }: Isolation): string {
  const besides = (bursts?.length ?? 1) - 1;
  return besides > 0 ? say('web-water-burst-besides', { first: placeName(burst), count: besides }) : placeName(burst);
}

/** One of the places. */
export function placeName(burst: BurstTold): string {
  if (burst.device !== undefined) return say('web-water-burst-device', { code: burst.device });
  if (burst.node !== undefined) return say('web-water-burst-node', { code: burst.node });
  return say('web-water-burst-edge', { code: burst.edge ?? '' });
}

/** What is asked about while there is no answer yet. */
export function askedName({ edge, node, device }: Burst): string {
  const code = edge ?? node ?? device;
  return code === undefined ? say('web-water-at-place') : say('web-water-at-code', { code });
}

/** DN150 · PVC · 2009 */
export function pipeFacts({ diameter_mm, material, year }: Candidate): string {
  const diameter = diameter_mm ? `DN${Math.round(diameter_mm)}` : say('web-water-no-diameter');
  return [diameter, material ? (sayIfKnown(`web-water-material-${material}`) ?? material) : undefined, year ?? undefined].filter((part) => part !== undefined).join(' · ');
}

export function stateWords({ position, operable, accessible, tight }: State): string {
  const words = [say(position === 'closed' ? 'web-water-is-closed' : 'web-water-is-open')];
  if (!operable) words.push(say('web-water-not-operable'));
  if (!accessible) words.push(say('web-water-not-accessible'));
  if (!tight) words.push(say('web-water-not-tight'));
  return words.join(' · ');
}

/** The head line of an answer, and of how many valves it chooses. */
export function closes({ valves_to_close, boundary_valves }: Isolation): { count: string; of: string } {
  return { count: say('web-water-close', { count: valves_to_close.length }), of: say('web-water-close-of', { of: boundary_valves.length }) };
}

export function valvesToClose(answer: Isolation): string {
  const { count, of } = closes(answer);
  return `${count} (${of})`;
}

type Counted = Pick<Customers, 'direct' | 'unintended' | 'is_about'>;

/** How many go dry; and, if any, who of them lies on the pipe itself, and how surely that is known. */
export function dry({ direct, unintended, is_about }: Counted): { count: string; split?: string; shared?: string } {
  const count = say(is_about ? 'web-water-customers-about' : 'web-water-customers', { count: direct + unintended });
  if (direct + unintended === 0) return { count };
  const split = say('web-water-customers-split', { direct, unintended });
  return is_about ? { count, split, shared: say('web-water-customers-shared') } : { count, split };
}

export function customersOut(customers: Counted): string {
  const { count, split, shared } = dry(customers);
  return [split === undefined ? count : `${count}: ${split}`, shared].filter((part) => part !== undefined).join('. ');
}

/** The rest of what is lost, and what there is to drain. */
export function furtherFacts({ customers, hydrants, segment }: Isolation): string[] {
  const { shared } = dry(customers);
  const facts = hydrants.length > 0 ? [say('web-water-hydrants', { count: hydrants.length })] : [];
  return [...(shared === undefined ? [] : [shared]), ...facts, say('web-water-drain', { length: metres(segment.length_m), volume: cubicMetres(segment.volume_m3) })];
}

export function differenceWords(found: Difference): string[] {
  const list = (ids: string[]) => ids.join(', ');
  const sentences: [boolean, () => string][] = [
    [found.sources.length > 0, () => say('web-water-more-sources', { sources: list(found.sources) })],
    [found.sourcesLeft.length > 0, () => say('web-water-fewer-sources', { sources: list(found.sourcesLeft) })],
    [found.added.length > 0, () => say('web-water-more-valves', { count: found.added.length, valves: list(found.added) })],
    [found.removed.length > 0, () => say('web-water-fewer-valves', { count: found.removed.length, valves: list(found.removed) })],
    [found.customers !== 0, () => say(found.customers > 0 ? 'web-water-more-customers' : 'web-water-fewer-customers', { count: Math.abs(found.customers) })],
    [found.customers === 0 && found.unintended !== 0, () => say('web-water-shifted-customers', { count: Math.abs(found.unintended) })],
    [found.critical !== 0, () => say(found.critical > 0 ? 'web-water-more-critical' : 'web-water-fewer-critical', { count: Math.abs(found.critical) })],
    [found.hydrants !== 0, () => say(found.hydrants > 0 ? 'web-water-more-hydrants' : 'web-water-fewer-hydrants', { count: Math.abs(found.hydrants) })],
  ];
  const told = sentences.flatMap(([isSo, sentence]) => (isSo ? [sentence()] : []));
  return told.length > 0 ? told : [say('web-water-no-difference')];
}

/** Of which data the answer is, and that it knows nothing of pressure. */
export function basis({ data_revision }: Isolation, at: Date | undefined): string {
  return say('web-water-basis', { revision: writeNumber(data_revision), time: at ? writeValue('', at.toISOString()) : '' });
}

function metres(length: number): string {
  return length < 1000 ? `${writeNumber(Math.round(length))} m` : `${writeTenths(length / 1000)} km`;
}

function cubicMetres(volume: number): string {
  return `${volume < 10 ? writeTenths(volume) : writeNumber(Math.round(volume))} m³`;
}
