// One import from the file to the layer: the form, the check, what was found, what confirming does, and where the layer is to be seen then.
// Follows the server while that works; the page may be closed meanwhile.

import { html, nothing } from 'lit';
import { ours } from '../../../kit/page/base.ts';
import { enterNote } from '../../../kit/page/into-view.ts';
import { KitElement } from '../../../kit/page/kit-element.ts';
import { writeNumber } from '../../../kit/page/numbers.ts';
import { language, say } from '../../../kit/page/text.ts';
import { mayPass, Refused } from '../../../kit/server/ask.ts';
import type { Published } from '../../../kit/server/store-layers.ts';
import { showLayer, type DeskLayer } from '../desk-wire.ts';
import '../findings/import-findings.ts';
import { Pulse } from '../pulse.ts';
import { confirmed, whyNot } from '../said.ts';
import '../texts.ts';
import { barrenWords } from './barren.ts';
import { bareFields, consequences, mapLink } from './consequences.ts';
import { fileFacts, progressBar, stateLook, stateWords } from './import-words.ts';
import { check, confirm, forget, isBarren, isRunning, readImport, type Import, type Plan } from './import-wire.ts';
import { inPageWords } from './page-words.ts';
import { reportView } from './report-view.ts';
import './plan-form.ts';

const EVERY_MS = 1000;

