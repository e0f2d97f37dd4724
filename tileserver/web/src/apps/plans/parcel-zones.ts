// What of a pressed parcel lies in which zone of which plan. Templates only.

import { html } from 'lit';
import { writeArea, writeTenths } from '../../kit/page/numbers.ts';
import { say } from '../../kit/page/text.ts';

interface Share {
  zone: number;
  sign?: string;
  function?: string;
  area: number;
  percent: number;
  plan?: { code?: string; decision?: string };
}

export interface ParcelZones {
  hasRegister: boolean;
  parcels: { layer: string; id: number; area?: number; crs: string; zones: Share[]; unknown?: string }[];
}

/** Of the parcel with this name; how to ask, before one was pressed. */
export function parcelZones(found: ParcelZones | undefined, name: string): unknown {
  if (!found) return html`<p>${say('web-plans-hint')}</p>`;
  if (!found.hasRegister) return html`<p>${say('web-plans-no-register')}</p>`;
  return found.parcels.map(
    ({ area, crs, zones, unknown }) => html`<section data-parcel>
      <h3>${name}</h3>
      <p>${area === undefined ? crs : say('web-plans-parcel', { area: writeArea(area), crs })}</p>
      ${zones.length === 0 ? html`<p>${unknown ?? say('web-plans-none-here')}</p>` : shares(zones)}
    </section>`,
  );
}

function shares(zones: readonly Share[]): unknown {
  return html`<table class="register-table"><thead><tr>
      <th scope="col">${say('web-plans-zone')}</th><th scope="col" class="number">${say('web-plans-area')}</th>
      <th scope="col" class="number">%</th></tr></thead>
    <tbody>${zones.map(
      ({ sign, function: use, area, percent, plan }) => html`<tr><td>${sign} ${use ? `(${use})` : ''}<br>${plan?.code ?? ''} ${plan?.decision ?? ''}</td>
        <td class="number">${writeArea(area)}</td><td class="number">${writeTenths(percent)}</td></tr>`,
    )}</tbody></table>`;
}
