// What zones are for: the name and the official colour of a function, and in one plain sentence what that means for who lives there.

import { language } from '../page/text.ts';
import { ask } from '../server/ask.ts';
import { classesOf, readLegends, type Legend, type WireLegend } from '../symbols/legend.ts';

export interface Look {
  /** Its name in the reader's language; the register's own word if nobody knows it. */
  name: string;
  colour: string;
}

/** Of a function nobody has a colour for. */
const UNKNOWN = '#8a8a8a';

/** Which plain sentence belongs to which functions: by the names of the law and by codes of land use. */
const PLAIN: readonly [word: string, of: RegExp][] = [
  ['road', /^(DGT|DKG|BĐX)|đường giao thông|bãi đỗ xe/i],
  ['green', /^(DKV|DCX)|cây xanh|công viên/i],
  ['mixed', /hỗn hợp/i],
  ['housing', /^(ODT|ONT|OTC)|nhóm nhà ở|làng xóm|đất ở/i],
  ['water', /^(SON|MNC|TVC)|sông|hồ, ao|suối|kênh/i],
  ['public', /^(DGD|DYT|DVH|DTT|TSC|DXH|DTS)|trường|y tế|văn hóa|thể dục|cơ quan|đào tạo/i],
  ['service', /^(TMD|DCH)|dịch vụ|du lịch/i],
  ['industry', /^(SK|SKC|SKK|SKN)|công nghiệp|kho|khoáng sản/i],
  ['farm', /^(LUA|LUC|LUK|HNK|CHN|CLN|NTS|NKH|NNP|RSX|RPH|RDD)|nông nghiệp|thủy sản|rừng/i],
  ['graves', /^NTD|nghĩa trang/i],
];

let legends: Promise<Legend[]> | undefined;

/** Reads the colours once; a failure is tried again at the next question. */
export function functionLooks(): Promise<(of: string | null) => Look> {
  legends ??= ask<WireLegend>('/styles/planning/legend.json').then(readLegends);
  return legends.then(
    (known) => (of) => lookOf(known, of),
    () => {
      legends = undefined;
      return (of) => lookOf([], of);
    },
  );
}

/** What a function is in plain words, for `web-extract-means-…`; nothing if nobody knows. */
export function plainly(of: string | null): string | undefined {
  return of === null ? undefined : PLAIN.find(([, pattern]) => pattern.test(of))?.[0];
}

function lookOf(legends: readonly Legend[], of: string | null): Look {
  const text = of ?? '';
  for (const legend of legends) {
    const [first = text] = classesOf(legend, text);
    const found = legend.classes.find(({ code, names }) => code === first || names.vi === text);
    if (found) return { name: text === first ? found.names[language()] : text, colour: found.colour };
  }
  return { name: text, colour: UNKNOWN };
}
