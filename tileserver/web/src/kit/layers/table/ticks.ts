// Rows somebody ticks to take them along. They stay ticked while the table is sorted and filtered otherwise. Pure.

/** As many as the server takes by name: they stand in an address. */
export const MOST_TICKED = 500;

/** The same with a row ticked, or not any more. Beyond the most, nothing more is. */
export function ticked(before: ReadonlySet<number>, ids: readonly number[], isTicked: boolean): ReadonlySet<number> {
  const after = new Set(before);
  for (const id of ids) {
    if (!isTicked) after.delete(id);
    else if (after.size < MOST_TICKED) after.add(id);
  }
  return after;
}

/** How much of some rows is ticked. */
export function shareTicked(chosen: ReadonlySet<number>, ids: readonly number[]): 'none' | 'some' | 'all' {
  const count = ids.filter((id) => chosen.has(id)).length;
  return count === 0 ? 'none' : count === ids.length ? 'all' : 'some';
}
