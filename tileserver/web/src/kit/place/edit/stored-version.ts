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

/** Makes a feature, and says which it is now. */
export async function addFeature(layer: string, { properties, geometry }: Content, why: string): Promise<Selected> {
  const answer = await fetch(ours(`/collections/${encodeURIComponent(layer)}/items`), {
    method: 'POST',
    headers: headers(why, 'application/geo+json'),
    body: JSON.stringify({ type: 'Feature', properties, geometry }),
  });
  if (!answer.ok) throw await refusal(answer);
  const made = new URL(answer.headers.get('location') ?? '', location.href).pathname.split('/').at(-1);
  return { layer, id: Number(made) };
}

/** Ends a feature; its history stays. */
export function endFeature(selected: Selected, tag: string, why: string): Promise<Outcome> {
  return sent('DELETE', selected, tag, why);
}

async function sent(method: 'PATCH' | 'DELETE', { layer, id }: Selected, tag: string, why: string, body?: string): Promise<Outcome> {
  const answer = await fetch(ours(itemPath(layer, id)), {
    method,
    headers: { ...headers(why, body === undefined ? undefined : 'application/merge-patch+json'), 'If-Match': tag },
    ...(body === undefined ? {} : { body }),
  });
  if (answer.ok) return { is: 'saved' };
  if (answer.status !== 412) throw await refusal(answer);
  const { current } = (await answer.json()) as WireConflict;
  if (!current?.feature || typeof current.version !== 'number') return { is: 'conflict' };
  return { is: 'conflict', theirs: versionOf(`"${current.version}"`, current.feature) };
}

function headers(why: string, type?: string): Record<string, string> {
  const reason = why.trim();
  return {
    Accept: 'application/json',
    'Accept-Language': language(),
    Prefer: 'return=minimal',
    ...(type === undefined ? {} : { 'Content-Type': type }),
    ...(reason === '' ? {} : { 'Diaban-Why': encodeURIComponent(reason) }),
  };
}

function versionOf(tag: string, { properties, geometry }: WireFeature): Version {
  return { tag, properties: properties ?? {}, geometry: geometry ?? null };
}
