/** What is pinned, saving the form, and places to choose from. */

import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ServiceError } from '../../client/http';
import { type BirthForm, type BirthQuestion, sky } from '../../client/sky';
import { CHART_KEY } from '../chart/use-chart';

export const BIRTH_KEY = ['birth'] as const;
const TYPING_PAUSE_MS = 180;
const SHORTEST_NAME = 2;

export function useBirth() {
  return useQuery({ queryKey: BIRTH_KEY, queryFn: sky.readBirth });
}

export function useSaveBirth() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (form: BirthForm) => sky.writeBirth(form),
    onSuccess: (birth) => {
      client.setQueryData(BIRTH_KEY, birth);
      void client.invalidateQueries({ queryKey: [CHART_KEY] });
    },
  });
}

/** The question in an answer that says the form can be read in more than one way. */
export function readQuestion(error: unknown): BirthQuestion | null {
  if (!(error instanceof ServiceError) || error.status !== 409) return null;
  return (error.payload as { question?: BirthQuestion } | null)?.question ?? null;
}

function useSettled<T>(value: T, pauseMs: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pauseMs);
    return () => clearTimeout(timer);
  }, [value, pauseMs]);
  return settled;
}

export function usePlaces(typed: string) {
  const name = useSettled(typed.trim(), TYPING_PAUSE_MS);
  return useQuery({
    queryKey: ['places', name],
    queryFn: () => sky.findPlaces(name),
    enabled: name.length >= SHORTEST_NAME,
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
  });
}
