/** Asks once before something goes for good. */

import type { ReactNode } from 'react';
import { Dialog } from './Dialog';

export interface ConfirmDialogProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly confirm: string;
  readonly keep: string;
  readonly busy: boolean;
  /** What went wrong, where something did. */
  readonly failure: string | null;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  readonly testId: string;
}

export function ConfirmDialog({
  title,
  children,
  busy,
  failure,
  onConfirm,
  onClose,
  ...words
}: ConfirmDialogProps) {
  return (
    <Dialog title={title} onClose={onClose} testId={words.testId}>
      {children}
      {failure === null ? null : (
        <p className="failure" role="alert">
          {failure}
        </p>
      )}
      <div className="ask-options">
        <button
          type="button"
          className="choice grave"
          disabled={busy}
          aria-busy={busy}
          data-testid={`${words.testId}-confirm`}
          onClick={onConfirm}
        >
          {words.confirm}
        </button>
        <button type="button" className="choice" data-testid={`${words.testId}-keep`} onClick={onClose}>
          {words.keep}
        </button>
      </div>
    </Dialog>
  );
}
