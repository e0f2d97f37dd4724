// What somebody has changed of a feature and not yet saved: texts as typed, the shape as drawn, over the version they rest on. Pure.

import type { StoreField } from '../../server/store-layers.ts';
import { drawnOf, shapeOf, type DrawnShape } from './shape/drawn-shape.ts';
import { changeOf, changedOf, isSame, merged, readTyped, typedOf, type Content, type Difference, type Side } from './field-values.ts';
import type { Version } from './stored-version.ts';

export class EditDraft {
  /** The shape as it is drawn now; nothing while nobody has touched it. */
  shape?: DrawnShape;
  private typed = new Map<string, string>();

  constructor(
    public base: Version,
    readonly fields: readonly StoreField[],
    private readonly mark: () => ',' | '.',
  ) {}

  /** What stands in a field's control. */
  textOf(field: StoreField): string {
    return this.typed.get(field.name) ?? this.storedTextOf(field);
  }

  /** What stood in it before anybody typed. */
  storedTextOf({ name }: StoreField): string {
    return typedOf(this.base.properties[name], this.mark());
  }

  type({ name }: StoreField, text: string): void {
    this.typed.set(name, text);
  }

  isChanged(field: StoreField): boolean {
    const read = this.read(field);
    return read !== undefined && (!('value' in read) || !isSame(read.value, this.base.properties[field.name]));
  }

  /** The sentence that says why a field cannot be read. */
  troubleOf(field: StoreField): string | undefined {
    const read = this.read(field);
    return read && 'trouble' in read ? read.trouble : undefined;
  }

  get isUnread(): boolean {
    return this.fields.some((field) => this.troubleOf(field) !== undefined);
  }

  get isDirty(): boolean {
    return this.isUnread || Object.keys(this.change()).length > 0;
  }

  /** The feature as it would be; what cannot be read is as it was. */
  content(): Content {
    const read = this.fields.flatMap((field) => {
      const found = this.read(field);
      return found && 'value' in found ? [[field.name, found.value] as const] : [];
    });
    return {
      properties: { ...this.base.properties, ...Object.fromEntries(read) },
      geometry: this.shape ? shapeOf(this.shape) : this.base.geometry,
    };
  }

  /** What is sent; empty if nothing is another. */
  change(): ReturnType<typeof changeOf> {
    return changeOf(this.base, this.content());
  }

  /** Goes on from another's version with what is chosen of both. */
  restOn(theirs: Version, found: readonly Difference[], chosen: ReadonlyMap<string, Side>): void {
    const whole = merged(this.content(), theirs, found, chosen);
    const own = changedOf(theirs.properties, whole.properties);
    this.base = theirs;
    this.typed = new Map(Object.entries(own).map(([field, value]) => [field, typedOf(value, this.mark())]));
    this.shape = isSame(whole.geometry, theirs.geometry) ? undefined : drawnOf(whole.geometry);
  }

  /** Of a field somebody typed in. A text that stands there as it was is the value it was, whatever language it is read in. */
  private read(field: StoreField): ReturnType<typeof readTyped> | undefined {
    const text = this.typed.get(field.name);
    if (text === undefined) return undefined;
    const before = this.base.properties[field.name];
    return text === typedOf(before, this.mark()) ? { value: before ?? null } : readTyped(field.type, text, this.mark());
  }
}
