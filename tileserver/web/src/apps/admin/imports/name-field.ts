// The choice of the field that features are called by on the map: what was recognised, or another. Templates only.

import { html } from 'lit';
import { say } from '../../../kit/page/text.ts';
import '../texts.ts';
import { calledBy } from './called-by.ts';
import type { Import, Plan } from './import-wire.ts';

export interface NameField {
  plan: Plan;
  work: Import;
  /** Fields of the file, as far as they are known. */
  names: readonly string[];
  choose(name: string | undefined): void;
}

export function nameField({ plan, work, names, choose }: NameField): unknown {
  if (names.length === 0) return html`<p class="panel-hint">${say('web-admin-name-later')}</p>`;
  const chosen = plan.name_field ?? '';
  return html`<label class="field">${say('web-admin-name-field')}<select name="name_field" aria-describedby="name-field-hint"
      @change=${(event: Event) => choose((event.target as HTMLSelectElement).value || undefined)}>
      <option value="" .selected=${chosen === ''}>${recognised(work, plan)}</option>
      ${names.map((name) => html`<option value=${name} .selected=${name === chosen}>${name}</option>`)}</select></label>
    <p class="panel-hint" id="name-field-hint">${say('web-admin-name-why')}</p>`;
}

/** What the server took by itself, once it has read the file. */
function recognised({ report, plan: checked }: Import, { kind }: Plan): string {
  const found = report && !checked?.name_field ? calledBy(report.fields, kind) : undefined;
  if (found === undefined) return say('web-admin-name-found');
  return found === null ? say('web-admin-name-none') : say('web-admin-name-of', { field: found });
}
