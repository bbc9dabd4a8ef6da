/** Who is here, at the foot of the sidebar: the way to the account, and for a guest to an account of theirs. */

import { Link, NavLink, useLocation } from 'react-router';
import { useAccount } from '../../app/use-account';
import { Icon } from '../../components/Icon';
import { text } from '../../lib/text';
import { signInPath } from '../sign-in/way-back';

export function AccountLink({ onChosen }: { readonly onChosen: () => void }) {
  const { data: person } = useAccount();
  const { pathname } = useLocation();
  if (person == null) return null;
  const path = signInPath(pathname);
  return (
    <div className="who">
      <NavLink to="/account" onClick={onChosen} data-testid="nav-account">
        <Icon name="person" />
        <span className="who-name">{person.display_name ?? person.email ?? text.account.guest}</span>
        <small>{person.is_guest ? text.account.guestHint : text.account.nav}</small>
      </NavLink>
      {person.is_guest ? (
        <Link
          to={`${path}${path.includes('?') ? '&' : '?'}way=in`}
          className="linklike"
          onClick={onChosen}
          data-testid="nav-sign-in"
        >
          {text.signIn.nav}
        </Link>
      ) : null}
    </div>
  );
}
