// How the authority behind this site is reached: as its start page says it, which is the one place that has it from the settings.

import { linked } from '../../page/link.ts';

export interface Authority {
  name?: string;
  address?: string;
  phone?: string;
  email?: string;
}

/** What the line of contact has: its text, and what of it is the name and leads to a telephone or a mailbox. */
export interface ContactLine {
  text: string;
  name?: string;
  phone?: string;
  email?: string;
}

const BETWEEN = ' · ';

/** Nothing if the site names no contact. Fails if the start page cannot be read. */
export async function authority(): Promise<Authority | undefined> {
  const answer = await fetch(linked('/?f=html'), { headers: { accept: 'text/html' } });
  if (!answer.ok) throw new Error(`start page: ${answer.status}`);
  const line = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('.contact');
  if (!line) return undefined;
  const text = (selector: string) => line.querySelector(selector)?.textContent?.trim() || undefined;
  return authorityOf({ text: line.textContent ?? '', name: text('strong'), phone: text('a[href^="tel:"]'), email: text('a[href^="mailto:"]') });
}

/** The address is what is neither of the others. A name alone is no contact. */
export function authorityOf({ text, name, phone, email }: ContactLine): Authority | undefined {
  const others = [name, phone, email].filter((part) => part !== undefined);
  const address = text.split(BETWEEN).map((part) => part.trim()).filter((part) => part !== '' && !others.some((other) => part === other || (other === phone && part.endsWith(other)))).join(BETWEEN);
  if (address === '' && phone === undefined && email === undefined) return undefined;
  return { name, phone, email, ...(address === '' ? {} : { address }) };
}

/** What a telephone dials. */
export function dialled(phone: string): string {
  return phone.replace(/[^\d+]/g, '');
}
