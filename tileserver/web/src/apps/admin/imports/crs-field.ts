// The field for a reference system: what the file says, the zones of VN-2000 by their meridians, and any other by its code. Templates only.

import { html, nothing } from 'lit';
import { writeZone } from '../../../kit/grid/coordinates.ts';
import { allZones, type Grid } from '../../../kit/grid/vn2000.ts';
import { say } from '../../../kit/page/text.ts';

/** Systems beside the zones of VN-2000 that files from here are in. */
const OTHERS = ['EPSG:4326', 'EPSG:4756', 'EPSG:32648', 'EPSG:32649', 'EPSG:3857'];
/** Chosen for a system that is not on the list. */
const TYPED = 'typed';

export interface CrsField {
  /** What was chosen; empty for what the file says. */
  chosen: string;
  /** What the file says; null if it was read and says nothing, absent if nobody knows yet. */
  stated: string | null | undefined;
  /** What most of the store is in. */
  usual?: string;
  choose(crs: string): void;
}

export function crsField({ chosen, stated, usual, choose }: CrsField): unknown {
  const zones = allZones();
  const listed = [...zones.map(codeOf), ...OTHERS];
  const isTyped = chosen !== '' && !listed.includes(chosen);
  const option = (value: string, words: string) => html`<option value=${value} .selected=${value === chosen}>${words}${value === usual ? ` · ${say('web-admin-crs-usual')}` : ''}</option>`;
  const group = (width: number) => html`<optgroup label=${say('web-admin-crs-zones', { width })}>
    ${zones.filter((zone) => zone.width === width).map((zone) => option(codeOf(zone), `${writeZone(zone)} (${codeOf(zone)})`))}</optgroup>`;
  return html`<label class="field">${say('web-admin-crs')}<select name="crs" ?required=${stated === null} @change=${(event: Event) => {
        const { value } = event.target as HTMLSelectElement;
        choose(value === TYPED ? 'EPSG:' : value);
      }}>
      <option value="" .selected=${chosen === ''}>${asStated(stated)}</option>
      ${group(3)}${group(6)}
      <optgroup label=${say('web-admin-crs-others')}>${OTHERS.map((code) => option(code, say(`web-admin-crs-${code.slice(5)}`)))}</optgroup>
      <option value=${TYPED} .selected=${isTyped}>${say('web-admin-crs-typed')}</option></select></label>
    ${stated === null && usual ? html`<p class="panel-hint">${say('web-admin-crs-proposed', { crs: usual })}</p>` : nothing}
    ${isTyped ? html`<label class="field">${say('web-admin-crs-code')}<input name="crs-code" required pattern="[A-Za-z]+:[0-9]+" maxlength="20" autocomplete="off"
      .value=${chosen} @change=${(event: Event) => choose((event.target as HTMLInputElement).value.trim() || 'EPSG:')}></label>` : nothing}`;
}

function asStated(stated: string | null | undefined): string {
  if (stated === null) return say('web-admin-crs-unstated');
  return stated === undefined ? say('web-admin-crs-of-file') : say('web-admin-crs-stated', { crs: stated });
}

function codeOf(zone: Grid): string {
  return `EPSG:${zone.code}`;
}
