// A button that says whether somebody is signed in, and the small dialog behind it. The app is told when that changes.

import { html, nothing } from 'lit';
import { KitElement } from '../page/kit-element.ts';
import { signIn, signOut, whoIsHere, type Session } from './session.ts';
import { Refused } from '../server/ask.ts';
import { say } from '../page/text.ts';

const PERSON = html`<svg viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true">
  <circle cx="12" cy="8" r="4"></circle><path d="M4 21c0-4.5 3.6-7 8-7s8 2.5 8 7"></path></svg>`;

export class SignIn extends KitElement {
  static override properties = { session: { state: true }, trouble: { state: true }, busy: { state: true } };
  private session: Session = { signed_in: false };
  private trouble?: string;
  private busy = false;
  private readonly look = (): void => void this.lookAgain();

  override connectedCallback(): void {
    super.connectedCallback();
    this.look();
    // Somebody may have signed in or out in another window, or the session has ended.
    window.addEventListener('focus', this.look);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('focus', this.look);
  }

  protected override render(): unknown {
    const { signed_in, name } = this.session;
    const label = signed_in ? say('web-signed-in-as', { name: name ?? '' }) : say('web-sign-in');
    return html`<button class="account" type="button" aria-haspopup="dialog" aria-label=${label} title=${label}
        data-name=${name ?? nothing} @click=${() => this.open()}>${PERSON}<span aria-hidden="true">${signed_in ? name : say('web-sign-in')}</span></button>
      <dialog class="sign-in" aria-labelledby="sign-in-title" @keydown=${(event: KeyboardEvent) => event.stopPropagation()}>
        ${signed_in ? this.account() : this.form()}
      </dialog>`;
  }

  private form(): unknown {
    return html`<form @submit=${(event: Event) => this.enter(event)}>
      <h2 id="sign-in-title">${say('web-sign-in')}</h2>
      <p>${say('web-sign-in-why')}</p>
      <label for="sign-in-name">${say('web-user-name')}</label>
      <input id="sign-in-name" name="username" type="text" autocomplete="username" autocapitalize="none" spellcheck="false" required>
      <label for="sign-in-password">${say('web-password')}</label>
      <input id="sign-in-password" name="password" type="password" autocomplete="current-password" required>
      ${this.alert()}
      <div class="sign-in-buttons">
        <button class="button" type="submit" ?disabled=${this.busy}>${say('web-sign-in')}</button>
        ${this.closeButton()}
      </div>
    </form>`;
  }

  private account(): unknown {
    const { name = '', role } = this.session;
    return html`<h2 id="sign-in-title">${say('web-signed-in-as', { name })}</h2>
      <p>${role ? say(`web-role-${role}`) : nothing}</p>
      ${this.alert()}
      <div class="sign-in-buttons">
        <button class="button" type="button" ?disabled=${this.busy} @click=${() => this.leave()}>${say('web-sign-out')}</button>
        ${this.closeButton()}
      </div>`;
  }

  private alert(): unknown {
    return html`<p class="sign-in-trouble" role="alert">${this.trouble ?? nothing}</p>`;
  }

  private closeButton(): unknown {
    return html`<button class="button button-quiet" type="button" @click=${() => this.dialog().close()}>${say('web-close')}</button>`;
  }

  private open(): void {
    this.trouble = undefined;
    this.dialog().showModal();
  }

  private async enter(event: Event): Promise<void> {
    event.preventDefault();
    const [name, password] = ['name', 'password'].map((each) => this.querySelector<HTMLInputElement>(`#sign-in-${each}`));
    if (!name || !password) return;
    const given = [name.value.trim(), password.value] as const;
    password.value = '';
    const session = await this.tried(() => signIn(...given));
    if (session) this.changed(session);
    else password.focus();
  }

  private async leave(): Promise<void> {
    const left = await this.tried(() => signOut().then(() => true));
    if (left) this.changed({ signed_in: false });
  }

  /** What came of it; nothing if it was refused, and then the dialog says why. */
  private async tried<T>(deed: () => Promise<T>): Promise<T | undefined> {
    this.busy = true;
    this.trouble = undefined;
    try {
      return await deed();
    } catch (trouble) {
      this.trouble = (trouble instanceof Refused ? trouble.sentence : undefined) ?? say('web-error-remedy');
      return undefined;
    } finally {
      this.busy = false;
    }
  }

  private changed(session: Session): void {
    this.session = session;
    if (this.dialog().open) this.dialog().close();
    this.tell<Session>('session-changed', session);
  }

  private async lookAgain(): Promise<void> {
    const session = await whoIsHere().catch(() => undefined);
    if (!session) return;
    const isSame = session.signed_in === this.session.signed_in && session.name === this.session.name;
    const isFirst = !this.dataset.known;
    this.dataset.known = 'true';
    // The first look needs no redrawing: what was drawn so far was already asked for as whoever this is.
    if (isFirst) this.session = session;
    else if (!isSame) this.changed(session);
  }

  private dialog(): HTMLDialogElement {
    return this.querySelector('dialog') as HTMLDialogElement;
  }
}

customElements.define('sign-in', SignIn);
