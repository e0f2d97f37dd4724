// Looks up a place or a feature: first what the map draws, at once, then what the store holds. One look at a time; a newer
// one ends the older. Knows no element and no map; it tells when something is different.

import type { Changed } from '../server/changes.ts';
import type { Hit } from '../map/hits.ts';
import { interiorPoint } from './interior-point.ts';
import type { Selected } from '../share/permalink.ts';
import { inForceFirst } from './in-force.ts';
import { drawnAt, hitsOf, keyOf, storedAt, withMore, type PlaceAnswer } from './place-answer.ts';
import { Refused } from '../server/ask.ts';
import { storedFeature, type StoreLayer } from '../server/store-layers.ts';

/** What lies where a feature lies; its own line may miss a point on it by a hair. */
const AT_THE_POINT_M = 0.5;

export class PlaceLook {
  answer?: PlaceAnswer;
  /** The key of the feature that stands open. */
  open?: string;
  /** The store could not say; what the map draws is all there is. */
  isCutOff = false;
  private within_m = 0;
  private layers: readonly StoreLayer[] = [];
  private asking = new AbortController();

  constructor(private readonly changed: () => void) {}

  /** The feature that stands open, if it can be named. */
  get selected(): Selected | undefined {
    const hit = hitsOf(this.answer).find((each) => keyOf(each) === this.open);
    return hit?.id === undefined ? undefined : { layer: hit.layer, id: hit.id };
  }

  /** The parcel that is looked at: the chosen feature, or the first one at the place. */
  parcelAmong(layers: readonly StoreLayer[]): Selected | undefined {
    const isParcel = ({ layer }: { layer: string }) => layers.some(({ name, kind }) => name === layer && kind === 'parcel');
    const { selected, answer } = this;
    if (selected && isParcel(selected)) return selected;
    const hit = hitsOf(answer).find((each) => each.id !== undefined && isParcel(each));
    return hit && { layer: hit.layer, id: hit.id as number };
  }

  /** Looks at a point that was chosen on the map. */
  at(point: [number, number], drawn: Hit[], layers: readonly StoreLayer[], within_m: number): Promise<void> {
    [this.within_m, this.layers] = [within_m, layers];
    const answer = inForceFirst(drawnAt(drawn, layers, point), layers);
    this.show(answer, hitsOf(answer).map(keyOf)[0]);
    return this.askStore(point);
  }

  /** Looks at a feature, and at everything that lies where it lies. */
  async of(selected: Selected, layers: readonly StoreLayer[]): Promise<void> {
    [this.within_m, this.layers] = [AT_THE_POINT_M, layers];
    const hit: Hit = { ...selected, fields: {} };
    this.show(drawnAt([hit], layers), keyOf(hit));
    const { signal } = this.asking;
    const feature = await storedFeature(selected.layer, selected.id, signal).catch(orGone);
    if (signal.aborted) return;
    if (feature === 'gone') return this.without(hit);
    this.isCutOff = feature === undefined;
    this.replace({ ...hit, fields: feature?.properties ?? {} });
    const point = interiorPoint(feature?.geometry);
    if (point) await this.askStore(point);
  }

  /** Opens one of the features, or closes it. */
  choose(key: string | undefined): void {
    this.open = key;
    this.changed();
    const hit = hitsOf(this.answer).find((each) => keyOf(each) === key);
    if (hit && this.answer?.from === 'map') void this.readExactly(hit);
  }

  /** Lists more of a layer. */
  async more(layer: string): Promise<void> {
    const group = this.answer?.groups.find((each) => each.layer === layer);
    const { signal } = this.asking;
    const longer = group && (await withMore(group, signal).catch(() => undefined));
    if (!longer || signal.aborted || !this.answer) return;
    this.answer = inForceFirst({ ...this.answer, groups: this.answer.groups.map((each) => (each.layer === layer ? longer : each)) }, this.layers);
    this.changed();
  }

  /** Looks again, if something of what is shown has changed. */
  refresh(news: readonly Changed[]): void {
    const { answer } = this;
    if (!answer) return;
    const isTouched = ({ layer, ids }: Changed) => hitsOf(answer).some((hit) => hit.layer === layer && (ids?.includes(hit.id ?? -1) ?? true));
    if (!news.some(isTouched)) return;
    if (answer.at) void this.askStore(answer.at);
    else for (const hit of hitsOf(answer)) void this.readExactly(hit);
  }

  /** Asks the store again if it could not say. */
  retry(): void {
    const { at } = this.answer ?? {};
    if (!this.isCutOff) return;
    if (at) void this.askStore(at);
    else for (const hit of hitsOf(this.answer)) void this.readExactly(hit);
  }

  close(): void {
    this.show(undefined, undefined);
  }

  private show(answer: PlaceAnswer | undefined, open: string | undefined): void {
    this.asking.abort();
    this.asking = new AbortController();
    [this.answer, this.open, this.isCutOff] = [answer, open, false];
    this.changed();
  }

  private async askStore(point: [number, number]): Promise<void> {
    const { signal } = this.asking;
    const opened = this.open;
    const found = await storedAt(point, this.within_m, signal).catch(() => undefined);
    if (signal.aborted) return;
    if (!found) return this.doWithout();
    const answer = inForceFirst(found, this.layers);
    const chosen = this.selected;
    const keys = hitsOf(answer).map(keyOf);
    // A feature somebody chose stays, even if its shape just misses the point.
    if (chosen && opened === this.open && !keys.includes(this.open ?? '') && this.answer && !this.answer.at) {
      answer.groups = [...drawnAt(hitsOf(this.answer), [], point).groups, ...answer.groups];
    } else if (this.open !== undefined && !keys.includes(this.open)) this.open = keys[0];
    this.answer = answer;
    this.isCutOff = false;
    this.changed();
  }

  /** The store cannot be asked about a point: what the map draws is all there is, and the open feature is asked for alone. */
  private doWithout(): void {
    this.isCutOff = true;
    this.changed();
    const hit = hitsOf(this.answer).find((each) => keyOf(each) === this.open);
    if (hit) void this.readExactly(hit);
  }

  private async readExactly(hit: Hit): Promise<void> {
    if (hit.id === undefined) return;
    const { signal } = this.asking;
    const feature = await storedFeature(hit.layer, hit.id, signal).catch(orGone);
    if (!feature || signal.aborted) return;
    if (feature === 'gone') this.without(hit);
    else this.replace({ ...hit, fields: feature.properties });
  }

  /** A feature that the store does not have is not shown as if it were there. */
  private without(hit: Hit): void {
    if (!this.answer) return;
    const kept = this.answer.groups.map((group) => {
      const hits = group.hits.filter((each) => keyOf(each) !== keyOf(hit));
      return { ...group, hits, count: group.count - (group.hits.length - hits.length) };
    });
    const groups = kept.filter(({ count }) => count > 0);
    this.answer = { ...this.answer, groups, isGone: groups.length === 0 };
    if (this.open === keyOf(hit)) this.open = undefined;
    this.changed();
  }

  private replace(hit: Hit): void {
    if (!this.answer) return;
    const replaced = (each: Hit) => (keyOf(each) === keyOf(hit) ? hit : each);
    this.answer = { ...this.answer, groups: this.answer.groups.map((group) => ({ ...group, hits: group.hits.map(replaced) })) };
    this.changed();
  }
}

/** Why a feature was not told: there is none of this name for this reader, or nobody knows. */
function orGone(trouble: unknown): 'gone' | undefined {
  return trouble instanceof Refused && trouble.status === 404 ? 'gone' : undefined;
}
