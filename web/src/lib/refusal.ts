/** A refusal of the service as a sentence in the page's language. */

import type { ServiceError } from '../client/http';
import { currentLanguage } from './language';
import { text } from './text';

const DEVANAGARI = /[\u0900-\u097F]/;
const ANOTHERS = /^other\./;

type Sentences = Readonly<Record<string, string | undefined>>;

/** What a refusal is about: `time.clock` is about the time, and so is `other.time.clock` of somebody else's birth. */
export function nameField(error: ServiceError): string | null {
  return error.field?.replace(ANOTHERS, '').split('.')[0] ?? null;
}

/** The service's sentence without the field before it, which the page shows by where the sentence stands. */
function readOwnSentence({ field, message }: ServiceError): string {
  if (field === null || !message.startsWith(`${field}: `)) return message;
  const said = message.slice(field.length + 2);
  return said.charAt(0).toUpperCase() + said.slice(1);
}

/**
 * The service's own sentence where it is in the page's language, because it knows best what was wrong; else the
 * page's for the field, else for the code, and for what the page does not know the service's all the same.
 */
export function explainRefusal(error: ServiceError): string {
  const own = readOwnSentence(error);
  const isUnderstood = currentLanguage() === 'en' || DEVANAGARI.test(own);
  if (own !== '' && isUnderstood) return own;
  const fields: Sentences = text.refusals.fields;
  const codes: Sentences = text.refusals.codes;
  return fields[nameField(error) ?? ''] ?? codes[error.code] ?? own;
}
