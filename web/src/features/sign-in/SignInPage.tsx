/** The door: come back, make an account, keep what a guest has, or just go on. */

import { type ReactNode, useState } from 'react';
import { Link, Navigate, useSearchParams } from 'react-router';
import { ServiceDown } from '../../app/ServiceDown';
import { useVisitor } from '../../app/use-account';
import type { User } from '../../client/account';
import { Brand } from '../../components/Brand';
import { LanguageSwitch } from '../../components/LanguageSwitch';
import { ThemeToggle } from '../../components/ThemeToggle';
import { chooseLanguage } from '../../lib/language';
import { text } from '../../lib/text';
import { Dial } from '../session/Dial';
import { CredentialsForm, type Purpose } from './CredentialsForm';
import { GoogleWay } from './GoogleWay';
import { useEntering } from './use-entering';
import { readGoogleError, readNext } from './way-back';

const words = text.signIn;
const SILENCE = { mic: 0, agent: 0 } as const;
const readSilence = (): typeof SILENCE => SILENCE;

function Door({ children }: { readonly children: ReactNode }) {
  return (
    <div className="door" data-testid="sign-in">
      <div className="door-sky" aria-hidden="true">
        <Dial mood="idle" readLevels={readSilence}>
          {null}
        </Dial>
      </div>
      <main className="door-way" id="page" tabIndex={-1}>
        <Brand />
        {children}
        <footer className="door-foot">
          <LanguageSwitch onChoose={chooseLanguage} />
          <ThemeToggle />
        </footer>
      </main>
    </div>
  );
}

interface PurposesProps {
  readonly offered: readonly Purpose[];
  readonly chosen: Purpose;
  readonly onChoose: (purpose: Purpose) => void;
}

function Purposes({ offered, chosen, onChoose }: PurposesProps) {
  return (
    <fieldset className="segments">
      <legend className="unseen">{words.ways}</legend>
      {offered.map((purpose) => (
        <button
          key={purpose}
          type="button"
          aria-pressed={chosen === purpose}
          data-testid={`purpose-${purpose}`}
          onClick={() => onChoose(purpose)}
        >
          {words[purpose].tab}
        </button>
      ))}
    </fieldset>
  );
}

interface EntranceProps {
  readonly person: User | null;
  readonly next: string;
  readonly first: Purpose | null;
}

function Entrance({ person, next, first }: EntranceProps) {
  const isGuest = person !== null;
  const offered: readonly Purpose[] = isGuest ? ['keep', 'in'] : ['in', 'create'];
  const [purpose, setPurpose] = useState<Purpose>(
    first !== null && offered.includes(first) ? first : (offered[0] ?? 'in'),
  );
  const { signIn, register, asGuest } = useEntering(next);
  const choose = (other: Purpose): void => {
    signIn.reset();
    register.reset();
    setPurpose(other);
  };
  const way = purpose === 'in' ? signIn : register;
  return (
    <>
      <header className="door-head">
        <h1>{words[purpose].title}</h1>
        <p className="quiet">{words[purpose].body}</p>
      </header>
      {isGuest ? null : (
        <div className="door-guest">
          <button
            type="button"
            className="choice"
            disabled={asGuest.isPending}
            data-testid="continue-as-guest"
            onClick={() => asGuest.mutate()}
          >
            <strong>{words.guest}</strong>
            <small>{words.guestHint}</small>
          </button>
          {asGuest.isError ? <p role="alert">{words.errors.failed}</p> : null}
          <p className="or">{words.or}</p>
        </div>
      )}
      <Purposes offered={offered} chosen={purpose} onChoose={choose} />
      {isGuest && purpose === 'in' ? <p className="quiet door-note">{words.guestLeaves}</p> : null}
      <CredentialsForm
        purpose={purpose}
        busy={way.isPending || way.isSuccess}
        error={way.error}
        onChange={way.reset}
        onSubmit={(wish) =>
          purpose === 'in'
            ? signIn.mutate({ email: wish.email, password: wish.password })
            : register.mutate(wish)
        }
      />
      <GoogleWay next={next} />
    </>
  );
}

export function SignInPage() {
  const [query] = useSearchParams();
  const { data: person, isPending, isError, refetch } = useVisitor();
  const next = readNext(query.get('next'), window.location.origin);
  const failure = readGoogleError(query.get('error'));
  if (isPending) return <div className="waiting" aria-busy="true" />;
  if (isError) return <ServiceDown onRetry={() => void refetch()} />;
  if (person !== null && !person.is_guest && failure === null) return <Navigate to={next} replace />;
  const isLost = person === null && query.has('next');
  return (
    <Door>
      {failure === null ? null : (
        <p className="door-failure" role="alert" data-testid="google-failure">
          {words.googleErrors[failure]}
        </p>
      )}
      {isLost && failure === null ? (
        <p className="door-note" role="status">
          {words.lost}
        </p>
      ) : null}
      {person !== null && !person.is_guest ? null : (
        <Entrance person={person} next={next} first={query.has('way') ? 'in' : null} />
      )}
      {person === null ? null : (
        <Link to={next} className="linklike" data-testid="door-back">
          {words.guestBack}
        </Link>
      )}
    </Door>
  );
}
