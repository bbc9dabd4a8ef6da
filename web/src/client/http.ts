/** One way to the service: same origin, the guard header on unsafe requests, one shape of error, a time-out. */

const UNSAFE = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);
const DEFAULT_TIMEOUT_MS = 15_000;

/** The service said no, or (status 0) could not be asked at all. */
export class ServiceError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    /** Which field of the request it is about, and all that the answer said. */
    readonly field: string | null = null,
    readonly payload: unknown = null,
  ) {
    super(message);
    this.name = 'ServiceError';
  }

  /** Nobody answered: the service is down, the network is, or it took too long. */
  get isUnreachable(): boolean {
    return this.status === 0 || this.status === 502 || this.status === 504;
  }
}

export interface RequestOptions {
  readonly body?: unknown;
  readonly timeoutMs?: number;
  /** Lets the request outlive the page; at most about 60 kB. */
  readonly keepalive?: boolean;
  /** Names the intent: the same key sent again does nothing twice. */
  readonly idempotencyKey?: string;
  /** A token that opens the operator's doors. */
  readonly bearer?: string;
}

function readError(status: number, payload: unknown): ServiceError {
  const error = (payload as { error?: { code?: unknown; message?: unknown; field?: unknown } } | null)?.error;
  const code = typeof error?.code === 'string' ? error.code : 'internal';
  const message = typeof error?.message === 'string' ? error.message : '';
  const field = typeof error?.field === 'string' ? error.field : null;
  return new ServiceError(status, code, message, field, payload);
}

export async function request<T>(method: string, path: string, options: RequestOptions = {}): Promise<T> {
  return parseJson(await requestText(method, path, options)) as T;
}

/** As `request`, for answers that are no JSON. */
export async function requestText(
  method: string,
  path: string,
  options: RequestOptions = {},
): Promise<string> {
  const headers: Record<string, string> = { accept: 'application/json, */*;q=0.5' };
  if (UNSAFE.has(method)) headers['x-astra'] = '1';
  if (options.idempotencyKey !== undefined) headers['idempotency-key'] = options.idempotencyKey;
  if (options.bearer !== undefined) headers.authorization = `Bearer ${options.bearer}`;
  const init: RequestInit = { method, headers, credentials: 'same-origin' };
  if (options.body !== undefined) {
    headers['content-type'] = 'application/json';
    init.body = JSON.stringify(options.body);
  }
  if (options.keepalive) init.keepalive = true;
  else init.signal = AbortSignal.timeout(options.timeoutMs ?? DEFAULT_TIMEOUT_MS);
  let response: Response;
  let text: string;
  try {
    response = await fetch(path, init);
    text = await response.text();
  } catch (error) {
    const timedOut = error instanceof DOMException && error.name === 'TimeoutError';
    throw new ServiceError(0, timedOut ? 'timeout' : 'unreachable', '');
  }
  if (!response.ok) throw readError(response.status, parseJson(text));
  return text;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
