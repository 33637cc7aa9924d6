// A dropped file: its reports read one after the other, each shown as soon as it is there; or stored, all or one of them.
import { useCallback, useEffect, useRef, useState } from "react";
import { ApiError, sendForLines } from "../../api";
import type { Analysis, FileLine } from "../../types";

/** One report of the file: what was read of it, or why it could not be; `stored` once it is in the store. */
export interface Entry {
  n: number;
  found: Analysis | null;
  skipped: string;
  stored: string; // its id
  isNew: boolean;
}
export interface FileWork {
  entries: Entry[];
  reading: number; // how many are read of the file
  leftOut: number; // and how many are not
  told: number; // how many of them have been told of by the work that goes on
  read: (body: FormData) => Promise<void>;
  store: (body: FormData) => Promise<void>;
  clear: () => void;
}

interface Seen {
  entries: Entry[];
  reading: number;
  leftOut: number;
  told: number;
}
const NOTHING: Seen = { entries: [], reading: 0, leftOut: 0, told: 0 };

export function useFile(): FileWork {
  const [seen, setSeen] = useState(NOTHING);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);
  const run = useCallback(async (path: string, body: FormData, take: (line: { n: number } & (Analysis | { skipped: string })) => void) => {
    stop.current?.abort();
    const mine = (stop.current = new AbortController());
    let done = false;
    try {
      await sendForLines<FileLine>(
        path,
        body,
        (line) => {
          if (mine.signal.aborted) return;
          if ("in_file" in line) setSeen((s) => ({ ...s, reading: line.reading, leftOut: line.left_out, told: 0 }));
          else if ("done" in line) done = true;
          else {
            take(line);
            setSeen((s) => ({ ...s, told: line.n }));
          }
        },
        mine.signal,
      );
    } catch (error) {
      if (mine.signal.aborted) return;
      throw error;
    }
    if (!done && !mine.signal.aborted) throw new ApiError(0, "offline"); // the answer broke off
  }, []);
  return {
    ...seen,
    read: (body) => {
      setSeen(NOTHING);
      return run("/analyse/file/all", body, (line) => setSeen((s) => ({ ...s, entries: [...s.entries, entry(line)] })));
    },
    store: (body) =>
      run("/reports/file/all", body, (line) =>
        setSeen((s) => ({ ...s, entries: s.entries.map((e) => (e.n === line.n && "report" in line ? { ...e, stored: line.report.id, isNew: line.new === true } : e)) })),
      ),
    clear: () => {
      stop.current?.abort();
      setSeen(NOTHING);
    },
  };
}

function entry(line: { n: number } & (Analysis | { skipped: string })): Entry {
  const skipped = "skipped" in line ? line.skipped : "";
  return { n: line.n, found: "skipped" in line ? null : line, skipped, stored: "", isNew: false };
}
