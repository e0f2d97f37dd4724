// What is asked and sent about meters.

import { ours } from '../../../kit/page/base.ts';
import { language } from '../../../kit/page/text.ts';
import { ask, refusal, send, whole } from '../../../kit/server/ask.ts';
import { networkPath } from '../case/asking.ts';
import type { Outcome, RoundList, Walk } from './wire.ts';

export async function askRounds(network: string, signal: AbortSignal): Promise<RoundList | undefined> {
  const join = (all: RoundList, page: RoundList): RoundList => ({ ...page, rounds: [...all.rounds, ...page.rounds] });
  return whole(`${networkPath(network)}/rounds?limit=1000&f=json`, signal, join);
}

export function askWalk(network: string, round: string, signal?: AbortSignal): Promise<Walk> {
  return ask<Walk>(`${networkPath(network)}/rounds/${encodeURIComponent(round)}/meters?f=json`, signal);
}

/** A reading as it is sent. */
export interface SentReading {
  client_id: string;
  meter: string;
  read_at: string;
  value: number;
  how: string;
  confirmed: boolean;
  remark?: string;
  photo?: string;
}

/** What became of each, in the order in which they were sent. */
export async function sendReadings(network: string, readings: readonly SentReading[]): Promise<Outcome[]> {
  return (await send<{ outcomes: Outcome[] }>('POST', `${networkPath(network)}/readings`, { readings })).outcomes;
}

/** Puts a photograph; the hash by which a reading names it. */
export async function putPhoto(photo: Blob): Promise<string> {
  const headers = { Accept: 'application/json', 'Accept-Language': language(), 'Content-Type': photo.type };
  const answer = await fetch(ours('/v1/assets'), { method: 'POST', headers, body: photo });
  if (!answer.ok) throw await refusal(answer);
  return ((await answer.json()) as { hash: string }).hash;
}
