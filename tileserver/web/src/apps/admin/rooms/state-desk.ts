// How the server is doing: revision, load, memory, what it warns of, and what people did last. Read anew every few seconds.

import { html, nothing } from 'lit';
import { KitElement } from '../../../kit/page/kit-element.ts';
import { writeNumber } from '../../../kit/page/numbers.ts';
import { say, sayIfKnown } from '../../../kit/page/text.ts';
import { readDesk, readLog, type Desk, type LogLine } from '../desk-wire.ts';
import { writeBytes, writeClock, writeMoment, zoneAt } from '../figures.ts';
import { Pulse } from '../pulse.ts';
import { whyNot } from '../said.ts';
import '../texts.ts';
import { detailWords, placeWords } from './log-words.ts';

const EVERY_MS = 5000;

export class StateDesk extends KitElement {
  static override properties = { desk: { state: true }, log: { state: true }, trouble: { state: true } };
  private desk?: Desk;
  private log: readonly LogLine[] = [];
  private trouble?: string;
  private readonly pulse = new Pulse(() => this.read(), EVERY_MS);

  override connectedCallback(): void {
    super.connectedCallback();
    this.pulse.start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.pulse.stop();
  }

  protected override render(): unknown {
    return html`<h2 tabindex="-1">${say('web-admin-state')}</h2>
      ${this.trouble ? html`<p class="refused" role="alert">${this.trouble}</p>` : nothing}
      ${this.desk ? this.figures(this.desk) : this.trouble ? nothing : html`<p role="status">${say('web-admin-loading')}</p>`}`;
  }

  private figures(desk: Desk): unknown {
    const fact = (name: string, value: string) => html`<div data-fact=${name}><dt>${say(`web-admin-fact-${name}`)}</dt><dd>${value}</dd></div>`;
    const { requests, warnings } = desk;
    return html`<section aria-labelledby="warnings-title"><h3 id="warnings-title">${say('web-admin-warnings')}</h3>
        ${warnings.length === 0 ? html`<p class="desk-done">${say('web-admin-warnings-none')}</p>` : html`<ul class="desk-sentences desk-warnings">${warnings.map((warning) => html`<li>${warning}</li>`)}</ul>`}</section>
      <section aria-labelledby="facts-title"><h3 id="facts-title">${say('web-admin-facts')}</h3><dl class="desk-facts state-facts">
        ${fact('health', healthWords(desk))} ${fact('revision', writeNumber(desk.revision))}
        ${fact('store', say(`web-admin-store-${desk.store}`))} ${fact('version', desk.version)} ${fact('since', writeMoment(desk.since))}
        ${desk.data_since ? fact('data-since', writeMoment(desk.data_since)) : nothing}
        ${fact('requests', say('web-admin-requests', { total: writeNumber(requests.total), refused: writeNumber(requests.refused), failed: writeNumber(requests.failed) }))}
        ${fact('listeners', writeNumber(desk.listeners))} ${fact('memory', writeBytes(desk.memory_bytes))}</dl></section>
      <section aria-labelledby="log-title"><h3 id="log-title">${say('web-admin-log')}</h3>${this.lines()}</section>`;
  }

  private lines(): unknown {
    if (this.log.length === 0) return html`<p class="panel-hint">${say('web-admin-log-none')}</p>`;
    const heads = ['at', 'who', 'what', 'place'] as const;
    const cell = (head: string, text: unknown) => html`<td class=${head === 'at' ? '' : 'names'} data-head=${say(`web-admin-log-${head}`)}><div>${text}</div></td>`;
    return html`<p class="panel-hint" data-zone>${say('web-admin-zone-said', { zone: zoneAt() })}</p>
      <table class="desk-table log-table"><caption class="only-heard">${say('web-admin-log')}</caption><thead><tr>${heads.map((head) => html`<th scope="col">${say(`web-admin-log-${head}`)}</th>`)}</tr></thead>
      <tbody>${this.log.map((line) => html`<tr>${cell('at', writeClock(line.at))}${cell('who', line.who || '–')}${cell('what', deedOf(line))}${cell('place', this.place(line))}</tr>`)}</tbody></table>`;
  }

  private place({ place }: LogLine): unknown {
    return place === null ? '–' : html`<span title=${place}>${placeWords(place, this.desk?.layers ?? [])}</span>`;
  }

  private async read(): Promise<boolean> {
    try {
      const [desk, log] = await Promise.all([readDesk(), readLog()]);
      [this.desk, this.log, this.trouble] = [desk, log, undefined];
      return true;
    } catch (trouble) {
      this.trouble = whyNot(trouble);
      throw trouble;
    }
  }
}

/** What was done, to whom, and the particulars. */
function deedOf({ what, subject, detail }: LogLine): unknown {
  return html`${what}${subject ? html` · ${subject}` : nothing}${detail ? html`<br><span class="panel-hint">${detailWords(detail)}</span>` : nothing}`;
}

function healthWords({ health, read_only }: Desk): string {
  const words = sayIfKnown(`web-admin-health-${health}`) ?? health;
  return read_only ? `${words} · ${say('web-admin-read-only')}` : words;
}

customElements.define('state-desk', StateDesk);
