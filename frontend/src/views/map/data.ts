// The query and the part of the world in view -> the answers that list and map share; the last ones stay while new ones load.
import { useEffect, useState } from "react";
import { ApiError, address, get } from "../../api";
import { requests, type Query } from "./layers";
import type { Answer, Answers } from "./spots";

export interface MapData {
  answers: Answers;
  loading: boolean;
  error: ApiError | null;
  reload: () => void;
}

export function useMapData(query: Query, bbox: string | null): MapData {
  const asked = bbox === null ? [] : requests(query, bbox);
  const key = asked.map((r) => address(r.path, r.params)).join(" ");
  const [turn, setTurn] = useState(0);
  const [state, setState] = useState<Omit<MapData, "reload">>({ answers: {}, loading: true, error: null });
  useEffect(() => {
    if (bbox === null) return;
    const stop = new AbortController();
    setState((s) => ({ ...s, loading: true }));
    Promise.all(asked.map(async (r) => [r.kind, await get<Answer>(r.path, r.params, stop.signal)] as const)).then(
      (found) => setState({ answers: Object.fromEntries(found), loading: false, error: null }),
      (error: unknown) => {
        if (!stop.signal.aborted) setState({ answers: {}, loading: false, error: error instanceof ApiError ? error : new ApiError(0, String(error)) });
      },
    );
    return () => stop.abort();
    // the key holds every parameter of every request
  }, [key, turn]);
  return { ...state, reload: () => setTurn((n) => n + 1) };
}
