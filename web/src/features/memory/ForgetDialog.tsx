/** Shows all that a forgetting touches, asks once, and does it. */

import { useEffect } from 'react';
import { ServiceError } from '../../client/http';
import type { ForgetPreview, ForgetReceipt, ForgetWish } from '../../client/memory';
import { Dialog } from '../../components/Dialog';
import { formatDay } from '../../lib/moments';
import { fill, text } from '../../lib/text';
import { describeCounts } from './remembered';
import { useForgetting } from './use-memory';

const words = text.memory.dialog;
const SHOWN = 12;

function TouchedList({ preview }: { readonly preview: ForgetPreview }) {
  const shown = preview.items.slice(0, SHOWN);
  const total = Object.values(preview.counts).reduce((sum, n) => sum + n, 0);
  return (
    <>
      <p className="forget-counts" data-testid="forget-counts">
        {describeCounts(preview.counts)}
      </p>
      <ul className="forget-items" data-testid="forget-items">
        {shown.map((item, position) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is shown once and never changes
          <li key={position}>
            <small>
              {item.role === 'assistant'
                ? words.astra
                : item.kind === 'message'
                  ? text.captions.you
                  : text.memory.kind[item.kind as keyof typeof text.memory.kind]}
              {item.at == null ? null : ` · ${formatDay(new Date(item.at))}`}
            </small>
            <span>{item.text}</span>
          </li>
        ))}
      </ul>
      {total > shown.length ? <p className="quiet">{fill(words.more, { n: total - shown.length })}</p> : null}
    </>
  );
}

function describeFailure(error: unknown): string {
  return error instanceof ServiceError && error.status === 404 ? words.expired : words.failed;
}

export interface ForgetDialogProps {
  readonly wish: ForgetWish;
  readonly onForgotten: (receipt: ForgetReceipt) => void;
  readonly onClose: () => void;
}

export function ForgetDialog({ wish, onForgotten, onClose }: ForgetDialogProps) {
  const { preview, confirm } = useForgetting();
  const { mutate: look } = preview;
  useEffect(() => look(wish), [look, wish]);

  const nothing = preview.error instanceof ServiceError && preview.error.status === 404;
  const forget = (): void => {
    if (preview.data === undefined) return;
    confirm.mutate(preview.data.forget_id, { onSuccess: onForgotten });
  };
  return (
    <Dialog
      title={'everything' in wish ? words.everything : words.title}
      testId="forget-dialog"
      onClose={onClose}
    >
      {preview.isPending ? <p role="status">{words.looking}</p> : null}
      {preview.isError ? <p role="alert">{nothing ? text.memory.forgetting.none : words.failed}</p> : null}
      {preview.data === undefined ? null : (
        <>
          <p>{words.body}</p>
          <TouchedList preview={preview.data} />
        </>
      )}
      {confirm.isError ? <p role="alert">{describeFailure(confirm.error)}</p> : null}
      <div className="ask-options">
        {preview.data === undefined ? null : (
          <button
            type="button"
            className="choice grave"
            disabled={confirm.isPending}
            aria-busy={confirm.isPending}
            data-testid="forget-confirm"
            onClick={forget}
          >
            {confirm.isPending ? words.confirming : words.confirm}
          </button>
        )}
        <button type="button" className="choice" data-testid="forget-keep" onClick={onClose}>
          {words.keep}
        </button>
      </div>
    </Dialog>
  );
}
