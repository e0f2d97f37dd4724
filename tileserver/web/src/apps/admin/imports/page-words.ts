// Sentences about files name options of the command line, where most of them are read; on this page the same is a choice in a form. Sentences only.

import { say } from '../../../kit/page/text.ts';
import '../texts.ts';
import { KINDS, MODES } from './import-wire.ts';

/** Options, and the names of their choices here; of what there is no choice for, nothing is said otherwise. */
const CHOICES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(MODES.map((mode) => [`--mode ${mode}`, `web-admin-mode-${mode}`])),
  ...Object.fromEntries(KINDS.map((kind) => [`--kind ${kind}`, `web-admin-kind-${kind}`])),
  '--override-crs': 'web-admin-crs-override',
  '--source-layer': 'web-admin-source',
  '--private-field': 'web-admin-private-group',
  '--unpublished': 'web-admin-unpublished',
  '--encoding': 'web-admin-encoding',
  '--crs': 'web-admin-crs',
  '--key': 'web-admin-key',
};
const OPTION = new RegExp(`(${Object.keys(CHOICES).sort((a, b) => b.length - a.length).join('|')})(?![\\w-])`, 'g');

/** The sentence with the names that the choices have on this page. */
export function inPageWords(sentence: string): string {
  return sentence.replace(OPTION, (option) => `“${say(CHOICES[option] ?? option)}”`);
}
