/** One short question, where the form can be read in more than one way. */

import { useEffect, useRef } from 'react';
import type { BirthQuestion, FormPatch } from '../../client/sky';
import { text } from '../../lib/text';

const words = text.profile.ask;

export interface AskDialogProps {
  readonly question: BirthQuestion;
  readonly onAnswer: (patch: FormPatch) => void;
  readonly onClose: () => void;
}

export function AskDialog({ question, onAnswer, onClose }: AskDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog ref={dialog} className="ask" aria-labelledby="ask-title" data-testid="ask" onCancel={onClose}>
      <h2 id="ask-title">{question.text}</h2>
      <div className="ask-options">
        {question.options.map((option) => (
          <button
            key={option.label}
            type="button"
            className="choice"
            data-testid="ask-option"
            onClick={() => (option.patch.keep ? onClose() : onAnswer(option.patch))}
          >
            {option.patch.keep ? words.keep : option.label}
          </button>
        ))}
      </div>
      <button type="button" className="linklike" onClick={onClose}>
        {words.cancel}
      </button>
    </dialog>
  );
}
