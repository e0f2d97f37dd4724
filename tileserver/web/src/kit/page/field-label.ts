// How people call a field: known names have words in the catalogue, others keep theirs.

import texts from 'virtual:catalogue/fields';
import { learn, sayIfKnown } from './text.ts';

learn(texts);

export function fieldLabel(field: string): string {
  return sayIfKnown(`web-field-${field.toLowerCase().replaceAll('_', '-')}`) ?? field;
}
