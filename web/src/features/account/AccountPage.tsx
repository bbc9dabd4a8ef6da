/** Who one is here: name, language, ways in, devices, and what is one's own to take along or have deleted. */

import { useAccount } from '../../app/use-account';
import { text } from '../../lib/text';
import { FollowUpsSection } from '../platforms/FollowUpsSection';
import { TelegramSection } from '../platforms/TelegramSection';
import { Devices } from './Devices';
import { HowYouEnter } from './HowYouEnter';
import { KeepGuest } from './KeepGuest';
import { SignOut } from './SignOut';
import { WhatIsYours } from './WhatIsYours';
import { WhoYouAre } from './WhoYouAre';

export function AccountPage() {
  const { data: person } = useAccount();
  if (person == null) return null;
  return (
    <div className="page account" data-testid="account">
      <header className="account-head">
        <h1>{text.account.title}</h1>
        <SignOut person={person} />
      </header>
      {person.is_guest ? <KeepGuest /> : null}
      <WhoYouAre person={person} />
      {person.is_guest ? null : <HowYouEnter person={person} />}
      <Devices />
      <TelegramSection />
      <FollowUpsSection />
      <WhatIsYours person={person} />
    </div>
  );
}
