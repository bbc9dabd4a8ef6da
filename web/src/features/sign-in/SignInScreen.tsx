/** Shown when a sign-in was lost. */

import { Brand } from '../../components/Brand';
import { text } from '../../lib/text';

export interface SignInProps {
  readonly busy: boolean;
  readonly failed: boolean;
  readonly onGuest: () => void;
}

export function SignInScreen({ busy, failed, onGuest }: SignInProps) {
  return (
    <main className="sign-in" data-testid="sign-in">
      <Brand />
      <h1>{text.signIn.title}</h1>
      <p>{text.signIn.body}</p>
      <button
        type="button"
        className="primary"
        disabled={busy}
        data-testid="continue-as-guest"
        onClick={onGuest}
      >
        {text.signIn.guest}
      </button>
      {failed ? <p role="alert">{text.signIn.failed}</p> : null}
    </main>
  );
}
