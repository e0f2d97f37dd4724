// By which field the features of an import will be called on the map, as headings of cards do it. Pure.

import type { Report } from './import-wire.ts';

/** The parts of fields that make a heading, the first that is played counts: numbers of parcels and signs of zones before names. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  parcel: ['number', 'name', 'mention'],
  zone: ['code', 'name', 'class'],
};
const USUAL = ['name', 'mention', 'class'];

/** The field; `null` if there is none, nothing if the server does not tell what fields mean. */
export function calledBy(fields: Report['fields'], kind: string | undefined): string | null | undefined {
  if (fields.every(({ role }) => role === undefined)) return fields.length === 0 ? null : undefined;
  const parts = PARTS[kind ?? ''] ?? USUAL;
  const field = parts.flatMap((part) => fields.find(({ role }) => role === part) ?? [])[0];
  return field?.name ?? null;
}
