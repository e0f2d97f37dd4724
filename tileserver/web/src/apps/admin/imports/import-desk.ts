// Where files come in: a place to drop one, how far it is on its way, and the imports the server keeps. One of them is looked at by its link.

import { html, nothing } from 'lit';
import { KitElement } from '../../../kit/page/kit-element.ts';
import { enterNote } from '../../../kit/page/into-view.ts';
import { writePercent } from '../../../kit/page/numbers.ts';
import { say } from '../../../kit/page/text.ts';
import type { Published } from '../../../kit/server/store-layers.ts';
import type { DeskLayer } from '../desk-wire.ts';
import { keepFile } from '../findings/file-shapes.ts';
import { writeBytes, writeClock, zoneAt } from '../figures.ts';
import { Pulse } from '../pulse.ts';
import { confirmed, whyNot } from '../said.ts';
import '../texts.ts';
import { stateLook, stateWords } from './import-words.ts';
import { isRunning, readImports, type Import } from './import-wire.ts';
import './import-work.ts';
import { upload, type Upload } from './upload.ts';

const EVERY_MS = 2000;
/** Parts of a Shapefile that say nothing alone. */
const PART = /\.(shp|dbf|shx|prj|cpg|qpj|sbn|sbx)$/i;

/** A file on its way. */
interface Sending {
  file: File;
  sent: number;
  upload: Upload;
}

