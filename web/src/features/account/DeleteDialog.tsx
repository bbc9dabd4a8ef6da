/** Says what goes with an account, asks for a word and the password, and has it deleted. */

import { type FormEvent, useState } from 'react';
import type { User } from '../../client/account';
import { ServiceError } from '../../client/http';
import { Dialog } from '../../components/Dialog';
import { FormField } from '../../components/FormField';
import { PasswordField } from '../../components/PasswordField';
import { fill, text } from '../../lib/text';
import { useLeaving } from './use-account-changes';

const words = text.account.deletion;

function isMeant(typed: string): boolean {
  return typed.trim().toLocaleLowerCase() === words.word.toLocaleLowerCase();
}

function isWrongPassword(error: unknown): boolean {
  return error instanceof ServiceError && error.field === 'password';
}

export interface DeleteDialogProps {
  readonly person: User;
  readonly onClose: () => void;
}

export function DeleteDialog({ person, onClose }: DeleteDialogProps) {
  const { deleteAll } = useLeaving();
  const [typed, setTyped] = useState('');
  const [password, setPassword] = useState('');
  const ready = isMeant(typed) && (!person.has_password || password !== '');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!ready || deleteAll.isPending) return;
    deleteAll.mutate(person.has_password ? { password } : { confirm: 'delete' });
  };
  return (
    <Dialog title={words.title} testId="delete-dialog" onClose={onClose}>
      <p>{words.lead}</p>
      <ul className="goes">
        {words.goes.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
      <p className="quiet">{words.first}</p>
      <form className="credentials" onSubmit={submit} noValidate>
        <FormField
          label={fill(words.typeWord, { word: words.word })}
          value={typed}
          autoComplete="off"
          maxLength={40}
          error={null}
          testId="delete-word"
          onChange={setTyped}
        />
        {person.has_password ? (
          <PasswordField
            label={words.password}
            value={password}
            error={isWrongPassword(deleteAll.error) ? words.wrong : null}
            testId="delete-password"
            onChange={(value) => {
              deleteAll.reset();
              setPassword(value);
            }}
          />
        ) : null}
        {deleteAll.isError && !isWrongPassword(deleteAll.error) ? (
          <p className="wrong" role="alert">
            {words.failed}
          </p>
        ) : null}
        <div className="ask-options">
          <button
            type="submit"
            className="choice grave"
            disabled={!ready || deleteAll.isPending}
            data-testid="delete-confirm"
          >
            {deleteAll.isPending ? words.busy : words.confirm}
          </button>
          <button type="button" className="choice" data-testid="delete-cancel" onClick={onClose}>
            {words.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
