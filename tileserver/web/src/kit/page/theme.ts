// Light or dark: as the device wishes until somebody chooses, and then as chosen on this device.
// The colours themselves lie in tokens.css; the map asks here which ground to draw on.

export type Theme = 'light' | 'dark';

const KEPT = 'diaban-theme';
const wish = matchMedia('(prefers-color-scheme: dark)');
const listeners = new EventTarget();

show(kept());
wish.addEventListener('change', () => {
  if (kept() === undefined) changed();
});
// Another window of ours may have chosen.
window.addEventListener('storage', ({ key }) => {
  if (key !== KEPT) return;
  show(kept());
  changed();
});

/** What the page is drawn in now. */
export function theme(): Theme {
  return kept() ?? (wish.matches ? 'dark' : 'light');
}

export function choose(chosen: Theme): void {
  try {
    localStorage.setItem(KEPT, chosen);
  } catch {
    // A browser that keeps nothing still shows it.
  }
  show(chosen);
  changed();
}

/** Calls back after each change of theme until the returned function is called. */
export function onTheme(heard: () => void): () => void {
  listeners.addEventListener('theme', heard);
  return () => listeners.removeEventListener('theme', heard);
}

function changed(): void {
  listeners.dispatchEvent(new Event('theme'));
}

function show(chosen: Theme | undefined): void {
  if (chosen) document.documentElement.dataset.theme = chosen;
  else delete document.documentElement.dataset.theme;
}

function kept(): Theme | undefined {
  const shown = document.documentElement.dataset.theme;
  try {
    const found = localStorage.getItem(KEPT) ?? shown;
    return found === 'light' || found === 'dark' ? found : undefined;
  } catch {
    return shown === 'light' || shown === 'dark' ? shown : undefined;
  }
}
