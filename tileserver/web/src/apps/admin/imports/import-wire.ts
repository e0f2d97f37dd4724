// Imports as the server keeps them, and what can be asked of one. Asks and wire types only.

import { ask, send } from '../../../kit/server/ask.ts';
import type { Box } from '../../../kit/server/store-layers.ts';
import { dropped } from '../desk-wire.ts';

export const MODES = ['create', 'replace', 'append', 'update'] as const;
export const KINDS = ['parcel', 'zone', 'line', 'ward', 'network', 'building', 'base', 'feature'] as const;

export type Mode = (typeof MODES)[number];
export type State = 'received' | 'checking' | 'checked' | 'importing' | 'done' | 'failed' | 'cancelled';

/** What is asked of an import, in the words of `diaban import`. */
export interface Plan {
  layer: string;
  /** As the layer is, or plain features, if it is not said. */
  kind?: string;
  mode: Mode;
  key?: string;
  crs?: string;
  override_crs?: boolean;
  encoding?: string;
  source_layer?: string;
  private_fields: string[];
  unpublished: boolean;
  /** The field people call a feature by; without it the names of the fields tell. */
  name_field?: string;
}

/** A layer of the file, as far as it could be told without reading it: what is not said is not known. */
export interface FileLayer {
  name: string;
  crs: string | null;
  geometry: string | null;
  fields: string[];
  /** What a layer of it would be called in the store, and what it is likely of. */
  layer: string | null;
  kind: string;
}

export interface Report {
  read: number;
  stored: number;
  refused: number;
  repaired: number;
  findings: number;
  crs: string | null;
  encoding: string | null;
  bounds: Box | null;
  /** `role` is the part a field plays; null where nobody knows. */
  fields: { name: string; type: string; private: boolean; role?: string | null }[];
  sentences: string[];
}

/** Why it was not done, and what to do. */
export interface Problem {
  code: string;
  title: string;
  /** What happened, in words that are also for who types commands. */
  detail: string;
  /** What to do on this page, and the member of the plan that it is about. */
  remedy?: string;
  member?: string;
}

export interface Import {
  id: string;
  name: string;
  bytes: number;
  by: string;
  at: string;
  state: State;
  /** How much of the file was read, in bytes, and in records. */
  progress: { phase: string; done: number; total: number | null; records: number } | null;
  layers: FileLayer[];
  plan: Plan | null;
  /** How often it was checked; the report is of the last check. */
  check: number;
  report: Report | null;
  revision: number | null;
  problem: Problem | null;
}

export interface Finding {
  code: string;
  severity: string;
  record: number | string | null;
  field: string | null;
  sentence: string;
  remedy: string | null;
  at: [number, number] | null;
}

/** True while the server works on it. */
export function isRunning({ state }: Import): boolean {
  return state === 'checking' || state === 'importing';
}

/** True of a file that was read and holds nothing that could be brought in. */
export function isBarren({ state, report }: Pick<Import, 'state' | 'report'>): boolean {
  return (state === 'checked' || state === 'done') && report?.stored === 0;
}

/** The fields of a file as it says itself, or as they were met when it was read; none if nobody knows yet. */
export function fieldsOf({ report }: Pick<Import, 'report'>, source: FileLayer | undefined): string[] {
  return source && source.fields.length > 0 ? source.fields : (report?.fields ?? []).map(({ name }) => name);
}

/** True of a file that was read and does not say its reference system. */
export function lacksSystem({ problem }: Import): boolean {
  return problem?.code === 'import-crs-missing';
}

export async function readImports(): Promise<Import[]> {
  return (await ask<{ imports: Import[] }>('/v1/imports')).imports;
}

export function readImport(id: string): Promise<Import> {
  return ask<Import>(path(id));
}

/** Reads the file by this plan and changes nothing. */
export function check(id: string, plan: Plan): Promise<Import> {
  return send<Import>('POST', `${path(id)}/check`, plan);
}

/** Carries out what was checked, if nobody had it checked otherwise since the check that is named. */
export function confirm(id: string, check: number): Promise<Import> {
  return send<Import>('POST', `${path(id)}/confirm`, { check });
}

/** Ends what runs and forgets the file. */
export function forget(id: string): Promise<void> {
  return dropped('DELETE', path(id));
}

/** Findings are read by pages of this size, and no more of them than a page can hold. */
const PAGE = 1000;
export const MOST_FINDINGS = 10_000;

/** All findings of an import in handfuls, as they come. */
export async function* findings(id: string, signal: AbortSignal): AsyncGenerator<{ found: Finding[]; total: number }> {
  let offset = 0;
  let total = 1;
  while (offset < Math.min(total, MOST_FINDINGS)) {
    const page = await ask<{ findings: Finding[]; total: number }>(`${path(id)}/findings?limit=${PAGE}&offset=${offset}`, signal);
    if (page.findings.length === 0) return;
    total = page.total;
    offset += page.findings.length;
    yield { found: page.findings, total };
  }
}

function path(id: string): string {
  return `/v1/imports/${encodeURIComponent(id)}`;
}
