// The door from a card to the form that changes a feature: who may go in, the form's script when somebody does, and nobody out of it
// with unsaved changes unasked. All that readers load of it.

import { strengths, type Stack } from '../../layers/layer-stack.ts';
import type { MapView } from '../../map/map-view.ts';
import { mayWrite, onSession, type Session } from '../../server/session.ts';
import type { KitElement } from '../../page/kit-element.ts';
import type { Published, StoreLayer } from '../../server/store-layers.ts';
import type { Selected } from '../../share/permalink.ts';
import type { Legend } from '../../symbols/legend.ts';
import type { FeatureEdit } from './feature-edit.ts';

/** What a form needs of the app around it. */
export interface Around {
  view: MapView;
  published?: Published;
  legends?: ReadonlyMap<string, Legend>;
  stack: Stack;
}

/** What leads away from the form, by the name of its event. */
const LEADS_AWAY = ['search-chosen', 'map-picked', 'feature-listed', 'row-chosen', 'card-closed', 'measure-asked', 'check-asked', 'add-asked'];

export class EditDoor {
  /** The form, while one is open. */
  form?: FeatureEdit;
  /** Who opened it. */
  private whose?: string;

  constructor(
    private readonly app: KitElement,
    private readonly around: () => Around,
    /** Loads the form; false if it does not come. */
    private readonly load: () => Promise<boolean>,
  ) {
    onSession(() => app.requestUpdate());
    app.addEventListener('edit-asked', (event) => void this.open((event as CustomEvent<Selected>).detail));
    app.addEventListener('add-asked', ({ type, detail: layer }: CustomEventInit<string> & Event) => void this.before(type, () => this.open({ layer: layer ?? '' })));
    for (const name of ['edit-closed', 'edit-done']) app.addEventListener(name, () => this.close());
    app.addEventListener('sign-out-wished', (event) => this.form && (event as CustomEvent<Promise<boolean>[]>).detail.push(this.form.mayLeave()));
    // Who signs out leaves nothing to the next one. A session that ended by itself leaves the form to whoever opened it.
    app.addEventListener('signed', (event) => (event as CustomEvent<Session>).detail.signed_in || this.close());
    app.addEventListener('session-changed', (event) => this.heard((event as CustomEvent<Session>).detail));
  }

  /** Whether the reader may change features of a layer one by one; another answer once somebody else is signed in. */
  opening(): (layer: StoreLayer | undefined) => boolean {
    return mayWrite() ? isByItems : nobody;
  }

  /** The form of a feature; without an id of one that is still to be drawn. */
  private async open(of: { layer: string; id?: number }): Promise<void> {
    const layer = this.around().published?.layers.find(({ name }) => name === of.layer);
    if (!layer || !this.opening()(layer) || this.form) return;
    // Meanwhile somebody may have signed out.
    if (!(await this.load()) || this.form || !this.opening()(layer)) return;
    const form = document.createElement(of.id === undefined ? 'feature-new' : 'feature-edit') as FeatureEdit;
    const { view, legends } = this.around();
    const shown = () => [...strengths(this.around().stack)].flatMap(([name, strength]) => (strength > 0 ? [name] : []));
    Object.assign(form, { selected: of.id === undefined ? undefined : of, layer, legend: legends?.get(layer.name), view, shown });
    this.form = form;
    this.whose = this.app.querySelector<HTMLElement>('sign-in [data-name]')?.dataset['name'];
    this.app.requestUpdate();
  }

  private heard({ signed_in, name }: Session): void {
    if (signed_in && name !== this.whose) this.close();
  }

  close(): void {
    this.form?.end();
    // What it asked is nobody's question any more.
    document.querySelector<HTMLDialogElement>('.question[open]')?.close('no');
    this.form = undefined;
    this.app.requestUpdate();
  }

  /** Does what an event asks for; if that leads away from a form with changes, only if the reader says so. */
  async before(event: string, done: () => unknown): Promise<void> {
    if (this.form && LEADS_AWAY.includes(event)) {
      if (!(await this.form.mayLeave())) return;
      this.close();
    }
    done();
  }

  /** True if Escape meant the form. */
  stepBack(): boolean {
    if (!this.form) return false;
    void this.form.stepBack();
    return true;
  }
}

function isByItems(layer: StoreLayer | undefined): boolean {
  return layer?.door === 'items';
}

function nobody(): boolean {
  return false;
}
