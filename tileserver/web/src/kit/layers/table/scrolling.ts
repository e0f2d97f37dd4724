// Which row stands at the top after so much scrolling, and the other way round. Where rows would be higher than a browser draws, they share
// the height there is.

export interface Window {
  /** Pixels of a row. */
  row: number;
  /** Whole rows in sight. */
  visible: number;
  total: number;
  /** Pixels of all rows together, as the page has them. */
  height: number;
}

/** The first row in sight. */
export function placeOf({ row, visible, total, height }: Window, scrolled: number): number {
  const last = Math.max(0, total - visible);
  const most = Math.max(1, height - visible * row);
  return Math.max(0, Math.min(last, Math.round(height === total * row ? scrolled / row : (scrolled / most) * last)));
}

/** How far to scroll for a row to be the first. */
export function scrollOf({ row, visible, total, height }: Window, first: number): number {
  const last = Math.max(1, total - visible);
  const most = Math.max(0, height - visible * row);
  return Math.round(height === total * row ? first * row : (first / last) * most);
}
