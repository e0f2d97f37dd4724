// The elements of the panel's tools: measuring, the link, printing.

import ofKeys from 'virtual:catalogue/kit/keys#web-keys';
import texts from 'virtual:catalogue/planning/staff';
import '../../../kit/measure/map-measure.ts';
import { learn } from '../../../kit/page/text.ts';
import '../../../kit/print/map-print.ts';
import '../../../kit/share/share-box.ts';

learn(ofKeys);
learn(texts);
