/** One thing remembered: what it is, the words it comes from, and what one can do about it. */

import { type FormEvent, useState } from 'react';
import { Link } from 'react-router';
import type { MemoryItem } from '../../client/memory';
import { text } from '../../lib/text';
import { describeReceipt, linkToMoment, listMarks } from './remembered';
import { useChangeItem } from './use-memory';

const words = text.memory;

interface EditProps {
  readonly item: MemoryItem;
  readonly busy: boolean;
  readonly onSave: (words: string) => void;
  readonly onCancel: () => void;
}

function EditForm({ item, busy, onSave, onCancel }: EditProps) {
  const [line, setLine] = useState(item.text);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (line.trim() !== '' && !busy) onSave(line.trim());
  };
  return (
    <form className="memory-edit" onSubmit={submit}>
      <textarea
        aria-label={words.edit.label}
        value={line}
        maxLength={400}
        rows={2}
        data-testid="memory-edit"
        // biome-ignore lint/a11y/noAutofocus: the person has just asked to write here
        autoFocus
        onChange={(event) => setLine(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onCancel();
        }}
      />
      <div className="memory-actions">
        <button
          type="submit"
          className="small"
          disabled={busy || line.trim() === ''}
          data-testid="memory-save"
        >
          {words.edit.save}
        </button>
        <button type="button" className="linklike" onClick={onCancel}>
          {words.edit.cancel}
        </button>
      </div>
    </form>
  );
}

function ReceiptLine({ item }: { readonly item: MemoryItem }) {
  const moment = linkToMoment(item);
  if (item.receipt == null) return null;
  return (
    <p className="memory-receipt">
      {describeReceipt(item)}: <q>{item.receipt.quote}</q>{' '}
      {moment === null ? null : (
        <Link to={moment} className="memory-moment" data-testid="memory-moment">
          {words.moment}
        </Link>
      )}
    </p>
  );
}

interface ActionsProps {
  readonly item: MemoryItem;
  readonly onCorrect: () => void;
  readonly onForget: () => void;
}

function Actions({ item, onCorrect, onForget }: ActionsProps) {
  const { pin, close } = useChangeItem(item);
  return (
    <div className="memory-actions">
      {item.kind === 'fact' && !item.is_past ? (
        <button
          type="button"
          className="linklike"
          aria-pressed={item.pinned}
          data-testid="memory-pin"
          onClick={() => pin.mutate()}
        >
          {item.pinned ? words.unpin : words.pin}
        </button>
      ) : null}
      {item.kind === 'loop' && !item.is_past ? (
        <button type="button" className="linklike" data-testid="memory-close" onClick={() => close.mutate()}>
          {words.close}
        </button>
      ) : null}
      {item.kind === 'loop' ? null : (
        <button type="button" className="linklike" data-testid="memory-correct" onClick={onCorrect}>
          {words.correct}
        </button>
      )}
      <button type="button" className="linklike grave" data-testid="memory-forget" onClick={onForget}>
        {words.forget}
      </button>
      {pin.isError || close.isError ? (
        <span className="memory-failed" role="alert">
          {words.actionFailed}
        </span>
      ) : null}
    </div>
  );
}

export interface MemoryEntryProps {
  readonly item: MemoryItem;
  readonly onForget: (item: MemoryItem) => void;
}

export function MemoryEntry({ item, onForget }: MemoryEntryProps) {
  const [editing, setEditing] = useState(false);
  const { correct } = useChangeItem(item);
  const save = (line: string): void => correct.mutate(line, { onSuccess: () => setEditing(false) });
  return (
    <li className="memory-entry" data-kind={item.kind} data-past={item.is_past} data-testid="memory-entry">
      <p className="memory-marks">{listMarks(item).join(' · ')}</p>
      {editing ? (
        <EditForm item={item} busy={correct.isPending} onSave={save} onCancel={() => setEditing(false)} />
      ) : (
        <p className="memory-text">{item.text}</p>
      )}
      {item.astro_tie == null ? null : <p className="memory-tie">{item.astro_tie}</p>}
      <ReceiptLine item={item} />
      {editing ? null : (
        <Actions item={item} onCorrect={() => setEditing(true)} onForget={() => onForget(item)} />
      )}
      {correct.isError ? (
        <p className="memory-failed" role="alert">
          {words.actionFailed}
        </p>
      ) : null}
    </li>
  );
}
