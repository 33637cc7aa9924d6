// The client of the JSON API: paths and parameters in, typed answers or an ApiError out.
import { useCallback, useEffect, useState } from "react";
import type { Page, Session } from "./types";

const BASE = "/api/v1";
export type Params = Record<string, string | number | boolean | null | undefined>;

/** problem+json as an exception: what is wrong, and with which field. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly detail: string,
    readonly field: string = "",
    readonly reason: string = "",
    readonly errors: { field: string; reason: string }[] = [],
  ) {
    super(detail);
  }
}

let csrf = "";
let onLoggedOut: () => void = () => undefined;
export function whenLoggedOut(then: () => void): void {
  onLoggedOut = then;
}

export function address(path: string, params: Params = {}): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(params)) {
    if (value !== undefined && value !== null && value !== "" && value !== false) query.set(key, String(value));
  }
  const tail = query.toString();
  return BASE + path + (tail ? `?${tail}` : "");
}

async function answer<T>(response: Response): Promise<T> {
  if (response.ok) return response.status === 204 ? (undefined as T) : ((await response.json()) as T);
  const said = (await response.json().catch(() => ({}))) as Partial<ApiError> & { title?: string };
  if (response.status === 401) onLoggedOut();
  throw new ApiError(response.status, said.detail ?? said.title ?? response.statusText, said.field, said.reason, said.errors);
}

async function ask(input: string, init?: RequestInit): Promise<Response> {
  try {
    return await fetch(input, { credentials: "same-origin", ...init });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ApiError(0, "offline");
  }
}

export async function get<T>(path: string, params: Params = {}, signal?: AbortSignal): Promise<T> {
  return answer<T>(await ask(address(path, params), { signal }));
}

export async function send<T>(method: "POST" | "PUT" | "PATCH" | "DELETE", path: string, body?: unknown): Promise<T> {
  const headers: Record<string, string> = csrf ? { "X-CSRF-Token": csrf } : {};
  const form = body instanceof FormData;
  if (body !== undefined && !form) headers["Content-Type"] = "application/json";
  const payload = body === undefined ? undefined : form ? body : JSON.stringify(body);
  return answer<T>(await ask(address(path), { method, headers, body: payload }));
}

/** A file sent, whose answer comes in lines of JSON: each is given away as soon as it is there. */
export async function sendForLines<T>(path: string, body: FormData, take: (line: T) => void, signal?: AbortSignal): Promise<void> {
  const response = await ask(address(path), { method: "POST", headers: csrf ? { "X-CSRF-Token": csrf } : {}, body, signal });
  if (!response.ok || !response.body) return answer<void>(response);
  const pieces = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await pieces.read().catch((error: unknown) => {
      throw signal?.aborted ? error : new ApiError(0, "offline");
    });
    const whole = (rest + (value ?? "")).split("\n");
    rest = whole.pop() ?? "";
    for (const line of whole) if (line) take(JSON.parse(line) as T);
    if (done) return;
  }
}

/** Who is logged in; keeps the token that changes need. */
export function remember(session: Session): Session {
  csrf = session.csrf;
  return session;
}

export interface Asked<T> {
  data: T | null;
  error: ApiError | null;
  loading: boolean;
  reload: () => void;
}

/** One GET whose answer lives with the component; the last answer stays while a new one loads. A null path asks nothing. */
export function useApi<T>(path: string | null, params: Params = {}): Asked<T> {
  const key = path === null ? null : address(path, params);
  const [turn, setTurn] = useState(0);
  const [state, setState] = useState<{ data: T | null; error: ApiError | null; loading: boolean }>({ data: null, error: null, loading: key !== null });
  useEffect(() => {
    if (key === null) return;
    const stop = new AbortController();
    setState((s) => ({ ...s, loading: true }));
    ask(key, { signal: stop.signal })
      .then((r) => answer<T>(r))
      .then((data) => !stop.signal.aborted && setState({ data, error: null, loading: false }))
      .catch((error: unknown) => {
        if (stop.signal.aborted) return;
        setState({ data: null, error: error instanceof ApiError ? error : new ApiError(0, String(error)), loading: false });
      });
    return () => stop.abort();
  }, [key, turn]);
  const reload = useCallback(() => setTurn((n) => n + 1), []);
  return { ...state, reload };
}

export interface Listed<T> {
  items: T[];
  total: number | null;
  error: ApiError | null;
  loading: boolean;
  more: (() => void) | null;
  reload: () => void;
}

/** A list that grows page by page. */
export function useList<T>(path: string | null, params: Params = {}, limit = 50): Listed<T> {
  const first = useApi<Page<T>>(path, { ...params, limit });
  const [further, setFurther] = useState<{ of: Page<T> | null; pages: Page<T>[]; error: ApiError | null; loading: boolean }>({ of: null, pages: [], error: null, loading: false });
  const pages = first.data === null ? [] : [first.data, ...(further.of === first.data ? further.pages : [])];
  const last = pages.at(-1);
  const key = path === null ? "" : address(path, { ...params, limit });
  const more = useCallback(() => {
    const cursor = last?.next;
    if (!cursor || !path || !first.data) return;
    const of = first.data;
    setFurther((f) => ({ ...(f.of === of ? f : { of, pages: [] }), error: null, loading: true }));
    get<Page<T>>(path, { ...params, limit, cursor }).then(
      (page) => setFurther((f) => (f.of === of ? { of, pages: [...f.pages, page], error: null, loading: false } : f)),
      (error: ApiError) => setFurther((f) => ({ ...f, error, loading: false })),
    );
    // the parameters are part of the key
  }, [key, last?.next, first.data]);
  return {
    items: pages.flatMap((p) => p.items),
    total: last?.total ?? null,
    error: first.error ?? further.error,
    loading: first.loading || further.loading,
    more: last?.next ? more : null,
    reload: first.reload,
  };
}
