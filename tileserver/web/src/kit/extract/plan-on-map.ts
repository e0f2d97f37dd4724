// A button that draws one plan alone on the map: a general plan, say, which the map leaves to the plans beneath it. One plan at a time, and
// only while the answer that names it is read.

import { html } from 'lit';
import { KitElement } from '../page/kit-element.ts';
import { say } from '../page/text.ts';

/** Told to the document: the plan to draw alone, or nothing for the map as usual. */
export const DRAWN_ALONE = 'plan-drawn-alone';

const buttons = new Set<PlanOnMap>();
let drawn: number | undefined;

export class PlanOnMap extends KitElement {
  static override properties = { plan: {} };
  plan = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    buttons.add(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    buttons.delete(this);
    forgetUnread();
  }

  protected override render(): unknown {
    return html`<button type="button" class="button-text" data-deed="plan-on-map" aria-pressed=${drawn === this.plan}
      @click=${() => draw(drawn === this.plan ? undefined : this.plan)}>${say(drawn === this.plan ? 'web-extract-all-plans' : 'web-extract-plan-alone')}</button>`;
  }

  protected override updated(): void {
    forgetUnread();
  }
}

function draw(plan: number | undefined): void {
  drawn = plan;
  for (const button of buttons) button.requestUpdate();
  document.dispatchEvent(new CustomEvent<number | null>(DRAWN_ALONE, { detail: plan ?? null }));
}

/** Nobody could bring the map back. Once the page stands: a list may only be in other order. */
function forgetUnread(): void {
  queueMicrotask(() => {
    if (drawn !== undefined && ![...buttons].some(({ plan }) => plan === drawn)) draw(undefined);
  });
}

customElements.define('plan-on-map', PlanOnMap);
