// An import in words: where it stands, how far it is, which file. Sentences and templates only.

import { html, nothing } from 'lit';
import { writePercent } from '../../../kit/page/numbers.ts';
import { say, sayIfKnown } from '../../../kit/page/text.ts';
import { writeBytes, writeMoment } from '../figures.ts';
import '../texts.ts';
import { isBarren, type Import } from './import-wire.ts';

/** How far the server is, and that nobody needs to wait for it. */
export function progressBar({ progress, state }: Import): unknown {
  const share = progress?.total ? Math.min(1, progress.done / progress.total) : undefined;
  const phase = (progress && sayIfKnown(`web-admin-phase-${progress.phase}`)) ?? say(`web-admin-phase-${state}`);
  const read = progress?.records ? ` · ${say('web-admin-progress-records', { count: progress.records })}` : '';
  const words = `${phase}${share === undefined ? '' : `: ${writePercent(share)}`}${read}`;
  return html`<progress class="desk-progress" aria-label=${phase} max="1" value=${share ?? nothing}></progress>
    <p class="panel-hint">${words}</p><p class="panel-hint">${say('web-admin-may-leave')}</p>`;
}

export function stateWords(work: Import): string {
  return isBarren(work) ? say('web-admin-state-barren') : say(`web-admin-state-${work.state}`);
}

/** How a state looks: what came to nothing is no success. */
export function stateLook(work: Import): string {
  return isBarren(work) ? 'barren' : work.state;
}

/** Size, who sent it and when. */
export function fileFacts({ bytes, by, at }: Import): string {
  return say('web-admin-file-facts', { size: writeBytes(bytes), by, at: writeMoment(at) });
}
