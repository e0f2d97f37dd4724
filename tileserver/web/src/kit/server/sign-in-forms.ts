// What the dialog of signing in asks: name and password, a code if the server wants one, another password; and the way out. Comes when somebody
// opens the dialog.

import texts from 'virtual:catalogue/kit/session';
import { html, nothing } from 'lit';
import { linked } from '../page/link.ts';
import { KitElement } from '../page/kit-element.ts';
import { learn, say } from '../page/text.ts';
import { Refused } from './ask.ts';
import { changePassword, isAboutCode, signIn, signOut, type Session } from './session.ts';

learn(texts);

export class SignInForms extends KitElement {
  static override properties = {
    session: {},
    stage: { state: true },
    trouble: { state: true },
    done: { state: true },
    busy: { state: true },
  };
  session: Session = { signed_in: false };
  private stage: 'usual' | 'code' | 'password' = 'usual';
  private trouble?: string;
  private done?: string;
  private busy = false;

  protected override render(): unknown {
    if (!this.session.signed_in) return this.form();
    return this.stage === 'password' ? this.passwords() : this.account();
  }

  /** As it opens: what somebody typed is not left for the next. */
  tidy(): void {
    this.trouble = this.done = undefined;
    this.stage = 'usual';
    for (const input of this.querySelectorAll<HTMLInputElement>('input[type=password]')) input.value = '';
  }

  private form(): unknown {
    return html`<form @submit=${(event: Event) => this.enter(event)}>
      <h2 id="sign-in-title">${say('web-sign-in')}</h2>
      <p>${say('web-sign-in-why')}</p>
      <label for="sign-in-name">${say('web-user-name')}</label>
      <input id="sign-in-name" name="username" type="text" autocomplete="username" autocapitalize="none" spellcheck="false" required>
      <label for="sign-in-password">${say('web-password')}</label>
      <input id="sign-in-password" name="password" type="password" autocomplete="current-password" required>
      ${this.stage === 'code' ? this.codeField() : nothing}
      ${this.alert()}
      <div class="sign-in-buttons">
        <button class="button" type="submit" ?disabled=${this.busy}>${say('web-sign-in')}</button>
        ${this.closeButton()}
      </div>
    </form>`;
  }

  private codeField(): unknown {
    return html`<label for="sign-in-code">${say('web-code')}</label>
      <input id="sign-in-code" name="code" type="text" autocomplete="one-time-code" inputmode="numeric"
        spellcheck="false" required>`;
  }

  private account(): unknown {
    const { name = '', role } = this.session;
    return html`<h2 id="sign-in-title">${say('web-signed-in-as', { name })}</h2>
      <p>${role ? say(`web-role-${role}`) : nothing}</p>
      ${role === 'admin' ? html`<a class="sign-in-desk" href=${linked('/apps/admin')}>${say('web-admin-desk')}</a>` : nothing}
      <p class="sign-in-done" role="status">${this.done ?? nothing}</p>
      ${this.alert()}
      <div class="sign-in-buttons">
        <button class="button" type="button" ?disabled=${this.busy} @click=${() => this.leave()}>${say('web-sign-out')}</button>
        <button class="button button-quiet change-password" type="button" @click=${() => this.ask('password', 'now')}>${say('web-password-change')}</button>
        ${this.closeButton()}
      </div>`;
  }

  private passwords(): unknown {
    // The name is for whoever keeps passwords: it tells them whose has changed.
    return html`<form @submit=${(event: Event) => this.choose(event)}>
      <h2 id="sign-in-title">${say('web-password-change')}</h2>
      <input name="username" type="text" autocomplete="username" .value=${this.session.name ?? ''} readonly hidden>
      ${this.passwordField('now', 'current-password')} ${this.passwordField('new', 'new-password')}
      ${this.passwordField('again', 'new-password')}
      ${this.alert()}
      <div class="sign-in-buttons">
        <button class="button" type="submit" ?disabled=${this.busy}>${say('web-password-change')}</button>
        ${this.closeButton()}
      </div>
    </form>`;
  }

  private passwordField(which: 'now' | 'new' | 'again', autocomplete: 'current-password' | 'new-password'): unknown {
    return html`<label for="sign-in-${which}">${say(`web-password-${which}`)}</label>
      <input id="sign-in-${which}" type="password" autocomplete=${autocomplete} required>`;
  }

  private alert(): unknown {
    return html`<p class="sign-in-trouble" role="alert">${this.trouble ?? nothing}</p>`;
  }

  private closeButton(): unknown {
    return html`<button class="button button-quiet" type="button" @click=${() => this.closest('dialog')?.close()}>${say('web-close')}</button>`;
  }

  /** Asks for something else, and waits in its field. */
  private async ask(stage: 'code' | 'password', field: 'code' | 'now'): Promise<void> {
    this.stage = stage;
    await this.updateComplete;
    this.input(field)?.focus();
  }

  private input(name: string): HTMLInputElement | null {
    return this.querySelector<HTMLInputElement>(`#sign-in-${name}`);
  }

  private async enter(event: Event): Promise<void> {
    event.preventDefault();
    const [name, password, code] = [this.input('name'), this.input('password'), this.input('code')];
    if (!name || !password) return;
    let isAskedForCode = false;
    const session = await this.tried(
      () => signIn(name.value.trim(), password.value, code?.value.trim()),
      (trouble) => (isAskedForCode = isAboutCode(trouble)),
    );
    if (code) code.value = '';
    // The password is kept while its code is asked for, and no longer.
    if (session || !isAskedForCode) password.value = '';
    if (session) this.changed(session);
    else if (isAskedForCode) await this.ask('code', 'code');
    else password.focus();
  }

  private async choose(event: Event): Promise<void> {
    event.preventDefault();
    const [now, chosen, again] = [this.input('now'), this.input('new'), this.input('again')];
    if (!now || !chosen || !again) return;
    if (chosen.value !== again.value) {
      this.trouble = say('web-password-different');
      again.focus();
      return;
    }
    const session = await this.tried(() => changePassword(now.value, chosen.value));
    if (!session) return now.focus();
    this.tell<Session>('password-changed', session);
    this.tidy();
    this.done = say('web-password-changed');
    await this.updateComplete;
    this.querySelector<HTMLElement>('.change-password')?.focus();
  }

  /** Who would lose something by it is asked first: whoever knows of something answers for it. */
  private async leave(): Promise<void> {
    const answers: Promise<boolean>[] = [];
    this.tell<Promise<boolean>[]>('sign-out-wished', answers);
    if ((await Promise.all(answers)).includes(false)) return;
    const left = await this.tried(() => signOut().then(() => true));
    if (left) this.changed({ signed_in: false });
  }

  /** What came of it; nothing if it was refused, and then the dialog says why. */
  private async tried<T>(deed: () => Promise<T>, refused?: (trouble: unknown) => void): Promise<T | undefined> {
    this.busy = true;
    this.trouble = this.done = undefined;
    try {
      return await deed();
    } catch (trouble) {
      refused?.(trouble);
      this.trouble = (trouble instanceof Refused ? trouble.sentence : undefined) ?? say('web-error-remedy');
      return undefined;
    } finally {
      this.busy = false;
    }
  }

  private changed(session: Session): void {
    this.tell<Session>('signed', session);
  }
}

customElements.define('sign-in-forms', SignInForms);
