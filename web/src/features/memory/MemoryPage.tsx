/** The Memory page: all that is remembered, by kind and day, searchable, and in the person's hands. */

import { useDeferredValue, useState } from 'react';
import type { ForgetReceipt, ForgetWish, MemoryItem, MemoryKind } from '../../client/memory';
import { fill, text } from '../../lib/text';
import { ForgetDialog } from './ForgetDialog';
import { Forgetting } from './Forgetting';
import { MemoryEntry } from './MemoryEntry';
import { describeCounts, shelve, shortNumber } from './remembered';
import { useMemoryList } from './use-memory';

const words = text.memory;
const KINDS: readonly (MemoryKind | null)[] = [null, 'fact', 'loop', 'event'];

interface FiltersProps {
  readonly kind: MemoryKind | null;
  readonly counts: Readonly<Record<string, number>>;
  readonly q: string;
  readonly past: boolean;
  readonly onKind: (kind: MemoryKind | null) => void;
  readonly onQ: (q: string) => void;
  readonly onPast: (past: boolean) => void;
}

function Filters({ kind, counts, q, past, onKind, onQ, onPast }: FiltersProps) {
  return (
    <div className="memory-filters">
      <fieldset className="memory-kinds" aria-label={words.kinds.label}>
        {KINDS.map((one) => (
          <button
            key={one ?? 'all'}
            type="button"
            aria-pressed={kind === one}
            data-testid={`memory-kind-${one ?? 'all'}`}
            onClick={() => onKind(one)}
          >
            {one === null ? words.kinds.all : words.kinds[one as 'fact' | 'loop' | 'event']}
            {one === null || counts[one] === undefined ? null : <small> {counts[one]}</small>}
          </button>
        ))}
      </fieldset>
      <input
        type="search"
        aria-label={words.search}
        placeholder={words.search}
        value={q}
        maxLength={200}
        data-testid="memory-search"
        onChange={(event) => onQ(event.target.value)}
      />
      <label className="memory-past">
        <input type="checkbox" checked={past} onChange={(event) => onPast(event.target.checked)} />
        {words.past}
      </label>
    </div>
  );
}

interface ShelvesProps {
  readonly items: readonly MemoryItem[];
  readonly onForget: (item: MemoryItem) => void;
}

function Shelves({ items, onForget }: ShelvesProps) {
  const overview = items.find((item) => item.kind === 'overview');
  return (
    <>
      {overview === undefined ? null : (
        <section className="memory-overview" aria-labelledby="overview-title">
          <h2 id="overview-title">{words.overview}</h2>
          <ul>
            <MemoryEntry item={overview} onForget={onForget} />
          </ul>
        </section>
      )}
      {shelve(items).map((shelf) => (
        <section key={shelf.key} className="shelf" aria-label={shelf.title}>
          <h2>{shelf.title}</h2>
          <ul>
            {shelf.items.map((item) => (
              <MemoryEntry key={item.id} item={item} onForget={onForget} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function ReceiptBanner({ receipt }: { readonly receipt: ForgetReceipt }) {
  return (
    <p className="memory-gone" role="status" data-testid="forget-receipt">
      {fill(words.receipt.just, { what: describeCounts(receipt.counts) })}{' '}
      <small>{fill(words.receipt.number, { id: shortNumber(receipt.receipt_id) })}</small>
    </p>
  );
}

export function MemoryPage() {
  const [kind, setKind] = useState<MemoryKind | null>(null);
  const [q, setQ] = useState('');
  const [past, setPast] = useState(false);
  const [wish, setWish] = useState<ForgetWish | null>(null);
  const [receipt, setReceipt] = useState<ForgetReceipt | null>(null);
  const list = useMemoryList({ kind, q: useDeferredValue(q), past });
  const isFiltered = kind !== null || q.trim() !== '';
  const isEmpty = !list.isPending && !list.isError && list.items.length === 0;
  return (
    <div className="page memory" data-testid="memory">
      <header className="memory-head">
        <h1>{words.title}</h1>
        <p className="quiet">{words.lede}</p>
      </header>
      {receipt === null ? null : <ReceiptBanner receipt={receipt} />}
      <Filters
        kind={kind}
        counts={list.counts}
        q={q}
        past={past}
        onKind={setKind}
        onQ={setQ}
        onPast={setPast}
      />
      {list.isPending ? <p className="quiet">{words.loading}</p> : null}
      {list.isError ? (
        <p role="alert">
          {words.failed}{' '}
          <button type="button" className="small" onClick={() => void list.refetch()}>
            {words.retry}
          </button>
        </p>
      ) : null}
      {isEmpty ? (
        <p className="memory-none" data-testid="memory-empty">
          {isFiltered ? words.nothingFits : words.empty}
        </p>
      ) : null}
      <Shelves items={list.items} onForget={(item) => setWish({ memory_id: item.id })} />
      {list.hasNextPage ? (
        <button
          type="button"
          className="small"
          disabled={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {words.more}
        </button>
      ) : null}
      <Forgetting onAsk={setWish} />
      {wish === null ? null : (
        <ForgetDialog
          wish={wish}
          onClose={() => setWish(null)}
          onForgotten={(done) => {
            setReceipt(done);
            setWish(null);
          }}
        />
      )}
    </div>
  );
}
