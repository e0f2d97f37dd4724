// What the burst screen asks the server.

import { ask, send } from '../../../kit/server/ask.ts';
import type { Burst, Device, Isolation, State } from './wire.ts';

/** Who points at a pipe with a finger is within so many metres of it. */
export const WITHIN_M = 20;
/** An address lies in the middle of a house: its street's pipe is further away. */
export const WITHIN_OF_ADDRESS_M = 60;
/** The server looks no further. */
export const FURTHEST_M = 500;

/** Asks what a burst takes if some valves cannot be closed. */
export type AskIsolation = (burst: Burst, inoperable: readonly string[], signal: AbortSignal) => Promise<Isolation>;

export const askIsolation: AskIsolation = (burst, inoperable, signal) => ask<Isolation>(isolationPath(burst, inoperable), signal);

export function isolationPath({ network, edge, node, device, at, within_m }: Burst, inoperable: readonly string[]): string {
  const asked = new URLSearchParams({ f: 'json' });
  if (edge !== undefined) asked.set('edge', edge);
  else if (node !== undefined) asked.set('node', node);
  else if (device !== undefined) asked.set('device', device);
  else if (at) {
    asked.set('at', at.map((degrees) => degrees.toFixed(7)).join(','));
    asked.set('within_m', String(within_m ?? WITHIN_M));
  }
  for (const valve of inoperable) asked.append('inoperable', valve);
  return `${networkPath(network)}/isolation?${asked}`;
}

export function networkPath(network: string): string {
  return `/v1/networks/${encodeURIComponent(network)}`;
}

/** How a device is now. */
export function askDevice(network: string, id: string): Promise<Device> {
  return ask<Device>(`${devicePath(network, id)}?f=json`);
}

/** What somebody found a device to be; refused with 409 if it is not the version that was seen any more. Without a line no version is known. */
export interface Finding extends Partial<State> {
  remark?: string;
  version?: number;
  /** When it was found, RFC 3339, where that was not just now. */
  at?: string;
}

export function noteFinding(network: string, id: string, finding: Finding): Promise<Device> {
  return send<Device>('POST', devicePath(network, id), { ...finding, evidence: 'field' });
}

function devicePath(network: string, id: string): string {
  return `${networkPath(network)}/devices/${encodeURIComponent(id)}`;
}
