// What keys mean while the map has the focus. Single letters work only there (WCAG 2.1.4); the list is shown by key-help.

export type KeyWish = 'pick' | 'search' | 'next' | 'previous' | 'layers' | 'legend' | 'print' | 'help';

const LETTERS: Record<string, KeyWish> = { '/': 'search', '?': 'help', Enter: 'pick', l: 'layers', g: 'legend', p: 'print' };
const STEPS: Record<string, KeyWish> = { ArrowDown: 'next', ArrowUp: 'previous' };

/** Keys as the list names them, and the sentence that says what each does. */
export const KEYS: readonly [keys: string, sentence: string][] = [
  ['/', 'web-key-search'],
  ['← ↑ → ↓', 'web-key-move'],
  ['+ −', 'web-key-zoom'],
  ['Enter', 'web-key-pick'],
  ['Alt + ↓ ↑', 'web-key-step'],
  ['L', 'web-key-layers'],
  ['G', 'web-key-legend'],
  ['P', 'web-key-print'],
  ['Esc', 'web-key-escape'],
  ['?', 'web-key-help'],
];

/** What moves the crosshair. */
const AIMS = /^(Arrow|[-+=_]$)/;

/**
 * While corners are set: Enter sets one at the crosshair if the map was moved there by keys, and says that it is all if the last was just set.
 * `isTaken` is asked then; if it is not, Enter picks as ever. Ends when what it returns is called.
 */
export function doneByEnter(view: HTMLElement, isTaken: () => boolean): () => void {
  let isAimed = false;
  const typed = (event: KeyboardEvent) => {
    if (AIMS.test(event.key)) isAimed = true;
    if (event.key !== 'Enter' || !(event.target instanceof HTMLCanvasElement)) return;
    if (!isAimed && isTaken()) {
      event.preventDefault();
      event.stopPropagation();
    }
    isAimed = false;
  };
  const pressed = () => (isAimed = false);
  const heard = new AbortController();
  const before = { capture: true, signal: heard.signal };
  view.addEventListener('keydown', typed, before);
  view.addEventListener('pointerdown', pressed, before);
  return () => heard.abort();
}

export function keyWish(event: KeyboardEvent): KeyWish | undefined {
  if (event.ctrlKey || event.metaKey) return undefined;
  if (event.altKey) return STEPS[event.key];
  return LETTERS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
}
