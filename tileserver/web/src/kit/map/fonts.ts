// The one typeface of page and map: Be Vietnam Pro (OFL-1.1), served by ourselves.
// MapLibre gets the files through the style's `font-faces`: with a web font from CSS it would wait for the Latin
// file only and draw "ễ ợ ữ" in a fallback face.

import { ours } from '../page/base.ts';
import latin400 from '@fontsource/be-vietnam-pro/files/be-vietnam-pro-latin-400-normal.woff2';
import latin600 from '@fontsource/be-vietnam-pro/files/be-vietnam-pro-latin-600-normal.woff2';
import vietnamese400 from '@fontsource/be-vietnam-pro/files/be-vietnam-pro-vietnamese-400-normal.woff2';
import vietnamese600 from '@fontsource/be-vietnam-pro/files/be-vietnam-pro-vietnamese-600-normal.woff2';
import ranges from '@fontsource/be-vietnam-pro/unicode.json';

export const REGULAR = 'Be Vietnam Pro Regular';
export const SEMIBOLD = 'Be Vietnam Pro SemiBold';

/** For a style's `font-faces`. The Vietnamese file comes first: it owns the letters both files could claim. */
export function fontFaces(): Record<string, { url: string; 'unicode-range': string[] }[]> {
  return {
    [REGULAR]: [face(vietnamese400, ranges.vietnamese), face(latin400, ranges.latin)],
    [SEMIBOLD]: [face(vietnamese600, ranges.vietnamese), face(latin600, ranges.latin)],
  };
}

function face(file: string, range: string): { url: string; 'unicode-range': string[] } {
  return { url: new URL(ours(file), location.origin).href, 'unicode-range': range.split(',') };
}
