// Loading, empty and error in one shape everywhere; read aloud when it changes, and it says what to do next.

import { html, nothing } from 'lit';
import { linked } from '../page/link.ts';
import { KitElement } from '../page/kit-element.ts';
import { mayPass, Refused } from '../server/ask.ts';
import { say } from '../page/text.ts';

export type Status = 'loading' | 'ready' | 'empty' | 'partial' | 'undrawable' | 'error';

export class StatusNote extends KitElement {
  static override properties = { status: {}, trouble: {} };
  status: Status = 'loading';
  trouble?: unknown;

  protected override render(): unknown {
    return html`<div class="note note-${this.status}" role="status" aria-live="polite">${this.sentence()}</div>`;
  }

  private sentence(): unknown {
    if (this.status === 'ready') return nothing;
    if (this.status === 'loading') return html`<p>${say('web-loading')}</p><div class="note-bars" aria-hidden="true"></div>`;
    if (this.status === 'empty') {
      return html`<p><strong>${say('web-empty')}</strong></p><p>${say('web-empty-remedy')}</p>
        <pre class="note-command">diaban import ranh-thua.geojson --into thanh-pho.gpkg --layer parcels --kind parcel</pre>`;
    }
    if (this.status === 'undrawable') {
      return html`<p><strong>${say('web-no-webgl')}</strong></p><p>${say('web-no-webgl-remedy')}</p>
        <p>${say('web-no-webgl-text')}</p>
        <a class="button button-quiet" data-deed="text" href=${linked('/v1/search?f=html')}>${say('web-no-webgl-go')}</a>`;
    }
    const refused = this.trouble instanceof Refused ? this.trouble : undefined;
    return html`<p><strong>${say(this.status === 'partial' ? 'web-partial' : 'web-error')}</strong></p>
      <p>${refused?.sentence ?? say('web-error-remedy')} ${this.status === 'error' && mayPass(this.trouble) ? say('web-error-waits') : nothing}</p>
      ${refused?.request ? html`<p class="note-request">${say('web-request', { id: refused.request })}</p>` : nothing}
      <button class="button" type="button" @click=${() => this.tell('retry')}>${say('web-retry')}</button>`;
  }
}

customElements.define('status-note', StatusNote);
