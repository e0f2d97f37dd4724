// Which classes belong together: by words people know ("đất ở", "business"), else by the letters a code begins with, so that
// C-1, C-1A and C-3B are one family. Says nothing of colours but the hue a known family has everywhere.

/** The hue in degrees of what is known, and the words it is known by; a word that ends in `-` may go on. */
const KNOWN: readonly [name: string, hue: number, words: readonly string[]][] = [
  ['open', 145, ['os', 'open space', 'park', 'parks', 'recreation-', 'cây xanh', 'công viên', 'rừng']],
  ['water', 225, ['water', 'river', 'lake', 'mặt nước', 'sông', 'hồ', 'kênh']],
  ['industry', 315, ['ind', 'industr-', 'công nghiệp', 'sản xuất', 'kho']],
  ['office', 265, ['off', 'office-', 'văn phòng', 'công sở', 'trụ sở']],
  ['business', 28, ['bus', 'business-', 'commerc-', 'retail', 'thương mại', 'dịch vụ']],
  ['residence', 90, ['res', 'residen-', 'housing', 'dwelling-', 'ở', 'nhà ở', 'dân cư']],
  ['special', 190, ['special', 'sd', 'pud', 'đặc biệt']],
];

/** The name of a value's family; two values of one family have related hues. */
export function familyOf(value: string): string {
  return knownOf(value)?.[0] ?? stemOf(value);
}

/** The hue a family has wherever it is met, if it is one that people know. */
export function hueOfKnown(family: string): number | undefined {
  return KNOWN.find(([name]) => name === family)?.[1];
}

function knownOf(value: string): (typeof KNOWN)[number] | undefined {
  const text = ` ${value.normalize('NFC').toLowerCase().split(/[^\p{L}\p{M}\p{N}]+/u).join(' ')} `;
  return KNOWN.find(([, , words]) => words.some((word) => text.includes(word.endsWith('-') ? ` ${word.slice(0, -1)}` : ` ${word} `)));
}

/**
 * The letters before the first digit or mark. Of two letters the second may be a class within the first: BA and BB are both
 * business, IA and IB both industry. A value without letters stands for itself.
 */
function stemOf(value: string): string {
  const letters = /^\p{L}+/u.exec(value.normalize('NFC'))?.[0].toUpperCase() ?? value;
  return /^\p{L}[A-E]$/u.test(letters) ? letters.slice(0, 1) : letters;
}
