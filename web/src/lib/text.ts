/** The words of the page in the person's language, chosen once at load. */

import { en, type Messages } from '../messages/en';

export const LOCALE = 'en';
export const text: Messages = en;

/** Puts values into `{name}` places. */
export function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

const plurals = new Intl.PluralRules(LOCALE);

export function count(forms: { readonly one: string; readonly other: string }, n: number): string {
  return fill(plurals.select(n) === 'one' ? forms.one : forms.other, { n });
}
