/** The form of one's birth: filled from what is pinned, saved as a whole, asking back where it has to. */

import { type FormEvent, useState } from 'react';
import { Link } from 'react-router';
import { ServiceError } from '../../client/http';
import type { Birth, BirthQuestion, FormPatch, Receipt } from '../../client/sky';
import { fill, text } from '../../lib/text';
import { listMissing } from '../chart/ChartPage';
import { formatUtcDay, isoDay } from '../chart/sky-words';
import { AskDialog } from './AskDialog';
import { applyPatch, changeDraft, type Draft, readDraft, writeForm } from './birth-draft';
import { PlaceField } from './PlaceField';
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

/** The form's part that an error is about: `time.clock` is about the time. */
function findError(error: unknown, part: string): string | null {
  if (!(error instanceof ServiceError) || error.status === 409) return null;
  const field = error.field?.split('.')[0];
  return field === part ? error.message : null;
}

const PARTS = ['date', 'time', 'place', 'zone', 'system'];

function findOtherError(error: unknown): string | null {
  if (!(error instanceof ServiceError)) return error == null ? null : words.saveFailed;
  if (readQuestion(error) !== null || PARTS.some((part) => findError(error, part) !== null)) return null;
  return error.status === 422 && error.message !== '' ? error.message : words.saveFailed;
}

interface PartProps {
  readonly draft: Draft;
  readonly error: unknown;
  readonly change: (changes: Partial<Draft>) => void;
}

function DateField({ draft, error, change }: PartProps) {
  const wrong = findError(error, 'date');
  return (
    <label className="field">
      <span>{words.date}</span>
      <input
        type="date"
        value={draft.date}
        min="1800-01-01"
        max={isoDay(new Date())}
        aria-invalid={wrong !== null}
        data-testid="birth-date"
        onChange={(event) => change({ date: event.target.value })}
      />
      {wrong === null ? null : (
        <small className="wrong" role="alert">
          {wrong}
        </small>
      )}
    </label>
  );
}

function ZoneField({ draft, error, change }: PartProps) {
  const wrong = findError(error, 'zone');
  return (
    <details className="zone" open={draft.zone !== '' || wrong !== null}>
      <summary>{words.zoneOther}</summary>
      <label className="field">
        <span>{words.zoneLabel}</span>
        <input
          type="text"
          value={draft.zone}
          maxLength={64}
          aria-invalid={wrong !== null}
          data-testid="birth-zone-other"
          onChange={(event) => change({ zone: event.target.value })}
        />
        <small className={wrong === null ? undefined : 'wrong'}>{wrong ?? words.zoneHint}</small>
      </label>
    </details>
  );
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
  const other = findOtherError(error);
  return (
    <form className="birth-form" onSubmit={submit} data-testid="birth-form" noValidate>
      {birth.question == null ? null : <OpenQuestion question={birth.question} onAnswer={answer} />}
      <div className="form-part">
        <DateField draft={draft} error={error} change={change} />
        <ReceiptLine receipt={receipts.date} />
      </div>
      <TimeFields draft={draft} error={findError(error, 'time')} onChange={change}>
        <ReceiptLine receipt={receipts.time} />
      </TimeFields>
      <div className="form-part">
        <PlaceField
          name={draft.placeName}
          isChosen={draft.geonameId !== null}
          error={findError(error, 'place')}
          onType={(placeName) => change({ placeName, geonameId: null, placeZone: '' })}
          onChoose={(place) =>
            change({ placeName: place.label, geonameId: place.geoname_id, placeZone: place.zone })
          }
        />
        <ReceiptLine receipt={receipts.place} />
        {draft.placeZone === '' ? null : (
          <small data-testid="birth-zone">{fill(words.zone, { zone: draft.placeZone })}</small>
        )}
        <ZoneField draft={draft} error={error} change={change} />
      </div>
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
