/** Making a link to a conversation. The link is shown once: the service keeps only its hash. */

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { history, type MadeShare } from '../../client/history';
import type { SessionInfo } from '../../client/sessions';
import { Dialog } from '../../components/Dialog';
import { formatDay } from '../../lib/moments';
import { fill, text } from '../../lib/text';

const words = text.history.sharing;
const DAYS = [1, 7, 30, 90] as const;
type Days = (typeof DAYS)[number];

function MadeLink({ made, onDone }: { readonly made: MadeShare; readonly onDone: () => void }) {
  const [copied, setCopied] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const address = new URL(made.url, window.location.origin).href;
  const copy = async (): Promise<void> => {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(address);
      setCopied(true);
    } catch {
      // Without leave to write there, the marked address can still be copied by hand.
    }
  };
  return (
    <div className="made-link">
      <label className="field">
        <span>{words.link}</span>
        <input
          ref={field}
          type="text"
          readOnly
          value={address}
          data-testid="share-link"
          onFocus={(event) => event.target.select()}
        />
      </label>
      <p role="status">
        {words.once} {fill(words.expires, { day: formatDay(new Date(made.expires_at)) })}
      </p>
      <div className="sheet-foot">
        <button type="button" className="primary" data-testid="share-copy" onClick={() => void copy()}>
          {copied ? words.copied : words.copy}
        </button>
        <button type="button" className="linklike" data-testid="share-done" onClick={onDone}>
          {words.done}
        </button>
      </div>
    </div>
  );
}

export interface ShareDialogProps {
  readonly session: Pick<SessionInfo, 'session_id'>;
  readonly onClose: () => void;
}

export function ShareDialog({ session, onClose }: ShareDialogProps) {
  const queries = useQueryClient();
  const [days, setDays] = useState<Days>(7);
  const { mutate, data, isPending, isError } = useMutation({
    mutationFn: (forDays: Days) => history.share(session.session_id, forDays),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['shares'] }),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    mutate(days);
  };
  return (
    <Dialog title={words.title} onClose={onClose} testId="share-dialog">
      {data === undefined ? (
        <form className="share-form" onSubmit={submit}>
          <p>{words.body}</p>
          <label className="field">
            <span>{words.days}</span>
            <select
              value={days}
              data-testid="share-days"
              onChange={(event) => setDays(Number(event.target.value) as Days)}
            >
              {DAYS.map((choice) => (
                <option key={choice} value={choice}>
                  {words.dayChoices[choice]}
                </option>
              ))}
            </select>
          </label>
          {isError ? (
            <p className="failure" role="alert">
              {words.failed}
            </p>
          ) : null}
          <div className="sheet-foot">
            <button
              type="submit"
              className="primary"
              disabled={isPending}
              aria-busy={isPending}
              data-testid="share-make"
            >
              {isPending ? words.making : words.make}
            </button>
            <button type="button" className="linklike" onClick={onClose}>
              {words.cancel}
            </button>
          </div>
        </form>
      ) : (
        <MadeLink made={data} onDone={onClose} />
      )}
    </Dialog>
  );
}
