// The elements of the kit this app is made of.

import '../../kit/panel/bottom-sheet.ts';
import '../../kit/panel/key-help.ts';
import '../../kit/page/language-switch.ts';
import '../../kit/extract/parcel-extract.ts';
import '../../kit/layers/look-switch.ts';
import '../../kit/layers/map-layers.ts';
import '../../kit/legend/map-legend.ts';
import '../../kit/measure/map-measure.ts';
import '../../kit/place/map-list.ts';
import '../../kit/print/map-print.ts';
import '../../kit/search/map-search.ts';
import '../../kit/map/map-view.ts';
import '../../kit/panel/panel-tabs.ts';
import '../../kit/place/place-card.ts';
import '../../kit/share/share-box.ts';
import '../../kit/server/sign-in.ts';
import '../../kit/panel/status-note.ts';
import '../../kit/page/theme-switch.ts';
import './building-check.ts';
import './extract-compare.ts';
import './versions/version-compare.ts';
