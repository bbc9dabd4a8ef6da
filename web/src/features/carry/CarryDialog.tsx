/** A link to this conversation for another device of the same person. It is shown once. */

import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { Link } from 'react-router';
import { carry } from '../../client/carry';
import { Dialog } from '../../components/Dialog';
import { fill, text } from '../../lib/text';

const words = text.chat.carry;
const MINUTE_MS = 60_000;

function MadeLink({ url, expiresAt }: { readonly url: string; readonly expiresAt: string }) {
  const [copied, setCopied] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const [minutes] = useState(() => Math.round((Date.parse(expiresAt) - Date.now()) / MINUTE_MS));
  const address = new URL(url, window.location.origin).href;
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
      <p>{fill(words.body, { minutes })}</p>
      <label className="field">
        <span>{words.label}</span>
        <input
          ref={field}
          type="text"
          readOnly
          value={address}
          data-testid="carry-link"
          onFocus={(event) => event.target.select()}
        />
      </label>
      <div className="sheet-foot">
        <button type="button" className="primary" onClick={() => void copy()}>
          {copied ? words.copied : words.copy}
        </button>
      </div>
    </div>
  );
}

function NewLink({ sessionId }: { readonly sessionId: string }) {
  const made = useQuery({
    queryKey: ['carry', sessionId],
    queryFn: () => carry.makeLink(sessionId),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  if (made.isError) return <p role="alert">{words.failed}</p>;
  if (made.data === undefined) return <p role="status">{words.making}</p>;
  return <MadeLink url={made.data.url} expiresAt={made.data.expires_at} />;
}

export interface CarryDialogProps {
  readonly sessionId: string;
  readonly isGuest: boolean;
  readonly onClose: () => void;
}

export function CarryDialog({ sessionId, isGuest, onClose }: CarryDialogProps) {
  return (
    <Dialog title={words.title} onClose={onClose} testId="carry-dialog">
      {isGuest ? (
        <>
          <p data-testid="carry-guest">{words.guest}</p>
          <div className="sheet-foot">
            <Link className="primary" to="/account">
              {words.keep}
            </Link>
          </div>
        </>
      ) : (
        <NewLink sessionId={sessionId} />
      )}
    </Dialog>
  );
}
