// The chosen parcel for the sheet: its answer as it stands on the card, and its outline from the store.

import type { Geometry } from 'geojson';
import { parcelExtract } from '../../kit/extract/asking.ts';
import type { ExtractLook } from '../../kit/extract/extract-look.ts';
import { functionLooks } from '../../kit/extract/functions.ts';
import { amount, areasOf, parcelName, planName } from '../../kit/extract/words.ts';
import type { Degrees } from '../../kit/grid/vn2000.ts';
import type { PrintedParcel } from '../../kit/print/paper-parcel.ts';
import { storedFeature } from '../../kit/server/store-layers.ts';

/** Nothing if no parcel is looked at. An answer that is on its way is asked for; without its outline it is printed all the same. */
export async function printedParcel({ parcel, day, extract: known }: ExtractLook): Promise<PrintedParcel | undefined> {
  const extract = known ?? (parcel && (await parcelExtract(parcel, day).catch(() => undefined)));
  if (!extract) return undefined;
  const { layer, id } = extract.parcel;
  const [looks, feature] = await Promise.all([functionLooks(), storedFeature(layer, id).catch(() => undefined)]);
  const governing = extract.plans.filter(({ governs }) => governs);
  const answer = governing.flatMap((plan) =>
    plan.zones.map((zone) => {
      const { name } = looks(zone.function);
      return { plan: planName(plan), what: zone.sign === null ? name : `${name} (${zone.sign})`, amount: amount(zone) };
    }),
  );
  return { name: parcelName(extract.parcel), facts: areasOf(extract.parcel), answer, rings: ringsOf(feature?.geometry) };
}

function ringsOf(geometry: Geometry | null | undefined): Degrees[][] {
  const polygons = geometry?.type === 'Polygon' ? [geometry.coordinates] : geometry?.type === 'MultiPolygon' ? geometry.coordinates : [];
  return polygons.flat().map((ring) => ring.map(([lon = 0, lat = 0]): Degrees => [lon, lat]));
}
