/** The words of the page in the language that is on, and values put into them. */

import { en, type Messages } from '../messages/en';
import { hi } from '../messages/hi';
import type { Language } from '../messages/languages';
import { currentLanguage, locale } from './language';
import { followLanguage } from './live-messages';

const MESSAGES: Readonly<Record<Language, Messages>> = { en, hi };

/** Read leaves of it while drawing, never at the top of a module: they follow the language. */
export const text: Messages = followLanguage(en, () => MESSAGES[currentLanguage()]);

/** A number as the person's language and region write it. */
export function formatNumber(n: number, digits = 0): string {
  return new Intl.NumberFormat(locale(), {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(n);
}

/** Puts values into `{name}` places. */
export function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return typeof value === 'number' && Number.isInteger(value) ? formatNumber(value) : String(value);
  });
}

export function count(forms: { readonly one: string; readonly other: string }, n: number): string {
  return fill(new Intl.PluralRules(locale()).select(n) === 'one' ? forms.one : forms.other, { n });
}

/** "one, two and three". */
export function joinList(parts: readonly string[]): string {
  return new Intl.ListFormat(locale(), { type: 'conjunction' }).format(parts);
}
