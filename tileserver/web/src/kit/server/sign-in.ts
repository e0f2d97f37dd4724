// A button that says whether somebody is signed in, and the small dialog behind it, whose forms come when it opens. The app is told when who is
// signed in changes.

import texts from 'virtual:catalogue/kit/session#web-sign';
import { html, nothing } from 'lit';
import { KitElement } from '../page/kit-element.ts';
import { LateParts } from './late-parts.ts';
import { whoIsHere, type Session } from './session.ts';
import type { SignInForms } from './sign-in-forms.ts';
import { learn, say } from '../page/text.ts';

learn(texts);

const PERSON = html`<svg viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true">
  <circle cx="12" cy="8" r="4"></circle><path d="M4 21c0-4.5 3.6-7 8-7s8 2.5 8 7"></path></svg>`;

export class SignIn extends KitElement {
  static override properties = { session: { state: true } };
  private session: Session = { signed_in: false };
  private readonly late = new LateParts({ forms: () => import('./sign-in-forms.ts') }, () => this.requestUpdate());
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
        data-name=${name ?? nothing} @click=${() => void this.open()}>${PERSON}<span aria-hidden="true">${signed_in ? name : say('web-sign-in')}</span></button>
      <dialog class="sign-in" aria-label=${label} @close=${() => this.closed()} @keydown=${(event: KeyboardEvent) => event.stopPropagation()}
        @signed=${({ detail }: CustomEvent<Session>) => this.changed(detail)} @password-changed=${({ detail }: CustomEvent<Session>) => (this.session = detail)}>
        ${this.late.shown('forms', () => html`<sign-in-forms .session=${this.session}></sign-in-forms>`)}
      </dialog>`;
  }

  /** Asks who it is, or shows who it is. Opens at once; who waits for the forms sees that they come, and the first field has the focus when they are here. */
  async open(): Promise<void> {
    const coming = this.late.want('forms');
    this.forms()?.tidy();
    this.dialog().showModal();
    if (this.forms()) return;
    await coming;
    await this.updateComplete;
    await this.forms()?.updateComplete;
    if (this.dialog().open) this.dialog().querySelector<HTMLElement>('input:not([hidden]), button')?.focus();
  }

  /** Chromium tells of it with the next frame: by then it may be open again, and somebody typing. */
  private closed(): void {
    if (!this.dialog().open) this.forms()?.tidy();
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

  private forms(): SignInForms | null {
    return this.querySelector<SignInForms>('sign-in-forms');
  }

  private dialog(): HTMLDialogElement {
    return this.querySelector('dialog') as HTMLDialogElement;
  }
}

customElements.define('sign-in', SignIn);
