// The form that takes a person in. What is wrong stands at its field, whoever found it: the page before it asks, or the server.

import { html, nothing } from 'lit';
import { KitElement } from '../../../kit/page/kit-element.ts';
import { say } from '../../../kit/page/text.ts';
import '../texts.ts';
import { faultsOf, faultTold, type Faults, type NewPerson } from './person-faults.ts';

export class PersonForm extends KitElement {
  static override properties = { roles: {}, isBusy: {}, faults: { state: true } };
  roles: readonly string[] = [];
  isBusy = false;
  /** Takes the person in; throws what stands against it. */
  add: (person: NewPerson) => Promise<void> = async () => {};
  private faults: Faults = {};

  protected override render(): unknown {
    return html`<section><h3>${say('web-admin-add')}</h3><form class="add-user" novalidate @submit=${(event: SubmitEvent) => void this.submit(event)}>
      ${this.field('name', 'web-user-name', 'web-admin-name-hint', (marks) => html`<input name="name" required maxlength="64" autocomplete="off" autocapitalize="none" spellcheck="false"
        aria-invalid=${marks.invalid} aria-describedby=${marks.by} @input=${() => this.mend('name')}>`)}
      ${this.field('role', 'web-admin-role', undefined, (marks) => html`<select name="role" aria-invalid=${marks.invalid} aria-describedby=${marks.by} @change=${() => this.mend('role')}>
        ${this.roles.map((role) => html`<option value=${role}>${say(`web-admin-role-${role}`)}</option>`)}</select>`)}
      ${this.field('password', 'web-password', 'web-admin-password-hint', (marks) => html`<input name="password" type="password" required maxlength="1000" autocomplete="new-password"
        aria-invalid=${marks.invalid} aria-describedby=${marks.by} @input=${() => this.mend('password')}>`)}
      <button class="button" data-deed="add" ?disabled=${this.isBusy}>${say('web-admin-add')}</button></form></section>`;
  }

  private field(name: keyof NewPerson, words: string, hint: string | undefined, control: (marks: { invalid: unknown; by: unknown }) => unknown): unknown {
    const fault = this.faults[name];
    // What is wrong says how it would be right.
    const by = fault !== undefined ? `${name}-fault` : hint === undefined ? undefined : `${name}-hint`;
    return html`<div class="form-field"><label class="field">${say(words)}${control({ invalid: fault === undefined ? nothing : 'true', by: by ?? nothing })}</label>
      ${fault !== undefined ? html`<p class="refused" id="${name}-fault" data-fault=${name}>${fault}</p>` : hint === undefined ? nothing : html`<p class="panel-hint" id="${name}-hint">${say(hint)}</p>`}</div>`;
  }

  private async submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.isBusy) return;
    const form = event.target as HTMLFormElement;
    const given = new FormData(form);
    const [name, role, password] = ['name', 'role', 'password'].map((field) => String(given.get(field) ?? ''));
    const person: NewPerson = { name: (name ?? '').trim(), role: role ?? '', password: password ?? '' };
    this.faults = faultsOf(person);
    if (Object.keys(this.faults).length === 0) {
      try {
        await this.add(person);
        form.reset();
      } catch (trouble) {
        this.faults = faultTold(trouble) ?? {};
      }
    }
    await this.updateComplete;
    form.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }

  /** What is being mended is not wrong any more until it is looked at again. */
  private mend(name: keyof NewPerson): void {
    if (this.faults[name] === undefined) return;
    const { [name]: _, ...others } = this.faults;
    this.faults = others;
  }
}

customElements.define('person-form', PersonForm);
