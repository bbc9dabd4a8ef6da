/** Where Google may be asked for the date of birth and none is known yet: the way to it, at any time after signing in. */

import { googleUrl } from '../../client/account';
import type { Birth } from '../../client/sky';
import { text } from '../../lib/text';
import { useProviders } from '../sign-in/GoogleWay';

const words = text.account.birthday;

export function BirthdayOffer({ birth }: { readonly birth: Birth }) {
  const { data } = useProviders();
  const isAsked = birth.pinned.date != null || birth.question != null;
  if (!data?.google || !data.birthday || isAsked) return null;
  return (
    <aside className="offer" aria-label={text.account.google.label} data-testid="birthday-offer">
      <span>{words.body}</span>
      <a className="linklike" href={googleUrl('/profile')} data-testid="birthday-link">
        {words.link}
      </a>
    </aside>
  );
}
