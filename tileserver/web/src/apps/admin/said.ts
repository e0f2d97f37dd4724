// What people are told of trouble, and asked before something that cannot be taken back. Sentences only; where they stand is the caller's.

import { html, render } from 'lit';
import { say } from '../../kit/page/text.ts';
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
  const dialog = document.createElement('dialog');
  dialog.className = 'desk-confirm';
  dialog.setAttribute('aria-labelledby', 'confirm-title');
  dialog.setAttribute('aria-describedby', 'confirm-text');
  render(
    html`<h2 id="confirm-title">${title}</h2><p id="confirm-text">${text}</p>
      <form method="dialog" class="desk-deeds"><button class="button" value="yes">${deed}</button>
        <button class="button button-quiet" value="no" autofocus>${say('web-admin-leave')}</button></form>`,
    dialog,
  );
  document.body.append(dialog);
  const answered = new Promise<boolean>((done) =>
    dialog.addEventListener('close', () => {
      dialog.remove();
      done(dialog.returnValue === 'yes');
    }),
  );
  dialog.showModal();
  return answered;
}
