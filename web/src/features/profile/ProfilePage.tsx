/** Who one is to the sky: the details of one's birth, each with where Astra has it from. */

import { text } from '../../lib/text';
import { BirthdayOffer } from './BirthdayOffer';
import { BirthForm } from './BirthForm';
import { useBirth } from './use-birth';

const words = text.profile;

export function ProfilePage() {
  const { data, isPending, isError, refetch } = useBirth();
  return (
    <div className="page" data-testid="profile">
      <h1>{words.title}</h1>
      <p className="quiet intro">{words.intro}</p>
      {isPending ? <p className="quiet">{words.loading}</p> : null}
      {isError ? (
        <p role="alert">
          {words.failed}{' '}
          <button type="button" className="small" onClick={() => void refetch()}>
            {words.retry}
          </button>
        </p>
      ) : null}
      {data === undefined ? null : <BirthdayOffer birth={data} />}
      {data === undefined ? null : <BirthForm birth={data} />}
    </div>
  );
}
