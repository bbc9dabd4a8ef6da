/** The form of one's birth: filled from what is pinned, saved as a whole, asking back where it has to. */

import { type FormEvent, useState } from 'react';
import { Link } from 'react-router';
import type { Birth, BirthQuestion, FormPatch, Receipt } from '../../client/sky';
import { fill, text } from '../../lib/text';
import { listMissing } from '../chart/ChartPage';
import { formatUtcDay } from '../chart/sky-words';
import { AskDialog } from './AskDialog';
import { applyPatch, changeDraft, type Draft, readDraft, writeForm } from './birth-draft';
import { findError, findOtherError } from './birth-errors';
import { DateField, PlacePart } from './DateAndPlace';
import { SkyFields } from './SkyFields';
import { TimeFields } from './TimeFields';
import { readQuestion, useSaveBirth } from './use-birth';

const words = text.profile;

function describeReceipt(receipt: Receipt): string {
  const date = formatUtcDay(receipt.at);
  const spoken = receipt.source === 'voice' || receipt.source === 'typed';
  if (spoken && receipt.quote === '') return fill(words.receipt.said, { date });
  const template = words.receipt[receipt.source as keyof typeof words.receipt] ?? words.receipt.said;
  return fill(template, { date, quote: receipt.quote ?? '' });
}

function ReceiptLine({ receipt }: { readonly receipt: Receipt | undefined }) {
  if (receipt === undefined) return null;
  return <small className="receipt">{describeReceipt(receipt)}</small>;
}

function SavedLine({ birth }: { readonly birth: Birth }) {
  return (
    <p className="saved" role="status" data-testid="birth-saved">
      {birth.has_chart ? words.saved : fill(words.savedPart, { list: listMissing(birth.missing) })}{' '}
      {birth.has_chart ? (
        <Link to="/chart" className="linklike">
          {words.toChart}
        </Link>
      ) : null}
    </p>
  );
}

interface OpenQuestionProps {
  readonly question: BirthQuestion;
  readonly onAnswer: (patch: FormPatch) => void;
}

/** What came up in a talk and is still open: it can be answered here as well. */
function OpenQuestion({ question, onAnswer }: OpenQuestionProps) {
  return (
    <section className="open-question" aria-label={words.ask.title} data-testid="birth-question">
      <p>{question.text}</p>
      <div className="form-row">
        {question.options.map((option) => (
          <button key={option.label} type="button" className="choice" onClick={() => onAnswer(option.patch)}>
            {option.label}
          </button>
        ))}
      </div>
    </section>
  );
}

export function BirthForm({ birth }: { readonly birth: Birth }) {
  const [draft, setDraft] = useState(() => readDraft(birth.pinned));
  const [asked, setAsked] = useState<BirthQuestion | null>(null);
  const save = useSaveBirth();
  const { error } = save;
  const change = (changes: Partial<Draft>): void => {
    save.reset();
    setDraft((before) => changeDraft(before, changes));
  };
  const send = (sent: Draft): void => {
    save.mutate(writeForm(sent), {
      onSuccess: (saved) => setDraft(readDraft(saved.pinned)),
      onError: (failure) => setAsked(readQuestion(failure)),
    });
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
  const { receipts } = birth;
  const other = findOtherError(error, words.saveFailed);
  return (
    <form className="birth-form" onSubmit={submit} data-testid="birth-form" noValidate>
      {birth.question == null ? null : <OpenQuestion question={birth.question} onAnswer={answer} />}
      <div className="form-part">
        <DateField draft={draft} wrong={findError(error, 'date')} onChange={change} />
        <ReceiptLine receipt={receipts.date} />
      </div>
      <TimeFields draft={draft} error={findError(error, 'time')} onChange={change}>
        <ReceiptLine receipt={receipts.time} />
      </TimeFields>
      <PlacePart draft={draft} findError={(part) => findError(error, part)} onChange={change}>
        <ReceiptLine receipt={receipts.place} />
      </PlacePart>
      <SkyFields draft={draft} error={findError(error, 'system')} onChange={change} />
      <div className="form-foot">
        <button type="submit" className="primary" disabled={save.isPending} data-testid="birth-save">
          {save.isPending ? words.saving : words.save}
        </button>
        {save.data === undefined ? null : <SavedLine birth={save.data} />}
        {other === null ? null : <p role="alert">{other}</p>}
      </div>
      {asked === null ? null : (
        <AskDialog question={asked} onClose={() => setAsked(null)} onAnswer={answer} />
      )}
    </form>
  );
}
