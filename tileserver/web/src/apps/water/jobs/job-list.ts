// Jobs under way and to come: where, when, how many are without water. Templates only.

import { html, nothing } from 'lit';
import { say } from '../../../kit/page/text.ts';
import { customersOut } from '../case/words.ts';
import { spanWords } from './times.ts';
import type { Job } from './wire.ts';

export function jobList(jobs: readonly Job[] | undefined, open: (job: Job) => void): unknown {
  if (!jobs) return nothing;
  if (jobs.length === 0) return html`<p class="panel-hint">${say('web-water-no-jobs')}</p>`;
  return html`<section class="jobs" data-jobs><h3>${say('web-water-jobs', { count: jobs.length })}</h3><ul>${jobs.map(
    (job) => html`<li><button type="button" class="candidate" data-open=${job.id} @click=${() => open(job)}>
      <strong>${job.place ?? job.code ?? `#${job.id}`}</strong> <span>${say(`web-water-job-state-${job.state}`)}</span>
      <span>${spanWords(job)}</span> <span>${customersOut(job.customers)}</span></button></li>`,
  )}</ul></section>`;
}
