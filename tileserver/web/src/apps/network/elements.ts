// The elements of the kit this app is made of.

import '../../kit/panel/bottom-sheet.ts';
import '../../kit/page/language-switch.ts';
import '../../kit/map/map-view.ts';
import '../../kit/session/sign-in.ts';
import '../../kit/panel/status-note.ts';
import '../../kit/page/theme-switch.ts';
