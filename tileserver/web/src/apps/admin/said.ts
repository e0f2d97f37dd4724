// What people are told of trouble, and asked before something that cannot be taken back. Sentences only; where they stand is the caller's.

import { say } from '../../kit/page/text.ts';
import { answered } from '../../kit/page/question.ts';
import { Refused } from '../../kit/server/ask.ts';

/** Why something was not done, in the server's words where it gave some. */
export function whyNot(trouble: unknown): string {
  return (trouble instanceof Refused && trouble.sentence) || say('web-admin-no-answer');
}

export interface Question {
  title: string;
  text: string;
  /** What the button that does it says. */
  deed: string;
}

/** Asks in a dialog; true if the deed is to be done. */
export function confirmed({ title, text, deed }: Question): Promise<boolean> {
  return answered({ title, text, yes: deed, no: say('web-admin-leave') });
}
