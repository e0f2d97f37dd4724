// What the server says of its desk: layers with all their fields, people, figures, what was done. Asks and wire types only.

import { ours } from '../../kit/page/base.ts';
import { language } from '../../kit/page/text.ts';
import { ask, refusal, send } from '../../kit/server/ask.ts';

export interface DeskField {
  name: string;
  type: string;
  private: boolean;
}

export interface DeskLayer {
  name: string;
  title: string;
  kind: string;
  features: number;
  /** True if everybody sees it; who does otherwise is its clearance: `staff`, or a power. */
  published: boolean;
  clearance: string;
  /** False of tables that imports leave alone: those of subjects and of other programs. */
  importable: boolean;
  fields: DeskField[];
}

export interface Desk {
  revision: number;
  store: string;
  version: string;
  since: string;
  data_since: string | null;
  requests: { total: number; refused: number; failed: number };
  memory_bytes: number;
  /** `current` or `behind`. */
  health: string;
  /** A copy that changes nothing. */
  read_only: boolean;
  listeners: number;
  layers: DeskLayer[];
  warnings: string[];
}

export interface LogLine {
  at: string;
  /** Empty for somebody we do not know. */
  who: string;
  what: string;
  /** The layer, and the feature, if it was about one. */
  place: string | null;
  /** To whom. */
  subject: string | null;
  detail: string | null;
}

export interface User {
  name: string;
  role: string;
  since: string;
  second_factor: boolean;
  permissions: string[];
}

export interface Users {
  users: User[];
  roles: string[];
  permissions: string[];
}

/** How many lines of the log are shown. */
const LOG_LINES = 100;

export function readDesk(signal?: AbortSignal): Promise<Desk> {
  return ask<Desk>('/v1/desk', signal);
}

export async function readLog(signal?: AbortSignal): Promise<LogLine[]> {
  return (await ask<{ lines: LogLine[] }>(`/v1/desk/log?limit=${LOG_LINES}`, signal)).lines;
}

/** Shows a layer to everybody, or to staff alone. */
export async function showLayer(name: string, isPublic: boolean): Promise<void> {
  await send('PUT', `/v1/layers/${encodeURIComponent(name)}/clearance`, { clearance: isPublic ? 'anonymous' : 'staff' });
}

/** Removes a layer with all its features; refused while something rests on it, and unless it is meant even so if others find names in it. */
export async function removeLayer(name: string, evenSo = false): Promise<void> {
  await dropped('DELETE', `/v1/desk/layers/${encodeURIComponent(name)}${evenSo ? '?even_so=true' : ''}`);
}

export function readUsers(): Promise<Users> {
  return ask<Users>('/v1/users');
}

export async function addUser(name: string, role: string, password: string): Promise<void> {
  await send('POST', '/v1/users', { name, role, password });
}

export async function permit(name: string, permissions: readonly string[]): Promise<void> {
  await send('PUT', `/v1/users/${encodeURIComponent(name)}/permissions`, { permissions });
}

export async function removeUser(name: string): Promise<void> {
  await dropped('DELETE', `/v1/users/${encodeURIComponent(name)}`);
}

/** Ends all sessions of somebody. */
export async function signOutUser(name: string): Promise<void> {
  await dropped('POST', `/v1/users/${encodeURIComponent(name)}/sign-out`);
}

/** Asks for something that answers with nothing. */
export async function dropped(method: 'DELETE' | 'POST', path: string): Promise<void> {
  const answer = await fetch(ours(path), { method, headers: { Accept: 'application/json', 'Accept-Language': language() } });
  if (!answer.ok) throw await refusal(answer);
}
