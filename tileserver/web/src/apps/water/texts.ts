// The sentences of this app, known to whoever of it says one.

import { learn } from '../../kit/page/text.ts';
import texts from 'virtual:catalogue/water';
import ofMap from 'virtual:catalogue/water-map';

learn(texts);
learn(ofMap);
