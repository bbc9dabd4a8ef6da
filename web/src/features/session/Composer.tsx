/** The typed line: the same conversation, for when one can't or won't speak. */

import { type FormEvent, useState } from 'react';
import { Icon } from '../../components/Icon';
import { text } from '../../lib/text';
import { useTalk } from './use-talk';

const MAX_CHARS = 4000;

export function Composer({ disabled }: { readonly disabled: boolean }) {
  const talk = useTalk();
  const [line, setLine] = useState('');
  const [failed, setFailed] = useState(false);

  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const words = line.trim();
    if (words === '' || disabled) return;
    setLine('');
    const sent = await talk.sendTyped(words);
    setFailed(!sent);
    if (!sent) setLine(words);
  };

  return (
    <form className="composer" onSubmit={send}>
      <input
        type="text"
        aria-label={text.composer.label}
        placeholder={failed ? text.composer.failed : text.composer.placeholder}
        value={line}
        maxLength={MAX_CHARS}
        disabled={disabled}
        autoComplete="off"
        enterKeyHint="send"
        data-testid="composer"
        onChange={(event) => setLine(event.target.value)}
      />
      {failed ? (
        <span className="composer-failed" role="alert">
          {text.composer.failed}
        </span>
      ) : null}
      <button
        type="submit"
        className="round"
        aria-label={text.composer.send}
        disabled={disabled || line.trim() === ''}
      >
        <Icon name="send" />
      </button>
    </form>
  );
}
