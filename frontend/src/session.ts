// Who works here: the session as a context, so that a view offers only what its user may do.
import { createContext, useContext } from "react";
import type { Right, Session } from "./types";

export const LOCAL: Session = { name: null, role: null, rights: [], csrf: "", login: false };
export interface Signed {
  session: Session;
  refresh: () => void;
}
export const SessionContext = createContext<Signed>({ session: LOCAL, refresh: () => undefined });
export const useSession = (): Signed => useContext(SessionContext);
export function useRight(right: Right): boolean {
  return useSession().session.rights.includes(right);
}
