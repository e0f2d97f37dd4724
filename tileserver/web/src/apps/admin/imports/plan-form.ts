// The form of an import: into which layer, in which way, and how the file is to be read. Begins with a guess; what somebody chose stays.

import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { KitElement } from '../../../kit/page/kit-element.ts';
import { writeNumber } from '../../../kit/page/numbers.ts';
import { say } from '../../../kit/page/text.ts';
import type { DeskLayer } from '../desk-wire.ts';
import '../texts.ts';
import { crsField } from './crs-field.ts';
import { asNew, guessed, isPersonal, keyOf, LONGEST_NAME, NAME_PATTERN, plainName, privateFields } from './guess.ts';
import { nameField } from './name-field.ts';
import { fieldsOf, KINDS, lacksSystem, MODES, type FileLayer, type Import, type Mode, type Plan } from './import-wire.ts';

const ENCODINGS = ['UTF-8', 'TCVN3', 'VNI', 'VPS', 'windows-1258', 'windows-1252'];
/** Controls that are not called as the member of the plan they are for. */
const CONTROLS: Readonly<Record<string, string>> = { private_fields: 'private' };
/** Behind a name that is taken. */
const NEW = '_moi';

export class PlanForm extends KitElement {
  static override properties = { work: {}, layers: {}, usual: {}, isBusy: {}, plan: { state: true } };
  work?: Import;
  layers: readonly DeskLayer[] = [];
  /** The reference system most of the store is in. */
  usual?: string;
  isBusy = false;
  private plan?: Plan;
  /** The import the plan is for. */
  private of?: string;

  protected override willUpdate(): void {
    if (!this.work || this.of === this.work.id) return;
    this.of = this.work.id;
    this.plan = this.work.plan ? this.wary(this.work.plan) : guessed(this.work, this.layers);
  }

  /** What helps against the problem is at hand, unless somebody is busy elsewhere on the page. */
  protected override firstUpdated(): void {
    const { member } = this.work?.problem ?? {};
    const { activeElement } = document;
    if (!member || (activeElement && !activeElement.contains(this) && !this.parentElement?.contains(activeElement))) return;
    const field = [...this.querySelectorAll<HTMLElement>('[name]')].find((each) => each.getAttribute('name') === (CONTROLS[member] ?? member));
    field?.closest('details')?.setAttribute('open', '');
    field?.focus({ preventScroll: true });
    field?.scrollIntoView({ block: 'nearest' });
  }

  /** A plan that was made before anybody knew the fields hides those that tell of persons. */
  private wary(plan: Plan): Plan {
    const known = this.layers.find(({ name }) => name === plan.layer)?.fields ?? [];
    const isNew = (field: string) => !known.some(({ name }) => name === field);
    const personal = this.fields(plan).filter((field) => isPersonal(field) && isNew(field));
    return { ...plan, private_fields: [...new Set([...plan.private_fields, ...personal])] };
  }

  private fields(plan: Plan): string[] {
    return this.work ? fieldsOf(this.work, this.source(plan)) : [];
  }

  protected override render(): unknown {
    const { work, plan } = this;
    if (!work || !plan) return nothing;
    const source = this.source(plan);
    return html`<form class="plan-form" @submit=${(event: SubmitEvent) => this.submit(event)}>
      <fieldset><legend>${say('web-admin-plan-where')}</legend>
        ${work.layers.length > 1 ? this.sourceField(work.layers, plan) : nothing}
        ${this.modeField(plan)} ${plan.mode === 'create' ? this.newLayer(plan) : this.existingLayer(plan)}
        ${plan.mode === 'create' || plan.mode === 'replace' ? this.kindField(plan) : nothing}
        ${plan.mode === 'create' || plan.mode === 'replace' ? nameField({ plan, work, names: this.fields(plan), choose: (name_field) => this.change({ name_field }) }) : nothing}
        ${plan.mode === 'update' ? this.keyField(plan) : nothing}</fieldset>
      <fieldset><legend>${say('web-admin-plan-how')}</legend>
        ${crsField({ chosen: plan.crs ?? '', stated: source?.crs ?? (lacksSystem(work) ? null : undefined), usual: this.usual, choose: (crs) => this.change({ crs, ...(crs === '' ? { override_crs: false } : {}) }) })}
        ${plan.crs && plan.crs !== source?.crs && !lacksSystem(work) ? this.check('override_crs', 'web-admin-crs-override') : nothing}
        <label class="field">${say('web-admin-encoding')}<select name="encoding" @change=${(event: Event) => this.change({ encoding: valueOf(event) })}>
          <option value="" .selected=${!plan.encoding}>${say('web-admin-encoding-found')}</option>
          ${ENCODINGS.map((name) => html`<option .selected=${plan.encoding === name}>${name}</option>`)}</select></label></fieldset>
      <fieldset><legend>${say('web-admin-plan-who')}</legend>
        ${this.privateChoice(plan)}
        ${this.check('unpublished', 'web-admin-unpublished')}</fieldset>
      <button class="button" data-deed="check" ?disabled=${this.isBusy}>${say('web-admin-check')}</button>
      <p class="panel-hint">${say('web-admin-check-why')}</p>
    </form>`;
  }

