// All rounds of a network, with how many meters are left of each. Templates only.

import { html, nothing } from 'lit';
import { writeValue } from '../../../kit/page/numbers.ts';
import { say } from '../../../kit/page/text.ts';
import type { KeptRound } from './shelf.ts';
import type { Round } from './wire.ts';
import './words.ts';

/** Beyond so many, one looks for a round by name. */
const FEW = 12;

export interface Rounds {
  rounds: readonly Round[];
  kept: readonly KeptRound[];
  /** The list is of the phone: the server did not answer. */
  isOffLine: boolean;
  sought: string;
  seek(text: string): void;
  open(round: string): void;
}

export function roundList({ rounds, kept, isOffLine, sought, seek, open }: Rounds): unknown {
  const found = rounds.filter(({ name }) => name.toLocaleLowerCase('vi').includes(sought.trim().toLocaleLowerCase('vi')));
  return html`<section class="meters-rounds" data-rounds>${isOffLine ? html`<p class="off-line" role="status" data-off-line>${say('web-meters-rounds-off-line')}</p>` : nothing}
    ${rounds.length > FEW
      ? html`<label class="field">${say('web-meters-seek')}<input type="search" name="round" autocomplete="off" .value=${sought} @input=${(event: Event) => seek((event.target as HTMLInputElement).value)}></label>`
      : nothing}
    ${rounds.length === 0 ? html`<p>${say(isOffLine ? 'web-meters-none-kept' : 'web-meters-no-rounds')}</p>` : nothing}
    <ul>${found.map((round) => one(round, kept.find((each) => each.round === round.name), open))}</ul></section>`;
}

function one({ name, meters, read }: Round, kept: KeptRound | undefined, open: (round: string) => void): unknown {
  return html`<li><button type="button" class="candidate" data-round=${name} @click=${() => open(name)}><strong>${name}</strong>
    <span>${say('web-meters-progress', { read, left: meters - read })}</span>
    ${kept ? html`<span class="panel-hint">${say('web-meters-kept', { time: writeValue('', kept.at) })}</span>` : nothing}</button></li>`;
}
