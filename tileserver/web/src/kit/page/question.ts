// A question before something is lost, in a dialog over the page. Cancelling is no.

import { html, render } from 'lit';

export interface Question {
  title: string;
  text: string;
  yes: string;
  no: string;
}

/** True if the answer is yes. */
export function answered({ title, text, yes, no }: Question): Promise<boolean> {
  // One question at a time: who is asked has not said yes.
  if (document.querySelector('.question[open]')) return Promise.resolve(false);
  const dialog = document.createElement('dialog');
  dialog.className = 'question';
  dialog.setAttribute('aria-labelledby', 'question-title');
  dialog.setAttribute('aria-describedby', 'question-text');
  // Escape closes the dialog and nothing behind it.
  dialog.addEventListener('keydown', (event) => event.stopPropagation());
  render(html`<h2 id="question-title">${title}</h2><p id="question-text">${text}</p>
    <div class="question-buttons">
      <button class="button button-quiet" type="button" data-answer="no" @click=${() => dialog.close('no')}>${no}</button>
      <button class="button" type="button" data-answer="yes" @click=${() => dialog.close('yes')}>${yes}</button>
    </div>`, dialog);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((told) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      told(dialog.returnValue === 'yes');
    });
  });
}
