// What every element of the kit shares: plain DOM (one stylesheet, real ids for labels) and a new face after each
// change of language. None shows itself in Vietnamese while its English is on its way.

import { LitElement } from 'lit';
import { beingRead, onLanguage } from './text.ts';

export class KitElement extends LitElement {
  private forget?: () => void;

  override connectedCallback(): void {
    super.connectedCallback();
    this.forget = onLanguage(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.forget?.();
  }

  protected override scheduleUpdate(): void | Promise<unknown> {
    return beingRead()?.then(() => super.scheduleUpdate()) ?? super.scheduleUpdate();
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** Tells the app; the app decides. */
  protected tell<T>(name: string, detail?: T): void {
    this.dispatchEvent(new CustomEvent<T>(name, { detail: detail as T, bubbles: true }));
  }
}
