// What is wrong with a person who is to be taken in, by the field it is wrong in: before anything is sent, and in the server's words.

import { say } from '../../../kit/page/text.ts';
import type { Refused } from '../../../kit/server/ask.ts';
import '../texts.ts';

export interface NewPerson {
  name: string;
  role: string;
  password: string;
}

export type Faults = Partial<Record<keyof NewPerson, string>>;

/** Names the server takes; as long as the store keeps. */
const NAME = /^[a-z0-9][a-z0-9._@-]{0,63}$/;
/** Letters a password has at least: the server counts anew. */
const SHORTEST = 12;
/** What the server's refusals are about. */
const ABOUT: readonly (readonly [RegExp, keyof NewPerson])[] = [
  [/^urn:diaban:user-(name-invalid|exists)$/, 'name'],
  [/^urn:diaban:problem-user-role$/, 'role'],
  [/^urn:diaban:password-/, 'password'],
];

/** What anybody can see is wrong. */
export function faultsOf({ name, password }: NewPerson): Faults {
  return {
    ...(name === '' ? { name: say('web-admin-name-missing') } : NAME.test(name) ? {} : { name: say('web-admin-name-unfit', { name }) }),
    ...([...password].length < SHORTEST ? { password: say('web-admin-password-short', { least: SHORTEST, typed: [...password].length }) } : {}),
  };
}

/** What the server says is wrong, at its field; nothing if it is about none. */
export function faultTold(trouble: unknown): Faults | undefined {
  const { sentence, type = '' } = trouble as Partial<Refused>;
  const [, member] = ABOUT.find(([sign]) => sign.test(type)) ?? [];
  return member && sentence !== undefined ? { [member]: sentence } : undefined;
}
