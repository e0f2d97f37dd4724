// Without a line: taking the area in view along, what is on the device and of when, and findings that wait to be sent.

import { html, nothing } from 'lit';
import type { OfficialStyle } from '../../../kit/map/map-style.ts';
import { KitElement } from '../../../kit/page/kit-element.ts';
import { writeNumber, writeTenths, writeValue } from '../../../kit/page/numbers.ts';
import { say } from '../../../kit/page/text.ts';
import { Refused } from '../../../kit/server/ask.ts';
import type { Box } from '../../../kit/server/store-layers.ts';
import type { Waiting } from './kept.ts';
import type { Line } from './line.ts';
import { canKeep, leaveBehind, takeAlong } from './package.ts';

export class OfflineBox extends KitElement {
  static override properties = { isShort: {}, line: {}, network: {}, who: {}, now: {}, progress: { state: true }, said: { state: true } };
  /** Only what waits is shown: something else is being worked on. */
  isShort = false;
  line: Line | undefined;
  network = '';
  /** Who may operate the network and is signed in. */
  who: string | undefined;
  /** Another object when the line told something. */
  now: object = {};
  /** What is in view, and how it looks. */
  view: () => { box: Box | undefined; look: string; official: OfficialStyle | undefined } = () => ({ box: undefined, look: '', official: undefined });
  private progress: { done: number; all: number } | undefined;
  private said = '';

  protected override render(): unknown {
    const { line } = this;
    if (!line) return nothing;
    if (this.isShort) return this.waiting(line);
    return html`${this.waiting(line)}<details class="water-fold" data-offline><summary>${say('web-water-offline')}</summary>
      ${canKeep() ? this.area(line) : html`<p>${say('web-water-offline-insecure')}</p>`}
      <p class="done" role="status" data-offline-said>${this.said}</p></details>`;
  }

  private area(line: Line): unknown {
    const [area, readAt] = [line.areaOf(this.network), line.readAt(this.network)];
    const kept = area
      ? html`<p data-kept>${say('web-water-kept', { time: writeValue('', area.at), size: megabytes(area.bytes), tiles: area.tiles, read: readAt ? writeValue('', readAt) : '' })}</p>`
      : html`<p>${say('web-water-not-kept')}</p>`;
    const { progress } = this;
    return html`${kept}${progress
      ? html`<progress max=${progress.all} value=${progress.done} aria-label=${say('web-water-taking')}></progress> <span>${say('web-water-taken-so-far', progress)}</span>`
      : html`<div class="water-deeds"><button type="button" class="button" data-deed="take-along" @click=${() => void this.take()}>${say(area ? 'web-water-take-again' : 'web-water-take-along')}</button>
          ${area ? html`<button type="button" class="button button-quiet" data-deed="leave-behind" @click=${() => void this.leave()}>${say('web-water-leave-behind')}</button>` : nothing}</div>`}`;
  }

  private waiting({ waiting, isSignedOut }: Line): unknown {
    if (waiting.length === 0) return nothing;
    return html`<section class="difference" data-waiting><h3>${say('web-water-waiting', { count: waiting.length })}</h3><ul>${waiting.map(
      (each) => html`<li data-finding=${each.device} data-conflict=${isOvertaken(each)} data-rejected=${each.isRejected === true}><p>${say('web-water-waiting-one', { valve: each.device, time: writeValue('', each.at), who: each.who })}</p>
        ${each.refused === undefined ? nothing : html`<p class="refused">${each.isRejected ? say('web-water-rejected', { reason: each.refused }) : each.refused}</p>`}
        <div class="valve-deeds">${!isOvertaken(each) || this.who !== each.who ? nothing : html`<button type="button" class="button" data-deed="insist" @click=${() => void this.insist(each)}>${say('web-water-note-all-the-same')}</button>`}
          <button type="button" class="button button-quiet" data-deed="drop" @click=${() => void this.line?.drop(each)}>${say('web-water-drop')}</button></div></li>`,
    )}</ul>${waiting.some(({ who }) => who !== this.who) ? html`<p>${say('web-water-waiting-sign-in')}</p>` : nothing}${
      isSignedOut && waiting.some(({ who, refused }) => who === this.who && refused === undefined) ? html`<p data-signed-out>${say('web-water-waiting-signed-out')}</p>` : nothing}</section>`;
  }

  private async take(): Promise<void> {
    const { box, look, official } = this.view();
    if (!box || this.progress) return;
    this.said = '';
    this.progress = { done: 0, all: 1 };
    try {
      const area = await takeAlong({ network: this.network, box, look, official, who: () => this.who }, (done, all) => (this.progress = { done, all }));
      await this.line?.begin();
      this.said = area ? say('web-water-taken') : say('web-water-too-large');
    } catch (trouble) {
      this.said = (trouble instanceof Refused && trouble.sentence) || say('web-water-not-taken');
    }
    this.progress = undefined;
  }

  private async leave(): Promise<void> {
    await leaveBehind(this.network);
    await this.line?.begin();
    this.said = say('web-water-left');
  }

  private async insist(waits: Waiting): Promise<void> {
    try {
      await this.line?.insist(waits);
    } catch (trouble) {
      this.said = (trouble instanceof Refused && trouble.sentence) || say('web-error-remedy');
    }
  }
}

/** Somebody was quicker with it: it can be sent all the same. */
function isOvertaken({ refused, isRejected }: Waiting): boolean {
  return refused !== undefined && isRejected !== true;
}

function megabytes(bytes: number): string {
  const size = bytes / 1_000_000;
  return `${size < 10 ? writeTenths(size) : writeNumber(Math.round(size))} MB`;
}

customElements.define('offline-box', OfflineBox);
