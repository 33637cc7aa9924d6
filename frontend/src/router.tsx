// The address bar as the state of the app: paths are views, the query string holds their filters.
import { useCallback, useSyncExternalStore, type AnchorHTMLAttributes, type MouseEvent } from "react";

const CHANGE = "rasid:address";

export function navigate(to: string, replace = false): void {
  if (to === location.pathname + location.search + location.hash) return;
  history[replace ? "replaceState" : "pushState"](null, "", to);
  window.dispatchEvent(new Event(CHANGE));
  if (!replace) window.scrollTo(0, 0);
}

function subscribe(then: () => void): () => void {
  window.addEventListener("popstate", then);
  window.addEventListener(CHANGE, then);
  return () => {
    window.removeEventListener("popstate", then);
    window.removeEventListener(CHANGE, then);
  };
}

export function usePath(): string {
  return useSyncExternalStore(subscribe, () => location.pathname);
}

/** The query string as a record, and a setter that changes some keys of it (an empty value removes a key). */
export function useQuery(): [Record<string, string>, (change: Record<string, string | null | undefined>, push?: boolean) => void] {
  const search = useSyncExternalStore(subscribe, () => location.search);
  const set = useCallback((change: Record<string, string | null | undefined>, push = false) => {
    const query = new URLSearchParams(location.search);
    for (const [key, value] of Object.entries(change)) {
      if (value) query.set(key, value);
      else query.delete(key);
    }
    const tail = query.toString();
    navigate(location.pathname + (tail ? `?${tail}` : "") + location.hash, !push);
  }, []);
  return [Object.fromEntries(new URLSearchParams(search)), set];
}

export function Link({ to, ...rest }: { to: string } & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "href">) {
  const go = (event: MouseEvent<HTMLAnchorElement>) => {
    rest.onClick?.(event);
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    navigate(to);
  };
  return <a {...rest} href={to} onClick={go} />;
}

/** A path from parts; ids may hold any letter. */
export function path(...parts: string[]): string {
  return "/" + parts.map(encodeURIComponent).join("/");
}

/** The parts of a path after a prefix, or null where it is another view's: parts("/reports/r1", "/reports") = ["r1"]. */
export function parts(of: string, prefix: string): string[] | null {
  if (of !== prefix && !of.startsWith(prefix + "/")) return null;
  try {
    return of.slice(prefix.length).split("/").filter(Boolean).map(decodeURIComponent);
  } catch {
    return null;
  }
}
