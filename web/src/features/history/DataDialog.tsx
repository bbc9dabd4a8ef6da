/** All conversations in the person's hands: out as a file, in from a file, or gone for good. */

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ChangeEvent, useState } from 'react';
import { history, type Imported } from '../../client/history';
import { ServiceError } from '../../client/http';
import { Dialog } from '../../components/Dialog';
import { count, fill, text } from '../../lib/text';
import { useTalk } from '../session/use-talk';
import { ExportLinks } from './ExportLinks';
import { forgetWhatWasRead } from './use-sessions';

const words = text.history.data;

/** The file is no JSON at all. */
class NotOurs extends Error {}

async function bringBack(file: File): Promise<Imported> {
  let exported: unknown;
  try {
    exported = JSON.parse(await file.text());
  } catch {
    throw new NotOurs();
  }
  return await history.bringBack(exported);
}

function describeFailure(error: unknown): string {
  if (error instanceof NotOurs) return words.notOurs;
  if (error instanceof ServiceError && error.status === 413) return words.tooLarge;
  if (error instanceof ServiceError && (error.status === 422 || error.status === 400)) return words.notOurs;
  return words.importFailed;
}

function describeImported({ sessions, messages, skipped }: Imported): string {
  if (sessions === 0 && messages === 0) return words.importedNone;
  const came = fill(words.imported, {
    sessions: count(words.sessions, sessions),
    messages: count(text.history.messages, messages),
  });
  return skipped === 0 ? came : `${came} ${count(words.skipped, skipped)}`;
}

function Import() {
  const queries = useQueryClient();
  const { mutate, data, error, isPending, isError, isSuccess } = useMutation({
    mutationFn: bringBack,
    onSuccess: () => forgetWhatWasRead(queries),
  });
  const choose = (event: ChangeEvent<HTMLInputElement>): void => {
    const file = event.target.files?.[0];
    if (file !== undefined) mutate(file);
    // The same file may be chosen again.
    event.target.value = '';
  };
  return (
    <section className="data-part">
      <h3>{words.importTitle}</h3>
      <p className="quiet">{words.importBody}</p>
      <label className="small file">
        {isPending ? words.importing : words.choose}
        <input
          type="file"
          accept="application/json,.json"
          className="unseen"
          disabled={isPending}
          data-testid="import-file"
          onChange={choose}
        />
      </label>
      {isSuccess ? (
        <p role="status" data-testid="imported">
          {describeImported(data)}
        </p>
      ) : null}
      {isError ? (
        <p className="failure" role="alert" data-testid="import-failed">
          {describeFailure(error)}
        </p>
      ) : null}
    </section>
  );
}

function DeleteAll() {
  const queries = useQueryClient();
  const talk = useTalk();
  const [asking, setAsking] = useState(false);
  const { mutate, isPending, isError, isSuccess } = useMutation({
    mutationFn: async () => {
      await talk.dropAll();
      await history.deleteAll();
    },
    onSuccess: async () => {
      setAsking(false);
      queries.removeQueries({ queryKey: ['history'] });
      await forgetWhatWasRead(queries);
    },
  });
  return (
    <section className="data-part">
      <h3>{words.deleteTitle}</h3>
      <p className="quiet">{words.deleteBody}</p>
      {asking ? (
        <div className="sure">
          <p role="alert">{words.deleteSure}</p>
          <button
            type="button"
            className="small grave"
            disabled={isPending}
            aria-busy={isPending}
            data-testid="delete-all-confirm"
            onClick={() => mutate()}
          >
            {isPending ? words.deleting : words.deleteConfirm}
          </button>
          <button type="button" className="small" onClick={() => setAsking(false)}>
            {words.keep}
          </button>
        </div>
      ) : (
        <button
          type="button"
          className="linklike grave"
          data-testid="delete-all"
          onClick={() => setAsking(true)}
        >
          {words.deleteAsk}
        </button>
      )}
      {isSuccess ? (
        <p role="status" data-testid="deleted-all">
          {words.deleted}
        </p>
      ) : null}
      {isError ? (
        <p className="failure" role="alert">
          {words.deleteFailed}
        </p>
      ) : null}
    </section>
  );
}

export function DataDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title={words.title} onClose={onClose} testId="data-dialog">
      <section className="data-part">
        <h3>{words.exportTitle}</h3>
        <p className="quiet">{words.exportBody}</p>
        <ExportLinks sessionId={null} />
      </section>
      <Import />
      <DeleteAll />
    </Dialog>
  );
}
