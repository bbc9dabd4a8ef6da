/** One short question, where the form can be read in more than one way. */

import type { BirthQuestion, FormPatch } from '../../client/sky';
import { Dialog } from '../../components/Dialog';
import { text } from '../../lib/text';

const words = text.profile.ask;

export interface AskDialogProps {
  readonly question: BirthQuestion;
  readonly onAnswer: (patch: FormPatch) => void;
  readonly onClose: () => void;
}

export function AskDialog({ question, onAnswer, onClose }: AskDialogProps) {
  return (
    <Dialog title={question.text} testId="ask" onClose={onClose}>
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
    </Dialog>
  );
}
