// What was meant by a place of the map that was pressed. Pure.

import type { Hit } from '../../../kit/map/hits.ts';
import { DEVICES, EDGES, NODES } from './layer-names.ts';

/** Which network a pressed thing belongs to: where several lie on one another, the one that was chosen. */
export function networkOf(hits: readonly Hit[], chosen: string): string | undefined {
  const found = hits.flatMap(({ layer, fields }) => ([EDGES, DEVICES, NODES].includes(layer) && typeof fields['mang'] === 'string' ? [fields['mang']] : []));
  return found.includes(chosen) ? chosen : found[0];
}

/** The valve that was pressed, if one was. A hydrant is no valve. */
export function valveOf(hits: readonly Hit[]): string | undefined {
  const [first] = hits;
  const isValve = first?.layer === DEVICES && first.fields['loai'] !== 'hydrant' && typeof first.fields['ma'] === 'string';
  return isValve ? String(first.fields['ma']) : undefined;
}

/** The pipe that was pressed, by its code. */
export function pipeOf(hits: readonly Hit[], network: string): string | undefined {
  const pipe = hits.find(({ layer, fields }) => layer === EDGES && fields['mang'] === network && typeof fields['ma'] === 'string');
  return pipe && String(pipe.fields['ma']);
}
