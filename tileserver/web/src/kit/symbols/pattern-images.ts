// Gives a map the pictures of patterns it asks for, in ink that is seen on its ground.

import type { Map as MapLibre } from 'maplibre-gl';
import { theme } from '../page/theme.ts';
import { DENSITY, imageOf, PATTERNS, pictureOf } from './patterns.ts';

const INK = { light: 20, dark: 240 };

export function supplyPatterns(map: MapLibre): void {
  map.setMissingStyleImageResolver(async (id) => {
    const pattern = PATTERNS.find((each) => imageOf(each) === id);
    if (pattern) map.addImage(id, pictureOf(pattern, INK[theme()]), { pixelRatio: DENSITY });
  });
}
