/** The way in by Google, where the service has one. */

import { useQuery } from '@tanstack/react-query';
import { accounts, googleUrl } from '../../client/account';
import { text } from '../../lib/text';

export function useProviders() {
  return useQuery({
    queryKey: ['providers'],
    queryFn: accounts.providers,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function GoogleWay({ next }: { readonly next: string }) {
  const { data } = useProviders();
  if (!data?.google) return null;
  return (
    <>
      <p className="or">{text.signIn.or}</p>
      <a className="choice google" href={googleUrl(next)} data-testid="google">
        {text.signIn.google}
      </a>
    </>
  );
}
