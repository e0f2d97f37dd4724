// What keys mean while a shape is changed and the focus is on it.

import type { Pixel } from './snapping.ts';

export type HandKey = { is: 'nudge'; by: Pixel } | { is: 'walk'; by: 1 | -1 } | { is: 'insert' | 'remove' };

/** Pixels an arrow moves a corner by, alone and with Shift. */
const STEP = { fine: 1, coarse: 10 } as const;
const ARROWS: Record<string, Pixel> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export function handKey({ key, shiftKey, ctrlKey, metaKey, altKey }: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>): HandKey | undefined {
  if (ctrlKey || metaKey || altKey) return undefined;
  const arrow = ARROWS[key];
  const step = shiftKey ? STEP.coarse : STEP.fine;
  if (arrow) return { is: 'nudge', by: [arrow[0] * step, arrow[1] * step] };
  if (key === 'PageDown' || key === 'PageUp') return { is: 'walk', by: key === 'PageDown' ? 1 : -1 };
  if (key === 'Insert' || key === '+') return { is: 'insert' };
  return key === 'Delete' || key === 'Backspace' ? { is: 'remove' } : undefined;
}
