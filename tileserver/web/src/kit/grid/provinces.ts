// In which VN-2000 zone registers of a place are kept, where the data itself does not say: each province had a central meridian of its own
// (circular 973/2001/TT-TCĐC and what followed it), and provinces that were merged keep their sheets in the zone they were drawn in.
// The nearest middle of a province decides, so a place near its border may get its neighbour's zone: the meridian is always written beside.

import type { Degrees } from './vn2000.ts';

/** The meridian of a zone of three degrees, then the middles of its provinces as they were before July 2025: longitude and latitude in
 *  tenths of a degree. */
const MIDDLES: readonly (readonly number[])[] = [
  [103, 1031, 223, 1031, 216],
  [104, 1041, 212],
  [104.5, 1051, 100, 1050, 91],
  [104.75, 1041, 223, 1046, 218, 1049, 192, 1051, 213, 1052, 105],
  [105, 1053, 201, 1056, 213, 1056, 106, 1056, 101, 1056, 98, 1055, 93, 1058, 210, 1059, 202, 1060, 205],
  [105.5, 1050, 228, 1064, 209, 1057, 183, 1061, 211, 1061, 208, 1064, 205, 1062, 203, 1062, 114, 1060, 101, 1059, 96, 1063, 98],
  [105.75, 1061, 227, 1062, 107, 1063, 104, 1065, 101, 1066, 208, 1067, 107, 1067, 112],
  [106, 1053, 221, 1053, 207, 1063, 176],
  [106.25, 1070, 167, 1069, 117],
  [106.5, 1058, 222, 1058, 216],
  [107, 1064, 213, 1076, 163],
  [107.25, 1066, 218],
  [107.5, 1079, 147],
  [107.75, 1073, 212, 1072, 111, 1072, 105, 1080, 156, 1080, 117, 1081, 160],
  [108, 1087, 150],
  [108.25, 1089, 117, 1090, 123, 1089, 141],
  [108.5, 1082, 128, 1077, 122, 1090, 132, 1082, 138, 1081, 111],
];
/** Farther from every middle than this, in tenths of a degree, lies no province. */
const FARTHEST = 15;

/** The central meridian registers of a place use; nothing outside Vietnam. */
export function meridianOf([lon, lat]: Degrees): number | undefined {
  let [found, nearest]: [number | undefined, number] = [undefined, FARTHEST];
  for (const [meridian, ...middles] of MIDDLES) {
    for (let at = 0; at < middles.length; at += 2) {
      const far = Math.hypot((middles[at] as number) - lon * 10, (middles[at + 1] as number) - lat * 10);
      if (far < nearest) [found, nearest] = [meridian, far];
    }
  }
  return found;
}