export class ImportDesk extends KitElement {
  static override properties = {
    isShown: {}, chosen: {}, layers: {}, revision: {}, published: {}, usual: {},
    imports: { state: true }, sending: { state: true }, trouble: { state: true }, away: { state: true }, isOver: { state: true },
  };
  /** False while another room is looked at: what is being sent goes on, and nothing is asked. */
  isShown = true;
  /** The id of the import that is looked at. */
  chosen?: string;
  layers: readonly DeskLayer[] = [];
  /** Of which revision the layers are told. */
  revision = 0;
  published?: Published;
  usual?: string;
  private imports?: readonly Import[];
  private sending?: Sending;
  private trouble?: string;
  /** Why the list is not there, or not as it is now. */
  private away?: string;
  /** A file is held over the place to drop it. */
  private isOver = false;
  private readonly pulse = new Pulse(() => this.read(), EVERY_MS);
  /** A file that is half sent is lost with the page. */
  private readonly stay = (event: BeforeUnloadEvent): void => event.preventDefault();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.pulse.stop();
    this.sending?.upload.stop();
    window.removeEventListener('beforeunload', this.stay);
  }

  /** The name of the file that is on its way, if one is. */
  get sends(): string | undefined {
    return this.sending?.file.name;
  }

  /** True if nothing would be lost by signing out, or the reader does not mind. */
  async mayLeave(): Promise<boolean> {
    const name = this.sends;
    if (name === undefined) return true;
    const isMeant = await confirmed({ title: say('web-admin-sending-leave'), text: say('web-admin-sending-leave-what', { name }), deed: say('web-admin-sending-leave-yes') });
    // Meanwhile it may have come whole.
    return isMeant || this.sends === undefined;
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('chosen') || changed.has('isShown')) this.isShown && this.chosen === undefined ? this.pulse.start() : this.pulse.stop();
  }

  protected override render(): unknown {
    if (this.chosen !== undefined) {
      return html`${this.sending ? this.progress(this.sending) : nothing}
        <import-work .name=${this.chosen} .layers=${this.layers} .revision=${this.revision} .published=${this.published} .usual=${this.usual}></import-work>`;
    }
    return html`<h2 tabindex="-1">${say('web-admin-import')}</h2><p>${say('web-admin-import-why')}</p>
      ${this.sending ? this.progress(this.sending) : this.dropPlace()}
      <p class="refused" role="alert" data-told=${this.trouble ? 'refused' : nothing} tabindex="-1">${this.trouble ?? ''}</p>
      <section><h3>${say('web-admin-imports')}</h3>${this.away ? html`<p class="refused" role="alert">${this.away}</p>` : nothing}${this.list()}</section>`;
  }

  private dropPlace(): unknown {
    const over = (event: DragEvent, isOver: boolean) => {
      event.preventDefault();
      this.isOver = isOver;
    };
    return html`<label class="drop-place" data-over=${this.isOver ? 'true' : nothing} @dragover=${(event: DragEvent) => over(event, true)}
        @dragleave=${(event: DragEvent) => over(event, false)} @drop=${(event: DragEvent) => this.dropped(event)}>
      <strong>${say('web-admin-drop')}</strong><span class="panel-hint">${say('web-admin-drop-what')}</span>
      <span class="button button-quiet" aria-hidden="true">${say('web-admin-choose')}</span>
      <input class="only-heard" type="file" name="file" aria-label=${say('web-admin-drop')} @change=${(event: Event) => this.picked(event)}></label>`;
  }

  private progress({ file, sent, upload: way }: Sending): unknown {
    const share = file.size === 0 ? 1 : Math.min(1, sent / file.size);
    return html`<section class="sending" aria-label=${say('web-admin-sending')}><p><strong>${say('web-admin-sending-file', { name: file.name })}</strong></p>
      <progress class="desk-progress" aria-label=${say('web-admin-sending')} max="1" value=${share}></progress>
      <p class="panel-hint">${say('web-admin-sent', { sent: writeBytes(sent), total: writeBytes(file.size), percent: writePercent(share) })} ${say('web-admin-stay')}</p>
      <button type="button" class="button button-quiet" data-deed="stop-sending" @click=${() => way.stop()}>${say('web-admin-sending-stop')}</button></section>`;
  }

  private list(): unknown {
    const { imports } = this;
    if (!imports) return this.away ? nothing : html`<p role="status">${say('web-admin-loading')}</p>`;
    if (imports.length === 0) return html`<p class="panel-hint">${say('web-admin-imports-none')}</p>`;
    return html`<p class="panel-hint">${say('web-admin-zone-said', { zone: zoneAt() })}</p>
      <ul class="import-list">${imports.map((work) => html`<li data-import=${work.id} data-state=${work.state}>
      <a href="#import/${work.id}"><strong>${work.name}</strong></a>
      <span class="import-state" data-state=${stateLook(work)}>${stateWords(work)}</span>
      <span class="panel-hint">${writeBytes(work.bytes)} · ${work.by} · ${writeClock(work.at)}</span></li>`)}</ul>`;
  }

  private picked(event: Event): void {
    const input = event.target as HTMLInputElement;
    const files = [...(input.files ?? [])];
    input.value = '';
    this.take(files);
  }

  private dropped(event: DragEvent): void {
    event.preventDefault();
    this.isOver = false;
    this.take([...(event.dataTransfer?.files ?? [])]);
  }

  /** One file at a time; the parts of a Shapefile go together. */
  private take(files: readonly File[]): void {
    const [file] = files;
    if (!file || this.sending) return;
    if (files.length > 1 || PART.test(file.name)) return void this.refuse(say(files.some(({ name }) => PART.test(name)) ? 'web-admin-zip' : 'web-admin-one-file'));
    if (file.size === 0) return void this.refuse(say('web-admin-empty-file', { name: file.name }));
    void this.send(file);
  }

  private async send(file: File): Promise<void> {
    this.trouble = undefined;
    const way = upload(file, (sent) => {
      if (this.sending) this.sending = { ...this.sending, sent };
    });
    this.sending = { file, sent: 0, upload: way };
    window.addEventListener('beforeunload', this.stay);
    try {
      const made = await way.done;
      if (made) keepFile(made.id, file);
      this.sending = undefined;
      // Who looks at something else stays there, and finds it on the list.
      if (made && this.isConnected && this.isShown) location.hash = `#import/${made.id}`;
    } catch (trouble) {
      this.sending = undefined;
      await this.refuse(whyNot(trouble));
    } finally {
      window.removeEventListener('beforeunload', this.stay);
    }
  }

  private async refuse(sentence: string): Promise<void> {
    this.trouble = sentence;
    await this.updateComplete;
    enterNote(this.querySelector('[data-told]'));
  }

  /** Reads the list; true while something on it goes on. */
  private async read(): Promise<boolean> {
    try {
      [this.imports, this.away] = [await readImports(), undefined];
    } catch (trouble) {
      this.away = whyNot(trouble);
      throw trouble;
    }
    return this.imports.some(isRunning);
  }
}

customElements.define('import-desk', ImportDesk);
