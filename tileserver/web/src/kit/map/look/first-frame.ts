// The style a map begins with: what is shown, how strong, in which theme and on which ground are settled before it is handed over, so that the
// first frame is drawn as all others and no tile is asked for in vain.

import type { StyleSpecification } from 'maplibre-gl';
import { groundLook, inLook } from '../base/ground.ts';
import { arranged } from '../drawing-order.ts';
import type { Composed } from '../map-style.ts';
import type { Stack } from '../../layers/layer-stack.ts';
import type { Theme } from '../../page/theme.ts';
import { inTheDark } from './dark-style.ts';

export function firstFrame({ style, ground }: Composed, stack: Stack, theme: Theme): StyleSpecification {
  const look = groundLook(stack, theme);
  const layers = arranged(style.layers, stack).map((part) => inLook(theme === 'dark' ? inTheDark(part) : part, ground, look));
  return { ...style, layers };
}
