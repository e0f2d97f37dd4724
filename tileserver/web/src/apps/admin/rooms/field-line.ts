// A field in a list: its name, its type, and whether only staff see it. Templates only.

import { html, nothing } from 'lit';
import { say } from '../../../kit/page/text.ts';
import '../texts.ts';

export function fieldLine(field: { name: string; type: string; private: boolean }): unknown {
  const mark = field.private ? html` <span class="seen" data-seen="staff">${say('web-admin-field-private')}</span>` : nothing;
  return html`<li><strong>${field.name}</strong> ${field.type}${mark}</li>`;
}
