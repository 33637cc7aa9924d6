// Keys of the reader by their place on the keyboard, so that they work whatever language it types.
import { useEffect, useRef } from "react";

export type Commands = Partial<Record<string, () => void>>;

/** `commands` by KeyboardEvent.code ("KeyJ", "Digit1", "Escape") or "?"; keys typed into a field are its own, but for Escape. */
export function useKeys(commands: Commands): void {
  const latest = useRef(commands);
  latest.current = commands;
  useEffect(() => {
    const press = (e: KeyboardEvent) => {
      if (e.defaultPrevented || e.ctrlKey || e.metaKey || e.altKey || document.querySelector("dialog[open]")) return;
      const typing = e.target instanceof Element && e.target.closest("input:not([type=checkbox]),select,textarea");
      const name = e.key === "?" || e.key === "؟" ? "?" : e.code;
      const command = latest.current[name];
      if (!command || (typing && name !== "Escape")) return;
      e.preventDefault();
      command();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}
