// Who may sign in and do what: people are added and removed, their powers ticked, their sessions ended. Nobody removes themselves.

import { html, nothing } from 'lit';
import { enterNote } from '../../../kit/page/into-view.ts';
import { KitElement } from '../../../kit/page/kit-element.ts';
import { say } from '../../../kit/page/text.ts';
import { addUser, permit, readUsers, removeUser, signOutUser, type User, type Users } from '../desk-wire.ts';
import { writeDay } from '../figures.ts';
import { confirmed, whyNot } from '../said.ts';
import '../texts.ts';
import { faultTold, type NewPerson } from './person-faults.ts';
import './person-form.ts';
import { powerMeaning, powerWords } from './power-words.ts';

export class PeopleDesk extends KitElement {
  static override properties = { me: {}, list: { state: true }, told: { state: true }, isBusy: { state: true }, ticked: { state: true } };
  /** Who looks. */
  me = '';
  private list?: Users;
  private told?: { sentence: string; isRefused: boolean };
  private isBusy = false;
  /** Powers as they are ticked and not yet kept, by name. */
  private ticked: ReadonlyMap<string, ReadonlySet<string>> = new Map();

  override connectedCallback(): void {
    super.connectedCallback();
    void this.read();
  }

  protected override render(): unknown {
    const { list, told } = this;
    return html`<h2 tabindex="-1">${say('web-admin-people')}</h2>
      <p class=${told?.isRefused ? 'refused' : 'desk-done'} data-told=${told ? (told.isRefused ? 'refused' : 'done') : nothing}
        role=${told?.isRefused ? 'alert' : 'status'} tabindex="-1">${told?.sentence ?? ''}</p>
      ${list ? html`<ul class="people-list">${list.users.map((user) => this.person(user, list))}</ul>
        <person-form .roles=${list.roles} .isBusy=${this.isBusy} .add=${(person: NewPerson) => this.add(person)}></person-form>` : told ? nothing : html`<p role="status">${say('web-admin-loading')}</p>`}`;
  }

  private person(user: User, { permissions }: Users): unknown {
    const { name, role, since, second_factor } = user;
    const isMe = name === this.me;
    return html`<li data-user=${name}><h3>${name}${isMe ? html` <span class="panel-hint">${say('web-admin-me')}</span>` : nothing}</h3>
      <p>${say(`web-admin-role-${role}`)} · ${say('web-admin-since', { date: writeDay(since) })} · ${say(second_factor ? 'web-admin-factor' : 'web-admin-no-factor')}</p>
      ${this.powers(user, permissions)}
      <div class="desk-deeds">
        <button type="button" class="button button-quiet" data-deed="sign-out" ?disabled=${this.isBusy} @click=${() => this.signOut(name)}>${say('web-admin-sign-out')}</button>
        ${isMe ? nothing : html`<button type="button" class="button button-quiet grave" data-deed="remove" ?disabled=${this.isBusy} @click=${() => this.expel(name)}>${say('web-admin-remove')}</button>`}</div></li>`;
  }

  /** What the server offers and what somebody has besides, limited to an area for example. */
  private powers(user: User, offered: readonly string[]): unknown {
    const all = [...offered, ...user.permissions.filter((power) => !offered.includes(power))];
    if (all.length === 0) return nothing;
    const held = this.ticked.get(user.name) ?? new Set(user.permissions);
    return html`<details class="powers"><summary>${say('web-admin-powers', { count: user.permissions.length })}</summary>
      <div class="check-list" role="group" aria-label=${say('web-admin-powers-of', { name: user.name })}>${all.map((power) => html`<label class="desk-check"><input type="checkbox" value=${power} .checked=${held.has(power)}
        @change=${(event: Event) => this.tick(user, power, (event.target as HTMLInputElement).checked)}> <span class="power"><strong>${powerWords(power)}</strong>${meaning(power)} <code>${power}</code></span></label>`)}</div>
      <button type="button" class="button button-quiet" data-deed="permit" ?disabled=${this.isBusy || !this.ticked.has(user.name)} @click=${() => this.permit(user.name)}>${say('web-admin-powers-keep')}</button></details>`;
  }

  private tick(user: User, power: string, isOn: boolean): void {
    const held = new Set(this.ticked.get(user.name) ?? user.permissions);
    isOn ? held.add(power) : held.delete(power);
    this.ticked = new Map([...this.ticked, [user.name, held]]);
  }

  private async permit(name: string): Promise<void> {
    const held = [...(this.ticked.get(name) ?? [])];
    if (await this.does(() => permit(name, held), say('web-admin-permitted', { name }))) this.drop(name);
  }

  /** What was ticked is kept now, or its person is gone. */
  private drop(name: string): void {
    this.ticked = new Map([...this.ticked].filter(([each]) => each !== name));
  }

  /** What stands against somebody is for the form to say if it is about a field of it. */
  private async add({ name, role, password }: NewPerson): Promise<void> {
    this.isBusy = true;
    try {
      await addUser(name, role, password);
      await this.answer({ sentence: say('web-admin-added', { name }), isRefused: false });
    } catch (trouble) {
      this.told = undefined;
      if (faultTold(trouble) === undefined) await this.answer({ sentence: whyNot(trouble), isRefused: true });
      throw trouble;
    } finally {
      this.isBusy = false;
    }
  }

  private async expel(name: string): Promise<void> {
    const question = { title: say('web-admin-remove-ask', { name }), text: say('web-admin-remove-what'), deed: say('web-admin-remove') };
    if ((await confirmed(question)) && (await this.does(() => removeUser(name), say('web-admin-removed', { name })))) this.drop(name);
  }

  private async signOut(name: string): Promise<void> {
    const isMe = name === this.me;
    const question = { title: say('web-admin-sign-out-ask', { name }), text: say(isMe ? 'web-admin-sign-out-me' : 'web-admin-sign-out-what'), deed: say('web-admin-sign-out') };
    if (await confirmed(question)) await this.does(() => signOutUser(name), say('web-admin-signed-out', { name }));
  }

  /** True if it was done; says so, or why not. */
  private async does(deed: () => Promise<void>, done: string): Promise<boolean> {
    this.isBusy = true;
    const trouble = await deed().then(() => undefined, (caught: unknown) => ({ caught }));
    await this.answer(trouble ? { sentence: whyNot(trouble.caught), isRefused: true } : { sentence: done, isRefused: false });
    this.isBusy = false;
    return !trouble;
  }

  /** Says what became of it, once what was changed stands in the list. */
  private async answer(told: { sentence: string; isRefused: boolean }): Promise<void> {
    if (!told.isRefused) await this.read();
    this.told = told;
    await this.updateComplete;
    enterNote(this.querySelector('[data-told]'));
  }

  private async read(): Promise<void> {
    try {
      this.list = await readUsers();
    } catch (trouble) {
      this.told = { sentence: whyNot(trouble), isRefused: true };
    }
  }
}

function meaning(power: string): unknown {
  const words = powerMeaning(power);
  return words === undefined ? nothing : html`<span class="panel-hint">${words}</span>`;
}

customElements.define('people-desk', PeopleDesk);
