// Sentences from the project's Fluent catalogue, in the language the reader chose.
// Knows no sentence itself; numbers and dates of data are written by numbers.ts.

import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';
import texts from 'virtual:catalogue';

export type Language = 'vi' | 'en';

/** The first is the default. */
export const LANGUAGES: readonly Language[] = ['vi', 'en'];

/** Under this name the device keeps it. */
const KEPT = 'diaban-language';

const bundles = Object.fromEntries(LANGUAGES.map((language) => [language, bundle(language)])) as Record<
  Language,
  FluentBundle
>;
const listeners = new EventTarget();
let current: Language = 'vi';

/** Adds the sentences of a part of the catalogue that not every page needs. */
export function learn(more: Record<Language, string>): void {
  for (const each of LANGUAGES) bundles[each].addResource(new FluentResource(more[each]));
}

/** The sentence with this id in the current language. */
export function say(id: string, values?: Record<string, FluentVariable>): string {
  const pattern = bundles[current].getMessage(id)?.value;
  return pattern ? bundles[current].formatPattern(pattern, values) : id;
}

/** The sentence, or `undefined` if the catalogue has none with this id. */
export function sayIfKnown(id: string): string | undefined {
  const pattern = bundles[current].getMessage(id)?.value;
  return pattern ? bundles[current].formatPattern(pattern) : undefined;
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
  document.documentElement.lang = chosen;
  if (chosen === current) return;
  current = chosen;
  listeners.dispatchEvent(new Event('language'));
}

/** Calls back after each change of language until the returned function is called. */
export function onLanguage(heard: () => void): () => void {
  listeners.addEventListener('language', heard);
  return () => listeners.removeEventListener('language', heard);
}

function bundle(of: Language): FluentBundle {
  const made = new FluentBundle(of === 'vi' ? 'vi-VN' : 'en-GB', { useIsolating: false });
  made.addResource(new FluentResource(texts[of]));
  return made;
}