  private sourceField(layers: readonly FileLayer[], plan: Plan): unknown {
    return html`<label class="field">${say('web-admin-source')}<select name="source_layer" @change=${(event: Event) => this.chooseSource(valueOf(event))}>
      ${layers.map(({ name }) => html`<option value=${name} .selected=${name === plan.source_layer}>${name}</option>`)}</select></label>`;
  }

  private modeField({ mode }: Plan): unknown {
    const offered = this.targets().length === 0 ? MODES.slice(0, 1) : MODES;
    return html`<label class="field">${say('web-admin-mode')}<select name="mode" @change=${(event: Event) => this.chooseMode(valueOf(event) as Mode)}>
      ${offered.map((each) => html`<option value=${each} .selected=${each === mode}>${say(`web-admin-mode-${each}`)}</option>`)}</select></label>`;
  }

  private newLayer({ layer }: Plan): unknown {
    const isTaken = this.layers.some(({ name }) => name === layer);
    return html`<label class="field">${say('web-admin-layer-name')}<input name="layer" required pattern=${NAME_PATTERN} maxlength=${LONGEST_NAME} autocomplete="off"
        autocapitalize="none" spellcheck="false" aria-describedby="layer-name-hint" .value=${live(layer)} @change=${(event: Event) => this.change({ layer: plainName(valueOf(event)) })}></label>
      <p id="layer-name-hint" class=${isTaken ? 'refused' : 'panel-hint'}>${say(isTaken ? 'web-admin-layer-taken' : 'web-admin-layer-hint')}</p>`;
  }

  private existingLayer({ layer }: Plan): unknown {
    return html`<label class="field">${say('web-admin-layer')}<select name="layer" @change=${(event: Event) => this.chooseLayer(valueOf(event))}>
      ${this.targets().map(({ name, title, features }) => html`<option value=${name} .selected=${name === layer}>${title} – ${name} (${writeNumber(features)})</option>`)}</select></label>`;
  }

  private kindField({ kind }: Plan): unknown {
    return html`<label class="field">${say('web-admin-kind')}<select name="kind" @change=${(event: Event) => this.change({ kind: valueOf(event) })}>
      ${KINDS.map((each) => html`<option value=${each} .selected=${each === kind}>${say(`web-admin-kind-${each}`)}</option>`)}</select></label>`;
  }

  private keyField(plan: Plan): unknown {
    const { key = '' } = plan;
    const names = this.fields(plan);
    const changed = (event: Event) => this.change({ key: valueOf(event) });
    const field = names.length === 0
      ? html`<input name="key" required maxlength="200" autocomplete="off" .value=${key} @change=${changed}>`
      : html`<select name="key" required @change=${changed}><option value="" .selected=${key === ''}>${say('web-admin-key-choose')}</option>
          ${names.map((name) => html`<option .selected=${name === key}>${name}</option>`)}</select>`;
    return html`<label class="field">${say('web-admin-key')}${field}</label>`;
  }

