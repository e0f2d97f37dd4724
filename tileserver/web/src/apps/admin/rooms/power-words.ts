// A power over a subject in words. Sentences only.

import { say, sayIfKnown } from '../../../kit/page/text.ts';
import '../texts.ts';

/** What a power is called; one for an area or a network names that behind an @. */
export function powerWords(power: string): string {
  const { kind, key, place } = parts(power);
  const words = sayIfKnown(`web-admin-power-${key}`) ?? kind;
  return place === undefined ? words : say('web-admin-power-at', { power: words, place });
}

/** What who holds it may do; nothing of a power nobody described. */
export function powerMeaning(power: string): string | undefined {
  return sayIfKnown(`web-admin-may-${parts(power).key}`);
}

function parts(power: string): { kind: string; key: string; place?: string } {
  const [kind = power, place] = power.split('@');
  return { kind, key: kind.replaceAll(/[._]/g, '-'), place };
}