export class ImportWork extends KitElement {
  static override properties = {
    name: {}, layers: {}, revision: {}, published: {}, usual: {},
    work: { state: true }, told: { state: true }, isBusy: { state: true }, isPlanning: { state: true }, isAway: { state: true },
  };
  /** The id of the import. */
  name = '';
  layers: readonly DeskLayer[] = [];
  /** Of which revision the layers are told. */
  revision = 0;
  published?: Published;
  usual?: string;
  private work?: Import;
  private told?: { sentence: string; isRefused: boolean };
  private isBusy = false;
  /** The plan is changed once more though it was checked. */
  private isPlanning = false;
  /** The server does not answer; it is asked again. */
  private isAway = false;
  private soon?: ReturnType<typeof setTimeout>;
  private readonly pulse = new Pulse(() => this.read(), EVERY_MS);

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.pulse.stop();
    clearTimeout(this.soon);
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (!changed.has('name')) return;
    [this.work, this.told, this.isPlanning, this.isAway] = [undefined, undefined, false, false];
    this.pulse.start();
  }

  /** The layer is in the store before it is served: it is asked for until it is. */
  protected override updated(changed: Map<string, unknown>): void {
    // The focus waits at the content of the page for what was opened.
    const isOpened = changed.has('work') && !changed.get('work');
    if (isOpened && document.activeElement?.id === 'content') this.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true });
    if (!changed.has('work') && !changed.has('layers')) return;
    clearTimeout(this.soon);
    if (this.work?.state === 'done' && (this.work.revision ?? 0) > this.revision) this.soon = setTimeout(() => this.tell('desk-changed'), EVERY_MS);
  }

  protected override render(): unknown {
    const { work, told } = this;
    const note = html`<p class=${told?.isRefused ? 'refused' : 'desk-done'} data-told=${told ? (told.isRefused ? 'refused' : 'done') : nothing}
      role=${told?.isRefused ? 'alert' : 'status'} tabindex="-1">${told?.sentence ?? ''}</p>`;
    if (!work) return html`<p><a class="desk-back" href="#import">${say('web-admin-imports-all')}</a></p>${told ? note : html`<p role="status">${say('web-admin-loading')}</p>`}`;
    return html`<p><a class="desk-back" href="#import">${say('web-admin-imports-all')}</a></p>
      <h2 tabindex="-1">${work.name}</h2>
      <p class="panel-hint">${fileFacts(work)}</p>
      <p class="import-state" data-state=${stateLook(work)} role="status">${stateWords(work)}${this.isAway ? html`<br>${say('web-admin-no-answer')}` : nothing}</p>
      ${note}${this.problem(work)}${this.stage(work)}
      <div class="desk-deeds"><button type="button" class="button button-quiet grave" data-deed="forget" ?disabled=${this.isBusy} @click=${() => this.leave(work)}>
        ${say(isRunning(work) ? 'web-admin-import-stop' : 'web-admin-import-forget')}</button></div>`;
  }

  private problem({ problem }: Import): unknown {
    if (!problem) return nothing;
    return html`<div class="note note-error" role="alert"><p><strong>${problem.title}</strong></p>
      ${problem.remedy ? html`<p>${problem.remedy}</p><p class="panel-hint">${inPageWords(problem.detail)}</p>` : html`<p>${inPageWords(problem.detail)}</p>`}</div>`;
  }

  private stage(work: Import): unknown {
    switch (work.state) {
      case 'received':
      case 'failed':
      case 'cancelled':
        return html`${this.form(work)}${this.findings(work)}`;
      case 'checking':
      case 'importing':
        return progressBar(work);
      case 'checked':
        return html`<section><h3>${say('web-admin-report')}</h3>${reportView(work)}</section>
          ${this.isPlanning ? this.form(work) : isBarren(work) ? this.barren(work) : this.confirmation(work)}${this.findings(work)}`;
      case 'done':
        return html`${this.finished(work)}<section><h3>${say('web-admin-report')}</h3>${reportView(work)}</section>${this.findings(work)}`;
    }
  }

  private form(work: Import): unknown {
    return html`<plan-form .work=${work} .layers=${this.layers} .usual=${this.usual} .isBusy=${this.isBusy}
      @plan-sent=${(event: CustomEvent<Plan>) => this.does(() => check(work.id, event.detail))}></plan-form>`;
  }

  private findings(work: Import): unknown {
    if (!work.report || work.report.findings === 0) return nothing;
    return html`<import-findings .of=${work.id} .check=${work.check} .bounds=${work.report.bounds} .crs=${work.report.crs} .isDone=${work.state === 'done'} .layer=${work.plan?.layer ?? ''}
      .published=${this.published}></import-findings>`;
  }

  /** Nothing can be confirmed: what helps is offered instead. */
  private barren(work: Import): unknown {
    const { title, steps } = barrenWords(work);
    return html`<section class="note note-error desk-barren" aria-labelledby="barren-title"><h3 id="barren-title">${title}</h3>
      <ol class="desk-steps">${steps.map((step) => html`<li>${step}</li>`)}</ol>
      <div class="desk-deeds"><button type="button" class="button" data-deed="plan" @click=${() => (this.isPlanning = true)}>${say('web-admin-plan-again')}</button>
        <a class="button button-quiet" href="#import">${say('web-admin-another-file')}</a></div></section>`;
  }

  private confirmation({ id, check, plan, report }: Import): unknown {
    if (!plan || !report) return nothing;
    const there = this.layers.find(({ name }) => name === plan.layer);
    const bare = bareFields(report).join(', ');
    const word = plan.mode === 'append' || plan.mode === 'update' ? 'web-admin-will-bare-there' : 'web-admin-will-bare';
    return html`<section class="desk-will" aria-labelledby="will-title"><h3 id="will-title">${say('web-admin-will')}</h3>
      <ul class="desk-sentences">${consequences(plan, report, there).map((sentence) => html`<li>${sentence}</li>`)}</ul>
      ${bare ? html`<p class="refused" data-bare>${say(word, { fields: bare })}</p>` : nothing}
      <div class="desk-deeds">
        <button type="button" class="button" data-deed="confirm" ?disabled=${this.isBusy}
          @click=${() => this.does(() => confirm(id, check))}>${say('web-admin-confirm')}</button>
        <button type="button" class="button button-quiet" data-deed="plan" @click=${() => (this.isPlanning = true)}>${say('web-admin-plan-again')}</button></div>
    </section>`;
  }

  private finished({ plan, report, revision }: Import): unknown {
    if (!plan || !report) return nothing;
    const there = this.layers.find(({ name }) => name === plan.layer);
    const title = there?.title ?? plan.layer;
    return html`<section class="desk-will"><h3>${say('web-admin-done', { layer: title })}</h3>
      ${revision === null ? nothing : html`<p>${say('web-admin-done-revision', { revision: writeNumber(revision) })}</p>`}
      <p>${there ? say(there.published ? 'web-admin-seen-all' : 'web-admin-seen-staff') : nothing}</p>
      <div class="desk-deeds">
        <a class="button" data-deed="map" href=${ours(mapLink(report))}>${say('web-admin-to-map')}</a>
        <a class="button button-quiet" data-deed="table" href=${ours(`/collections/${encodeURIComponent(plan.layer)}/items?f=html&lang=${language()}`)}>${say('web-admin-to-table')}</a>
        ${there && !there.published ? html`<button type="button" class="button button-quiet" data-deed="publish" ?disabled=${this.isBusy} @click=${() => this.publish(plan.layer, title)}>${say('web-admin-publish')}</button>` : nothing}
      </div></section>`;
  }

  private async publish(layer: string, title: string): Promise<void> {
    const question = { title: say('web-admin-publish-ask', { layer: title }), text: say('web-admin-publish-what'), deed: say('web-admin-publish') };
    if (!(await confirmed(question))) return;
    await this.attempt(async () => {
      await showLayer(layer, true);
      this.told = { sentence: say('web-admin-published', { layer: title }), isRefused: false };
      this.tell('desk-changed');
    });
  }

  /** Sends something that sets the server to work, and follows that. */
  private async does(deed: () => Promise<Import>): Promise<void> {
    this.told = undefined;
    await this.attempt(async () => {
      this.work = await deed();
      this.isPlanning = false;
      this.pulse.start();
    });
  }

  private async leave(work: Import): Promise<void> {
    const question = isRunning(work)
      ? { title: say('web-admin-stop-ask'), text: say('web-admin-stop-what', { name: work.name }), deed: say('web-admin-import-stop') }
      : { title: say('web-admin-forget-ask'), text: say('web-admin-forget-what', { name: work.name }), deed: say('web-admin-import-forget') };
    if (!(await confirmed(question))) return;
    await this.attempt(async () => {
      await forget(work.id);
      location.hash = '#import';
    });
  }

  private async attempt(deed: () => Promise<void>): Promise<void> {
    this.isBusy = true;
    try {
      await deed();
    } catch (trouble) {
      // It is not as it is shown: somebody else was at it.
      if (trouble instanceof Refused && trouble.status === 409) {
        this.pulse.start();
        this.tell('desk-changed');
      }
      await this.refuse(whyNot(trouble));
    } finally {
      this.isBusy = false;
    }
  }

  private async refuse(sentence: string): Promise<void> {
    this.told = { sentence, isRefused: true };
    await this.updateComplete;
    enterNote(this.querySelector('[data-told]'));
  }

  /** Reads how far it is; true while there is something to wait for. */
  private async read(): Promise<boolean> {
    const { name, work: before } = this;
    try {
      const work = await readImport(name);
      if (name !== this.name) return true;
      const ended = before && isRunning(before) && !isRunning(work);
      [this.work, this.isAway] = [work, false];
      if (ended && work.state === 'done') this.tell('desk-changed');
      return isRunning(work);
    } catch (trouble) {
      this.isAway = mayPass(trouble);
      if (this.isAway) throw trouble;
      // One that is gone does not come back.
      if (trouble instanceof Refused && trouble.status === 404) this.work = undefined;
      this.told = { sentence: whyNot(trouble), isRefused: true };
      return false;
    }
  }
}

customElements.define('import-work', ImportWork);
