// The one question of the screen, and what stands there while it is being answered, or cannot be. Templates only.

import { html, nothing } from 'lit';
import { writeValue } from '../../kit/page/numbers.ts';
import { say } from '../../kit/page/text.ts';
import { FURTHEST_M } from './case/asking.ts';
import type { Burst, Isolation, Network, NetworkList } from './case/wire.ts';
import { askedName } from './case/words.ts';
import type { Reported } from './link.ts';

/** Which network a place belongs to that does not say it; nothing to choose if there is one. */
export function networkChoice(list: NetworkList | undefined, chosen: string, choose: (name: string) => void): unknown {
  if (!list) return nothing;
  if (list.networks.length === 0) return html`<p>${say('web-water-empty')}</p>`;
  if (list.networks.length === 1) return nothing;
  const option = ({ name, title }: Network) => html`<option value=${name} ?selected=${name === chosen}>${title ?? name}</option>`;
  return html`<label class="field">${say('web-water-network')}<select name="network" @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}>
    ${list.networks.map(option)}</select></label>`;
}

/** The network that is asked where nobody says which: of those on the map the one with most pipes. */
export function largest(list: NetworkList | undefined): Network | undefined {
  const rank = ({ placed, edges }: Network): number => (placed === false ? 0 : 1 + edges);
  return list?.networks.reduce<Network | undefined>((best, next) => (best && rank(best) >= rank(next) ? best : next), undefined);
}

/** What people call a network. */
export function networkTitle(list: NetworkList | undefined, network: string): string {
  return list?.networks.find(({ name }) => name === network)?.title ?? network;
}

/** A network that is on no map says so, and is asked by the codes of its parts. */
export function unplaced(list: NetworkList | undefined, chosen: string, ask: (burst: Burst) => void): unknown {
  if (list?.networks.find(({ name }) => name === chosen)?.placed !== false) return nothing;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const typed = new FormData(event.target as HTMLFormElement);
    const [part, code] = [String(typed.get('part')), String(typed.get('code')).trim()];
    if (code !== '') ask({ network: chosen, [part]: code });
  };
  const kinds = ['edge', 'node', 'device'].map((part) => html`<option value=${part}>${say(`web-water-part-${part}`)}</option>`);
  return html`<div class="off-line" data-unplaced><p>${say('web-water-unplaced')}</p></div>
    <form class="by-code" data-by-code @submit=${submit}>
      <label class="field">${say('web-water-part')}<select name="part">${kinds}</select></label>
      <label class="field">${say('web-water-code')}<input name="code" required maxlength="256" autocomplete="off" autocapitalize="none" spellcheck="false"></label>
      <button class="button">${say('web-water-isolate')}</button></form>`;
}

/** A burst that somebody reported and nobody has looked at. */
export function reportedBurst(reported: Reported | undefined, see: () => void): unknown {
  if (!reported) return nothing;
  const time = reported.when ? writeValue('', reported.when) : '';
  return html`<section class="difference" data-reported><h3>${say('web-water-reported', { time })}</h3>
    <button type="button" class="button" data-deed="see-reported" @click=${see}>${say('web-water-reported-see')}</button></section>`;
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
