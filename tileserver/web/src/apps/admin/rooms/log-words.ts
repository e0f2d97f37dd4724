// Lines of the log as people read them: layers by their titles, powers and ways of importing by their names. Sentences only.

import { say } from '../../../kit/page/text.ts';
import type { DeskLayer } from '../desk-wire.ts';
import { MODES } from '../imports/import-wire.ts';
import '../texts.ts';
import { powerWords } from './power-words.ts';

const POWERS = /^[+-][a-z_]+\.[a-z_]+(@\S+)?( [+-][a-z_]+\.[a-z_]+(@\S+)?)*$/;
const IMPORTED = new RegExp(`^(.*) \\((${MODES.join('|')})\\)$`);

/** Where something was done: the title of the layer, and the feature. */
export function placeWords(place: string, layers: readonly DeskLayer[]): string {
  const [name = place, feature] = place.split('/');
  const title = layers.find((layer) => layer.name === name)?.title ?? name;
  return feature === undefined ? title : say('web-admin-log-feature', { layer: title, feature });
}

/** The particulars: powers given (+) and taken (−), a file and what was done with it; anything else as it is. */
export function detailWords(detail: string): string {
  if (POWERS.test(detail)) return detail.split(' ').map((change) => `${change.startsWith('+') ? '+' : '−'} ${powerWords(change.slice(1))}`).join(', ');
  const [, file, mode] = IMPORTED.exec(detail) ?? [];
  return file === undefined || mode === undefined ? detail : say('web-admin-log-file', { file, mode: say(`web-admin-mode-${mode}`) });
}
