// The one question of the screen, and what stands there while it is being answered, or cannot be. Templates only.

import { html, nothing } from 'lit';
import { writeValue } from '../../kit/page/numbers.ts';
import { say } from '../../kit/page/text.ts';
import { FURTHEST_M } from './case/asking.ts';
import type { Burst, Isolation, Network, NetworkList } from './case/wire.ts';
import { askedName } from './case/words.ts';

/** Which network a place belongs to that does not say it; nothing to choose if there is one. */
export function networkChoice(list: NetworkList | undefined, chosen: string, choose: (name: string) => void): unknown {
  if (!list) return nothing;
  if (list.networks.length === 0) return html`<p>${say('web-water-empty')}</p>`;
  if (list.networks.length === 1) return nothing;
  const option = ({ name }: Network) => html`<option value=${name} ?selected=${name === chosen}>${name}</option>`;
  return html`<label class="field">${say('web-water-network')}<select name="network" @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}>
    ${list.networks.map(option)}</select></label>`;
}

/** Where an answer comes from, if it is not the server. */
export function offLine({ on_device }: Isolation, readAt: string | undefined): unknown {
  if (!on_device) return nothing;
  return html`<p class="off-line" role="status" data-off-line>${say('web-water-off-line', { time: readAt ? writeValue('', readAt) : '' })}</p>`;
}

export function waiting(burst: Burst): unknown {
  return html`<section class="answer" aria-busy="true"><h2 id="answer-heading" tabindex="-1">${askedName(burst)}</h2><div class="note-bars" aria-hidden="true"></div></section>`;
}

/** Why there is no answer, and what to do: look further, or try again. */
export function refusal(burst: Burst, sentence: string | undefined, again: (burst: Burst) => void): unknown {
  const isWider = burst.at && (burst.within_m ?? 0) < FURTHEST_M;
  return html`<section class="answer" data-refused><h2 id="answer-heading" tabindex="-1">${say('web-water-no-answer')}</h2>
    <p class="refused">${sentence ?? say('web-error-remedy')}</p><div class="water-deeds">
    ${isWider
      ? html`<button type="button" class="button" data-deed="wider" @click=${() => again({ ...burst, within_m: FURTHEST_M })}>${say('web-water-wider', { metres: FURTHEST_M })}</button>`
      : nothing}
    <button type="button" class="button button-quiet" @click=${() => again(burst)}>${say('web-retry')}</button></div></section>`;
}
