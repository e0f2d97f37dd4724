// What the signs on the map mean: of the burst first, then of the network. A button on the map opens it, and it stays until it is closed.

import { html, nothing, svg, type TemplateResult } from 'lit';
import type { LayerSpecification } from 'maplibre-gl';
import { inTheDark } from '../../../kit/map/look/dark-style.ts';
import { KitElement } from '../../../kit/page/kit-element.ts';
import { say } from '../../../kit/page/text.ts';
import { onTheme, theme } from '../../../kit/page/theme.ts';
import { DARK, HYDRANT, OUTAGE, PIPE } from './network-look.ts';
import { DAY, NIGHT } from './on-map.ts';

/** A burst with its network, the network alone, or a map that shows something else. */
export type Keyed = 'burst' | 'network' | undefined;

export class NetworkKey extends KitElement {
  static override properties = { of: {}, isOpen: { state: true } };
  of: Keyed;
  private isOpen = false;
  private forgetTheme?: () => void;

  override connectedCallback(): void {
    super.connectedCallback();
    this.forgetTheme = onTheme(() => this.requestUpdate());
    this.addEventListener('keydown', this.escaped);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.forgetTheme?.();
    this.removeEventListener('keydown', this.escaped);
  }

  protected override render(): unknown {
    if (this.of === undefined) return nothing;
    return html`${this.isOpen ? this.signs() : nothing}
      <button type="button" class="button button-quiet key-opener" aria-expanded=${this.isOpen} @click=${() => (this.isOpen = !this.isOpen)}>${say('web-water-key')}</button>`;
  }

  private signs(): unknown {
    const list = (kind: string, signs: [string, TemplateResult][]) => html`<h2>${say(`web-water-key-${kind}`)}</h2>
      <ul>${signs.map(([name, drawn]) => html`<li data-sign=${name}>${framed(drawn)}<span>${say(`web-water-key-${name}`)}</span></li>`)}</ul>`;
    return html`<section class="key-signs" tabindex="0" aria-label=${say('web-water-key')}>${this.of === 'burst' ? list('burst', ofBurst()) : nothing}${list('network', ofNetwork())}</section>`;
  }

  private readonly escaped = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !this.isOpen) return;
    event.stopPropagation();
    this.isOpen = false;
    this.querySelector<HTMLElement>('.key-opener')?.focus();
  };
}

function framed(drawn: TemplateResult): TemplateResult {
  return svg`<svg class="key-sign" viewBox="0 0 36 24" width="36" height="24" aria-hidden="true" focusable="false">${drawn}</svg>`;
}

function line(colour: string, width: number, dashes?: string): TemplateResult {
  return svg`<path d="M2 12H34" fill="none" stroke=${colour} stroke-width=${width} stroke-dasharray=${dashes ?? nothing}></path>`;
}

function disc(radius: number, fill: string, rim: string, width: number, text = '', ink = rim): TemplateResult {
  return svg`<circle cx="18" cy="12" r=${radius} fill=${fill} stroke=${rim} stroke-width=${width}></circle>${
    text === '' ? nothing : svg`<text x="18" y="16" text-anchor="middle" font-size="12" font-weight="600" fill=${ink}>${text}</text>`}`;
}

function ground(colour: string): TemplateResult {
  return svg`<rect x="3" y="3" width="30" height="18" fill=${colour} fill-opacity="0.22" stroke=${colour} stroke-width="2" stroke-dasharray="5 3"></rect>`;
}

/** As `on-map.ts` draws them. */
function ofBurst(): [string, TemplateResult][] {
  const { burst, unintended, ink, paper, critical } = theme() === 'dark' ? NIGHT : DAY;
  return [
    ['place', svg`<path d="M18 23C12 15 11 12 11 9a7 7 0 0 1 14 0c0 3-1 6-7 14Z" fill=${DAY.burst}></path><circle cx="18" cy="9" r="2.5" fill="#ffffff"></circle>`],
    ['close', disc(10, ink, paper, 1.5, '1')],
    ['stuck', disc(8, paper, burst, 3, '!')],
    ['kept', disc(6, paper, ink, 2, '×')],
    ['other', disc(6, paper, ink, 2)],
    ['segment', svg`${line(burst, 8)}${line(paper, 2.5, '5 3')}`],
    ['grown', line(burst, 7, '12 5')],
    ['unintended', line(unintended, 6, '7 5')],
    ['ground', ground(unintended)],
    ['critical', disc(6, critical, paper, 2)],
  ];
}

/** As `network-look.ts` draws them, by day and by night. */
function ofNetwork(): [string, TemplateResult][] {
  const [pipe, seam] = [asDrawn('line-color', PIPE), asDrawn('line-color', '#ffffff')];
  const [dark, red, white] = [asDrawn('circle-stroke-color', DARK), asDrawn('circle-stroke-color', HYDRANT), asDrawn('circle-stroke-color', '#ffffff')];
  return [
    ['pipe', line(pipe, 4)],
    ['shut', svg`${line(pipe, 4)}${line(seam, 1.5, '3 3')}`],
    ['source', disc(9, PIPE, white, 2)],
    ['open', disc(6, '#ffffff', dark, 2)],
    ['closed', disc(6.5, DARK, dark, 2, '×', asDrawn('text-color', '#ffffff'))],
    ['trouble', disc(6.5, '#ffffff', red, 2, '!')],
    ['hydrant', disc(7, HYDRANT, white, 1.5, 'T', asDrawn('text-color', '#ffffff'))],
    ['shutdown', ground(asDrawn('line-color', OUTAGE))],
  ];
}

/** A colour of the look in the theme that is shown. */
function asDrawn(property: 'line-color' | 'circle-stroke-color' | 'text-color', colour: string): string {
  if (theme() !== 'dark') return colour;
  const { paint } = inTheDark({ id: property, type: 'line', source: 'any', paint: { [property]: colour } } as LayerSpecification);
  return String((paint as Record<string, unknown>)[property]);
}

customElements.define('network-key', NetworkKey);
