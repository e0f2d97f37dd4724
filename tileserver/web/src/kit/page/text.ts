// Sentences from the project's Fluent catalogue, in the language the reader chose.
// Knows no sentence itself; numbers and dates of data are written by numbers.ts.

import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';
import texts from 'virtual:catalogue';

export type Language = 'vi' | 'en';

/** The first is the default. */
export const LANGUAGES: readonly Language[] = ['vi', 'en'];

/** Under this name the device keeps it. */
const KEPT = 'diaban-language';
/** Sentences that take longer are not waited for: pages show themselves in Vietnamese, and anew once they are here. */
const PATIENCE_MS = 3000;

/** Sentences of a part: English is read when somebody wants it. */
export type Sentences = { vi: string; en: string | ReadSentences };
type ReadSentences = () => Promise<string>;

const bundles = {
  vi: new FluentBundle('vi-VN', { useIsolating: false }),
  en: new FluentBundle('en-GB', { useIsolating: false }),
};
const listeners = new EventTarget();
let current: Language = 'vi';
/** False until somebody said which language to speak. */
let isSpoken = false;
/** English parts that nobody wanted yet, or that did not come. */
let unread: ReadSentences[] = [];
let reading: Promise<void> | undefined;
/** The same, as long as it is waited for. */
let awaited: Promise<void> | undefined;

learn(texts);

/** Adds the sentences of a part of the catalogue that not every page needs. */
export function learn(more: Sentences): void {
  bundles.vi.addResource(new FluentResource(more.vi));
  if (typeof more.en === 'string') {
    bundles.en.addResource(new FluentResource(more.en));
    return;
  }
  unread.push(more.en);
  if ((isSpoken ? current : wished()) === 'en') read();
}

/** While sentences of the current language are on their way: what can wait for them should. It ends though they do not come. */
export function beingRead(): Promise<void> | undefined {
  return current === 'en' && reading ? awaited : undefined;
}

/** Reads the English of all parts; one that does not come is asked for again with the next, and its sentences stand in Vietnamese. */
function read(): void {
  const parts = unread;
  unread = [];
  const one = (part: ReadSentences) =>
    part().then(
      (text) => void bundles.en.addResource(new FluentResource(text)),
      () => void unread.push(part),
    );
  const all = Promise.all([reading, ...parts.map(one)]).then(() => {
    if (reading !== all) return;
    reading = undefined;
    if (current === 'en') listeners.dispatchEvent(new Event('language'));
  });
  reading = all;
  awaited = new Promise((done) => {
    const late = setTimeout(done, PATIENCE_MS);
    void all.then(() => (clearTimeout(late), done()));
  });
}

/** The sentence with this id in the current language. */
export function say(id: string, values?: Record<string, FluentVariable>): string {
  return said(id, values) ?? id;
}

/** The sentence, or `undefined` if the catalogue has none with this id. */
export function sayIfKnown(id: string): string | undefined {
  return said(id);
}

function said(id: string, values?: Record<string, FluentVariable>): string | undefined {
  const bundle = [bundles[current], bundles.vi].find((one) => one.hasMessage(id));
  const pattern = bundle?.getMessage(id)?.value;
  return bundle && pattern ? bundle.formatPattern(pattern, values) : undefined;
}

export function language(): Language {
  return current;
}

/** The tag `Intl` wants. */
export function locale(): string {
  return current === 'vi' ? 'vi-VN' : 'en-GB';
}

export function isLanguage(text: string | null | undefined): text is Language {
  return LANGUAGES.includes(text as Language);
}

/** The first of ours among the languages a browser asks for (`en-GB`, `vi`), the default if there is none. */
export function preferred(tags: readonly string[]): Language {
  return tags.map((tag) => tag.toLowerCase().split('-')[0]).find(isLanguage) ?? (LANGUAGES[0] as Language);
}

/** `?lang=`, then what somebody chose on this device, then the browser's wishes. */
export function wished(): Language {
  const wish = new URLSearchParams(location.search).get('lang');
  return isLanguage(wish) ? wish : (kept() ?? preferred(navigator.languages));
}

/** Remembers on this device what somebody chose; a link in another language changes nothing of it. */
export function keep(chosen: Language): void {
  try {
    localStorage.setItem(KEPT, chosen);
  } catch {
    // A browser that keeps nothing still shows it.
  }
}

/** What somebody chose on this device. */
export function kept(): Language | undefined {
  try {
    const found = localStorage.getItem(KEPT);
    return isLanguage(found) ? found : undefined;
  } catch {
    return undefined;
  }
}

export function speak(chosen: Language): void {
  isSpoken = true;
  document.documentElement.lang = chosen;
  if (chosen === 'en' && unread.length > 0) read();
  if (chosen === current) return;
  current = chosen;
  listeners.dispatchEvent(new Event('language'));
}

/** Calls back after each change of language until the returned function is called. */
export function onLanguage(heard: () => void): () => void {
  listeners.addEventListener('language', heard);
  return () => listeners.removeEventListener('language', heard);
}
