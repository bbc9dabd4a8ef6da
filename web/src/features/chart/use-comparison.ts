/** Asking for one's chart beside another birth; what comes back is kept in the page that asked and nowhere else. */

import { type UseMutationResult, useMutation } from '@tanstack/react-query';
import { type BirthForm, type Comparison, sky } from '../../client/sky';

export type Comparing = UseMutationResult<Comparison, Error, BirthForm>;

export function useComparison(): Comparing {
  return useMutation({ mutationFn: (other: BirthForm) => sky.compare(other), gcTime: 0 });
}
