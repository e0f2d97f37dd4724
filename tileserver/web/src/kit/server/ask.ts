// Asks our own server, and keeps its words when it refuses.

import { ours } from '../page/base.ts';
import { language } from '../page/text.ts';

/** The server's own words about what went wrong, for people. */
export class Refused extends Error {
  constructor(
    readonly sentence: string | undefined,
    readonly status: number,
    readonly request: string | undefined,
  ) {
    super(sentence ?? `status ${status}`);
  }
}

/** JSON from our own server; a refusal carries the server's sentence. */
export async function ask<T>(path: string, signal?: AbortSignal): Promise<T> {
  const answer = await fetch(ours(path), {
    headers: { Accept: 'application/json', 'Accept-Language': language() },
    signal: signal ?? null,
  });
  if (answer.ok) return (await answer.json()) as T;
  throw await refusal(answer);
}

/** Sends JSON to our own server; a refusal carries the server's sentence. */
export async function send<T>(method: 'POST' | 'PUT', path: string, sent: unknown): Promise<T> {
  const answer = await fetch(ours(path), {
    method,
    headers: { Accept: 'application/json', 'Accept-Language': language(), 'Content-Type': 'application/json' },
    body: JSON.stringify(sent),
  });
  if (answer.ok) return (await answer.json()) as T;
  throw await refusal(answer);
}

/** What the server says of why it did not do something. */
export async function refusal(answer: Response): Promise<Refused> {
  const problem = (await answer.json().catch(() => ({}))) as { detail?: string; title?: string; request_id?: string };
  const request = problem.request_id ?? answer.headers.get('x-request-id') ?? undefined;
  return new Refused(problem.detail ?? problem.title, answer.status, request);
}
