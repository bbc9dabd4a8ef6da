/** Having something forgotten by its name, and the receipts of what was. */

import { type FormEvent, useState } from 'react';
import type { ForgetWish } from '../../client/memory';
import { text } from '../../lib/text';
import { describeCounts, describeReceiptMoment, shortNumber } from './remembered';
import { useReceipts } from './use-memory';

const words = text.memory;

function Receipts() {
  const { data } = useReceipts();
  if (data === undefined || data.items.length === 0) return null;
  return (
    <>
      <h3>{words.receipt.title}</h3>
      <ul className="memory-receipts" data-testid="forget-receipts">
        {data.items.map((receipt) => (
          <li key={receipt.receipt_id}>
            <span>{describeReceiptMoment(receipt)}</span>
            <span>{describeCounts(receipt.counts)}</span>
            <small>{words.receipt.number.replace('{id}', shortNumber(receipt.receipt_id))}</small>
          </li>
        ))}
      </ul>
    </>
  );
}

export function Forgetting({ onAsk }: { readonly onAsk: (wish: ForgetWish) => void }) {
  const [topic, setTopic] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const what = topic.trim();
    if (what !== '') onAsk({ what });
  };
  return (
    <section className="forgetting" aria-labelledby="forgetting-title">
      <h2 id="forgetting-title">{words.forgetting.title}</h2>
      <p className="quiet">{words.forgetting.body}</p>
      <form className="forget-form" onSubmit={submit}>
        <label className="field">
          <span>{words.forgetting.label}</span>
          <input
            type="text"
            value={topic}
            maxLength={400}
            autoComplete="off"
            placeholder={words.forgetting.placeholder}
            data-testid="forget-topic"
            onChange={(event) => setTopic(event.target.value)}
          />
        </label>
        <button type="submit" className="small" disabled={topic.trim() === ''} data-testid="forget-look">
          {words.forgetting.look}
        </button>
      </form>
      <button type="button" className="linklike grave" onClick={() => onAsk({ everything: true })}>
        {words.forgetting.everything}
      </button>
      <Receipts />
    </section>
  );
}
