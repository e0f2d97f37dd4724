// Text as it is looked for: without tone marks and capitals, so that “o” finds “ở” and “cay xanh” finds “Cây xanh”.

export function toneless(text: string): string {
  return text.normalize('NFD').replace(/\p{M}+/gu, '').toLowerCase().replaceAll('đ', 'd');
}

/** True if each word that was typed stands somewhere in the text. */
export function isFound(typed: string, text: string): boolean {
  const within = toneless(text);
  return toneless(typed).split(/\s+/).every((word) => within.includes(word));
}
