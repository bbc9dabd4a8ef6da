/** Why something was refused, where the service's own sentence is not in the page's language: by field, else by code. */

import type { components } from '../client/schema';

type Code = components['schemas']['ErrorCode'] | 'unreachable' | 'timeout';

const codes: Record<Code, string> = {
  invalid: 'Something in it can’t be right. Check what you entered and try again.',
  malformed: 'Part of it is missing or could not be read. Please try again.',
  unauthenticated: 'Please sign in first.',
  forbidden: 'That is not open to you.',
  not_found: 'It is not there, or not any more.',
  conflict: 'It does not fit how things stand just now. Load the page anew and try again.',
  too_large: 'That is too large.',
  unsupported: 'That kind of data can’t be taken here.',
  rate_limited: 'That was a lot at once. Wait a little and try again.',
  unavailable: 'The service can’t do that just now. Try again in a moment.',
  provider_failed: 'Nobody could be reached who can do this just now. Try again in a moment.',
  internal: 'Something went wrong on our side. Try again in a moment.',
  unreachable: 'The service does not answer. See whether you are online.',
  timeout: 'That took too long. Try again in a moment.',
};

export const refusals = {
  codes,
  fields: {
    q: 'This can’t be searched for: write words, or persona: and topic: with a name, before: and after: with a day such as 2026-05-01.',
    date: 'Choose a day that is in the calendar, from 1800 to 2399; a birth lies in the past.',
    time: 'Give the time as a clock shows it, such as 07:20. When the clocks changed, some hours did not happen.',
    place: 'Choose the place from the list; where it is not known, the nearest larger town.',
    zone: 'Write the time zone like Asia/Kolkata, IST or +05:30.',
    system: 'Choose the western or the vedic sky, the vedic one with an ayanamsha.',
  },
};
