/** Says plainly when the mind is the offline demo, and what to set for a better one. */

import { useQuery } from '@tanstack/react-query';
import { service } from '../../client/service';
import { fill, text } from '../../lib/text';

export function DemoLine() {
  const { data } = useQuery({
    queryKey: ['setup'],
    queryFn: service.setup,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (data?.parts.llm !== 'standin') return null;
  return (
    <p className="demo" data-testid="demo">
      <strong>{text.banner.demo}</strong>{' '}
      {fill(text.banner.demoHint, { hint: data.hints.llm ?? text.banner.demoWhatToSet })}
    </p>
  );
}
