// What the burst screen asks the server.

import { ask, send } from '../../../kit/server/ask.ts';
import type { Burst, Device, Isolation, Place, State } from './wire.ts';

/** Who points at a pipe with a finger is within so many metres of it. */
export const WITHIN_M = 20;
/** An address lies in the middle of a house: its street's pipe is further away. */
export const WITHIN_OF_ADDRESS_M = 60;
/** The server looks no further. */
export const FURTHEST_M = 500;

/** Asks what a burst takes if some valves cannot be closed. */
export type AskIsolation = (burst: Burst, inoperable: readonly string[], signal: AbortSignal) => Promise<Isolation>;

export const askIsolation: AskIsolation = (burst, inoperable, signal) => ask<Isolation>(isolationPath(burst, inoperable), signal);

export function isolationPath(burst: Burst, inoperable: readonly string[]): string {
  return `${networkPath(burst.network)}/isolation?${questionOf(burst, inoperable)}&outage=true`;
}

/** What is asked, as addresses have it. */
export function questionOf(burst: Burst, inoperable: readonly string[]): URLSearchParams {
  const asked = new URLSearchParams({ f: 'json' });
  const [first = {}, ...more] = placesOf(burst);
  const { edge, along_m, node, device, at, within_m } = first;
  if (more.length > 0 || along_m !== undefined) for (const place of [first, ...more]) asked.append('bursts', JSON.stringify(place));
  else if (edge !== undefined) asked.set('edge', edge);
  else if (node !== undefined) asked.set('node', node);
  else if (device !== undefined) asked.set('device', device);
  else if (at) {
    asked.set('at', at.map((degrees) => degrees.toFixed(7)).join(','));
    asked.set('within_m', String(within_m));
  }
  for (const valve of inoperable) asked.append('inoperable', valve);
  return asked;
}

/** All places of a question, as the server takes them: the same to ask and to make a job. */
export function placesOf({ network: _, more = [], ...first }: Burst): Place[] {
  return [first, ...more].map(({ edge, along_m, node, device, at, within_m }) => {
    if (edge !== undefined) return along_m === undefined ? { edge } : { edge, along_m };
    if (node !== undefined) return { node };
    if (device !== undefined) return { device };
    const rounded = (degrees: number) => Number(degrees.toFixed(7));
    return at ? { at: [rounded(at[0]), rounded(at[1])], within_m: within_m ?? WITHIN_M } : {};
  });
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
