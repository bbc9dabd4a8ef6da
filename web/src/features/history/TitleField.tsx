/** A conversation's name, changed where it stands: Enter keeps it, Escape leaves it. */

import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { SessionInfo } from '../../client/sessions';
import { text } from '../../lib/text';
import { useRename } from './use-sessions';

const words = text.sessions.rename;
const MAX_NAME_CHARS = 80;

export interface TitleFieldProps {
  readonly session: Pick<SessionInfo, 'session_id' | 'title'>;
  readonly onDone: () => void;
}

export function TitleField({ session, onDone }: TitleFieldProps) {
  const [name, setName] = useState(session.title ?? '');
  const field = useRef<HTMLInputElement>(null);
  const { mutate, isPending, isError } = useRename(session.session_id);
  useEffect(() => field.current?.select(), []);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    mutate(name.trim(), { onSuccess: onDone });
  };
  return (
    <form className="title-field" onSubmit={submit}>
      <input
        ref={field}
        type="text"
        aria-label={words.label}
        value={name}
        maxLength={MAX_NAME_CHARS}
        autoComplete="off"
        aria-invalid={isError}
        data-testid="title-field"
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          // In a dialog, Escape would close all of it.
          event.preventDefault();
          event.stopPropagation();
          onDone();
        }}
      />
      <button type="submit" className="small" disabled={isPending} data-testid="title-save">
        {words.save}
      </button>
      <button type="button" className="linklike" onClick={onDone}>
        {words.cancel}
      </button>
      {isError ? (
        <p className="failure" role="alert">
          {words.failed}
        </p>
      ) : null}
    </form>
  );
}
