// Parts of an answer, standing open or behind their headings; what somebody opened stands open on the next parcel, too, as long as the page is open.

import { html } from 'lit';
import { writeNumber } from '../page/numbers.ts';

/** A part with its heading and how much there is of it. */
export type Part = (name: string, heading: string, count: number, content: unknown) => unknown;

export const standing: Part = (name, heading, _count, content) => html`<section data-part=${name}><h3>${heading}</h3>${content}</section>`;

/** The parts somebody opened. */
const opened = new Set<string>();

export const folded: Part = (name, heading, count, content) => {
  const turned = ({ currentTarget }: Event) => ((currentTarget as HTMLDetailsElement).open ? opened.add(name) : opened.delete(name));
  return html`<details class="extract-fold extract-part" data-part=${name} ?open=${opened.has(name)} @toggle=${turned}>
    <summary><h3>${heading} <span class="extract-count">${writeNumber(count)}</span></h3></summary>${content}</details>`;
};
