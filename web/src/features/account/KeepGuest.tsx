/** For a guest: an e-mail and a password, and nothing of what was said gets lost. */

import { useLocation } from 'react-router';
import { text } from '../../lib/text';
import { CredentialsForm } from '../sign-in/CredentialsForm';
import { GoogleWay } from '../sign-in/GoogleWay';
import { useEntering } from '../sign-in/use-entering';
import { Section } from './Section';

const words = text.account.keep;

export function KeepGuest() {
  const { pathname } = useLocation();
  const { register } = useEntering(pathname);
  return (
    <Section title={words.title} testId="account-keep">
      <p className="quiet">{words.body}</p>
      <CredentialsForm
        purpose="keep"
        busy={register.isPending}
        error={register.error}
        onChange={register.reset}
        onSubmit={(wish) => register.mutate(wish)}
      />
      <GoogleWay next={pathname} />
    </Section>
  );
}
