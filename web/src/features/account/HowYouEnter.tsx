/** E-mail, password and Google: what one signs in with. */

import { useState } from 'react';
import { googleUrl, type User } from '../../client/account';
import { text } from '../../lib/text';
import { useProviders } from '../sign-in/GoogleWay';
import { PasswordForm } from './PasswordForm';
import { Section } from './Section';
import { useEntryChanges } from './use-account-changes';

const words = text.account;

function GoogleRow({ person }: { readonly person: User }) {
  const providers = useProviders();
  const { unlinkGoogle } = useEntryChanges();
  if (!providers.data?.google && !person.google_linked) return null;
  return (
    <div>
      <dt>{words.google.label}</dt>
      <dd data-testid="google-state" data-linked={person.google_linked}>
        <span>{person.google_linked ? words.google.linked : words.google.notLinked}</span>
        {person.google_linked ? (
          <button
            type="button"
            className="linklike"
            disabled={!person.has_password || unlinkGoogle.isPending}
            aria-describedby={person.has_password ? undefined : 'google-why'}
            data-testid="google-unlink"
            onClick={() => unlinkGoogle.mutate()}
          >
            {words.google.unlink}
          </button>
        ) : (
          <a className="linklike" href={googleUrl('/account')} data-testid="google-link">
            {words.google.link}
          </a>
        )}
        {person.google_linked && !person.has_password ? (
          <small className="quiet account-why" id="google-why">
            {words.google.needPassword}
          </small>
        ) : null}
        {unlinkGoogle.isError ? (
          <small className="wrong account-why" role="alert">
            {words.google.failed}
          </small>
        ) : null}
      </dd>
    </div>
  );
}

export function HowYouEnter({ person }: { readonly person: User }) {
  const [open, setOpen] = useState(false);
  const [changed, setChanged] = useState(false);
  return (
    <Section title={words.entry.title} testId="account-entry">
      <dl className="account-facts">
        <div>
          <dt>{words.entry.email}</dt>
          <dd data-testid="account-email">{person.email ?? words.entry.noEmail}</dd>
        </div>
        <div>
          <dt>{words.entry.password}</dt>
          <dd>
            <span>{person.has_password ? words.entry.passwordSet : words.entry.passwordNone}</span>
            <button
              type="button"
              className="linklike"
              aria-expanded={open}
              data-testid="password-change"
              onClick={() => {
                setChanged(false);
                setOpen(!open);
              }}
            >
              {person.has_password ? words.entry.change : words.entry.add}
            </button>
          </dd>
        </div>
        <GoogleRow person={person} />
      </dl>
      {open ? (
        <PasswordForm
          person={person}
          onCancel={() => setOpen(false)}
          onDone={() => {
            setOpen(false);
            setChanged(true);
          }}
        />
      ) : null}
      <p className="saved" role="status" data-testid="password-changed">
        {changed ? words.entry.changed : ''}
      </p>
    </Section>
  );
}
