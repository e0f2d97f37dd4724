// What is done with the answer about a parcel: a building checked on it, another day compared.

import texts from 'virtual:catalogue/planning/staff';
import { learn } from '../../../kit/page/text.ts';
import '../building-check.ts';
import '../extract-compare.ts';

learn(texts);
