/** The page came, but the service behind it does not answer. It is looked for again until it does. */

import { Brand } from '../components/Brand';
import { text } from '../lib/text';

export function ServiceDown({ onRetry }: { readonly onRetry: () => void }) {
  const words = text.trouble.service;
  return (
    <main className="lone" role="alert" data-testid="service-down">
      <Brand />
      <h1>{words.title}</h1>
      <p>{words.body}</p>
      <p className="lone-hope">
        <span className="pulse" aria-hidden="true" />
        {text.serviceDown.again}
      </p>
      <button type="button" className="primary" onClick={onRetry}>
        {text.trouble.retry}
      </button>
    </main>
  );
}
