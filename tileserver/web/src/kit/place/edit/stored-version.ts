// A feature with the tag of its version, and changes that rest on it: saved, refused, or met by another's change.

import type { Geometry } from 'geojson';
import { ours } from '../../page/base.ts';
import { language } from '../../page/text.ts';
import { refusal } from '../../server/ask.ts';
import { itemPath } from '../../server/store-layers.ts';
import type { Selected } from '../../share/permalink.ts';
import type { Content, Values } from './field-values.ts';

export interface Version extends Content {
  /** What the server is told one has seen. */
  tag: string;
}

/** What became of a change; of a conflict the version there is now, or nothing if the feature is gone. */
export type Outcome = { is: 'saved' } | { is: 'conflict'; theirs?: Version };

interface WireFeature {
  properties?: Values | null;
  geometry?: Geometry | null;
}

interface WireConflict {
  current?: { version?: number | null; feature?: WireFeature | null };
}

export async function storedVersion({ layer, id }: Selected): Promise<Version> {
  const answer = await fetch(ours(`${itemPath(layer, id)}?f=json`), {
    headers: { Accept: 'application/geo+json', 'Accept-Language': language() },
  });
  if (!answer.ok) throw await refusal(answer);
  return versionOf(answer.headers.get('etag') ?? '', (await answer.json()) as WireFeature);
}

/** Sends what is to change, and why. */
export function saveChange(selected: Selected, tag: string, change: object, why: string): Promise<Outcome> {
  return sent('PATCH', selected, tag, why, JSON.stringify(change));
}

/** Ends a feature; its history stays. */
export function endFeature(selected: Selected, tag: string, why: string): Promise<Outcome> {
  return sent('DELETE', selected, tag, why);
}

async function sent(method: 'PATCH' | 'DELETE', { layer, id }: Selected, tag: string, why: string, body?: string): Promise<Outcome> {
  const reason = why.trim();
  const answer = await fetch(ours(itemPath(layer, id)), {
    method,
    headers: {
      Accept: 'application/json',
      'Accept-Language': language(),
      'If-Match': tag,
      Prefer: 'return=minimal',
      ...(body === undefined ? {} : { 'Content-Type': 'application/merge-patch+json' }),
      ...(reason === '' ? {} : { 'Diaban-Why': encodeURIComponent(reason) }),
    },
    ...(body === undefined ? {} : { body }),
  });
  if (answer.ok) return { is: 'saved' };
  if (answer.status !== 412) throw await refusal(answer);
  const { current } = (await answer.json()) as WireConflict;
  if (!current?.feature || typeof current.version !== 'number') return { is: 'conflict' };
  return { is: 'conflict', theirs: versionOf(`"${current.version}"`, current.feature) };
}

function versionOf(tag: string, { properties, geometry }: WireFeature): Version {
  return { tag, properties: properties ?? {}, geometry: geometry ?? null };
}
