// The form of a feature that is not there yet: its shape is drawn first, then moved and filled in as that of any other, and sent as a new one.

import texts from 'virtual:catalogue/kit/draw';
import { nothing } from 'lit';
import { readCorners } from '../../grid/coordinates.ts';
import type { Grid } from '../../grid/vn2000.ts';
import { learn, say } from '../../page/text.ts';
import type { LayerWish } from '../../layers/map-layers.ts';
import { headline } from '../feature-words.ts';
import type { EditDraft } from './edit-draft.ts';
import { FeatureEdit } from './feature-edit.ts';
import type { DrawnShape, PenKind } from './shape/drawn-shape.ts';
import { penPanel } from './shape/pen-panel.ts';
import { shapePanel } from './shape/shape-panel.ts';
import { ShapePen } from './shape/shape-pen.ts';
import { addFeature } from './stored-version.ts';

learn(texts);

const KINDS: readonly PenKind[] = ['point', 'line', 'polygon'];

export class FeatureNew extends FeatureEdit {
  private pen?: ShapePen;

  override connectedCallback(): void {
    super.connectedCallback();
    // What is drawn is seen, and so is the form.
    if (!this.shown().includes(this.layer.name)) this.tell<LayerWish>('layer-wish', { wish: 'switch', names: [this.layer.name], isOn: true });
    this.tell('tab-chosen', 'info');
    this.tell('shape-asked');
  }

  override end(): void {
    this.pen?.stop();
    this.pen = undefined;
    super.end();
  }

  protected override get isDirty(): boolean {
    return (this.pen?.corners.length ?? 0) > 0 || super.isDirty;
  }

  /** Once it is drawn, what it is comes first. */
  protected override get isShaping(): boolean {
    return false;
  }

  protected override heading(): string {
    return say('web-draw-new', { layer: this.layer.title });
  }

  protected override name(): string {
    const { selected, layer, legend, draft } = this;
    return selected && draft ? headline({ ...selected, fields: { ...draft.content().properties } }, layer, legend) : say('web-draw-name');
  }

  protected override wayToEnd(): unknown {
    return nothing;
  }

  protected override isMarked(): boolean {
    return false;
  }

  /** One thing after the other: first it is drawn. */
  protected override form(draft: EditDraft): unknown {
    const { pen, isUnreadable } = this;
    if (!pen) return super.form(draft);
    const [put, leave] = [(text: string) => this.set(text), () => void this.stepOut()];
    return penPanel({ pen, kinds: kindsOf(this.layer.shape), grid: this.grid(), isUnreadable, put, leave });
  }

  protected override shapePart(draft: EditDraft): unknown {
    const { hand, isUnreadable } = this;
    const now = draft.shape;
    return now && shapePanel({ hand, before: now, now, grid: this.grid(), trouble: this.troubleOf('geometry'), isUnreadable, begin: () => this.hold(now), put: (text) => this.put(text) });
  }

  protected override grid(): Grid {
    const first = this.pen?.corners[0] ?? this.draft?.shape?.parts[0]?.corners[0];
    return this.view.gridAt(first ?? this.view.middle() ?? [0, 0]);
  }

  /** There is nothing to read: an empty feature is what one begins with. */
  protected override async read(): Promise<void> {
    const { fields, shape } = this.layer;
    this.adopt({ tag: '', properties: Object.fromEntries(fields.map(({ name }) => [name, null])), geometry: null });
    this.pen = new ShapePen(this.view, kindsOf(shape)[0] as PenKind, this.shown, () => this.drawn(), (drawn) => this.finished(drawn));
    this.pen.start();
    // One draws on the map.
    void this.updateComplete.then(() => this.view.focus());
    await super.read();
  }

  protected override async save(draft: EditDraft): Promise<void> {
    const { properties, geometry } = draft.content();
    const filled = Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== null));
    await this.tried(async () => {
      this.selected = await addFeature(this.layer.name, { properties: filled, geometry }, this.why);
      this.saved();
    }, 'web-edit-not-saved');
  }

  private drawn(): void {
    this.isUnreadable = false;
    this.said = undefined;
    this.refresh();
  }

  /** From here on it is a shape like any other, with corners to be moved. */
  private finished(shape: DrawnShape): void {
    this.pen?.stop();
    this.pen = undefined;
    if (this.draft) this.draft.shape = shape;
    this.hold(shape);
    this.refresh();
  }

  private set(text: string): boolean {
    const corners = readCorners(text, this.grid());
    this.isUnreadable = corners === undefined;
    this.refresh();
    if (!corners || !this.pen) return false;
    const { view } = this;
    const before = this.pen.corners;
    this.pen.add(corners);
    view.showAll([...before, ...corners]);
    return true;
  }
}

/** What a layer takes, as it is drawn. */
function kindsOf(shape: string): readonly PenKind[] {
  const own = KINDS.filter((kind) => kind === shape);
  return own.length > 0 ? own : KINDS;
}

customElements.define('feature-new', FeatureNew);
