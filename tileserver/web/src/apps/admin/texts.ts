// The sentences of this app, known to whoever of it says one.

import texts from 'virtual:catalogue/admin';
import { learn } from '../../kit/page/text.ts';

learn(texts);
