/** The page came, but the service behind it does not answer. */

import { Brand } from '../components/Brand';
import { text } from '../lib/text';

export function ServiceDown({ onRetry }: { readonly onRetry: () => void }) {
  const words = text.trouble.service;
  return (
    <main className="sign-in" role="alert" data-testid="service-down">
      <Brand />
      <h1>{words.title}</h1>
      <p>{words.body}</p>
      <button type="button" className="primary" onClick={onRetry}>
        {text.trouble.retry}
      </button>
    </main>
  );
}
