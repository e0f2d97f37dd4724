// Asks our own server, and keeps its words when it refuses.

import { ours } from '../page/base.ts';
import { language } from '../page/text.ts';

/** What is wrong with a part of what was sent, and what to do, in the server's words. */
export interface Finding {
  member: string;
  reason: string;
  remedy: string;
  /** Where in a shape, in the coordinates that were sent. */
  place?: [number, number];
}

/** The server's own words about what went wrong, for people. */
export class Refused extends Error {
  constructor(
    readonly sentence: string | undefined,
    readonly status: number,
    readonly request: string | undefined,
    /** What happened, for programs: the server's URN. */
    readonly type?: string,
    /** What is wrong with single parts of what was sent. */
    readonly findings: readonly Finding[] = [],
  ) {
    super(sentence ?? `status ${status}`);
  }
}

/** The first pause before something is asked for again, and the longest. */
const PAUSE_MS = { first: 2000, longest: 30_000 };

/** True of trouble that may pass by itself: the server is not reached, not ready, or has too much to do. */
export function mayPass(trouble: unknown): boolean {
  if (trouble instanceof Refused) return trouble.status >= 500 || trouble.status === 429;
  // What `fetch` says when nothing came; anything else is a fault of ours.
  return trouble instanceof TypeError;
}

/** How long to wait before asking again, in milliseconds: longer after each failure. */
export function pauseBefore(failures: number): number {
  return Math.min(PAUSE_MS.first * 2 ** failures, PAUSE_MS.longest);
}

/** JSON from our own server; a refusal carries the server's sentence. */
export function ask<T>(path: string, signal?: AbortSignal): Promise<T> {
  return asked<T>(path, 'same-origin', signal);
}

/** The same as everybody is told it, whoever is signed in. */
export function askAsAnybody<T>(path: string, signal?: AbortSignal): Promise<T> {
  return asked<T>(path, 'omit', signal);
}

async function asked<T>(path: string, credentials: RequestCredentials, signal?: AbortSignal): Promise<T> {
  const answer = await fetch(ours(path), {
    credentials,
    headers: { Accept: 'application/json', 'Accept-Language': language() },
    signal: signal ?? null,
  });
  if (answer.ok) return (await answer.json()) as T;
  throw await refusal(answer);
}

/** A page of a list: a link leads to the next one. */
export interface Paged {
  links: { rel: string; href: string }[];
}

/** All pages of a list, in order. */
export async function* pages<P extends Paged>(path: string, signal?: AbortSignal): AsyncGenerator<P> {
  let next: string | undefined = path;
  while (next !== undefined) {
    const page: P = await ask<P>(next, signal);
    yield page;
    const link = page.links.find(({ rel }) => rel === 'next');
    // Links name the host as the server knows it: behind a proxy another than ours.
    const url = link && new URL(link.href);
    next = url && url.pathname + url.search;
  }
}

/** A list put together from all its pages. */
export async function whole<P extends Paged>(path: string, signal: AbortSignal, join: (all: P, page: P) => P): Promise<P | undefined> {
  let all: P | undefined;
  for await (const page of pages<P>(path, signal)) all = all ? join(all, page) : page;
  return all;
}

/** True of a question that we broke off ourselves. */
export function isBrokenOff(trouble: unknown): boolean {
  return trouble instanceof DOMException && trouble.name === 'AbortError';
}

/** Sends JSON to our own server; a refusal carries the server's sentence. */
export async function send<T>(method: 'POST' | 'PUT', path: string, sent: unknown, more: Record<string, string> = {}): Promise<T> {
  const answer = await fetch(ours(path), {
    method,
    headers: { Accept: 'application/json', 'Accept-Language': language(), 'Content-Type': 'application/json', ...more },
    body: JSON.stringify(sent),
  });
  if (answer.ok) return (await answer.json()) as T;
  throw await refusal(answer);
}

/** What the server says of why it did not do something. */
export async function refusal(answer: Response): Promise<Refused> {
  const problem = (await answer.json().catch(() => ({}))) as { type?: string; detail?: string; title?: string; request_id?: string; findings?: Finding[] };
  const request = problem.request_id ?? answer.headers.get('x-request-id') ?? undefined;
  return new Refused(problem.detail ?? problem.title, answer.status, request, problem.type, problem.findings);
}
