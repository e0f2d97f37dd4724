// Where the handle between two maps may stand: 0 at the left edge, 1 at the right one. Pure.

/** How far a key moves it, of the whole width. */
const [STEP, LEAP] = [0.02, 0.1];

/** Where a key moves it; nothing of another key. */
export function placeAfter(key: string, at: number): number | undefined {
  const moves: Record<string, number> = {
    ArrowLeft: at - STEP,
    ArrowDown: at - STEP,
    ArrowRight: at + STEP,
    ArrowUp: at + STEP,
    PageDown: at - LEAP,
    PageUp: at + LEAP,
    Home: 0,
    End: 1,
  };
  const to = moves[key];
  return to === undefined ? undefined : Number(within(to).toFixed(2));
}

export function within(at: number): number {
  return Math.min(1, Math.max(0, at));
}
