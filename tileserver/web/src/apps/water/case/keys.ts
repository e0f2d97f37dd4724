// Ways into the list of valves: by a key, and from the map.

/** The number of a valve somebody pressed on the map or in the list; not a number where it is none, or was typed into something. */
export function numberPressed(event: KeyboardEvent): number {
  const target = event.target as HTMLElement;
  const isDigit = !event.ctrlKey && !event.altKey && !event.metaKey && /^[1-9]$/.test(event.key);
  const isHere = target.closest('.valves, map-view') !== null && target.closest('input, select, textarea') === null;
  return isDigit && isHere ? Number(event.key) : Number.NaN;
}

/** A valve of the map in the list, wherever it stands there. */
export function showValve(within: HTMLElement, id: string): void {
  const row = ['valve', 'marked', 'other'].map((kind) => within.querySelector<HTMLElement>(`[data-${kind}="${CSS.escape(id)}"]`)).find((found) => found);
  row?.closest('details')?.setAttribute('open', '');
  row?.scrollIntoView({ block: 'center' });
  row?.querySelector<HTMLElement>('.valve-go')?.focus({ preventScroll: true });
}
