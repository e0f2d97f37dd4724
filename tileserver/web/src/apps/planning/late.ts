// What of the page nobody needs for the first answer, in one script: tools, the tree of layers, the list of keys, and what is done with the
// answer about a parcel.

import tools from 'virtual:catalogue/kit/tools';
import texts from 'virtual:catalogue/planning/staff';
import '../../kit/extract/wrong-report.ts';
import '../../kit/layers/map-layers.ts';
import '../../kit/measure/map-measure.ts';
import { learn } from '../../kit/page/text.ts';
import '../../kit/panel/key-help.ts';
import '../../kit/print/map-print.ts';
import '../../kit/share/share-box.ts';
import './check/building-check.ts';
import './extract-compare.ts';
import './versions/version-compare.ts';

export { printedParcel } from './printed-parcel.ts';

learn(tools);
learn(texts);
