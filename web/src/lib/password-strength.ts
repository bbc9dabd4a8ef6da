/** A first word on a password while it is typed. The service, which knows common ones, has the last. */

export const SHORTEST_PASSWORD = 8;
export const LONGEST_PASSWORD = 128;

export type Strength = 'short' | 'weak' | 'fair' | 'strong';

const FAIR_BITS = 40;
const STRONG_BITS = 62;
const COMMON = ['password', 'passwort', 'qwerty', 'letmein', 'welcome', 'iloveyou', 'admin', 'astra', 'pass'];
const ROWS = [
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '01234567890',
  '09876543210',
];

const SETS: readonly { readonly of: RegExp; readonly size: number }[] = [
  { of: /[a-z]/, size: 26 },
  { of: /[A-Z]/, size: 26 },
  { of: /\d/, size: 10 },
  { of: /[ -/:-@[-`{-~]/, size: 33 },
  { of: /[^ -~]/, size: 100 },
];

function isStep(before: string, after: string): boolean {
  return before === after || ROWS.some((row) => row.includes(before + after));
}

/** How many characters are there, counting those that follow from the one before, or from a known word, for little. */
function countTelling(password: string, known: readonly string[]): number {
  let rest = password.toLowerCase();
  let telling = 0;
  for (const word of known) {
    const parts = rest.split(word);
    telling += parts.length - 1;
    rest = parts.join('\n');
  }
  const letters = [...rest].filter((letter) => letter !== '\n');
  letters.forEach((letter, at) => {
    const before = letters[at - 1];
    telling += before !== undefined && isStep(before, letter) ? 0.2 : 1;
  });
  return telling;
}

/** Words of an e-mail address or a name that are long enough to be worth spotting. */
function splitWords(about: readonly string[]): string[] {
  return about.flatMap((one) => one.toLowerCase().split(/[^\p{L}\p{N}]+/u)).filter((word) => word.length > 2);
}

export function rateStrength(password: string, about: readonly string[]): Strength {
  if ([...password].length < SHORTEST_PASSWORD) return 'short';
  const pool = SETS.reduce((size, set) => size + (set.of.test(password) ? set.size : 0), 0);
  const bits = countTelling(password, [...COMMON, ...splitWords(about)]) * Math.log2(Math.max(pool, 2));
  if (bits < FAIR_BITS) return 'weak';
  return bits < STRONG_BITS ? 'fair' : 'strong';
}
