/** Which part of a birth form a refusal is about. */

import { ServiceError } from '../../client/http';
import { explainRefusal, nameField } from '../../lib/refusal';
import { readQuestion } from './use-birth';

const PARTS = ['date', 'time', 'place', 'zone', 'system'] as const;

export type FormPart = (typeof PARTS)[number];

/** What is wrong with a part, of one's own birth or of somebody else's. */
export function findError(error: unknown, part: FormPart): string | null {
  if (!(error instanceof ServiceError) || error.status === 409) return null;
  return nameField(error) === part ? explainRefusal(error) : null;
}

/** What is wrong with no part of the form in particular: what was refused, else `failed`. */
export function findOtherError(error: unknown, failed: string): string | null {
  if (!(error instanceof ServiceError)) return error == null ? null : failed;
  if (readQuestion(error) !== null || PARTS.some((part) => findError(error, part) !== null)) return null;
  return error.status === 422 ? explainRefusal(error) : failed;
}
