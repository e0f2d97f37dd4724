// Something new on the page that somebody is to fill in or to read: brought into view and entered, however long the page is.

/** Fields in the order of the page; a calendar behind a field for a day is none. */
const FIELDS = 'input:not([type=hidden], [tabindex="-1"]), select, textarea';

/** Shows a form from its beginning, with the focus in its first field. */
export function enterForm(form: HTMLElement | null): void {
  form?.scrollIntoView({ block: 'start' });
  form?.querySelector<HTMLElement>(FIELDS)?.focus({ preventScroll: true });
}

/** Shows a sentence that must be read, and moves the focus to it. */
export function enterNote(note: HTMLElement | null): void {
  note?.scrollIntoView({ block: 'nearest' });
  note?.focus({ preventScroll: true });
}

/** Shows what one works with on the map, now and once the panel it stands in has made room for the map. */
export function keepInView(host: HTMLElement, what: string, block: 'start' | 'nearest'): void {
  const show = () => host.querySelector(what)?.scrollIntoView({ block });
  show();
  // Only while the panel itself moves: what moves within it later must not take the reader back here.
  for (const { finished } of host.closest('bottom-sheet')?.getAnimations() ?? []) void finished.then(show, () => undefined);
}
