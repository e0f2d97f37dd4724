// What is asked and sent about jobs.

import { ask, send, whole } from '../../../kit/server/ask.ts';
import { ours } from '../../../kit/page/base.ts';
import { networkPath } from '../case/asking.ts';
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

export interface Confirmed {
  kind: 'burst' | 'planned';
  place?: string;
  planned_from?: string;
  planned_to?: string;
  remark?: string;
}

/** Makes a job of an answer; refused if the network answers otherwise by now. */
export function confirmJob({ network, ...burst }: Burst, inoperable: readonly string[], seen: Isolation, wanted: Confirmed): Promise<Job> {
  const { direct, unintended } = seen.customers;
  const sent = { ...wanted, burst, inoperable, mode: seen.mode, data_revision: seen.data_revision, graph: seen.graph, valves_to_close: seen.valves_to_close, customers: { direct, unintended } };
  return send<Job>('POST', jobsPath(network), sent);
}

export function takeStep({ network, id, version }: Job, step: Step, valve?: string): Promise<Job> {
  return send<Job>('POST', `${jobsPath(network)}/${id}/steps`, { step, ...(valve === undefined ? {} : { valve }), ...(version === undefined ? {} : { version }) });
}

/** Whom to tell: for staff. */
export function noticesLink({ network, id }: Job): string {
  return ours(`${jobsPath(network)}/${id}/notices.csv`);
}

function jobsPath(network: string): string {
  return `${networkPath(network)}/shutdowns`;
}
