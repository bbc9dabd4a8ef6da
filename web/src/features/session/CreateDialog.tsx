/** Beginning a conversation with a chosen companion, and with a name if one likes. */

import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { Dialog } from '../../components/Dialog';
import { text } from '../../lib/text';
import { PersonaCards } from './PersonaCards';
import { usePersonas } from './use-personas';
import { useTalk, useTalkState } from './use-talk';

const words = text.sessions.create;
const MAX_NAME_CHARS = 80;

export function CreateDialog({ onClose }: { readonly onClose: () => void }) {
  const talk = useTalk();
  const navigate = useNavigate();
  const { call, busyElsewhere, persona: current } = useTalkState();
  const { personas, isPending, isError, refetch } = usePersonas();
  const [picked, setPicked] = useState<string | null>(null);
  const [name, setName] = useState('');
  const chosen = picked ?? current;

  const begin = (event: FormEvent): void => {
    event.preventDefault();
    if (chosen === null) return;
    void navigate('/');
    onClose();
    void talk.newChat({ persona: chosen, displayName: name.trim() || null });
  };
  const busy = call.newChat !== null || busyElsewhere;
  return (
    <Dialog title={words.title} onClose={onClose} testId="create-dialog" wide>
      <form className="create" onSubmit={begin}>
        {isPending ? <p role="status">{words.loading}</p> : null}
        {isError ? (
          <p role="alert">
            {words.failed}{' '}
            <button type="button" className="small" onClick={() => void refetch()}>
              {words.retry}
            </button>
          </p>
        ) : null}
        <PersonaCards personas={personas} chosen={chosen} onChoose={setPicked} />
        <label className="field">
          <span>{words.name}</span>
          <input
            type="text"
            value={name}
            maxLength={MAX_NAME_CHARS}
            autoComplete="off"
            data-testid="create-name"
            onChange={(event) => setName(event.target.value)}
          />
          <small>{words.nameHint}</small>
        </label>
        <div className="sheet-foot">
          <button
            type="submit"
            className="primary"
            disabled={chosen === null || busy}
            aria-busy={busy}
            data-testid="create-begin"
          >
            {chosen === null ? words.choose : busy ? words.beginning : words.begin}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
