// A power over a subject in words. Sentences only.

import { say, sayIfKnown } from '../../../kit/page/text.ts';
import '../texts.ts';

/** What a power allows; one for an area or a network names that behind an @. */
export function powerWords(power: string): string {
  const [kind = power, place] = power.split('@');
  const words = sayIfKnown(`web-admin-power-${kind.replaceAll(/[._]/g, '-')}`) ?? kind;
  return place === undefined ? words : say('web-admin-power-at', { power: words, place });
}
