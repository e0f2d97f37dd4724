// How somebody can be reached, as they type it: a telephone number or an e-mail address, told apart.

export type Reach = { phone: string } | { email: string };

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/;
/** Nine to fifteen digits (E.164), with what people put between them. */
const PHONE = /^\+?[\d\s.\-()]+$/;

/** Which of the two it is; nothing if it is neither. */
export function readContact(text: string): Reach | undefined {
  const said = text.trim();
  if (EMAIL.test(said)) return { email: said };
  const digits = said.replace(/\D/g, '').length;
  return PHONE.test(said) && digits >= 9 && digits <= 15 ? { phone: said } : undefined;
}
