// Rows of a layer as a table asks for them: which and in which order, in pages of which only those in sight are kept.

import { ask } from '../../server/ask.ts';
import type { Box, StoreField } from '../../server/store-layers.ts';
import { linked } from '../../page/link.ts';
import { isFound } from '../../page/toneless.ts';

export interface Row {
  id: number;
  bbox: Box | null;
  properties: Record<string, unknown>;
}

/** What values a field has. */
export interface Summary {
  type: FieldType;
  count: number;
  missing: number;
  distinct: number;
  values?: { value: string | number | boolean; count: number; approx_area_m2?: number }[];
}

export type FieldType = 'text' | 'integer' | 'real' | 'date' | 'boolean';

/** A field as the server tells it, with the type of its values. */
export type TypedField = StoreField & { type?: string };

/** What somebody wants to see of a layer. */
export interface Choice {
  sort?: { field: string; descending: boolean };
  words: string;
  /** By field, as somebody typed it. */
  filters: Readonly<Record<string, string>>;
  box?: Box;
}

interface Page {
  revision: number;
  total: number;
  from: number;
  rows: Row[];
}

/** Rows of a page: some screens of them. */
export const PAGE = 100;
/** Pages that are kept: those around what is in sight. */
const MOST_PAGES = 12;

/** The parameters of a choice. */
export function parametersOf({ sort, words, filters, box }: Choice, fields: readonly TypedField[]): URLSearchParams {
  const asked = new URLSearchParams();
  if (sort) asked.set('sort', `${sort.descending ? '-' : ''}${sort.field}`);
  if (words.trim() !== '') asked.set('q', words.trim());
  for (const [name, typed] of Object.entries(filters)) {
    const field = fields.find((each) => each.name === name);
    if (field && typed.trim() !== '') asked.set(`f.${name}`, filterOf(field, typed.trim()));
  }
  if (box) asked.set('bbox', box.map((side) => side.toFixed(7)).join(','));
  return asked;
}

/** A filter as the server reads it: people write > and <, decimals with a comma, days as they stand on paper, and parts of words. */
export function filterOf({ type, codes = {} }: TypedField, typed: string): string {
  const coded = codesOf(codes, typed);
  if (coded.length > 0) return coded.join('|');
  const isNumber = type === 'integer' || type === 'real';
  if (isNumber || type === 'date' || type === 'datetime') {
    const written = isNumber ? typed.replaceAll(',', '.') : typed.replace(/\b(\d{1,2})\/(\d{1,2})\/(\d{4})\b/g, onPaper);
    const [, sign, edge = ''] = /^(>|<)=?\s*(.*)$/.exec(written) ?? [];
    if (sign) return sign === '>' ? `${edge}..` : `..${edge}`;
    // A day is all its moments.
    return isNumber || /\.\.|\|/.test(written) ? written : `${written}..${written}`;
  }
  if (type === 'boolean') return /^(có|co|yes|true|1)$/i.test(typed) ? 'true' : 'false';
  return typed.startsWith('=') || typed.startsWith('~') || typed.includes('|') ? typed : `~${typed}`;
}

/** Codes whose meaning has what was typed in it; where none has it letter for letter, without tone marks. */
function codesOf(codes: Readonly<Record<string, string>>, typed: string): string[] {
  const those = (isMeant: (words: string) => boolean) => Object.keys(codes).filter((code) => isMeant(codes[code] ?? ''));
  const exact = those((words) => words.toLocaleLowerCase().includes(typed.toLocaleLowerCase()));
  return exact.length > 0 ? exact : those((words) => isFound(typed, words));
}

function onPaper(_: string, day: string, month: string, year: string): string {
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** Where a file of the rows lies. */
export function fileLink(layer: string, form: 'csv' | 'geojson', asked: URLSearchParams): string {
  const query = asked.toString();
  return linked(`${pathOf(layer)}.${form}${query === '' ? '' : `?${query}`}`);
}

/** `asked` are the parameters of a choice, without its order. */
export function summaryOf(layer: string, field: string, asked: string, signal: AbortSignal): Promise<Summary> {
  return ask<Summary>(`/v1/layers/${encodeURIComponent(layer)}/fields/${encodeURIComponent(field)}/summary${asked === '' ? '' : `?${asked}`}`, signal);
}

/** Where a feature stands among the rows of a choice, if it is there. */
export async function placeAmong(layer: string, asked: URLSearchParams, id: number): Promise<number | undefined> {
  const question = new URLSearchParams(asked);
  question.set('holds', String(id));
  question.set('limit', '1');
  const { place } = await ask<{ place?: number }>(`${pathOf(layer)}?${question}`);
  return place;
}

function pathOf(layer: string): string {
  return `/v1/layers/${encodeURIComponent(layer)}/rows`;
}

/** The pages of one choice. Those far from what was asked last are let go of, so that a million rows cost no more than a thousand. */
export class Pages {
  total?: number;
  private revision?: number;
  private readonly kept = new Map<number, Row[]>();
  private readonly coming = new Set<number>();
  /** Pages that did not come: whoever wants them asks the whole question again. */
  private readonly failed = new Set<number>();
  private readonly asking = new AbortController();

  constructor(
    private readonly layer: string,
    private readonly asked: URLSearchParams,
    private readonly told: (trouble?: unknown) => void,
    private readonly question: typeof ask = ask,
  ) {}

  /** The row at a place, if it is here. */
  row(at: number): Row | undefined {
    return this.kept.get(Math.floor(at / PAGE))?.[at % PAGE];
  }

  /** Asks for what is not here of some rows. */
  need(first: number, last: number): void {
    const [from, to] = [Math.floor(first / PAGE), Math.floor(last / PAGE)];
    for (let page = from; page <= to; page += 1) {
      if (![this.kept, this.coming, this.failed].some((pages) => pages.has(page))) void this.fetch(page);
    }
    const middle = (from + to) / 2;
    const farthest = [...this.kept.keys()].sort((a, b) => Math.abs(b - middle) - Math.abs(a - middle));
    for (const page of farthest.slice(0, Math.max(0, this.kept.size - MOST_PAGES))) this.kept.delete(page);
  }

  /** How many rows are held. */
  get held(): number {
    return [...this.kept.values()].reduce((sum, rows) => sum + rows.length, 0);
  }

  /** Nobody waits for it any more. */
  end(): void {
    this.asking.abort();
  }

  private async fetch(page: number): Promise<void> {
    this.coming.add(page);
    const asked = new URLSearchParams(this.asked);
    asked.set('limit', String(PAGE));
    asked.set('from', String(page * PAGE));
    try {
      const answer = await this.question<Page>(`${pathOf(this.layer)}?${asked}`, this.asking.signal);
      // What came of an earlier revision would stand beside rows it has nothing to do with.
      if (this.revision !== undefined && this.revision !== answer.revision) this.kept.clear();
      this.revision = answer.revision;
      this.total = answer.total;
      this.kept.set(page, answer.rows);
      this.told();
    } catch (trouble) {
      this.failed.add(page);
      if (!this.asking.signal.aborted) this.told(trouble);
    } finally {
      this.coming.delete(page);
    }
  }
}
