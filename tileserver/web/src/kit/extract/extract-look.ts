// The extract of one parcel at a time: asked for, asked again on another day or when something changed, with the shapes of its shares.
// Knows no element and no map; it tells when something is different.

import type { FeatureCollection } from 'geojson';
import { Refused } from '../server/ask.ts';
import type { Changed } from '../server/changes.ts';
import type { Selected } from '../share/permalink.ts';
import { parcelExtract, sharesOf } from './asking.ts';
import type { Extract } from './wire.ts';

/** How the layers of the plan register begin. */
const REGISTER = 'plan_';

export class ExtractLook {
  parcel?: Selected;
  /** The day that was asked for; today without one. */
  day?: string;
  extract?: Extract;
  shares?: FeatureCollection;
  isAsking = false;
  /** Why there is no answer, in the server's words if it has any. */
  refused?: { sentence?: string };
  private asking = new AbortController();

  constructor(private readonly changed: () => void) {}

  /** Looks at a parcel; one that is looked at already stays as it is. */
  async of(parcel: Selected | undefined): Promise<void> {
    if (parcel?.layer === this.parcel?.layer && parcel?.id === this.parcel?.id) return;
    this.parcel = parcel;
    this.extract = undefined;
    this.shares = undefined;
    await this.again();
  }

  /** The same parcel on another day. */
  async on(day: string | undefined): Promise<void> {
    this.day = day;
    await this.again();
  }

  /** Asks anew; the answer before stays until then. */
  async again(): Promise<void> {
    this.asking.abort();
    this.asking = new AbortController();
    this.refused = undefined;
    this.isAsking = this.parcel !== undefined;
    this.changed();
    const { parcel } = this;
    if (!parcel) return;
    const { signal } = this.asking;
    try {
      const extract = await parcelExtract(parcel, this.day, signal);
      if (signal.aborted) return;
      this.extract = extract;
      this.refused = extract ? undefined : {};
    } catch (trouble) {
      if (signal.aborted) return;
      this.extract = undefined;
      this.refused = { sentence: trouble instanceof Refused ? trouble.sentence : undefined };
    }
    this.isAsking = false;
    this.shares = undefined;
    this.changed();
    if (this.extract?.plans.some(({ zones }) => zones.length > 0)) await this.draw(this.extract, signal);
  }

  /** Asks anew if what it rests on has changed. */
  follow(news: readonly Changed[]): void {
    const { parcel } = this;
    const isTouched = ({ layer, ids }: Changed) => layer.startsWith(REGISTER) || (layer === parcel?.layer && (ids?.includes(parcel.id) ?? true));
    if (parcel && news.some(isTouched)) void this.again();
  }

  close(): void {
    void this.of(undefined);
  }

  private async draw(extract: Extract, signal: AbortSignal): Promise<void> {
    const shares = await sharesOf(extract, signal);
    if (signal.aborted) return;
    this.shares = shares;
    this.changed();
  }
}
