/** E-mail and password: for those who come back, for a new account, and for a guest who keeps theirs. */

import { type FormEvent, useState } from 'react';
import type { Credentials } from '../../client/account';
import { FormField } from '../../components/FormField';
import { PasswordField } from '../../components/PasswordField';
import { text } from '../../lib/text';
import { type Draft, type FormLine, findSlip, type Refusal, readRefusal } from './refusals';

const words = text.signIn;
const EMPTY: Draft = { email: '', password: '', name: '' };
const LONGEST_NAME = 80;
const LONGEST_EMAIL = 320;

export type Purpose = 'in' | 'create' | 'keep';

export interface CredentialsFormProps {
  readonly purpose: Purpose;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onChange: () => void;
  readonly onSubmit: (credentials: Credentials & { readonly display_name: string | null }) => void;
}

export function CredentialsForm({ purpose, busy, error, onChange, onSubmit }: CredentialsFormProps) {
  const [draft, setDraft] = useState(EMPTY);
  const [slip, setSlip] = useState<(Refusal & { readonly of: Purpose }) | null>(null);
  const isNew = purpose !== 'in';
  const answered = error == null ? null : readRefusal(error);
  const refusal = slip?.of === purpose ? slip : answered;
  const at = (line: FormLine): string | null => (refusal?.line === line ? refusal.message : null);
  const change = (changes: Partial<Draft>): void => {
    setSlip(null);
    onChange();
    setDraft((before) => ({ ...before, ...changes }));
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const found = findSlip(draft, isNew);
    setSlip(found === null ? null : { ...found, of: purpose });
    if (found !== null || busy) return;
    const name = draft.name.trim();
    onSubmit({
      email: draft.email.trim(),
      password: draft.password,
      display_name: name === '' ? null : name,
    });
  };
  return (
    <form className="credentials" onSubmit={submit} noValidate data-testid="credentials">
      {isNew ? (
        <FormField
          label={words.name}
          value={draft.name}
          autoComplete="given-name"
          maxLength={LONGEST_NAME}
          hint={words.nameHint}
          error={null}
          testId="name"
          onChange={(name) => change({ name })}
        />
      ) : null}
      <FormField
        label={words.email}
        type="email"
        value={draft.email}
        autoComplete={isNew ? 'email' : 'username'}
        maxLength={LONGEST_EMAIL}
        error={at('email')}
        testId="email"
        onChange={(email) => change({ email })}
      />
      <PasswordField
        label={isNew ? words.newPassword : words.password}
        value={draft.password}
        error={at('password')}
        testId="password"
        onChange={(password) => change({ password })}
        {...(isNew ? { fresh: { about: [draft.email, draft.name] } } : {})}
      />
      {at('form') === null ? null : (
        <p className="wrong" role="alert" data-testid="form-refusal">
          {at('form')}
        </p>
      )}
      <button
        type="submit"
        className="primary"
        disabled={busy}
        aria-busy={busy}
        data-testid="credentials-send"
      >
        {busy ? words[purpose].busy : words[purpose].submit}
      </button>
    </form>
  );
}
