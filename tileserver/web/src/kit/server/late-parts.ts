// Parts of a page whose scripts come when somebody wants them, so that the first answer waits for none of them. Whoever wanted a part goes on
// once it is here: nothing that was tapped is lost. If it does not come, the page says why and offers a way on.

import texts from 'virtual:catalogue/kit/late';
import { html, nothing } from 'lit';
import { learn, say } from '../page/text.ts';

learn(texts);

/** `missed` did not come: there is no line, or the server was renewed and has other scripts now. */
type State = 'coming' | 'here' | 'missed';

/** Where a browser does not say when it is idle (Safari). */
const IDLE_MS = 2000;

/** What some browsers know of the line (Network Information API). */
interface Saving {
  connection?: { saveData?: boolean };
}

export class LateParts<Name extends string> {
  private readonly states = new Map<Name, State>();
  private readonly coming = new Map<Name, Promise<boolean>>();

  /** `changed` is told when a part is awaited, came or did not come. */
  constructor(
    private readonly loads: Record<Name, () => Promise<unknown>>,
    private readonly changed: () => void,
  ) {}

  /** True once the part is here, false if it does not come. Asked again, one that did not come is tried again. */
  want(name: Name): Promise<boolean> {
    const known = this.coming.get(name);
    if (known) return known;
    const coming = this.come(name);
    this.coming.set(name, coming);
    return coming;
  }

  /** All that nobody wanted so far, as soon as the page has nothing else to do: then a tap waits for nothing. Not where data is dear. */
  wantAllOnceIdle(): void {
    if ((navigator as Saving).connection?.saveData) return;
    const idle = window.requestIdleCallback ?? ((then: () => void) => setTimeout(then, IDLE_MS));
    idle(() => (Object.keys(this.loads) as Name[]).forEach((name) => void this.want(name)));
  }

  has(name: Name): boolean {
    return this.states.get(name) === 'here';
  }

  /** What the part shows, made only once it is here; until then that it is on its way; nothing if nobody wanted it. */
  shown(name: Name, content: () => unknown): unknown {
    const state = this.states.get(name);
    if (state === 'here') return content();
    if (state === 'coming') return html`<p class="panel-hint" role="status" data-coming=${name}>${say('web-late-coming')}</p><div class="note-bars" aria-hidden="true"></div>`;
    return state === 'missed' ? this.missed(name) : nothing;
  }

  private async come(name: Name): Promise<boolean> {
    this.turn(name, 'coming');
    try {
      await this.loads[name]();
      this.turn(name, 'here');
      return true;
    } catch {
      this.coming.delete(name);
      this.turn(name, 'missed');
      return false;
    }
  }

  private turn(name: Name, state: State): void {
    this.states.set(name, state);
    this.changed();
  }

  /** The link keeps what is looked at: after a reload the page is as it was, with the scripts the server has now. */
  private missed(name: Name): unknown {
    return html`<div class="note note-error" role="status" data-missed=${name}><p><strong>${say('web-late-missed')}</strong></p>
      <p>${say('web-late-remedy')}</p>
      <div class="tool-deeds"><button type="button" class="button" data-deed="load-anew" @click=${() => location.reload()}>${say('web-late-anew')}</button>
        <button type="button" class="button button-quiet" data-deed="try-again" @click=${() => void this.want(name)}>${say('web-retry')}</button></div></div>`;
  }
}