  private privateChoice(plan: Plan): unknown {
    const names = this.fields(plan);
    const hint = html`<p class="panel-hint" id="private-hint">${say(names.length === 0 ? 'web-admin-private-later' : 'web-admin-private-why')}</p>`;
    if (names.length === 0) {
      return html`<label class="field">${say('web-admin-private-names')}<input name="private" maxlength="2000" autocomplete="off" aria-describedby="private-hint"
        .value=${plan.private_fields.join(', ')} @change=${(event: Event) => this.change({ private_fields: listed(valueOf(event)) })}></label>${hint}`;
    }
    const turn = (name: string, isOn: boolean) =>
      this.change({ private_fields: isOn ? [...plan.private_fields, name] : plan.private_fields.filter((each) => each !== name) });
    return html`<details class="private-fields" ?open=${plan.private_fields.length > 0}><summary>${say('web-admin-private', { count: plan.private_fields.length, all: names.length })}</summary>${hint}
      <div class="check-list" role="group" aria-label=${say('web-admin-private-group')}>${names.map((name) => html`<label class="desk-check"><input type="checkbox" name="private" value=${name}
        .checked=${plan.private_fields.includes(name)} @change=${(event: Event) => turn(name, (event.target as HTMLInputElement).checked)}> ${name}</label>`)}</div></details>`;
  }

  private check(name: 'override_crs' | 'unpublished', words: string): unknown {
    return html`<label class="desk-check"><input type="checkbox" name=${name} .checked=${this.plan?.[name] ?? false}
      @change=${(event: Event) => this.change({ [name]: (event.target as HTMLInputElement).checked })}> ${say(words)}</label>`;
  }

  private change(part: Partial<Plan>): void {
    if (this.plan) this.plan = { ...this.plan, ...part };
  }

  private source({ source_layer }: Plan): FileLayer | undefined {
    const layers = this.work?.layers ?? [];
    return layers.length === 1 ? layers[0] : layers.find(({ name }) => name === source_layer);
  }

  private chooseSource(name: string): void {
    if (!this.plan || !this.work) return;
    const there = this.layers.find((layer) => layer.name === this.plan?.layer);
    const names = fieldsOf(this.work, this.work.layers.find((layer) => layer.name === name));
    this.change({ source_layer: name, name_field: undefined, private_fields: privateFields(names, there), ...(this.plan.mode === 'create' ? { layer: plainName(name) } : {}) });
  }

  private chooseMode(mode: Mode): void {
    const { plan, work } = this;
    if (!plan || !work) return;
    const isTaken = (layer: string) => this.layers.some(({ name }) => name === layer);
    if (mode === 'create') {
      const { layer } = guessed(work, []);
      const free = isTaken(layer) ? `${layer.slice(0, LONGEST_NAME - NEW.length)}${NEW}` : layer;
      this.plan = asNew(plan, isTaken(plan.layer) ? free : plan.layer, this.fields(plan));
      return;
    }
    this.change({ mode, key: mode === 'update' ? (plan.key ?? keyOf(this.fields(plan))) : undefined });
    const targets = this.targets();
    const there = targets.find(({ name }) => name === plan.layer) ?? targets.find(({ kind }) => kind === plan.kind) ?? targets[0];
    if (there) this.chooseLayer(there.name);
  }

  /** Layers that something can be brought into. */
  private targets(): DeskLayer[] {
    return this.layers.filter(({ importable }) => importable);
  }

  /** What is hidden of a layer stays hidden: when it is replaced by being named again, otherwise by itself. */
  private chooseLayer(layer: string): void {
    const there = this.layers.find(({ name }) => name === layer);
    if (!there || !this.plan) return;
    const hidden = this.plan.mode === 'replace' ? privateFields(this.fields(this.plan), there) : [];
    this.change({ layer, kind: there.kind, unpublished: !there.published, private_fields: hidden });
  }

  private submit(event: SubmitEvent): void {
    event.preventDefault();
    const { plan } = this;
    if (!plan || this.isBusy) return;
    if (plan.mode === 'create' && this.layers.some(({ name }) => name === plan.layer)) return this.querySelector<HTMLElement>('[name=layer]')?.focus();
    const { key, crs, encoding, override_crs, name_field, ...rest } = plan;
    const isNamed = name_field && (plan.mode === 'create' || plan.mode === 'replace');
    const sent: Plan = { ...rest, ...(isNamed ? { name_field } : {}), ...(key ? { key } : {}), ...(crs ? { crs } : {}), ...(encoding ? { encoding } : {}), ...(crs && override_crs ? { override_crs } : {}) };
    this.tell<Plan>('plan-sent', sent);
  }
}

function valueOf(event: Event): string {
  return (event.target as HTMLInputElement | HTMLSelectElement).value;
}

function listed(text: string): string[] {
  return text.split(',').map((name) => name.trim()).filter((name) => name !== '');
}

customElements.define('plan-form', PlanForm);
