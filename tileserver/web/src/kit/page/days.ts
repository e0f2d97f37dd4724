// Days as people here write them: the day first, 05/03/2026.

const OURS = /^(\d{1,2})\s*[/.\-\s]\s*(\d{1,2})\s*[/.\-\s]\s*(\d{4})$/;
const RUN = /^(\d{2})(\d{2})(\d{4})$/;
const ISO = /^(\d{4})-(\d{2})-(\d{2})$/;

/** The day it is where the data is. */
export function today(): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date());
}

/** The day of a text as 2026-03-05; nothing if there is no such day. Takes 5/3/2026, 05.03.2026, 05032026 and what programs write. */
export function readDay(text: string): string | undefined {
  const trimmed = text.trim();
  const iso = ISO.exec(trimmed);
  const [, day, month, year] = iso ? [trimmed, iso[3], iso[2], iso[1]] : (OURS.exec(trimmed) ?? RUN.exec(trimmed) ?? []);
  if (!day || !month || !year) return undefined;
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const at = new Date(`${written}T00:00:00Z`);
  // A month ends before the 31st would come: then the next month begins.
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== written ? undefined : written;
}
