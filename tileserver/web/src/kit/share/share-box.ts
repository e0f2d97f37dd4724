// The link to what is on the screen, to copy, to hand on, and as a code for a phone's camera. The server draws the code.

import { ours } from '../page/base.ts';
import texts from 'virtual:catalogue/kit/share';
import { html, nothing, type PropertyValues } from 'lit';
import { copyText } from './copy-text.ts';
import { handOn } from './hand-on.ts';
import { COPY, SHARE } from '../page/icons.ts';
import { KitElement } from '../page/kit-element.ts';
import { learn, say } from '../page/text.ts';

learn(texts);

export class ShareBox extends KitElement {
  static override properties = { link: {}, picture: {}, isShown: {}, said: { state: true }, hasCode: { state: true } };
  /** Path and fragment of our own page. */
  link = '';
  /** The map as it is drawn now, to go with the link. */
  picture: () => Promise<Blob | undefined> = () => Promise.resolve(undefined);
  /** The box can be seen: only then is a code asked for. */
  isShown = false;
  private said = '';
  /** The server drew a code of this link, as far as we know. */
  private hasCode = true;

  /** Another link, or another look at it, is another try. */
  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('link') || changed.has('isShown')) this.hasCode = true;
  }

  protected override render(): unknown {
    const whole = `${location.origin}${this.link}`;
    return html`<section class="tool share-box" aria-labelledby="share-heading">
      <h2 id="share-heading" tabindex="-1">${say('web-share')}</h2>
      <p class="panel-hint">${say('web-share-hint')}</p>
      <input type="text" readonly class="share-link" aria-label=${say('web-share-link')} .value=${whole}
        @focus=${(event: Event) => (event.target as HTMLInputElement).select()}>
      <div class="tool-deeds">
        <button type="button" class="button" data-deed="copy" @click=${() => this.copy()}>${COPY}${say('web-copy-link')}</button>
        ${'share' in navigator ? html`<button type="button" class="button button-quiet" @click=${() => this.hand(whole)}>${SHARE}${say('web-share-on')}</button>` : nothing}
      </div>
      <p class="tool-said" role="status">${this.said}</p>
      ${this.isShown ? this.code() : nothing}
    </section>`;
  }

  private code(): unknown {
    if (!this.hasCode) return html`<p class="panel-hint" data-no-code>${say('web-share-no-code')}</p>`;
    return html`<figure class="share-code"><img src=${codeOf(this.link)} width="164" height="164"
        alt=${say('web-share-code')} @error=${() => (this.hasCode = false)}>
      <figcaption>${say('web-share-code-hint')}</figcaption></figure>`;
  }

  /** Copies the link and says whether that worked. */
  async copy(): Promise<void> {
    this.said = '';
    this.said = say((await copyText(`${location.origin}${this.link}`)) ? 'web-link-copied' : 'web-not-copied');
  }

  private async hand(url: string): Promise<void> {
    await handOn({ title: document.title, url }, await this.picture().catch(() => undefined));
  }
}

/** Where the server draws the code of a link of ours. */
export function codeOf(link: string): string {
  return ours(`/v1/qr.svg?link=${encodeURIComponent(link)}`);
}

customElements.define('share-box', ShareBox);
