/** The form of somebody else's birth. It lives in the page alone. */

import { type FormEvent, useState } from 'react';
import type { BirthQuestion, FormPatch } from '../../client/sky';
import { text } from '../../lib/text';
import { AskDialog } from '../profile/AskDialog';
import { applyPatch, changeDraft, type Draft, EMPTY_DRAFT, writeForm } from '../profile/birth-draft';
import { findError, findOtherError } from '../profile/birth-errors';
import { DateField, PlacePart } from '../profile/DateAndPlace';
import { TimeFields } from '../profile/TimeFields';
import { readQuestion } from '../profile/use-birth';
import type { Comparing } from './use-comparison';

const words = text.comparison;
const LONGEST_NAME = 40;

export interface OtherFormProps {
  readonly name: string;
  readonly onName: (name: string) => void;
  readonly comparing: Comparing;
}

export function OtherForm({ name, onName, comparing }: OtherFormProps) {
  const [draft, setDraft] = useState(EMPTY_DRAFT);
  const [asked, setAsked] = useState<BirthQuestion | null>(null);
  const { error, isPending } = comparing;
  const change = (changes: Partial<Draft>): void => {
    comparing.reset();
    setDraft((before) => changeDraft(before, changes));
  };
  const send = (sent: Draft): void => {
    comparing.mutate(writeForm(sent), { onError: (failure) => setAsked(readQuestion(failure)) });
  };
  const answer = (patch: FormPatch): void => {
    const answered = applyPatch(draft, patch);
    setAsked(null);
    setDraft(answered);
    send(answered);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    send(draft);
  };
  const other = findOtherError(error, words.failed);
  return (
    <form
      className="birth-form"
      aria-label={words.form}
      onSubmit={submit}
      data-testid="other-form"
      noValidate
    >
      <label className="field">
        <span>{words.name}</span>
        <input
          type="text"
          value={name}
          maxLength={LONGEST_NAME}
          autoComplete="off"
          data-testid="other-name"
          onChange={(event) => onName(event.target.value)}
        />
        <small>{words.nameHint}</small>
      </label>
      <DateField draft={draft} wrong={findError(error, 'date')} onChange={change} />
      <TimeFields draft={draft} error={findError(error, 'time')} onChange={change} />
      <PlacePart draft={draft} findError={(part) => findError(error, part)} onChange={change} />
      <div className="form-foot">
        <button type="submit" className="primary" disabled={isPending} data-testid="other-send">
          {isPending ? words.sending : words.send}
        </button>
        {other === null ? null : <p role="alert">{other}</p>}
      </div>
      <p className="quiet">{words.kept}</p>
      {asked === null ? null : (
        <AskDialog question={asked} onClose={() => setAsked(null)} onAnswer={answer} />
      )}
    </form>
  );
}
