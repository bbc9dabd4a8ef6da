/** Another password, or a first one for those who came by Google. */

import { type FormEvent, useState } from 'react';
import type { User } from '../../client/account';
import { ServiceError } from '../../client/http';
import { PasswordField } from '../../components/PasswordField';
import { text } from '../../lib/text';
import { findShortPassword, readRefusal } from '../sign-in/refusals';
import { useEntryChanges } from './use-account-changes';

const words = text.account.entry;

interface Wrong {
  readonly line: 'current' | 'next' | 'form';
  readonly message: string;
}

function readWrong(error: unknown): Wrong | null {
  if (error == null) return null;
  if (error instanceof ServiceError && error.field === 'current')
    return { line: 'current', message: words.wrong };
  const { line, message } = readRefusal(error);
  return { line: line === 'password' ? 'next' : 'form', message };
}

export interface PasswordFormProps {
  readonly person: User;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

export function PasswordForm({ person, onDone, onCancel }: PasswordFormProps) {
  const { setPassword } = useEntryChanges();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [slip, setSlip] = useState<Wrong | null>(null);
  const wrong = slip ?? readWrong(setPassword.error);
  const at = (line: Wrong['line']): string | null => (wrong?.line === line ? wrong.message : null);
  const change = (write: (value: string) => void) => (value: string) => {
    setSlip(null);
    setPassword.reset();
    write(value);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const missing: Wrong | null =
      person.has_password && current === ''
        ? { line: 'current', message: text.signIn.errors.noPassword }
        : null;
    const short = findShortPassword(next);
    const found = missing ?? (short === null ? null : { line: 'next' as const, message: short.message });
    setSlip(found);
    if (found !== null || setPassword.isPending) return;
    setPassword.mutate({ current: person.has_password ? current : null, next }, { onSuccess: onDone });
  };
  return (
    <form className="credentials" onSubmit={submit} noValidate data-testid="password-form">
      {/* password stores find out whose password it is by a line of this kind */}
      <input type="text" autoComplete="username" value={person.email ?? ''} readOnly hidden />
      {person.has_password ? (
        <PasswordField
          label={words.current}
          value={current}
          error={at('current')}
          testId="password-current"
          onChange={change(setCurrent)}
        />
      ) : null}
      <PasswordField
        label={words.next}
        value={next}
        error={at('next')}
        testId="password-next"
        fresh={{ about: [person.email ?? '', person.display_name ?? ''] }}
        onChange={change(setNext)}
      />
      {at('form') === null ? null : (
        <p className="wrong" role="alert">
          {at('form')}
        </p>
      )}
      <div className="account-line">
        <button type="submit" className="small" disabled={setPassword.isPending} data-testid="password-save">
          {setPassword.isPending ? words.saving : words.save}
        </button>
        <button type="button" className="linklike" onClick={onCancel}>
          {words.cancel}
        </button>
      </div>
    </form>
  );
}
