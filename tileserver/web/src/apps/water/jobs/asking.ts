// What is asked and sent about jobs.

import { ask, send, whole } from '../../../kit/server/ask.ts';
import { linked } from '../../../kit/page/link.ts';
import { networkPath, placesOf, questionOf } from '../case/asking.ts';
import type { Burst, Isolation } from '../case/wire.ts';
import type { Job, JobList, Step } from './wire.ts';

/** Jobs that people look for now; those that are over are found on the map and by programs. */
const OPEN_STATES = ['active', 'planned'] as const;

/** Jobs under way first, then those to come. */
export async function openJobs(network: string, signal: AbortSignal): Promise<Job[]> {
  const join = (all: JobList, page: JobList): JobList => ({ ...page, shutdowns: [...all.shutdowns, ...page.shutdowns] });
  const lists = await Promise.all(OPEN_STATES.map((state) => whole(`${jobsPath(network)}?state=${state}&limit=1000&f=json`, signal, join)));
  return lists.flatMap((list) => list?.shutdowns ?? []);
}

export function askJob(network: string, id: number, signal?: AbortSignal): Promise<Job> {
  return ask<Job>(`${jobsPath(network)}/${id}?f=json`, signal);
}

/** Jobs that are not over on the segment of a burst: for staff. */
export async function jobsOnSegment(burst: Burst, inoperable: readonly string[]): Promise<Job[]> {
  const list = await ask<JobList>(`${jobsPath(burst.network)}?${questionOf(burst, inoperable)}`);
  return list.shutdowns;
}

export interface Confirmed {
  kind: 'burst' | 'planned';
  place?: string;
  /** A burst begins at once: by the server's clock. */
  planned_from?: string;
  /** How long it takes from then on. */
  planned_hours?: number;
  remark?: string;
  /** The job whose place it takes. */
  replaces?: number;
}

/** Makes a job of an answer; refused if the network answers otherwise by now. */
export function confirmJob(burst: Burst, inoperable: readonly string[], seen: Isolation, wanted: Confirmed): Promise<Job> {
  const { direct, unintended } = seen.customers;
  const sent = { ...wanted, bursts: placesOf(burst), inoperable, mode: seen.mode, data_revision: seen.data_revision, graph: seen.graph, valves_to_close: seen.valves_to_close, customers: { direct, unintended } };
  return send<Job>('POST', jobsPath(burst.network), sent);
}

export function takeStep({ network, id, version }: Job, step: Step, more: { valve?: string; leave_closed?: boolean } = {}): Promise<Job> {
  return send<Job>('POST', `${jobsPath(network)}/${id}/steps`, { step, ...more, ...(version === undefined ? {} : { version }) });
}

/** Whom to tell: for staff. */
export function noticesLink({ network, id }: Job): string {
  return linked(`${jobsPath(network)}/${id}/notices.csv`);
}

function jobsPath(network: string): string {
  return `${networkPath(network)}/shutdowns`;
}
