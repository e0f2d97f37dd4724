// Who is signed in, signing in and out, and another password. The token lies in a cookie that no script can read.

import { ours } from '../page/base.ts';
import { ask, refusal, Refused, send } from './ask.ts';
import { language } from '../page/text.ts';

export interface Session {
  signed_in: boolean;
  name?: string;
  role?: 'viewer' | 'editor' | 'admin';
  /** Powers over subjects: `planning.draft@26506`. */
  grants?: string[];
}

/** Who is signed in, as far as this page has heard. */
let heard: Session | undefined;
const hearing = new EventTarget();

function hear(session: Session): Session {
  heard = session;
  hearing.dispatchEvent(new Event('heard'));
  return session;
}

/** Calls back whenever it is heard who is signed in. */
export function onSession(told: () => void): void {
  hearing.addEventListener('heard', told);
}

/** True of who may change features. What they may change, and whether, is for the server to say. */
export function mayWrite(): boolean {
  return heard?.role === 'editor' || heard?.role === 'admin';
}

/** True once it is known that nobody is signed in: only then may the device keep what was looked for. */
export function isPublic(): boolean {
  return heard?.signed_in === false;
}

export async function whoIsHere(): Promise<Session> {
  return hear(await ask<Session>('/v1/session'));
}

/** Refused with the server's sentence if name, password or code is wrong, or was tried too often; and if a code is missing. */
export async function signIn(name: string, password: string, code?: string): Promise<Session> {
  return hear(await send<Session>('POST', '/v1/session', code ? { name, password, code } : { name, password }));
}

/** True of a refusal that is about the code of a second factor: the password was right. */
export function isAboutCode(trouble: unknown): boolean {
  const about = ['urn:diaban:problem-code-needed', 'urn:diaban:problem-code-wrong'];
  return trouble instanceof Refused && about.includes(trouble.type ?? '');
}

/** Another password; all sessions of the person end but the one that begins here. */
export async function changePassword(password: string, new_password: string): Promise<Session> {
  return hear(await send<Session>('POST', '/v1/session/password', { password, new_password }));
}

export async function signOut(): Promise<void> {
  const answer = await fetch(ours('/v1/session'), { method: 'DELETE', headers: { 'Accept-Language': language() } });
  if (!answer.ok) throw await refusal(answer);
  hear({ signed_in: false });
}
