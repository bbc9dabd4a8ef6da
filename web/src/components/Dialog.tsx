/** A question over the page: the browser's own dialog, closed by Escape, by its cross, or by a press beside it. */

import { type MouseEvent, type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { text } from '../lib/text';
import { Icon } from './Icon';

export interface DialogProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly onClose: () => void;
  readonly testId: string;
  /** Room for lists and cards. */
  readonly wide?: boolean;
}

export function Dialog({ title, children, onClose, testId, wide = false }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  // a layout effect: closed while it still stands in the page, the browser gives the focus back to where it was
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  const onPress = (event: MouseEvent<HTMLDialogElement>): void => {
    if (event.target === dialog.current) onClose();
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard's way out is Escape, which the dialog handles itself
    <dialog
      ref={dialog}
      className="ask sheet"
      data-wide={wide}
      aria-labelledby={titleId}
      data-testid={testId}
      onClick={onPress}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className="sheet-body">
        <header className="sheet-head">
          <h2 id={titleId}>{title}</h2>
          <button type="button" className="plain" aria-label={text.dialog.close} onClick={onClose}>
            <Icon name="close" />
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
