/** A password: hidden unless one asks to see it, and for a new one a word on how strong it is. */

import { useState } from 'react';
import { LONGEST_PASSWORD, rateStrength, SHORTEST_PASSWORD } from '../lib/password-strength';
import { fill, text } from '../lib/text';
import { FormField } from './FormField';
import { Icon } from './Icon';

const words = text.signIn;

export interface PasswordFieldProps {
  readonly label: string;
  readonly value: string;
  readonly error: string | null;
  readonly testId: string;
  /** A new one is rated; a word that it must not lean on is in `about` (the e-mail, the name). */
  readonly fresh?: { readonly about: readonly string[] };
  readonly onChange: (value: string) => void;
}

function StrengthHint({ password, about }: { readonly password: string; readonly about: readonly string[] }) {
  if (password === '') return fill(words.passwordHint, { n: SHORTEST_PASSWORD });
  const strength = rateStrength(password, about);
  return (
    <span className="strength" data-strength={strength} data-testid="password-strength">
      <span className="unseen">{words.strength.label}: </span>
      {words.strength[strength]}
    </span>
  );
}

export function PasswordField({ label, value, error, testId, fresh, onChange }: PasswordFieldProps) {
  const [shown, setShown] = useState(false);
  const hint = fresh === undefined ? {} : { hint: <StrengthHint password={value} about={fresh.about} /> };
  return (
    <FormField
      label={label}
      type={shown ? 'text' : 'password'}
      value={value}
      autoComplete={fresh === undefined ? 'current-password' : 'new-password'}
      maxLength={LONGEST_PASSWORD}
      error={error}
      testId={testId}
      onChange={onChange}
      {...hint}
    >
      <button
        type="button"
        className="form-eye"
        aria-pressed={shown}
        aria-label={words.show}
        title={shown ? words.hide : words.show}
        data-testid={`${testId}-show`}
        onClick={() => setShown(!shown)}
      >
        <Icon name={shown ? 'eyeShut' : 'eye'} />
      </button>
    </FormField>
  );
}
