// The elements of the kit this app is made of.

import '../../kit/panel/bottom-sheet.ts';
import '../../kit/page/language-switch.ts';
import '../../kit/extract/parcel-extract.ts';
import '../../kit/layers/look-switch.ts';
import '../../kit/legend/map-legend.ts';
import '../../kit/place/map-list.ts';
import '../../kit/search/map-search.ts';
import '../../kit/map/map-view.ts';
import '../../kit/panel/panel-tabs.ts';
import '../../kit/place/place-card.ts';
import '../../kit/server/sign-in.ts';
import '../../kit/panel/status-note.ts';
import '../../kit/page/theme-switch.ts';
