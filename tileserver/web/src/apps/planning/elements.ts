// The elements of the kit this app is made of.

import '../../kit/bottom-sheet.ts';
import '../../kit/key-help.ts';
import '../../kit/language-switch.ts';
import '../../kit/map-layers.ts';
import '../../kit/map-legend.ts';
import '../../kit/map-measure.ts';
import '../../kit/map-list.ts';
import '../../kit/map-print.ts';
import '../../kit/map-search.ts';
import '../../kit/map-view.ts';
import '../../kit/panel-tabs.ts';
import '../../kit/place-card.ts';
import '../../kit/share-box.ts';
import '../../kit/sign-in.ts';
import '../../kit/status-note.ts';
import '../../kit/theme-switch.ts';
