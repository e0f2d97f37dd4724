// Two maps side by side as a link names them: sides=plan:5,look:photo,.5. Pure.

/** What one of two maps shows: the map as its reader arranged it, a look, one plan, or the plans in force on a day. */
export type Side = { show: 'map' } | { show: 'look'; look: string } | { show: 'plan'; plan: number } | { show: 'day'; day: string };

export interface Sides {
  left: Side;
  right: Side;
  /** Where the handle between them stands: 0 at the left edge, 1 at the right one. */
  at: number;
}

/** Where the handle stands at first. */
export const MIDDLE = 0.5;

export function readSides(text: string): Sides | undefined {
  const [first = '', second = '', place, ...rest] = text.split(',');
  const [left, right, at] = [readSide(first), readSide(second), place === undefined ? MIDDLE : Number(place)];
  if (!left || !right || rest.length > 0 || place?.trim() === '' || !(at >= 0 && at <= 1)) return undefined;
  return { left, right, at };
}

export function writeSides({ left, right, at }: Sides): string {
  const place = at === MIDDLE ? [] : [String(Number(at.toFixed(2))).replace(/^0\./, '.')];
  return [writeSide(left), writeSide(right), ...place].join(',');
}

export function readSide(text: string): Side | undefined {
  const [show, of = ''] = text.split(':');
  if (text === 'map') return { show: 'map' };
  if (show === 'look' && /^[a-z-]+$/.test(of)) return { show, look: of };
  if (show === 'plan' && /^\d{1,15}$/.test(of)) return { show, plan: Number(of) };
  if (show === 'day' && /^\d{4}-\d{2}-\d{2}$/.test(of)) return { show, day: of };
  return undefined;
}

export function writeSide(side: Side): string {
  if (side.show === 'look') return `look:${side.look}`;
  if (side.show === 'plan') return `plan:${side.plan}`;
  return side.show === 'day' ? `day:${side.day}` : side.show;
}
