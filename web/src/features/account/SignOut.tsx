/** Signing out. A guest is told first that there is no way back. */

import { useState } from 'react';
import type { User } from '../../client/account';
import { Dialog } from '../../components/Dialog';
import { text } from '../../lib/text';
import { useLeaving } from './use-account-changes';

const words = text.account.signOut;

export function SignOut({ person }: { readonly person: User }) {
  const { signOut } = useLeaving();
  const [asking, setAsking] = useState(false);
  return (
    <div className="account-out">
      <button
        type="button"
        className="small"
        disabled={signOut.isPending}
        data-testid="sign-out"
        onClick={() => (person.is_guest ? setAsking(true) : signOut.mutate())}
      >
        {signOut.isPending ? words.busy : words.button}
      </button>
      {signOut.isError ? (
        <p className="wrong" role="alert">
          {words.failed}
        </p>
      ) : null}
      {asking ? (
        <Dialog title={words.guestTitle} testId="guest-leaves" onClose={() => setAsking(false)}>
          <p>{words.guestBody}</p>
          <div className="ask-options">
            <button type="button" className="choice" onClick={() => setAsking(false)}>
              {words.guestKeep}
            </button>
            <button
              type="button"
              className="choice grave"
              disabled={signOut.isPending}
              data-testid="guest-leave"
              onClick={() => signOut.mutate()}
            >
              {words.guestLeave}
            </button>
          </div>
        </Dialog>
      ) : null}
    </div>
  );
}
