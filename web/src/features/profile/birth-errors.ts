/** Which part of a birth form a refusal is about. */

import { ServiceError } from '../../client/http';
import { readQuestion } from './use-birth';

const PARTS = ['date', 'time', 'place', 'zone', 'system'] as const;
const OF_ANOTHER = /^other\./;

export type FormPart = (typeof PARTS)[number];

/** What is wrong with a part: `time.clock` is about the time, and so is `other.time.clock` of somebody else's birth. */
export function findError(error: unknown, part: FormPart): string | null {
  if (!(error instanceof ServiceError) || error.status === 409) return null;
  const field = error.field?.replace(OF_ANOTHER, '').split('.')[0];
  return field === part ? error.message : null;
}

/** What is wrong with no part of the form in particular: the service's own words where it has any, else `failed`. */
export function findOtherError(error: unknown, failed: string): string | null {
  if (!(error instanceof ServiceError)) return error == null ? null : failed;
  if (readQuestion(error) !== null || PARTS.some((part) => findError(error, part) !== null)) return null;
  return error.status === 422 && error.message !== '' ? error.message : failed;
}
