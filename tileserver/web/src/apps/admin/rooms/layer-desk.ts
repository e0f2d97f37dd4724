// All layers of the store: what they hold, which fields are for staff, who sees them; showing one to everybody, hiding it again, removing it.

import { html, nothing } from 'lit';
import { enterNote } from '../../../kit/page/into-view.ts';
import { KitElement } from '../../../kit/page/kit-element.ts';
import { inOrder, writeNumber } from '../../../kit/page/numbers.ts';
import { say } from '../../../kit/page/text.ts';
import { Refused } from '../../../kit/server/ask.ts';
import { removeLayer, showLayer, type DeskLayer } from '../desk-wire.ts';
import { fieldLine } from './field-line.ts';
import { confirmed, whyNot } from '../said.ts';
import '../texts.ts';
import { powerWords } from './power-words.ts';

export class LayerDesk extends KitElement {
  static override properties = { layers: {}, told: { state: true }, isBusy: { state: true }, text: { state: true } };
  layers: readonly DeskLayer[] = [];
  private told?: { sentence: string; isRefused: boolean };
  private isBusy = false;
  /** What is looked for in names and titles. */
  private text = '';
  /** Layers that were removed, until the server's list is without them. */
  private readonly gone = new Set<string>();

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('layers')) for (const name of this.gone) if (!this.layers.some((layer) => layer.name === name)) this.gone.delete(name);
  }

  protected override render(): unknown {
    const wanted = this.text.trim().toLowerCase();
    const all = this.layers.filter(({ name }) => !this.gone.has(name));
    const shown = all
      .filter(({ name, title }) => `${name} ${title}`.toLowerCase().includes(wanted))
      .sort((a, b) => inOrder(a.title, b.title));
    return html`<h2 tabindex="-1">${say('web-admin-layers')}</h2>
      <label class="field desk-find">${say('web-admin-layers-find')}<input type="search" name="find" maxlength="200" autocomplete="off"
        .value=${this.text} @input=${(event: Event) => (this.text = (event.target as HTMLInputElement).value)}></label>
      <p class="panel-hint" role="status">${say('web-admin-layers-count', { shown: shown.length, all: all.length, isAll: shown.length === all.length ? 'yes' : 'no' })}</p>
      <p class=${this.told?.isRefused ? 'refused' : 'desk-done'} data-told=${this.told ? (this.told.isRefused ? 'refused' : 'done') : nothing}
        role=${this.told?.isRefused ? 'alert' : 'status'} tabindex="-1">${this.told?.sentence ?? ''}</p>
      <table class="desk-table layer-list"><caption class="only-heard">${say('web-admin-layers')}</caption><thead><tr>${['layer', 'kind', 'features', 'fields', 'seen', 'deed'].map((head) => html`<th scope="col" class=${head === 'features' ? 'number' : ''}>${say(`web-admin-layers-${head}`)}</th>`)}</tr></thead>
        <tbody>${shown.map((layer) => this.row(layer))}</tbody></table>`;
  }

  private row(layer: DeskLayer): unknown {
    const { name, title, kind, features, published } = layer;
    const cell = (head: string, content: unknown, css = '') => html`<td class=${css} data-head=${say(`web-admin-layers-${head}`)}><div>${content}</div></td>`;
    return html`<tr data-layer=${name}><th scope="row">${title}<br><span class="panel-hint">${name}</span></th>
      ${cell('kind', say(`web-admin-kind-${kind}`))} ${cell('features', writeNumber(features), 'number')}
      ${cell('fields', fieldsOf(layer))}
      ${cell('seen', html`<span class="seen" data-seen=${published ? 'all' : 'staff'}>${seenBy(layer)}</span>`)}
      ${cell('deed', this.deeds(layer))}</tr>`;
  }

  /** What was put aside is never shown to everybody; tables of subjects and of other programs are not ours to remove. */
  private deeds(layer: DeskLayer): unknown {
    const { name, title, published } = layer;
    const isAside = isPutAside(layer);
    const button = (deed: string, look: string, done: () => Promise<void>) => html`<button type="button" class=${look} data-deed=${deed} ?disabled=${this.isBusy}
      aria-label=${say(`web-admin-${deed}-layer`, { layer: title })} title=${say(`web-admin-${deed}-layer`, { layer: title })} @click=${() => void done()}>${say(`web-admin-${deed}`)}</button>`;
    return html`<div class="row-deeds" data-of=${name}>${isAside ? nothing : button(published ? 'hide' : 'publish', 'button button-quiet', () => this.show(layer))}
      ${isAside || layer.importable ? button('remove', 'button-text grave', () => this.takeAway(layer)) : nothing}</div>`;
  }

  private async show({ name, title, published, fields }: DeskLayer): Promise<void> {
    const hidden = fields.filter((field) => field.private).map((field) => field.name).join(', ');
    const question = published
      ? { title: say('web-admin-hide-ask', { layer: title }), text: say('web-admin-hide-what'), deed: say('web-admin-hide') }
      : { title: say('web-admin-publish-ask', { layer: title }), text: `${say('web-admin-publish-what')} ${hidden === '' ? '' : say('web-admin-will-keep', { fields: hidden })}`, deed: say('web-admin-publish') };
    if (await confirmed(question)) await this.does(() => showLayer(name, !published), say(published ? 'web-admin-hidden' : 'web-admin-published', { layer: title }));
  }

  private async takeAway({ name, title, features, published }: DeskLayer): Promise<void> {
    const text = say(published ? 'web-admin-remove-layer-shown' : 'web-admin-remove-layer-what', { count: features });
    const question = { title: say('web-admin-remove-layer-ask', { layer: title }), text, deed: say('web-admin-remove-layer-yes', { count: features }) };
    if (!(await confirmed(question))) return;
    const done = say('web-admin-layer-removed', { layer: title, count: features });
    await this.does(async () => {
      try {
        await removeLayer(name);
      } catch (trouble) {
        if (!(trouble instanceof Refused) || trouble.type !== 'urn:diaban:layer-names-others') throw trouble;
        // Others find names in it: who hears that may keep it.
        if (!(await confirmed({ ...question, text: whyNot(trouble) }))) throw trouble;
        await removeLayer(name, true);
      }
      this.gone.add(name);
    }, done);
  }

  /** Does something to a layer, and says so, or why not. */
  private async does(deed: () => Promise<void>, done: string): Promise<void> {
    this.isBusy = true;
    try {
      await deed();
      this.told = { sentence: done, isRefused: false };
      this.tell('desk-changed');
    } catch (trouble) {
      this.told = { sentence: whyNot(trouble), isRefused: true };
    }
    this.isBusy = false;
    await this.updateComplete;
    enterNote(this.querySelector('[data-told]'));
  }
}

/** True of what imports could not make features of. */
function isPutAside({ name }: DeskLayer): boolean {
  return name.endsWith('_quarantine');
}

/** Everybody, staff, or who holds a power. */
function seenBy({ published, clearance }: DeskLayer): string {
  if (published) return say('web-admin-seen-all');
  return clearance === 'staff' ? say('web-admin-seen-staff') : say('web-admin-seen-power', { power: powerWords(clearance) });
}

/** How many, and which; those for staff are marked by a word. */
function fieldsOf({ fields }: DeskLayer): unknown {
  const hidden = fields.filter((field) => field.private).length;
  if (fields.length === 0) return '–';
  return html`<details><summary>${say('web-admin-fields-count', { count: fields.length, hidden })}</summary>
    <ul class="desk-fields">${fields.map((field) => fieldLine(field))}</ul></details>`;
}

customElements.define('layer-desk', LayerDesk);
