// Who is signed in, and signing in and out. The token lies in a cookie that no script can read.

import { ours } from '../page/base.ts';
import { ask, refusal } from '../server/ask.ts';
import { language } from '../page/text.ts';

export interface Session {
  signed_in: boolean;
  name?: string;
  role?: 'viewer' | 'editor' | 'admin';
}

/** Who is signed in, as far as this page has heard. */
let heard: Session | undefined;

/** True once it is known that nobody is signed in: only then may the device keep what was looked for. */
export function isPublic(): boolean {
  return heard?.signed_in === false;
}

export async function whoIsHere(): Promise<Session> {
  return (heard = await ask<Session>('/v1/session'));
}

/** Refused with the server's sentence if name or password is wrong, or was tried too often. */
export async function signIn(name: string, password: string): Promise<Session> {
  const answer = await fetch(ours('/v1/session'), {
    method: 'POST',
    headers: { 'Accept-Language': language(), 'Content-Type': 'application/json' },
    body: JSON.stringify({ name, password }),
  });
  if (!answer.ok) throw await refusal(answer);
  return (heard = (await answer.json()) as Session);
}

export async function signOut(): Promise<void> {
  const answer = await fetch(ours('/v1/session'), { method: 'DELETE', headers: { 'Accept-Language': language() } });
  if (!answer.ok) throw await refusal(answer);
  heard = { signed_in: false };
}
