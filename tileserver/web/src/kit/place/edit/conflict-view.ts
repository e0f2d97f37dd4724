// Two versions side by side, field by field: one's own, and what somebody else saved meanwhile. Only a template.

import { html, nothing } from 'lit';
import { say } from '../../page/text.ts';
import type { Difference, Side } from './field-values.ts';

export interface Conflict {
  found: readonly Difference[];
  chosen: ReadonlyMap<string, Side>;
  isBusy: boolean;
  /** What people call the field. */
  name: (difference: Difference) => string;
  /** A value in words. */
  write: (difference: Difference, value: unknown) => string;
  choose: (member: string, side: Side) => void;
  send: () => void;
  back: () => void;
}

export function conflictView(conflict: Conflict): unknown {
  const { found, isBusy, send, back } = conflict;
  const submit = (event: Event) => {
    event.preventDefault();
    send();
  };
  return html`<form class="edit-conflict" @submit=${submit}>
    <p class="note note-partial" role="alert"><strong>${say('web-edit-conflict')}</strong> ${say('web-edit-conflict-what')}</p>
    ${found.map((difference) => row(difference, conflict))}
    <div class="edit-buttons">
      <button class="button" type="submit" data-deed="send-merged" ?disabled=${isBusy}>${say('web-edit-save-merged')}</button>
      <button class="button button-quiet" type="button" data-deed="take-theirs" ?disabled=${isBusy} @click=${back}>${say('web-edit-drop-mine')}</button>
    </div>
  </form>`;
}

function row(difference: Difference, { chosen, name, write, choose }: Conflict): unknown {
  const { member, before, mine, theirs, side } = difference;
  const taken = chosen.get(member) ?? side;
  const option = (which: Side, value: unknown) => html`<label class="edit-side"><input type="radio" name=${`side-${member}`} value=${which} required
    .checked=${taken === which} @change=${() => choose(member, which)}><span><span class="edit-whose">${say(`web-edit-${which}`)}</span>
    <span class="edit-value">${write(difference, value)}</span></span></label>`;
  return html`<fieldset class="edit-row" data-member=${member}><legend>${name(difference)}</legend>
    ${side === undefined ? html`<p class="edit-both">${say('web-edit-both')}</p>` : nothing}
    <div class="edit-sides">${option('mine', mine)}${option('theirs', theirs)}</div>
    <p class="feature-note">${say('web-edit-before', { value: write(difference, before) })}</p>
  </fieldset>`;
}
