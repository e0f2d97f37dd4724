// Gives a map the pictures of patterns it asks for, in ink that is seen on its ground.

import type { Map as MapLibre } from 'maplibre-gl';
import type { Theme } from '../page/theme.ts';
import { DENSITY, imageOf, PATTERNS, pictureOf } from './patterns.ts';

const INK: Record<Theme, number> = { light: 20, dark: 240 };

/** Paper is always light. */
export function supplyPatterns(map: MapLibre, theme: Theme): void {
  map.setMissingStyleImageResolver(async (id) => {
    const pattern = PATTERNS.find((each) => imageOf(each) === id);
    if (pattern) map.addImage(id, pictureOf(pattern, INK[theme]), { pixelRatio: DENSITY });
  });
}
